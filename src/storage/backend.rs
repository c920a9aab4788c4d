//! Stores of texts under keys: the browser's storage, or memory.

use std::cell::RefCell;

use litemap::LiteMap;

/// A store of texts under keys.
pub trait Backend {
    /// The text under a key.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] if the store refuses.
    fn get(&self, key: &str) -> Result<Option<String>, BackendError>;

    /// Stores a text under a key, in the place of any earlier one.
    ///
    /// # Errors
    /// [`BackendError`]; then the earlier text is still stored.
    fn set(&self, key: &str, text: &str) -> Result<(), BackendError>;

    /// Removes a key and its text; does nothing if there is no such key.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] if the store refuses.
    fn remove(&self, key: &str) -> Result<(), BackendError>;

    /// All keys, in no particular order.
    ///
    /// # Errors
    /// [`BackendError::Unavailable`] if the store refuses.
    fn keys(&self) -> Result<Vec<String>, BackendError>;
}

/// An operation of the store failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackendError {
    /// There is no room left.
    #[error("the storage is full")]
    Full,
    /// The browser refuses; its own message.
    #[error("the storage is not available: {0}")]
    Unavailable(String),
}

/// A store in memory: for tests, and if the browser gives none. It ends with the page.
#[derive(Debug, Default)]
pub struct MemoryBackend {
    texts: RefCell<LiteMap<String, String>>,
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
