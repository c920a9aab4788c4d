//! Stored documents: a versioned envelope around frozen shapes.
//!
//! Invariants:
//! - only this module encodes and decodes documents;
//! - every value that [`decode_client`] returns, [`encode_client`] writes back without loss, and so on
//!   for each kind of document;
//! - a shape that has landed is never edited: a change of the records is a new version. Only the newest
//!   version has a shape in code; `migrate` makes newer documents of older ones;
//! - a document of a newer app is not read, so never written over. Two versions over one store lost
//!   drawings in [tldraw#10514](https://github.com/tldraw/tldraw/issues/10514).

mod backup_log;
mod entries;
mod exercise;
mod live;
mod live_team;
mod migrate;
mod myself;
mod opaque;
mod parts;
mod session;
mod settings;
mod summary;
mod team;
mod undone;
mod v3;
mod v4;

use std::borrow::Cow;

use migrate::Step;
use myself::MyselfEnvelopeV4;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, value::RawValue};
use v3::{BackupLogEnvelopeV3, BackupLogV3, DocumentEnvelopeV3, SettingsEnvelopeV3, SettingsV3};
use v4::ClientEnvelopeV4;

use crate::domain::{Client, Myself, Name, Note, Score, Settings};

pub use backup_log::{BackupLog, BackupMark};
pub use exercise::{
    decode_answer_key, decode_case, decode_exercise, encode_answer_key, encode_case,
    encode_exercise,
};
pub use live::{LiveHost, LivePhone, decode_key_pair, encode_key_pair};
pub use live_team::{LastShared, LiveManager, LiveSeller};
pub use opaque::{DocumentId, OpaqueDocument};
pub use session::{decode_session, decode_submission, encode_session, encode_submission};
pub use settings::decode_printed_settings;
pub use summary::{
    SHARDS, Shard, StoredSummary, assumptions_fingerprint, decode_shard, encode_shard, fingerprint,
    shard_of, shard_with, shard_without,
};
pub use team::{TeamDocument, decode_report, decode_team, encode_report, encode_team};
pub use undone::UndoneDocument;

/// The version of the documents that this app writes, but for those below.
pub const VERSION: u32 = 3;

/// That of clients.
pub const CLIENT_VERSION: u32 = 4;

/// That of what a person keeps of themself.
pub const MYSELF_VERSION: u32 = 4;

/// That of exercises, sessions and teams.
pub const CLASS_VERSION: u32 = 6;

/// A stored text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Not the JSON of such a document; the parser's message, with line and column.
    #[error("not such a document: {0}")]
    Malformed(String),
    /// Written by a newer app.
    #[error("version {found} is newer than this app")]
    TooNew {
        /// The document's version.
        found: u32,
    },
    /// A version that never existed.
    #[error("there is no version {0}")]
    NoSuchVersion(u32),
    /// Encrypted with a key that this page does not have.
    #[error("encrypted")]
    Sealed,
    /// A value outside its range, or an unknown name.
    #[error("{field}: {value}")]
    Invalid {
        /// The field of the document.
        field: &'static str,
        /// Its value.
        value: String,
    },
}

/// The client in a document, with its rev: the number of times it was saved.
///
/// # Errors
/// [`DecodeError`] if the text is not a client's document of a known version.
pub fn decode_client(text: &str) -> Result<(u64, Client), DecodeError> {
    let text = newest(text, &migrate::CLIENT)?;
    let document = parse::<ClientEnvelopeV4>(&text);
    let document = document.map_err(|error| v4::needs_newer_app(&text).unwrap_or(error))?;
    document.into_client()
}

/// The document of a client at its `rev`-th save.
///
/// # Errors
/// [`DecodeError::Malformed`] if the client cannot be written as JSON, which happens to none.
pub fn encode_client(rev: u64, client: &Client) -> Result<String, DecodeError> {
    print(&ClientEnvelopeV4::new(rev, client))
}

/// The settings in a document.
///
/// # Errors
/// [`DecodeError`] if the text is not a settings document of a known version.
pub fn decode_settings(text: &str) -> Result<Settings, DecodeError> {
    let document = parse::<SettingsEnvelopeV3>(&newest(text, &migrate::SETTINGS)?)?;
    document.settings.into_settings()
}

/// The document of the settings.
///
/// # Errors
/// As [`encode_client`].
pub fn encode_settings(settings: &Settings) -> Result<String, DecodeError> {
    print(&SettingsEnvelopeV3 {
        v: VERSION,
        settings: SettingsV3::from(settings),
    })
}

/// The person's own records in a document, with their rev; there was no such document before
/// version 3.
///
/// # Errors
/// [`DecodeError`] if the text is not such a document of a known version.
pub fn decode_myself(text: &str) -> Result<(u64, Myself), DecodeError> {
    let document = parse::<MyselfEnvelopeV4>(&newest(text, &migrate::MYSELF)?)?;
    Ok((document.rev, document.myself.into_myself()?))
}

/// The document of the person's own records at their `rev`-th save.
///
/// # Errors
/// As [`encode_client`].
pub fn encode_myself(rev: u64, myself: &Myself) -> Result<String, DecodeError> {
    print(&MyselfEnvelopeV4::new(rev, myself))
}

/// The content of an opaque document, with its rev; there was no such document before version 3.
///
/// # Errors
/// [`DecodeError`] if the text is not the envelope of a document of a known version.
pub fn decode_document(text: &str) -> Result<(u64, OpaqueDocument), DecodeError> {
    let text = newest(text, &migrate::DOCUMENT)?;
    let envelope = parse::<DocumentEnvelopeV3>(&text)?;
    Ok((envelope.rev, OpaqueDocument::new(envelope.document.get())))
}

