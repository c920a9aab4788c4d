//! Links and submissions say what a build must know to read them, and are else as they were.

use trust_velocity::{
    documents::{decode_submission, encode_submission},
    domain::{
        EntryId,
        classroom::{Round, Submission},
        exercise::{Attempt, Task},
        live::Channel,
    },
    exchange::link::{
        Assigned, Assignment, LinkError, find_exercise, write_exercise, write_submission,
    },
};

use super::{assigned, built_in};

/// An older app says that it is too old, not that the text is damaged.
#[test]
fn what_asks_more_has_a_version_of_its_own() {
    let mut versions = [0, 0];
    for (_, _, exercise) in built_in() {
        let case = exercise.case();
        let is_newer = case.tasks.iter().any(|it| matches!(it, Task::Reading(_)))
            || case.points.iter().any(|it| it.question.is_some());
        let text = write_exercise(&exercise).unwrap();
        assert_eq!(text.starts_with("Ag"), is_newer);
        assert_eq!(text.starts_with("AQ"), !is_newer);
        versions[usize::from(is_newer)] += 1;
        // A mail breaks it into lines.
        let lines: Vec<_> = text.as_bytes().chunks(76).collect();
        let lines = lines
            .into_iter()
            .map(|line| std::str::from_utf8(line).unwrap());
        let mail = lines.collect::<Vec<_>>().join("\r\n> ");
        assert_eq!(find_exercise(&mail), Ok(exercise));
    }
    assert!(versions.into_iter().all(|count| 0 < count), "{versions:?}");
}

/// A link without a live class stays as it was, byte for byte; that of one says that it asks more.
#[test]
fn a_live_class_has_a_version_of_its_own() {
    const PLAIN: &str = "AQQyWddSFcrbCoIwGADgd_mvJ6h5vNXMQ0VGYmZEeNh0eAq3Fezpq9uP7w4Et01duY5tmcZG11RAwBbCP9WKFUJXxpUJY07nDtAsxhGB7AHxVWAEnu6bwfQOoqJO93FUHQ05pr8HnuqZTLChKOvUD3bWn0xDk2FqDRf6zIUehHaSGFFzemUyq7rwdnDK1o0ZFfl2Jv2Vnd0FHl8";
    let (id, language, exercise) = built_in().remove(0);
    let plain = assigned(id, language, exercise.key());
    assert_eq!(plain.write().unwrap(), PLAIN);
    let live = Assignment {
        live: Some(Channel::new([7; 16])),
        ..plain
    };
    let text = live.write().unwrap();
    assert!(text.starts_with("Aw"), "{text}");
    // A mail breaks it into lines, and words that begin like it are none.
    let lines = text.as_bytes().chunks(76);
    let lines = lines.map(|line| std::str::from_utf8(line).unwrap());
    let mail = lines.collect::<Vec<_>>().join("\r\n> ");
    let mail = format!("AwQ: an Award. {mail} BA");
    assert_eq!(Assignment::find(&mail), Ok(live.clone()));
    // Phones that come late are live too.
    let second = Assignment::second_round(&text).map(|text| Assignment::find(&text));
    let round = Round::Second;
    assert_eq!(second, Ok(Ok(Assignment { round, ..live })));
}

/// An older app that meets the second round says that it is too old.
#[test]
fn the_second_round_has_a_version_of_its_own() {
    for (id, language, exercise) in built_in() {
        let first = assigned(id, language, exercise.key());
        let own = Assignment {
            assigned: Assigned::Own(Box::new(exercise.case().clone())),
            ..first.clone()
        };
        for first in [first, own] {
            let text = first.write().unwrap();
            assert!(!text.starts_with("Aw"), "{id}");
            let second = Assignment::second_round(&text).unwrap();
            assert!(second.starts_with("Aw"), "{id}");
            let round = Round::Second;
            assert_eq!(Assignment::find(&second), Ok(Assignment { round, ..first }));
            assert_eq!(Assignment::second_round(&second), Ok(second.clone()));
        }
    }
    assert_eq!(Assignment::second_round("AQQ"), Err(LinkError::Foreign));
}

/// Phones of earlier builds write submissions of the first round, which are written as they were.
#[test]
fn a_submission_of_the_first_round_is_written_as_ever() {
    let submission = |round| Submission {
        session: EntryId::new(255),
        id: EntryId::new(7),
        round,
        edition: 1,
        name: None,
        attempt: Attempt::new(Vec::new(), Vec::new()),
    };
    let json = r#"["00000000000000ff","0000000000000007",1,null,[],[]]"#;
    let first = submission(Round::First);
    assert_eq!(encode_submission(&first).unwrap(), json);
    assert_eq!(decode_submission(json), Ok(first.clone()));
    assert!(write_submission(&first).unwrap().starts_with("AQ"));
    let second = submission(Round::Second);
    let json = json.replace("[],[]", "[],[],2");
    assert_eq!(encode_submission(&second).unwrap(), json);
    assert_eq!(decode_submission(&json), Ok(second.clone()));
    assert!(write_submission(&second).unwrap().starts_with("Aw"));
    for round in ["0", "3", "-1", "\"2\""] {
        let json = json.replace(",2]", &format!(",{round}]"));
        assert!(decode_submission(&json).is_err(), "{json}");
    }
}
