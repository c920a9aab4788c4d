//! The records under their keys.
//!
//! Invariants: a text that cannot be read is never written over or taken away, unless the person
//! asks for just that; a write counts only once it has been read back.

use crate::domain::{Client, ClientId, Settings};

use super::{
    Backend, BackendError, DecodeError,
    schema::{decode_client, decode_settings, encode_client, encode_settings},
};

const CLIENT_PREFIX: &str = "trust-velocity/client/";
const SETTINGS_KEY: &str = "trust-velocity/settings";

/// The clients and settings in a [`Backend`].
pub struct Repository {
    backend: Box<dyn Backend>,
}

/// What was found at the start.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every client that could be read.
    pub clients: Vec<Client>,
    /// The settings; the defaults where none were stored, or where they could not be read.
    pub settings: Settings,
    /// Every text that could not be read.
    pub unreadable: Vec<Unreadable>,
}

/// A stored text that cannot be read; it stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The key that it lies under.
    pub key: String,
    /// The text, as it is.
    pub text: String,
    /// Why it cannot be read.
    pub reason: DecodeError,
}

/// A change was not saved; what was stored before is still stored.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// There is no room left.
    #[error("the storage is full")]
    Full,
    /// The browser refuses; its own words.
    #[error("the storage is not available: {0}")]
    Unavailable(String),
    /// What lies under the key cannot be read, so it is not written over.
    #[error("the stored text cannot be read: {0}")]
    Occupied(DecodeError),
    /// The text read back is not the one written.
    #[error("the storage did not keep the text")]
    NotKept,
}

impl From<BackendError> for SaveError {
    fn from(error: BackendError) -> Self {
        match error {
            BackendError::Full => Self::Full,
            BackendError::Unavailable(words) => Self::Unavailable(words),
        }
    }
}

impl Repository {
    /// The records in a backend.
    pub fn new(backend: impl Backend + 'static) -> Self {
        Self {
            backend: Box::new(backend),
        }
    }

    /// Everything stored.
    ///
    /// # Errors
    /// [`BackendError`] where the store cannot be asked at all.
    pub fn load(&self) -> Result<Loaded, BackendError> {
        let mut loaded = Loaded::default();
        for key in self.backend.keys()? {
            let Some(text) = self.backend.get(&key)? else {
                continue;
            };
            let result = if key == SETTINGS_KEY {
                decode_settings(&text).map(|settings| loaded.settings = settings)
            } else if let Some(id) = key.strip_prefix(CLIENT_PREFIX) {
                decode_under(id, &text).map(|(_, client)| loaded.clients.push(client))
            } else {
                continue;
            };
            if let Err(reason) = result {
                loaded.unreadable.push(Unreadable { key, text, reason });
            }
        }
        loaded.clients.sort_by_key(Client::id);
        loaded.unreadable.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(loaded)
    }

    /// Puts a client in the place of what was stored of it.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn save_client(&self, client: &Client) -> Result<(), SaveError> {
        let key = client_key(client.id());
        let stored = match self.backend.get(&key)? {
            Some(text) => decode_client(&text).map_err(SaveError::Occupied)?.0,
            None => 0,
        };
        let text = encode_client(stored + 1, client).map_err(SaveError::Occupied)?;
        self.write(&key, &text)
    }

    /// Takes a client away.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn remove_client(&self, id: ClientId) -> Result<(), SaveError> {
        let key = client_key(id);
        if let Some(text) = self.backend.get(&key)? {
            decode_client(&text).map_err(SaveError::Occupied)?;
        }
        Ok(self.backend.remove(&key)?)
    }

    /// Puts the settings in the place of those stored.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn save_settings(&self, settings: &Settings) -> Result<(), SaveError> {
        if let Some(text) = self.backend.get(SETTINGS_KEY)? {
            decode_settings(&text).map_err(SaveError::Occupied)?;
        }
        let text = encode_settings(settings).map_err(SaveError::Occupied)?;
        self.write(SETTINGS_KEY, &text)
    }

    /// Takes an unreadable text away, because the person asked for it.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn discard(&self, unreadable: &Unreadable) -> Result<(), SaveError> {
        Ok(self.backend.remove(&unreadable.key)?)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), SaveError> {
        self.backend.set(key, text)?;
        match self.backend.get(key)? {
            Some(kept) if kept == text => Ok(()),
            _ => Err(SaveError::NotKept),
        }
    }
}

fn client_key(id: ClientId) -> String {
    format!("{CLIENT_PREFIX}{id}")
}

fn decode_under(id: &str, text: &str) -> Result<(u64, Client), DecodeError> {
    let (rev, client) = decode_client(text)?;
    if client.id().to_string() == id {
        Ok((rev, client))
    } else {
        Err(DecodeError::Invalid {
            field: "id",
            value: client.id().to_string(),
        })
    }
}
