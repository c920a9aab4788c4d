//! Reading a backup step by step: a file of thousands of clients must not hold the page up.
//!
//! Invariant: a step decodes one document, or walks over one, or sums a small part of the text.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc, vec};

use serde::{Deserialize, de::IgnoredAny};
use serde_json::value::RawValue;

use super::{Backup, Class, Counts, Incoming};
use crate::{
    documents::{DecodeError, decode_client, decode_document, decode_myself, decode_settings},
    domain::{CivilDate, Client, EntryId, Myself, Settings},
    exchange::{
        file::{self, BackupPart, FileError, FileReader, Frame},
        sealed::Sealed,
        walk::{Walk, WalkError},
    },
};

/// Reads the text of a file that may hold a backup.
///
/// ```
/// use trust_velocity::exchange::{FileError, backup::BackupReader};
/// let mut reader = BackupReader::new("{\"name\":\"陈工\"}".to_owned())?;
/// let read = loop {
///     match reader.step() {
///         Ok(None) => assert!(reader.percent() <= 100),
///         Ok(Some(incoming)) => break Ok(incoming),
///         Err(error) => break Err(error),
///     }
/// };
/// assert_eq!(read, Err(FileError::Foreign));
/// # Ok::<(), FileError>(())
/// ```
pub struct BackupReader<'t> {
    text: Cow<'t, str>,
    stage: Stage,
}

enum Stage {
    File(Box<FileReader>),
    Documents(Box<Documents>),
}

impl<'t> BackupReader<'t> {
    /// How much longer a document is decoded than walked over or summed, about.
    const DECODING: usize = 8;

    /// Begins to read a text.
    ///
    /// # Errors
    /// [`FileError::TooLarge`] or [`FileError::Empty`]: it is not looked into.
    pub fn new(text: impl Into<Cow<'t, str>>) -> Result<Self, FileError> {
        let text = text.into();
        let stage = Stage::File(Box::new(FileReader::new(&text)?));
        Ok(Self { text, stage })
    }

    /// Does the next step; the file once all of it was read.
    ///
    /// # Errors
    /// [`FileError`]; then there is nothing more to read.
    pub fn step(&mut self) -> Result<Option<Incoming>, FileError> {
        match &mut self.stage {
            Stage::File(reader) => {
                let Some(frame) = reader.step(&self.text)? else {
                    return Ok(None);
                };
                let data = self.text.get(frame.data.clone()).unwrap_or_default();
                match frame.format {
                    file::SEALED => return Sealed::parse(data).map(Incoming::Sealed).map(Some),
                    file::BACKUP => {}
                    _ => return Err(FileError::Foreign),
                }
                self.stage = Stage::Documents(Box::new(Documents::new(frame)?));
                Ok(None)
            }
            Stage::Documents(documents) => Ok(documents.step(&self.text)?.map(Incoming::Plain)),
        }
    }

    /// How much of the work is done, in percent.
    pub fn percent(&self) -> usize {
        let (walked, decoded) = match &self.stage {
            Stage::File(reader) => (reader.progress(), 0),
            Stage::Documents(documents) => (2 * self.text.len(), documents.walk.at()),
        };
        let all = (2 + Self::DECODING) * self.text.len();
        (100 * (walked + Self::DECODING * decoded) / all.max(1)).min(100)
    }
}

/// The data of a backup without its documents.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head<'a> {
    made: String,
    counts: Counts,
    #[serde(borrow)]
    settings: Option<&'a RawValue>,
    /// Version 1 of the file has none.
    #[serde(borrow, default)]
    myself: Option<&'a RawValue>,
    #[serde(rename = "clients")]
    _clients: [IgnoredAny; 0],
    /// There were none before version 3 of the file.
    #[serde(rename = "exercises", default)]
    _exercises: [IgnoredAny; 0],
    /// There were none before version 3 of the file.
    #[serde(rename = "sessions", default)]
    _sessions: [IgnoredAny; 0],
    /// They came after version 4 of the file.
    #[serde(rename = "teams", default)]
    _teams: [IgnoredAny; 0],
}

/// The documents that were decoded, and where the next one is.
struct Documents {
    made: CivilDate,
    counts: Counts,
    settings: Option<Settings>,
    myself: Option<Myself>,
    clients: Vec<Arc<Client>>,
    class: Class,
    arrays: vec::IntoIter<(String, usize)>,
    /// The name of the array that is being read, and how many of its documents have been.
    array: Option<(String, usize)>,
    walk: Walk,
}

