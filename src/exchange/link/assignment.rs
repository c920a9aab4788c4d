//! An exercise as its trainees get it: the case, and the key under the reveal code.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Kind, LinkError, find, malformed, parse, write};
use crate::{
    documents::{DecodeError, decode_answer_key, decode_case, encode_answer_key, encode_case},
    domain::{
        EntryId, Language,
        exercise::{AnswerKey, Case, Exercise, ExerciseError, ExerciseId},
    },
    exchange::sealed::{Ciphertext, Kdf, Sealed},
};

/// What the join link of a session carries.
///
/// The key is hidden, not secret: that of a known exercise lies in a public file or is computed, so
/// that only the wish to look keeps it from being seen; an own one's is encrypted, with a code so
/// short that a program can guess it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Which session: it comes back with each submission.
    pub session: EntryId,
    /// What is to be worked on.
    pub assigned: Assigned,
    /// The language of the exercise.
    pub language: Language,
    /// Whether trainees give no names.
    pub is_anonymous: bool,
    /// [`Assignment::secret`], which the reveal code opens.
    pub sealed: Sealed,
}

/// What is to be worked on.
#[derive(Clone, Debug, PartialEq)]
pub enum Assigned {
    /// It is built in, or a number drill.
    Known(ExerciseId),
    /// A trainer's own.
    Own(Box<Case>),
}

/// What the reveal code opened is no key of the case.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not the shape of a key.
    #[error(transparent)]
    Malformed(#[from] DecodeError),
    /// The key of another case.
    #[error(transparent)]
    Other(#[from] ExerciseError),
}

/// session, known exercise, own case, language, anonymous, salt, nonce, sealed bytes
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
);

impl Assignment {
    /// The text that is sealed with the reveal code: the key of an own exercise, the name of a known
    /// one, which tells that the code is the right one.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] where it cannot be written as JSON, which none is.
    pub fn secret(known: Option<ExerciseId>, key: &AnswerKey) -> Result<String, LinkError> {
        match known {
            Some(id) => Ok(id.to_string()),
            None => encode_answer_key(key).map_err(malformed),
        }
    }

    /// The own exercise, with the key in the text that the reveal code opened; none for a known one.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn opened(&self, secret: &str) -> Result<Option<Exercise>, KeyError> {
        match &self.assigned {
            Assigned::Known(_) => Ok(None),
            Assigned::Own(case) => {
                let case = Case::clone(case);
                Ok(Some(Exercise::new(case, decode_answer_key(secret)?)?))
            }
        }
    }

    /// The text to send.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] where an own case is so long that nobody could read it.
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
        );
        write(Kind::Assignment, &content)
    }

    /// The assignment in a link, or in whatever else was pasted.
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
        let Self(session, known, own, language, is_anonymous, salt, nonce, bytes) = self;
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
            sealed: Sealed {
                kdf: Kdf::new(salt.map_err(|_| malformed("no salt"))?),
                text: Ciphertext::new(nonce.map_err(|_| malformed("no nonce"))?, decoded(&bytes)?),
            },
        })
    }
}
