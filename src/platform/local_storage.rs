//! The browser's `localStorage`, through gloo-storage.
//!
//! Invariant: `LocalStorage::raw()`, which throws if a browser gives no storage and so left a page
//! blank in [SVGcode#86](https://github.com/tomayac/SVGcode/issues/86), is asked once and only after a
//! probe has found it; its result is held. Each later call is a `Result`, so a browser
//! that takes storage away while the page is open meets an error value.

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};

use crate::storage::{Backend, BackendError};

/// The browser's `localStorage` of this origin.
#[derive(Clone, Debug)]
pub struct LocalBackend(web_sys::Storage);

impl LocalBackend {
    /// The store, once a probe has been written, read and taken away again.
    ///
    /// # Errors
    /// [`BackendError`] with the browser's words if storage is blocked or absent. A full store is
    /// no error: what is in it can still be read.
    pub fn open() -> Result<Self, BackendError> {
        const PROBE: &str = "trust-velocity/probe";
        web_sys::window()
            .ok_or_else(|| BackendError::Unavailable("no window".to_owned()))?
            .local_storage()
            .map_err(backend_error)?
            .ok_or_else(|| BackendError::Unavailable("no localStorage".to_owned()))?;
        let storage = LocalStorage::raw();
        match storage.set_item(PROBE, PROBE).map_err(backend_error) {
            Ok(()) => storage.remove_item(PROBE).map_err(backend_error)?,
            Err(BackendError::Full) => {}
            Err(error) => return Err(error),
        }
        Ok(Self(storage))
    }
}

impl Backend for LocalBackend {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.0.get_item(key).map_err(backend_error)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        self.0.set_item(key, text).map_err(backend_error)
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.0.remove_item(key).map_err(backend_error)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        let count = self.0.length().map_err(backend_error)?;
        (0..count)
            .filter_map(|at| self.0.key(at).map_err(backend_error).transpose())
            .collect()
    }
}

fn backend_error(error: JsValue) -> BackendError {
    let Some(error) = error.dyn_ref::<js_sys::Error>() else {
        return BackendError::Unavailable(format!("{error:?}"));
    };
    let name = String::from(error.name());
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => BackendError::Full,
        _ => BackendError::Unavailable(format!("{name}: {}", String::from(error.message()))),
    }
}
