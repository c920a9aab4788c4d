//! One open page's view of the records, and the changes that it can undo and redo.
//!
//! A client is read only when it is asked for; until then the view has its summary. A **scan** goes
//! through all keys, a few at a time, and reads what has changed.
//!
//! Invariants: the view is what the page last read or wrote; a change that fails has changed nothing,
//! here or in the store; a summary of another text than the stored one is made anew by a scan.

mod change;

use std::{collections::BTreeMap, mem, sync::Arc};

use crate::domain::{CivilDate, Client, ClientId, Myself, Settings};

use super::{
    BackendError, ChangeSet, RemovedRecord, Repository, Stored, Undo, Unreadable,
    first_view::FirstView,
    index::ClientIndex,
    keys::{client_key, client_of, document_of, is_myself},
};
use crate::documents::{BackupLog, DocumentId, OpaqueDocument};

/// One page's view of the records.
pub struct Replica {
    pub(super) repository: Repository,
    pub(super) index: ClientIndex,
    /// The keys that the scan has yet to look at, the next one last.
    pub(super) scan: Vec<String>,
    /// Whether every client is kept here, not only those asked for.
    pub(super) keeps_all: bool,
    pub(super) myself: Arc<Myself>,
    pub(super) myself_rev: u64,
    /// Few: a list is less code in the first file than a tree.
    pub(super) documents: Vec<(DocumentId, u64, OpaqueDocument)>,
    settings: Settings,
    pub(super) backup_log: BackupLog,
    unreadable: BTreeMap<String, Unreadable>,
    /// The changes that can be undone, the last one last.
    pub(super) done: Vec<(ChangeSet, Undo)>,
    /// Those that were undone and can be redone, the next one last.
    pub(super) undone: Vec<(ChangeSet, Undo)>,
    pub(super) removed: Arc<Vec<RemovedRecord>>,
    pub(super) others_touched: bool,
}

/// The parts of the view that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// The clients that were read, changed or removed, or whose summary changed, in the order of their
    /// ids.
    pub clients: Vec<ClientId>,
    /// Whether anything else changed: settings, documents, the person's own records.
    pub others: bool,
}

impl Replica {
    /// A page that has read everything.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read at all.
    pub async fn open(repository: Repository, today: CivilDate) -> Result<Self, BackendError> {
        let mut replica = Self::begin(repository, today).await?;
        replica.read_all_clients(usize::MAX).await?;
        replica.refresh().await?;
        Ok(replica)
    }

    /// A page that has read the settings and the stored summaries; [`Self::scan`] reads the rest.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read at all.
    pub async fn begin(repository: Repository, today: CivilDate) -> Result<Self, BackendError> {
        Self::continue_from(FirstView::read(repository, today).await?)
    }

    /// The page that goes on from what it showed first.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read at all.
    pub fn continue_from(first: FirstView) -> Result<Self, BackendError> {
        let mut replica = Self {
            repository: first.repository,
            index: first.index,
            scan: Vec::new(),
            keeps_all: false,
            myself: Arc::default(),
            myself_rev: 0,
            documents: Vec::new(),
            settings: first.settings.unwrap_or_default(),
            backup_log: BackupLog::default(),
            unreadable: BTreeMap::new(),
            done: Vec::new(),
            undone: Vec::new(),
            removed: Arc::default(),
            others_touched: true,
        };
        replica.repository.note_seen(&replica.index);
        replica.start_scan()?;
        Ok(replica)
    }

    pub(super) fn insert(&mut self, rev: u64, client: Arc<Client>, is_kept: bool) {
        let record = self.repository.fingerprint(client.id());
        self.index
            .insert(rev, record, client, is_kept || self.keeps_all);
    }

    pub(super) fn insert_read(&mut self, rev: u64, client: Client, is_kept: bool) {
        let id = client.id();
        let record = self.repository.fingerprint(id);
        if !self.index.has_summary(id, record) {
            self.index.note_outdated(id);
        }
        self.insert(rev, Arc::new(client), is_kept);
    }

