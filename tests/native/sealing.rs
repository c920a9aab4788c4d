//! Turning the lock on and off loses nothing, wherever it is cut short.

use std::{rc::Rc, sync::Arc};

use trust_velocity::{
    documents::DecodeError,
    domain::{Client, ClientId, Name, Settings, Unit},
    storage::{Backend, Change, Replica, Repository, SEALED, SaveError, Seal, SealError, Sealing},
};

use crate::{
    backends::{Fault, Faulty, MemoryJournal, now},
    records,
};

const LOCK: &str = "trust-velocity/lock";

/// A key that writes texts backwards with their name: enough to tell sealed texts from readable
/// ones.
struct Backwards(&'static str);

impl Seal for Backwards {
    fn seal<'a>(&'a self, name: &'a str, text: &'a str) -> Sealing<'a> {
        let turned: String = text.chars().rev().collect();
        let sealed = format!("{SEALED}{}|{name}|{turned}", self.0);
        Box::pin(async move { Ok(sealed) })
    }

    fn open<'a>(&'a self, name: &'a str, sealed: &'a str) -> Sealing<'a> {
        let head = format!("{SEALED}{}|{name}|", self.0);
        let text = sealed
            .strip_prefix(&head)
            .map(|turned| turned.chars().rev().collect())
            .ok_or(SealError::WrongKey);
        Box::pin(async move { text })
    }
}

fn key() -> Rc<dyn Seal> {
    Rc::new(Backwards("ours"))
}

/// Three clients, settings and a draft, in the clear.
fn filled() -> Faulty {
    let faulty = Faulty::default();
    let mut replica = now(Replica::open(
        Repository::new(faulty.clone()),
        records::today(),
    ))
    .unwrap();
    let clients = (1..4).map(|id| {
        let client = records::client("2026-01-10".parse().unwrap()).with_id(ClientId::new(id));
        Change {
            before: None,
            after: Some(Arc::new(client)),
        }
    });
    now(replica.put(clients.collect())).unwrap();
    let settings = Settings {
        unit: Unit::Week,
        ..Settings::default()
    };
    now(replica.put_settings(settings)).unwrap();
    now(replica.repository().save_draft("new", "[\"陈工\"]")).unwrap();
    faulty
}

fn texts(faulty: &Faulty) -> Vec<String> {
    let mut keys = faulty.shared.keys().unwrap();
    keys.retain(|key| key != LOCK);
    keys.iter()
        .map(|key| faulty.shared.get(key).unwrap().unwrap())
        .collect()
}

fn opened(faulty: &Faulty, is_sealing: bool) -> Replica {
    let mut repository = Repository::new(faulty.clone());
    repository.set_seal(key(), is_sealing);
    now(Replica::open(repository, records::today())).unwrap()
}

fn holds_everything(replica: &Replica) {
    assert_eq!(replica.unreadable().count(), 0);
    let names = replica
        .clients()
        .map(|client: &Arc<Client>| client.profile.name.as_str());
    assert_eq!(names.collect::<Vec<_>>(), ["陈工"; 3]);
    assert_eq!(replica.settings().unit, Unit::Week);
    let draft = now(replica.repository().draft("new")).unwrap();
    assert_eq!(draft.as_deref(), Some("[\"陈工\"]"));
}

#[test]
fn a_lock_that_is_cut_short_loses_nothing() {
    for (is_sealing, fault) in [
        (true, Fault::Blocked),
        (true, Fault::Full),
        (true, Fault::Forgets),
        (false, Fault::Blocked),
        (false, Fault::Full),
        (false, Fault::Forgets),
    ] {
        for after in 0..40 {
            let faulty = filled();
            faulty.shared.set(LOCK, "a lock").unwrap();
            if !is_sealing {
                now(opened(&faulty, true).repository().reseal()).unwrap();
                assert!(texts(&faulty).iter().all(|text| text.starts_with(SEALED)));
            }
            let replica = opened(&faulty, is_sealing);
            faulty.breaks(fault, after);
            let is_whole = now(replica.repository().reseal()).is_ok();
            faulty.mend();
            // The tab is dead; the person comes back with the passphrase.
            let again = opened(&faulty, is_sealing);
            holds_everything(&again);
            if is_whole {
                assert!(
                    texts(&faulty)
                        .iter()
                        .all(|text| text.starts_with(SEALED) == is_sealing)
                );
            }
            now(again.repository().reseal()).unwrap();
            assert!(
                texts(&faulty)
                    .iter()
                    .all(|text| text.starts_with(SEALED) == is_sealing)
            );
            holds_everything(&opened(&faulty, is_sealing));
        }
    }
}

