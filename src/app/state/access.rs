//! How the records come onto the page: read at once, or behind the closed door.

use leptos::prelude::*;

use super::{Store, deferred::DeferredCommand};
use crate::{
    platform,
    platform::LocalBackend,
    storage::{MemoryBackend, Replica, Repository, bin_expired},
};

/// Whether the records can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccessState {
    /// They are being read.
    Opening,
    /// They are locked.
    Locked,
    /// They are here.
    Open,
}

impl Store {
    /// Reads the records, or shows the closed door.
    pub(super) async fn read(self) {
        let today = self.today.get_untracked();
        let opened = match LocalBackend::open().map(Repository::new) {
            Ok(repository) => match repository.lock() {
                Ok(Some(lock)) => {
                    self.lock_text.set_value(Some(lock));
                    self.access.set(AccessState::Locked);
                    return;
                }
                Ok(None) => Replica::begin(repository, today).await,
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        let opened = match opened {
            Ok(replica) => Ok(replica),
            Err(error) => {
                self.unavailable.set(Some(error.to_string()));
                Replica::begin(Repository::new(MemoryBackend::default()), today).await
            }
        };
        // The memory can always be asked.
        if let Ok(replica) = opened {
            self.admit(replica).await;
        }
    }

    /// Shows the records.
    pub(super) async fn admit(self, mut replica: Replica) {
        if !platform::has_locks() {
            // Where this fails, each write will, and say so.
            replica
                .repository_mut()
                .claim(platform::random_number())
                .ok();
        }
        let shared = self.replica.get_value();
        let mut place = shared.lock().await;
        self.show(&mut replica);
        let scan_left = replica.scan_left();
        *place = Some(replica);
        drop(place);
        self.touch();
        self.scan(scan_left);
        self.access.set(AccessState::Open);
        if self.has_old_bin() {
            self.defer(DeferredCommand::EmptyOldBin);
        }
    }

    fn has_old_bin(self) -> bool {
        let today = self.today.get_untracked();
        self.summaries.with_untracked(|all| {
            all.values()
                .any(|listed| bin_expired(&listed.summary, today))
        })
    }
}
