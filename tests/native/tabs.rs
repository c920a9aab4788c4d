//! Two tabs, faults, kills and reloads in any order: what was acknowledged can be read at the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, mem,
    sync::Arc,
};

use proptest::{collection::vec, option, prelude::*, sample::select};
use trust_velocity::{
    documents::{DocumentId, OpaqueDocument},
    domain::{
        CivilDate, Client, ClientEdit, ClientId, EditError, EntryId, Name, Record, Summary, Unit,
    },
    storage::{
        Backend, Change, ChangeSet, Durability, Journal as _, NotChanged, Replica, Repository,
        SaveError, Version,
    },
};

use crate::{
    backends::{Fault, Faulty, MemoryJournal, now},
    records,
};

/// A step of a history.
#[derive(Clone, Debug)]
enum Step {
    /// In one of the two tabs, on one of a few clients.
    Do(usize, u64, Act),
    /// The same, while the storage fails after some operations.
    DoWhileBroken(usize, u64, Act, Fault, usize),
    /// The tab dies after some operations of the storage, and is opened again.
    DoAndDie(usize, u64, Act, usize),
    /// The person comes back to the tab, or hears of another's change.
    Refresh(usize),
    /// The page is loaded again.
    Reload(usize),
    /// The browser is killed, and forgets the last writes, at most so many.
    Kill(usize),
    /// The same, and the tabs cannot read the journal when they open; one saves before they can.
    KillAndSave(usize),
    /// A tab does something while the journal refuses.
    DoWithoutJournal(usize, u64, Act),
    /// Something else removes everything but the journal.
    Wipe(usize),
    /// Something else removes a client; a tab hears of it, and the person puts back what is offered, or gives
    /// it up.
    RemoveElsewhere(usize, u64, bool),
    /// Something else writes what no app can read in the place of a client.
    ForeignWrite(u64),
    /// The summaries of a client's shard are lost, or become those of another time.
    Spoil(u64, Spoilt),
}

/// A shard of summaries that is not what was stored last.
#[derive(Clone, Copy, Debug)]
enum Spoilt {
    Missing,
    CutShort,
    Damaged,
    /// The shard as it was when this was last drawn for it; at first it is only remembered.
    Outdated,
}

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Puts an entry, new or in the place of another, with some minutes.
    Put(u64, u16),
    /// Takes an entry away.
    Remove(u64),
    /// Adds the client, or moves it into the bin, or restores it.
    AddOrBin,
    /// Takes it away for good.
    Purge,
    /// Adds two clients at once.
    Import,
    /// Gives a tag to each of some clients that can take it.
    TagEach(u8),
    /// Changes a setting.
    Choose(Unit),
    /// Writes a session in some state; `None` deletes it.
    Write(u64, Option<u8>),
    /// Takes the last change back.
    Undo,
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (10..16_u64, 0..600_u16).prop_map(|(entry, minutes)| Act::Put(entry, minutes)),
        2 => (10..16_u64).prop_map(Act::Remove),
        3 => Just(Act::AddOrBin),
        1 => Just(Act::Purge),
        1 => Just(Act::Import),
        2 => (0..3_u8).prop_map(Act::TagEach),
        1 => select(&Unit::ALL[..]).prop_map(Act::Choose),
        3 => (1..3_u64, option::weighted(0.8, 0..9_u8)).prop_map(|(id, to)| Act::Write(id, to)),
        3 => Just(Act::Undo),
    ]
}

