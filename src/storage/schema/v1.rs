//! The shapes of version 1, as they landed: never edited.

use serde::{Deserialize, Serialize};

use super::{DecodeError, invalid, known, note, parsed};
use crate::domain::{
    Breach, Channel, Contact, Dimension, PerDimension, Record, Severity, Stage, StageEntry,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientEnvelopeV1 {
    #[expect(dead_code, reason = "read by the version's check")]
    pub v: u32,
    pub rev: u64,
    pub client: ClientV1,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientV1 {
    pub id: String,
    pub name: String,
    pub organisation: Option<String>,
    pub title: Option<String>,
    pub tags: Vec<String>,
    pub note: String,
    pub first_contact: String,
    pub illustration: bool,
    pub ratings: Vec<RatingV1>,
    pub contacts: Vec<ContactV1>,
    pub breaches: Vec<BreachV1>,
    pub stages: Vec<StageV1>,
}

// Entries are arrays, not objects: half the characters of the browser's few million.

/// id, date, rater, instrument, scores, note
#[derive(Deserialize)]
pub(super) struct RatingV1(
    pub String,
    pub String,
    pub RaterV1,
    pub String,
    pub [Option<f64>; 4],
    pub String,
);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RaterV1 {
    Seller,
    Client(String),
    Peer,
}

/// id, date, channel, minutes, dimensions served, note
#[derive(Serialize, Deserialize)]
pub(super) struct ContactV1(String, String, String, u16, Vec<String>, String);

/// id, date, dimension, severity, what happened, what was done
#[derive(Serialize, Deserialize)]
pub(super) struct BreachV1(String, String, String, u8, String, String);

/// id, date, stage
#[derive(Serialize, Deserialize)]
pub(super) struct StageV1(String, String, String);

impl From<&Contact> for ContactV1 {
    fn from(contact: &Contact) -> Self {
        let served = contact.served.iter().filter(|(_, served)| **served);
        Self(
            contact.id.to_string(),
            contact.date.to_string(),
            contact.channel.id().to_owned(),
            contact.minutes,
            served
                .map(|(dimension, _)| dimension.id().to_owned())
                .collect(),
            contact.note.as_str().to_owned(),
        )
    }
}

impl ContactV1 {
    pub fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, channel, minutes, served_ids, text) = self;
        let mut served = PerDimension([false; 4]);
        for dimension in &served_ids {
            served[known("served", dimension, Dimension::from_id)?] = true;
        }
        Ok(Record::Contact(Contact {
            id: parsed("contact id", &id)?,
            date: parsed("contact date", &date)?,
            channel: known("channel", &channel, Channel::from_id)?,
            minutes,
            served,
            note: note("contact note", &text)?,
        }))
    }
}

impl From<&Breach> for BreachV1 {
    fn from(breach: &Breach) -> Self {
        Self(
            breach.id.to_string(),
            breach.date.to_string(),
            breach.dimension.id().to_owned(),
            breach.severity.number(),
            breach.what.as_str().to_owned(),
            breach.done.as_str().to_owned(),
        )
    }
}

impl BreachV1 {
    pub fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, dimension, severity, what, done) = self;
        Ok(Record::Breach(Breach {
            id: parsed("breach id", &id)?,
            date: parsed("breach date", &date)?,
            dimension: known("dimension", &dimension, Dimension::from_id)?,
            severity: Severity::from_number(severity)
                .ok_or_else(|| invalid("severity", &severity.to_string()))?,
            what: note("what happened", &what)?,
            done: note("what was done", &done)?,
        }))
    }
}

impl From<&StageEntry> for StageV1 {
    fn from(entry: &StageEntry) -> Self {
        Self(
            entry.id.to_string(),
            entry.date.to_string(),
            entry.stage.id().to_owned(),
        )
    }
}

impl StageV1 {
    pub fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, stage) = self;
        Ok(Record::Stage(StageEntry {
            id: parsed("stage id", &id)?,
            date: parsed("stage date", &date)?,
            stage: known("stage", &stage, Stage::from_id)?,
        }))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsEnvelopeV1 {
    #[expect(dead_code, reason = "read by the version's check")]
    pub v: u32,
    pub settings: SettingsV1,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsV1 {
    pub language: Option<String>,
    pub theme: Option<String>,
    pub unit: String,
    pub score_sd: f64,
    pub window_days: u16,
    pub thresholds: [f64; 4],
    pub cadence: [u16; 3],
}
