//! Changes of the records that can be reversed.
//!
//! Invariant: reversing a change twice gives the change; undo and giving up a change that failed
//! half-way are both the reversed change.

use std::sync::Arc;

use super::keys::{client_key, document_key};
use crate::{
    documents::{DocumentId, OpaqueDocument, UndoneDocument},
    domain::{Client, ClientId, Myself, Settings},
};

/// A client at some time; `None` if there was none.
pub type Version = Option<Arc<Client>>;

/// A value before and after.
///
/// ```
/// use trust_velocity::storage::Change;
/// let change = Change { before: 1, after: 2 };
/// assert_eq!(change.reversed(), Change { before: 2, after: 1 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// The value that the change was made from.
    pub before: T,
    /// The value that it leads to.
    pub after: T,
}

impl<T> Change<T> {
    /// The change that leads back.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self {
            before: self.after,
            after: self.before,
        }
    }
}

/// Undoes a change of a document that was changed again since: gives the document as it is stored now with
/// all that the version before the change has, or `None` if that cannot be told.
pub type Undo = fn(&UndoneDocument) -> Option<OpaqueDocument>;

/// A set of changes made in one command, before or after it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeSet {
    /// Clients, in the order in which they are changed.
    pub clients: Vec<Change<Version>>,
    /// The settings, if changed.
    pub settings: Option<Change<Settings>>,
    /// The person's own records, if changed.
    pub myself: Option<Change<Arc<Myself>>>,
    /// Documents, in the order in which they are changed; `None` if there was or will be none.
    pub documents: Vec<(DocumentId, Change<Option<OpaqueDocument>>)>,
}

impl ChangeSet {
    /// A change of clients alone.
    pub fn of_clients(clients: Vec<Change<Version>>) -> Self {
        Self {
            clients,
            ..Self::default()
        }
    }

    /// A change of one document alone.
    pub fn of_document(
        id: DocumentId,
        before: Option<OpaqueDocument>,
        after: Option<OpaqueDocument>,
    ) -> Self {
        Self {
            documents: vec![(id, Change { before, after })],
            ..Self::default()
        }
    }

    /// The keys of the clients and documents that are changed.
    pub(super) fn keys(&self) -> impl Iterator<Item = String> {
        let clients = self.client_ids().map(client_key);
        clients.chain(self.documents.iter().map(|(id, _)| document_key(*id)))
    }

    /// The clients that are changed.
    pub(super) fn client_ids(&self) -> impl Iterator<Item = ClientId> {
        self.clients.iter().filter_map(|change| {
            let version = change.before.as_ref().or(change.after.as_ref())?;
            Some(version.id())
        })
    }

    /// The changes that lead back, the last one first: it may have made room for the others.
    #[must_use]
    pub fn reversed(self) -> Self {
        let clients = self.clients.into_iter().rev().map(Change::reversed);
        let documents = self.documents.into_iter().rev();
        Self {
            clients: clients.collect(),
            settings: self.settings.map(Change::reversed),
            myself: self.myself.map(Change::reversed),
            documents: documents
                .map(|(id, change)| (id, change.reversed()))
                .collect(),
        }
    }
}
