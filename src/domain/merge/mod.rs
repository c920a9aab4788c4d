//! Two changes of one client, made in two places from the same start, become one.
//!
//! Invariant: whatever either side added or changed is in the result, or there is no result. One of
//! two versions is never dropped silently, as in
//! [logseq#8940](https://github.com/logseq/logseq/issues/8940).
//!
//! # Terms
//!
//! - *base*: the client that the person saw and began to edit.
//! - *mine*: base with this tab's edits.
//! - *theirs*: the client that is stored now, which another tab may have made of base.
//! - *merged*: theirs, with my changes made to it too.
//! - *part*: a unit of comparison: the profile with the kind of the relationship and who recommended the
//!   client, the day of first contact, each entry by its id.
//! - *conflict*, a [`Conflict`]: a part that both sides changed, each in its own way.
//!
//! # Example
//!
//! Two tabs open the same client. Its contacts, by id, with their minutes:
//!
//! | contact | base | mine | theirs | merged |
//! |---|---|---|---|---|
//! | 2 | 15 | 15 | 15 | 15 |
//! | 3 | none | 20 | none | 20, which I added |
//! | 4 | none | none | 30 | 30, which they added |
//! | 5 | 10 | 45 | 10 | 45, which I changed |
//! | 6 | 10 | deleted | 10 | none, since only I changed it |
//! | 7 | 10 | 60 | 60 | 60, since both did the same |
//! | 8 | 10 | 60 | 5 | conflict `Entry(8)` |
//! | 9 | 10 | deleted | 5 | conflict `Entry(9)` |
//!
//! With contacts 8 and 9 nothing is merged, and both conflicts are returned; without them the last
//! column is stored.
//!
//! # Structure
//!
//! [`merge`] compares the profile and the first contact by `pick`, the entries by `apply`, the day
//! until which the client is snoozed by `pick` too, of two days taking the later, and the bin last,
//! since an edit on either side takes a client out of it.

#[cfg(test)]
mod tests;

use super::{
    Client, EntryId, IdIndex,
    by_id::{Changes, changes_by_id},
};

/// A part that both sides changed, each in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Conflict {
    /// The profile, the kind of the relationship, the role, or who recommended the client.
    #[error("the profile")]
    Profile,
    /// The first contact, or an entry that would lie before it.
    #[error("the first contact")]
    FirstContact,
    /// The entry of this id.
    #[error("the entry {0}")]
    Entry(EntryId),
    /// A whole document, since documents are not merged by parts.
    #[error("the document")]
    Document,
}

/// `theirs` with the changes from `base` to `mine` made to it too.
///
/// If one side put the client into the bin and the other changed something else of it, the client is
/// out of the bin again.
///
/// # Errors
/// Every part that both sides changed in different ways; then nothing is merged.
///
/// ```
/// # use trust_velocity::domain::*;
/// # let profile = Profile { name: Name::new("陈工")?, organisation: None, title: None, tags: vec![], note: Note::default() };
/// let base = Client::empty(ClientId::new(1), profile, CivilDate::MIN);
/// let (mut mine, mut theirs) = (base.clone(), base.clone());
/// mine.profile.name = Name::new("陈总")?;
/// theirs.profile.name = Name::new("陈经理")?;
/// assert_eq!(merge(&base, &mine, &base), Ok(mine.clone()));
/// assert_eq!(merge(&base, &mine, &theirs), Err(vec![Conflict::Profile]));
/// # Ok::<(), NameError>(())
/// ```
pub fn merge(base: &Client, mine: &Client, theirs: &Client) -> Result<Client, Vec<Conflict>> {
    if theirs == base || theirs == mine {
        return Ok(mine.clone());
    }
    let mut merged = theirs.clone();
    let mut conflicts = Vec::new();
    // The form of a client asks for all four.
    let who = [base, mine, theirs]
        .map(|side| (&side.profile, side.kind, side.role, side.recommended_by()));
    match pick(&who[0], &who[1], &who[2]) {
        Some((profile, kind, role, by)) if merged.set_recommended_by(by).is_ok() => {
            merged.profile = profile.clone();
            merged.kind = kind;
            merged.role = role;
        }
        _ => conflicts.push(Conflict::Profile),
    }
    // From the earlier day at first, so that the entries of both sides have their place.
    merged.begin(mine.first_contact().min(theirs.first_contact()));
    conflicts.extend(apply(&mut merged, base, mine, theirs));
    let first_contact = pick(
        &base.first_contact(),
        &mine.first_contact(),
        &theirs.first_contact(),
    );
    match first_contact {
        Some(day) if merged.entries().all(|record| day <= record.date()) => {
            merged.begin(day);
        }
        _ => conflicts.push(Conflict::FirstContact),
    }
    let snoozed = [base, mine, theirs].map(Client::snoozed_until);
    // Of two days the later one: it is no fact that one of them could be wrong about.
    let until = pick(&snoozed[0], &snoozed[1], &snoozed[2]).unwrap_or(snoozed[1].max(snoozed[2]));
    let merged = merged.snoozed(until);
    if conflicts.is_empty() {
        Ok(put_in_bin(merged, base, mine, theirs))
    } else {
        Err(conflicts)
    }
}

/// The merged client, in the bin only if the side that did not put it there changed nothing else.
fn put_in_bin(merged: Client, base: &Client, mine: &Client, theirs: &Client) -> Client {
    let is_edited = |side: &Client| side.clone().out_of_bin() != base.clone().out_of_bin();
    let into = |side: &Client, other: &Client| {
        let moved = side.binned() != base.binned();
        (moved && !is_edited(other)).then(|| side.binned())
    };
    let is_untouched = mine.binned() == base.binned() && theirs.binned() == base.binned();
    let day = if is_untouched {
        base.binned()
    } else {
        into(mine, theirs).or_else(|| into(theirs, mine)).flatten()
    };
    match day {
        Some(day) => merged.into_bin(day),
        None => merged.out_of_bin(),
    }
}

/// The value after both changes; none if they differ.
fn pick<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> Option<T> {
    let picked = if mine == base || mine == theirs {
        theirs
    } else if theirs == base {
        mine
    } else {
        return None;
    };
    Some(picked.clone())
}

/// Makes to the entries of `merged`, which are those of `theirs`, the changes that led from `base` to
/// `mine`; returns those that `theirs` has changed in another way.
fn apply(merged: &mut Client, base: &Client, mine: &Client, theirs: &Client) -> Vec<Conflict> {
    let [base, mine, theirs]: [Vec<_>; 3] =
        [base, mine, theirs].map(|side| side.entries().collect());
    let Changes {
        put,
        gone,
        mut conflicts,
    } = changes_by_id(&base, &mine, &theirs);
    let put = put.into_iter().cloned().collect();
    // The merged client begins on the earlier day of both, so no entry of either lies before it.
    if merged.put_all(put).is_err() {
        conflicts.push(Conflict::FirstContact);
    }
    let gone = IdIndex::new(gone);
    let mut kept = None;
    // A relationship keeps a stage: the earliest one stays, and that is a conflict.
    if merged.stages().iter().all(|entry| gone.contains(entry.id)) {
        kept = merged.stage_history().first().map(|entry| entry.id);
        conflicts.extend(kept.map(Conflict::Entry));
    }
    merged.retain(|id| !gone.contains(id) || kept == Some(id));
    conflicts
}
