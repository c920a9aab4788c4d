//! What is stored comes back, and nothing that cannot be read is ever written over.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{cell::Cell, rc::Rc};

use proptest::{collection::vec, option, prelude::*, sample::select};
use trust_velocity::{
    domain::{
        Assumptions, Breach, Cadence, Channel, CivilDate, Client, ClientId, Contact, Dimension,
        EntryId, Instrument, Language, Name, Note, PerDimension, Profile, Rater, Rating, Record,
        Score, Settings, Severity, Stage, StageEntry, Theme, Unit,
    },
    storage::{Backend, BackendError, DecodeError, MemoryBackend, Repository, SaveError},
};

const CLIENT: &str = "trust-velocity/client/00000000000000ff";
const SETTINGS: &str = "trust-velocity/settings";

proptest! {
    #[test]
    fn a_client_comes_back_as_it_was(client in clients()) {
        let shared = Shared::default();
        Repository::new(shared.clone()).save_client(&client).unwrap();
        let loaded = Repository::new(shared).load().unwrap();
        prop_assert_eq!(loaded.clients, [client]);
        prop_assert!(loaded.unreadable.is_empty());
    }

    #[test]
    fn settings_come_back_as_they_were(settings in settings()) {
        let shared = Shared::default();
        Repository::new(shared.clone()).save_settings(&settings).unwrap();
        prop_assert_eq!(Repository::new(shared).load().unwrap().settings, settings);
    }

    #[test]
    fn a_damaged_document_is_kept_to_the_letter(
        client in clients(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let shared = Shared::default();
        let repository = Repository::new(shared.clone());
        repository.save_client(&client).unwrap();
        let key = shared.keys().unwrap().remove(0);
        let mut bytes = shared.get(&key).unwrap().unwrap().into_bytes();
        let at = cut.index(bytes.len());
        bytes[at] = byte;
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        shared.set(&key, &damaged).unwrap();
        let loaded = repository.load().unwrap();
        prop_assert_eq!(loaded.clients.len() + loaded.unreadable.len(), 1);
        if let Some(unreadable) = loaded.unreadable.first() {
            prop_assert_eq!(&unreadable.text, &damaged);
            let saved = repository.save_client(&client);
            prop_assert!(matches!(saved, Err(SaveError::Occupied(_)) | Ok(())), "{saved:?}");
            if saved.is_err() {
                prop_assert!(repository.remove_client(client.id()).is_err());
                prop_assert_eq!(shared.get(&key).unwrap(), Some(damaged));
            }
        }
    }

    #[test]
    fn any_text_is_a_document_or_an_error(text in "\\PC{0,60}|\\{\"v\":[0-9]{1,3}.{0,30}\\}") {
        let shared = Shared::default();
        shared.set(CLIENT, &text).unwrap();
        shared.set(SETTINGS, &text).unwrap();
        let loaded = Repository::new(shared).load().unwrap();
        prop_assert!(loaded.clients.is_empty());
        prop_assert_eq!(loaded.unreadable.len(), 2);
    }
}

/// The stored documents of version 1, as they landed. They are never edited.
const CLIENT_V1: &str = include_str!("fixtures/client-v1.json");
const SETTINGS_V1: &str = include_str!("fixtures/settings-v1.json");

#[test]
fn version_1_loads() {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENT_V1.trim()).unwrap();
    shared.set(SETTINGS, SETTINGS_V1.trim()).unwrap();
    let loaded = Repository::new(shared.clone()).load().unwrap();
    assert_eq!(loaded.unreadable, []);
    let client = &loaded.clients[0];
    assert_eq!(client.profile.name.as_str(), "陈工 🙂");
    let rater = Rater::Client(Name::new("赵总").unwrap());
    assert_eq!(client.ratings()[1].rater, rater);
    assert_eq!(client.ratings()[1].scores.0[3], None);
    assert_eq!(
        client.contacts()[0].served,
        PerDimension([true, false, true, false])
    );
    assert_eq!(client.breaches()[0].severity, Severity::Serious);
    assert_eq!(client.stages().len(), 2);
    assert_eq!(loaded.settings.language, Some(Language::Zh));
    assert_eq!(loaded.settings.unit, Unit::Week);

    Repository::new(shared.clone()).save_client(client).unwrap();
    let written = shared.get(CLIENT).unwrap().unwrap();
    let of_fixture = CLIENT_V1.trim().replace("\"rev\":7", "\"rev\":8");
    assert_eq!(
        written, of_fixture,
        "what was read is written back without loss"
    );
}

