//! Keeping commands in the journal.

use super::{Durability, Earlier, Journal, JournalEntry};
use crate::{
    documents::fingerprint,
    domain::sorted,
    storage::{
        BackendError, Repository, SEALED,
        keys::{JOURNAL_KEY, LOCK_KEY, is_journaled},
    },
};

/// The most keys of a command that are compared with their copies.
const KEYS_COMPARED: usize = 64;

impl Repository {
    /// Keeps every command in this journal from now on.
    pub fn set_journal(&mut self, journal: Box<dyn Journal>) {
        self.journal = Some(journal);
    }

    /// Remembers the text that is under a key now, before it is changed.
    pub(in crate::storage) fn note_earlier(&self, key: &str) -> Result<(), BackendError> {
        if self.journal.is_none() || !is_journaled(key) {
            return Ok(());
        }
        let text = self.backend.get(key)?;
        let fingerprint = text.as_deref().map(fingerprint);
        let mut all = self.earlier.borrow_mut();
        if let Some(earlier) = all.get_mut(key) {
            earlier.fingerprints.push(fingerprint);
        } else {
            let earlier = Earlier {
                fingerprints: vec![fingerprint],
                first: text,
            };
            all.insert(key.to_owned(), earlier);
        }
        Ok(())
    }

    /// Keeps in the journal what was written since the last call; tells what "saved" means of it. If
    /// the journal refuses, the next call tries it once more.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn confirm(&self) -> Result<Durability, BackendError> {
        let Some(journal) = &self.journal else {
            return Ok(Durability::Unknown);
        };
        if self.earlier.borrow().is_empty() {
            return Ok(self.durability.get());
        }
        if self.last_command.get().is_none() {
            return Ok(Durability::Unknown);
        }
        self.note_copies(&**journal).await;
        let durability = match journal.keep(&self.entry().await?).await {
            Ok(number) => {
                self.earlier.borrow_mut().clear();
                self.last_command.set(Some(number));
                // Without the mark, the next start compares more texts, and finds them the same.
                self.write_plain(JOURNAL_KEY, &number.to_string()).ok();
                Durability::of(&**journal)
            }
            Err(_) => Durability::Unknown,
        };
        self.durability.set(durability);
        Ok(durability)
    }

    /// Counts the copies among the earlier texts: a tab that died may have written after them. A command
    /// on many keys is spared the time.
    async fn note_copies(&self, journal: &dyn Journal) {
        let keys: Vec<_> = self.earlier.borrow().keys().cloned().collect();
        if KEYS_COMPARED < keys.len() {
            return;
        }
        for key in keys {
            let Ok(copy) = journal.copy(&key).await else {
                return;
            };
            let fingerprint = copy.as_deref().map(fingerprint);
            if let Some(earlier) = self.earlier.borrow_mut().get_mut(&key)
                && !earlier.fingerprints.contains(&fingerprint)
            {
                earlier.fingerprints.insert(0, fingerprint);
                earlier.first = copy;
            }
        }
    }

    /// The journal's entry of what was written since the last one.
    async fn entry(&self) -> Result<JournalEntry, BackendError> {
        // No command begins meanwhile.
        let earlier = self.earlier.borrow().clone();
        // Under another lock, nothing that was kept before may stay.
        let replaces_all = earlier.contains_key(LOCK_KEY);
        let keys: Vec<_> = if replaces_all {
            let keys = self.backend.keys()?.into_iter();
            keys.filter(|key| is_journaled(key)).collect()
        } else {
            earlier.keys().cloned().collect()
        };
        let mut left = keys.len() + earlier.len();
        let mut copies = Vec::with_capacity(keys.len());
        for key in keys {
            let text = self.backend.get(&key)?;
            copies.push((key, text));
            left -= 1;
            self.turn(left).await;
        }
        let mut command = String::new();
        for (key, earlier) in earlier.iter() {
            let may_keep = match &earlier.first {
                Some(first) => self.may_keep(first)?,
                None => false,
            };
            command += &earlier.lines(key, may_keep);
            left -= 1;
            self.turn(left).await;
        }
        Ok(JournalEntry {
            command,
            copies,
            replaces_all,
        })
    }

    /// Whether the journal may hold this text: not in the clear while a lock is on.
    fn may_keep(&self, text: &str) -> Result<bool, BackendError> {
        Ok(text.starts_with(SEALED) || self.lock()?.is_none())
    }

    /// The keys of which the journal has no copy: records that were there before it. None if it refuses:
    /// it is asked again at the next start.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn keys_without_copy(&self) -> Result<Vec<String>, BackendError> {
        let Some(journal) = &self.journal else {
            return Ok(Vec::new());
        };
        let mut keys = self.backend.keys()?;
        keys.retain(|key| is_journaled(key));
        let copied = journal.count().await;
        if !copied.is_ok_and(|copied| (copied as usize) < keys.len()) {
            return Ok(Vec::new());
        }
        let Ok(known) = journal.copied_keys().await else {
            return Ok(Vec::new());
        };
        let known = sorted(known, Ord::cmp);
        keys.retain(|key| known.binary_search(key).is_err());
        Ok(keys)
    }

    /// Adds copies of the texts under these keys, as they are now. No tab may change them meanwhile.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn add_copies(&self, keys: &[String]) -> Result<(), BackendError> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let mut copies = Vec::new();
        for key in keys {
            if let Some(text) = self.backend.get(key)?
                && self.may_keep(&text)?
            {
                copies.push((key.clone(), text));
            }
        }
        // What the journal refuses has no copy at the next start either.
        journal.add_copies(&copies).await.ok();
        Ok(())
    }

    /// The number of the last command whose texts the store holds.
    pub(super) fn mark(&self) -> Result<Option<u32>, BackendError> {
        let mark = self.backend.get(JOURNAL_KEY)?;
        Ok(mark.and_then(|mark| mark.parse().ok()))
    }
}
