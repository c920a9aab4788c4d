//! One open page's view of the records, and the changes that it can undo.
//!
//! Invariant: the view is what the page last read or wrote; a change that fails has changed nothing,
//! here or in the store.

use std::{collections::BTreeMap, sync::Arc};

use crate::domain::{CivilDate, Client, ClientId, EntryId, Myself, Settings};

use super::{
    BackendError, Change, ChangeSet, Repository, SaveError, Saved, Stored, Unreadable, Version,
    keys::{client_of, document_of, is_myself},
};
use crate::documents::{BackupLog, BackupMark, DocumentId, OpaqueDocument};

/// How long a client stays in the bin, in days.
pub const DAYS_IN_BIN: i64 = 30;

/// One page's view of the records.
pub struct Replica {
    repository: Repository,
    clients: BTreeMap<ClientId, Revisioned>,
    myself: Arc<Myself>,
    myself_rev: u64,
    /// Few: a list is less code in the first file than a tree.
    documents: Vec<(DocumentId, u64, OpaqueDocument)>,
    settings: Settings,
    backup_log: BackupLog,
    unreadable: BTreeMap<String, Unreadable>,
    done: Vec<ChangeSet>,
}

#[derive(Clone)]
struct Revisioned {
    rev: u64,
    client: Arc<Client>,
}

impl Replica {
    /// A page that has read everything.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read at all.
    pub async fn open(repository: Repository) -> Result<Self, BackendError> {
        let mut replica = Self {
            repository,
            clients: BTreeMap::new(),
            myself: Arc::default(),
            myself_rev: 0,
            documents: Vec::new(),
            settings: Settings::default(),
            backup_log: BackupLog::default(),
            unreadable: BTreeMap::new(),
            done: Vec::new(),
        };
        replica.refresh().await?;
        Ok(replica)
    }

