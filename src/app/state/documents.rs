//! The commands that change exercises and sessions.

use super::Store;
use crate::{
    documents::{DocumentId, OpaqueDocument},
    storage::{ChangeSet, SaveError},
};

impl Store {
    /// Makes of a document what `edit` makes of its newest version, `None` being nothing there: no
    /// other tab changes it meanwhile. Tells what `edit` gave beside the document; if it gives no
    /// document at all, nothing is stored. Nothing is said of it, and it is not among the changes to undo:
    /// it is the app's own, such as an answer that a phone was told is received.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn edit_document<T>(
        self,
        id: DocumentId,
        edit: impl FnOnce(Option<&OpaqueDocument>) -> (Option<OpaqueDocument>, T),
    ) -> Result<T, SaveError> {
        self.command(async |replica| {
            replica.read_document(id).await?;
            let base = replica.document(id).cloned();
            let (wanted, told) = edit(base.as_ref());
            if wanted.is_some() && wanted != base {
                let change = ChangeSet::of_document(id, base, wanted);
                replica.make(change).await?;
            }
            Ok(told)
        })
        .await
        .inspect(|_| self.ask_to_persist())
    }

    /// Takes a document away, and tells so with the way to take that back.
    ///
    /// # Errors
    /// [`SaveError`]; then it is still there.
    pub async fn remove_document(self, id: DocumentId, words: &str) -> Result<(), SaveError> {
        let base = self.document(id);
        let wanted = ChangeSet::of_document(id, base, None);
        self.change(wanted, words).await
    }
}
