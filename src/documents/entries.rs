//! The entries of a client's history as they are stored: arrays, not objects, which is half the
//! characters of the browser's few million. Each bears the version that it came with.

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, SeqAccess, Visitor, value::SeqAccessDeserializer},
};

use super::{DecodeError, invalid, known, name, note, parsed, score_of};
use crate::domain::{
    Breach, Channel, Contact, Dimension, Instrument, Language, Measurement, PerDimension, Rater,
    Rating, Request, Respondent, ResponseKeyPair, Score, Severity, Stage, StageEntry,
};

/// id, date, rater, instrument, reading, note
#[derive(Serialize, Deserialize)]
pub(super) struct RatingV3(String, String, RaterV1, String, ReadingV3, String);

#[derive(Serialize)]
#[serde(untagged)]
enum ReadingV3 {
    Scores([Option<f64>; 4]),
    /// One character an item, `1`–`7` or `-`; `2:` before those of version 2.
    Answers(String),
}

/// As serde reads an untagged enum, at a tenth of the code.
impl<'de> Deserialize<'de> for ReadingV3 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = ReadingV3;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("four scores or a text of answers")
            }

            fn visit_str<E: Error>(self, answers: &str) -> Result<Self::Value, E> {
                Ok(ReadingV3::Answers(answers.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, scores: A) -> Result<Self::Value, A::Error> {
                let scores = SeqAccessDeserializer::new(scores);
                Deserialize::deserialize(scores).map(ReadingV3::Scores)
            }
        }
        from.deserialize_any(Either)
    }
}

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

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RaterV1 {
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

impl From<&Rating> for RatingV3 {
    fn from(rating: &Rating) -> Self {
        let rater = match &rating.rater {
            Rater::Seller => RaterV1::Seller,
            Rater::Client(person) => RaterV1::Client(person.as_str().to_owned()),
            Rater::Peer => RaterV1::Peer,
        };
        let measurement = match &rating.measurement {
            Measurement::Sliders(scores) => {
                ReadingV3::Scores(scores.0.map(|s| s.map(Score::value)))
            }
            Measurement::Items(answers) => ReadingV3::Answers(answers.to_string()),
        };
        Self(
            rating.id.to_string(),
            rating.date.to_string(),
            rater,
            rating.instrument().id().to_owned(),
            measurement,
            rating.note.as_str().to_owned(),
        )
    }
}

impl RatingV3 {
    pub fn into_rating(self) -> Result<Rating, DecodeError> {
        let Self(id, date, rater, instrument, measurement, text) = self;
        let measurement = match measurement {
            ReadingV3::Answers(answers) => Measurement::Items(parsed("answers", &answers)?),
            ReadingV3::Scores(values) => {
                let mut scores = PerDimension::default();
                for (dimension, score) in Dimension::ALL.into_iter().zip(values) {
                    scores[dimension] = score.map(|value| score_of("scores", value)).transpose()?;
                }
                Measurement::Sliders(scores)
            }
        };
        if known("instrument", &instrument, Instrument::from_id)? != measurement.instrument() {
            return Err(invalid("instrument", &instrument));
        }
        Ok(Rating {
            id: parsed("rating id", &id)?,
            date: parsed("rating date", &date)?,
            rater: match rater {
                RaterV1::Seller => Rater::Seller,
                RaterV1::Client(person) => Rater::Client(name("rater", &person)?),
                RaterV1::Peer => Rater::Peer,
            },
            measurement,
            note: note("rating note", &text)?,
        })
    }
}

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
    pub fn into_contact(self) -> Result<Contact, DecodeError> {
        let Self(id, date, channel, minutes, served_ids, text) = self;
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