#[test]
fn each_damage_has_its_reason() {
    let reason = |text: &str| {
        let shared = Shared::default();
        shared.set(CLIENT, text).unwrap();
        Repository::new(shared)
            .load()
            .unwrap()
            .unreadable
            .remove(0)
            .reason
    };
    let with = |from: &str, to: &str| {
        assert!(CLIENT_V1.contains(from), "{from} is not in the fixture");
        CLIENT_V1.replace(from, to)
    };
    assert!(matches!(reason("{"), DecodeError::Malformed(_)));
    assert_eq!(
        reason(&with("\"v\":1", "\"v\":2")),
        DecodeError::TooNew { found: 2 }
    );
    assert_eq!(
        reason(&with("\"v\":1", "\"v\":0")),
        DecodeError::NoSuchVersion(0)
    );
    let invalid = |text: &str| match reason(text) {
        DecodeError::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        invalid(&with("\"sliders-1\"", "\"sliders-9\"")),
        "instrument"
    );
    assert_eq!(invalid(&with("7.6", "17.6")), "scores");
    assert_eq!(
        invalid(&with("2026-03-05\",\"visit", "2026-02-30\",\"visit")),
        "contact date"
    );
    assert_eq!(
        invalid(&with("2026-03-05\",\"visit", "2020-03-05\",\"visit")),
        "date"
    );
    assert_eq!(invalid(&with("00000000000000ff", "00000000000000fe")), "id");
    assert_eq!(invalid(&with("0000000000000002", "0000000000000001")), "id");
    assert!(matches!(
        reason(&with("\"tags\"", "\"more\"")),
        DecodeError::Malformed(_)
    ));
}

#[test]
fn what_cannot_be_read_can_only_be_discarded_on_purpose() {
    let shared = Shared::default();
    shared.set(SETTINGS, "?").unwrap();
    let repository = Repository::new(shared.clone());
    let saved = repository.save_settings(&Settings::default());
    assert!(matches!(saved, Err(SaveError::Occupied(_))));
    assert_eq!(shared.get(SETTINGS).unwrap().as_deref(), Some("?"));
    let unreadable = repository.load().unwrap().unreadable.remove(0);
    repository.discard(&unreadable).unwrap();
    repository.save_settings(&Settings::default()).unwrap();
}

#[test]
fn a_failed_write_is_told_and_changes_nothing() {
    let faulty = Faulty::default();
    let repository = Repository::new(faulty.clone());
    let client = fixture();
    repository.save_client(&client).unwrap();
    let before = faulty.shared.get(CLIENT).unwrap();
    for (fault, expected) in [
        (Fault::Full, SaveError::Full),
        (Fault::Blocked, SaveError::Unavailable("blocked".to_owned())),
        (Fault::Forgets, SaveError::NotKept),
    ] {
        faulty.fault.set(Some(fault));
        assert_eq!(repository.save_client(&client), Err(expected));
        assert_eq!(faulty.shared.get(CLIENT).unwrap(), before);
    }
}

#[test]
fn other_keys_of_the_origin_are_let_be() {
    let shared = Shared::default();
    shared.set("someone-else", "{}").unwrap();
    let loaded = Repository::new(shared.clone()).load().unwrap();
    assert!(loaded.clients.is_empty() && loaded.unreadable.is_empty());
    assert_eq!(shared.get("someone-else").unwrap().as_deref(), Some("{}"));
}

fn fixture() -> Client {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENT_V1.trim()).unwrap();
    Repository::new(shared).load().unwrap().clients.remove(0)
}

/// A store in memory that outlives the repository.
#[derive(Clone, Default)]
struct Shared(Rc<MemoryBackend>);

impl Backend for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.0.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        self.0.set(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.0.keys()
    }
}

#[derive(Clone, Copy)]
enum Fault {
    Full,
    Blocked,
    Forgets,
}

/// A store whose writes fail.
#[derive(Clone, Default)]
struct Faulty {
    shared: Shared,
    fault: Rc<Cell<Option<Fault>>>,
}

impl Backend for Faulty {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.shared.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        match self.fault.get() {
            None => self.shared.set(key, text),
            Some(Fault::Full) => Err(BackendError::Full),
            Some(Fault::Blocked) => Err(BackendError::Unavailable("blocked".to_owned())),
            Some(Fault::Forgets) => Ok(()),
        }
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.shared.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.shared.keys()
    }
}