fn steps() -> impl Strategy<Value = Step> {
    let faults = select(vec![Fault::Full, Fault::Blocked, Fault::Forgets]);
    let one = || (0..2_usize, 1..4_u64, acts());
    prop_oneof![
        10 => one().prop_map(|(replica, client, act)| Step::Do(replica, client, act)),
        3 => (one(), faults, 0..9_usize)
            .prop_map(|((replica, client, act), fault, after)| {
                Step::DoWhileBroken(replica, client, act, fault, after)
            }),
        2 => (one(), 0..9_usize)
            .prop_map(|((replica, client, act), after)| Step::DoAndDie(replica, client, act, after)),
        2 => (0..2_usize).prop_map(Step::Refresh),
        1 => (0..2_usize).prop_map(Step::Reload),
        3 => (0..40_usize).prop_map(Step::Kill),
        1 => (0..40_usize).prop_map(Step::KillAndSave),
        1 => one().prop_map(|(replica, client, act)| Step::DoWithoutJournal(replica, client, act)),
        1 => (0..2_usize).prop_map(Step::Wipe),
        2 => (0..2_usize, 1..4_u64, any::<bool>())
            .prop_map(|(replica, client, back)| Step::RemoveElsewhere(replica, client, back)),
        1 => (1..10_u64).prop_map(Step::ForeignWrite),
        3 => (1..4_u64, select(vec![
            Spoilt::Missing, Spoilt::CutShort, Spoilt::Damaged, Spoilt::Outdated, Spoilt::Outdated,
        ])).prop_map(|(client, spoilt)| Step::Spoil(client, spoilt)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(sequences()))]

    #[test]
    fn what_was_acknowledged_can_be_read(steps in vec(steps(), 1..40)) {
        let mut world = World::new();
        for step in steps {
            world.take(step);
            world.check();
        }
        world.reload(0);
        world.reload(1);
        world.check();
    }
}

/// Sequences that failed once.
#[test]
fn what_was_lost_once_can_be_read() {
    use Act::{AddOrBin, Choose, Import, Purge, Put, Remove};
    use Step::{Do, DoAndDie, DoWhileBroken, DoWithoutJournal, Kill, KillAndSave};
    let sequences = [
        vec![
            Do(0, 1, AddOrBin),
            Do(0, 2, Put(10, 0)),
            DoAndDie(0, 1, Import, 4),
            Do(0, 1, Choose(Unit::Day)),
            DoAndDie(0, 1, Put(10, 0), 4),
            DoWhileBroken(0, 1, AddOrBin, Fault::Full, 4),
            DoAndDie(0, 1, Import, 0),
            Do(1, 1, Put(10, 0)),
            KillAndSave(6),
        ],
        // Two changes that were not confirmed lie before the confirmed one, and a kill takes it and
        // the second of them back.
        vec![
            Do(0, 1, AddOrBin),
            Do(0, 3, AddOrBin),
            Kill(0),
            DoWithoutJournal(1, 3, AddOrBin),
            Do(0, 1, Put(10, 0)),
            DoAndDie(0, 3, Put(12, 0), 4),
            Do(0, 3, Remove(12)),
            Do(0, 3, Remove(10)),
            Kill(7),
        ],
        // The first of the two is a removal.
        vec![
            Do(0, 3, AddOrBin),
            Do(0, 3, Put(15, 0)),
            Kill(0),
            DoWithoutJournal(1, 3, Purge),
            Do(0, 1, AddOrBin),
            DoAndDie(0, 3, Put(12, 0), 4),
            Do(0, 3, Put(11, 0)),
            Kill(6),
        ],
    ];
    for steps in sequences {
        let mut world = World::new();
        for step in steps {
            world.take(step);
            world.check();
        }
    }
}

/// After a kill, an edit by what knows no journal is saved less often than the copy, and is no text that
/// the journal misses.
#[test]
fn an_edit_without_the_journal_after_a_kill_is_merged() {
    let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
    let id = ClientId::new(3);
    let mut tab = open(&faulty, &journal);
    let save = |tab: &mut Replica, edits| {
        now(tab.put(edits)).unwrap();
        now(tab.repository().confirm()).unwrap()
    };
    let added = vec![add_or_bin(&tab, id)];
    assert_eq!(save(&mut tab, added), Durability::Disk);
    let shared = &faulty.shared;
    let keys = shared.keys().unwrap().into_iter();
    let on_disk: Vec<_> = keys
        .map(|key| (shared.get(&key).unwrap().unwrap(), key))
        .collect();
    for entry in [11, 12] {
        let edits = put(&tab, id, entry, 5);
        assert_eq!(save(&mut tab, edits), Durability::Disk);
    }
    for (text, key) in on_disk {
        shared.set(&key, &text).unwrap();
    }

    let mut older = now(Replica::begin(
        Repository::new(faulty.clone()),
        records::today(),
    ))
    .unwrap();
    now(older.read_all_clients(usize::MAX)).unwrap();
    let edits = put(&older, id, 13, 5);
    assert_eq!(save(&mut older, edits), Durability::Unknown);
    let recovered = open(&faulty, &journal);
    assert_eq!(recovered.client(id).unwrap().contacts().len(), 3);
}

