//! The lock of the records: its parameters, the key that opens sealed texts, and the change of all texts
//! when it is set or removed.
//!
//! Invariant: each text is readable at every moment, sealed or not, and the parameters of the lock are
//! never sealed.

use std::rc::Rc;

use super::{
    BackendError, Repository, SEALED, SaveError, Seal,
    keys::{LOCK_KEY, is_draft, is_record, is_summaries},
};

impl Repository {
    /// Sets the key that opens sealed texts. With `is_sealing`, later writes are sealed; texts that
    /// are stored already change only by [`Repository::reseal`].
    pub fn set_seal(&mut self, seal: Rc<dyn Seal>, is_sealing: bool) {
        self.seal = Some(seal);
        self.is_sealing = is_sealing;
    }

    /// Forgets the key, once no text is sealed.
    pub fn forget_seal(&mut self) {
        self.seal = None;
        self.is_sealing = false;
    }

    /// The parameters of the lock as text; never sealed itself.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn lock(&self) -> Result<Option<String>, BackendError> {
        self.backend.get(LOCK_KEY)
    }

    /// Stores the parameters of the lock in the place of those that are `known`: nothing that another tab
    /// has sealed may lose its key.
    ///
    /// # Errors
    /// [`SaveError`]; then it is as before. [`SaveError::Locked`] if another tab has put a lock on, or
    /// changed it.
    pub fn save_lock(&self, known: Option<&str>, text: &str) -> Result<(), SaveError> {
        if self.lock()?.as_deref() != known {
            return Err(SaveError::Locked);
        }
        self.write_plain(LOCK_KEY, text)
    }

    /// Removes the parameters of the lock, once no text is sealed.
    ///
    /// # Errors
    /// [`SaveError`] if the store refuses.
    pub fn remove_lock(&self) -> Result<(), SaveError> {
        self.remove(LOCK_KEY)
    }

    /// Seals or opens every text that is not yet so, each by one write: a run that is cut short leaves
    /// only readable texts, and can be repeated.
    ///
    /// # Errors
    /// [`SaveError`] of the first text that could not be rewritten.
    pub async fn reseal(&self) -> Result<(), SaveError> {
        for key in self.backend.keys()? {
            let Some(text) = self.backend.get(&key)? else {
                continue;
            };
            if text.starts_with(SEALED) == self.is_sealing {
                continue;
            }
            if is_summaries(&key) {
                // The fingerprints in it are those of texts that change now.
                self.backend.remove(&key)?;
            } else if is_record(&key) || is_draft(&key) {
                let was_seen = self.is_seen(&key, &text);
                let plain = self.opened(&key, &text).await?;
                self.write(&key, &plain).await?;
                if !was_seen {
                    self.note_unseen(&key);
                }
            }
        }
        Ok(())
    }
}
