//! Access to the records: the first view at once, the rest after the first paint, or behind the lock
//! screen.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Store, deferred::DeferredCommand, exclusive::RECORDS, yielding::BrowserYield};
use crate::{
    platform,
    platform::{IndexedJournal, LocalBackend},
    storage::{BackendError, FirstView, MemoryBackend, Replica, Repository, SaveError},
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

/// The records as this page has them.
#[derive(Default)]
pub(super) enum Records {
    /// Locked, or not looked at yet.
    #[default]
    Locked,
    /// The records that the page shows first.
    First(FirstView),
    /// Open for every command.
    Open(Replica),
}

impl Records {
    /// The records' repository; none while they are locked.
    pub(super) const fn repository(&self) -> Option<&Repository> {
        match self {
            Self::Locked => None,
            Self::First(first) => Some(first.repository()),
            Self::Open(replica) => Some(replica.repository()),
        }
    }
}

impl Store {
    /// Shows the settings and the summaries, or the lock screen; then reads the rest.
    pub(super) async fn read(self) {
        // The start is two tasks, so that a tap is heard between them.
        platform::pause(Duration::ZERO).await;
        let first = match LocalBackend::open().map(Repository::new) {
            Ok(repository) => match repository.lock() {
                Ok(Some(lock)) => {
                    self.internals
                        .update_value(|internals| internals.lock_text = Some(lock));
                    self.access.set(AccessState::Locked);
                    return;
                }
                Ok(None) => self.first_view(repository).await,
                Err(error) => Err(error),
            },
            Err(error) => Err(error),
        };
        let first = match first {
            Ok(first) => Ok(first),
            Err(error) => self.in_memory(&error).await,
        };
        // The memory can always be asked.
        if let Ok(first) = first {
            self.show_first(first).await;
        }
    }

    /// An empty view of records that end with the page; the banner says why.
    async fn in_memory(self, error: &BackendError) -> Result<FirstView, BackendError> {
        self.unavailable.set(Some(error.to_string()));
        self.first_view(Repository::new(MemoryBackend::default()))
            .await
    }

    async fn first_view(self, repository: Repository) -> Result<FirstView, BackendError> {
        FirstView::read(repository, self.today.get_untracked()).await
    }

    async fn show_first(self, first: FirstView) {
        let entries = first.index.entries();
        let ids: Vec<_> = entries.map(|(id, _)| id).collect();
        let settings = first.settings;
        self.show_summaries(&first.index, &ids);
        self.scan_left.set(usize::from(first.has_unread));
        *self.records.get_value().lock().await = Records::First(first);
        self.record_activity();
        // The page is made in a task of its own.
        platform::pause(Duration::ZERO).await;
        // Without its settings no page has its language: it waits for them.
        let Some(settings) = settings else {
            self.access.set(AccessState::Opening);
            return self.defer(DeferredCommand::Open);
        };
        self.settings.set(settings);
        self.access.set(AccessState::Open);
        spawn_local(async move {
            platform::painted().await;
            platform::mark("first-view");
            self.defer(DeferredCommand::Open);
        });
    }

    /// Shows the records behind the lock screen.
    ///
    /// # Errors
    /// [`SaveError`] if the store cannot be read.
    pub(super) async fn unlock_records(self, repository: Repository) -> Result<(), SaveError> {
        let first = self.first_view(repository).await?;
        self.show_first(first).await;
        Ok(())
    }

    /// Brings back what the journal has kept and the storage has lost, and says so.
    pub(super) async fn bring_back(self, replica: &mut Replica) {
        match replica.recover().await {
            Ok(0) => {}
            Ok(count) => {
                self.show_toast(&self.text().brought_back(count));
                self.reload_on_other_lock();
            }
            Err(error) => self.tell_of_reading(&error),
        }
    }

    /// Opens the records for every command, if they are not yet.
    pub(super) async fn open_records(self, records: &mut Records) {
        let first = match std::mem::take(records) {
            Records::First(first) => first,
            other => {
                *records = other;
                return;
            }
        };
        let opened = match Replica::continue_from(first) {
            Ok(replica) => Ok(replica),
            // The storage went away since the page began.
            Err(error) => self
                .in_memory(&error)
                .await
                .and_then(Replica::continue_from),
        };
        // The memory can always be asked.
        let Ok(mut replica) = opened else {
            return;
        };
        let yielding = Box::new(BrowserYield::of(self));
        replica.repository_mut().set_yield(yielding);
        if self.unavailable.with_untracked(Option::is_none) {
            let journal = Box::new(IndexedJournal::default());
            replica.repository_mut().set_journal(journal);
            // No tab may change the records meanwhile.
            let exclusive = platform::exclusive(RECORDS).await;
            self.bring_back(&mut replica).await;
            drop(exclusive);
        }
        if !platform::has_locks() {
            // If this fails, each write does, and says so.
            replica
                .repository_mut()
                .claim(platform::random_number())
                .ok();
        }
        self.show(&mut replica);
        self.scan(replica.scan_left());
        *records = Records::Open(replica);
        platform::mark("records-open");
    }
}
