//! Records with only what the figures look at.

use trust_velocity::domain::{
    Breach, Channel, CivilDate, Client, ClientId, Contact, Dimension, EntryId, Measurement, Name,
    Note, PerDimension, Profile, Rater, Rating, Record, Scores, Severity, Stage, StageEntry,
};

/// A day after all the records.
pub fn today() -> CivilDate {
    "2026-06-01".parse().expect("a date")
}

pub fn client(first_contact: CivilDate) -> Client {
    let profile = Profile {
        name: Name::new("陈工").unwrap(),
        organisation: None,
        title: None,
        tags: Vec::new(),
        note: Note::default(),
    };
    Client::empty(ClientId::new(1), profile, first_contact)
}

pub fn rating(id: u64, date: CivilDate, rater: Rater, scores: Scores) -> Record {
    Record::Rating(Rating {
        id: EntryId::new(id),
        date,
        rater,
        measurement: Measurement::Sliders(scores),
        is_blind: false,
        note: Note::default(),
        evidence: Vec::new(),
    })
}

pub fn contact(id: u64, date: CivilDate, minutes: u16) -> Record {
    Record::Contact(Contact {
        id: EntryId::new(id),
        date,
        channel: Channel::Visit,
        minutes,
        served: PerDimension::default(),
        note: Note::default(),
        next: None,
    })
}

pub fn breach(id: u64, date: CivilDate) -> Record {
    Record::Breach(Breach {
        id: EntryId::new(id),
        date,
        dimension: Dimension::Conduct,
        severity: Severity::Serious,
        what: Note::default(),
        done: Note::default(),
    })
}

pub fn stage(id: u64, date: CivilDate, stage: Stage) -> Record {
    let id = EntryId::new(id);
    Record::Stage(StageEntry { id, date, stage })
}
