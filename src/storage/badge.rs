//! Whether the installed app's icon shows a count: a choice for this device alone, which is in no backup.

use super::{BackendError, Repository, keys::BADGE_KEY};

/// The stored text if the icon shows no count.
const HIDDEN: &str = "hidden";

impl Repository {
    /// Whether the icon shows the count, as it does unless the person chose otherwise.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn shows_badge(&self) -> Result<bool, BackendError> {
        Ok(self.backend.get(BADGE_KEY)?.as_deref() != Some(HIDDEN))
    }

    /// Chooses whether the icon shows the count.
    ///
    /// # Errors
    /// [`BackendError`]; then nothing has changed.
    pub fn set_shows_badge(&self, shows: bool) -> Result<(), BackendError> {
        if shows {
            self.backend.remove(BADGE_KEY)
        } else {
            self.backend.set(BADGE_KEY, HIDDEN)
        }
    }
}
