//! The edits that a tab makes.

use std::sync::Arc;

use trust_velocity::{
    domain::{CivilDate, Client, ClientId, EntryId, Name},
    storage::{Change, Replica, Version},
};

use crate::records;

fn start() -> CivilDate {
    "2026-01-10".parse().unwrap()
}

fn person(id: ClientId) -> Client {
    let profile = records::client(start()).profile;
    let (stage, today) = (EntryId::new(1), "2026-06-01".parse().unwrap());
    Client::new(id, profile, start(), stage, today).unwrap()
}

pub(super) fn put(
    replica: &Replica,
    id: ClientId,
    entry: u64,
    minutes: u16,
) -> Vec<Change<Version>> {
    let Some(seen) = replica.client(id).cloned() else {
        return Vec::new();
    };
    let mut client = Client::clone(&seen);
    let day = start().plus_days(i64::try_from(entry).unwrap()).unwrap();
    client.put(records::contact(entry, day, minutes)).unwrap();
    vec![change(Some(seen), Some(Arc::new(client)))]
}

pub(super) fn remove(replica: &Replica, id: ClientId, entry: u64) -> Vec<Change<Version>> {
    let Some(seen) = replica.client(id).cloned() else {
        return Vec::new();
    };
    let mut client = Client::clone(&seen);
    client.remove(EntryId::new(entry));
    vec![change(Some(seen), Some(Arc::new(client)))]
}

pub(super) fn change(before: Version, after: Version) -> Change<Version> {
    Change { before, after }
}

pub(super) fn add_or_bin(replica: &Replica, id: ClientId) -> Change<Version> {
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

pub(super) fn imported(replica: &Replica, n: u64) -> Arc<Client> {
    let id = ClientId::new(n);
    let here = replica.client(id).map(|client| Client::clone(client));
    let mut client = here.unwrap_or_else(|| person(id));
    client.profile.name = Name::new("导入").unwrap();
    Arc::new(client)
}
