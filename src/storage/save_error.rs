//! The reasons why a change was not saved.

use crate::domain::Conflict;

use super::{BackendError, JournalError, SealError};
use crate::documents::DecodeError;

/// A change was not saved; the earlier state is still stored.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SaveError {
    /// There is no room left.
    #[error("the storage is full")]
    Full,
    /// The browser refuses; its own message.
    #[error("the storage is not available: {0}")]
    Unavailable(String),
    /// The text under the key cannot be read, so it is not written over.
    #[error("the stored text cannot be read: {0}")]
    Occupied(DecodeError),
    /// The text read back is not the one written.
    #[error("the storage did not keep the text")]
    NotKept,
    /// Another tab changed the same parts.
    #[error("changed elsewhere: {0:?}")]
    Changed(Vec<Conflict>),
    /// Another tab has put the lock on, or taken it off: this tab must start anew.
    #[error("the lock has changed")]
    LockChanged,
    /// Another tab has the right to write.
    #[error("another tab writes")]
    OtherTab,
    /// The records are locked.
    #[error("the records are locked")]
    Locked,
}

impl SaveError {
    /// Whether no other record could be stored either.
    pub(super) const fn is_of_store(&self) -> bool {
        match self {
            Self::Occupied(_) | Self::Changed(_) | Self::NotKept => false,
            Self::Full
            | Self::Unavailable(_)
            | Self::LockChanged
            | Self::OtherTab
            | Self::Locked => true,
        }
    }
}

impl From<BackendError> for SaveError {
    fn from(error: BackendError) -> Self {
        match error {
            BackendError::Full => Self::Full,
            BackendError::Unavailable(words) => Self::Unavailable(words),
        }
    }
}

impl From<JournalError> for SaveError {
    fn from(error: JournalError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<SealError> for SaveError {
    fn from(error: SealError) -> Self {
        match error {
            SealError::WrongKey => Self::Occupied(DecodeError::Sealed),
            SealError::Unavailable(words) => Self::Unavailable(words),
        }
    }
}