/// A page opened behind a lock has read no client yet when the lock goes on or off to its end.
#[test]
fn what_was_not_read_before_a_change_of_the_lock_is_read_after_it() {
    for was_sealed in [true, false] {
        let faulty = filled();
        faulty.shared.set(LOCK, "a lock").unwrap();
        now(opened(&faulty, was_sealed).repository().reseal()).unwrap();
        let mut repository = Repository::new(faulty.clone());
        repository.set_seal(key(), !was_sealed);
        let mut replica = now(Replica::begin(repository, records::today())).unwrap();
        now(replica.repository().reseal()).unwrap();
        now(replica.scan(usize::MAX)).unwrap();
        assert_eq!(replica.index().entries().count(), 3, "sealed {was_sealed}");
    }
}

#[test]
fn nothing_readable_is_stored_under_a_lock() {
    let faulty = filled();
    faulty.shared.set(LOCK, "a lock").unwrap();
    let mut replica = opened(&faulty, true);
    now(replica.repository().reseal()).unwrap();
    let client = replica.clients().next().unwrap().clone();
    let binned = Client::clone(&client).into_bin("2026-04-01".parse().unwrap());
    now(replica.put(vec![Change {
        before: Some(client),
        after: Some(Arc::new(binned)),
    }]))
    .unwrap();
    assert!(texts(&faulty).iter().all(|text| text.starts_with(SEALED)));
    assert!(texts(&faulty).iter().all(|text| !text.contains("陈工")));
}

#[test]
fn a_tab_that_missed_the_lock_writes_nothing() {
    let faulty = filled();
    let mut old = now(Replica::open(
        Repository::new(faulty.clone()),
        records::today(),
    ))
    .unwrap();
    faulty.shared.set(LOCK, "a lock").unwrap();
    now(opened(&faulty, true).repository().reseal()).unwrap();
    let before = texts(&faulty);
    let client = records::client("2026-01-10".parse().unwrap()).with_id(ClientId::new(9));
    let put = now(old.put(vec![Change {
        before: None,
        after: Some(Arc::new(client.clone())),
    }]));
    assert_eq!(put, Err(SaveError::LockChanged));
    assert_eq!(texts(&faulty), before);

    // Nor does a tab that missed the removal of the lock: nobody could decrypt its texts.
    let mut sealed = opened(&faulty, true);
    now(opened(&faulty, false).repository().reseal()).unwrap();
    faulty.shared.remove(LOCK).unwrap();
    let put = now(sealed.put(vec![Change {
        before: None,
        after: Some(Arc::new(client)),
    }]));
    assert_eq!(put, Err(SaveError::LockChanged));
    assert!(texts(&faulty).iter().all(|text| !text.starts_with(SEALED)));
}

#[test]
fn another_key_reads_nothing_and_writes_over_nothing() {
    let faulty = filled();
    faulty.shared.set(LOCK, "a lock").unwrap();
    now(opened(&faulty, true).repository().reseal()).unwrap();
    let before = texts(&faulty);
    let mut repository = Repository::new(faulty.clone());
    repository.set_seal(Rc::new(Backwards("theirs")), true);
    let mut replica = now(Replica::open(repository, records::today())).unwrap();
    assert_eq!(replica.clients().count(), 0);
    assert!(
        replica
            .unreadable()
            .all(|text| text.reason == DecodeError::Sealed)
    );
    let settings = now(replica.put_settings(Settings::default()));
    assert_eq!(settings, Err(SaveError::Occupied(DecodeError::Sealed)));
    assert_eq!(texts(&faulty), before);
}

/// The records as a start finds them: what the store has lost is brought back.
fn begun(faulty: &Faulty, journal: &MemoryJournal, seal: Option<Rc<dyn Seal>>) -> Replica {
    let mut repository = Repository::new(faulty.clone());
    if let Some(seal) = seal {
        repository.set_seal(seal, true);
    }
    repository.set_journal(Box::new(journal.clone()));
    let mut replica = now(Replica::begin(repository, records::today())).unwrap();
    now(replica.recover()).unwrap();
    now(replica.read_all_clients(usize::MAX)).unwrap();
    replica
}

