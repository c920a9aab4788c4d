//! Reading a file and comparing it with the records here, in slices, till the person cancels it.

use std::sync::Arc;

use leptos::prelude::*;

use super::Step;
use crate::{
    app::state::{Store, use_store},
    exchange::{
        FileError,
        backup::{Backup, BackupReader, Here, Incoming, Plan, Planner},
    },
    i18n::Text,
    platform,
};

/// A backup, and the plan of its restore.
pub struct ReadBackup {
    /// The backup.
    pub backup: Arc<Backup>,
    /// The plan, with the first choices.
    pub plan: Plan,
    /// The records here when it was made.
    pub here: Here,
}

/// A running piece of work on a file.
#[derive(Clone, Copy)]
pub struct Work {
    store: Store,
    progress: RwSignal<Option<Progress>>,
    /// The number of the last work that was begun, or of its end.
    last: StoredValue<u32>,
}

/// How much of the work is done, in percent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Reading(usize),
    Comparing(usize),
}

impl Work {
    /// Nothing is done yet.
    pub fn new() -> Self {
        Self {
            store: use_store(),
            progress: RwSignal::new(None),
            last: StoredValue::new(0),
        }
    }

    /// Whether something is being done.
    pub fn is_busy(self) -> bool {
        self.progress.with(Option::is_some)
    }

    /// How far it is, in words; empty if nothing is done.
    pub fn words(self, text: Text) -> Option<String> {
        Some(match self.progress.get()? {
            Progress::Reading(percent) => text.reading_backup(&percent),
            Progress::Comparing(percent) => text.comparing_backup(&percent),
        })
    }

    /// Ends the work: nothing has been stored.
    pub fn cancel(self) {
        self.last.update_value(|last| *last += 1);
        self.progress.set(None);
    }

    /// Reads a text, and plans its restore; none if it was cancelled.
    pub(super) async fn read(self, text: Text, content: String) -> Result<Option<Step>, String> {
        let own = self.begin(Progress::Reading(0));
        platform::painted().await;
        let read = self.read_as(own, content).await;
        let words = |error: FileError| text.nothing_changed(&text.file_error(&error));
        let next = match read {
            Some(Ok(Incoming::Plain(backup))) => self.plan_as(own, Arc::new(backup)).await,
            Some(Ok(Incoming::Sealed(sealed))) => Some(Step::Open(sealed)),
            Some(Err(error)) => {
                self.end(own);
                return Err(words(error));
            }
            None => None,
        };
        self.end(own);
        Ok(next)
    }

    /// Plans the restore once more, after the records here have changed; none if it was cancelled.
    pub(super) async fn plan(self, backup: Arc<Backup>) -> Option<Step> {
        let own = self.begin(Progress::Comparing(0));
        let next = self.plan_as(own, backup).await;
        self.end(own);
        next
    }

    async fn read_as(self, own: u32, content: String) -> Option<Result<Incoming, FileError>> {
        let mut reader = match BackupReader::new(content) {
            Ok(reader) => reader,
            Err(error) => return Some(Err(error)),
        };
        let step = || {
            let read = reader.step();
            self.show(Progress::Reading(reader.percent()));
            read.transpose()
        };
        platform::in_slices(step, || self.is_last(own)).await
    }

    async fn plan_as(self, own: u32, backup: Arc<Backup>) -> Option<Step> {
        if !self.is_last(own) {
            return None;
        }
        let store = self.store;
        let here = untrack(|| Here {
            clients: store.all_clients(),
            settings: store.settings(),
            myself: store.myself(),
            documents: store.documents().into_iter().collect(),
        });
        let mut planner = Planner::new(&backup, here.clone(), store.measure());
        let step = || {
            let plan = planner.step();
            self.show(Progress::Comparing(planner.percent()));
            plan
        };
        let plan = platform::in_slices(step, || self.is_last(own)).await?;
        Some(Step::Look(Arc::new(ReadBackup { backup, plan, here })))
    }

    fn begin(self, progress: Progress) -> u32 {
        // The page may be gone by now: then nothing is begun.
        self.last.try_update_value(|last| *last += 1);
        self.progress.try_set(Some(progress));
        self.last.try_get_value().unwrap_or_default()
    }

    /// Whether this work was neither cancelled, nor followed by another, nor left with its page.
    fn is_last(self, own: u32) -> bool {
        self.last.try_get_value() == Some(own)
    }

    fn show(self, progress: Progress) {
        if self.progress.try_get_untracked().flatten() != Some(progress) {
            // The page may be gone by now.
            self.progress.try_set(Some(progress));
        }
    }

    fn end(self, own: u32) {
        if self.is_last(own) {
            self.progress.try_set(None);
        }
    }
}
