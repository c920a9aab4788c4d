//! How the records come onto the page: read at once, or behind the closed door.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Store, later::Deed};
use crate::{
    domain::Client,
    platform,
    platform::LocalBackend,
    storage::{MemoryBackend, Repository, Tab, is_over},
};

/// Whether the records can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
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
        let opened = match LocalBackend::open().map(Repository::new) {
            Ok(repository) => match repository.lock() {
                Ok(Some(lock)) => {
                    self.lock_text.set_value(Some(lock));
                    self.gate.set(Gate::Locked);
                    return;
                }
                Ok(None) => Tab::open(repository).await,
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        let opened = match opened {
            Ok(tab) => Ok(tab),
            Err(error) => {
                self.unavailable.set(Some(error.to_string()));
                Tab::open(Repository::new(MemoryBackend::default())).await
            }
        };
        // The memory can always be asked.
        if let Ok(tab) = opened {
            self.admit(tab).await;
        }
    }

    /// Shows the records.
    pub(super) async fn admit(self, mut tab: Tab) {
        if !platform::has_locks() {
            // Where this fails, each write will, and say so.
            tab.repository_mut().claim(platform::random_number()).ok();
        }
        let shared = self.tab.get_value();
        let mut place = shared.lock().await;
        self.show(&tab);
        *place = Some(tab);
        drop(place);
        self.touch();
        self.gate.set(Gate::Open);
        if self.has_old_bin() {
            self.later(Deed::EmptyOldBin);
        }
    }

    fn has_old_bin(self) -> bool {
        let today = self.today.get_untracked();
        let is_old = |client: &Arc<Client>| is_over(client, today);
        untrack(|| self.bin()).iter().any(is_old)
    }
}