#[test]
fn nothing_readable_is_in_the_journal_under_a_lock() {
    let (faulty, journal) = (filled(), MemoryJournal::default());
    let begun = |seal| begun(&faulty, &journal, seal);
    let mut replica = begun(None);
    let repository = replica.repository();
    let keys = now(repository.keys_without_copy()).unwrap();
    assert_eq!(keys.len(), 4, "three clients and the settings");
    keys.chunks(1)
        .for_each(|keys| now(repository.add_copies(keys)).unwrap());
    assert_eq!(now(repository.keys_without_copy()).unwrap(), [""; 0]);
    let rename = |replica: &mut Replica, name: &str| {
        let before = replica.client(ClientId::new(1)).cloned();
        let mut after = Client::clone(before.as_ref().unwrap());
        after.profile.name = Name::new(name).unwrap();
        let after = Some(Arc::new(after));
        now(replica.put(vec![Change { before, after }])).unwrap();
        now(replica.repository().confirm()).unwrap();
    };
    rename(&mut replica, "陈一");
    assert!(journal.contents().contains("陈工") && journal.contents().contains("陈一"));

    // The lock, and what it seals, are one command.
    let repository = replica.repository_mut();
    repository.save_lock(None, "a lock").unwrap();
    repository.set_seal(key(), true);
    now(repository.reseal()).unwrap();
    now(repository.confirm()).unwrap();
    let words = ["陈工", "陈一", "陈二", "\"week\""];
    let is_hidden = || !words.iter().any(|word| journal.contents().contains(word));
    assert!(is_hidden(), "{}", journal.contents());
    rename(&mut replica, "陈二");
    assert!(is_hidden(), "{}", journal.contents());

    // The browser is killed, and has written nothing of all that.
    faulty.loses(usize::MAX);
    now(begun(None).recover()).unwrap();
    assert_eq!(faulty.shared.get(LOCK).unwrap().as_deref(), Some("a lock"));
    let again = begun(Some(key()));
    let name = &again.client(ClientId::new(1)).unwrap().profile.name;
    assert_eq!((name.as_str(), again.unreadable().count()), ("陈二", 0));
    assert!(is_hidden(), "{}", journal.contents());
}

#[test]
fn a_lock_that_was_removed_stays_so_after_a_kill() {
    let (faulty, journal) = (filled(), MemoryJournal::default());
    let begun = |seal| begun(&faulty, &journal, seal);
    let mut replica = begun(None);
    let repository = replica.repository_mut();
    repository.save_lock(None, "a lock").unwrap();
    repository.set_seal(key(), true);
    now(repository.reseal()).unwrap();
    now(repository.confirm()).unwrap();
    faulty.loses(0);

    // The disk is behind by a change under the lock, and by both steps of its removal.
    let before = replica.client(ClientId::new(1)).cloned();
    let mut after = Client::clone(before.as_ref().unwrap());
    after.profile.name = Name::new("陈三").unwrap();
    let after = Some(Arc::new(after));
    now(replica.put(vec![Change { before, after }])).unwrap();
    now(replica.repository().confirm()).unwrap();
    let repository = replica.repository_mut();
    repository
        .save_lock(Some("a lock"), "an ending lock")
        .unwrap();
    repository.set_seal(key(), false);
    now(repository.confirm()).unwrap();
    now(repository.reseal()).unwrap();
    repository.remove_lock().unwrap();
    repository.forget_seal();
    now(repository.confirm()).unwrap();
    faulty.loses(usize::MAX);
    assert_eq!(faulty.shared.get(LOCK).unwrap().as_deref(), Some("a lock"));

    let again = begun(None);
    assert_eq!(faulty.shared.get(LOCK).unwrap(), None);
    let name = &again.client(ClientId::new(1)).unwrap().profile.name;
    assert_eq!((name.as_str(), again.unreadable().count()), ("陈三", 0));
}

/// Two tabs whose forms are sent at once: the one that comes second would take the key of all texts away.
#[test]
fn a_lock_is_not_put_over_that_of_another_tab() {
    let (faulty, journal) = (filled(), MemoryJournal::default());
    let (mut first, mut second) = (
        begun(&faulty, &journal, None),
        begun(&faulty, &journal, None),
    );
    let repository = first.repository_mut();
    repository.save_lock(None, "a lock").unwrap();
    repository.set_seal(key(), true);
    now(repository.reseal()).unwrap();
    let repository = second.repository_mut();
    assert_eq!(
        repository.save_lock(None, "another"),
        Err(SaveError::Locked)
    );
    // Nor one that was changed meanwhile.
    let changed = repository.save_lock(Some("an older lock"), "another");
    assert_eq!(changed, Err(SaveError::Locked));
    assert_eq!(faulty.shared.get(LOCK).unwrap().as_deref(), Some("a lock"));
    let again = begun(&faulty, &journal, Some(key()));
    assert_eq!(again.unreadable().count(), 0);
}
