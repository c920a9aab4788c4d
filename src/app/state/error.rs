//! Why a command was not carried out.

use crate::{domain::DateError, i18n::Text, storage::SaveError};

/// A command was not carried out.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CommandError {
    /// The client or the entry is not there any more.
    #[error("the client is gone")]
    Gone,
    /// A date cannot be taken.
    #[error(transparent)]
    Date(#[from] DateError),
    /// The change could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl CommandError {
    /// The error in words, with what to do next.
    pub fn words(&self, text: Text) -> String {
        match self {
            Self::Gone => text.gone().to_owned(),
            Self::Date(error) => text.date_error(error),
            Self::Save(error) => text.save_error(error),
        }
    }
}
