//! The answer to a request, in the clear or encrypted to the sender of the request.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde::{Deserialize, Serialize};

use super::{Kind, LinkError, find, malformed, parse, write};
use crate::domain::{CivilDate, EntryId, ItemResponses};
use crate::exchange::sealed::{Ciphertext, SealedTo};

/// An answer.
///
/// ```
/// use trust_velocity::{domain::EntryId, exchange::link::{Answered, Response}};
/// let response = Response {
///     request: EntryId::new(7),
///     date: "2026-11-22".parse()?,
///     answers: "65-7".parse()?,
/// };
/// let text = response.write()?;
/// assert_eq!(Answered::find(&text)?, Answered::Clear(response));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Response {
    /// The request's id.
    pub request: EntryId,
    /// The date of the answer in the respondent's time zone.
    pub date: CivilDate,
    /// The item responses.
    pub answers: ItemResponses,
}

/// An answer that only the sender of the request can decrypt.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedResponse {
    /// The request's id, which is not encrypted.
    pub request: EntryId,
    /// The text of [`Response::content`], encrypted.
    pub sealed: SealedTo,
}

/// An answer that came back, encrypted or not.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// A readable answer.
    Clear(Response),
    /// An answer that is not decrypted yet.
    Sealed(SealedResponse),
}

/// request, date, answers
#[derive(Serialize, Deserialize)]
struct Content(String, String, String);

/// request, public key of the respondent, nonce, encrypted bytes
#[derive(Serialize, Deserialize)]
struct SealedContent(String, String, String, String);

impl Response {
    /// Writes the text to send, which anyone can read.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, LinkError> {
        write(Kind::Response, &Content::from(self))
    }

    /// The plain text to be encrypted.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn content(&self) -> Result<String, LinkError> {
        serde_json::to_string(&Content::from(self)).map_err(malformed)
    }

    /// Parses a decrypted text.
    ///
    /// # Errors
    /// [`LinkError::Malformed`].
    pub fn from_content(text: &str) -> Result<Self, LinkError> {
        parse::<Content>(text.as_bytes())?.into_response()
    }
}

impl SealedResponse {
    /// The text to send.
    ///
    /// # Errors
    /// As [`Response::write`].
    pub fn write(&self) -> Result<String, LinkError> {
        let content = SealedContent(
            self.request.to_string(),
            BASE64URL.encode(&self.sealed.sender),
            BASE64URL.encode(self.sealed.text.nonce()),
            BASE64URL.encode(self.sealed.text.bytes()),
        );
        write(Kind::SealedResponse, &content)
    }
}

impl Answered {
    /// The request's id.
    pub const fn request(&self) -> EntryId {
        match self {
            Self::Clear(response) => response.request,
            Self::Sealed(sealed) => sealed.request,
        }
    }

    /// Finds the answer in a link or in a longer pasted text.
    ///
    /// # Errors
    /// [`LinkError`].
    pub fn find(pasted: &str) -> Result<Self, LinkError> {
        find(pasted, |kind, json| match kind {
            Kind::Response => Ok(Self::Clear(parse::<Content>(json)?.into_response()?)),
            Kind::SealedResponse => Ok(Self::Sealed(parse::<SealedContent>(json)?.into_sealed()?)),
            _ => Err(LinkError::OtherKind),
        })
    }
}

impl From<&Response> for Content {
    fn from(response: &Response) -> Self {
        Self(
            response.request.to_string(),
            response.date.to_string(),
            response.answers.to_string(),
        )
    }
}

impl Content {
    fn into_response(self) -> Result<Response, LinkError> {
        Ok(Response {
            request: self.0.parse().map_err(malformed)?,
            date: self.1.parse().map_err(malformed)?,
            answers: self.2.parse().map_err(malformed)?,
        })
    }
}

impl SealedContent {
    fn into_sealed(self) -> Result<SealedResponse, LinkError> {
        let bytes = |text: &str| BASE64URL.decode(text).map_err(malformed);
        let nonce = bytes(&self.2)?;
        let nonce = nonce.try_into().map_err(|_| malformed("no nonce"))?;
        Ok(SealedResponse {
            request: self.0.parse().map_err(malformed)?,
            sealed: SealedTo {
                sender: bytes(&self.1)?,
                text: Ciphertext::new(nonce, bytes(&self.3)?),
            },
        })
    }
}
