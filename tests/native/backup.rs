//! A backup comes back as it was, or not at all; a restore changes only what was chosen.

use std::{collections::BTreeMap, sync::Arc};

use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::select,
};
use sha2::Digest as _;
use trust_velocity::{
    documents::{DecodeError, DocumentId, OpaqueDocument, TeamDocument, decode_client},
    domain::{Client, ClientId, EntryId, Myself, Settings, classroom::Submission},
    exchange::{
        BackupPart, FileError,
        backup::{
            Backup, BackupReader, Choice, Class, Effect, Here, Incoming, OtherChanges, Plan,
            Planner, Standing,
        },
    },
};

use crate::{
    any::{self, clients, clients_among, settings},
    class,
    team_records::{memberships, teams},
};

const BACKUP_V1: &str = include_str!("../fixtures/backup-v1.json");
const BACKUP_V2: &str = include_str!("../fixtures/backup-v2.json");
const BACKUP_V3: &str = include_str!("../fixtures/backup-v3.json");
const BACKUP_V4: &str = include_str!("../fixtures/backup-v4.json");
const SEALED_V1: &str = include_str!("../fixtures/sealed-v1.json");
const MARK: &str = " (copy)";

proptest! {
    #[test]
    fn a_backup_comes_back_as_it_was(backup in backups(clients())) {
        let text = backup.write().unwrap();
        prop_assert_eq!(Backup::read(&text).unwrap(), backup.clone());
        prop_assert_eq!(backup.verify(&text, text.as_bytes()), Ok(()));
        let again = Backup::read(&text).unwrap().write().unwrap();
        prop_assert_eq!(again, text);
    }

    #[test]
    fn any_text_is_a_file_or_an_error(
        text in "\\PC{0,60}|.?\\{\"format\":\"trust-velocity-(backup|sealed)\",\"v\":[0-3].{0,60}\\}?",
    ) {
        prop_assert!(Incoming::read(&text).is_err());
    }

    #[test]
    fn a_restore_done_twice_is_done_once(
        (here, backup, choices) in restores(),
        restores_settings: bool,
        myself in any::myself(6),
    ) {
        let planned = |here: &[Client], settings: &Settings, myself: &Myself| {
            let mut plan = plan(&backup, here, settings, myself, &BTreeMap::new());
            for (client, choice) in &choices {
                plan.choose(*client, *choice);
            }
            plan.set_restores_settings(restores_settings);
            plan
        };
        let first = planned(&here, &Settings::default(), &myself);
        let (after, changes) = (stored(&here, &first), first.other_changes());
        let settings = changes.settings.unwrap_or_default();
        let kept = changes.myself.unwrap_or_else(|| myself.clone());
        for ours in myself.assessments() {
            prop_assert_eq!(kept.assessment(ours.id), Some(ours));
        }
        let nothing = OtherChanges {
            settings: None,
            myself: None,
            documents: Vec::new(),
        };
        let again = planned(&after, &settings, &kept);
        prop_assert_eq!(again.other_changes(), nothing);
        prop_assert_eq!(again.count(Effect::Nothing), again.items().len());
        prop_assert_eq!(again.space(), (0, 0));
        prop_assert_eq!(stored(&after, &again), after);
    }

    #[test]
    fn only_replacing_gives_up_what_is_here((here, backup, choices) in restores()) {
        let mut plan = plan(&backup, &here, &Settings::default(), &Myself::default(), &BTreeMap::new());
        for (client, choice) in &choices {
            plan.choose(*client, *choice);
        }
        let after = stored(&here, &plan);
        for ours in &here {
            let now = after.iter().find(|client| client.id() == ours.id()).unwrap();
            match choices.get(&ours.id()) {
                Some(Choice::Replace) => {}
                Some(Choice::Add | Choice::TakeOut) => {
                    prop_assert_eq!(&now.profile, &ours.profile);
                    for record in ours.history() {
                        // A first stage moves along with the first contact.
                        let moved = record.date() == ours.first_contact()
                            && now.first_contact() < ours.first_contact();
                        prop_assert!(moved || now.record(record.id()) == Some(record));
                    }
                }
                _ => prop_assert_eq!(now, ours),
            }
        }
    }

    #[test]
    fn what_was_added_or_replaced_or_kept_is_there((here, backup, choices) in restores()) {
        let mut plan = plan(&backup, &here, &Settings::default(), &Myself::default(), &BTreeMap::new());
        for (client, choice) in &choices {
            plan.choose(*client, *choice);
        }
        let after = stored(&here, &plan);
        for item in plan.items() {
            let theirs = item.in_file();
            let now = after.iter().find(|client| client.id() == theirs.id());
            match (item.choice(), item.standing()) {
                (Choice::Skip, _) => prop_assert_eq!(now, item.here()),
                (_, Standing::New | Standing::Equal) | (Choice::Replace, _) => {
                    prop_assert_eq!(now, Some(theirs));
                }
                (Choice::Add | Choice::TakeOut, Standing::InBin(_) | Standing::Differs(_)) => {
                    let now = now.unwrap();
                    prop_assert!(now.first_contact() <= theirs.first_contact());
                    for record in theirs.history() {
                        prop_assert!(now.record(record.id()).is_some());
                    }
                }
                (Choice::KeepBoth, Standing::InBin(_) | Standing::Differs(_)) => {
                    let copied = after.iter().any(|client| {
                        client.history() == theirs.history()
                            && client.profile.name.as_str().ends_with(MARK)
                            && client.profile.note == theirs.profile.note
                    });
                    prop_assert!(copied);
                }
            }
        }
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

    #[test]
    fn a_restored_class_takes_nothing_away(documents in documents(), file in documents()) {
        let backup = with_class(&file);
        let in_file = backup.class();
        let planned = |here: &Documents, take| {
            let no_client: [Client; 0] = [];
            let (settings, myself) = (Settings::default(), Myself::default());
            let mut plan = plan(&backup, &no_client, &settings, &myself, here);
            assert!(plan.restores_class());
            plan.set_restores_class(take);
            plan.other_changes().documents
        };
        let changes = planned(&documents, true);
        let both = with_edits(&documents, &changes);
        let (ours, both_read) = (Class::of(&documents), Class::of(&both));
        for (id, exercise) in &ours.exercises {
            prop_assert_eq!(both_read.exercises.get(id), Some(exercise));
        }
        for (id, session) in ours.sessions.iter().chain(&in_file.sessions) {
            for one in session.submissions() {
                let mut now = both_read.sessions[id].submissions().iter();
                // Another name with the same id is kept beside it.
                let is_it = |it: &Submission| it.id == one.id || it.name == one.name;
                let now = now.find(|it| is_it(it) && one.edition <= it.edition);
                prop_assert!(now.is_some());
            }
        }
        for id in in_file.exercises.keys() {
            prop_assert!(both_read.exercises.contains_key(id));
        }
        prop_assert_eq!(planned(&both, true), []);
        prop_assert_eq!(planned(&documents, false), []);
    }
}

#[test]
fn version_1_loads() {
    let backup = Backup::read(BACKUP_V1).unwrap();
    assert_eq!(backup.made().to_string(), "2026-11-22");
    assert_eq!(backup.clients()[0].profile.name.as_str(), "陈工 🙂");
    let counts = backup.counts();
    assert_eq!((counts.clients, counts.ratings, counts.stages), (1, 3, 2));
    assert!(backup.settings().is_some());
    let Incoming::Sealed(sealed) = Incoming::read(SEALED_V1).unwrap() else {
        panic!("it is sealed");
    };
    assert_eq!(sealed.write().unwrap(), SEALED_V1.trim());
    assert_eq!(Backup::read(SEALED_V1), Err(FileError::Foreign));
}

#[test]
fn version_2_loads() {
    let backup = Backup::read(BACKUP_V2).unwrap();
    let counts = backup.counts();
    assert_eq!(
        (counts.clients, counts.requests, counts.assessments),
        (1, 2, 3)
    );
    assert_eq!((counts.exercises, counts.sessions), (0, 0));
    assert!(backup.class().is_empty());
}

#[test]
fn version_3_loads() {
    let backup = Backup::read(BACKUP_V3).unwrap();
    let counts = backup.counts();
    assert_eq!(
        (counts.exercises, counts.sessions, counts.promises),
        (1, 1, 0)
    );
    let session = &backup.class().sessions[&EntryId::new(255)];
    assert_eq!(session.submissions().len(), 2);
    assert_eq!(Backup::read(&backup.write().unwrap()).as_ref(), Ok(&backup));
    // It holds the ratings of version 4, longer.
    let newer = Backup::read(BACKUP_V4).unwrap();
    assert_eq!(backup.clients()[0].ratings(), newer.clients()[0].ratings());
}

#[test]
fn version_4_is_written_back_without_loss() {
    let backup = Backup::read(BACKUP_V4).unwrap();
    assert_eq!(backup.counts().promises, 4);
    // Exercises and sessions are written as ones of their version 6, oneself as of version 4.
    let newer = BACKUP_V4
        .replace(
            "\"v\":4,\"rev\":0,\"document\"",
            "\"v\":6,\"rev\":0,\"document\"",
        )
        .replace(
            "\"v\":3,\"rev\":0,\"myself\"",
            "\"v\":4,\"rev\":0,\"myself\"",
        )
        .replace(
            "\"then\",\"1111\"]]}",
            "\"then\",\"1111\"]],\"filters\":[]}",
        );
    let data = |file: &str| file.trim().split_once("\"data\":").unwrap().1.to_owned();
    let written = backup.write().unwrap();
    assert_eq!(data(&written), data(&newer));
    assert_eq!(Backup::read(&written).as_ref(), Ok(&backup));
    let with = |from: &str, to: &str| altered(BACKUP_V4, from, to).map(drop);
    assert_eq!(
        with("\"promises\":4", "\"promises\":5"),
        Err(FileError::CountsDiffer)
    );
    let parts = with("\"binned\"", "\"needs\":[\"forecasts\"],\"binned\"");
    assert_eq!(parts, Err(FileError::TooNew { found: 4 }));
}

/// The counts of the file landed before feedback, so its documents alone tell of it.
#[test]
fn feedback_comes_back_and_is_not_counted_in_the_file() {
    let client = include_str!("../fixtures/client-v4-feedback.json");
    let (_, client) = decode_client(client.trim()).unwrap();
    let backup = Backup::new("2026-11-22".parse().unwrap(), None, None, vec![client]);
    let written = backup.write().unwrap();
    assert_eq!(Backup::read(&written).as_ref(), Ok(&backup));
    assert!(written.contains("\"needs\":[\"feedback\"]"));
    let (_, counts) = written.split_once("\"counts\":{").unwrap();
    assert!(!counts.split_once('}').unwrap().0.contains("feedback"));
    let counts = backup.counts();
    let without = counts.ratings + counts.contacts + counts.breaches + counts.promises;
    let without = without + counts.stages + counts.requests;
    assert_eq!(counts.entries(), without + 4);
}

/// As feedback.
#[test]
fn planned_actions_come_back_and_are_not_counted_in_the_file() {
    let client = include_str!("../fixtures/client-v4-actions.json");
    let (_, client) = decode_client(client.trim()).unwrap();
    let backup = Backup::new("2026-11-22".parse().unwrap(), None, None, vec![client]);
    let written = backup.write().unwrap();
    assert_eq!(Backup::read(&written).as_ref(), Ok(&backup));
    assert_eq!(schema()(&written), Ok(()));
    assert!(written.contains("\"needs\":[\"actions\"]"));
    let (_, counts) = written.split_once("\"counts\":{").unwrap();
    assert!(!counts.split_once('}').unwrap().0.contains("actions"));
    let counts = backup.counts();
    let without = counts.ratings + counts.contacts + counts.breaches + counts.promises;
    let without = without + counts.stages + counts.requests;
    assert_eq!(counts.entries(), without + 6);
    let damaged = written.replace("\"acknowledge\"", "\"deny\"");
    assert!(schema()(&damaged).is_err());
}

#[test]
fn no_byte_can_be_altered() {
    for file in [BACKUP_V1.trim(), SEALED_V1.trim()] {
        for at in 0..file.len() {
            let byte = file.as_bytes()[at];
            for other in [byte ^ 1, byte ^ 0x20, b' ', b'"', b'}', 0xff] {
                let mut bytes = file.as_bytes().to_vec();
                bytes[at] = other;
                let altered = String::from_utf8_lossy(&bytes);
                assert!(
                    other == byte || Incoming::read(&altered).is_err(),
                    "{at}: {byte} as {other}"
                );
            }
        }
    }
}

#[test]
fn no_byte_can_be_missing() {
    for file in [BACKUP_V1.trim(), SEALED_V1.trim()] {
        assert_eq!(Incoming::read(""), Err(FileError::Empty));
        for length in 1..file.len() {
            let cut = String::from_utf8_lossy(&file.as_bytes()[..length]);
            assert_eq!(Incoming::read(&cut), Err(FileError::Truncated), "{length}");
            let mut gap = file.as_bytes().to_vec();
            gap.remove(length);
            let gap = String::from_utf8_lossy(&gap);
            assert!(Incoming::read(&gap).is_err(), "{length} is missing");
        }
    }
}

/// The backup of version 1 with other data, and the right check sum for it.
fn with(from: &str, to: &str) -> Result<Incoming, FileError> {
    altered(BACKUP_V1, from, to)
}

fn altered(file: &str, from: &str, to: &str) -> Result<Incoming, FileError> {
    assert!(file.contains(from), "{from}");
    let (head, data) = file.trim().split_once("\"data\":").unwrap();
    let (head, _) = head.split_once(",\"sha256\"").unwrap();
    let data = data.strip_suffix('}').unwrap().replace(from, to);
    let sum = sha2::Sha256::digest(&data);
    Incoming::read(&format!("{head},\"sha256\":\"{sum:x}\",\"data\":{data}}}"))
}

#[test]
fn exercises_and_sessions_are_read_strictly() {
    let with = |from: &str, to: &str| altered(BACKUP_V3, from, to).map(drop);
    assert_eq!(with("2026-11-22", "2026-11-23"), Ok(()));
    for count in ["exercises", "sessions"] {
        let (from, to) = (format!("\"{count}\":1"), format!("\"{count}\":2"));
        assert_eq!(with(&from, &to), Err(FileError::CountsDiffer));
    }
    assert!(with("\"made\":\"2026-11-22\",\"source\"", "\"source\"").is_err());
    let invalid = |part, result| {
        let reason = match result {
            Err(FileError::Document {
                part: found,
                reason,
            }) if found == part => reason,
            other => panic!("{other:?}"),
        };
        assert!(matches!(reason, DecodeError::Invalid { .. }), "{reason:?}");
    };
    // The session has its own copy of the exercise: the error names the first one.
    invalid(BackupPart::Exercise(0), with("2026-02-10", "2026-02-11"));
    invalid(BackupPart::Session(0), with("K7PM2X", "K7"));
    let newer = with(
        "\"v\":3,\"rev\":0,\"document\"",
        "\"v\":99,\"rev\":0,\"document\"",
    );
    assert_eq!(newer, Err(FileError::TooNew { found: 99 }));
    let (_, session) = BACKUP_V3.trim().split_once("\"sessions\":[").unwrap();
    let session = session.strip_suffix("]}}").unwrap();
    let twice = with(session, &format!("{session},{session}"));
    assert!(matches!(twice, Err(FileError::Malformed(_))), "{twice:?}");
}

#[test]
fn what_cannot_be_meant_is_told_even_under_its_check_sum() {
    let made = with("2026-11-22", "2026-11-23").unwrap();
    assert!(matches!(made, Incoming::Plain(backup) if backup.made().to_string() == "2026-11-23"));
    for (count, other) in [
        ("\"clients\":1", "\"clients\":2"),
        ("\"stages\":2", "\"stages\":3"),
    ] {
        assert_eq!(with(count, other), Err(FileError::CountsDiffer));
    }
    let too_new = FileError::TooNew { found: 99 };
    assert_eq!(
        with("\"v\":1,\"rev\"", "\"v\":99,\"rev\""),
        Err(too_new.clone())
    );
    assert_eq!(
        with("\"v\":1,\"settings\"", "\"v\":99,\"settings\""),
        Err(too_new)
    );
    assert!(matches!(
        with("[7.6,", "[17.6,"),
        Err(FileError::Document {
            part: BackupPart::Client(0),
            reason: DecodeError::Invalid { .. }
        })
    ));
    assert!(matches!(
        with("\"week\"", "\"decade\""),
        Err(FileError::Document {
            part: BackupPart::Settings,
            reason: DecodeError::Invalid { .. }
        })
    ));
    let (_, client) = BACKUP_V1.trim().split_once("\"clients\":[").unwrap();
    let client = client.strip_suffix("]}}").unwrap();
    let counts = "\"clients\":1,\"ratings\":3,\"contacts\":1,\"breaches\":1,\"stages\":2";
    let twice = "\"clients\":2,\"ratings\":6,\"contacts\":2,\"breaches\":2,\"stages\":4";
    let data = |text: &str| {
        text.replace(counts, twice)
            .replace(client, &format!("{client},{client}"))
    };
    let all = &BACKUP_V1[BACKUP_V1.find(counts).unwrap()..BACKUP_V1.trim().len() - 2];
    assert!(matches!(
        with(all, &data(all)),
        Err(FileError::Malformed(_))
    ));
    for (from, to) in [
        ("2026-11-22", "22.11."),
        ("\"made\"", "\"more\":0,\"made\""),
        ("\"counts\"", "\"count\""),
    ] {
        assert!(
            matches!(with(from, to), Err(FileError::Malformed(_))),
            "{to}"
        );
    }
}

#[test]
fn what_was_not_kept_is_told() {
    let backup = Backup::read(BACKUP_V1).unwrap();
    let text = backup.write().unwrap();
    let other = Backup::new(backup.made(), None, None, Vec::new());
    assert_eq!(backup.verify(&text, text.as_bytes()), Ok(()));
    for read_back in [
        &b""[..],
        &text.as_bytes()[1..],
        other.write().unwrap().as_bytes(),
    ] {
        assert_eq!(backup.verify(&text, read_back), Err(FileError::Altered));
    }
    let text = other.write().unwrap();
    assert_eq!(
        backup.verify(&text, text.as_bytes()),
        Err(FileError::Altered)
    );
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
    let schema = include_str!("../../docs/backup.schema.json");
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

/// The documents once these edits are made, each from what is there.
fn with_edits(
    here: &Documents,
    edits: &[(DocumentId, Option<OpaqueDocument>, Option<OpaqueDocument>)],
) -> Documents {
    let mut after = here.clone();
    for (id, base, wanted) in edits {
        assert_eq!(after.get(id), base.as_ref());
        after.insert(*id, wanted.clone().expect("none is taken away"));
    }
    after
}

/// Clients here, a file that meets some of them, and choices.
fn restores() -> impl Strategy<Value = (Vec<Client>, Backup, BTreeMap<ClientId, Choice>)> {
    let here = vec((clients_among(6), any::<bool>()), 0..5);
    let choices = vec(select(&Choice::ALL[..]), 7);
    (here, backups(clients_among(6)), choices).prop_map(|(here, backup, choices)| {
        let same = here.iter().filter(|(_, same)| *same);
        let same = same.map(|(client, _)| client.clone());
        let theirs = backup.clients().iter().map(|client| Client::clone(client));
        let in_file = theirs.chain(same).collect();
        let (settings, myself) = (backup.settings().copied(), backup.myself().cloned());
        let backup = Backup::new(backup.made(), settings, myself, distinct(in_file));
        let here = distinct(here.into_iter().map(|(client, _)| client).collect());
        let choices = (0..).map(ClientId::new).zip(choices).collect();
        (here, backup, choices)
    })
}

/// The plan of a restore.
fn plan(
    backup: &Backup,
    here: &[Client],
    settings: &Settings,
    myself: &Myself,
    documents: &Documents,
) -> Plan {
    let here = Here {
        clients: here.iter().cloned().map(Arc::new).collect(),
        settings: *settings,
        myself: Arc::new(myself.clone()),
        documents: documents.clone(),
    };
    let mut planner = Planner::new(backup, here, str::len);
    loop {
        if let Some(plan) = planner.step() {
            return plan;
        }
    }
}

/// The clients here once the changes are stored.
fn stored(here: &[Client], plan: &Plan) -> Vec<Client> {
    let mut all: BTreeMap<_, _> = here.iter().map(|it| (it.id(), it.clone())).collect();
    for (before, after) in plan.items().iter().filter_map(|item| item.change(MARK)) {
        let replaced = all.insert(after.id(), Client::clone(&after));
        assert_eq!(replaced.as_ref(), before.as_deref());
    }
    all.into_values().collect()
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
