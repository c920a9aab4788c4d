//! A backup comes back as it was, or not at all; a restore changes only what was chosen.

mod damage;
mod restores;
mod versions;

use std::collections::BTreeMap;

use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
};
use trust_velocity::{
    documents::{DocumentId, OpaqueDocument, TeamDocument},
    domain::{Client, ClientId, EntryId},
    exchange::backup::{Backup, BackupReader, Class, Here, Incoming, Planner},
};

use crate::{
    any::{self, clients, clients_among, settings},
    class,
    team_records::{memberships, teams},
};

const BACKUP_V1: &str = include_str!("../../fixtures/backup-v1.json");
const BACKUP_V2: &str = include_str!("../../fixtures/backup-v2.json");
const BACKUP_V3: &str = include_str!("../../fixtures/backup-v3.json");
const BACKUP_V4: &str = include_str!("../../fixtures/backup-v4.json");
const SEALED_V1: &str = include_str!("../../fixtures/sealed-v1.json");

proptest! {
    #[test]
    fn a_backup_comes_back_as_it_was(backup in backups(clients())) {
        let text = backup.write().unwrap();
        prop_assert_eq!(Backup::read(&text).unwrap(), backup.clone());
        prop_assert_eq!(backup.verify(&text, text.as_bytes()), Ok(()));
        let again = Backup::read(&text).unwrap().write().unwrap();
        prop_assert_eq!(again, text);
    }
}

proptest! {
    // Whole exercises are slow.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exercises_and_sessions_come_back_as_they_were(documents in documents()) {
        let backup = with_class(&documents);
        let text = backup.write().unwrap();
        let read = Backup::read(&text).unwrap();
        prop_assert_eq!(read.counts().sessions, backup.class().sessions.len());
        prop_assert_eq!(&read, &backup);
        prop_assert_eq!(read.write().unwrap(), text);
    }
}

#[test]
fn the_documented_schema_is_that_of_our_files() {
    let valid = schema();
    for file in [BACKUP_V1, BACKUP_V2, BACKUP_V3, BACKUP_V4, SEALED_V1] {
        assert_eq!(valid(file), Ok(()));
    }
    for (from, to) in [
        ("2026-11-22", "22.11.2026"),
        ("\"v\":1,\"sha256\"", "\"v\":5,\"sha256\""),
        ("\"breaches\":1", "\"breaches\":-1"),
        ("sliders-1", "sliders-9"),
        ("[7.6,", "[17.6,"),
        ("\"conduct\",2", "\"conduct\",4"),
        ("\"tags\"", "\"labels\""),
        (",60,[", ",60,60,["),
    ] {
        assert!(BACKUP_V1.contains(from), "{from}");
        assert!(valid(&BACKUP_V1.replace(from, to)).is_err(), "{to}");
    }
    for (from, to) in [("600000", "599999"), ("AES-256-GCM", "AES-128-GCM")] {
        assert!(SEALED_V1.contains(from), "{from}");
        assert!(valid(&SEALED_V1.replace(from, to)).is_err(), "{to}");
    }
    for (from, to) in [
        ("\"exercises\":[[\"0", "\"exercises\":[[\"x"),
        ("\"week\"", "\"decade\""),
        ("[5.0,5.0,null,4.0]", "[5.0,5.0,null]"),
        ("\"initial\"", "\"first\""),
        ("K7PM2X", "k7pm2x"),
        ("\"roster\"", "\"list\""),
        ("{\"f\":1}", "{\"f\":-1}"),
        ("{\"until\":", "{\"at\":"),
    ] {
        assert!(BACKUP_V3.contains(from), "{from}");
        assert!(valid(&BACKUP_V3.replace(from, to)).is_err(), "{to}");
    }
    for (from, to) in [
        ("\"2026-03-10\",0,[", "\"2026-03-10\",2,["),
        ("\"1:76545", "\"3:76545"),
        (
            "{\"kept\":[\"2026-03-16\",7]}",
            "{\"kept\":[\"2026-03-16\",8]}",
        ),
        ("{\"broken\":", "{\"forgotten\":"),
        ("\"2026-03-17\",6,", "\"2026-03-17\",0,"),
        ("\"2026-03-19\"]", "\"soon\"]"),
    ] {
        assert!(BACKUP_V4.contains(from), "{from}");
        assert!(valid(&BACKUP_V4.replace(from, to)).is_err(), "{to}");
    }
    proptest!(|(backup in backups(clients()))| {
        prop_assert_eq!(valid(&backup.write().unwrap()), Ok(()));
    });
    proptest!(ProptestConfig::with_cases(64), |(documents in documents())| {
        prop_assert_eq!(valid(&with_class(&documents).write().unwrap()), Ok(()));
    });
}

