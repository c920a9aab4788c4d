//! How records are kept: one key per client, each a versioned envelope around a frozen document.
//!
//! Invariants: [`schema`] is the one place that encodes and decodes; what cannot be read is kept as
//! it is, and never written over. Nothing above this module knows of keys or of JSON.

mod backend;
mod document;
mod keys;
#[cfg(target_arch = "wasm32")]
mod local;
mod repository;
mod save_error;
mod schema;
mod seal;
mod tab;
mod upkeep;

pub use backend::{Backend, BackendError, MemoryBackend};
pub use document::{Document, DocumentId};
pub use keys::is_draft;
#[cfg(target_arch = "wasm32")]
pub use local::LocalBackend;
pub use repository::{Found, Repository, SPACE, Saved, Unreadable};
pub use save_error::SaveError;
pub use schema::{
    DecodeError, VERSION, decode_case, decode_client, decode_document, decode_key, decode_myself,
    decode_settings, decode_submission, encode_case, encode_client, encode_document, encode_key,
    encode_myself, encode_settings, encode_submission,
};
pub use seal::{SEALED, Seal, SealError, Sealing};
pub use tab::{Change, DAYS_IN_BIN, Tab, Version, is_over};
pub use upkeep::{BackupMark, Upkeep};
