//! The entries of a client's history as they are stored: arrays, not objects, which is half the
//! characters of the browser's few million. Each bears the version that it came with.

mod rating;

pub(super) use rating::RatingV4;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde::{Deserialize, Serialize};

use super::{DecodeError, invalid, known, name, note, parsed};
use crate::domain::{
    Breach, Channel, Contact, Dimension, Instrument, Language, LikertScore, PerDimension, Promise,
    PromiseOutcome, Request, Respondent, ResponseKeyPair, Severity, Stage, StageEntry,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestV3 {
    id: String,
    date: String,
    respondent: RespondentV3,
    instrument: String,
    language: String,
    /// The public and the private half, in base64.
    key: Option<[String; 2]>,
    rating: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RespondentV3 {
    Client(String),
    Peer,
}

/// id, date, channel, minutes, dimensions served, note, and the day of the next one if there is one
#[derive(Serialize, Deserialize)]
pub(super) struct ContactV4(
    String,
    String,
    String,
    u16,
    Vec<String>,
    String,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
);

/// id, date, due, expected, what, outcome
#[derive(Serialize, Deserialize)]
pub(super) struct PromiseV4(String, String, String, u8, String, Option<OutcomeV4>);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OutcomeV4 {
    /// day, experienced
    Kept(String, u8),
    Broken(String),
    Withdrawn(String),
}

/// id, date, dimension, severity, what happened, what was done
#[derive(Serialize, Deserialize)]
pub(super) struct BreachV1(String, String, String, u8, String, String);

/// id, date, stage
#[derive(Serialize, Deserialize)]
pub(super) struct StageV1(String, String, String);

impl From<&Request> for RequestV3 {
    fn from(request: &Request) -> Self {
        let respondent = match &request.respondent {
            Respondent::Client(person) => RespondentV3::Client(person.as_str().to_owned()),
            Respondent::Peer => RespondentV3::Peer,
        };
        let key = request.key.as_ref();
        Self {
            id: request.id.to_string(),
            date: request.date.to_string(),
            respondent,
            instrument: request.instrument().id().to_owned(),
            language: request.language.id().to_owned(),
            key: key.map(|key| [&key.public, &key.private].map(|bytes| BASE64.encode(bytes))),
            rating: request.rating.map(|id| id.to_string()),
        }
    }
}

impl RequestV3 {
    pub fn into_request(self) -> Result<Request, DecodeError> {
        let Instrument::Items(version, form) =
            known("instrument", &self.instrument, Instrument::from_id)?
        else {
            return Err(invalid("instrument", &self.instrument));
        };
        let half = |text: &String| {
            BASE64
                .decode(text)
                .map_err(|_| invalid("key", "not base64"))
        };
        let key = self.key.map(|[public, private]| {
            let (public, private) = (half(&public)?, half(&private)?);
            Ok(ResponseKeyPair { public, private })
        });
        Ok(Request {
            id: parsed("request id", &self.id)?,
            date: parsed("request date", &self.date)?,
            respondent: match self.respondent {
                RespondentV3::Client(person) => Respondent::Client(name("respondent", &person)?),
                RespondentV3::Peer => Respondent::Peer,
            },
            version,
            form,
            language: known("language", &self.language, Language::from_id)?,
            key: key.transpose()?,
            rating: self.rating.map(|id| parsed("rating id", &id)).transpose()?,
        })
    }
}

impl From<&Contact> for ContactV4 {
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
            contact.next.map(|day| day.to_string()),
        )
    }
}

impl ContactV4 {
    pub fn into_contact(self) -> Result<Contact, DecodeError> {
        let Self(id, date, channel, minutes, served_ids, text, next) = self;
        let mut served = PerDimension([false; 4]);
        for dimension in &served_ids {
            served[known("served", dimension, Dimension::from_id)?] = true;
        }
        Ok(Contact {
            id: parsed("contact id", &id)?,
            date: parsed("contact date", &date)?,
            channel: known("channel", &channel, Channel::from_id)?,
            minutes,
            served,
            note: note("contact note", &text)?,
            next: next.map(|day| parsed("next contact", &day)).transpose()?,
        })
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
    pub fn into_breach(self) -> Result<Breach, DecodeError> {
        let Self(id, date, dimension, severity, what, done) = self;
        Ok(Breach {
            id: parsed("breach id", &id)?,
            date: parsed("breach date", &date)?,
            dimension: known("dimension", &dimension, Dimension::from_id)?,
            severity: Severity::from_number(severity)
                .ok_or_else(|| invalid("severity", &severity.to_string()))?,
            what: note("what happened", &what)?,
            done: note("what was done", &done)?,
        })
    }
}

impl From<&Promise> for PromiseV4 {
    fn from(promise: &Promise) -> Self {
        let outcome = promise.outcome.map(|outcome| {
            let on = outcome.on().to_string();
            match outcome {
                PromiseOutcome::Kept { experienced, .. } => {
                    OutcomeV4::Kept(on, experienced.number())
                }
                PromiseOutcome::Broken { .. } => OutcomeV4::Broken(on),
                PromiseOutcome::Withdrawn { .. } => OutcomeV4::Withdrawn(on),
            }
        });
        Self(
            promise.id.to_string(),
            promise.date.to_string(),
            promise.due.to_string(),
            promise.expected.number(),
            promise.what.as_str().to_owned(),
            outcome,
        )
    }
}

impl PromiseV4 {
    pub fn into_promise(self) -> Result<Promise, DecodeError> {
        let Self(id, date, due, expected, what, outcome) = self;
        let agreement = |field, number: u8| {
            LikertScore::new(number).ok_or_else(|| invalid(field, &number.to_string()))
        };
        let outcome = outcome.map(|outcome| {
            Ok(match outcome {
                OutcomeV4::Kept(on, experienced) => PromiseOutcome::Kept {
                    on: parsed("kept", &on)?,
                    experienced: agreement("experienced", experienced)?,
                },
                OutcomeV4::Broken(on) => PromiseOutcome::Broken {
                    on: parsed("broken", &on)?,
                },
                OutcomeV4::Withdrawn(on) => PromiseOutcome::Withdrawn {
                    on: parsed("withdrawn", &on)?,
                },
            })
        });
        Ok(Promise {
            id: parsed("promise id", &id)?,
            date: parsed("promise date", &date)?,
            due: parsed("due", &due)?,
            expected: agreement("expected", expected)?,
            what: note("promise", &what)?,
            outcome: outcome.transpose()?,
        })
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
    pub fn into_stage(self) -> Result<StageEntry, DecodeError> {
        let Self(id, date, stage) = self;
        Ok(StageEntry {
            id: parsed("stage id", &id)?,
            date: parsed("stage date", &date)?,
            stage: known("stage", &stage, Stage::from_id)?,
        })
    }
}
