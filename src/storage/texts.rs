//! A text under its key: opened, sealed, written and read back.
//!
//! Invariants: a write counts only once it has been read back, and a text is sealed if, and only if, the
//! records are locked.

use super::{BackendError, Repository, SEALED, SaveError, SealError, keys::is_record};

impl Repository {
    pub(super) async fn stored(&self, key: &str) -> Result<Option<String>, SaveError> {
        match self.backend.get(key)? {
            Some(text) => Ok(Some(self.opened(key, &text).await?)),
            None => Ok(None),
        }
    }

    pub(super) async fn opened(&self, key: &str, text: &str) -> Result<String, SealError> {
        match &self.seal {
            _ if !text.starts_with(SEALED) => Ok(text.to_owned()),
            Some(seal) => seal.open(key, text).await,
            None => Err(SealError::WrongKey),
        }
    }

    pub(super) async fn write(&self, key: &str, text: &str) -> Result<(), SaveError> {
        // A text sealed without its lock would never open again, one in the clear give all away.
        if self.lock()?.is_some() != self.seal.is_some() {
            return Err(SaveError::LockChanged);
        }
        let text = self.sealed(key, text).await?;
        self.write_plain(key, &text)
    }

    pub(super) async fn sealed(&self, key: &str, text: &str) -> Result<String, SealError> {
        match &self.seal {
            Some(seal) if self.is_sealing => seal.seal(key, text).await,
            _ => Ok(text.to_owned()),
        }
    }

    /// Stores a text as it is.
    pub(super) fn write_plain(&self, key: &str, text: &str) -> Result<(), SaveError> {
        if !self.may_write()? {
            return Err(SaveError::OtherTab);
        }
        self.note_earlier(key)?;
        match self.backend.set(key, text) {
            // The summaries can be made anew, the record cannot.
            Err(BackendError::Full) if self.keeps_summaries.get() && self.drop_summaries() => {
                self.keeps_summaries.set(false);
                self.backend.set(key, text)?;
            }
            result => result?,
        }
        match self.backend.get(key)? {
            Some(kept) if kept == text => {
                self.note_removal(key, false);
                if is_record(key) {
                    self.has_changed(key, text);
                }
                Ok(())
            }
            _ => Err(SaveError::NotKept),
        }
    }

    pub(super) fn remove(&self, key: &str) -> Result<(), SaveError> {
        if !self.may_write()? {
            return Err(SaveError::OtherTab);
        }
        self.note_earlier(key)?;
        self.backend.remove(key)?;
        self.note_removal(key, true);
        self.seen.borrow_mut().remove(key);
        Ok(())
    }
}
