//! Finding entries by their ids.
//!
//! Invariant: an index is sorted by id from its construction on, so a look-up costs log n.

use super::{EntryId, Record, sorted};

/// The place of each id in a list, found in log n.
///
/// It is a sorted list, since a tree of records costs each wasm file that merges some 30 kB.
#[derive(Clone, Debug)]
pub struct IdIndex(Vec<(EntryId, usize)>);

impl IdIndex {
    /// The index of a list with these ids, in n log n.
    ///
    /// ```
    /// # use trust_velocity::domain::{EntryId, IdIndex};
    /// let index = IdIndex::new([7, 3].map(EntryId::new));
    /// assert_eq!(index.place(EntryId::new(3)), Some(1));
    /// assert_eq!(index.place(EntryId::new(4)), None);
    /// assert_eq!(index.repeated(), None);
    /// ```
    pub fn new(ids: impl IntoIterator<Item = EntryId>) -> Self {
        let places = ids.into_iter().zip(0..).collect();
        Self(sorted(places, Ord::cmp))
    }

    /// The place of an id; the last place of a repeated id.
    pub fn place(&self, id: EntryId) -> Option<usize> {
        let end = self.0.partition_point(|(other, _)| *other <= id);
        let (found, place) = *self.0.get(end.checked_sub(1)?)?;
        (found == id).then_some(place)
    }

    /// Whether the list contains an id.
    pub fn contains(&self, id: EntryId) -> bool {
        self.place(id).is_some()
    }

    /// An id that occurs in the list more than once, if any does.
    pub fn repeated(&self) -> Option<EntryId> {
        let mut pairs = self.0.windows(2);
        let twice = pairs.find(|pair| pair[0].0 == pair[1].0);
        twice.map(|pair| pair[0].0)
    }
}

/// The entries of a client with their index; see
/// [`Client::indexed_entries`](super::Client::indexed_entries).
#[derive(Clone, Debug)]
pub struct IndexedEntries {
    entries: Vec<Record>,
    index: IdIndex,
}

impl IndexedEntries {
    pub(super) fn new(entries: Vec<Record>) -> Self {
        let index = IdIndex::new(entries.iter().map(Record::id));
        Self { entries, index }
    }

    /// The entries: in the order of [`Client::entries`](super::Client::entries).
    pub fn entries(&self) -> &[Record] {
        &self.entries
    }

    /// The entry of an id, in log n.
    pub fn get(&self, id: EntryId) -> Option<&Record> {
        self.index.place(id).map(|place| &self.entries[place])
    }
}
