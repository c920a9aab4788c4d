//! Two tabs, faults, kills and reloads in any order: what was acknowledged can be read at the end.

mod edits;
mod expected;
mod steps;
mod world;

use std::env;

use edits::{add_or_bin, put};
use proptest::{collection::vec, prelude::*};
use steps::{Act, Step, steps};
use trust_velocity::{
    domain::{ClientId, Unit},
    storage::{Backend, Durability, Replica, Repository},
};
use world::{World, open};

use crate::{
    backends::{Fault, Faulty, MemoryJournal, now},
    records,
};

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
