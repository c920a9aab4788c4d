//! The commands of the first page that read or change records: their code lies in a file of its own,
//! fetched after the first paint, so that the list is there sooner.
// The split point is a foreign function of the first file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::{AccessState, Store};
use crate::{
    domain::{CivilDate, ClientId},
    platform::split_point,
    storage::SaveError,
};

/// A command of the first page.
#[derive(Clone, Debug, PartialEq)]
pub enum DeferredCommand {
    /// Open the records for every command, and look at all of them.
    Open,
    /// Look at all records again.
    Refresh,
    /// Read the record under a key.
    ReadKey(String),
    /// Read the clients that a page shows.
    ReadClients(PageClients),
    /// Undo the last change.
    Undo,
    /// Redo what was undone last.
    Redo,
    /// Leave a client out of the priority list until a day, or no longer.
    Snooze(ClientId, Option<CivilDate>),
    /// Make this tab the one that writes.
    WriteHere,
}

/// The records that a page reads from the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NeededRecords {
    /// No record: the lock screen reads none.
    None,
    /// All records but the clients.
    AllButClients,
    /// One client, beside all records that are no clients.
    WithClient(ClientId),
    /// All.
    All,
}

/// The reading of the clients that a page shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageClients {
    pub(super) needed: NeededRecords,
    left: RwSignal<usize>,
    result: RwSignal<Option<Result<(), ReadError>>>,
}

/// The clients of a page were not read.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// The code that reads them could not be fetched.
    NotFetched,
    /// The store refused.
    Store(SaveError),
}

impl PageClients {
    /// Begins to read the clients that a page needs.
    pub fn read(store: Store, needed: NeededRecords) -> Self {
        let is_read = store.has_read(needed);
        let clients = Self {
            needed,
            left: RwSignal::new(0),
            result: RwSignal::new(is_read.then_some(Ok(()))),
        };
        clients.read_again(store);
        clients
    }

    /// Begins again, if it failed.
    pub fn read_again(self, store: Store) {
        let is_read = self
            .result
            .with_untracked(|result| matches!(result, Some(Ok(()))));
        if !is_read {
            self.result.set(None);
            store.defer(DeferredCommand::ReadClients(self));
        }
    }

    /// How many clients are left to be read.
    pub fn left(self) -> usize {
        self.left.get()
    }

    /// Whether they are here, or why not; none while they are being read.
    pub fn result(self) -> Option<Result<(), ReadError>> {
        self.result.get()
    }

    pub(super) fn set_left(self, left: usize) {
        // The page may be gone by now, as below.
        self.left.try_set(left);
    }

    pub(super) fn set_read(self, read: Result<(), SaveError>) {
        self.result.try_set(Some(read.map_err(ReadError::Store)));
    }
}

impl Store {
    /// Takes back the last change.
    pub fn undo(self) {
        self.defer(DeferredCommand::Undo);
    }

    /// Makes again what was taken back last.
    pub fn redo(self) {
        self.defer(DeferredCommand::Redo);
    }

    /// Leaves a client out of the priority list until a day; `None` takes it in again.
    pub fn snooze(self, client: ClientId, until: Option<CivilDate>) {
        self.defer(DeferredCommand::Snooze(client, until));
    }

    /// Makes this tab the one that writes, if the browser cannot let tabs wait for each other.
    pub fn write_here(self) {
        self.defer(DeferredCommand::WriteHere);
    }

    pub(super) fn defer(self, command: DeferredCommand) {
        let page_clients = match command {
            DeferredCommand::ReadClients(clients) => Some(clients),
            _ => None,
        };
        spawn_local(async move {
            if carry_out(self, command).await.is_err() {
                match page_clients {
                    Some(clients) => {
                        clients.result.try_set(Some(Err(ReadError::NotFetched)));
                    }
                    None => self.show_toast(self.text().page_not_fetched()),
                }
                // The page says what is the matter in the browser's language, better than not at all.
                if self.access.get_untracked() == AccessState::Opening {
                    self.access.set(AccessState::Open);
                }
            }
        });
    }

    fn open_now(self) {
        spawn_local(async move {
            let is_opening = self.access.get_untracked() == AccessState::Opening;
            let opened = if is_opening {
                self.read_others().await
            } else {
                self.with_replica(None, async |_| Ok(())).await
            };
            if let Err(error) = opened {
                self.tell_of_reading(&error);
            }
            if is_opening {
                self.access.set(AccessState::Open);
            }
        });
    }

    pub(super) fn empty_old_bin(self) {
        let today = self.today.get_untracked();
        spawn_local(async move {
            let emptied = self.command(async |replica| replica.empty_old_bin(today).await);
            if let Err(error) = emptied.await {
                // Nobody waits for it: it is tried again at the next start.
                leptos::logging::warn!("the bin was not emptied: {error}");
            }
        });
    }
}

split_point!(records;
    fn carry_out(store: Store, command: DeferredCommand) -> Result<(), SplitLoaderError> {
        carry_out_now(store, command);
        Ok(())
    }
);

fn carry_out_now(store: Store, command: DeferredCommand) {
    match command {
        DeferredCommand::Undo => store.undo_now(),
        DeferredCommand::Redo => store.redo_now(),
        DeferredCommand::Snooze(client, until) => store.snooze_now(client, until),
        DeferredCommand::WriteHere => store.write_here_now(),
        DeferredCommand::Open => store.open_now(),
        DeferredCommand::Refresh => store.refresh_now(),
        DeferredCommand::ReadKey(key) => store.read_key_now(key),
        DeferredCommand::ReadClients(clients) => store.read_page_clients_now(clients),
    }
}
