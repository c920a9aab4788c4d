//! The keys of a class's host and of a team's manager, called kept, outlive a killed browser; keys that are
//! given up do not return.

use std::rc::Rc;

use trust_velocity::{
    documents::{LiveHost, LiveManager},
    domain::{
        EntryId,
        live::{KeyPair, LiveKeys},
        team::{Admission, Entrant},
    },
    live::State,
    storage::{Durability, Replica, Repository, SEALED, Seal, Sealing},
};

use super::key;
use crate::{
    backends::{Faulty, MemoryJournal, now},
    records,
};

const SESSION: EntryId = EntryId::new(7);

/// A draft that holds private keys, with a text of now and a later one.
struct Kept {
    draft: String,
    first: String,
    later: String,
}

fn pair(number: u64) -> KeyPair {
    KeyPair {
        public: key(number),
        private: b"private".to_vec(),
    }
}

/// The host of a class before its first state.
pub(super) fn live_host() -> LiveHost {
    LiveHost {
        keys: LiveKeys {
            seal: pair(1),
            sign: pair(2),
        },
        state: None,
    }
}

/// The key of an invitation before anybody has come, and the class's state as the class has begun.
fn kinds() -> [Kept; 2] {
    let host = |state: Option<State>| LiveHost {
        state: state.map(|state| state.write()),
        ..live_host()
    };
    let manager = |sellers| LiveManager {
        sign: pair(2),
        sellers,
    };
    let seller = Entrant {
        sign: key(3),
        seal: key(4),
        seller: EntryId::new(8),
        name: None,
        admission: Admission::Admitted,
        has_left: false,
        edition: 0,
        aside: None,
    };
    [
        Kept {
            draft: LiveHost::draft(SESSION),
            first: host(None).encode().unwrap(),
            later: host(Some(State::begin(SESSION))).encode().unwrap(),
        },
        Kept {
            draft: LiveManager::draft(SESSION),
            first: manager(Vec::new()).encode().unwrap(),
            later: manager(vec![seller]).encode().unwrap(),
        },
    ]
}

/// A tab after its start.
fn open(faulty: &Faulty, journal: &MemoryJournal) -> Replica {
    let mut repository = Repository::new(faulty.clone());
    repository.set_journal(Box::new(journal.clone()));
    let mut tab = now(Replica::begin(repository, records::today())).unwrap();
    now(tab.recover()).unwrap();
    let keys = now(tab.repository().keys_without_copy()).unwrap();
    now(tab.repository().add_copies(&keys)).unwrap();
    now(tab.find_removed()).unwrap();
    tab
}

fn keep(tab: &Replica, draft: &str, text: &str) {
    now(tab.repository().save_draft(draft, text)).unwrap();
    assert_eq!(now(tab.repository().confirm()), Ok(Durability::Disk));
}

fn kept(tab: &Replica, draft: &str) -> Option<String> {
    now(tab.repository().draft(draft)).unwrap()
}

#[test]
fn keys_outlive_a_killed_browser() {
    for Kept {
        draft,
        first,
        later,
    } in kinds()
    {
        for lost in 0..8 {
            let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
            let tab = open(&faulty, &journal);
            keep(&tab, &draft, &first);
            faulty.loses(lost);
            let tab = open(&faulty, &journal);
            let found = kept(&tab, &draft);
            assert_eq!(found.as_ref(), Some(&first), "{lost} writes were lost");
            assert_eq!(tab.removed().len(), 0);

            keep(&tab, &draft, &first);
            keep(&tab, &draft, &later);
            faulty.loses(lost);
            let found = kept(&open(&faulty, &journal), &draft);
            assert_eq!(found.as_ref(), Some(&later));
        }
    }
}

#[test]
fn keys_that_are_given_up_do_not_return() {
    for Kept {
        draft,
        first,
        later,
    } in kinds()
    {
        for lost in 0..8 {
            let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
            let tab = open(&faulty, &journal);
            keep(&tab, &draft, &first);
            keep(&tab, &draft, &later);
            tab.repository().remove_draft(&draft).unwrap();
            now(tab.repository().confirm()).unwrap();
            faulty.loses(lost);
            let tab = open(&faulty, &journal);
            assert_eq!(kept(&tab, &draft), None, "{lost} writes were lost");
            // Nor is it offered, and no text of it is left.
            assert_eq!(tab.removed().len(), 0);
            assert!(
                !journal.contents().contains("sign"),
                "{}",
                journal.contents()
            );
        }
    }
}

/// A key that hides a text.
struct Hides;

impl Seal for Hides {
    fn seal<'a>(&'a self, _: &'a str, text: &'a str) -> Sealing<'a> {
        let hidden: String = text.chars().rev().collect();
        Box::pin(async move { Ok(format!("{SEALED}{hidden}")) })
    }

    fn open<'a>(&'a self, _: &'a str, sealed: &'a str) -> Sealing<'a> {
        let text = sealed.trim_start_matches(SEALED).chars().rev().collect();
        Box::pin(async move { Ok(text) })
    }
}

#[test]
fn the_lock_seals_the_copy_too() {
    for Kept { draft, first, .. } in kinds() {
        let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
        let mut tab = open(&faulty, &journal);
        keep(&tab, &draft, &first);
        assert!(journal.contents().contains("sign"));

        tab.repository().save_lock(None, "a lock").unwrap();
        tab.repository_mut().set_seal(Rc::new(Hides), true);
        now(tab.repository().reseal()).unwrap();
        now(tab.repository().confirm()).unwrap();
        assert!(
            !journal.contents().contains("sign"),
            "{}",
            journal.contents()
        );
        assert_eq!(kept(&tab, &draft), Some(first));
    }
}
