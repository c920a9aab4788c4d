//! The messages between sellers and their manager, as the bytes that are signed.
//!
//! Invariants: reading returns the written value, and refuses bytes that are none; each part of a report
//! fits an envelope, whatever the report is.

use serde::Deserialize;
use serde_json::json;

use crate::{
    domain::{
        live::PublicKey,
        team::{Answer, Standing},
    },
    live::{FromPhone, LeftOut, PhoneId},
};

/// A message from a seller to the manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SellerMessage {
    /// A part of a report.
    Part {
        /// The report's edition.
        edition: u32,
        /// The part, from 0.
        part: u8,
        /// How many there are.
        of: u8,
        /// Its share of the text that [`report_content`](crate::exchange::link::report_content) makes.
        text: String,
    },
    /// The seller has left after this edition.
    Left(u32),
}

/// A message of a seller whose signature is its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The id that the seller's key gives.
    pub id: PhoneId,
    /// The key that the seller signs with.
    pub sign: PublicKey,
    /// The key that answers are sealed to.
    pub seal: PublicKey,
    /// The message.
    pub message: SellerMessage,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Content {
    /// edition, part, of how many, text
    Part(u32, u8, u8, String),
    /// edition
    Left(u32),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum AnswerContent {
    /// edition, standing
    Answer(u32, String),
}

impl SellerMessage {
    /// The most characters of a part: an envelope of the largest size holds it with the keys and the signature.
    pub const PART_CHARS: usize = 7_600;

    /// The most parts of a report.
    pub const MOST_PARTS: u8 = 16;

    /// The messages that carry a report; none if its text is too long, or not of ASCII characters.
    ///
    /// ```
    /// use trust_velocity::live::team::SellerMessage;
    /// assert_eq!(SellerMessage::of_report(3, "QUJD").map(|parts| parts.len()), Some(1));
    /// assert_eq!(SellerMessage::of_report(3, &"QUJD".repeat(2_000)).map(|parts| parts.len()), Some(2));
    /// assert_eq!(SellerMessage::of_report(3, &"QUJD".repeat(40_000)), None);
    /// ```
    pub fn of_report(edition: u32, text: &str) -> Option<Vec<Self>> {
        let chunks = text.as_bytes().chunks(Self::PART_CHARS);
        let of = u8::try_from(chunks.len()).ok()?;
        let is_sent = text.is_ascii() && (1..=Self::MOST_PARTS).contains(&of);
        is_sent.then(|| {
            let parts = (0..).zip(chunks).map(|(part, chunk)| Self::Part {
                edition,
                part,
                of,
                text: String::from_utf8_lossy(chunk).into_owned(),
            });
            parts.collect()
        })
    }

    /// The bytes that are signed.
    pub fn write(&self) -> Vec<u8> {
        let json = match self {
            Self::Part {
                edition,
                part,
                of,
                text,
            } => json!({ "part": (edition, part, of, text) }),
            Self::Left(edition) => json!({ "left": edition }),
        };
        json.to_string().into_bytes()
    }

    /// The message in some bytes.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<Self, LeftOut> {
        let content = serde_json::from_slice(bytes).map_err(|_| LeftOut::Garbled)?;
        match content {
            Content::Part(edition, part, of, text) => {
                let fits = part < of
                    && of <= Self::MOST_PARTS
                    && text.len() <= Self::PART_CHARS
                    && text.is_ascii();
                if fits {
                    Ok(Self::Part {
                        edition,
                        part,
                        of,
                        text,
                    })
                } else {
                    Err(LeftOut::Garbled)
                }
            }
            Content::Left(edition) => Ok(Self::Left(edition)),
        }
    }
}

impl Heard {
    /// The message in a content whose signature has been verified.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`] if it is none that this version knows.
    pub fn of(content: &FromPhone) -> Result<Self, LeftOut> {
        Ok(Self {
            id: PhoneId::of(&content.sign),
            sign: content.sign,
            seal: content.seal,
            message: SellerMessage::parse(content.body())?,
        })
    }
}

/// The bytes of an answer, which are signed.
pub fn write_answer(answer: Answer) -> Vec<u8> {
    let json = json!({ "answer": (answer.edition, answer.standing.id()) });
    json.to_string().into_bytes()
}

/// The answer in some bytes.
///
/// # Errors
/// [`LeftOut::Garbled`].
pub fn read_answer(bytes: &[u8]) -> Result<Answer, LeftOut> {
    let content = serde_json::from_slice(bytes).map_err(|_| LeftOut::Garbled)?;
    let AnswerContent::Answer(edition, standing) = content;
    Ok(Answer {
        edition,
        standing: Standing::from_id(&standing).ok_or(LeftOut::Garbled)?,
    })
}
