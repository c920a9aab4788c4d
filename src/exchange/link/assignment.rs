//! An exercise for trainees: the case, and the answer key under the reveal code.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    ASKS_MORE_VERSION, Kind, LinkError, VERSION, find, malformed, parse, version_in, version_of,
    write_as,
};
use crate::{
    documents::{DecodeError, decode_answer_key, decode_case, encode_answer_key, encode_case},
    domain::{
        EntryId, Language,
        classroom::Round,
        exercise::{AnswerKey, Case, Exercise, ExerciseError, ExerciseId},
        live::Channel,
    },
    exchange::sealed::{Ciphertext, Kdf, Sealed},
};

/// The content of a session's join link.
///
/// The answer key is hidden, not secret: that of a known exercise is in a public file or computed,
/// so only the trainee's restraint protects it; an own exercise's is encrypted with a code so short
/// that a program can guess it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The session's id, which returns with each submission.
    pub session: EntryId,
    /// The exercise to work on.
    pub assigned: Assigned,
    /// The language of the exercise.
    pub language: Language,
    /// Whether trainees stay anonymous.
    pub is_anonymous: bool,
    /// The round that is answered.
    pub round: Round,
    /// [`Assignment::secret`], which the reveal code opens.
    pub sealed: Sealed,
    /// The channel of the live class, if the session is one.
    pub live: Option<Channel>,
}

/// The exercise of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Assigned {
    /// A built-in exercise, or a number drill.
    Known(ExerciseId),
    /// A trainer's own exercise.
    Own(Box<Case>),
}

/// The text that the reveal code decrypted is no answer key of the case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not the format of an answer key.
    #[error(transparent)]
    Malformed(#[from] DecodeError),
    /// The answer key of another case.
    #[error(transparent)]
    Other(#[from] ExerciseError),
    /// The answer key of another exercise, or of one that is not known here.
    #[error("the key of another exercise")]
    OtherExercise,
}

/// session, known exercise, own case, language, anonymous, salt, nonce, encrypted bytes, the number of the
/// round if it is not the first or the class is live, and the channel of a live class
#[derive(Serialize, Deserialize)]
struct Content(
    String,
    Option<String>,
    Option<Box<RawValue>>,
    String,
    bool,
    String,
    String,
    String,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
);

impl Assignment {
    /// The text that is encrypted with the reveal code: the answer key of an own exercise, or the
    /// id of a known one, which proves that the code is right.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn secret(known: Option<ExerciseId>, key: &AnswerKey) -> Result<String, LinkError> {
        match known {
            Some(id) => Ok(id.to_string()),
            None => encode_answer_key(key).map_err(malformed),
        }
    }

    /// The exercise with its answer key, from the decrypted text; `known` is the exercise if this site has it.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn opened(&self, secret: &str, known: Option<&Exercise>) -> Result<Exercise, KeyError> {
        match &self.assigned {
            Assigned::Known(id) => {
                let known = known.filter(|_| secret == id.to_string());
                known.cloned().ok_or(KeyError::OtherExercise)
            }
            Assigned::Own(case) => {
                let case = Case::clone(case);
                Ok(Exercise::new(case, decode_answer_key(secret)?)?)
            }
        }
    }

    /// Writes the text to send.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] if an own case is longer than [`find`](Self::find) accepts.
    pub fn write(&self) -> Result<String, LinkError> {
        let (known, own) = match &self.assigned {
            Assigned::Known(id) => (Some(id.to_string()), None),
            Assigned::Own(case) => {
                let case = encode_case(case).map_err(malformed)?;
                (None, Some(RawValue::from_string(case).map_err(malformed)?))
            }
        };
        let content = Content(
            self.session.to_string(),
            known,
            own,
            self.language.id().to_owned(),
            self.is_anonymous,
            BASE64URL.encode(self.sealed.kdf.salt()),
            BASE64URL.encode(self.sealed.text.nonce()),
            BASE64URL.encode(self.sealed.text.bytes()),
            (self.round != Round::First || self.live.is_some()).then(|| self.round.number()),
            self.live.map(|channel| channel.to_string()),
        );
        let version = match &self.assigned {
            _ if self.live.is_some() => ASKS_MORE_VERSION,
            Assigned::Known(_) => VERSION,
            Assigned::Own(case) => version_of(case),
        };
        write_as(version_in(self.round, version), Kind::Assignment, &content)
    }

    /// The text that opens the second round of a session: that of the first, which is given, with another
    /// round.
    ///
    /// # Errors
    /// [`LinkError`] if the given text has no assignment.
    pub fn second_round(first: &str) -> Result<String, LinkError> {
        let round = Round::Second;
        Self {
            round,
            ..Self::find(first)?
        }
        .write()
    }

    /// Finds the assignment in a link or in a longer pasted text.
    ///
    /// # Errors
    /// [`LinkError`].
    pub fn find(pasted: &str) -> Result<Self, LinkError> {
        find(pasted, |kind, json| match kind {
            Kind::Assignment => parse::<Content>(json)?.into_assignment(),
            _ => Err(LinkError::OtherKind),
        })
    }
}

impl Content {
    fn into_assignment(self) -> Result<Assignment, LinkError> {
        let Self(session, known, own, language, is_anonymous, salt, nonce, bytes, round, live) =
            self;
        let assigned = match (known, own) {
            (Some(id), None) => Assigned::Known(id.parse().map_err(malformed)?),
            (None, Some(case)) => {
                Assigned::Own(Box::new(decode_case(case.get()).map_err(malformed)?))
            }
            _ => return Err(malformed("one exercise, not none or two")),
        };
        let decoded = |text: &str| BASE64URL.decode(text).map_err(malformed);
        let salt = decoded(&salt)?.try_into();
        let nonce = decoded(&nonce)?.try_into();
        Ok(Assignment {
            session: session.parse().map_err(malformed)?,
            assigned,
            language: Language::from_id(&language).ok_or_else(|| malformed(&language))?,
            is_anonymous,
            round: match round {
                None => Round::First,
                Some(round) => Round::from_number(round).ok_or_else(|| malformed(round))?,
            },
            sealed: Sealed {
                kdf: Kdf::new(salt.map_err(|_| malformed("no salt"))?),
                text: Ciphertext::new(nonce.map_err(|_| malformed("no nonce"))?, decoded(&bytes)?),
            },
            live: live
                .map(|text| text.parse())
                .transpose()
                .map_err(malformed)?,
        })
    }
}
