//! One open page's view of the records, and the changes that it can undo and redo.
//!
//! A client is read only when it is asked for; until then the view has its summary. A **scan** goes
//! through all keys, a few at a time, and reads what has changed.
//!
//! Invariants: the view is what the page last read or wrote; a change that fails has changed nothing,
//! here or in the store; a summary of another text than the stored one is made anew by a scan.

use std::{collections::BTreeMap, mem, sync::Arc};

use crate::domain::{CivilDate, Client, ClientId, Myself, Settings};

use super::{
    BackendError, Change, ChangeSet, RemovedRecord, Repository, SaveError, Saved, Stored,
    Unreadable, Version,
    first_view::FirstView,
    index::ClientIndex,
    keys::{client_key, client_of, document_of, is_myself, is_record},
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
    pub(super) done: Vec<ChangeSet>,
    /// Those that were undone and can be redone, the next one last.
    pub(super) undone: Vec<ChangeSet>,
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

    /// Stores clients as one change.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed, and the changes of other tabs have been read.
    pub async fn put(&mut self, clients: Vec<Change<Version>>) -> Result<(), SaveError> {
        self.change(ChangeSet::of_clients(clients)).await
    }

    /// Stores the settings.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_settings(&mut self, settings: Settings) -> Result<(), SaveError> {
        let wanted = ChangeSet {
            settings: Some(Change {
                before: self.settings,
                after: settings,
            }),
            ..ChangeSet::default()
        };
        self.change(wanted).await
    }

    /// Makes a change: all of it, or nothing.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn change(&mut self, wanted: ChangeSet) -> Result<(), SaveError> {
        let made = self.make(wanted).await?;
        self.done.push(made);
        self.undone.clear();
        Ok(())
    }

    /// Brings back what the journal has kept and the store has lost; returns how many texts. While
    /// this goes on, no tab may change the records.
    ///
    /// # Errors
    /// [`SaveError`] if the store refuses.
    pub async fn recover(&mut self) -> Result<usize, SaveError> {
        let keys = self.repository.recover().await?;
        for key in keys.iter().filter(|key| is_record(key)) {
            let found = self.repository.read_record(key).await?;
            self.apply(key, found);
        }
        self.find_removed().await?;
        Ok(keys.len())
    }

    /// The last change, which can be undone.
    pub fn last_change(&self) -> Option<&ChangeSet> {
        self.done.last()
    }

    /// Undoes the last change; later changes of other tabs stay. Returns whether there was one.
    ///
    /// # Errors
    /// [`SaveError`]; then the change stands, and can be undone later.
    pub async fn undo(&mut self) -> Result<bool, SaveError> {
        let Some(change) = self.done.last().cloned() else {
            return Ok(false);
        };
        let made = self.make(change.reversed()).await?;
        self.done.pop();
        self.undone.push(made.reversed());
        Ok(true)
    }

    /// Makes again what was undone last, unless another change was made since. Returns whether there was
    /// anything.
    ///
    /// # Errors
    /// [`SaveError`]; then it stays undone, and can be redone later.
    pub async fn redo(&mut self) -> Result<bool, SaveError> {
        let Some(change) = self.undone.last().cloned() else {
            return Ok(false);
        };
        let made = self.make(change).await?;
        self.undone.pop();
        self.done.push(made);
        Ok(true)
    }

    /// Removes an unreadable text, because the person asked for it.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn discard(&mut self, unreadable: &Unreadable) -> Result<(), SaveError> {
        self.repository.discard(unreadable)?;
        self.unreadable.remove(&unreadable.key);
        self.others_touched = true;
        Ok(())
    }

    /// Makes a change, all of it or nothing; returns both versions of each part.
    pub(super) async fn make(&mut self, wanted: ChangeSet) -> Result<ChangeSet, SaveError> {
        let mut made = ChangeSet::default();
        let keys: Vec<_> = wanted.keys().collect();
        let ids: Vec<_> = wanted.client_ids().collect();
        let result = match self.make_into(&mut made, wanted).await {
            Ok(()) => Ok(made),
            Err(error) => Err(self.give_up(made, keys, error).await),
        };
        self.save_summaries(ids).await;
        result
    }

    /// Makes a change part by part; `made` tells how far it came.
    async fn make_into(
        &mut self,
        made: &mut ChangeSet,
        wanted: ChangeSet,
    ) -> Result<(), SaveError> {
        let mut left = wanted.clients.len();
        for change in wanted.clients {
            made.clients.push(self.put_one(change).await?);
            left -= 1;
            self.repository.yield_now(left).await;
        }
        for (id, change) in wanted.documents {
            self.put_document(id, &change).await?;
            made.documents.push((id, change));
        }
        if let Some(Change { before, after }) = wanted.settings {
            let after = self.repository.save_settings(&before, &after).await?;
            self.set_settings(after);
            made.settings = Some(Change { before, after });
        }
        if let Some(Change { before, after }) = wanted.myself {
            let saved = self.repository.save_myself(&before, &after).await?;
            self.myself = Arc::new(saved.after);
            self.myself_rev = saved.rev;
            self.others_touched = true;
            made.myself = Some(Change {
                before: saved.before.map_or(before, Arc::new),
                after: Arc::clone(&self.myself),
            });
        }
        Ok(())
    }

    /// Makes a change of one client; returns what was stored before and is stored now.
    async fn put_one(&mut self, wanted: Change<Version>) -> Result<Change<Version>, SaveError> {
        match (wanted.before, wanted.after) {
            (base, Some(wanted)) => {
                let saved = self.repository.save_client(base.as_deref(), &wanted).await;
                let Saved { rev, before, after } = saved?;
                let after = Arc::new(after);
                self.insert(rev, Arc::clone(&after), true);
                Ok(Change {
                    before: before.map(Arc::new),
                    after: Some(after),
                })
            }
            (Some(base), None) => {
                let before = self.repository.remove_client(&base).await?;
                self.index.remove(base.id());
                Ok(Change {
                    before: before.map(Arc::new),
                    after: None,
                })
            }
            (None, None) => Ok(Change {
                before: None,
                after: None,
            }),
        }
    }

    async fn put_document(
        &mut self,
        id: DocumentId,
        change: &Change<Option<OpaqueDocument>>,
    ) -> Result<(), SaveError> {
        let (base, wanted) = (change.before.as_ref(), change.after.as_ref());
        let rev = self.repository.save_document(id, base, wanted).await?;
        self.forget_document(id);
        let stored = wanted.map(|document| (id, rev, document.clone()));
        self.documents.extend(stored);
        self.others_touched = true;
        Ok(())
    }

    fn forget_document(&mut self, id: DocumentId) {
        self.documents.retain(|(other, ..)| *other != id);
    }

    /// Undoes the first parts of a change whose next part failed: what was just stored made room for
    /// the earlier version. Returns the error to report.
    async fn give_up(
        &mut self,
        parts: ChangeSet,
        keys: Vec<String>,
        error: SaveError,
    ) -> SaveError {
        let back = parts.reversed();
        // Oneself comes last: if there is such a part, nothing has failed.
        if let Some(Change { before, after }) = back.settings {
            match self.repository.save_settings(&before, &after).await {
                Ok(settings) => self.set_settings(settings),
                Err(error) => return error,
            }
        }
        for (id, change) in back.documents {
            if let Err(error) = self.put_document(id, &change).await {
                return error;
            }
        }
        let mut left = back.clients.len();
        for change in back.clients {
            if let Err(error) = self.put_one(change).await {
                return error;
            }
            left -= 1;
            self.repository.yield_now(left).await;
        }
        // Changes of other tabs may be the reason; they are shown beside the error.
        let mut left = keys.len();
        for key in keys {
            if self.read_key(&key).await.is_err() {
                // The storage went away: the first error says so.
                break;
            }
            left -= 1;
            self.repository.yield_now(left).await;
        }
        error
    }

    fn forget_myself(&mut self) {
        self.myself = Arc::default();
        self.myself_rev = 0;
    }
}
