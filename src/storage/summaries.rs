//! The summaries beside the records: a cache in a few texts, which gives way to the records.
//!
//! Invariant: a summary that is stored is at worst outdated, and its fingerprint tells; whatever goes
//! wrong here costs time at the next start, and no command.

use super::{
    BackendError, Repository,
    index::ClientIndex,
    keys::{SETTINGS_KEY, client_key, client_of, summaries_key},
    stored::Seen,
};
use crate::{
    documents::{SHARDS, Shard, decode_printed_settings, decode_shard},
    domain::Settings,
};

impl Repository {
    /// The settings, if there are none or they are printed as this app prints them: another text, such
    /// as one of an older version, is left to [`Replica`](super::Replica).
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read at all.
    pub async fn printed_settings(&self) -> Result<Option<Settings>, BackendError> {
        let Some(text) = self.backend.get(SETTINGS_KEY)? else {
            return Ok(Some(Settings::default()));
        };
        let plain = self.opened(SETTINGS_KEY, &text).await;
        Ok(plain.ok().and_then(|plain| decode_printed_settings(&plain)))
    }

    /// Whether there is any client's text.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn has_clients(&self) -> Result<bool, BackendError> {
        let keys = self.backend.keys()?;
        Ok(keys.iter().any(|key| client_of(key).is_some()))
    }

    /// The stored summaries of every shard that can be read.
    pub async fn summaries(&self) -> Vec<Shard> {
        let mut shards = Vec::new();
        for shard in 0..SHARDS {
            if let Some(read) = decode_shard(&self.shard_text(shard).await) {
                shards.push(read);
            }
        }
        shards
    }

    /// Counts clients as seen, if their texts have the fingerprints of their summaries.
    pub(super) fn note_seen(&self, index: &ClientIndex) {
        let mut seen = self.seen.borrow_mut();
        for (id, entry) in index.entries() {
            let of_text = Seen {
                fingerprint: entry.record,
                space: 0,
            };
            seen.insert(client_key(id), of_text);
        }
    }

    /// The stored text of a shard of summaries; empty if there is none that can be read.
    pub async fn shard_text(&self, number: u8) -> String {
        // A cache: if it cannot be read, it is made anew.
        let stored = self.stored(&summaries_key(number)).await;
        stored.ok().flatten().unwrap_or_default()
    }

    /// Stores the text of a shard of summaries, if there is room beside the records.
    pub async fn save_shard(&self, number: u8, text: &str) {
        if !self.keeps_summaries.get() {
            return;
        }
        if self.write(&summaries_key(number), text).await.is_err() {
            // A shard that is not stored is made anew at the next start; an older version must not stay.
            self.keeps_summaries.set(false);
            self.drop_summaries();
        }
    }

    /// Removes all stored summaries; returns whether there were any.
    pub(super) fn drop_summaries(&self) -> bool {
        let keys = (0..SHARDS).map(summaries_key);
        let stored = keys.filter(|key| matches!(self.backend.get(key), Ok(Some(_))));
        // A summary that stays is found to be outdated by its fingerprint.
        stored
            .filter(|key| self.backend.remove(key).is_ok())
            .count()
            > 0
    }
}
