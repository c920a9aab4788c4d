//! A start and a command read what they need, and summaries are never believed over the records.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use trust_velocity::{
    documents::encode_client,
    domain::{Assumptions, Client, ClientId, PerDimension, Rater, Score, Settings, Summary, Unit},
    storage::{Backend, BackendError, Change, ClientIndex, Replica, Repository},
};

use crate::{
    backends::{Shared, now},
    records,
};

/// A store that notes each key that is read or written, with room for so many characters.
#[derive(Clone, Default)]
struct Watched {
    shared: Shared,
    keys: Rc<RefCell<Vec<String>>>,
    room: Option<usize>,
}

impl Watched {
    fn note(&self, verb: &str, key: &str) {
        self.keys.borrow_mut().push(format!("{verb} {key}"));
    }

    /// The keys asked of the store while this was done.
    fn while_doing<T>(&self, work: impl FnOnce() -> T) -> (T, Vec<String>) {
        self.keys.borrow_mut().clear();
        let result = work();
        (result, self.keys.take())
    }
}

/// The characters (UTF-16 code units) of all keys and texts.
fn space_used(backend: &impl Backend) -> Result<usize, BackendError> {
    let mut used = 0;
    for key in backend.keys()? {
        let text = backend.get(&key)?.unwrap_or_default();
        used += (key + &text).encode_utf16().count();
    }
    Ok(used)
}

impl Backend for Watched {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.note("get", key);
        self.shared.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        self.note("set", key);
        let used = space_used(&self.shared)?;
        let old = self.shared.get(key)?.map_or(0, |old| old.len() + key.len());
        match self.room {
            Some(room) if room < used - old + key.len() + text.encode_utf16().count() => {
                Err(BackendError::Full)
            }
            _ => self.shared.set(key, text),
        }
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.note("remove", key);
        self.shared.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.note("list", "*");
        self.shared.keys()
    }
}

fn client(number: u64) -> Client {
    let first = "2026-01-10".parse().unwrap();
    let mut client = records::client(first).with_id(ClientId::new(number));
    for (id, day) in [(1, 20), (2, 60), (3, 90)] {
        let scores = PerDimension([5.0, 6.0, 4.0, 5.0].map(|score| Score::new(score).ok()));
        let date = first.plus_days(day).unwrap();
        let rating = records::rating(id, date, Rater::Seller, scores);
        client.put(rating).unwrap();
    }
    client
}

fn clients(count: u64) -> Vec<Client> {
    // Random ids are spread over all numbers.
    (1..=count)
        .map(|number| client(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)))
        .collect()
}

/// A store of so many clients, as an older app has left it: without summaries.
fn stored(clients: &[Client]) -> Watched {
    let watched = Watched::default();
    for client in clients {
        let text = encode_client(1, client).unwrap();
        watched.shared.set(&key(client.id()), &text).unwrap();
    }
    watched
}

fn key(id: ClientId) -> String {
    format!("trust-velocity/client/{id}")
}

fn begin(watched: &Watched) -> Replica {
    let repository = Repository::new(watched.clone());
    now(Replica::begin(repository, records::today())).unwrap()
}

/// A page some time after its start: all keys were looked at, and all summaries stored.
fn settled(watched: &Watched) -> Replica {
    let mut replica = begin(watched);
    now(replica.scan(usize::MAX)).unwrap();
    while now(replica.save_next_shard()) {}
    replica.take_touched();
    replica
}

fn put(replica: &mut Replica, client: &Client) {
    now(replica.read_client(client.id())).unwrap();
    let before = replica.client(client.id()).cloned();
    let after = Some(Arc::new(client.clone()));
    now(replica.put(vec![Change { before, after }])).unwrap();
}

/// The summaries are those of the stored clients, made anew.
fn is_true(index: &ClientIndex, clients: &[Client]) {
    assert_eq!(index.entries().count(), clients.len());
    for client in clients {
        let entry = index.entry(client.id()).expect("an entry");
        let summary = Summary::of(client, &Assumptions::default(), records::today());
        assert_eq!((&*entry.summary, entry.is_current), (&summary, true));
    }
}

#[test]
fn a_start_reads_the_summaries_and_no_client() {
    let clients = clients(200);
    let watched = stored(&clients);
    settled(&watched);
    let (mut replica, keys) = watched.while_doing(|| begin(&watched));
    assert_eq!(
        keys.iter().filter(|key| key.contains("/client/")).count(),
        0
    );
    is_true(replica.index(), &clients);
    // Afterwards each text is looked at once, and none is decoded: its summary was made from it.
    let (left, keys) = watched.while_doing(|| now(replica.scan(usize::MAX)));
    assert_eq!((left, keys.len()), (Ok(0), clients.len()));
    assert_eq!(replica.clients().count(), 0);
    assert!(!now(replica.save_next_shard()));
}

