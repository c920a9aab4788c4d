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
pub enum Deed {
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
        self.later(Deed::Undo);
    }

    /// Makes this tab the one that writes, where the browser cannot let tabs wait for each other.
    pub fn write_here(self) {
        self.later(Deed::WriteHere);
    }

    pub(super) fn later(self, deed: Deed) {
        spawn_local(async move {
            if carry_out(self, deed).await.is_err() {
                self.tell(self.text().page_not_fetched());
            }
        });
    }

    fn empty_old_bin(self) {
        let today = self.today.get_untracked();
        spawn_local(async move {
            let emptied = self.command(async |tab| tab.empty_old_bin(today).await);
            if let Err(error) = emptied.await {
                // Nobody waits for it: it is tried again at the next start.
                leptos::logging::warn!("the bin was not emptied: {error}");
            }
        });
    }
}

#[cfg(split)]
#[wasm_split(client, fallible)]
fn carry_out(store: Store, deed: Deed) -> Result<(), SplitLoaderError> {
    carry_out_now(store, deed);
    Ok(())
}

/// Where nothing is split, the code is simply there.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as where it is split")]
async fn carry_out(store: Store, deed: Deed) -> Result<(), SplitLoaderError> {
    carry_out_now(store, deed);
    Ok(())
}

fn carry_out_now(store: Store, deed: Deed) {
    match deed {
        Deed::Undo => store.undo_now(),
        Deed::WriteHere => store.write_here_now(),
        Deed::EmptyOldBin => store.empty_old_bin(),
    }
}
