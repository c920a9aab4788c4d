//! The texts under the records' keys, read and decoded.
//!
//! Invariant: a text is decoded only if it is not the one last seen, or if its client is asked for.

use super::{
    BackendError, Repository,
    keys::{
        BACKUP_LOG_KEY, SETTINGS_KEY, client_key, document_of, is_myself, is_record, is_summaries,
        remove_missing,
    },
    repository::decode_client_under,
};
use crate::{
    documents::{
        BackupLog, DecodeError, DocumentId, OpaqueDocument, decode_backup_log, decode_document,
        decode_myself, decode_settings, fingerprint,
    },
    domain::{Client, ClientId, Myself, Settings, sorted},
};

/// The document under a key.
#[derive(Debug, PartialEq)]
pub enum Stored {
    /// A client, with its rev.
    Client(u64, Box<Client>),
    /// The person's own records, with their rev.
    Myself(u64, Myself),
    /// A document that only some pages look into, with its rev.
    Document(DocumentId, u64, OpaqueDocument),
    /// The settings.
    Settings(Settings),
    /// The log of backups.
    BackupLog(BackupLog),
    /// A text that cannot be read.
    Unreadable(Unreadable),
    /// Nothing.
    Absent,
}

/// A stored text that cannot be read; it stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its key.
    pub key: String,
    /// The text, as it is.
    pub text: String,
    /// Why it cannot be read.
    pub reason: DecodeError,
}

/// A text that was read or written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) fingerprint: u32,
    /// Its length and its key's, in characters (UTF-16 code units).
    pub(super) space: usize,
}

impl Repository {
    /// The keys of all records, sorted; keys that are gone since the last call are returned apart.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn record_keys(&self) -> Result<(Vec<String>, Vec<String>), BackendError> {
        let (keys, others): (Vec<_>, Vec<_>) = self
            .backend
            .keys()?
            .into_iter()
            .partition(|key| is_record(key));
        let mut other_space = 0;
        for key in others.iter().filter(|key| !is_summaries(key)) {
            let text = self.backend.get(key)?;
            other_space += space_of(key, text.as_deref().unwrap_or_default());
        }
        self.other_space.set(other_space);
        let keys = sorted(keys, Ord::cmp);
        let gone = remove_missing(&mut self.seen.borrow_mut(), &keys);
        for key in &gone {
            self.note_gone(key);
        }
        Ok((keys, gone))
    }

    /// The record under a key, unless its text is the one last seen.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn read_changed(&self, key: &str) -> Result<Option<Stored>, BackendError> {
        let Some(text) = self.backend.get(key)? else {
            let was_seen = self.seen.borrow_mut().remove(key).is_some();
            self.note_gone(key);
            return Ok(was_seen.then_some(Stored::Absent));
        };
        if self.has_changed(key, &text) {
            Ok(Some(self.read(key, text).await))
        } else {
            Ok(None)
        }
    }

    /// The client under its key, seen before or not.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub async fn read_client(&self, id: ClientId) -> Result<Stored, BackendError> {
        self.read_record(&client_key(id)).await
    }

    /// The record under a key, seen before or not.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub(super) async fn read_record(&self, key: &str) -> Result<Stored, BackendError> {
        if let Some(text) = self.backend.get(key)? {
            self.has_changed(key, &text);
            return Ok(self.read(key, text).await);
        }
        self.seen.borrow_mut().remove(key);
        self.note_gone(key);
        Ok(Stored::Absent)
    }

    pub(super) async fn read(&self, key: &str, text: String) -> Stored {
        let read = match self.opened(key, &text).await {
            Ok(plain) => decode(key, &plain),
            Err(_) => Err(DecodeError::Sealed),
        };
        read.unwrap_or_else(|reason| {
            let key = key.to_owned();
            Stored::Unreadable(Unreadable { key, text, reason })
        })
    }

    /// The fingerprint of the client's text that was last read or written; 0 if there was none.
    pub fn fingerprint(&self, id: ClientId) -> u32 {
        let seen = self.seen.borrow().get(&client_key(id)).copied();
        seen.unwrap_or_default().fingerprint
    }

    /// Whether the text is another than the one last seen; from now on it is the one last seen.
    pub(super) fn has_changed(&self, key: &str, text: &str) -> bool {
        let fingerprint = fingerprint(text);
        let space = space_of(key, text);
        let now = Seen { fingerprint, space };
        let before = self.seen.borrow_mut().insert(key.to_owned(), now);
        before.is_none_or(|before| before.fingerprint != fingerprint)
    }

    /// Whether the text is the one last seen.
    pub(super) fn is_seen(&self, key: &str, text: &str) -> bool {
        let seen = self.seen.borrow().get(key).copied();
        seen.is_some_and(|seen| seen.fingerprint == fingerprint(text))
    }

    /// Leaves the text of a key, which was written without being read, to the next scan.
    pub(super) fn note_unseen(&self, key: &str) {
        if let Some(seen) = self.seen.borrow_mut().get_mut(key) {
            seen.fingerprint = 0;
        }
    }
}

/// The characters (UTF-16 code units) of a key and its text.
pub(super) fn space_of(key: &str, text: &str) -> usize {
    key.encode_utf16().count() + text.encode_utf16().count()
}

/// The rev of the document under a key, in the clear; none if it cannot be read or has none.
pub(super) fn rev_of(key: &str, text: &str) -> Option<u64> {
    match decode(key, text).ok()? {
        Stored::Client(rev, _) | Stored::Myself(rev, _) | Stored::Document(_, rev, _) => Some(rev),
        _ => None,
    }
}

fn decode(key: &str, text: &str) -> Result<Stored, DecodeError> {
    if is_myself(key) {
        return decode_myself(text).map(|(rev, myself)| Stored::Myself(rev, myself));
    }
    if key == SETTINGS_KEY {
        return decode_settings(text).map(Stored::Settings);
    }
    if key == BACKUP_LOG_KEY {
        return decode_backup_log(text).map(Stored::BackupLog);
    }
    if let Some(id) = document_of(key) {
        return decode_document(text).map(|(rev, document)| Stored::Document(id, rev, document));
    }
    decode_client_under(key, text).map(|(rev, client)| Stored::Client(rev, Box::new(client)))
}
