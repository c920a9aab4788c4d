//! The records under their keys.
//!
//! Terms: **key**, the name of a place in the storage. **Text**, the document in that place, in the
//! clear or sealed. **Seal**, the encryption of texts, each bound to its key. **Rev**, the number of a
//! document's saves. **Base**, the version that the person saw. **Mine**, base with this tab's edits.
//! **Theirs**, the version stored now, perhaps by another tab.
//!
//! Invariants:
//! - a text that cannot be read is never overwritten or removed, unless the person asks for just
//!   that ([super-productivity#7345](https://github.com/super-productivity/super-productivity/issues/7345));
//! - a client changed since base is merged, never overwritten
//!   ([excalidraw#10770](https://github.com/excalidraw/excalidraw/issues/10770));
//! - a write counts only once it has been read back
//!   ([excalidraw#8395](https://github.com/excalidraw/excalidraw/issues/8395)), and a command is saved once
//!   the [`journal`](super::Journal) has it on the disk;
//! - if tabs cannot wait for each other, only the last that claimed the right writes.
#![doc = include_str!("two_tabs.md")]

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use litemap::LiteMap;

use crate::domain::{Client, ClientId, Conflict, Myself, Settings, merge};

use super::{
    Backend, BackendError, Durability, Journal, NotChanged, SaveError, Seal, Yield,
    journal::Earlier,
    keys::{
        BACKUP_LOG_KEY, MYSELF_KEY, SETTINGS_KEY, WRITER_KEY, client_key, document_key, draft_key,
    },
    stored::{Seen, Unreadable},
};
use crate::documents::{
    BackupLog, DecodeError, DocumentId, OpaqueDocument, decode_backup_log, decode_client,
    decode_document, decode_myself, decode_settings, encode_backup_log, encode_client,
    encode_document, encode_myself, encode_settings,
};

/// The clients and settings in a [`Backend`].
pub struct Repository {
    pub(super) backend: Box<dyn Backend>,
    pub(super) seal: Option<Rc<dyn Seal>>,
    /// Whether writes are sealed; texts sealed already can be read either way.
    pub(super) is_sealing: bool,
    /// This tab's number, if tabs cannot wait for each other; the writer's is stored under a key.
    writer: Option<u64>,
    /// The text last read or written under each record's key.
    pub(super) seen: RefCell<BTreeMap<String, Seen>>,
    /// How many characters lie under the keys that are no records, when they were last counted.
    pub(super) other_space: Cell<usize>,
    /// Whether summaries are stored: not in this page once a record needed their room.
    pub(super) keeps_summaries: Cell<bool>,
    pub(super) journal: Option<Box<dyn Journal>>,
    /// The texts of the keys that were written since the journal was last told.
    pub(super) earlier: RefCell<LiteMap<String, Earlier>>,
    /// The keys of records whose texts were found gone, and not looked at yet.
    pub(super) gone: RefCell<Vec<String>>,
    /// The number of the last command that this page knows of; none until the journal was read.
    pub(super) last_command: Cell<Option<u32>>,
    /// How durable the last command is.
    pub(super) durability: Cell<Durability>,
    pub(super) yielding: Option<Box<dyn Yield>>,
}

/// The outcome of a save.
#[derive(Debug, PartialEq)]
pub struct Saved<T> {
    /// The new rev.
    pub rev: u64,
    /// The stored version before.
    pub before: Option<T>,
    /// The stored version now.
    pub after: T,
}

impl Repository {
    /// The records in a backend.
    pub fn new(backend: impl Backend + 'static) -> Self {
        Self {
            backend: Box::new(backend),
            seal: None,
            is_sealing: false,
            writer: None,
            seen: RefCell::default(),
            other_space: Cell::new(0),
            keeps_summaries: Cell::new(true),
            journal: None,
            earlier: RefCell::default(),
            gone: RefCell::default(),
            last_command: Cell::new(None),
            durability: Cell::default(),
            yielding: None,
        }
    }

