//! Lists of entries with distinct ids, in the order of entry: putting, and merging the changes of two sides.

use super::{Conflict, EntryId, IdIndex, Record};

/// An entry of such a list.
pub(super) trait HasId {
    /// Its id.
    fn id(&self) -> EntryId;
}

impl HasId for Record {
    fn id(&self) -> EntryId {
        Self::id(self)
    }
}

/// Adds an entry, or replaces the one with its id.
pub(super) fn put_by_id<T: HasId>(list: &mut Vec<T>, entry: T) {
    match list.iter_mut().find(|other| other.id() == entry.id()) {
        Some(old) => *old = entry,
        None => list.push(entry),
    }
}

/// Removes the entry of an id; returns whether it existed.
pub(super) fn remove_by_id<T: HasId>(list: &mut Vec<T>, id: EntryId) -> bool {
    let count = list.len();
    list.retain(|entry| entry.id() != id);
    list.len() < count
}

/// Adds those entries of another list whose ids a list lacks.
pub(super) fn complete_by_id<T: HasId + Clone>(list: &mut Vec<T>, other: &[T]) {
    let known = index_by_id(list);
    let missing = other.iter().filter(|entry| !known.contains(entry.id()));
    list.extend(missing.cloned());
}

/// The index of a list.
pub(super) fn index_by_id<T: HasId>(list: &[T]) -> IdIndex {
    IdIndex::new(list.iter().map(HasId::id))
}

/// The steps from one list to another, as a third one can take them.
pub(super) struct Changes<'a, T> {
    /// The entries that were added or changed.
    pub(super) put: Vec<&'a T>,
    /// The ids of those that were removed.
    pub(super) gone: Vec<EntryId>,
    /// The entries that the third list has changed in another way.
    pub(super) conflicts: Vec<Conflict>,
}

/// The changes from `base` to `mine` that `theirs` lacks.
pub(super) fn changes_by_id<'a, T: HasId + PartialEq>(
    base: &[T],
    mine: &'a [T],
    theirs: &[T],
) -> Changes<'a, T> {
    let (in_base, in_mine, in_theirs) = (index_by_id(base), index_by_id(mine), index_by_id(theirs));
    let (mut put, mut gone, mut conflicts) = (Vec::new(), Vec::new(), Vec::new());
    for entry in mine {
        let id = entry.id();
        let was = in_base.place(id).map(|place| &base[place]);
        let is = in_theirs.place(id).map(|place| &theirs[place]);
        if was == Some(entry) || is == Some(entry) {
            continue;
        }
        if is == was {
            put.push(entry);
        } else {
            conflicts.push(Conflict::Entry(id));
        }
    }
    for was in base.iter().filter(|was| !in_mine.contains(was.id())) {
        match in_theirs.place(was.id()) {
            Some(place) if theirs[place] == *was => gone.push(was.id()),
            Some(_) => conflicts.push(Conflict::Entry(was.id())),
            None => {}
        }
    }
    Changes {
        put,
        gone,
        conflicts,
    }
}

/// `theirs` with the changes from `base` to `mine` made to it too.
///
/// # Errors
/// Every entry that both sides changed in different ways.
pub(super) fn merged_by_id<T: HasId + Clone + PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
) -> Result<Vec<T>, Vec<Conflict>> {
    let changes = changes_by_id(base, mine, theirs);
    if !changes.conflicts.is_empty() {
        return Err(changes.conflicts);
    }
    let gone = IdIndex::new(changes.gone);
    let kept = theirs.iter().filter(|entry| !gone.contains(entry.id()));
    let mut merged: Vec<T> = kept.cloned().collect();
    let places = index_by_id(&merged);
    for entry in changes.put {
        match places.place(entry.id()) {
            Some(place) => merged[place] = entry.clone(),
            None => merged.push(entry.clone()),
        }
    }
    Ok(merged)
}
