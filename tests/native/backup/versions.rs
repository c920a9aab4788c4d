//! The files of every version load, and the newest one is written back without loss.

use trust_velocity::{
    documents::decode_client,
    domain::EntryId,
    exchange::{
        FileError,
        backup::{Backup, Incoming},
    },
};

use super::{BACKUP_V1, BACKUP_V2, BACKUP_V3, BACKUP_V4, SEALED_V1, damage::altered, schema};

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
    let client = include_str!("../../fixtures/client-v4-feedback.json");
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
    let client = include_str!("../../fixtures/client-v4-actions.json");
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