    /// Stores a client: `mine`, made from `base` or new, merged with the stored one.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn save_client(
        &self,
        base: Option<&Client>,
        mine: &Client,
    ) -> Result<Saved<Client>, SaveError> {
        let key = client_key(mine.id());
        let stored = self.stored_client(&key).await?;
        let (rev, before) = stored.map_or((0, None), |(rev, client)| (rev, Some(client)));
        let after = match (&before, base) {
            (None, _) => mine.clone(),
            (Some(theirs), Some(base)) => merge(base, mine, theirs).map_err(SaveError::Changed)?,
            (Some(theirs), None) if theirs == mine => mine.clone(),
            (Some(_), None) => return Err(SaveError::Changed(vec![Conflict::Profile])),
        };
        self.write_client(rev, before, after).await
    }

    /// Stores what an edit makes of a client as it is stored, which is read once; `None` if that is no
    /// other client.
    ///
    /// # Errors
    /// [`NotChanged`]; then nothing has changed.
    pub async fn edit_client<E>(
        &self,
        id: ClientId,
        edit: impl FnOnce(&Client) -> Result<Client, E>,
    ) -> Result<Option<Saved<Client>>, NotChanged<E>> {
        let stored = self.stored_client(&client_key(id)).await?;
        let (rev, before) = stored.ok_or(NotChanged::Gone)?;
        let after = edit(&before).map_err(NotChanged::Refused)?;
        if after == before {
            return Ok(None);
        }
        Ok(Some(self.write_client(rev, Some(before), after).await?))
    }

    /// Stores a client over the version of this rev.
    async fn write_client(
        &self,
        rev: u64,
        before: Option<Client>,
        after: Client,
    ) -> Result<Saved<Client>, SaveError> {
        let rev = rev + 1;
        let text = encode_client(rev, &after).map_err(SaveError::Occupied)?;
        self.write(&client_key(after.id()), &text).await?;
        Ok(Saved { rev, before, after })
    }

    /// Removes a client for good if it is stored as `known`. Returns the stored client.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn remove_client(&self, known: &Client) -> Result<Option<Client>, SaveError> {
        let key = client_key(known.id());
        let stored = self.stored_client(&key).await?.map(|(_, client)| client);
        if stored.as_ref().is_some_and(|theirs| theirs != known) {
            return Err(SaveError::Changed(vec![Conflict::Profile]));
        }
        self.remove(&key)?;
        Ok(stored)
    }

    /// Stores the settings: `mine`, made from `base`, merged with the stored. Returns the result.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn save_settings(
        &self,
        base: &Settings,
        mine: &Settings,
    ) -> Result<Settings, SaveError> {
        let merged = match self.stored(SETTINGS_KEY).await? {
            Some(text) => {
                let theirs = decode_settings(&text).map_err(SaveError::Occupied)?;
                Settings::merged(base, mine, &theirs)
            }
            None => *mine,
        };
        let text = encode_settings(&merged).map_err(SaveError::Occupied)?;
        self.write(SETTINGS_KEY, &text).await?;
        Ok(merged)
    }

    /// Stores what the person keeps of themself: `mine`, made from `base`, merged with the stored.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn save_myself(
        &self,
        base: &Myself,
        mine: &Myself,
    ) -> Result<Saved<Myself>, SaveError> {
        let stored = self.stored(MYSELF_KEY).await?;
        let stored = stored.map(|text| decode_myself(&text)).transpose();
        let (rev, before) = match stored.map_err(SaveError::Occupied)? {
            Some((rev, theirs)) => (rev, Some(theirs)),
            None => (0, None),
        };
        let after = match &before {
            Some(theirs) => Myself::merged(base, mine, theirs).map_err(SaveError::Changed)?,
            None => mine.clone(),
        };
        let rev = rev + 1;
        let text = encode_myself(rev, &after).map_err(SaveError::Occupied)?;
        self.write(MYSELF_KEY, &text).await?;
        Ok(Saved { rev, before, after })
    }

    /// Stores a document made from `base`, or removes it if `mine` is none. Returns its new rev.
    /// Documents are not merged: a change reads them under the same lock.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn save_document(
        &self,
        id: DocumentId,
        base: Option<&OpaqueDocument>,
        mine: Option<&OpaqueDocument>,
    ) -> Result<u64, SaveError> {
        let key = document_key(id);
        let stored = self.stored(&key).await?;
        let stored = stored.map(|text| decode_document(&text)).transpose();
        let (rev, stored) = stored.map_err(SaveError::Occupied)?.unzip();
        if stored.as_ref() != base {
            return Err(SaveError::Changed(vec![Conflict::Document]));
        }
        let rev = rev.unwrap_or(0) + 1;
        match mine {
            Some(mine) => {
                let text = encode_document(rev, mine).map_err(SaveError::Occupied)?;
                self.write(&key, &text).await?;
            }
            None => self.remove(&key)?,
        }
        Ok(rev)
    }

    /// Stores the log of backups.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn save_backup_log(&self, backup_log: &BackupLog) -> Result<(), SaveError> {
        if let Some(text) = self.stored(BACKUP_LOG_KEY).await? {
            decode_backup_log(&text).map_err(SaveError::Occupied)?;
        }
        let text = encode_backup_log(backup_log).map_err(SaveError::Occupied)?;
        self.write(BACKUP_LOG_KEY, &text).await
    }

    /// The unsaved text of a form.
    ///
    /// # Errors
    /// [`SaveError`] if it cannot be read.
    pub async fn draft(&self, form: &str) -> Result<Option<String>, SaveError> {
        self.stored(&draft_key(form)).await
    }

    /// Keeps the text typed into a form.
    ///
    /// # Errors
    /// [`SaveError`]; then the earlier draft is kept.
    pub async fn save_draft(&self, form: &str, text: &str) -> Result<(), SaveError> {
        self.write(&draft_key(form), text).await
    }

    /// Removes a form's draft.
    ///
    /// # Errors
    /// [`SaveError`] if the store refuses.
    pub fn remove_draft(&self, form: &str) -> Result<(), SaveError> {
        self.remove(&draft_key(form))
    }

    /// Removes an unreadable text, because the person asked for it.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn discard(&self, unreadable: &Unreadable) -> Result<(), SaveError> {
        self.remove(&unreadable.key)
    }

    /// How durable the last command is.
    pub const fn durability(&self) -> Durability {
        self.durability.get()
    }

    /// Makes this tab, named by a random number, the only one that writes.
    ///
    /// # Errors
    /// [`SaveError`] if it cannot tell the others.
    pub fn claim(&mut self, tab: u64) -> Result<(), SaveError> {
        self.backend.set(WRITER_KEY, &tab.to_string())?;
        self.writer = Some(tab);
        Ok(())
    }

    /// Whether this tab may write.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn may_write(&self) -> Result<bool, BackendError> {
        let Some(tab) = self.writer else {
            return Ok(true);
        };
        Ok(self.backend.get(WRITER_KEY)? == Some(tab.to_string()))
    }

    async fn stored_client(&self, key: &str) -> Result<Option<(u64, Client)>, SaveError> {
        let stored = self.stored(key).await?;
        let decoded = stored.map(|text| decode_client_under(key, &text));
        decoded.transpose().map_err(SaveError::Occupied)
    }
}

/// A client's document, if it lies under that client's key.
pub(super) fn decode_client_under(key: &str, text: &str) -> Result<(u64, Client), DecodeError> {
    let (rev, client) = decode_client(text)?;
    if client_key(client.id()) == key {
        Ok((rev, client))
    } else {
        Err(DecodeError::Invalid {
            field: "id",
            value: client.id().to_string(),
        })
    }
}
