//! The host's keys, called kept, outlive a killed browser; keys that are given up do not return.

use std::rc::Rc;

use trust_velocity::{
    documents::LiveHost,
    domain::{EntryId, live::KeyPair, live::LiveKeys},
    live::State,
    storage::{Durability, Replica, Repository, SEALED, Seal, Sealing},
};

use super::key;
use crate::{
    backends::{Faulty, MemoryJournal, now},
    records,
};

const SESSION: EntryId = EntryId::new(7);

fn host(state: Option<State>) -> String {
    let pair = |number| KeyPair {
        public: key(number),
        private: b"private".to_vec(),
    };
    let keys = LiveKeys {
        seal: pair(1),
        sign: pair(2),
    };
    let state = state.map(|state| state.write());
    LiveHost { keys, state }.encode().unwrap()
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

fn keep(tab: &Replica, text: &str) {
    now(tab.repository().save_draft(&LiveHost::draft(SESSION), text)).unwrap();
    assert_eq!(now(tab.repository().confirm()), Ok(Durability::Disk));
}

fn kept(tab: &Replica) -> Option<String> {
    now(tab.repository().draft(&LiveHost::draft(SESSION))).unwrap()
}

#[test]
fn keys_outlive_a_killed_browser() {
    for lost in 0..8 {
        let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
        let tab = open(&faulty, &journal);
        keep(&tab, &host(None));
        faulty.loses(lost);
        let tab = open(&faulty, &journal);
        assert_eq!(kept(&tab), Some(host(None)), "{lost} writes were lost");
        assert_eq!(tab.removed().len(), 0);

        let later = host(Some(State::begin(SESSION)));
        keep(&tab, &host(None));
        keep(&tab, &later);
        faulty.loses(lost);
        assert_eq!(kept(&open(&faulty, &journal)), Some(later));
    }
}

#[test]
fn keys_that_are_given_up_do_not_return() {
    for lost in 0..8 {
        let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
        let tab = open(&faulty, &journal);
        keep(&tab, &host(None));
        keep(&tab, &host(Some(State::begin(SESSION))));
        tab.repository()
            .remove_draft(&LiveHost::draft(SESSION))
            .unwrap();
        now(tab.repository().confirm()).unwrap();
        faulty.loses(lost);
        let tab = open(&faulty, &journal);
        assert_eq!(kept(&tab), None, "{lost} writes were lost");
        // Nor is it offered, and no text of it is left.
        assert_eq!(tab.removed().len(), 0);
        assert!(
            !journal.contents().contains("seal"),
            "{}",
            journal.contents()
        );
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
    let (faulty, journal) = <(Faulty, MemoryJournal)>::default();
    let mut tab = open(&faulty, &journal);
    keep(&tab, &host(None));
    assert!(journal.contents().contains("sign"));

    tab.repository().save_lock("a lock").unwrap();
    tab.repository_mut().set_seal(Rc::new(Hides), true);
    now(tab.repository().reseal()).unwrap();
    now(tab.repository().confirm()).unwrap();
    assert!(
        !journal.contents().contains("sign"),
        "{}",
        journal.contents()
    );
    assert_eq!(kept(&tab), Some(host(None)));
}