impl Documents {
    fn new(frame: Frame) -> Result<Self, FileError> {
        let head: Head = file::parse(&frame.head)?;
        let settings = head.settings.map(|text| decode_settings(text.get()));
        let settings = settings.transpose();
        let myself = head.myself.map(|text| decode_myself(text.get()));
        let myself = myself.transpose();
        let (_, myself) = myself
            .map_err(|error| unread(BackupPart::Myself, error))?
            .unzip();
        Ok(Self {
            made: head.made.parse().map_err(file::malformed)?,
            counts: head.counts,
            settings: settings.map_err(|error| unread(BackupPart::Settings, error))?,
            myself,
            clients: Vec::new(),
            class: Class::default(),
            arrays: frame.arrays.into_iter(),
            array: None,
            walk: Walk::before(frame.data.start),
        })
    }

    /// Decodes the next document; the backup once there is none.
    fn step(&mut self, text: &str) -> Result<Option<Backup>, FileError> {
        // All of it has been walked over before.
        let no_json = |error: WalkError| file::malformed(error);
        let Some((name, count)) = &mut self.array else {
            let Some((name, at)) = self.arrays.next() else {
                return self.finish().map(Some);
            };
            self.array = Some((name, 0));
            self.walk = Walk::before(at);
            self.walk.enters(text, b'[').map_err(no_json)?;
            return Ok(None);
        };
        if !self.walk.goes_on(text, b']').map_err(no_json)? {
            self.array = None;
            return Ok(None);
        }
        let document = self.walk.value(text).map_err(no_json)?;
        let at = *count;
        *count += 1;
        match name.as_str() {
            "\"clients\"" => {
                let client = decode_client(document);
                let (_, client) = client.map_err(|e| unread(BackupPart::Client(at), e))?;
                self.clients.push(Arc::new(client));
            }
            "\"exercises\"" => {
                let (id, envelope): (String, &RawValue) = file::parse(document)?;
                let id: EntryId = id.parse().map_err(file::malformed)?;
                let document = decode_document(envelope.get()).map(|(_, document)| document);
                let exercise = document.and_then(|document| document.exercise());
                let exercise = exercise.map_err(|e| unread(BackupPart::Exercise(at), e))?;
                put_once(&mut self.class.exercises, id, exercise)?;
            }
            "\"teams\"" => {
                let document = decode_document(document).map(|(_, document)| document);
                let team = document.and_then(|document| document.team());
                let team = team.map_err(|e| unread(BackupPart::Team(at), e))?;
                put_once(&mut self.class.teams, team.id(), team)?;
            }
            _ => {
                let document = decode_document(document).map(|(_, document)| document);
                let session = document.and_then(|document| document.session());
                let session = session.map_err(|e| unread(BackupPart::Session(at), e))?;
                put_once(&mut self.class.sessions, session.id, session)?;
            }
        }
        Ok(None)
    }

    fn finish(&mut self) -> Result<Backup, FileError> {
        let myself = self.myself.take();
        let clients = std::mem::take(&mut self.clients);
        let backup = Backup::of_shared(self.made, self.settings, myself, clients)
            .with_class(std::mem::take(&mut self.class));
        if self.counts != backup.counts().in_file() {
            return Err(FileError::CountsDiffer);
        }
        let ids = backup.clients.iter().map(|client| client.id());
        let is_twice = |(id, next)| (id == next).then_some(id);
        match ids.clone().zip(ids.skip(1)).find_map(is_twice) {
            Some(twice) => Err(file::malformed(format!("client {twice} twice"))),
            None => Ok(backup),
        }
    }
}

fn put_once<T>(all: &mut BTreeMap<EntryId, T>, id: EntryId, one: T) -> Result<(), FileError> {
    match all.insert(id, one) {
        None => Ok(()),
        Some(_) => Err(file::malformed(format!("{id} twice"))),
    }
}

fn unread(part: BackupPart, reason: DecodeError) -> FileError {
    match reason {
        DecodeError::TooNew { found } => FileError::TooNew { found },
        reason => FileError::Document { part, reason },
    }
}