    /// Reads the changes of other tabs; returns whether there were any.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn refresh(&mut self) -> Result<bool, BackendError> {
        let changes = self.repository.poll().await?;
        let is_changed = !changes.is_empty();
        for (key, found) in changes {
            self.unreadable.remove(&key);
            if let Some(id) = document_of(&key) {
                self.forget_document(id);
            }
            let client = client_of(&key);
            let is_myself = is_myself(&key);
            match found {
                Stored::Client(rev, client) => {
                    let client = Arc::new(client);
                    self.clients.insert(client.id(), Revisioned { rev, client });
                }
                Stored::Myself(rev, myself) => {
                    self.myself = Arc::new(myself);
                    self.myself_rev = rev;
                }
                Stored::Document(id, rev, document) => {
                    self.documents.push((id, rev, document));
                }
                Stored::Settings(settings) => self.settings = settings,
                Stored::Nothing if is_myself => self.forget_myself(),
                Stored::BackupLog(backup_log) => self.backup_log = backup_log,
                Stored::Unreadable(unreadable) => {
                    if is_myself {
                        self.forget_myself();
                    }
                    client.map(|id| self.clients.remove(&id));
                    self.unreadable.insert(key, unreadable);
                }
                Stored::Nothing => _ = client.map(|id| self.clients.remove(&id)),
            }
        }
        Ok(is_changed)
    }

    /// Every client, including those in the bin.
    pub fn clients(&self) -> impl Iterator<Item = &Arc<Client>> {
        self.clients.values().map(|known| &known.client)
    }

    /// The client of an id, also from the bin.
    pub fn client(&self, id: ClientId) -> Option<&Arc<Client>> {
        self.clients.get(&id).map(|known| &known.client)
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

    /// The number of changes since the last backup.
    pub fn changes_since_backup(&self) -> u64 {
        let examples = |known: &&Revisioned| !known.client.is_example();
        let clients = self.clients.values().filter(examples);
        let revs = clients.map(|known| (entry_number(known.client.id()), known.rev));
        let revs = revs.chain(self.document_revs());
        self.backup_log.changes_since_backup(revs, self.myself_rev)
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
        Ok(())
    }

    /// Stores the log of backups.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_backup_log(&mut self, backup_log: BackupLog) -> Result<(), SaveError> {
        self.repository.save_backup_log(&backup_log).await?;
        self.backup_log = backup_log;
        Ok(())
    }

    /// Notes in the log that a backup of all known records was made on a day.
    ///
    /// # Errors
    /// [`SaveError`]; then it is not noted.
    pub async fn mark_backup(&mut self, day: CivilDate) -> Result<(), SaveError> {
        let revs = self.clients.iter();
        let revs = revs.map(|(id, known)| (entry_number(*id), known.rev));
        let revs = revs.chain(self.document_revs());
        let backup = Some(BackupMark {
            day,
            revs: revs.collect(),
            myself_rev: self.myself_rev,
        });
        let backup_log = BackupLog {
            backup,
            ..self.backup_log.clone()
        };
        self.put_backup_log(backup_log).await
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
        self.make(change.reversed()).await?;
        self.done.pop();
        Ok(true)
    }

    /// Removes for good the clients that have been in the bin for [`DAYS_IN_BIN`].
    ///
    /// # Errors
    /// [`SaveError`]; then some of them may still be there.
    pub async fn empty_old_bin(&mut self, today: CivilDate) -> Result<(), SaveError> {
        let old = self.clients().filter(|client| bin_expired(client, today));
        let old: Vec<_> = old.cloned().collect();
        for client in old {
            let removal = Change {
                before: Some(client),
                after: None,
            };
            self.put_one(removal).await?;
        }
        Ok(())
    }

    /// Removes an unreadable text, because the person asked for it.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn discard(&mut self, unreadable: &Unreadable) -> Result<(), SaveError> {
        self.repository.discard(unreadable)?;
        self.unreadable.remove(&unreadable.key);
        Ok(())
    }

    /// Makes a change, all of it or nothing; returns both versions of each part.
    async fn make(&mut self, wanted: ChangeSet) -> Result<ChangeSet, SaveError> {
        let mut made = ChangeSet::default();
        match self.make_into(&mut made, wanted).await {
            Ok(()) => Ok(made),
            Err(error) => Err(self.give_up(made, error).await),
        }
    }

    /// Makes a change part by part; `made` tells how far it came.
    async fn make_into(
        &mut self,
        made: &mut ChangeSet,
        wanted: ChangeSet,
    ) -> Result<(), SaveError> {
        for change in wanted.clients {
            made.clients.push(self.put_one(change).await?);
        }
        for (id, change) in wanted.documents {
            self.put_document(id, &change).await?;
            made.documents.push((id, change));
        }
        if let Some(Change { before, after }) = wanted.settings {
            self.settings = self.repository.save_settings(&before, &after).await?;
            let after = self.settings;
            made.settings = Some(Change { before, after });
        }
        if let Some(Change { before, after }) = wanted.myself {
            let saved = self.repository.save_myself(&before, &after).await?;
            self.myself = Arc::new(saved.after);
            self.myself_rev = saved.rev;
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
                let client = Arc::clone(&after);
                self.clients.insert(after.id(), Revisioned { rev, client });
                Ok(Change {
                    before: before.map(Arc::new),
                    after: Some(after),
                })
            }
            (Some(base), None) => {
                let before = self.repository.remove_client(&base).await?;
                self.clients.remove(&base.id());
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
        Ok(())
    }

    fn document_revs(&self) -> impl Iterator<Item = (EntryId, u64)> {
        self.documents.iter().map(|(id, rev, _)| (id.entry(), *rev))
    }

    fn forget_document(&mut self, id: DocumentId) {
        self.documents.retain(|(other, ..)| *other != id);
    }

    /// Undoes the first parts of a change whose next part failed: what was just stored made room for
    /// the earlier version. Returns the error to report.
    async fn give_up(&mut self, parts: ChangeSet, error: SaveError) -> SaveError {
        let back = parts.reversed();
        // Oneself comes last: where there is such a part, nothing has failed.
        if let Some(Change { before, after }) = back.settings {
            match self.repository.save_settings(&before, &after).await {
                Ok(settings) => self.settings = settings,
                Err(error) => return error,
            }
        }
        for (id, change) in back.documents {
            if let Err(error) = self.put_document(id, &change).await {
                return error;
            }
        }
        for change in back.clients {
            if let Err(error) = self.put_one(change).await {
                return error;
            }
        }
        // What other tabs changed may be the reason. The first error matters more than one here.
        self.refresh().await.ok();
        error
    }

    fn forget_myself(&mut self) {
        self.myself = Arc::default();
        self.myself_rev = 0;
    }
}

/// Whether a client has been in the bin for [`DAYS_IN_BIN`].
pub fn bin_expired(client: &Client, today: CivilDate) -> bool {
    let day = client.binned();
    day.is_some_and(|day| DAYS_IN_BIN <= today.days_since(day))
}

/// A client's number among those of everything that is saved: all are drawn at random.
const fn entry_number(client: ClientId) -> EntryId {
    EntryId::new(client.number())
}
