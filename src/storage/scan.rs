//! Reading the records: key by key as a **scan** through all of them, or those that are asked for.
//!
//! Invariant: a scan decodes a client only if its text is not the one its summary was made from, or if
//! the summary does not stand any more.

use super::{
    BackendError, Replica, Stored,
    keys::{client_key, client_of, document_key, is_record},
};
use crate::{
    documents::{DocumentId, SHARDS, shard_of},
    domain::{CivilDate, ClientId},
};

impl Replica {
    /// Reads the changes of other tabs, under all keys.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn refresh(&mut self) -> Result<(), BackendError> {
        self.start_scan()?;
        self.scan(usize::MAX).await.map(drop)
    }

    /// Begins to look at all keys; [`Self::scan`] goes on.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn start_scan(&mut self) -> Result<(), BackendError> {
        let (keys, gone) = self.repository.record_keys()?;
        for key in gone {
            self.apply(&key, Stored::Absent);
        }
        // Clients come first in the order of the keys, and last in the scan.
        self.scan = keys;
        Ok(())
    }

    /// Looks at the next keys of the scan, at most so many; returns how many are left.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read; the scan then goes on from there.
    pub async fn scan(&mut self, count: usize) -> Result<usize, BackendError> {
        for _ in 0..count {
            let Some(key) = self.scan.pop() else {
                break;
            };
            // Reading a key may leave more keys to be looked at.
            if let Err(error) = self.read_key(&key).await {
                self.scan.push(key);
                return Err(error);
            }
        }
        Ok(self.scan.len())
    }

    /// Looks at the keys of the scan that are no client's; they come first.
    ///
    /// # Errors
    /// As [`Self::scan`].
    pub async fn scan_others(&mut self) -> Result<(), BackendError> {
        let is_other = |key: &String| client_of(key).is_none();
        while self.scan.last().is_some_and(is_other) {
            self.scan(1).await?;
        }
        Ok(())
    }

    /// How many keys the scan has yet to look at.
    pub const fn scan_left(&self) -> usize {
        self.scan.len()
    }

    /// Looks at the key of a document.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn read_document(&mut self, id: DocumentId) -> Result<(), BackendError> {
        self.read_key(&document_key(id)).await
    }

    /// Looks at one key: another tab has changed it.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn read_key(&mut self, key: &str) -> Result<(), BackendError> {
        if !is_record(key) {
            return Ok(());
        }
        let entry = client_of(key).and_then(|id| Some((id, self.index.entry(id)?)));
        let found = match entry {
            Some((id, entry)) if !entry.is_current => Some(self.repository.read_client(id).await?),
            _ => self.repository.read_changed(key).await?,
        };
        if let Some(found) = found {
            self.apply(key, found);
        }
        Ok(())
    }

    /// Reads a client, unless it is here.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn read_client(&mut self, id: ClientId) -> Result<(), BackendError> {
        if self.client(id).is_none() {
            match self.repository.read_client(id).await? {
                Stored::Client(rev, client) => self.insert_read(rev, *client, true),
                other => self.apply(&client_key(id), other),
            }
        }
        Ok(())
    }

    /// Reads the next clients that are not here, at most so many, and keeps all from now on; returns
    /// how many are left.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn read_all_clients(&mut self, count: usize) -> Result<usize, BackendError> {
        self.keeps_all = true;
        let unread = self
            .index
            .entries()
            .filter(|(_, entry)| entry.client.is_none());
        let unread: Vec<_> = unread.map(|(id, _)| id).collect();
        let next = unread.iter().take(count);
        for id in next {
            self.read_client(*id).await?;
        }
        let left = self.scan(count).await?;
        Ok(left + unread.len().saturating_sub(count))
    }

    /// Sets the day for which summaries hold; a summary that does not hold then is made anew by a
    /// scan, which begins.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn set_today(&mut self, today: CivilDate) -> Result<(), BackendError> {
        if self.index.set_today(today) {
            self.start_scan()?;
        }
        Ok(())
    }

    /// Stores the next shard of summaries that is older than the view; returns whether there was one.
    pub async fn save_next_shard(&mut self) -> bool {
        let next = self.index.next_outdated_shard();
        if let Some(number) = next {
            let text = self.index.shard_text(number);
            self.repository.save_shard(number, &text).await;
            self.index.note_saved(number);
        }
        next.is_some()
    }

    /// Stores the summaries of a few clients, each within the stored text of its shard; those of more
    /// go shard by shard.
    pub(super) async fn save_summaries(&mut self, ids: Vec<ClientId>) {
        if usize::from(SHARDS) < ids.len() {
            for id in ids {
                self.index.note_outdated(id);
            }
            while self.save_next_shard().await {
                self.repository.yield_now(1).await;
            }
            return;
        }
        for id in ids {
            let number = shard_of(id);
            let text = self.repository.shard_text(number).await;
            let text = self.index.shard_text_with(id, &text);
            self.repository.save_shard(number, &text).await;
        }
    }
}
