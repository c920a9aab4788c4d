//! The formats of everything that leaves or enters the app: backups, tables, contacts, links,
//! codes.
//!
//! Invariant: every parser accepts any input and returns a value or a typed error, never panics,
//! and restores without loss what is written here.

pub mod backup;
mod calendar;
mod class_file;
mod clients;
mod contacts;
mod csv;
mod dates;
mod delimited;
mod encoding;
mod file;
mod handover;
mod header;
mod headings;
mod history;
mod import;
pub mod link;
mod lock;
mod mapping;
mod names;
mod organisations;
pub mod qr;
mod quotes;
mod ratings;
mod report;
mod row;
mod scorm;
pub mod sealed;
mod table;
mod vcard;
mod walk;
mod workbook;

pub use calendar::{CALENDAR_DAYS, CalendarEvent, CalendarItem, CalendarKind, calendar_file};
pub use class_file::ClassFile;
pub use clients::{ClientColumn, ClientWords, clients_csv};
pub use contacts::{read_contacts, read_contacts_with};
pub use dates::{DateError, DateReading, DayOrder, Epoch, read_date};
pub use encoding::{Encoding, EncodingGuess};
pub use file::{BackupPart, FileError, MAX_BYTES, sha256};
pub use handover::Handover;
pub use history::{HistoryPlan, HistoryPlanner, PlannedClient, history_template};
pub use import::{
    DateQuestions, ExistingRow, ImportPlan, Namesake, NoNameColumn, date_questions, plan_import,
    refused_csv,
};
pub use lock::Lock;
pub use mapping::{Field, Mapping};
pub use names::initials;
pub use organisations::{ImportedAccount, imported_accounts, respellings};
pub use ratings::{RatingColumn, RatingWords, ratings_csv};
pub use report::{
    PointColumn, ReportWords, RoundsColumn, TraineeColumn, points_csv, rounds_csv, trainees_csv,
};
pub use row::{ImportContext, Refused, RowError, lack_date_reading};
pub use scorm::{ScormPart, ScormProgress, ScormProgressError};
pub use table::{Row, Table, TableError};
pub use vcard::{CardDetail, CardReader, CardRemarks, Decode};
pub use workbook::{
    Contain, FailedCells, MAX_UNPACKED, MAX_WORKBOOK, Sheet, WorkbookError, is_packed,
    read_workbook,
};
