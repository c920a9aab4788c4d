//! The states that may be stored, computed without the merge that is tested.

use std::{mem, sync::Arc};

use trust_velocity::{
    documents::{DocumentId, OpaqueDocument},
    domain::{Client, ClientId, EditError, Record, Summary},
    storage::{Backend, Change, NotChanged, Replica, Repository, SaveError, Version},
};

use super::world::{World, Written, foreign_text};
use crate::{backends::now, records};

/// A document before and after an edit.
type DocumentEdit = (DocumentId, Change<Option<OpaqueDocument>>);

impl World {
    /// Takes the records as they are stored now if their changes were not confirmed: they may be as they were
    /// at any time.
    pub(super) fn accept_unconfirmed(&mut self) {
        let read = self.read();
        for (_, written) in self.unconfirmed.clone() {
            self.accept(written, &read);
        }
    }

    /// Takes what is stored as what is expected.
    pub(super) fn accept(&mut self, written: Written, read: &Replica) {
        match written {
            Written::Client(id) => {
                let stored = read.client(id).map(|client| Client::clone(client));
                self.expected.insert(id, vec![stored]);
            }
            Written::Document(id) => {
                let stored = read.document(id).cloned();
                self.documents.insert(id, vec![stored]);
            }
        }
    }

    /// Revs begin anew after a removal: the journal cannot tell whether a text that it does not know is
    /// an earlier one, and it stays.
    pub(super) fn accept_unknown(&mut self) {
        let read = self.read();
        let stored = self.faulty.shared.keys().unwrap();
        let removed = mem::take(&mut self.removed);
        for written in mem::take(&mut self.unknown) {
            if removed.contains(&written) && stored.contains(&written.key()) {
                self.accept(written, &read);
            }
        }
    }

    /// Takes the records of something else as they are stored now: they are not in the journal, and may be
    /// lost, or be there again.
    pub(super) fn accept_foreign(&mut self) {
        let read = self.read();
        for id in (1..10).map(ClientId::new) {
            let key = format!("trust-velocity/client/{id}");
            let stored = self.faulty.shared.get(&key).unwrap();
            let foreign = stored.filter(|text| *text == foreign_text(id));
            match foreign {
                Some(text) => {
                    self.expected.remove(&id);
                    self.foreign.insert(id, text);
                }
                None if self.foreign.remove(&id).is_some() => {
                    let stored = read.client(id).map(|client| Client::clone(client));
                    self.expected.insert(id, vec![stored]);
                }
                None => {}
            }
        }
    }

    /// An acknowledged edit is stored; one that was not may be stored, in part, only if the storage
    /// failed during it.
    pub(super) fn note(&mut self, edits: &[Change<Version>], done: &Result<(), SaveError>) {
        let went_wrong = self.faulty.is_broken();
        for Change { before, after } in edits {
            let (base, wanted) = (before, after);
            let Some(id) = base.as_ref().or(wanted.as_ref()).map(|client| client.id()) else {
                continue;
            };
            let before = self.expected.get(&id).cloned().unwrap_or(vec![None]);
            let after = before
                .iter()
                .filter_map(|theirs| applied(base.as_deref(), wanted.as_deref(), theirs.as_ref()));
            let after: Vec<_> = after.collect();
            let allowed = match done {
                Ok(()) => after,
                Err(_) if went_wrong => [before, after].concat(),
                Err(_) => before,
            };
            self.expected.insert(id, allowed);
        }
    }

    /// An edit of each client is stored of those for which it was acknowledged, as [`Self::note`] has it.
    pub(super) fn note_each(
        &mut self,
        ids: &[ClientId],
        failed: &[(ClientId, NotChanged<EditError>)],
        edit: &dyn Fn(&Client) -> Result<Client, EditError>,
    ) {
        let went_wrong = self.faulty.is_broken();
        for id in ids {
            let before = self.expected.get(id).cloned().unwrap_or(vec![None]);
            let after = before.iter().flatten();
            let after: Vec<_> = after
                .filter_map(|client| edit(client).ok())
                .map(Some)
                .collect();
            let failure = failed.iter().find(|(other, _)| other == id);
            let allowed = match failure {
                None => after,
                Some(_) if went_wrong => [before, after].concat(),
                Some(_) => before,
            };
            self.expected.insert(*id, allowed);
        }
    }

