//! Records that something else has removed: another app of the origin, the browser, or an older build of
//! the app, which keeps no journal.
//!
//! Invariant: nothing returns by itself. A removal by this build is a command, which takes the copy away;
//! so a copy whose text is gone, beside a mark, was removed by something else. Whether the person wanted
//! that cannot be told, as in an older build they may have: the record is offered.

use std::{mem, sync::Arc};

use super::{Journal, Refusal, is_sealed, keep::KEYS_COMPARED};
use crate::{
    domain::{Profile, sorted},
    storage::{
        BackendError, Replica, Repository, SaveError, SealError, Stored,
        keys::{LOCK_KEY, is_record},
    },
};

/// A record that something else has removed, and of which the journal has the copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovedRecord {
    /// Its key.
    pub key: String,
    /// The client's profile; none if the record is no client's, cannot be read, or is one of very many.
    pub profile: Option<Profile>,
}

impl Repository {
    /// Leaves a key whose text is gone to [`Replica::find_removed`].
    pub(in crate::storage) fn note_gone(&self, key: &str) {
        self.gone.borrow_mut().push(key.to_owned());
    }

    /// Those of these keys that have a copy and no text, and that no command of this page has removed.
    async fn removed_of(
        &self,
        journal: &dyn Journal,
        mut keys: Vec<String>,
    ) -> Result<Vec<RemovedRecord>, Refusal> {
        // Of very many, one answer tells which have a copy.
        if KEYS_COMPARED < keys.len() {
            let copied = sorted(journal.copied_keys().await?, Ord::cmp);
            keys.retain(|key| copied.binary_search(key).is_ok());
        }
        let mut removed = Vec::new();
        for (at, key) in keys.into_iter().enumerate() {
            if self.backend.get(&key)?.is_some() || self.has_removed(&key) {
                continue;
            }
            // An older build may have taken the lock off, and then nothing is sealed.
            if key == LOCK_KEY && !self.has_sealed()? {
                continue;
            }
            let mut profile = None;
            if at < KEYS_COMPARED {
                let Some(copy) = journal.copy(&key).await? else {
                    continue;
                };
                if let Stored::Client(_, client) = self.read(&key, copy).await {
                    profile = Some(client.profile.clone());
                }
            }
            removed.push(RemovedRecord { key, profile });
        }
        // A lock is there before the first sealed text.
        removed.sort_by_key(|record| record.key != LOCK_KEY);
        Ok(removed)
    }

    /// Whether a record is stored sealed.
    fn has_sealed(&self) -> Result<bool, BackendError> {
        for key in self.backend.keys()?.iter().filter(|key| is_record(key)) {
            if self.backend.get(key)?.is_some_and(|text| is_sealed(&text)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts a removed record back from its copy, unless it is there again; returns whether it was put back.
    async fn put_back(&self, journal: &dyn Journal, key: &str) -> Result<bool, SaveError> {
        let copy = journal.copy(key).await?;
        let Some(copy) = copy.filter(|_| self.backend.get(key) == Ok(None)) else {
            return Ok(false);
        };
        match self.opened(key, &copy).await {
            // Its lock was put back before it, and this page has no key yet.
            Err(SealError::WrongKey) if self.seal.is_none() && self.lock()?.is_some() => {
                self.write_plain(key, &copy)?;
            }
            plain => self.write(key, &plain?).await?,
        }
        Ok(true)
    }
}

impl Replica {
    /// The records that something else has removed, as [`Self::find_removed`] found them.
    pub const fn removed(&self) -> &Arc<Vec<RemovedRecord>> {
        &self.removed
    }

    /// Whether texts were found gone that [`Self::find_removed`] has not looked at.
    pub fn has_gone(&self) -> bool {
        !self.repository.gone.borrow().is_empty()
    }

    /// Looks which texts that were found gone were removed by something else. While this goes on, no tab
    /// may change the records: another tab's removal is then told to the journal.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn find_removed(&mut self) -> Result<(), BackendError> {
        let gone = mem::take(&mut *self.repository.gone.borrow_mut());
        let known = self.removed.iter().map(|removed| removed.key.clone());
        let mut keys = sorted(gone.into_iter().chain(known).collect(), Ord::cmp);
        keys.dedup();
        let Some(journal) = self
            .repository
            .journal
            .as_deref()
            .filter(|_| !keys.is_empty())
        else {
            return Ok(());
        };
        match self.repository.removed_of(journal, keys.clone()).await {
            Ok(removed) => self.removed = Arc::new(removed),
            // It is asked again after the next scan, or when another is found gone.
            Err(Refusal::Journal) => *self.repository.gone.borrow_mut() = keys,
            Err(Refusal::Store(error)) => return Err(error),
        }
        Ok(())
    }

    /// Puts the removed records back from their copies; returns how many. No tab may change the records
    /// meanwhile.
    ///
    /// # Errors
    /// [`SaveError`] of the last one that could not be put back; the others are there, and it is still
    /// offered.
    pub async fn put_removed_back(&mut self) -> Result<usize, SaveError> {
        let removed = Arc::clone(&self.removed);
        let (mut count, mut failed) = (0, None);
        for (at, RemovedRecord { key, .. }) in removed.iter().enumerate() {
            let Some(journal) = self.repository.journal.as_deref() else {
                break;
            };
            match self.repository.put_back(journal, key).await {
                Ok(is_back) => count += usize::from(is_back),
                Err(error) => failed = Some(error),
            }
            if is_record(key) {
                let found = self.repository.read_record(key).await?;
                self.apply(key, found);
            }
            self.repository.yield_now(removed.len() - at - 1).await;
        }
        self.find_removed().await?;
        failed.map_or(Ok(count), Err)
    }

    /// Gives the removed records up: their copies go. No tab may change the records meanwhile.
    ///
    /// # Errors
    /// [`SaveError`] if the store refuses; what is not given up is still offered.
    pub async fn give_removed_up(&mut self) -> Result<(), SaveError> {
        for RemovedRecord { key, .. } in self.removed.iter() {
            // One that is there again is not given up.
            if self.repository.backend.get(key)?.is_none() {
                self.repository.remove(key)?;
            }
        }
        Ok(self.find_removed().await?)
    }
}
