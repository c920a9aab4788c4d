//! The state of the storage: how safely the records are kept.

use std::sync::Arc;

use crate::{
    documents::BackupLog,
    storage::{Durability, RemovedRecord, SPACE},
};

/// How safely the records are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageStatus {
    /// How many of the [`SPACE`] characters are used.
    pub space_used: usize,
    /// How many changes no backup holds.
    pub changes: u64,
    /// The log of backups.
    pub backup_log: BackupLog,
    /// Whether this tab may write.
    pub may_write: bool,
    /// How durable a saved change is.
    pub durability: Durability,
    /// Records that something else has removed, and that can be put back.
    pub removed: Arc<Vec<RemovedRecord>>,
}

/// The share of the storage from which on the person is warned.
const FULL_SOON: f64 = 0.8;

impl StorageStatus {
    /// The share of the storage that is used, from 0; above 1 if a browser gives more.
    pub fn share_used(&self) -> f64 {
        self.space_used as f64 / SPACE as f64
    }

    /// How many characters are free, if a browser gives no more than others.
    pub const fn space_free(&self) -> usize {
        SPACE.saturating_sub(self.space_used)
    }

    /// Whether little room is left.
    pub fn is_nearly_full(&self) -> bool {
        FULL_SOON <= self.share_used()
    }
}
