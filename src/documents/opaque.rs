//! Documents that only some pages read: a trainer's own exercises, sessions, and teams. Here they are texts
//! under their ids, so the code that reads them is not part of the first load.

use std::sync::Arc;

use super::{
    DecodeError, TeamDocument, decode_exercise, decode_session, decode_team, encode_exercise,
    encode_session, encode_team,
};
use crate::domain::{EntryId, classroom::Session, exercise::Exercise};

/// The id of an opaque document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentId {
    /// An exercise written by the person.
    Exercise(EntryId),
    /// A session.
    Session(EntryId),
    /// A team under its id, or a membership under the seller's.
    Team(EntryId),
}

impl DocumentId {
    /// The id within its kind.
    pub const fn entry(self) -> EntryId {
        match self {
            Self::Exercise(id) | Self::Session(id) | Self::Team(id) => id,
        }
    }
}

/// A document whose content has not been decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpaqueDocument(Arc<str>);

impl OpaqueDocument {
    /// The document with this JSON text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The JSON text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The document of an own exercise.
    ///
    /// # Errors
    /// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn of_exercise(exercise: &Exercise) -> Result<Self, DecodeError> {
        encode_exercise(exercise).map(|text| Self::new(&text))
    }

    /// The document of a session.
    ///
    /// # Errors
    /// As [`Self::of_exercise`].
    pub fn of_session(session: &Session) -> Result<Self, DecodeError> {
        encode_session(session).map(|text| Self::new(&text))
    }

    /// The document of a team or a membership.
    ///
    /// # Errors
    /// As [`Self::of_exercise`].
    pub fn of_team(team: &TeamDocument) -> Result<Self, DecodeError> {
        encode_team(team).map(|text| Self::new(&text))
    }

    /// The exercise in the document.
    ///
    /// # Errors
    /// [`DecodeError`] if it holds none.
    pub fn exercise(&self) -> Result<Exercise, DecodeError> {
        decode_exercise(&self.0)
    }

    /// The session in the document.
    ///
    /// # Errors
    /// [`DecodeError`] if it holds none.
    pub fn session(&self) -> Result<Session, DecodeError> {
        decode_session(&self.0)
    }

    /// The team or the membership in the document.
    ///
    /// # Errors
    /// [`DecodeError`] if it holds none.
    pub fn team(&self) -> Result<TeamDocument, DecodeError> {
        decode_team(&self.0)
    }
}
