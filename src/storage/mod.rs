//! The records in the browser's storage: one key for each client, and under each key a text of
//! [`documents`](crate::documents).
//!
//! Invariants: a text that cannot be read is kept as it is and never written over, and opening writes
//! nothing: an empty state never replaces a full one, as in
//! [super-productivity#4692](https://github.com/super-productivity/super-productivity/issues/4692).
//! No module above this one knows of keys.

mod backend;
mod backups;
mod badge;
mod bin;
mod change;
mod each;
mod first_view;
mod index;
mod journal;
mod keys;
mod lock;
mod replica;
mod repository;
mod save_error;
mod scan;
mod seal;
mod space;
mod stored;
mod summaries;
mod texts;
mod yielding;

pub use backend::{Backend, BackendError, MemoryBackend};
pub use backups::RestoredFile;
pub use bin::{DAYS_IN_BIN, bin_expired};
pub use change::{Change, ChangeSet, Undo, Version};
pub use each::{Each, NotChanged};
pub use first_view::FirstView;
pub use index::{ClientIndex, IndexEntry};
pub use journal::{Durability, Journal, JournalEntry, JournalError, Journaling, RemovedRecord};
pub use keys::{StoredKind, stored_kind};
pub use replica::{Replica, Touched};
pub use repository::{Repository, Saved};
pub use save_error::SaveError;
pub use seal::{SEALED, Seal, SealError, Sealing};
pub use space::{SPACE, space_of_record};
pub use stored::{Stored, Unreadable};
pub use yielding::{Yield, YieldFuture};
