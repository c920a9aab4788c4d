//! What changes the records from the first page on: its code lies in the file of the pages, so that
//! the list is there sooner.
// The split point is a foreign function of the first file.
#![allow(unsafe_code)]
// Where the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;
#[cfg(split)]
use wasm_split_helpers::wasm_split;

use super::Store;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeferredCommand {
    /// Taking the last change back.
    Undo,
    /// Making this tab the one that writes.
    WriteHere,
    /// Taking away for good what has been in the bin for its time.
    EmptyOldBin,
}

impl Store {
    /// Takes back the last change.
    pub fn undo(self) {
        self.defer(DeferredCommand::Undo);
    }

    /// Makes this tab the one that writes, where the browser cannot let tabs wait for each other.
    pub fn write_here(self) {
        self.defer(DeferredCommand::WriteHere);
    }

    pub(super) fn defer(self, command: DeferredCommand) {
        spawn_local(async move {
            if carry_out(self, command).await.is_err() {
                self.show_toast(self.text().page_not_fetched());
            }
        });
    }

    fn empty_old_bin(self) {
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

#[cfg(split)]
#[wasm_split(client, fallible)]
fn carry_out(store: Store, command: DeferredCommand) -> Result<(), SplitLoaderError> {
    carry_out_now(store, command);
    Ok(())
}

/// Where nothing is split, the code is simply there.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as where it is split")]
async fn carry_out(store: Store, command: DeferredCommand) -> Result<(), SplitLoaderError> {
    carry_out_now(store, command);
    Ok(())
}

fn carry_out_now(store: Store, command: DeferredCommand) {
    match command {
        DeferredCommand::Undo => store.undo_now(),
        DeferredCommand::WriteHere => store.write_here_now(),
        DeferredCommand::EmptyOldBin => store.empty_old_bin(),
    }
}
