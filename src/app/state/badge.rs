//! The count of clients to follow up, on the installed app's icon.
//!
//! Invariant: the icon tells nothing of locked records, and nothing if the person does not want it.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Store, exclusive::RECORDS};
use crate::{platform, storage::SaveError};

impl Store {
    /// Shows the count a moment later: nobody waits for it.
    pub(super) fn update_badge(self) {
        if !platform::has_badge() {
            return;
        }
        spawn_local(async move {
            platform::pause(Duration::ZERO).await;
            let count = match self.shows_badge().await {
                Ok(true) => {
                    let waiting = self.internals.with_value(|internals| internals.waiting);
                    waiting.get_untracked()
                }
                // A locked store tells nothing, nor does one that cannot be read.
                Ok(false) | Err(_) => 0,
            };
            platform::show_badge(count);
        });
    }

    /// Whether the person wants the count, on this device.
    ///
    /// # Errors
    /// [`SaveError`] if that cannot be read, or the records are locked.
    pub async fn shows_badge(self) -> Result<bool, SaveError> {
        self.with_replica(None, async |replica| {
            Ok(replica.repository().shows_badge()?)
        })
        .await
    }

    /// Chooses whether the icon shows the count, on this device.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn set_shows_badge(self, shows: bool) -> Result<(), SaveError> {
        self.with_replica(Some(RECORDS), async |replica| {
            Ok(replica.repository().set_shows_badge(shows)?)
        })
        .await?;
        self.update_badge();
        Ok(())
    }
}