    fn forget_client(&mut self, id: ClientId) {
        self.index.note_outdated(id);
        self.index.remove(id);
    }

    fn forget_document(&mut self, id: DocumentId) {
        self.documents.retain(|(other, ..)| *other != id);
    }

    fn forget_myself(&mut self) {
        self.myself = Arc::default();
        self.myself_rev = 0;
    }

    /// Takes in what was found under a key.
    pub(super) fn apply(&mut self, key: &str, found: Stored) {
        let was_unreadable = self.unreadable.remove(key).is_some();
        let client = client_of(key);
        self.others_touched |= was_unreadable || client.is_none();
        if let Some(id) = document_of(key) {
            self.forget_document(id);
        }
        let is_myself = is_myself(key);
        match found {
            Stored::Client(rev, client) => self.insert_read(rev, *client, false),
            Stored::Myself(rev, myself) => {
                self.myself = Arc::new(myself);
                self.myself_rev = rev;
            }
            Stored::Document(id, rev, document) => self.documents.push((id, rev, document)),
            Stored::Settings(settings) => self.set_settings(settings),
            Stored::BackupLog(backup_log) => self.backup_log = backup_log,
            Stored::Unreadable(unreadable) => {
                if is_myself {
                    self.forget_myself();
                }
                if let Some(id) = client {
                    self.forget_client(id);
                }
                self.others_touched = true;
                self.unreadable.insert(key.to_owned(), unreadable);
            }
            Stored::Absent if is_myself => self.forget_myself(),
            Stored::Absent => {
                if let Some(id) = client {
                    self.forget_client(id);
                }
            }
        }
    }

    pub(super) fn set_settings(&mut self, settings: Settings) {
        self.others_touched = true;
        self.settings = settings;
        if self.index.set_assumptions(settings.assumptions) {
            // The keys were known when the records were last looked at: there is no need to ask. Clients
            // come last.
            let keys = self.index.entries().map(|(id, _)| client_key(id));
            self.scan.splice(0..0, keys);
        }
    }

    /// The parts of the view that changed since this was asked last.
    pub fn take_touched(&mut self) -> Touched {
        Touched {
            clients: self.index.take_touched(),
            others: mem::take(&mut self.others_touched),
        }
    }

    /// The index of all clients.
    pub const fn index(&self) -> &ClientIndex {
        &self.index
    }

    /// The clients that were read, including those in the bin.
    pub fn clients(&self) -> impl Iterator<Item = &Arc<Client>> {
        self.index
            .entries()
            .filter_map(|(_, entry)| entry.client.as_ref())
    }

    /// The client of an id, if it was read, also from the bin.
    pub fn client(&self, id: ClientId) -> Option<&Arc<Client>> {
        self.index.entry(id)?.client.as_ref()
    }

    /// The person's own records.
    pub const fn myself(&self) -> &Arc<Myself> {
        &self.myself
    }

    /// The documents that only some pages look into.
    pub fn documents(&self) -> impl Iterator<Item = (DocumentId, &OpaqueDocument)> {
        self.documents
            .iter()
            .map(|(id, _, document)| (*id, document))
    }

    /// The document of an id.
    pub fn document(&self, id: DocumentId) -> Option<&OpaqueDocument> {
        let mut documents = self.documents();
        let found = documents.find(|(other, _)| *other == id);
        found.map(|(_, document)| document)
    }

    /// The settings.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The log of backups.
    pub const fn backup_log(&self) -> &BackupLog {
        &self.backup_log
    }

    /// Stored texts that cannot be read.
    pub fn unreadable(&self) -> impl Iterator<Item = &Unreadable> {
        self.unreadable.values()
    }

    /// The repository, for what undo does not cover: drafts, seals, the space used.
    pub const fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The repository, to change.
    pub const fn repository_mut(&mut self) -> &mut Repository {
        &mut self.repository
    }
}
