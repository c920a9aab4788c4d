//! Two tabs over one store with faults, and a journal.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use trust_velocity::{
    documents::{DocumentId, OpaqueDocument},
    domain::{Client, ClientEdit, ClientId, EntryId, Name},
    storage::{Backend, Change, ChangeSet, Durability, Journal as _, Replica, Repository, Version},
};

use super::{
    edits::{add_or_bin, change, imported, put, remove},
    steps::{Act, Spoilt, Step},
};
use crate::{
    backends::{Fault, Faulty, MemoryJournal, now},
    records,
};

/// Every text that a change may have left under a client's key.
type Expected = BTreeMap<ClientId, Vec<Option<Client>>>;

/// A record that an act has written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Written {
    Client(ClientId),
    Document(DocumentId),
}

impl Written {
    pub(super) fn key(self) -> String {
        match self {
            Self::Client(id) => format!("trust-velocity/client/{id}"),
            Self::Document(id) => format!("trust-velocity/session/{}", id.entry()),
        }
    }
}

/// The tab of what was written by one that is gone.
const GONE: usize = 2;

pub(super) struct World {
    pub(super) faulty: Faulty,
    pub(super) journal: MemoryJournal,
    /// By tab: what it has written and the journal does not have yet.
    pub(super) unconfirmed: BTreeSet<(usize, Written)>,
    /// The records confirmed over another tab's change that never was: the journal may not know all their
    /// texts.
    pub(super) unknown: BTreeSet<Written>,
    /// The records removed, confirmed or not, since the last kill.
    pub(super) removed: BTreeSet<Written>,
    pub(super) tabs: [Replica; 2],
    /// By client: the state acknowledged last, and, if a change was cut short, the other possible
    /// ones.
    pub(super) expected: Expected,
    /// The same, by document.
    pub(super) documents: BTreeMap<DocumentId, Vec<Option<OpaqueDocument>>>,
    /// By client: what something else wrote there.
    pub(super) foreign: BTreeMap<ClientId, String>,
    /// By key: a shard of summaries as it was at some time.
    pub(super) shards: BTreeMap<String, String>,
}

/// A tab that has brought back what the journal has kept.
pub(super) fn open(faulty: &Faulty, journal: &MemoryJournal) -> Replica {
    let mut repository = Repository::new(faulty.clone());
    repository.set_journal(Box::new(journal.clone()));
    let mut replica = now(Replica::begin(repository, records::today())).unwrap();
    now(replica.recover()).unwrap();
    now(replica.read_all_clients(usize::MAX)).unwrap();
    now(replica.refresh()).unwrap();
    replica
}

impl World {
    pub(super) fn new() -> Self {
        let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
        Self {
            tabs: [open(&faulty, &journal), open(&faulty, &journal)],
            faulty,
            journal,
            unconfirmed: BTreeSet::new(),
            unknown: BTreeSet::new(),
            removed: BTreeSet::new(),
            expected: Expected::new(),
            documents: BTreeMap::new(),
            foreign: BTreeMap::new(),
            shards: BTreeMap::new(),
        }
    }

    pub(super) fn take(&mut self, step: Step) {
        match step {
            Step::Do(replica, client, act) => self.act(replica, client, act),
            Step::DoWhileBroken(replica, client, act, fault, after) => {
                self.faulty.breaks(fault, after);
                self.act(replica, client, act);
                self.faulty.mend();
            }
            Step::DoAndDie(replica, client, act, after) => {
                self.faulty.breaks(Fault::Blocked, after);
                self.act(replica, client, act);
                self.faulty.mend();
                self.reload(replica);
            }
            Step::Refresh(replica) => {
                now(self.tabs[replica].refresh()).unwrap();
            }
            Step::Reload(replica) => self.reload(replica),
            Step::Kill(writes) => self.kill(writes),
            Step::DoWithoutJournal(replica, client, act) => {
                self.journal.fails.set(true);
                self.act(replica, client, act);
                self.journal.fails.set(false);
            }
            Step::KillAndSave(writes) => self.kill_and_save(writes),
            Step::Wipe(replica) => self.wipe(replica),
            Step::RemoveElsewhere(replica, client, puts_back) => {
                self.remove_elsewhere(replica, ClientId::new(client), puts_back);
            }
            Step::ForeignWrite(client) => {
                let id = ClientId::new(client);
                let text = foreign_text(id);
                let key = format!("trust-velocity/client/{id}");
                self.faulty.set(&key, &text).unwrap();
                self.expected.remove(&id);
                self.foreign.insert(id, text);
            }
            Step::Spoil(client, spoilt) => self.spoil(client, spoilt),
        }
    }

    pub(super) fn open(&self) -> Replica {
        open(&self.faulty, &self.journal)
    }

    /// Opens a tab anew: what it has not confirmed, nobody will.
    pub(super) fn reload(&mut self, replica: usize) {
        self.tabs[replica] = self.open();
        self.abandon(replica);
    }

