//! Why a text is no file of this app, or cannot be read.

use super::MAX_BYTES;
use crate::documents::DecodeError;

/// A text is no file of this app, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The text is empty.
    #[error("the file is empty")]
    Empty,
    /// Over [`MAX_BYTES`]; the number of bytes.
    #[error("the file has {0} bytes, the most is {MAX_BYTES}")]
    TooLarge(usize),
    /// Not a file of this app, or another kind of its files.
    #[error("the file is none of this kind")]
    Foreign,
    /// The text ends before the file does.
    #[error("the file was cut off")]
    Truncated,
    /// An editor saved it in another encoding than UTF-8.
    #[error("the file was saved anew in another encoding")]
    OtherEncoding,
    /// The data no longer matches the check sum.
    #[error("the file was altered")]
    Altered,
    /// Written by a newer app: the file, or a document in it.
    #[error("version {found} is newer than this app")]
    TooNew {
        /// The version found.
        found: u32,
    },
    /// A version that never existed.
    #[error("there is no version {0}")]
    NoSuchVersion(u32),
    /// The check sum matches, yet the data does not have the format of its version.
    #[error("not the shape of this version: {0}")]
    Malformed(String),
    /// The check sum matches, yet the counts are not those of the records.
    #[error("the counts are not those of the records")]
    CountsDiffer,
    /// The check sum matches, yet a document in it cannot be read.
    #[error("the document of {part:?}: {reason}")]
    Document {
        /// The document.
        part: BackupPart,
        /// The reason.
        reason: DecodeError,
    },
}

/// A document of a backup; if there are several of a kind, with its position in the file, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupPart {
    /// A client.
    Client(usize),
    /// The settings.
    Settings,
    /// The person's name and self-assessments.
    Myself,
    /// An own exercise.
    Exercise(usize),
    /// A session.
    Session(usize),
    /// A team.
    Team(usize),
}
