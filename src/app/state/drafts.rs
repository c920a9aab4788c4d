//! Drafts: what was typed into forms and not saved.

use wasm_bindgen_futures::spawn_local;

use super::{Store, exclusive::RECORDS};
use crate::storage::{Repository, SaveError};

impl Store {
    /// The unsaved text of a form.
    ///
    /// # Errors
    /// [`SaveError`] if it cannot be read.
    pub async fn draft(self, form: &str) -> Result<Option<String>, SaveError> {
        self.with_replica(None, async |replica| replica.repository().draft(form).await)
            .await
    }

    /// Keeps what is typed into a form. If that fails, it is still in the form, and saving tells.
    pub fn keep_draft(self, form: String, text: String) {
        self.write_draft(Some(RECORDS), form, text);
    }

    /// The same, without waiting for other tabs: a page that is left has no time. No other tab writes
    /// this draft, and none that has just put a lock on gets a text in the clear.
    pub fn keep_draft_at_once(self, form: String, text: String) {
        self.write_draft(None, form, text);
    }

    fn write_draft(self, right: Option<&'static str>, form: String, text: String) {
        spawn_local(async move {
            let kept = self.with_replica(right, async |replica| {
                replica.repository().save_draft(&form, &text).await
            });
            // The typed text is still in the form, and saving it tells of what is wrong.
            kept.await.ok();
        });
    }

    /// Works on the draft that holds the private keys of a live class or team, which nothing can make again:
    /// after what the storage has lost was brought back. What is written is in the journal once this is done.
    ///
    /// # Errors
    /// [`SaveError`] of the work, or if it cannot be done now.
    pub async fn with_live_keys<T>(
        self,
        work: impl AsyncFnOnce(&Repository) -> Result<T, SaveError>,
    ) -> Result<T, SaveError> {
        self.run_exclusive(Some(RECORDS), async |replica| {
            work(replica.repository()).await
        })
        .await
    }

    /// The draft that holds the private keys of a live class or team.
    ///
    /// # Errors
    /// As [`Store::with_live_keys`].
    pub async fn live_keys(self, draft: &str) -> Result<Option<String>, SaveError> {
        self.with_live_keys(async |records| records.draft(draft).await)
            .await
    }

    /// Gives up the private keys of a live class or team.
    pub async fn remove_live_keys(self, draft: &str) {
        let removed = self.with_live_keys(async |records| records.remove_draft(draft));
        // Keys that stay are of what is gone, and open nothing that the broker still has.
        removed.await.ok();
    }

    /// Takes a form's draft away.
    pub fn drop_draft(self, form: String) {
        spawn_local(async move {
            let dropped = self.with_replica(Some(RECORDS), async |replica| {
                replica.repository().remove_draft(&form)
            });
            // A draft that stays is offered once more, and can be thrown away there.
            dropped.await.ok();
        });
    }
}