    /// Nobody will confirm what the tab has not confirmed yet.
    pub(super) fn abandon(&mut self, replica: usize) {
        let written = mem::take(&mut self.unconfirmed).into_iter();
        let kept = written.map(|(tab, it)| (if tab == replica { GONE } else { tab }, it));
        self.unconfirmed = kept.collect();
        self.accept_unconfirmed();
    }

    /// Kills the browser. Only what the journal has must be there again.
    pub(super) fn kill(&mut self, writes: usize) {
        self.faulty.loses(writes);
        self.reload(0);
        self.reload(1);
        self.accept_unknown();
        self.accept_foreign();
    }

    /// Kills the browser; a tab that could not read the journal yet saves something, before the others
    /// bring back what was lost.
    pub(super) fn kill_and_save(&mut self, writes: usize) {
        self.faulty.loses(writes);
        self.journal.fails.set(true);
        self.tabs = [self.open(), self.open()];
        self.journal.fails.set(false);
        let other = records::client("2026-01-10".parse().unwrap()).with_id(ClientId::new(20));
        let before = self.tabs[0].client(other.id()).cloned();
        self.unconfirmed.insert((0, Written::Client(other.id())));
        now(self.tabs[0].put(vec![change(before, Some(other.into()))])).unwrap();
        let durability = now(self.tabs[0].repository().confirm());
        assert_eq!(
            durability,
            Ok(Durability::Unknown),
            "a later number hides what is lost"
        );
        for tab in &mut self.tabs {
            assert!(tab.repository().needs_recovery().unwrap());
            now(tab.recover()).unwrap();
            now(tab.refresh()).unwrap();
        }
        self.abandon(0);
        self.abandon(1);
        self.accept_unknown();
        self.accept_foreign();
    }

    /// Removes all records; the tab brings them back.
    pub(super) fn wipe(&mut self, replica: usize) {
        let tab = &mut self.tabs[replica];
        for key in self.faulty.keys().unwrap() {
            self.faulty.remove(&key).unwrap();
        }
        self.faulty.loses(0);
        // A page that has seen no command has nothing to miss; it is as after a start.
        if tab.repository().needs_recovery().unwrap() {
            now(tab.recover()).unwrap();
        } else {
            self.reload(replica);
        }
        self.abandon(replica);
        self.reload(1 - replica);
        self.accept_foreign();
    }

    /// Removes a client as another app does, and decides in a tab of what is offered.
    pub(super) fn remove_elsewhere(&mut self, replica: usize, id: ClientId, puts_back: bool) {
        let it = Written::Client(id);
        if self.faulty.shared.get(&it.key()).unwrap().is_none() {
            return;
        }
        self.faulty.remove(&it.key()).unwrap();
        let is_confirmed = self.unconfirmed.iter().all(|(_, other)| *other != it);
        let is_known = is_confirmed && !self.unknown.contains(&it);
        let is_copied = now(self.journal.copy(&it.key())).unwrap().is_some();
        let tab = &mut self.tabs[replica];
        now(tab.read_key(&it.key())).unwrap();
        now(tab.find_removed()).unwrap();
        let offered: Vec<_> = tab.removed().iter().map(|it| it.key.clone()).collect();
        if is_known {
            assert_eq!(offered.contains(&it.key()), is_copied, "{id}");
        }
        // Any other record that is offered was removed by a tab that could not tell the journal.
        let of_client = |id| offered.contains(&Written::Client(id).key());
        let clients: BTreeSet<_> = (1..30)
            .map(ClientId::new)
            .filter(|id| of_client(*id))
            .collect();
        for other in clients.iter().filter(|other| **other != id) {
            let it = Written::Client(*other);
            let is_unconfirmed = self.unconfirmed.iter().any(|(_, written)| *written == it);
            assert!(
                is_unconfirmed,
                "{other} is offered, and was removed by the app"
            );
        }
        let done = if puts_back {
            now(tab.put_removed_back()).map(drop)
        } else {
            now(tab.give_removed_up())
        };
        assert_eq!((done, tab.removed().len()), (Ok(()), 0));
        let documents = (1..3).map(|id| DocumentId::Session(EntryId::new(id)));
        let documents = documents.map(Written::Document);
        let documents = documents.filter(|it| offered.contains(&it.key()));
        let decided = clients.iter().copied().map(Written::Client);
        let decided: Vec<_> = decided.chain(documents).collect();
        self.confirm(replica, decided.clone(), true);
        if !is_known {
            // The journal never knew the text, and a kill may bring it back.
            self.unconfirmed.insert((GONE, it));
            self.removed.insert(it);
        }
        let read = self.read();
        let was_foreign = self.foreign.remove(&id).is_some();
        for written in decided {
            if written != it || !is_known || was_foreign {
                self.accept(written, &read);
            }
        }
        if !is_copied || !is_known || was_foreign {
            self.accept(it, &read);
        } else if !puts_back {
            self.expected.insert(id, vec![None]);
        }
    }