/// How many sequences are played: `TABS_SEQUENCES` names another number.
fn sequences() -> u32 {
    env::var("TABS_SEQUENCES").map_or(1_000, |number| number.parse().expect("a number"))
}

/// Every text that a change may have left under a client's key.
type Expected = BTreeMap<ClientId, Vec<Option<Client>>>;

/// A record that an act has written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    Client(ClientId),
    Document(DocumentId),
}

impl Written {
    fn key(self) -> String {
        match self {
            Self::Client(id) => format!("trust-velocity/client/{id}"),
            Self::Document(id) => format!("trust-velocity/session/{}", id.entry()),
        }
    }
}

/// A document before and after an edit.
type DocumentEdit = (DocumentId, Change<Option<OpaqueDocument>>);

/// The tab of what was written by one that is gone.
const GONE: usize = 2;

struct World {
    faulty: Faulty,
    journal: MemoryJournal,
    /// By tab: what it has written and the journal does not have yet.
    unconfirmed: BTreeSet<(usize, Written)>,
    /// The records confirmed over another tab's change that never was: the journal may not know all their
    /// texts.
    unknown: BTreeSet<Written>,
    /// The records removed, confirmed or not, since the last kill.
    removed: BTreeSet<Written>,
    tabs: [Replica; 2],
    /// By client: the state acknowledged last, and, if a change was cut short, the other possible
    /// ones.
    expected: Expected,
    /// The same, by document.
    documents: BTreeMap<DocumentId, Vec<Option<OpaqueDocument>>>,
    /// By client: what something else wrote there.
    foreign: BTreeMap<ClientId, String>,
    /// By key: a shard of summaries as it was at some time.
    shards: BTreeMap<String, String>,
}

/// A tab that has brought back what the journal has kept.
fn open(faulty: &Faulty, journal: &MemoryJournal) -> Replica {
    let mut repository = Repository::new(faulty.clone());
    repository.set_journal(Box::new(journal.clone()));
    let mut replica = now(Replica::begin(repository, records::today())).unwrap();
    now(replica.recover()).unwrap();
    now(replica.read_all_clients(usize::MAX)).unwrap();
    now(replica.refresh()).unwrap();
    replica
}

