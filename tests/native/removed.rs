//! Records that something else removes are offered from their copies; what the app itself has removed never
//! returns.

use std::{rc::Rc, sync::Arc};

use trust_velocity::{
    domain::{Client, ClientId, Language, Name},
    i18n::Text,
    storage::{
        Backend, Change, ChangeSet, Durability, Journal as _, Replica, Repository, SEALED,
        SaveError, Seal, SealError, Sealing,
    },
};

use crate::{
    backends::{Faulty, MemoryJournal, now},
    records,
};

const LOCK: &str = "trust-velocity/lock";
const MARK: &str = "trust-velocity/journal";

fn key(id: u64) -> String {
    format!("trust-velocity/client/{}", ClientId::new(id))
}

fn client(id: u64, name: &str) -> Arc<Client> {
    let client = records::client("2026-01-10".parse().unwrap()).with_id(ClientId::new(id));
    let mut client = client;
    client.profile.name = Name::new(name).unwrap();
    Arc::new(client)
}

/// A tab after its start, when the browser has had time for everything.
fn open(faulty: &Faulty, journal: &MemoryJournal) -> Replica {
    let tab = Replica::begin(journaled(faulty, journal), records::today());
    started(now(tab).unwrap())
}

fn journaled(faulty: &Faulty, journal: &MemoryJournal) -> Repository {
    let mut repository = Repository::new(faulty.clone());
    repository.set_journal(Box::new(journal.clone()));
    repository
}

fn started(mut tab: Replica) -> Replica {
    now(tab.recover()).unwrap();
    now(tab.read_all_clients(usize::MAX)).unwrap();
    while now(tab.save_next_shard()) {}
    compare(&mut tab);
    tab
}

/// Compares the store with the copies, as a scan does at its end.
fn compare(tab: &mut Replica) {
    let keys = now(tab.repository().keys_without_copy()).unwrap();
    now(tab.repository().add_copies(&keys)).unwrap();
    now(tab.find_removed()).unwrap();
}

/// The tab is told that another has changed a key.
fn hear(tab: &mut Replica, key: &str) {
    now(tab.read_key(key)).unwrap();
    if tab.has_gone() {
        now(tab.find_removed()).unwrap();
    }
}

fn change(tab: &mut Replica, before: Option<Arc<Client>>, after: Option<Arc<Client>>) {
    let change = Change { before, after };
    now(tab.change(ChangeSet::of_clients(vec![change]))).unwrap();
    assert_eq!(now(tab.repository().confirm()), Ok(Durability::Disk));
}

fn names(tab: &Replica) -> Vec<&str> {
    let names = tab.clients().map(|client| client.profile.name.as_str());
    names.collect()
}

fn offered(tab: &Replica) -> Vec<&str> {
    let profiles = tab.removed().iter().map(|record| record.profile.as_ref());
    profiles
        .map(|profile| profile.map_or("", |profile| profile.name.as_str()))
        .collect()
}

/// Two clients, each by a command.
fn two() -> (Faulty, MemoryJournal, Replica) {
    let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
    let mut tab = open(&faulty, &journal);
    change(&mut tab, None, Some(client(1, "陈工")));
    change(&mut tab, None, Some(client(2, "王总")));
    (faulty, journal, tab)
}

#[test]
fn a_record_removed_by_something_else_is_offered() {
    let (faulty, journal, mut tab) = two();
    let text = faulty.shared.get(&key(1)).unwrap();
    faulty.remove(&key(1)).unwrap();
    hear(&mut tab, &key(1));
    assert_eq!((names(&tab), offered(&tab)), (vec!["王总"], vec!["陈工"]));

    // At the next start too, whether its summary is there or not; nothing returns by itself.
    for has_summaries in [true, false] {
        if !has_summaries {
            let keys = faulty.shared.keys().unwrap().into_iter();
            for key in keys.filter(|key| key.contains("summaries")) {
                faulty.remove(&key).unwrap();
            }
        }
        let again = open(&faulty, &journal);
        assert_eq!(
            (names(&again), offered(&again)),
            (vec!["王总"], vec!["陈工"])
        );
    }

    assert_eq!(now(tab.put_removed_back()), Ok(1));
    assert_eq!(now(tab.repository().confirm()), Ok(Durability::Disk));
    assert_eq!((names(&tab), offered(&tab)), (vec!["陈工", "王总"], vec![]));
    assert_eq!(faulty.shared.get(&key(1)).unwrap(), text);
    assert_eq!(now(tab.put_removed_back()), Ok(0), "each once");

    // The browser is killed, and has written nothing of that.
    faulty.loses(1);
    let again = open(&faulty, &journal);
    assert_eq!(
        (names(&again), offered(&again)),
        (vec!["陈工", "王总"], vec![])
    );
}

