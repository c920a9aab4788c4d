//! One edit of many clients, each read and written once.
//!
//! Invariants: an edit that fails for one client has changed nothing of it, and is made to the others
//! all the same, unless the store itself refuses; what was changed is one change, undone as one.

use std::sync::Arc;

use crate::domain::{Client, ClientId};

use super::{Change, ChangeSet, Replica, SaveError, Saved, keys::client_key};

/// Why one of many clients was not changed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotChanged<E> {
    /// It is not there any more.
    #[error("the client is gone")]
    Gone,
    /// The edit cannot be made to it.
    #[error("the edit cannot be made")]
    Refused(E),
    /// It could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// The outcome of an edit of many clients.
#[derive(Clone, Debug, PartialEq)]
pub struct Each<E> {
    /// How many were changed.
    pub changed: usize,
    /// How many were so already.
    pub unchanged: usize,
    /// The others, and why not.
    pub failed: Vec<(ClientId, NotChanged<E>)>,
}

impl Replica {
    /// Makes an edit to each of these clients that can take it, as they are stored now. All the
    /// edits together are one change, which can be undone.
    pub async fn change_each<E>(
        &mut self,
        ids: &[ClientId],
        edit: impl Fn(&Client) -> Result<Client, E>,
    ) -> Each<E> {
        let mut each = Each {
            changed: 0,
            unchanged: 0,
            failed: Vec::new(),
        };
        let mut made = ChangeSet::default();
        let mut refusal = None;
        for (at, id) in ids.iter().enumerate() {
            if let Some(error) = &refusal {
                each.failed
                    .push((*id, NotChanged::Save(SaveError::clone(error))));
                continue;
            }
            match self.repository.edit_client(*id, &edit).await {
                Ok(Some(Saved { rev, before, after })) => {
                    let after = Arc::new(after);
                    // Lists have its summary: the client itself is kept only if it was read.
                    self.insert(rev, Arc::clone(&after), false);
                    made.clients.push(Change {
                        before: before.map(Arc::new),
                        after: Some(after),
                    });
                }
                Ok(None) => each.unchanged += 1,
                Err(error) => {
                    if let NotChanged::Save(error) = &error {
                        refusal = error.is_of_store().then(|| error.clone());
                    }
                    // Another tab's change may be the reason; if the store went away, the error says so.
                    self.read_key(&client_key(*id)).await.ok();
                    each.failed.push((*id, error));
                }
            }
            self.repository.yield_now(ids.len() - at - 1).await;
        }
        each.changed = made.clients.len();
        if 0 < each.changed {
            let changed = made.client_ids().collect();
            self.save_summaries(changed).await;
            self.note_done(made, |_| None);
        }
        each
    }
}
