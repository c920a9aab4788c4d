//! Stored records are read back unchanged, and nothing unreadable is ever overwritten.

mod changes;
mod damage;
mod parts;
mod round_trips;
mod versions;

use std::sync::Arc;

use trust_velocity::{
    domain::Client,
    storage::{Change, Replica, Repository, SaveError, Unreadable},
};

use crate::{
    backends::{Shared, now},
    records,
};

const CLIENT: &str = "trust-velocity/client/00000000000000ff";
const SETTINGS: &str = "trust-velocity/settings";

fn replica(backend: &Shared) -> Replica {
    now(Replica::open(
        Repository::new(backend.clone()),
        records::today(),
    ))
    .unwrap()
}

fn put(replica: &mut Replica, client: &Client) -> Result<(), SaveError> {
    let known = replica.client(client.id()).cloned();
    now(replica.put(vec![Change {
        before: known,
        after: Some(Arc::new(client.clone())),
    }]))
}

fn only(replica: &Replica) -> Client {
    let mut all = replica.clients().map(|client| Client::clone(client));
    let only = all.next().expect("a client");
    assert_eq!(all.next(), None);
    only
}

fn unreadable(replica: &Replica) -> Vec<Unreadable> {
    replica.unreadable().cloned().collect()
}

/// The stored documents of each version, as they landed. They are never edited: a new version adds
/// its own.
const CLIENTS: [&str; 4] = [
    include_str!("../../fixtures/client-v1.json"),
    include_str!("../../fixtures/client-v2.json"),
    include_str!("../../fixtures/client-v3.json"),
    include_str!("../../fixtures/client-v4.json"),
];

const SETTINGS_OF_VERSIONS: [&str; 3] = [
    include_str!("../../fixtures/settings-v1.json"),
    include_str!("../../fixtures/settings-v2.json"),
    include_str!("../../fixtures/settings-v3.json"),
];
