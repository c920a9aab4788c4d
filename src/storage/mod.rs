//! How records are kept: one key per client, each a versioned envelope around a frozen document.
//!
//! Invariants: [`schema`] is the one place that encodes and decodes; what cannot be read is kept as
//! it is, and never written over. Nothing below this module knows of keys or of JSON.

mod backend;
#[cfg(target_arch = "wasm32")]
mod local;
mod repository;
mod schema;

pub use backend::{Backend, BackendError, MemoryBackend};
#[cfg(target_arch = "wasm32")]
pub use local::LocalBackend;
pub use repository::{Loaded, Repository, SaveError, Unreadable};
pub use schema::{DecodeError, decode_client};