/// Validates a text against docs/backup.schema.json.
fn schema() -> impl Fn(&str) -> Result<(), String> {
    let schema = include_str!("../../../docs/backup.schema.json");
    let schema = serde_json::from_str(schema).unwrap();
    let (mut compiler, mut schemas) = (boon::Compiler::new(), boon::Schemas::new());
    compiler.add_resource("backup.schema.json", schema).unwrap();
    let schema = compiler
        .compile("backup.schema.json", &mut schemas)
        .unwrap();
    move |text| {
        let file = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let valid = schemas.validate(&file, schema);
        valid.map_err(|error| format!("{error:#}"))
    }
}

/// Some clients with distinct ids.
fn distinct(clients: Vec<Client>) -> Vec<Client> {
    let by_id: BTreeMap<_, _> = clients
        .into_iter()
        .map(|client| (client.id(), client))
        .collect();
    by_id.into_values().collect()
}

fn backups(clients: impl Strategy<Value = Client>) -> impl Strategy<Value = Backup> {
    let made = clients_among(0).prop_map(|client| client.first_contact());
    let myself = option::of(any::myself(6));
    (made, option::of(settings()), myself, vec(clients, 0..5)).prop_map(
        |(made, settings, myself, clients)| Backup::new(made, settings, myself, distinct(clients)),
    )
}

/// A backup of nothing else.
fn with_class(documents: &Documents) -> Backup {
    let made = "2026-11-22".parse().unwrap();
    Backup::new(made, None, None, Vec::new()).with_class(Class::of(documents))
}

type Documents = BTreeMap<DocumentId, OpaqueDocument>;

/// Own exercises, sessions and teams with few ids, so that they meet often.
fn documents() -> impl Strategy<Value = Documents> {
    let id = (0..2_u64).prop_map(|id| DocumentId::Exercise(EntryId::new(id)));
    let exercise = class::exercises().prop_map(|it| OpaqueDocument::of_exercise(&it).unwrap());
    let session = class::sessions_among(2).prop_map(|it| {
        let document = OpaqueDocument::of_session(&it).unwrap();
        (DocumentId::Session(it.id), document)
    });
    let team = prop_oneof![
        teams().prop_map(TeamDocument::Led),
        memberships().prop_map(TeamDocument::Joined)
    ];
    let team = team.prop_map(|it| {
        let document = OpaqueDocument::of_team(&it).unwrap();
        (DocumentId::Team(it.id()), document)
    });
    let all = (
        btree_map(id, exercise, 0..3),
        vec(session, 0..4),
        vec(team, 0..3),
    );
    all.prop_map(|(mut documents, sessions, teams)| {
        documents.extend(sessions);
        documents.extend(teams);
        documents
    })
}

#[test]
fn a_large_backup_is_read_in_small_steps() {
    let clients = |count: u64| -> Vec<_> {
        let one = Backup::read(BACKUP_V3).unwrap().clients()[0].clone();
        let ids = (0..count).map(ClientId::new);
        ids.map(|id| Client::clone(&one).with_id(id)).collect()
    };
    let steps = |count| {
        let made = "2026-11-22".parse().unwrap();
        let backup = Backup::new(made, None, None, clients(count));
        let text = backup.write().unwrap();
        let (mut reader, mut steps) = (BackupReader::new(text.as_str()).unwrap(), 0);
        let mut percent = 0;
        let read = loop {
            steps += 1;
            if let Some(read) = reader.step().unwrap() {
                break read;
            }
            let now = reader.percent();
            assert!(percent <= now && now <= 100, "{percent}, then {now}");
            percent = now;
        };
        assert!(98 <= percent, "{percent} before the last step");
        assert_eq!(read, Incoming::Plain(backup.clone()));
        let mut planner = Planner::new(&backup, Here::default(), str::len);
        let mut compared = 0;
        while planner.step().is_none() {
            compared += 1;
            assert_eq!(planner.percent() as u64, 100 * compared / count);
        }
        assert_eq!(compared, count, "one client in each step");
        (steps, text.len())
    };
    let ((few, _), (many, length)) = (steps(100), steps(1_000));
    // Each document is walked over in one step and decoded in another.
    let summed = length / 64_000;
    assert!(
        (2_000..2_040 + summed).contains(&many),
        "{many} steps, {summed} of the sum"
    );
    assert!(few < 240, "{few} steps");
}