#[test]
fn what_is_given_up_does_not_return() {
    let (faulty, journal, mut tab) = two();
    let mut other = open(&faulty, &journal);
    faulty.remove(&key(1)).unwrap();
    hear(&mut tab, &key(1));
    hear(&mut other, &key(1));
    assert_eq!(offered(&other), ["陈工"]);
    now(tab.give_removed_up()).unwrap();
    assert_eq!(now(tab.repository().confirm()), Ok(Durability::Disk));
    assert_eq!(now(journal.copy(&key(1))), Ok(None));
    // Another tab hears of the mark alone.
    now(other.find_removed()).unwrap();
    assert_eq!(offered(&other), [""; 0]);
    assert_eq!(now(other.put_removed_back()), Ok(0));
    // Of a kill, not even if the removal was never on the disk.
    for kept in [0, 2] {
        faulty.loses(kept);
        let again = open(&faulty, &journal);
        assert_eq!((names(&again), offered(&again)), (vec!["王总"], vec![]));
    }
}

#[test]
fn what_the_app_has_removed_is_not_offered() {
    let (faulty, journal, mut tab) = two();
    let mut other = open(&faulty, &journal);
    let keys_read = journal.keys_read.get();
    // For good, by undo, and when the time in the bin is over.
    change(&mut tab, Some(client(1, "陈工")), None);
    hear(&mut other, &key(1));
    change(&mut tab, None, Some(client(3, "李经理")));
    hear(&mut other, &key(3));
    assert_eq!(now(tab.undo()), Ok(true));
    now(tab.repository().confirm()).unwrap();
    hear(&mut other, &key(3));
    let binned = Client::clone(&client(2, "王总")).into_bin("2026-04-01".parse().unwrap());
    change(&mut tab, Some(client(2, "王总")), Some(Arc::new(binned)));
    now(tab.empty_old_bin("2026-06-01".parse().unwrap())).unwrap();
    // The journal refuses for now: the tab knows what it has removed.
    journal.fails.set(true);
    now(tab.repository().confirm()).unwrap();
    journal.fails.set(false);
    compare(&mut tab);
    assert_eq!(offered(&tab), [""; 0]);
    now(tab.repository().confirm()).unwrap();
    hear(&mut other, &key(2));

    let again = open(&faulty, &journal);
    for tab in [&tab, &other, &again] {
        assert_eq!((names(tab), offered(tab)), (vec![], vec![]));
    }
    // The page compared all keys once, when it had told the journal of less than it had removed.
    assert_eq!(journal.keys_read.get() - keys_read, 1);
}

#[test]
fn neither_a_start_nor_a_save_reads_all_keys() {
    let (faulty, journal, mut tab) = two();
    journal.keys_read.set(0);
    change(&mut tab, None, Some(client(3, "李经理")));
    let mut other = open(&faulty, &journal);
    change(&mut tab, Some(client(3, "李经理")), None);
    hear(&mut other, &key(3));
    compare(&mut tab);
    compare(&mut other);
    assert_eq!(journal.keys_read.get(), 0);
    // Of very many that are gone, one answer tells which have copies.
    let many = (10..110).map(|id| Change {
        before: None,
        after: Some(client(id, "某某")),
    });
    now(tab.put(many.collect())).unwrap();
    now(tab.repository().confirm()).unwrap();
    now(other.refresh()).unwrap();
    for id in 10..110 {
        faulty.remove(&key(id)).unwrap();
        now(other.read_key(&key(id))).unwrap();
    }
    now(other.find_removed()).unwrap();
    assert_eq!((other.removed().len(), journal.keys_read.get()), (100, 1));
    assert_eq!(now(other.put_removed_back()), Ok(100));
    assert_eq!(names(&other).len(), 102);
}

/// Nothing tells its removal from another app's, so it is offered, but does not return by itself.
#[test]
fn what_an_older_build_has_removed_stays_so_unasked() {
    let older = |faulty: &Faulty| {
        let opening = Replica::open(Repository::new(faulty.clone()), records::today());
        now(opening).unwrap()
    };
    let remove = |faulty: &Faulty| {
        let mut older = older(faulty);
        let before = older.client(ClientId::new(1)).cloned();
        now(older.put(vec![Change {
            before,
            after: None,
        }]))
        .unwrap();
    };
    let (faulty, journal, _) = two();
    remove(&faulty);
    let again = open(&faulty, &journal);
    assert_eq!(
        (names(&again), offered(&again)),
        (vec!["王总"], vec!["陈工"])
    );

    // No command was given yet in a build with a journal.
    let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
    let both = [client(1, "陈工"), client(2, "王总")].map(|client| Change {
        before: None,
        after: Some(client),
    });
    now(older(&faulty).put(both.to_vec())).unwrap();
    open(&faulty, &journal);
    remove(&faulty);
    let again = open(&faulty, &journal);
    assert_eq!(
        (names(&again), offered(&again)),
        (vec!["王总"], vec!["陈工"])
    );
}