fn names() -> impl Strategy<Value = Name> {
    let text = prop_oneof![
        "\\PC{1,40}",
        Just("<script>alert(1)</script>".to_owned()),
        Just("مريم \u{202e}陈工🙂".to_owned())
    ];
    text.prop_filter_map("empty", |text| Name::new(&text).ok())
}

fn notes() -> impl Strategy<Value = Note> {
    "[\\PC\n\t\"\\\\]{0,60}".prop_map(|text| Note::new(&text).unwrap())
}

fn scores() -> impl Strategy<Value = Option<Score>> {
    option::of((0..=100_u32).prop_map(|tenths| Score::new(f64::from(tenths) / 10.0).unwrap()))
}

fn dates() -> impl Strategy<Value = CivilDate> {
    (0..4_000_i64).prop_map(|days| first_contact().plus_days(days).unwrap())
}

fn first_contact() -> CivilDate {
    "2020-02-29".parse().unwrap()
}

fn records() -> impl Strategy<Value = Record> {
    let id = || any::<u64>().prop_map(EntryId::new);
    let rater = prop_oneof![
        Just(Rater::Seller),
        Just(Rater::Peer),
        names().prop_map(Rater::Client)
    ];
    let four = [scores(), scores(), scores(), scores()];
    prop_oneof![
        (id(), dates(), rater, four, notes()).prop_map(|(id, date, rater, scores, note)| {
            let instrument = Instrument::Sliders1;
            Record::Rating(Rating {
                id,
                date,
                rater,
                instrument,
                scores: PerDimension(scores),
                note,
            })
        }),
        (
            id(),
            dates(),
            select(&Channel::ALL[..]),
            any::<u16>(),
            any::<[bool; 4]>(),
            notes()
        )
            .prop_map(|(id, date, channel, minutes, served, note)| {
                let served = PerDimension(served);
                Record::Contact(Contact {
                    id,
                    date,
                    channel,
                    minutes,
                    served,
                    note,
                })
            }),
        (
            id(),
            dates(),
            select(&Dimension::ALL[..]),
            select(&Severity::ALL[..]),
            notes(),
            notes()
        )
            .prop_map(|(id, date, dimension, severity, what, done)| {
                Record::Breach(Breach {
                    id,
                    date,
                    dimension,
                    severity,
                    what,
                    done,
                })
            }),
        (id(), dates(), select(&Stage::ALL[..]))
            .prop_map(|(id, date, stage)| Record::Stage(StageEntry { id, date, stage })),
    ]
}

fn clients() -> impl Strategy<Value = Client> {
    let profile = (
        names(),
        option::of(names()),
        option::of(names()),
        vec(names(), 0..3),
        notes(),
    );
    (any::<u64>(), profile, any::<bool>(), vec(records(), 0..12)).prop_map(
        |(id, (name, organisation, title, tags, note), illustration, records)| {
            let profile = Profile {
                name,
                organisation,
                title,
                tags,
                note,
            };
            let mut client = Client::empty(ClientId::new(id), profile, first_contact());
            if illustration {
                client = client.as_illustration();
            }
            for record in records {
                client.put(record).unwrap();
            }
            client
        },
    )
}

fn settings() -> impl Strategy<Value = Settings> {
    let days = || 1..=365_u16;
    let thresholds = [1..=100_u32, 1..=100_u32, 1..=100_u32, 1..=100_u32];
    (
        option::of(select(&Language::ALL[..])),
        option::of(select(&Theme::ALL[..])),
        select(&Unit::ALL[..]),
        (
            1..=50_u32,
            7..=3_650_u16,
            thresholds,
            days(),
            days(),
            days(),
        ),
    )
        .prop_map(
            |(language, theme, unit, (sd, window, thresholds, a, b, c))| {
                let thresholds =
                    thresholds.map(|tenths| Score::new(f64::from(tenths) / 10.0).unwrap());
                let cadence = Cadence::new(a, b, c).unwrap();
                let sd = f64::from(sd) / 10.0;
                let assumptions =
                    Assumptions::new(sd, window, PerDimension(thresholds), cadence).unwrap();
                Settings {
                    language,
                    theme,
                    unit,
                    assumptions,
                }
            },
        )
}
