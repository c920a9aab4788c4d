//! A live class as its trainer takes it to another device: the session and the host's part of it, sealed.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::file::{self, FileError};
use crate::{
    documents::{LiveHost, OpaqueDocument},
    domain::classroom::Session,
};

/// The content of a handover file, which leaves the browser only [sealed](super::sealed::Sealed).
#[derive(Clone, Debug, PartialEq)]
pub struct Handover {
    /// The session with its submissions.
    pub session: Session,
    /// The class's keys and its last state.
    pub host: LiveHost,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    session: Box<RawValue>,
    host: Box<RawValue>,
}

impl Handover {
    /// The text to seal.
    ///
    /// # Errors
    /// [`FileError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, FileError> {
        let raw = |text: &str| RawValue::from_string(text.to_owned()).map_err(file::malformed);
        let session = OpaqueDocument::of_session(&self.session).map_err(file::malformed)?;
        let host = self.host.encode().map_err(file::malformed)?;
        let data = Data {
            session: raw(session.text())?,
            host: raw(&host)?,
        };
        file::write(file::HANDOVER, &data)
    }

    /// Parses the text that was sealed.
    ///
    /// # Errors
    /// [`FileError`]; [`FileError::Foreign`] if it is another kind of text, such as a sealed backup.
    pub fn read(text: &str) -> Result<Self, FileError> {
        let (format, data) = file::read(text)?;
        if format != file::HANDOVER {
            return Err(FileError::Foreign);
        }
        let Data { session, host } = file::parse(data)?;
        let session = OpaqueDocument::new(session.get()).session();
        Ok(Self {
            session: session.map_err(file::malformed)?,
            host: LiveHost::decode(host.get()).map_err(file::malformed)?,
        })
    }
}