#[test]
fn records_removed_one_by_one_with_the_mark_come_back() {
    let (faulty, journal, mut tab) = two();
    for key in faulty.shared.keys().unwrap() {
        faulty.remove(&key).unwrap();
        hear(&mut tab, &key);
    }
    assert_eq!(offered(&tab), ["陈工", "王总"]);
    assert_eq!(tab.repository().needs_recovery(), Ok(true));
    assert_eq!(now(tab.recover()), Ok(2));
    assert_eq!((names(&tab), offered(&tab)), (vec!["陈工", "王总"], vec![]));
    assert!(faulty.shared.get(MARK).unwrap().is_some());
    let again = open(&faulty, &journal);
    assert_eq!(
        (names(&again), offered(&again)),
        (vec!["陈工", "王总"], vec![])
    );
}

/// A key that writes texts backwards.
struct Backwards {
    is_available: bool,
}

impl Seal for Backwards {
    fn seal<'a>(&'a self, _: &'a str, text: &'a str) -> Sealing<'a> {
        let turned: String = text.chars().rev().collect();
        Box::pin(async move { Ok(format!("{SEALED}{turned}")) })
    }

    fn open<'a>(&'a self, _: &'a str, sealed: &'a str) -> Sealing<'a> {
        let opened = match sealed.strip_prefix(SEALED) {
            _ if !self.is_available => Err(SealError::Unavailable("not now".to_owned())),
            Some(turned) => Ok(turned.chars().rev().collect()),
            None => Err(SealError::WrongKey),
        };
        Box::pin(async move { opened })
    }
}

fn seal(is_available: bool) -> Rc<dyn Seal> {
    Rc::new(Backwards { is_available })
}

fn put_lock(tab: &mut Replica) {
    let repository = tab.repository_mut();
    repository.save_lock(None, "a lock").unwrap();
    repository.set_seal(seal(true), true);
    now(repository.reseal()).unwrap();
    assert_eq!(now(repository.confirm()), Ok(Durability::Disk));
}

/// As the app takes it off: in two commands.
fn remove_lock(tab: &mut Replica) {
    let repository = tab.repository_mut();
    repository
        .save_lock(Some("a lock"), "an ending lock")
        .unwrap();
    repository.set_seal(seal(true), false);
    assert_eq!(now(repository.confirm()), Ok(Durability::Disk));
    now(repository.reseal()).unwrap();
    repository.remove_lock().unwrap();
    assert_eq!(now(repository.confirm()), Ok(Durability::Disk));
    repository.forget_seal();
}

#[test]
fn what_is_offered_outlasts_a_change_of_the_lock() {
    let (faulty, journal, mut tab) = two();
    faulty.remove(&key(1)).unwrap();
    hear(&mut tab, &key(1));
    put_lock(&mut tab);
    assert!(
        !journal.contents().contains("陈工"),
        "{}",
        journal.contents()
    );
    now(tab.find_removed()).unwrap();
    assert_eq!(offered(&tab), ["陈工"]);
    remove_lock(&mut tab);
    now(tab.find_removed()).unwrap();
    assert_eq!(offered(&tab), ["陈工"]);
    put_lock(&mut tab);
    assert_eq!(now(tab.put_removed_back()), Ok(1));
    assert_eq!(names(&tab), ["陈工", "王总"]);
    let text = faulty.shared.get(&key(1)).unwrap().unwrap();
    assert!(text.starts_with(SEALED), "{text}");
}

/// The journal refused a save; the copy of the one before it is all that is left.
#[test]
fn what_was_removed_before_the_journal_had_it_keeps_its_copy() {
    let (faulty, journal, mut tab) = two();
    journal.fails.set(true);
    let rename = Change {
        before: tab.client(ClientId::new(1)).cloned(),
        after: Some(client(1, "陈一")),
    };
    now(tab.put(vec![rename])).unwrap();
    assert_eq!(now(tab.repository().confirm()), Ok(Durability::Unknown));
    journal.fails.set(false);
    faulty.remove(&key(1)).unwrap();
    hear(&mut tab, &key(1));
    change(&mut tab, None, Some(client(3, "李经理")));
    assert_eq!(offered(&tab), ["陈工"]);
    assert_eq!(offered(&open(&faulty, &journal)), ["陈工"]);
}

