//! The shapes of version 1, as they landed: never edited.

use serde::{Deserialize, Serialize};

use super::{DecodeError, invalid, known, name, note, parsed, score_of};
use crate::domain::{
    Breach, Channel, Client, ClientId, Contact, Dimension, Instrument, Name, PerDimension, Profile,
    Rater, Rating, Record, Score, Severity, Stage, StageEntry,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientEnvelopeV1 {
    pub v: u32,
    pub rev: u64,
    pub client: ClientV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientV1 {
    id: String,
    name: String,
    organisation: Option<String>,
    title: Option<String>,
    tags: Vec<String>,
    note: String,
    first_contact: String,
    illustration: bool,
    ratings: Vec<RatingV1>,
    contacts: Vec<ContactV1>,
    breaches: Vec<BreachV1>,
    stages: Vec<StageV1>,
}

// Entries are arrays, not objects: half the characters of the browser's few million.

/// id, date, rater, instrument, scores, note
#[derive(Serialize, Deserialize)]
struct RatingV1(String, String, RaterV1, String, [Option<f64>; 4], String);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RaterV1 {
    Seller,
    Client(String),
    Peer,
}

/// id, date, channel, minutes, dimensions served, note
#[derive(Serialize, Deserialize)]
struct ContactV1(String, String, String, u16, Vec<String>, String);

/// id, date, dimension, severity, what happened, what was done
#[derive(Serialize, Deserialize)]
struct BreachV1(String, String, String, u8, String, String);

/// id, date, stage
#[derive(Serialize, Deserialize)]
struct StageV1(String, String, String);

impl From<&Client> for ClientV1 {
    fn from(client: &Client) -> Self {
        let profile = &client.profile;
        let text = |name: &Name| name.as_str().to_owned();
        Self {
            id: client.id().to_string(),
            name: text(&profile.name),
            organisation: profile.organisation.as_ref().map(text),
            title: profile.title.as_ref().map(text),
            tags: profile.tags.iter().map(text).collect(),
            note: profile.note.as_str().to_owned(),
            first_contact: client.first_contact().to_string(),
            illustration: client.is_illustration(),
            ratings: client.ratings().iter().map(RatingV1::from).collect(),
            contacts: client.contacts().iter().map(ContactV1::from).collect(),
            breaches: client.breaches().iter().map(BreachV1::from).collect(),
            stages: client.stages().iter().map(StageV1::from).collect(),
        }
    }
}

impl ClientV1 {
    pub fn into_client(self) -> Result<Client, DecodeError> {
        let id: ClientId = parsed("id", &self.id)?;
        let profile = Profile {
            name: name("name", &self.name)?,
            organisation: self
                .organisation
                .map(|text| name("organisation", &text))
                .transpose()?,
            title: self.title.map(|text| name("title", &text)).transpose()?,
            tags: self
                .tags
                .iter()
                .map(|text| name("tags", text))
                .collect::<Result<_, _>>()?,
            note: note("note", &self.note)?,
        };
        let mut client = Client::empty(id, profile, parsed("first_contact", &self.first_contact)?);
        if self.illustration {
            client = client.as_illustration();
        }
        let count =
            self.ratings.len() + self.contacts.len() + self.breaches.len() + self.stages.len();
        let ratings = self.ratings.into_iter().map(RatingV1::into_record);
        let contacts = self.contacts.into_iter().map(ContactV1::into_record);
        let breaches = self.breaches.into_iter().map(BreachV1::into_record);
        let stages = self.stages.into_iter().map(StageV1::into_record);
        for record in ratings.chain(contacts).chain(breaches).chain(stages) {
            let record = record?;
            let date = record.date();
            client
                .put(record)
                .map_err(|_| invalid("date", &date.to_string()))?;
        }
        if client.history().len() != count {
            return Err(invalid("id", "the same twice"));
        }
        Ok(client)
    }
}

impl From<&Rating> for RatingV1 {
    fn from(rating: &Rating) -> Self {
        let rater = match &rating.rater {
            Rater::Seller => RaterV1::Seller,
            Rater::Client(person) => RaterV1::Client(person.as_str().to_owned()),
            Rater::Peer => RaterV1::Peer,
        };
        Self(
            rating.id.to_string(),
            rating.date.to_string(),
            rater,
            rating.instrument.id().to_owned(),
            rating.scores.0.map(|score| score.map(Score::value)),
            rating.note.as_str().to_owned(),
        )
    }
}

impl RatingV1 {
    fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, rater, instrument, scores, text) = self;
        let mut parsed_scores = PerDimension::default();
        for (dimension, score) in Dimension::ALL.into_iter().zip(scores) {
            parsed_scores[dimension] = score.map(|value| score_of("scores", value)).transpose()?;
        }
        Ok(Record::Rating(Rating {
            id: parsed("rating id", &id)?,
            date: parsed("rating date", &date)?,
            rater: match rater {
                RaterV1::Seller => Rater::Seller,
                RaterV1::Client(person) => Rater::Client(name("rater", &person)?),
                RaterV1::Peer => Rater::Peer,
            },
            instrument: known("instrument", &instrument, Instrument::from_id)?,
            scores: parsed_scores,
            note: note("rating note", &text)?,
        }))
    }
}

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
    fn into_record(self) -> Result<Record, DecodeError> {
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
    fn into_record(self) -> Result<Record, DecodeError> {
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
    fn into_record(self) -> Result<Record, DecodeError> {
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