/// The envelope of an opaque document at its `rev`-th save.
///
/// # Errors
/// As [`encode_client`].
pub fn encode_document(rev: u64, document: &OpaqueDocument) -> Result<String, DecodeError> {
    let document = RawValue::from_string(document.text().to_owned());
    print(&DocumentEnvelopeV3 {
        v: CLASS_VERSION,
        rev,
        document: document.map_err(|error| DecodeError::Malformed(error.to_string()))?,
    })
}

/// The log of backups in a document; there was no such document in version 1.
///
/// # Errors
/// [`DecodeError`] if the text is not such a document of a known version.
pub fn decode_backup_log(text: &str) -> Result<BackupLog, DecodeError> {
    let document = parse::<BackupLogEnvelopeV3>(&newest(text, &migrate::BACKUP_LOG)?)?;
    document.upkeep.into_backup_log()
}

/// The document of the log of backups.
///
/// # Errors
/// As [`encode_client`].
pub fn encode_backup_log(backup_log: &BackupLog) -> Result<String, DecodeError> {
    print(&BackupLogEnvelopeV3 {
        v: VERSION,
        upkeep: BackupLogV3::from(backup_log),
    })
}

/// A document of any version as one of the newest.
fn newest<'a>(text: &'a str, steps: &[Step]) -> Result<Cow<'a, str>, DecodeError> {
    let newest = u32::try_from(steps.len() + 1).unwrap_or(u32::MAX);
    // Our own documents begin with their version, which saves reading them twice.
    let start = text.strip_prefix(r#"{"v":"#);
    let version_first = start.and_then(|rest| rest.split(',').next());
    if version_first.is_some_and(|digits| digits.parse() == Ok(newest)) {
        return Ok(Cow::Borrowed(text));
    }
    let found = version(text, newest)?;
    if found == newest {
        return Ok(Cow::Borrowed(text));
    }
    let mut document: Map<String, Value> = parse(text)?;
    for (step, from) in steps.iter().zip(1..).filter(|(_, from)| found <= *from) {
        let foreign = || DecodeError::Malformed(format!("not the shape of version {from}"));
        step(&mut document).ok_or_else(foreign)?;
    }
    document.insert("v".to_owned(), newest.into());
    print(&document).map(Cow::Owned)
}

/// The version of a document, from 1 to the newest of its kind.
fn version(text: &str, newest: u32) -> Result<u32, DecodeError> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    match parse::<Head>(text)?.v {
        found if (1..=newest).contains(&found) => Ok(found),
        found if newest < found => Err(DecodeError::TooNew { found }),
        found => Err(DecodeError::NoSuchVersion(found)),
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str(text).map_err(|error| DecodeError::Malformed(error.to_string()))
}

fn print<T: Serialize>(document: &T) -> Result<String, DecodeError> {
    serde_json::to_string(document).map_err(|error| DecodeError::Malformed(error.to_string()))
}

fn invalid(field: &'static str, value: &str) -> DecodeError {
    DecodeError::Invalid {
        field,
        value: value.to_owned(),
    }
}

fn parsed<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<T, DecodeError> {
    text.parse().map_err(|_| invalid(field, text))
}

fn known<T>(
    field: &'static str,
    id: &str,
    from_id: impl Fn(&str) -> Option<T>,
) -> Result<T, DecodeError> {
    from_id(id).ok_or_else(|| invalid(field, id))
}

fn name(field: &'static str, text: &str) -> Result<Name, DecodeError> {
    Name::stored(text).map_err(|error| invalid(field, &error.to_string()))
}

fn note(field: &'static str, text: &str) -> Result<Note, DecodeError> {
    Note::new(text).map_err(|error| invalid(field, &error.to_string()))
}

fn score_of(field: &'static str, value: f64) -> Result<Score, DecodeError> {
    Score::new(value).map_err(|error| invalid(field, &error.to_string()))
}

fn each<T, U>(
    list: Vec<T>,
    into: impl Fn(T) -> Result<U, DecodeError>,
) -> Result<Vec<U>, DecodeError> {
    list.into_iter().map(into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EntryId, Record, counting::assert_linear};

    const CLIENT: &str = include_str!("../../tests/fixtures/client-v4.json");

    #[test]
    fn decoding_stays_linear_in_the_number_of_entries() {
        let (_, client) = decode_client(CLIENT).unwrap();
        let copies = |count| {
            let copy = |id| {
                let mut contact = client.contacts()[0].clone();
                contact.id = EntryId::new(id);
                Record::Contact(contact)
            };
            let mut client = client.clone();
            client
                .put_all((1000..1000 + count).map(copy).collect())
                .unwrap();
            encode_client(1, &client).unwrap()
        };
        let texts = [400, 1600].map(|count| (count, copies(count)));
        assert_linear(|count| {
            let (_, text) = texts.iter().find(|(of, _)| *of == count).unwrap();
            let (_, decoded) = decode_client(text).unwrap();
            assert!(count < decoded.contacts().len() as u64);
        });
    }

    #[test]
    fn the_version_may_stand_anywhere() {
        let (_, client) = decode_client(CLIENT).unwrap();
        let document = encode_client(4, &client).unwrap();
        assert!(document.starts_with(r#"{"v":4,"#));
        let body = document.strip_prefix(r#"{"v":4,"#).unwrap();
        let body = body.strip_suffix('}').unwrap();
        assert_eq!(
            decode_client(&format!(r#"{{{body}, "v": 4}}"#)),
            Ok((4, client))
        );
        let twice = decode_client(&format!(r#"{{"v":4,{body},"v":9}}"#));
        assert!(matches!(twice, Err(DecodeError::Malformed(_))), "{twice:?}");
        let newer = decode_client(&format!(r#"{{"v":5,{body}}}"#));
        assert_eq!(newer, Err(DecodeError::TooNew { found: 5 }));
    }
}