/// Without it, no sealed record could be opened.
#[test]
fn a_lock_that_something_else_has_removed_is_offered_with_its_records() {
    let (faulty, journal, mut tab) = two();
    put_lock(&mut tab);
    let sealed = faulty.shared.get(&key(1)).unwrap();
    faulty.remove(LOCK).unwrap();
    faulty.remove(&key(1)).unwrap();
    let mut again = open(&faulty, &journal);
    assert_eq!((again.removed().len(), again.unreadable().count()), (2, 1));
    assert_eq!(now(again.put_removed_back()), Ok(2));
    assert_eq!(faulty.shared.get(LOCK).unwrap().as_deref(), Some("a lock"));
    assert_eq!(faulty.shared.get(&key(1)).unwrap(), sealed);

    // One that an older build has taken off has left nothing sealed.
    let mut repository = Repository::new(faulty.clone());
    repository.set_seal(seal(true), false);
    now(repository.reseal()).unwrap();
    repository.remove_lock().unwrap();
    let again = open(&faulty, &journal);
    assert_eq!(
        (names(&again), again.removed().len()),
        (vec!["陈工", "王总"], 0)
    );
}

/// Nothing lost is told of while the browser cannot open the texts: they are looked at once more.
#[test]
fn a_recovery_that_cannot_open_a_text_gives_nothing_up() {
    let (faulty, journal, mut tab) = two();
    put_lock(&mut tab);
    faulty.loses(0);
    change(&mut tab, Some(client(1, "陈工")), Some(client(1, "陈一")));
    faulty.loses(usize::MAX);
    // An older build has edited it meanwhile.
    let mut older = Repository::new(faulty.clone());
    older.set_seal(seal(true), true);
    let mut older = now(Replica::open(older, records::today())).unwrap();
    let mut edited = Client::clone(&client(1, "陈工"));
    edited
        .put(records::contact(90, "2026-05-01".parse().unwrap(), 5))
        .unwrap();
    now(older.put(vec![Change {
        before: Some(client(1, "陈工")),
        after: Some(Arc::new(edited)),
    }]))
    .unwrap();

    let begun = |is_available| {
        let mut repository = journaled(&faulty, &journal);
        repository.set_seal(seal(is_available), true);
        now(Replica::begin(repository, records::today())).unwrap()
    };
    let unavailable = Err(SaveError::Unavailable("not now".to_owned()));
    let mut tab = begun(false);
    assert_eq!(now(tab.recover()), unavailable);
    assert_eq!(tab.repository().needs_recovery(), Ok(true));
    let tab = started(begun(true));
    assert_eq!(names(&tab), ["陈一", "王总"]);
    assert_eq!(tab.client(ClientId::new(1)).unwrap().contacts().len(), 1);
}

#[test]
fn the_words_on_the_disk_are_what_the_browser_promises() {
    let (faulty, journal, mut tab) = two();
    let said = |tab: &Replica| {
        let durability = tab.repository().durability();
        [Language::En, Language::Zh].map(|language| Text(language).durability(durability))
    };
    let [english, chinese] = said(&tab);
    assert!(
        english.contains("a power cut does not lose it"),
        "{english}"
    );
    assert!(chinese.contains("断电也不会丢"), "{chinese}");

    journal.is_lax.set(true);
    let rename = |tab: &mut Replica, name: &str| {
        let before = tab.client(ClientId::new(1)).cloned();
        let change = Change {
            before,
            after: Some(client(1, name)),
        };
        now(tab.put(vec![change])).unwrap();
        now(tab.repository().confirm()).unwrap()
    };
    assert_eq!(rename(&mut tab, "陈一"), Durability::System);
    let [english, chinese] = said(&tab);
    assert!(english.contains("handed to the system"), "{english}");
    assert!(chinese.contains("交给系统"), "{chinese}");
    for words in said(&tab) {
        assert!(
            !words.contains("does not lose") && !words.contains("不会丢"),
            "{words}"
        );
    }

    journal.fails.set(true);
    assert_eq!(rename(&mut tab, "陈二"), Durability::Unknown);
    let [english, chinese] = said(&tab);
    assert!(english.contains("loses the latest changes"), "{english}");
    assert!(chinese.contains("会丢掉最近的更改"), "{chinese}");

    // A start tells it before the first command.
    journal.fails.set(false);
    assert_eq!(
        open(&faulty, &journal).repository().durability(),
        Durability::System
    );
}
