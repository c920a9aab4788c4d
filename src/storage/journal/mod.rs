//! The journal: a second copy of the records, in a store that tells when a write is on the disk.
//!
//! A browser may hold what it was given for the records in memory for minutes, and reading it back proves
//! nothing: if the browser is killed, it is gone. So each command is also kept in the journal, and only
//! then called saved; at the next start, what the records have lost is brought back.
//!
//! Terms: **command**, a step that wrote or removed texts, all or none. **Number**, the place of a command
//! among all of them. **Mark**, the number of the last command, kept beside the records. **Copy**, the
//! text of a key as the last command left it. **Earlier texts**, those of a key before each command.
//!
//! For example, the commands 4 and 5 changed one client from A to B to C. After a kill, the records hold
//! the mark 3 and A: A is an earlier text of a command after 3, so C is put in its place. Had they held
//! the mark 5 and D, D would be newer than the journal: an older build of the app, which keeps no
//! journal, wrote it.
//!
//! Invariants:
//! - the mark is written after the texts of its command, and the browser keeps the order of writes: records
//!   with the mark of a command hold its texts, or later ones;
//! - a text that is none of the earlier ones, and no copy, is merged with the copy, or else stays, unless
//!   the revs tell that earlier texts are missing, and it may be one: then the copy counts;
//! - a record that something else has removed is offered from its copy, and does not return by itself;
//! - while a lock is on, the journal holds no text in the clear.
mod earlier;
mod keep;
mod recover;
mod removed;

use std::{future::Future, pin::Pin};

use super::{BackendError, SEALED};

pub(super) use earlier::Earlier;
pub use removed::RemovedRecord;

/// A store of commands and copies. Each method does all or nothing.
pub trait Journal {
    /// Whether a write has reached the disk once it is done, as far as the store could promise it when it was
    /// asked last.
    fn is_durable(&self) -> bool;

    /// Keeps a command, and returns its number when that is done: greater than any before, of
    /// whatever tab.
    fn keep<'a>(&'a self, entry: &'a JournalEntry) -> Journaling<'a, u32>;

    /// The numbers of the commands that are kept, in their order.
    fn numbers(&self) -> Journaling<'_, Vec<u32>>;

    /// Reads the text kept of a command.
    fn command(&self, number: u32) -> Journaling<'_, Option<String>>;

    /// The copy of a key's text.
    fn copy<'a>(&'a self, key: &'a str) -> Journaling<'a, Option<String>>;

    /// The keys of all copies.
    fn copied_keys(&self) -> Journaling<'_, Vec<String>>;

    /// How many copies there are.
    fn count(&self) -> Journaling<'_, u32>;

    /// Forgets the commands up to this number; the copies stay.
    fn forget(&self, last: u32) -> Journaling<'_, ()>;

    /// Adds copies of texts that no command has written yet.
    fn add_copies<'a>(&'a self, copies: &'a [(String, String)]) -> Journaling<'a, ()>;
}

/// The pending result of a [`Journal`].
pub type Journaling<'a, T> = Pin<Box<dyn Future<Output = Result<T, JournalError>> + 'a>>;

/// The entry of one command in a [`Journal`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// The earlier texts.
    pub command: String,
    /// The keys with their new texts; none if a key was removed.
    pub copies: Vec<(String, Option<String>)>,
    /// Whether all that was kept before goes.
    pub replaces_all: bool,
}

/// The journal refuses, or does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the journal is not available")]
pub struct JournalError;

/// The journal or the store refuses.
enum Refusal {
    Journal,
    Store(BackendError),
}

impl From<JournalError> for Refusal {
    fn from(_: JournalError) -> Self {
        Self::Journal
    }
}

impl From<BackendError> for Refusal {
    fn from(error: BackendError) -> Self {
        Self::Store(error)
    }
}

/// How durable a saved change is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// The browser writes it to the disk when it likes, within minutes.
    #[default]
    Unknown,
    /// It was handed to the system, which writes it to the disk.
    System,
    /// It is on the disk, as the browser says.
    Disk,
}

impl Durability {
    fn of(journal: &dyn Journal) -> Self {
        if journal.is_durable() {
            Self::Disk
        } else {
            Self::System
        }
    }
}

fn is_sealed(text: &str) -> bool {
    text.starts_with(SEALED)
}
