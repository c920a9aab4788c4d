//! How records are kept: one key per client, under each a text of [`documents`](crate::documents).
//!
//! Invariants: what cannot be read is kept as it is, and never written over. Nothing above this module
//! knows of keys.

mod backend;
mod keys;
mod repository;
mod save_error;
mod seal;
mod tab;

pub use backend::{Backend, BackendError, MemoryBackend};
pub use keys::is_draft;
pub use repository::{Found, Repository, SPACE, Saved, Unreadable};
pub use save_error::SaveError;
pub use seal::{SEALED, Seal, SealError, Sealing};
pub use tab::{Change, DAYS_IN_BIN, Tab, Version, is_over};
