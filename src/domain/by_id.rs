//! Lists of entries with distinct ids, in the order of entry: putting, and merging the changes of two sides.

use super::{Conflict, EntryId, IdIndex};

/// An entry of such a list.
pub(super) trait HasId {
    /// Its id.
    fn id(&self) -> EntryId;
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

/// `theirs` with the changes from `base` to `mine` made to it too.
///
/// # Errors
/// Every entry that both sides changed in different ways.
pub(super) fn merged_by_id<T: HasId + Clone + PartialEq>(
    base: &[T],
    mine: &[T],
    theirs: &[T],
) -> Result<Vec<T>, Vec<Conflict>> {
    let (in_base, in_mine, in_theirs) = (index_by_id(base), index_by_id(mine), index_by_id(theirs));
    let get = |side: &'_ [T], index: &IdIndex, id| index.place(id).map(|place| side[place].clone());
    let mut merged = theirs.to_vec();
    let mut conflicts = Vec::new();
    let (mut added, mut gone) = (Vec::new(), Vec::new());
    for entry in mine {
        let was = get(base, &in_base, entry.id());
        let place = in_theirs.place(entry.id());
        let is = place.map(|place| theirs[place].clone());
        if was.as_ref() == Some(entry) || is.as_ref() == Some(entry) {
            continue;
        }
        match place {
            _ if is != was => conflicts.push(Conflict::Entry(entry.id())),
            Some(place) => merged[place] = entry.clone(),
            None => added.push(entry.clone()),
        }
    }
    for entry in base {
        if in_mine.contains(entry.id()) {
            continue;
        }
        match get(theirs, &in_theirs, entry.id()) {
            Some(is) if is == *entry => gone.push(entry.id()),
            Some(_) => conflicts.push(Conflict::Entry(entry.id())),
            None => {}
        }
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    let gone = IdIndex::new(gone);
    merged.retain(|entry| !gone.contains(entry.id()));
    merged.extend(added);
    Ok(merged)
}
