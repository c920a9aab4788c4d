//! Looking entries up by their ids.

use super::{EntryId, Record};

/// Where each id stands in a list, found in log n.
///
/// A sorted list: a tree or a hash table for each type of entry would be several kilobytes each of
/// what a phone fetches.
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
        let mut places: Vec<_> = ids.into_iter().zip(0..).collect();
        places.sort_unstable();
        Self(places)
    }

    /// The place of an id; of a repeated one its last.
    pub fn place(&self, id: EntryId) -> Option<usize> {
        let end = self.0.partition_point(|(other, _)| *other <= id);
        let (found, place) = *self.0.get(end.checked_sub(1)?)?;
        (found == id).then_some(place)
    }

    /// Whether the list has an id.
    pub fn contains(&self, id: EntryId) -> bool {
        self.place(id).is_some()
    }

    /// An id that stands in the list more than once, if there is one.
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

    /// The entries: ratings, contacts, breaches, stages, then requests, each kind in the order of
    /// entry.
    pub fn entries(&self) -> &[Record] {
        &self.entries
    }

    /// The entry of an id, in log n.
    pub fn get(&self, id: EntryId) -> Option<&Record> {
        self.index.place(id).map(|place| &self.entries[place])
    }
}
