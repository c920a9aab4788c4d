//! A file that was altered, cut short or never meant anything is refused with the reason.

use proptest::prelude::*;
use sha2::Digest as _;
use trust_velocity::{
    documents::DecodeError,
    exchange::{
        BackupPart, FileError,
        backup::{Backup, Incoming},
    },
};

use super::{BACKUP_V1, BACKUP_V3, SEALED_V1};

proptest! {
    #[test]
    fn any_text_is_a_file_or_an_error(
        text in "\\PC{0,60}|.?\\{\"format\":\"trust-velocity-(backup|sealed)\",\"v\":[0-3].{0,60}\\}?",
    ) {
        prop_assert!(Incoming::read(&text).is_err());
    }
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
pub(super) fn with(from: &str, to: &str) -> Result<Incoming, FileError> {
    altered(BACKUP_V1, from, to)
}

pub(super) fn altered(file: &str, from: &str, to: &str) -> Result<Incoming, FileError> {
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
