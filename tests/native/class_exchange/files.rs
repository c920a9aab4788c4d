//! Files of an exercise or a session come back as they were, or give an error in words.

use proptest::prelude::*;
use trust_velocity::exchange::{ClassFile, FileError, backup::Backup};

use super::{built_in, others};
use crate::class;

proptest! {
    // Whole exercises are slow.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_exercise_comes_back_from_a_file(exercise in class::exercises()) {
        let file = ClassFile::Exercise(exercise);
        prop_assert_eq!(ClassFile::read(&file.write().unwrap()), Ok(file));
    }

    #[test]
    fn a_session_comes_back_from_a_file(
        session in class::sessions_among(u64::MAX),
        (at, other) in others(),
    ) {
        let file = ClassFile::Session(session);
        let text = file.write().unwrap();
        prop_assert_eq!(ClassFile::read(&text), Ok(file.clone()));
        prop_assert_eq!(ClassFile::read(&format!("\u{feff}```json\n{text}\n```")), Ok(file));
        let mut at = at.index(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let cut = ClassFile::read(&text[..at]);
        let expected = if at == 0 { FileError::Empty } else { FileError::Truncated };
        prop_assert_eq!(cut, Err(expected));
        let end = at + text[at..].chars().next().unwrap().len_utf8();
        let mut changed = text.clone();
        changed.replace_range(at..end, &other.to_string());
        prop_assert!(changed == text || ClassFile::read(&changed).is_err(), "{}", changed);
    }
}

#[test]
fn each_damage_of_a_file_has_its_error() {
    let (_, _, exercise) = built_in().remove(0);
    let text = ClassFile::Exercise(exercise).write().unwrap();
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        ClassFile::read(&text.replacen(from, to, 1)).unwrap_err()
    };
    assert_eq!(with("\"v\":2", "\"v\":3"), FileError::TooNew { found: 3 });
    assert_eq!(with("\"v\":2", "\"v\":0"), FileError::NoSuchVersion(0));
    assert_eq!(
        with("velocity-exercise", "velocity-poem"),
        FileError::Foreign
    );
    assert_eq!(with("2026-", "2025-"), FileError::Altered);
    // The check sum does not cover the mark, so the shape of the data decides.
    let session = with("velocity-exercise", "velocity-session");
    assert!(matches!(session, FileError::Malformed(_)), "{session:?}");
    let backup = with("velocity-exercise", "velocity-backup");
    assert_eq!(backup, FileError::Foreign);
    // One without what version 2 added reads as well.
    let former = text.replacen("\"v\":2", "\"v\":1", 1);
    assert_eq!(ClassFile::read(&former), ClassFile::read(&text));
    assert_eq!(ClassFile::read(""), Err(FileError::Empty));
    assert_eq!(ClassFile::read("你好"), Err(FileError::Foreign));
    let backup = Backup::new("2026-11-22".parse().unwrap(), None, None, Vec::new());
    let backup = backup.write().unwrap();
    assert_eq!(ClassFile::read(&backup), Err(FileError::Foreign));
    assert_eq!(Backup::read(&text), Err(FileError::Foreign));
}
