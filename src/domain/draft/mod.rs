//! The forms of a client and its entries while they are filled in: what was typed, and what it gives.
//!
//! Invariant: a draft gives a value, or all that is wrong with it, each fault with its field. Values
//! that a draft cannot know (ids, the client, today) are arguments of its check.

mod action;
mod breach;
mod check;
mod client;
mod contact;
mod feedback;
mod field;
mod promise;
mod rating;
mod stage;
#[cfg(test)]
mod testing;

pub use action::{ActionDraft, ActionError, ActionState};
pub use breach::{BreachDraft, BreachError};
pub use check::{LaterDateError, TypedDateError};
pub use client::{ClientDraft, ClientError, Subject, typed_tags};
pub use contact::{ContactDraft, ContactError};
pub use feedback::{FeedbackDraft, FeedbackError};
pub use field::Field;
pub use promise::{OutcomeKind, PromiseDraft, PromiseError};
pub use rating::{Answer, Measure, RaterKind, RatingDraft, RatingError};
pub use stage::StageDraft;
