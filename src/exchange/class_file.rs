//! A trainer's files: an exercise with its key, a session with its submissions, or a live session sealed for
//! another device.

use serde_json::value::RawValue;

use super::{
    file::{self, FileError},
    sealed::Sealed,
};
use crate::{
    documents::{DecodeError, OpaqueDocument},
    domain::{classroom::Session, exercise::Exercise},
};

/// The content of a trainer's file.
///
/// ```
/// use trust_velocity::exchange::{ClassFile, FileError};
/// assert_eq!(ClassFile::read("{}").err(), Some(FileError::Foreign));
/// let size = ClassFile::MAX_BYTES + 1;
/// assert_eq!(ClassFile::read(&"{".repeat(size)).err(), Some(FileError::TooLarge(size)));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum ClassFile {
    /// An exercise with its key.
    Exercise(Exercise),
    /// A session with its submissions.
    Session(Session),
    /// A live session for another device: a [`Handover`](super::Handover).
    Sealed(Sealed),
}

impl ClassFile {
    /// The most bytes of a file that is read: several times a class of 200 with an answer of everyone.
    pub const MAX_BYTES: usize = 8_000_000;

    /// Writes the text of the file.
    ///
    /// # Errors
    /// [`FileError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, FileError> {
        let (format, document) = match self {
            Self::Exercise(exercise) => (file::EXERCISE, OpaqueDocument::of_exercise(exercise)),
            Self::Session(session) => (file::SESSION, OpaqueDocument::of_session(session)),
            Self::Sealed(sealed) => return sealed.write(),
        };
        let document = document.map_err(file::malformed)?;
        let data = RawValue::from_string(document.text().to_owned()).map_err(file::malformed)?;
        file::write(format, &data)
    }

    /// Parses the text of a file.
    ///
    /// # Errors
    /// [`FileError`]; [`FileError::Foreign`] if it is another kind of file.
    pub fn read(text: &str) -> Result<Self, FileError> {
        if Self::MAX_BYTES < text.len() {
            return Err(FileError::TooLarge(text.len()));
        }
        let (format, data) = file::read(text)?;
        let document = OpaqueDocument::new(data);
        let unread = |reason: DecodeError| file::malformed(reason);
        match format {
            file::EXERCISE => document.exercise().map(Self::Exercise).map_err(unread),
            file::SESSION => document.session().map(Self::Session).map_err(unread),
            file::SEALED => Sealed::parse(data).map(Self::Sealed),
            _ => Err(FileError::Foreign),
        }
    }
}
