//! The index of clients: a summary of each, and those that were read.
//!
//! Invariant: an entry's summary was made from the text that has the entry's fingerprint; whether it
//! still holds for today and the settings is said by [`IndexEntry::is_current`].

use std::sync::Arc;

use litemap::LiteMap;

use crate::{
    documents::{
        SHARDS, Shard, StoredSummary, assumptions_fingerprint, encode_shard, shard_of, shard_with,
        shard_without,
    },
    domain::{Assumptions, CivilDate, Client, ClientId, Summary, sorted},
};

/// A client as the index knows it.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// The number of its saves.
    pub rev: u64,
    /// The facts that lists show of it.
    pub summary: Arc<Summary>,
    /// Whether the summary holds for today and the settings; if not, it is being made anew.
    pub is_current: bool,
    /// The client itself, once it was read.
    pub client: Option<Arc<Client>>,
    /// The fingerprint of the text it was made from.
    pub(super) record: u32,
}

/// A bit for each shard.
const _: () = assert!(u64::BITS == SHARDS as u32);

impl IndexEntry {
    fn stored(&self) -> StoredSummary {
        StoredSummary {
            rev: self.rev,
            record: self.record,
            summary: Summary::clone(&self.summary),
        }
    }
}

/// The index of all clients, including those in the bin.
#[derive(Debug)]
pub struct ClientIndex {
    entries: LiteMap<ClientId, IndexEntry>,
    assumptions: Assumptions,
    today: CivilDate,
    /// The shards whose stored text is older than the index, a bit each.
    outdated_shards: u64,
    /// In any order, some more than once.
    touched: Vec<ClientId>,
}

impl ClientIndex {
    /// An index without clients, of a day and the assumptions of the summaries.
    pub const fn new(today: CivilDate, assumptions: Assumptions) -> Self {
        Self {
            entries: LiteMap::new_vec(),
            assumptions,
            today,
            outdated_shards: 0,
            touched: Vec::new(),
        }
    }

    /// All entries, in the order of their ids.
    pub fn entries(&self) -> impl Iterator<Item = (ClientId, &IndexEntry)> {
        self.entries.iter().map(|(id, entry)| (*id, entry))
    }

    /// The entry of a client.
    pub fn entry(&self, id: ClientId) -> Option<&IndexEntry> {
        self.entries.get(&id)
    }

    /// Whether the client's summary stands, and was made from the text of this fingerprint.
    pub fn has_summary(&self, id: ClientId, record: u32) -> bool {
        self.entry(id)
            .is_some_and(|entry| entry.is_current && entry.record == record)
    }

    /// Takes in the summaries of stored shards.
    pub fn insert_shards(&mut self, shards: Vec<Shard>) {
        let mut entries = Vec::new();
        for shard in shards {
            let is_of_basis = shard.assumptions == self.basis() && shard.day <= self.today;
            entries.extend(shard.summaries.into_iter().map(|stored| IndexEntry {
                rev: stored.rev,
                is_current: is_of_basis && stored.summary.stands_on(self.today),
                summary: Arc::new(stored.summary),
                client: None,
                record: stored.record,
            }));
        }
        // Each then goes to the end of the map.
        for entry in sorted(entries, |a, b| a.summary.id.cmp(&b.summary.id)) {
            let id = entry.summary.id;
            self.entries.insert(id, entry);
            self.touched.push(id);
        }
    }

    /// Takes in a client that was read or written; it stays here if `is_kept`, or if an earlier
    /// version of it is here.
    pub fn insert(&mut self, rev: u64, record: u32, client: Arc<Client>, is_kept: bool) {
        let id = client.id();
        let summary = Arc::new(Summary::of(&client, &self.assumptions, self.today));
        let was_kept = self.entry(id).is_some_and(|entry| entry.client.is_some());
        let client = (is_kept || was_kept).then_some(client);
        let entry = IndexEntry {
            rev,
            summary,
            is_current: true,
            client,
            record,
        };
        self.entries.insert(id, entry);
        self.touched.push(id);
    }

    /// Removes a client.
    pub fn remove(&mut self, id: ClientId) {
        if self.entries.remove(&id).is_some() {
            self.touched.push(id);
        }
    }

    /// Sets the assumptions of the summaries. Returns whether any summary must be made anew.
    pub fn set_assumptions(&mut self, assumptions: Assumptions) -> bool {
        if self.assumptions == assumptions {
            return false;
        }
        self.assumptions = assumptions;
        self.expire(|_| true)
    }

    /// Sets the day. Returns whether any summary must be made anew.
    pub fn set_today(&mut self, today: CivilDate) -> bool {
        if self.today == today {
            return false;
        }
        let is_later = self.today < today;
        self.today = today;
        self.expire(|summary| !(is_later && summary.stands_on(today)))
    }

    fn expire(&mut self, is_over: impl Fn(&Summary) -> bool) -> bool {
        let mut any = false;
        for (id, entry) in self.entries.iter_mut() {
            if is_over(&entry.summary) {
                entry.is_current = false;
                self.touched.push(*id);
                any = true;
            }
        }
        any
    }

    /// A shard whose stored text is older than the index.
    pub fn next_outdated_shard(&self) -> Option<u8> {
        (0..SHARDS).find(|number| self.outdated_shards >> number & 1 == 1)
    }

    /// Notes that a shard was stored as [`Self::shard`] gave it.
    pub fn note_saved(&mut self, number: u8) {
        self.outdated_shards &= !(1 << number);
    }

    /// The text of the shard of a number. Summaries that do not stand now are left out: stored beside
    /// the others, they would seem to.
    pub fn shard_text(&self, number: u8) -> String {
        let of_shard = self.entries.values();
        let of_shard =
            of_shard.filter(|entry| entry.is_current && shard_of(entry.summary.id) == number);
        let stored: Vec<_> = of_shard.map(IndexEntry::stored).collect();
        encode_shard(self.basis(), self.today, &stored)
    }

    /// The text of a client's shard, made from the stored one: only the client's line is new.
    pub fn shard_text_with(&self, id: ClientId, text: &str) -> String {
        match self.entry(id) {
            Some(entry) => shard_with(text, self.basis(), self.today, &entry.stored()),
            None => shard_without(text, id),
        }
    }

    fn basis(&self) -> u64 {
        assumptions_fingerprint(&self.assumptions)
    }

    /// The clients whose entries changed since this was asked last, each once, in the order of their ids.
    pub fn take_touched(&mut self) -> Vec<ClientId> {
        let mut touched = sorted(std::mem::take(&mut self.touched), Ord::cmp);
        touched.dedup();
        touched
    }

    /// Notes that the stored summary of a client is older than the index.
    pub fn note_outdated(&mut self, id: ClientId) {
        self.outdated_shards |= 1 << shard_of(id);
    }
}
