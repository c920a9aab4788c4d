//! A restore of many clients is one command, yields to the browser, and counts as a backup.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};

use trust_velocity::{
    domain::{Client, ClientId, Name, Settings, Unit},
    storage::{
        Backend, BackendError, Change, ChangeSet, Durability, Replica, Repository, RestoredFile,
        SaveError, Yield, YieldFuture,
    },
};

use crate::{
    backends::{MemoryJournal, Shared, now},
    records,
};

/// Notes how much is left at each turn, and takes none.
#[derive(Clone, Default)]
struct NotedYields(Rc<RefCell<Vec<usize>>>);

impl Yield for NotedYields {
    fn next(&self, left: usize) -> Option<YieldFuture> {
        self.0.borrow_mut().push(left);
        None
    }
}

fn open(
    backend: &(impl Backend + Clone + 'static),
    journal: &MemoryJournal,
    yields: &NotedYields,
) -> Replica {
    let mut repository = Repository::new(backend.clone());
    repository.set_journal(Box::new(journal.clone()));
    repository.set_yield(Box::new(yields.clone()));
    let mut replica = now(Replica::begin(repository, records::today())).unwrap();
    now(replica.recover()).unwrap();
    now(replica.read_all_clients(usize::MAX)).unwrap();
    yields.0.borrow_mut().clear();
    replica
}

fn empty() -> (Shared, MemoryJournal, NotedYields) {
    <(Shared, MemoryJournal, NotedYields)>::default()
}

fn clients(count: u64) -> Vec<Arc<Client>> {
    let one = records::client("2026-01-10".parse().unwrap());
    let ids = (1..=count).map(ClientId::new);
    ids.map(|id| Arc::new(one.clone().with_id(id))).collect()
}

fn renamed(client: &Client, name: &str) -> Arc<Client> {
    let mut client = client.clone();
    client.profile.name = Name::new(name).unwrap();
    Arc::new(client)
}

fn added(clients: &[Arc<Client>]) -> ChangeSet {
    ChangeSet::of_clients(clients.iter().map(|client| put(None, client)).collect())
}

fn put(before: Option<&Arc<Client>>, after: &Arc<Client>) -> Change<Option<Arc<Client>>> {
    Change {
        before: before.cloned(),
        after: Some(Arc::clone(after)),
    }
}

fn file(made: &str, clients: &[Arc<Client>]) -> RestoredFile {
    RestoredFile {
        made: made.parse().unwrap(),
        clients: clients.to_vec(),
        myself: None,
        documents: Vec::new(),
    }
}

#[test]
fn a_restore_is_one_command_and_one_undo() {
    let (shared, journal, yields) = empty();
    let mut replica = open(&shared, &journal, &yields);
    let in_file = clients(100);
    let mut wanted = added(&in_file);
    let settings = Settings {
        unit: Unit::Week,
        ..Settings::default()
    };
    wanted.settings = Some(Change {
        before: Settings::default(),
        after: settings,
    });
    now(replica.change(wanted)).unwrap();
    let restored = file("2026-05-20", &in_file);
    now(replica.mark_restored(&restored, records::today())).unwrap();
    assert_eq!(now(replica.repository().confirm()), Ok(Durability::Disk));
    let numbers = now(trust_velocity::storage::Journal::numbers(&journal));
    assert_eq!(numbers, Ok(vec![1]), "one entry of the journal");

    assert_eq!(now(replica.undo()), Ok(true));
    assert_eq!(replica.clients().count(), 0);
    assert_eq!(replica.settings(), &Settings::default());
    assert!(replica.last_change().is_none());
}

#[test]
fn a_command_gives_the_browser_a_turn_after_each_client() {
    let (shared, journal, yields) = empty();
    let mut replica = open(&shared, &journal, &yields);
    let in_file = clients(100);
    now(replica.change(added(&in_file[..1]))).unwrap();
    now(replica.repository().confirm()).unwrap();
    // Its text and its copy are two parts of the journal's entry.
    assert!(
        yields.0.take().len() <= 1,
        "a command of one client is not held up"
    );

    now(replica.change(added(&in_file[1..]))).unwrap();
    let noted = yields.0.take();
    let down: Vec<_> = (1..99).rev().collect();
    assert_eq!(noted.get(..98), Some(&down[..]));
    now(replica.repository().confirm()).unwrap();
    assert!(
        2 * 99 - 1 <= yields.0.take().len(),
        "so does the journal's entry"
    );
    now(replica.undo()).unwrap();
    assert!(98 <= yields.0.take().len(), "and so does taking it back");
}

/// A store with room for so many characters.
#[derive(Clone, Default)]
struct Limited {
    shared: Shared,
    room: Rc<Cell<usize>>,
}

impl Limited {
    fn used(&self) -> usize {
        let keys = self.shared.keys().unwrap().into_iter();
        let sizes = keys.map(|key| {
            let text = self.shared.get(&key).unwrap().unwrap_or_default();
            (key + &text).encode_utf16().count()
        });
        sizes.sum()
    }
}

impl Backend for Limited {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.shared.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        let before = self.shared.get(key)?;
        self.shared.set(key, text)?;
        if self.used() <= self.room.get() {
            return Ok(());
        }
        match before {
            Some(before) => self.shared.set(key, &before)?,
            None => self.shared.remove(key)?,
        }
        Err(BackendError::Full)
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.shared.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.shared.keys()
    }
}

