//! Keeping commands in the journal.

use super::{Durability, Earlier, Journal, JournalEntry, JournalError, Refusal, is_sealed};
use crate::{
    documents::fingerprint,
    domain::sorted,
    storage::{
        BackendError, Repository,
        keys::{JOURNAL_KEY, LOCK_KEY, is_journaled, is_live_keys},
    },
};

/// The most keys that are compared with their copies one by one.
pub(super) const KEYS_COMPARED: usize = 64;

/// The mark before the first command.
const NO_COMMAND: &str = "0";

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
                is_removal: false,
            };
            all.insert(key.to_owned(), earlier);
        }
        Ok(())
    }

    /// Remembers whether a key was removed, once it was written or removed.
    pub(in crate::storage) fn note_removal(&self, key: &str, is_removal: bool) {
        if let Some(earlier) = self.earlier.borrow_mut().get_mut(key) {
            earlier.is_removal = is_removal;
        }
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
        let kept = match self.entry(&**journal).await {
            Ok(entry) => journal.keep(&entry).await,
            Err(Refusal::Journal) => Err(JournalError),
            Err(Refusal::Store(error)) => return Err(error),
        };
        let durability = match kept {
            Ok(number) => {
                self.earlier.borrow_mut().clear();
                self.last_command.set(Some(number));
                // Without the mark, the next start compares more texts, and finds them the same.
                self.write_plain(JOURNAL_KEY, &number.to_string()).ok();
                Durability::of(&**journal)
            }
            Err(JournalError) => Durability::Unknown,
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
    async fn entry(&self, journal: &dyn Journal) -> Result<JournalEntry, Refusal> {
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
            // A record that something else has removed meanwhile keeps its copy.
            if text.is_some() || self.has_removed(&key) {
                copies.push((key, text));
            }
            left -= 1;
            self.yield_now(left).await;
        }
        if replaces_all {
            copies.extend(self.copies_alone(journal).await?);
        }
        let mut command = String::new();
        for (key, earlier) in earlier.iter() {
            let may_keep = match &earlier.first {
                // Nothing is merged with it, and private keys go with their class or team.
                Some(_) if is_live_keys(key) => false,
                Some(first) => self.may_keep(first)?,
                None => false,
            };
            command += &earlier.lines(key, may_keep);
            left -= 1;
            self.yield_now(left).await;
        }
        Ok(JournalEntry {
            command,
            copies,
            replaces_all,
        })
    }

    /// Whether a key was last removed by this page since the journal was last told.
    pub(super) fn has_removed(&self, key: &str) -> bool {
        let all = self.earlier.borrow();
        all.get(key).is_some_and(|earlier| earlier.is_removal)
    }

    /// The copies whose texts something else has removed, sealed or opened as the lock now asks.
    async fn copies_alone(
        &self,
        journal: &dyn Journal,
    ) -> Result<Vec<(String, Option<String>)>, Refusal> {
        let has_lock = self.lock()?.is_some();
        let mut copies = Vec::new();
        for key in journal.copied_keys().await? {
            if key == LOCK_KEY || self.backend.get(&key)?.is_some() || self.has_removed(&key) {
                continue;
            }
            let Some(copy) = journal.copy(&key).await? else {
                continue;
            };
            let changed = match (is_sealed(&copy), has_lock) {
                (true, false) => self.opened(&key, &copy).await,
                (false, true) => self.sealed(&key, &copy).await,
                _ => Ok(copy.clone()),
            };
            // A text that this lock does not open may still be opened by another one, put back as it was.
            let text = changed.unwrap_or(copy);
            if self.may_keep(&text)? {
                copies.push((key, Some(text)));
            }
        }
        Ok(copies)
    }

    /// Whether the journal may hold this text: not in the clear while a lock is on.
    fn may_keep(&self, text: &str) -> Result<bool, BackendError> {
        Ok(is_sealed(text) || self.lock()?.is_none())
    }

    /// The keys of which the journal has no copy: records that were there before it. None if it refuses:
    /// it is asked again at the next start. Keys with a copy and no text are left to
    /// [`Replica::find_removed`](crate::storage::Replica::find_removed). If there are as many copies as
    /// records, the keys are not compared.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn keys_without_copy(&self) -> Result<Vec<String>, BackendError> {
        let Some(journal) = &self.journal else {
            return Ok(Vec::new());
        };
        let mut keys = self.backend.keys()?;
        keys.retain(|key| is_journaled(key));
        let keys = sorted(keys, Ord::cmp);
        let copied = journal.count().await;
        if copied.is_ok_and(|copied| copied as usize == keys.len()) {
            return Ok(Vec::new());
        }
        let Ok(known) = journal.copied_keys().await else {
            return Ok(Vec::new());
        };
        let known = sorted(known, Ord::cmp);
        let lacks = |all: &[String], key: &String| all.binary_search(key).is_err();
        for key in known.iter().filter(|key| lacks(&keys, key)) {
            self.note_gone(key);
        }
        let without_copy = keys.iter().filter(|key| lacks(&known, key));
        Ok(without_copy.cloned().collect())
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
        // A record that the journal refuses has no copy at the next start either.
        let is_added = journal.add_copies(&copies).await.is_ok();
        // Copies without a mark tell that something has emptied the store: before the first command, too,
        // they have one. Without it, what an older build removes meanwhile would return.
        let is_first = self.last_command.get() == Some(0) && self.mark()?.is_none();
        if is_added && is_first && !copies.is_empty() {
            self.write_plain(JOURNAL_KEY, NO_COMMAND).ok();
        }
        Ok(())
    }

    /// The number of the last command whose texts the store holds; none if another text is in its place,
    /// which this app has not written.
    pub(super) fn mark(&self) -> Result<Option<u32>, BackendError> {
        let mark = self.backend.get(JOURNAL_KEY)?;
        Ok(mark.and_then(|mark| mark.parse().ok()))
    }
}
