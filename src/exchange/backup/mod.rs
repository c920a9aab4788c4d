//! Backups: all records as one text, and the plan of a restore.
//!
//! Invariant: reading a written backup gives an equal [`Backup`]. Its clients, exercises and
//! sessions have distinct ids and are sorted by them, so the same records give the same text.

mod class;
mod merge;
mod plan;
mod reader;

use std::{borrow::Borrow, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

pub use class::{Class, ClassCounts};
pub use merge::Difference;
pub use plan::{Choice, ClientChange, Effect, Here, Item, OtherChanges, Plan, Planner, Standing};
pub use reader::BackupReader;

use super::{
    file::{self, FileError},
    sealed::Sealed,
};
use crate::{
    documents::{
        DecodeError, OpaqueDocument, encode_client, encode_document, encode_myself, encode_settings,
    },
    domain::{CivilDate, Client, Myself, Settings},
};

/// All records on one date.
///
/// ```
/// use trust_velocity::exchange::backup::Backup;
/// let backup = Backup::new("2026-11-22".parse()?, None, None, Vec::new());
/// let text = backup.write()?;
/// backup.verify(&text, text.as_bytes())?;
/// assert_eq!(Backup::read(&text)?, backup);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    made: CivilDate,
    settings: Option<Settings>,
    myself: Option<Myself>,
    clients: Vec<Arc<Client>>,
    class: Class,
}

/// A file that may hold a backup.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// A backup.
    Plain(Backup),
    /// A text encrypted with a passphrase.
    Sealed(Sealed),
}

impl Incoming {
    /// Parses the text of a file at once; a [`BackupReader`] does it step by step.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn read(text: &str) -> Result<Self, FileError> {
        let mut reader = BackupReader::new(text)?;
        loop {
            if let Some(incoming) = reader.step()? {
                return Ok(incoming);
            }
        }
    }
}

/// How many records there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Clients.
    pub clients: usize,
    /// Ratings of all clients.
    pub ratings: usize,
    /// Contacts with all clients.
    pub contacts: usize,
    /// Breaches of trust of all clients.
    pub breaches: usize,
    /// Promises to all clients; there were none before version 4 of the file.
    #[serde(default)]
    pub promises: usize,
    /// Feedback of all clients. It is not counted in the file, whose counts landed without it: an app that
    /// does not know feedback finds it in the documents, and says that they are too new.
    #[serde(skip)]
    pub feedback: usize,
    /// Planned actions of all clients, which are not counted in the file either.
    #[serde(skip)]
    pub actions: usize,
    /// Stages entered by all clients.
    pub stages: usize,
    /// Requests to all clients; there were none in version 1 of the file.
    #[serde(default)]
    pub requests: usize,
    /// Self-assessments; there were none in version 1 of the file.
    #[serde(default)]
    pub assessments: usize,
    /// Own exercises; there were none before version 3 of the file.
    #[serde(default)]
    pub exercises: usize,
    /// Sessions; there were none before version 3 of the file.
    #[serde(default)]
    pub sessions: usize,
    /// Teams, led or joined, which are not counted in the file either.
    #[serde(skip)]
    pub teams: usize,
}

impl Counts {
    /// Counts the records of some clients, and of the person.
    pub fn of<C: Borrow<Client>>(clients: &[C], myself: Option<&Myself>) -> Self {
        let mut counts = Self::default();
        for client in clients.iter().map(C::borrow) {
            counts.clients += 1;
            counts.ratings += client.ratings().len();
            counts.contacts += client.contacts().len();
            counts.breaches += client.breaches().len();
            counts.promises += client.promises().len();
            counts.feedback += client.feedback().len();
            counts.actions += client.actions().len();
            counts.stages += client.stages().len();
            counts.requests += client.requests().len();
        }
        counts.assessments = myself.map_or(0, |myself| myself.assessments().len());
        counts
    }

    /// The same counts, with exercises, sessions and teams.
    #[must_use]
    pub fn with_class(mut self, class: &Class) -> Self {
        (self.exercises, self.sessions) = (class.exercises.len(), class.sessions.len());
        self.teams = class.teams.len();
        self
    }

    /// The same counts as a file has them.
    const fn in_file(mut self) -> Self {
        self.feedback = 0;
        self.actions = 0;
        self.teams = 0;
        self
    }

    /// The entries of every kind in the clients' histories.
    pub const fn entries(&self) -> usize {
        let told = self.ratings + self.contacts + self.breaches + self.promises;
        told + self.feedback + self.actions + self.stages + self.requests
    }
}

#[derive(Serialize)]
struct Data<'a> {
    made: String,
    counts: Counts,
    settings: Option<&'a RawValue>,
    myself: Option<&'a RawValue>,
    clients: Vec<&'a RawValue>,
    /// Each own exercise with its id.
    exercises: Vec<(String, &'a RawValue)>,
    sessions: Vec<&'a RawValue>,
    /// Absent if there are none: they came after version 4 of the file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    teams: Vec<&'a RawValue>,
}