impl World {
    fn new() -> Self {
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

    fn take(&mut self, step: Step) {
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

    fn open(&self) -> Replica {
        open(&self.faulty, &self.journal)
    }

    /// Opens a tab anew: what it has not confirmed, nobody will.
    fn reload(&mut self, replica: usize) {
        self.tabs[replica] = self.open();
        self.abandon(replica);
    }

    /// Nobody will confirm what the tab has not confirmed yet.
    fn abandon(&mut self, replica: usize) {
        let written = mem::take(&mut self.unconfirmed).into_iter();
        let kept = written.map(|(tab, it)| (if tab == replica { GONE } else { tab }, it));
        self.unconfirmed = kept.collect();
        self.accept_unconfirmed();
    }

    /// Kills the browser. Only what the journal has must be there again.
    fn kill(&mut self, writes: usize) {
        self.faulty.loses(writes);
        self.reload(0);
        self.reload(1);
        self.accept_unknown();
        self.accept_foreign();
    }

    /// Kills the browser; a tab that could not read the journal yet saves something, before the others
    /// bring back what was lost.
    fn kill_and_save(&mut self, writes: usize) {
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
    fn wipe(&mut self, replica: usize) {
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
    fn remove_elsewhere(&mut self, replica: usize, id: ClientId, puts_back: bool) {
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

    /// Takes the records as they are stored now if their changes were not confirmed: they may be as they were
    /// at any time.
    fn accept_unconfirmed(&mut self) {
        let read = self.read();
        for (_, written) in self.unconfirmed.clone() {
            self.accept(written, &read);
        }
    }

    /// Takes what is stored as what is expected.
    fn accept(&mut self, written: Written, read: &Replica) {
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
    fn accept_unknown(&mut self) {
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
    fn accept_foreign(&mut self) {
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

    /// Tells the journal what a tab has written, if it was `done`.
    fn confirm(&mut self, replica: usize, written: impl IntoIterator<Item = Written>, done: bool) {
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

    fn spoil(&mut self, client: u64, spoilt: Spoilt) {
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
    fn act(&mut self, replica: usize, client: u64, act: Act) {
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

    /// An acknowledged edit is stored; one that was not may be stored, in part, only if the storage
    /// failed during it.
    fn note(&mut self, edits: &[Change<Version>], done: &Result<(), SaveError>) {
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
    fn note_each(
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
    fn note_documents(&mut self, edits: Vec<DocumentEdit>, done: &Result<(), SaveError>) {
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
    fn read(&self) -> Replica {
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
    fn check(&mut self) {
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

/// The text that something else writes in the place of a client.
fn foreign_text(id: ClientId) -> String {
    format!("{{\"v\":99,\"of\":\"{id}\"}}")
}

/// The clients of edits.
fn clients_of(edits: &[Change<Version>]) -> impl Iterator<Item = Written> {
    edits.iter().filter_map(|change| {
        let version = change.before.as_ref().or(change.after.as_ref())?;
        Some(Written::Client(version.id()))
    })
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

fn start() -> CivilDate {
    "2026-01-10".parse().unwrap()
}

fn person(id: ClientId) -> Client {
    let profile = records::client(start()).profile;
    let (stage, today) = (EntryId::new(1), "2026-06-01".parse().unwrap());
    Client::new(id, profile, start(), stage, today).unwrap()
}

fn put(replica: &Replica, id: ClientId, entry: u64, minutes: u16) -> Vec<Change<Version>> {
    let Some(seen) = replica.client(id).cloned() else {
        return Vec::new();
    };
    let mut client = Client::clone(&seen);
    let day = start().plus_days(i64::try_from(entry).unwrap()).unwrap();
    client.put(records::contact(entry, day, minutes)).unwrap();
    vec![change(Some(seen), Some(Arc::new(client)))]
}

fn remove(replica: &Replica, id: ClientId, entry: u64) -> Vec<Change<Version>> {
    let Some(seen) = replica.client(id).cloned() else {
        return Vec::new();
    };
    let mut client = Client::clone(&seen);
    client.remove(EntryId::new(entry));
    vec![change(Some(seen), Some(Arc::new(client)))]
}

fn change(before: Version, after: Version) -> Change<Version> {
    Change { before, after }
}

fn add_or_bin(replica: &Replica, id: ClientId) -> Change<Version> {
    match replica.client(id).cloned() {
        None => change(None, Some(Arc::new(person(id)))),
        Some(seen) => {
            let client = Client::clone(&seen);
            let moved = match client.binned() {
                Some(_) => client.out_of_bin(),
                None => client.into_bin(start()),
            };
            change(Some(seen), Some(Arc::new(moved)))
        }
    }
}

fn imported(replica: &Replica, n: u64) -> Arc<Client> {
    let id = ClientId::new(n);
    let here = replica.client(id).map(|client| Client::clone(client));
    let mut client = here.unwrap_or_else(|| person(id));
    client.profile.name = Name::new("导入").unwrap();
    Arc::new(client)
}
