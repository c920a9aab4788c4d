//! From the view of the records to the signals that pages follow.
//!
//! Invariant: only signals whose value is another now are set.

use std::sync::Arc;

use leptos::prelude::*;
use litemap::LiteMap;

use super::{Listed, StorageStatus, Store};
use crate::{
    domain::ClientId,
    storage::{ClientIndex, Replica},
};

impl Store {
    pub(super) fn show_summaries(self, index: &ClientIndex, ids: &[ClientId]) {
        let listed = ids.iter().map(|id| {
            let listed = index.entry(*id).map(|entry| Listed {
                summary: Arc::clone(&entry.summary),
                is_current: entry.is_current,
            });
            (*id, listed)
        });
        set_changed(self.summaries, listed);
    }

    /// Shows what has changed in the view.
    pub(super) fn show(self, replica: &mut Replica) {
        fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
            if signal.with_untracked(|old| *old != value) {
                signal.set(value);
            }
        }
        let touched = replica.take_touched();
        self.show_summaries(replica.index(), &touched.clients);
        let clients = touched.clients.into_iter();
        let clients = clients.map(|id| (id, replica.client(id).cloned()));
        set_changed(self.clients, clients);
        let repository = replica.repository();
        if touched.others {
            set(self.myself, Arc::clone(replica.myself()));
            let documents = replica.documents();
            let documents = documents.map(|(id, document)| (id, document.clone()));
            set(self.documents, documents.collect());
            set(self.settings, *replica.settings());
            set(self.unreadable, replica.unreadable().cloned().collect());
        }
        set(
            self.storage_status,
            StorageStatus {
                space_used: repository.space_used(),
                changes: replica.changes_since_backup(),
                backup_log: replica.backup_log().clone(),
                may_write: repository.may_write().unwrap_or(true),
                durability: repository.durability(),
                removed: Arc::clone(replica.removed()),
            },
        );
    }
}

/// Sets the entries of a map that are others now; tells nobody if none is.
fn set_changed<T: Clone + PartialEq + Send + Sync + 'static>(
    signal: RwSignal<LiteMap<ClientId, T>>,
    entries: impl Iterator<Item = (ClientId, Option<T>)>,
) {
    let changed = signal.with_untracked(|known| {
        let changed = entries.filter(|(id, entry)| known.get(id) != entry.as_ref());
        changed.collect::<Vec<_>>()
    });
    if changed.is_empty() {
        return;
    }
    signal.update(|known| {
        for (id, entry) in changed {
            match entry {
                Some(entry) => _ = known.insert(id, entry),
                None => _ = known.remove(&id),
            }
        }
    });
}
