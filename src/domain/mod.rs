//! The domain: records of clients and the figures over them, without a browser.
//!
//! Invariant: no I/O, no clock, no random source and no text for people. "Today", ids and locale are
//! arguments.

mod account;
mod assessment;
mod assumptions;
mod buying_role;
mod by_id;
pub mod classroom;
mod client;
mod date;
mod decimal;
pub mod draft;
mod edit;
mod evidence;
pub mod exercise;
mod feedback;
mod id;
mod index;
mod instrument;
mod level_order;
pub mod live;
mod merge;
mod narrow;
mod planned_action;
mod priority;
mod promise;
mod record;
mod relationship_kind;
mod request;
mod response_sheet;
mod saved_filter;
mod score;
mod settings;
mod sort;
#[cfg(test)]
mod stable_names;
mod stage;
mod stage_gate;
mod stay;
mod summary;
pub mod team;
mod text;
mod trend_order;
mod unit;
pub mod velocity;

pub use account::{Account, AccountFigures, AccountKey, LevelSpread, WeakestLink, accounts};
pub use assessment::{Assessment, Course, Myself, Occasion};
pub use assumptions::{Assumptions, AssumptionsError, Cadence, Thresholds};
pub use buying_role::BuyingRole;
pub use client::{Client, ClientParts, DateError, InvalidClient, Profile, RecommendsItself};
pub use date::{CivilDate, ParseDateError};
pub use decimal::decimal;
pub use edit::{ClientEdit, EditError};
pub use evidence::{EvidenceFigures, NOTABLE_RISE};
pub use feedback::{
    Comment, CommentKind, FEEDBACK_MAX_AGE_DAYS, Feedback, FeedbackContent, Recommendation,
    Satisfaction,
};
#[cfg(test)]
pub use id::counting;
pub use id::{ClientId, EntryId, ParseIdError};
pub use index::{IdIndex, IndexedEntries};
pub use instrument::{
    Form, Instrument, ItemResponses, ItemsVersion, LikertScore, Measurement, ParseResponsesError,
};
pub use level_order::{OtherWeights, level_orders};
pub use merge::{Conflict, merge};
pub use narrow::narrow;
pub use planned_action::{
    ActionOrigin, ActionOutcome, ActionReview, AdviceKey, NextDay, PlannedAction, RepairStep,
    ReviewResult, RiseAfterActions, repair_plan, rises_after_actions, steps_to_do,
};
pub use priority::{Priorities, Priority, Reason};
pub use promise::{Promise, PromiseFigures, PromiseOutcome};
pub use record::{Breach, Channel, Contact, Rater, Rating, Record, RecordKind, Severity};
pub use relationship_kind::RelationshipKind;
pub use request::{AnswerStatus, Request, Respondent, ResponseKeyPair};
pub use response_sheet::{ItemResponse, ParseResponseSheetError, ResponseSheet};
pub use saved_filter::{FilterName, FilterNameError, ListFilter, Need, Order, SavedFilter};
pub use score::{Dimension, PerDimension, Score, ScoreError, Scores, TypedScoreError};
pub use settings::{BackupReminder, Language, Settings, Theme};
pub use sort::{sorted, sorted_places};
pub use stage::{Stage, StageEntry};
pub use stage_gate::{GateStanding, StageEvidence, StageGate, stage_evidence, stage_gates};
pub use stay::{CountStep, StageCount, StageCounts, StageDurations, StageHistory, Stay, stays};
pub use summary::{Due, OpenEntry, OpenKind, Summary};
pub use text::{Name, NameError, NonEmptyText, NonEmptyTextError, Note, NoteError, is_seen};
pub use trend_order::{OtherWindow, SlopesByWindow, WindowOrder, trend_orders};
pub use unit::Unit;