impl Backup {
    /// The backup of a date: of these settings, the person's name and self-assessments, if any, and
    /// these clients.
    pub fn new(
        made: CivilDate,
        settings: Option<Settings>,
        myself: Option<Myself>,
        clients: Vec<Client>,
    ) -> Self {
        let clients = clients.into_iter().map(Arc::new).collect();
        Self::of_shared(made, settings, myself, clients)
    }

    /// The same, of clients that others have too.
    pub fn of_shared(
        made: CivilDate,
        settings: Option<Settings>,
        myself: Option<Myself>,
        mut clients: Vec<Arc<Client>>,
    ) -> Self {
        clients.sort_by_key(|client| client.id());
        Self {
            made,
            settings,
            myself,
            clients,
            class: Class::default(),
        }
    }

    /// The same backup with the own exercises, sessions and teams.
    #[must_use]
    pub fn with_class(mut self, class: Class) -> Self {
        self.class = class;
        self
    }

    /// The date on which it was made.
    pub const fn made(&self) -> CivilDate {
        self.made
    }

    /// The settings, if the backup has them.
    pub const fn settings(&self) -> Option<&Settings> {
        self.settings.as_ref()
    }

    /// The person's own name and self-assessments, if the backup has them.
    pub const fn myself(&self) -> Option<&Myself> {
        self.myself.as_ref()
    }

    /// The clients, by their ids.
    pub fn clients(&self) -> &[Arc<Client>] {
        &self.clients
    }

    /// The own exercises, the sessions and the teams.
    pub const fn class(&self) -> &Class {
        &self.class
    }

    /// Counts its records.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.clients, self.myself()).with_class(&self.class)
    }

    /// Writes the text of the file.
    ///
    /// # Errors
    /// [`FileError::Malformed`] if the records cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, FileError> {
        // The revision counts saves in this browser; elsewhere it means nothing.
        let clients = self
            .clients
            .iter()
            .map(|client| raw(encode_client(0, client)));
        let clients: Vec<_> = clients.collect::<Result<_, _>>()?;
        let settings = self.settings.as_ref().map(|s| raw(encode_settings(s)));
        let settings = settings.transpose()?;
        let myself = self.myself.as_ref().map(|m| raw(encode_myself(0, m)));
        let myself = myself.transpose()?;
        let enveloped = |document: Result<OpaqueDocument, DecodeError>| {
            raw(document.and_then(|document| encode_document(0, &document)))
        };
        let exercises = self.class.exercises.iter().map(|(id, exercise)| {
            let envelope = enveloped(OpaqueDocument::of_exercise(exercise))?;
            Ok((id.to_string(), envelope))
        });
        let exercises: Vec<_> = exercises.collect::<Result<_, FileError>>()?;
        let sessions = self.class.sessions.values();
        let sessions = sessions.map(|session| enveloped(OpaqueDocument::of_session(session)));
        let sessions: Vec<_> = sessions.collect::<Result<_, _>>()?;
        let teams = self.class.teams.values();
        let teams = teams.map(|team| enveloped(OpaqueDocument::of_team(team)));
        let teams: Vec<_> = teams.collect::<Result<_, _>>()?;
        let data = Data {
            made: self.made.to_string(),
            counts: self.counts(),
            settings: settings.as_deref(),
            myself: myself.as_deref(),
            clients: clients.iter().map(AsRef::as_ref).collect(),
            exercises: exercises
                .iter()
                .map(|(id, envelope)| (id.clone(), envelope.as_ref()))
                .collect(),
            sessions: sessions.iter().map(AsRef::as_ref).collect(),
            teams: teams.iter().map(AsRef::as_ref).collect(),
        };
        file::write(file::BACKUP, &data)
    }

    /// Parses the text of a file that is not sealed.
    ///
    /// # Errors
    /// [`FileError`]; [`FileError::Foreign`] if it is sealed.
    pub fn read(text: &str) -> Result<Self, FileError> {
        match Incoming::read(text)? {
            Incoming::Plain(backup) => Ok(backup),
            Incoming::Sealed(_) => Err(FileError::Foreign),
        }
    }

    /// Checks that the bytes read back from the saved file equal `written` and contain this backup.
    ///
    /// # Errors
    /// [`FileError::Altered`] if the bytes differ, or any error of reading them.
    pub fn verify(&self, written: &str, read_back: &[u8]) -> Result<(), FileError> {
        if written.as_bytes() == read_back && Self::read(written)? == *self {
            Ok(())
        } else {
            Err(FileError::Altered)
        }
    }
}

fn raw(document: Result<String, DecodeError>) -> Result<Box<RawValue>, FileError> {
    let document = document.map_err(file::malformed)?;
    RawValue::from_string(document).map_err(file::malformed)
}
