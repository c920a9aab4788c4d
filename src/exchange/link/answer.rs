//! The answer to a request, in the clear or encrypted to the one who asked.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde::{Deserialize, Serialize};

use super::{Kind, LinkError, find, malformed, parse, write};
use crate::domain::{CivilDate, EntryId, ItemResponses};
use crate::exchange::sealed::Ciphertext;

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
    /// Which request it answers.
    pub request: EntryId,
    /// The day it was given, by the calendar of the one who answered.
    pub date: CivilDate,
    /// What was answered.
    pub answers: ItemResponses,
}

/// An answer that only the one who asked can open.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedResponse {
    /// Which request it answers: this much can be read.
    pub request: EntryId,
    /// The public half of a key made for this answer alone: 65 bytes, a point of P-256.
    pub sender: Vec<u8>,
    /// The text of [`Response::content`], sealed.
    pub sealed: Ciphertext,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// An answer.
    Clear(Response),
    /// One that is yet to be opened.
    Sealed(SealedResponse),
}

/// request, date, answers
#[derive(Serialize, Deserialize)]
struct Content(String, String, String);

/// request, public half of the sender's key, nonce, sealed bytes
#[derive(Serialize, Deserialize)]
struct SealedContent(String, String, String, String);

impl Response {
    /// The text to send, readable for whoever has it.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] where it cannot be written as JSON, which none is.
    pub fn write(&self) -> Result<String, LinkError> {
        write(Kind::Response, &Content::from(self))
    }

    /// What is sealed, as a text.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn content(&self) -> Result<String, LinkError> {
        serde_json::to_string(&Content::from(self)).map_err(malformed)
    }

    /// The answer in a text that was opened.
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
            BASE64URL.encode(&self.sender),
            BASE64URL.encode(self.sealed.nonce()),
            BASE64URL.encode(self.sealed.bytes()),
        );
        write(Kind::SealedResponse, &content)
    }
}

impl Answered {
    /// Which request it answers.
    pub const fn request(&self) -> EntryId {
        match self {
            Self::Clear(response) => response.request,
            Self::Sealed(sealed) => sealed.request,
        }
    }

    /// The answer in a link, or in whatever else was pasted.
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
            sender: bytes(&self.1)?,
            sealed: Ciphertext::new(nonce, bytes(&self.3)?),
        })
    }
}
