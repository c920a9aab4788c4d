//! Each version of a stored exercise or session is read as it was meant, and each damage has its field.

use trust_velocity::{
    documents::{DecodeError, OpaqueDocument, decode_document, encode_document},
    domain::{
        Dimension, Name,
        classroom::{Round, Source},
        exercise::{ReadingChoice, Task},
    },
};

use super::{EXERCISE, SESSION, document};

/// As they lie in the browser, of each former version. They are never edited.
const EXERCISE_V3: &str = include_str!("../../fixtures/exercise-v3.json");
const SESSION_V3: &str = include_str!("../../fixtures/session-v3.json");
const EXERCISE_V4: &str = include_str!("../../fixtures/exercise-v4.json");
const SESSION_V4: &str = include_str!("../../fixtures/session-v4.json");
const EXERCISE_V5: &str = include_str!("../../fixtures/exercise-v5.json");
const SESSION_V5: &str = include_str!("../../fixtures/session-v5.json");

#[test]
fn the_newest_version_is_written_back_without_loss() {
    let known = SESSION.replace(&source_of(SESSION), r#"{"known":"drill-7"}"#);
    let nameless = SESSION.replace(r#"["李雷","Han Mei"]"#, "null");
    let nameless = nameless.replace(r#",2,"李雷""#, ",2,null");
    let nameless = nameless.replace(r#",1,"李雷""#, ",1,null");
    let paused = SESSION.replace(r#"{"until":1795000000000}"#, r#"{"left":60000}"#);
    for text in [SESSION, &known, &nameless, &paused] {
        let (rev, document) = decode_document(text.trim()).unwrap();
        assert_eq!(rev, 7);
        let again = OpaqueDocument::of_session(&document.session().unwrap()).unwrap();
        assert_eq!(encode_document(rev, &again).unwrap(), text.trim());
    }
    let (rev, document) = decode_document(EXERCISE.trim()).unwrap();
    let again = OpaqueDocument::of_exercise(&document.exercise().unwrap()).unwrap();
    assert_eq!(encode_document(rev, &again).unwrap(), EXERCISE.trim());
}

/// The JSON of a session's own exercise.
fn source_of(session: &str) -> String {
    let document = document(session);
    let Source::Own(exercise) = document.session().unwrap().source else {
        panic!("it is an own one");
    };
    let exercise = OpaqueDocument::of_exercise(&exercise).unwrap();
    format!("{{\"own\":{}}}", exercise.text())
}

#[test]
fn what_version_6_says() {
    let before = document(SESSION_V5).session().unwrap();
    assert_eq!(
        (before.round(), before.both_rounds().len()),
        (Round::First, 0)
    );
    let mut session = document(SESSION).session().unwrap();
    assert_eq!(session.round(), Round::Second);
    assert_eq!(session.submissions(), before.submissions());
    let [second] = session.of_round(Round::Second) else {
        panic!("one handed in twice");
    };
    let both = [&before.submissions()[0], second];
    assert_eq!(session.both_rounds(), [both]);
    // The former answers of each round are kept apart.
    let former: Vec<_> = session.former().cloned().collect();
    let rounds: Vec<_> = former.iter().map(|it| (it.round, it.edition)).collect();
    assert_eq!(rounds, [(Round::First, 1), (Round::Second, 1)]);
    assert!(session.bring_back(&former[1]));
    assert_eq!(session.submissions(), before.submissions());
    assert_eq!(session.of_round(Round::Second), [former[1].clone()]);
}

#[test]
fn what_version_5_says() {
    let exercise = document(EXERCISE_V5).exercise().unwrap();
    let question = exercise.case().points[1].question.as_ref().unwrap();
    assert_eq!(question.as_str(), "计划怎么改？");
    let Some(Task::Reading(task)) = exercise.case().tasks.last() else {
        panic!("the last one is a reading");
    };
    let furthest = ReadingChoice::Furthest(Dimension::Conduct);
    assert_eq!((task.points().len(), task.choice()), (2, Some(furthest)));
    assert_eq!(
        document(SESSION_V4).session(),
        document(SESSION_V5).session()
    );
    assert_eq!(Ok(exercise), document(EXERCISE).exercise());
}

#[test]
fn what_version_4_says() {
    let (session, before) = (document(SESSION_V4), document(SESSION_V3));
    let mut session = session.session().unwrap();
    let former: Vec<_> = session.former().cloned().collect();
    assert_eq!((former.len(), former[0].edition), (1, 1));
    assert!(session.bring_back(&former[0]));
    assert_eq!(session.submissions()[0], former[0]);

    let before = before.session().unwrap();
    assert_eq!(before.former().count(), 0);
    let now = session.clone();
    assert!(session.put_in(Round::First, before.submissions().to_vec()));
    assert_eq!(session.submissions(), before.submissions());
    assert_ne!(now.submissions(), before.submissions());
    assert_eq!(
        document(EXERCISE_V3).exercise(),
        document(EXERCISE_V4).exercise()
    );
}

#[test]
fn what_version_3_says() {
    let exercise = document(EXERCISE_V3).exercise().unwrap();
    assert_eq!(exercise.case().title.as_str(), "两次拜访 🙂");
    let counts = (exercise.case().points.len(), exercise.case().tasks.len());
    assert_eq!(counts, (2, 3));
    let session = document(SESSION_V3).session().unwrap();
    assert_eq!(session.reveal_code.as_str(), "K7PM2X");
    assert_eq!(session.expects(), Some(40));
    let missing = session.missing().into_iter().map(Name::as_str);
    assert_eq!(missing.collect::<Vec<_>>(), ["Han Mei"]);
    let second = &session.submissions()[1];
    assert_eq!((second.edition, &second.name), (1, &None));
}

#[test]
fn each_damage_has_its_field() {
    let field = |file: &str, from: &str, to: &str| {
        assert!(file.contains(from), "{from} is not in the fixture");
        let text = file.replacen(from, to, 1);
        let document = decode_document(text.trim()).unwrap().1;
        let error = if file == EXERCISE {
            document.exercise().unwrap_err()
        } else {
            document.session().unwrap_err()
        };
        match error {
            DecodeError::Invalid { field, .. } => field,
            DecodeError::Malformed(_) => "malformed",
            other => panic!("{other:?}"),
        }
    };
    for (from, to, expected) in [
        ("\"两次拜访 🙂\"", "\" \"", "title"),
        ("2026-01-11", "2026-02-30", "point date"),
        ("2026-01-11", "2026-03-11", "exercise"),
        ("\"报价单按时到了。\"", "\"\"", "facts"),
        ("[\"等\",\"问\"]", "[\"等\"]", "exercise"),
        ("[\"等\",\"问\"]", "[\"等\",\"\"]", "action"),
        ("[6.0,5.5,3.5,4.5],40", "[6.0,5.5,3.5,14.5],40", "given"),
        ("[5.0,5.0,3.0,4.0],10", "[5.0,5.0,3.0,4.0],40", "task"),
        ("\"week\"", "\"decade\"", "unit"),
        ("\"gate_initial\"", "\"gate\"", "reading"),
        ("\"gate_initial\"", "\"change\"", "task"),
        ("[6.0,5.5,3.5,4.5]]]]", "[6.0,5.5,3.5,4.0]]]]", "exercise"),
        ("\"计划怎么改？\"", "\"\"", "question"),
        ("10.0,\"2026-06-01\"", "40.5,\"2026-06-01\"", "total"),
        ("\"initial\"", "\"first\"", "stage"),
        ("\"刚开始\",1", "\"刚开始\",2", "exercise"),
        ("[5.0,5.0,null,4.0],[\"准", "[5.0,5.0,null,-1],[\"准", "key"),
        (
            "[5.0,5.0,null,4.0],[\"准",
            "[5.0,5.0,null],[\"准",
            "malformed",
        ),
        ("10,[5.0,5.0,null,4.0]", "10,[5.0,5.0,null,11]", "read"),
        ("\"两次拜访 🙂\",12", "\"两次拜访 🙂\",1200", "malformed"),
    ] {
        assert_eq!(field(EXERCISE, from, to), expected, "{to}");
    }
    for (from, to, expected) in [
        ("00000000000000ff", "ff", "session id"),
        ("00000000000000ff", "00000000000000fe", "submission"),
        ("2026-11-22", "22.11.", "made"),
        ("\"zh\"", "\"de\"", "language"),
        ("\"Han Mei\"", "\"\"", "roster"),
        ("K7PM2X", "K7!", "reveal_code"),
        ("0000000000000002", "0000000000000001", "submission"),
        ("[5.0,null,7.6,0.0]", "[5.0,null,17.6,0.0]", "answer"),
        ("{\"v\":3.41}", "{\"v\":null}", "malformed"),
        ("{\"v\":3.41}", "{\"v\":1e999}", "malformed"),
        ("{\"f\":1}", "{\"f\":-1}", "malformed"),
        ("\"timer\"", "\"more\":1,\"timer\"", "malformed"),
        ("\"round\":2", "\"round\":3", "round"),
        ("{\"f\":1}],2]", "{\"f\":1}],0]", "round"),
        ("2,\"李雷\",[[[5.5", "2,\"韩梅\",[[[5.5", "submission"),
    ] {
        assert_eq!(field(SESSION, from, to), expected, "{to}");
    }
}
