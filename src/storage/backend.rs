//! Where texts are kept under keys: the browser's storage, or memory.

use std::{cell::RefCell, collections::BTreeMap};

/// A store of texts under keys.
pub trait Backend {
    /// The text under a key.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] where the store cannot be asked.
    fn get(&self, key: &str) -> Result<Option<String>, BackendError>;

    /// Puts a text under a key, in place of the one that was there.
    ///
    /// # Errors
    /// [`BackendError`]; then the text that was there is still there.
    fn set(&self, key: &str, text: &str) -> Result<(), BackendError>;

    /// Takes a key away; nothing happens where there is none.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] where the store cannot be asked.
    fn remove(&self, key: &str) -> Result<(), BackendError>;

    /// All keys, in no particular order.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] where the store cannot be asked.
    fn keys(&self) -> Result<Vec<String>, BackendError>;

    /// How many characters (UTF-16 code units) all keys and texts have.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] where the store cannot be asked.
    fn space_used(&self) -> Result<usize, BackendError> {
        let length = |text: &str| text.encode_utf16().count();
        let mut used = 0;
        for key in self.keys()? {
            used += length(&key) + length(&self.get(&key)?.unwrap_or_default());
        }
        Ok(used)
    }
}

/// The store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackendError {
    /// There is no room left.
    #[error("the storage is full")]
    Full,
    /// The browser refuses; its own words.
    #[error("the storage is not available: {0}")]
    Unavailable(String),
}

/// A store in memory: for tests, and where the browser gives none. It is gone with the page.
#[derive(Debug, Default)]
pub struct MemoryBackend {
    texts: RefCell<BTreeMap<String, String>>,
}

impl Backend for MemoryBackend {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        self.texts
            .borrow_mut()
            .insert(key.to_owned(), text.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}
