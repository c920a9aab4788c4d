//! A rating as it is stored.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, SeqAccess, Visitor, value::SeqAccessDeserializer},
};

use crate::{
    documents::{DecodeError, invalid, name, note, parsed, score_of},
    domain::{
        Dimension, ItemResponses, ItemsVersion, Measurement, PerDimension, Rater, Rating, Score,
    },
};

/// id, date, rater, reading, and the note if there is one
#[derive(Serialize, Deserialize)]
pub(in crate::documents) struct RatingV4(
    String,
    String,
    RaterV4,
    ReadingV4,
    #[serde(default, skip_serializing_if = "String::is_empty")] String,
);

#[derive(Serialize)]
#[serde(untagged)]
enum RaterV4 {
    /// [`SELLER`] or [`PEER`].
    Known(u64),
    /// The client's person, by name.
    Client(String),
}

const SELLER: u64 = 0;
const PEER: u64 = 1;

#[derive(Serialize)]
#[serde(untagged)]
enum ReadingV4 {
    /// Those of the sliders.
    Scores([Option<f64>; 4]),
    /// The version of the items, a colon, and one character an item, `1`–`7` or `-`.
    Answers(String),
}

/// As serde reads untagged enums, at a tenth of the code.
struct Either<T>(PhantomData<T>);

impl Visitor<'_> for Either<RaterV4> {
    type Value = RaterV4;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a number or a name")
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(RaterV4::Known(number))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(RaterV4::Client(name.to_owned()))
    }
}

impl<'de> Visitor<'de> for Either<ReadingV4> {
    type Value = ReadingV4;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("four scores or a text of answers")
    }

    fn visit_str<E: Error>(self, answers: &str) -> Result<Self::Value, E> {
        Ok(ReadingV4::Answers(answers.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, scores: A) -> Result<Self::Value, A::Error> {
        let scores = SeqAccessDeserializer::new(scores);
        Deserialize::deserialize(scores).map(ReadingV4::Scores)
    }
}

impl<'de> Deserialize<'de> for RaterV4 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Either::<Self>(PhantomData))
    }
}

impl<'de> Deserialize<'de> for ReadingV4 {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Either::<Self>(PhantomData))
    }
}

impl From<&Rating> for RatingV4 {
    fn from(rating: &Rating) -> Self {
        let rater = match &rating.rater {
            Rater::Seller => RaterV4::Known(SELLER),
            Rater::Peer => RaterV4::Known(PEER),
            Rater::Client(person) => RaterV4::Client(person.as_str().to_owned()),
        };
        let reading = match &rating.measurement {
            Measurement::Sliders(scores) => {
                ReadingV4::Scores(scores.0.map(|s| s.map(Score::value)))
            }
            // The text of answers to version 2 begins with its mark.
            Measurement::Items(answers) if answers.version() == ItemsVersion::V1 => {
                ReadingV4::Answers(format!("1:{answers}"))
            }
            Measurement::Items(answers) => ReadingV4::Answers(answers.to_string()),
        };
        Self(
            rating.id.to_string(),
            rating.date.to_string(),
            rater,
            reading,
            rating.note.as_str().to_owned(),
        )
    }
}

impl RatingV4 {
    pub fn into_rating(self) -> Result<Rating, DecodeError> {
        let Self(id, date, rater, reading, text) = self;
        let measurement = match reading {
            ReadingV4::Answers(text) => {
                let (version, answers) = match text.split_once(':') {
                    Some(("1", rest)) => (ItemsVersion::V1, rest),
                    Some(("2", _)) => (ItemsVersion::V2, text.as_str()),
                    _ => return Err(invalid("instrument", &text)),
                };
                let answers: ItemResponses = parsed("answers", answers)?;
                if answers.version() != version {
                    return Err(invalid("instrument", &text));
                }
                Measurement::Items(answers)
            }
            ReadingV4::Scores(values) => {
                let mut scores = PerDimension::default();
                for (dimension, score) in Dimension::ALL.into_iter().zip(values) {
                    scores[dimension] = score.map(|value| score_of("scores", value)).transpose()?;
                }
                Measurement::Sliders(scores)
            }
        };
        Ok(Rating {
            id: parsed("rating id", &id)?,
            date: parsed("rating date", &date)?,
            rater: match rater {
                RaterV4::Known(SELLER) => Rater::Seller,
                RaterV4::Known(PEER) => Rater::Peer,
                RaterV4::Known(other) => return Err(invalid("rater", &other.to_string())),
                RaterV4::Client(person) => Rater::Client(name("rater", &person)?),
            },
            measurement,
            // The client's document says it of several, by their ids.
            is_blind: false,
            note: note("rating note", &text)?,
            evidence: Vec::new(),
        })
    }
}