#[test]
fn a_restore_that_finds_no_room_changes_nothing() {
    let (limited, yields) = (Limited::default(), NotedYields::default());
    limited.room.set(usize::MAX);
    let here = clients(3);
    let mut replica = open(&limited, &MemoryJournal::default(), &yields);
    now(replica.change(added(&here))).unwrap();
    let before: Vec<_> = replica.clients().cloned().collect();
    let records = |limited: &Limited| -> Vec<_> {
        let mut keys = limited.keys().unwrap();
        keys.retain(|key| key.contains("/client/"));
        keys.sort();
        keys
    };
    let keys = records(&limited);
    for room in [200, 5_000, 15_000] {
        limited.room.set(limited.used() + room);
        let mut wanted = added(&clients(80)[3..]);
        let renamed = renamed(&here[0], "王总有一个更长的名字");
        wanted.clients.insert(0, put(Some(&here[0]), &renamed));
        assert_eq!(now(replica.change(wanted)), Err(SaveError::Full), "{room}");
        let after: Vec<_> = replica.clients().cloned().collect();
        assert_eq!(after, before, "with room for {room}");
        assert_eq!(records(&limited), keys, "with room for {room}");
        let reopened = open(&limited, &MemoryJournal::default(), &yields);
        assert_eq!(reopened.clients().cloned().collect::<Vec<_>>(), before);
    }
}

#[test]
fn a_restored_file_counts_as_backed_up() {
    let (shared, journal, yields) = empty();
    let mut replica = open(&shared, &journal, &yields);
    let in_file = clients(3);
    let restored = file("2026-05-20", &in_file);
    now(replica.change(added(&in_file))).unwrap();
    assert_eq!(replica.changes_since_backup(), 3);
    now(replica.mark_restored(&restored, records::today())).unwrap();
    assert_eq!(replica.changes_since_backup(), 0);
    let day = |replica: &Replica| {
        replica
            .backup_log()
            .backup
            .as_ref()
            .unwrap()
            .day
            .to_string()
    };
    assert_eq!(day(&replica), "2026-05-20");

    let edited = renamed(&in_file[0], "王总");
    now(replica.put(vec![put(Some(&in_file[0]), &edited)])).unwrap();
    assert_eq!(
        replica.changes_since_backup(),
        1,
        "each change from then on counts"
    );
    let reopened = open(&shared, &journal, &yields);
    assert_eq!(reopened.changes_since_backup(), 1);
}

#[test]
fn what_a_restored_file_does_not_hold_counts_on() {
    let (shared, journal, yields) = empty();
    let mut replica = open(&shared, &journal, &yields);
    let here = clients(3);
    now(replica.change(added(&here))).unwrap();
    now(replica.mark_backup("2026-05-25".parse().unwrap())).unwrap();
    let newer = renamed(&here[1], "王总");
    now(replica.put(vec![put(Some(&here[1]), &newer)])).unwrap();
    assert_eq!(replica.changes_since_backup(), 1);

    // An older file: one client as here, one as it was, and one that is missing here.
    let missing = clients(4).pop().unwrap();
    let in_file = [here[0].clone(), here[1].clone(), missing.clone()];
    now(replica.change(added(&[missing]))).unwrap();
    assert_eq!(replica.changes_since_backup(), 2);
    let older = file("2026-03-01", &in_file);
    now(replica.mark_restored(&older, records::today())).unwrap();
    assert_eq!(
        replica.changes_since_backup(),
        1,
        "the newer state is in no file"
    );
    let day = |replica: &Replica| replica.backup_log().backup.as_ref().unwrap().day;
    assert_eq!(
        day(&replica).to_string(),
        "2026-05-25",
        "the later one of both"
    );
    let of_tomorrow = file("2099-01-01", &in_file);
    now(replica.mark_restored(&of_tomorrow, records::today())).unwrap();
    assert_eq!(day(&replica), records::today(), "a clock was wrong");
}
