//! A change is made as a whole or not at all, and can be undone and redone.

use std::sync::Arc;

use trust_velocity::{
    documents::decode_client,
    domain::{Language, Name, Settings},
    storage::{Backend, Change, ChangeSet, Replica, Repository, SaveError},
};

use super::{CLIENT, CLIENTS, SETTINGS, only, put, replica};
use crate::{
    backends::{Fault, Faulty, Shared, now},
    records,
};

/// excalidraw#8395: a write that failed was reported as done.
#[test]
fn a_failed_write_is_told_and_changes_nothing() {
    for (fault, expected) in [
        (Fault::Full, SaveError::Full),
        (Fault::Blocked, SaveError::Unavailable("blocked".to_owned())),
        (Fault::Forgets, SaveError::NotKept),
    ] {
        let faulty = Faulty::default();
        faulty.shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
        let mut replica = now(Replica::open(
            Repository::new(faulty.clone()),
            records::today(),
        ))
        .unwrap();
        let client = only(&replica).out_of_bin();
        faulty.breaks(fault, 0);
        assert_eq!(put(&mut replica, &client), Err(expected));
        let stored = faulty.shared.get(CLIENT).unwrap();
        assert_eq!(stored.as_deref(), Some(CLIENTS[1].trim()));
        assert_ne!(only(&replica), client, "the page shows what a reload shows");
        faulty.mend();
        assert!(replica.last_change().is_none());
        put(&mut replica, &client).unwrap();
    }
}

#[test]
fn what_was_undone_can_be_redone_until_something_else_is_changed() {
    let shared = Shared::default();
    let mut one = replica(&shared);
    let client = decode_client(CLIENTS[1].trim()).unwrap().1.out_of_bin();
    assert_eq!(now(one.redo()), Ok(false));
    put(&mut one, &client).unwrap();
    let renamed = |name| {
        let mut client = client.clone();
        client.profile.name = Name::new(name).unwrap();
        client
    };
    let states = [client.clone(), renamed("Bea"), renamed("Cleo")];
    for state in &states[1..] {
        put(&mut one, state).unwrap();
    }
    for state in states[..2].iter().rev() {
        assert_eq!(now(one.undo()), Ok(true));
        assert_eq!(only(&one), *state);
    }
    for state in &states[1..] {
        assert_eq!(now(one.redo()), Ok(true));
        assert_eq!(only(&one), *state);
        assert_eq!(only(&replica(&shared)), *state, "it is stored");
    }
    assert_eq!(now(one.redo()), Ok(false));

    // A redone change can be undone, and one of another tab meanwhile is not overwritten.
    assert_eq!(now(one.undo()), Ok(true));
    put(&mut replica(&shared), &renamed("Dora")).unwrap();
    let redone = now(one.redo());
    assert!(matches!(redone, Err(SaveError::Changed(_))), "{redone:?}");
    assert_eq!(only(&replica(&shared)), renamed("Dora"));

    put(&mut one, &renamed("Eve")).unwrap();
    assert_eq!(now(one.redo()), Ok(false), "it was made from another state");
}

/// A restore stores clients and settings: one undo reverses both.
#[test]
fn clients_and_settings_are_one_change() {
    let faulty = Faulty::default();
    faulty.shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
    let mut replica = now(Replica::open(
        Repository::new(faulty.clone()),
        records::today(),
    ))
    .unwrap();
    let (before, after) = (only(&replica), only(&replica).out_of_bin());
    let settings = Settings {
        language: Some(Language::En),
        ..Settings::default()
    };
    let wanted = || {
        let [before, after] = [&before, &after].map(|client| Some(Arc::new(client.clone())));
        ChangeSet {
            clients: vec![Change { before, after }],
            settings: Some(Change {
                before: Settings::default(),
                after: settings,
            }),
            ..ChangeSet::default()
        }
    };
    now(replica.change(wanted())).unwrap();
    assert_eq!(
        (only(&replica), *replica.settings()),
        (after.clone(), settings)
    );
    assert_eq!(now(replica.undo()), Ok(true));
    assert_eq!(
        (only(&replica), *replica.settings()),
        (before.clone(), Settings::default())
    );
    assert!(replica.last_change().is_none());
    assert_eq!(now(replica.redo()), Ok(true));
    assert_eq!(
        (only(&replica), *replica.settings()),
        (after.clone(), settings)
    );
    assert_eq!(now(replica.undo()), Ok(true));

    // If the settings cannot be stored, the clients are not changed either.
    faulty.shared.set(SETTINGS, "?").unwrap();
    let stored = now(replica.change(wanted()));
    assert!(matches!(stored, Err(SaveError::Occupied(_))), "{stored:?}");
    assert_eq!(
        (only(&replica), *replica.settings()),
        (before, Settings::default())
    );
    assert!(replica.last_change().is_none());
    assert_eq!(faulty.shared.get(SETTINGS).unwrap().as_deref(), Some("?"));
}