    /// Tells the journal what a tab has written, if it was `done`.
    pub(super) fn confirm(
        &mut self,
        replica: usize,
        written: impl IntoIterator<Item = Written>,
        done: bool,
    ) {
        let written: Vec<_> = written.into_iter().collect();
        let stored = self.faulty.shared.keys().unwrap();
        let removed = written.iter().filter(|it| !stored.contains(&it.key()));
        self.removed.extend(removed);
        let confirmed = now(self.tabs[replica].repository().confirm());
        if confirmed == Ok(Durability::Disk) {
            let others = self.unconfirmed.iter().filter(|(tab, _)| *tab != replica);
            let over = others.map(|(_, it)| *it).filter(|it| written.contains(it));
            self.unknown.extend(over);
            self.unconfirmed
                .retain(|(tab, it)| *tab != replica && !(done && written.contains(it)));
        } else {
            let all = written.into_iter().map(|it| (replica, it));
            self.unconfirmed.extend(all);
        }
    }

    pub(super) fn spoil(&mut self, client: u64, spoilt: Spoilt) {
        let key = format!("trust-velocity/summaries/{client}");
        let shared = &self.faulty.shared;
        let Some(text) = shared.get(&key).unwrap() else {
            return;
        };
        match spoilt {
            Spoilt::Missing => shared.remove(&key).unwrap(),
            Spoilt::CutShort => shared.set(&key, &text[..text.len() * 2 / 3]).unwrap(),
            Spoilt::Damaged => shared.set(&key, &text.replace('1', "2")).unwrap(),
            Spoilt::Outdated => {
                if let Some(earlier) = self.shards.insert(key.clone(), text) {
                    shared.set(&key, &earlier).unwrap();
                }
            }
        }
    }

    /// Lets a tab do something, and notes what must be readable from now on.
    pub(super) fn act(&mut self, replica: usize, client: u64, act: Act) {
        let at = &mut self.tabs[replica];
        let edits = match act {
            Act::Put(entry, minutes) => put(at, ClientId::new(client), entry, minutes),
            Act::Remove(entry) => remove(at, ClientId::new(client), entry),
            Act::AddOrBin => vec![add_or_bin(at, ClientId::new(client))],
            Act::Purge => vec![change(at.client(ClientId::new(client)).cloned(), None)],
            Act::Import => (1..3)
                .map(|n| change(at.client(ClientId::new(n)).cloned(), Some(imported(at, n))))
                .collect(),
            Act::TagEach(tag) => {
                let edit = ClientEdit::AddTags(vec![Name::new(&tag.to_string()).unwrap()]);
                let ids: Vec<_> = (1..5).map(ClientId::new).collect();
                let tagged = |client: &Client| edit.made_to(client, records::today());
                let each = now(at.change_each(&ids, tagged));
                let is_done = |id: &ClientId| each.failed.iter().all(|(failed, _)| failed != id);
                let written = ids.iter().map(|id| Written::Client(*id));
                self.confirm(replica, written, ids.iter().all(is_done));
                self.note_each(&ids, &each.failed, &tagged);
                return;
            }
            Act::Choose(unit) => {
                let mut settings = *at.settings();
                let has_changed = settings.unit != unit;
                settings.unit = unit;
                let done = now(at.put_settings(settings));
                assert!(done.is_err() || !has_changed || at.settings().unit == unit);
                self.confirm(replica, [], done.is_ok());
                return;
            }
            Act::Write(id, to) => {
                let id = DocumentId::Session(EntryId::new(id));
                let wanted = to.map(|state| OpaqueDocument::new(&format!("[{state}]")));
                let wanted = ChangeSet::of_document(id, at.document(id).cloned(), wanted);
                let done = now(at.change(wanted.clone()));
                self.confirm(replica, [Written::Document(id)], done.is_ok());
                self.note_documents(wanted.documents, &done);
                return;
            }
            Act::Undo => {
                // Undoing a choice must not touch any client: the check after it shows that.
                let change = at.last_change().cloned().unwrap_or_default();
                // Told without the reversal that is tested.
                let swap = |change: Change<_>| (change.after, change.before);
                let documents = change.documents.into_iter().map(|(id, change)| {
                    let (before, after) = (change.after, change.before);
                    (id, Change { before, after })
                });
                let documents: Vec<_> = documents.collect();
                let edits = change.clients.into_iter().rev().map(swap);
                let edits = edits.map(|(before, after)| Change { before, after });
                let edits: Vec<_> = edits.collect();
                let done = now(at.undo()).map(drop);
                let documents_written = documents.iter().map(|(id, _)| Written::Document(*id));
                let written = clients_of(&edits).chain(documents_written);
                self.confirm(replica, written, done.is_ok());
                self.note(&edits, &done);
                self.note_documents(documents, &done);
                return;
            }
        };
        let done = now(at.put(edits.clone()));
        self.confirm(replica, clients_of(&edits), done.is_ok());
        self.note(&edits, &done);
    }
}

/// The text that something else writes in the place of a client.
pub(super) fn foreign_text(id: ClientId) -> String {
    format!("{{\"v\":99,\"of\":\"{id}\"}}")
}

/// The clients of edits.
fn clients_of(edits: &[Change<Version>]) -> impl Iterator<Item = Written> {
    edits.iter().filter_map(|change| {
        let version = change.before.as_ref().or(change.after.as_ref())?;
        Some(Written::Client(version.id()))
    })
}
