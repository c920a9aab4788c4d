//! A client whose drafts are checked, and the day on which that happens.

use super::TypedDateError;
use crate::domain::{CivilDate, Client, ClientId, EntryId, Name, Note, ParseDateError, Profile};

pub(super) const FIRST_CONTACT: &str = "2026-01-10";
pub(super) const TODAY: &str = "2026-04-20";

pub(super) fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

pub(super) fn today() -> CivilDate {
    day(TODAY)
}

/// The error of a text that is not a date.
pub(super) fn malformed(typed: &str) -> TypedDateError {
    TypedDateError::Malformed(ParseDateError(typed.to_owned()))
}

/// The client 7, whose first stage is the entry 1.
pub(super) fn client() -> Client {
    let profile = Profile {
        name: Name::new("陈工").unwrap(),
        organisation: Name::new("华东机电").ok(),
        title: None,
        tags: Vec::new(),
        note: Note::default(),
    };
    let (id, stage_entry) = (ClientId::new(7), EntryId::new(1));
    Client::new(id, profile, day(FIRST_CONTACT), stage_entry, today()).unwrap()
}