    /// As [`Self::note`]; documents are not merged, so an edit from another state is refused.
    pub(super) fn note_documents(
        &mut self,
        edits: Vec<DocumentEdit>,
        done: &Result<(), SaveError>,
    ) {
        let went_wrong = self.faulty.is_broken();
        for (id, Change { before, after }) in edits {
            let (base, wanted) = (before, after);
            let mut allowed = self.documents.remove(&id).unwrap_or_else(|| vec![None]);
            match done {
                Ok(()) => {
                    assert!(allowed.contains(&base), "{base:?} is none of {allowed:?}");
                    allowed = vec![wanted];
                }
                Err(_) if went_wrong => allowed.push(wanted),
                Err(_) => {}
            }
            self.documents.insert(id, allowed);
        }
    }

    /// The view of a page that has looked at all keys, and then read all clients: it has the summary of
    /// each as it is stored.
    pub(super) fn read(&self) -> Replica {
        let repository = Repository::new(self.faulty.clone());
        let mut replica = now(Replica::begin(repository, records::today())).unwrap();
        now(replica.scan(usize::MAX)).unwrap();
        let entries = replica.index().entries();
        let listed: Vec<_> = entries
            .map(|(_, entry)| Summary::clone(&entry.summary))
            .collect();
        now(replica.read_all_clients(usize::MAX)).unwrap();
        let assumptions = replica.settings().assumptions;
        let summary = |client: &Arc<Client>| Summary::of(client, &assumptions, records::today());
        assert!(listed.into_iter().eq(replica.clients().map(summary)));
        replica
    }

    /// The stored records are the expected ones, and foreign keys are untouched.
    pub(super) fn check(&mut self) {
        let read = self.read();
        for (id, allowed) in &mut self.expected {
            if self.foreign.contains_key(id) {
                continue;
            }
            let stored = read.client(*id).map(|client| Client::clone(client));
            let is_allowed = allowed
                .iter()
                .any(|allowed| alike(allowed.as_ref(), stored.as_ref()));
            assert!(is_allowed, "{id}: {stored:#?} is none of {allowed:#?}");
            *allowed = vec![stored];
        }
        for (id, allowed) in &mut self.documents {
            let stored = read.document(*id).cloned();
            assert!(
                allowed.contains(&stored),
                "{stored:?} is none of {allowed:?}"
            );
            *allowed = vec![stored];
        }
        for (id, text) in &self.foreign {
            let key = format!("trust-velocity/client/{id}");
            assert_eq!(self.faulty.shared.get(&key).unwrap().as_ref(), Some(text));
        }
    }
}

/// The expected result of an edit of a stored client, computed without the merge that is tested:
/// entry by entry. `None` if it must be refused.
#[allow(
    clippy::option_option,
    reason = "no result, and a result that is nothing"
)]
fn applied(
    base: Option<&Client>,
    wanted: Option<&Client>,
    theirs: Option<&Client>,
) -> Option<Option<Client>> {
    let (Some(wanted), Some(theirs), Some(base)) = (wanted, theirs, base) else {
        return Some(wanted.cloned());
    };
    // A change that was cut short may have been made already.
    if theirs == wanted {
        return Some(Some(theirs.clone()));
    }
    let mut client = theirs.clone();
    for id in base
        .history()
        .iter()
        .chain(&wanted.history())
        .map(Record::id)
    {
        match wanted.record(id) {
            same if same == base.record(id) => {}
            Some(record) => client.put(record).ok()?,
            None => {
                client.remove(id);
            }
        }
    }
    if base.profile != wanted.profile {
        client.profile = wanted.profile.clone();
    }
    let is_moved = base.binned() != wanted.binned();
    let is_theirs_moved = base.binned() != theirs.binned();
    let content = |client: &Client| (client.history(), client.profile.clone());
    let is_edited = content(base) != content(wanted);
    let is_theirs_edited = content(base) != content(theirs);
    let day = if is_moved && !is_theirs_edited {
        wanted.binned()
    } else if is_theirs_moved && !is_edited {
        theirs.binned()
    } else if is_moved || is_theirs_moved {
        None
    } else {
        theirs.binned()
    };
    client = match day {
        Some(day) => client.into_bin(day),
        None => client.out_of_bin(),
    };
    Some(Some(client))
}

/// The order of entries on different dates does not matter.
fn alike(a: Option<&Client>, b: Option<&Client>) -> bool {
    let content = |client: &Client| {
        let mut history = client.history();
        history.sort_by_key(|record| (record.date(), record.id()));
        (
            client.id(),
            client.profile.clone(),
            client.binned(),
            format!("{history:?}"),
        )
    };
    a.map(content) == b.map(content)
}