#[test]
fn a_command_touches_one_client_and_its_shard_however_many_there_are() {
    let touched = [10, 300].map(|count| {
        let clients = clients(count);
        let watched = stored(&clients);
        let mut replica = settled(&watched);
        let changed = clients[0].clone().into_bin(records::today());
        now(replica.read_client(changed.id())).unwrap();
        replica.take_touched();
        let ((), keys) = watched.while_doing(|| put(&mut replica, &changed));
        assert_eq!(replica.take_touched().clients, [changed.id()]);
        let of_others = |asked: &&String| {
            !asked.ends_with(&key(changed.id())) && !asked.contains("/summaries/")
        };
        let others: Vec<_> = keys.iter().filter(of_others).cloned().collect();
        assert_eq!(others, ["get trust-velocity/lock"; 2]);
        let written = keys.iter().filter(|asked| asked.starts_with("set"));
        assert_eq!(written.count(), 2, "{keys:?}");
        keys.len()
    });
    assert_eq!(touched[0], touched[1]);
    // Two reads of the client, a look for the lock and a write; the same of the shard.
    assert!(touched[0] <= 9, "{touched:?}");
}

#[test]
fn summaries_that_are_missing_outdated_or_damaged_are_made_anew() {
    let clients = clients(80);
    let watched = stored(&clients);
    settled(&watched);
    let shards = || {
        let keys = watched.shared.keys().unwrap();
        keys.into_iter()
            .filter(|key| key.contains("/summaries/"))
            .collect::<Vec<_>>()
    };
    let text = |key: &str| watched.shared.get(key).unwrap().unwrap();
    let all = shards();
    watched.shared.remove(&all[0]).unwrap();
    let cut = text(&all[1]);
    watched.shared.set(&all[1], &cut[..cut.len() / 2]).unwrap();
    watched.shared.set(&all[2], "{\"v\":1}").unwrap();
    let spoilt = text(&all[3]).replace("陈工", "王总");
    watched.shared.set(&all[3], &spoilt).unwrap();
    // A write that was cut short between the record and its summary, and a client that is gone.
    let mut clients = clients;
    let gone = clients.remove(9);
    watched.shared.remove(&key(gone.id())).unwrap();
    clients[10] = clients[10].clone().into_bin(records::today());
    let newer = encode_client(2, &clients[10]).unwrap();
    watched.shared.set(&key(clients[10].id()), &newer).unwrap();
    let read = settled(&watched);
    is_true(read.index(), &clients);
    is_true(begin(&watched).index(), &clients);
}

#[test]
fn another_day_or_setting_makes_summaries_anew() {
    let clients = clients(20);
    let watched = stored(&clients);
    let mut replica = settled(&watched);
    let settings = Settings {
        assumptions: Assumptions::new(
            1.5,
            30,
            Assumptions::default().thresholds(),
            Assumptions::default().cadence(),
        )
        .unwrap(),
        ..Settings::default()
    };
    now(replica.put_settings(settings)).unwrap();
    assert!(
        replica
            .index()
            .entries()
            .all(|(_, entry)| !entry.is_current)
    );
    now(replica.scan(usize::MAX)).unwrap();
    for client in &clients {
        let entry = replica.index().entry(client.id()).unwrap();
        let summary = Summary::of(client, &settings.assumptions, records::today());
        assert_eq!((&*entry.summary, entry.is_current), (&summary, true));
    }
    // The unit changes no summary.
    let unit = Settings {
        unit: Unit::Month,
        ..settings
    };
    now(replica.put_settings(unit)).unwrap();
    assert_eq!(replica.scan_left(), 0);
    let first = replica.index().entry(clients[0].id()).unwrap();
    let later = first.summary.changes_on;
    if let Some(day) = later {
        replica.set_today(day).unwrap();
        assert!(
            replica
                .index()
                .entries()
                .all(|(_, entry)| !entry.is_current)
        );
    }
}

#[test]
fn summaries_give_way_to_records() {
    let clients = clients(40);
    let mut watched = stored(&clients);
    settled(&watched);
    watched.room = Some(space_used(&watched.shared).unwrap() + 100);
    let mut replica = settled(&watched);
    let new = client(7);
    put(&mut replica, &new);
    let keys = watched.shared.keys().unwrap();
    assert!(keys.contains(&key(new.id())));
    assert!(keys.iter().all(|key| !key.contains("/summaries/")));
    let all: Vec<_> = clients.into_iter().chain([new]).collect();
    is_true(settled(&watched).index(), &all);
}
