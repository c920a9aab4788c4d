//! Exercises and sessions are stored as documents of their own, and come back as they were.

use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;
use trust_velocity::{
    documents::{
        DecodeError, DocumentId, OpaqueDocument, decode_answer_key, decode_case, decode_document,
        decode_submission, encode_answer_key, encode_case, encode_document, encode_submission,
    },
    domain::{
        Client, ClientId, Conflict, Dimension, EntryId, Name, Settings, Unit,
        classroom::{Round, Source},
        exercise::{ReadingChoice, Task},
    },
    storage::{Backend, Change, ChangeSet, Replica, Repository, SaveError},
};

use crate::{
    backends::{Fault, Faulty, Shared, now},
    class, records,
};

/// As they lie in the browser, of each version. They are never edited: a new version adds its own.
const EXERCISE_V3: &str = include_str!("../fixtures/exercise-v3.json");
const SESSION_V3: &str = include_str!("../fixtures/session-v3.json");
const EXERCISE_V4: &str = include_str!("../fixtures/exercise-v4.json");
const SESSION_V4: &str = include_str!("../fixtures/session-v4.json");
const EXERCISE_V5: &str = include_str!("../fixtures/exercise-v5.json");
const SESSION_V5: &str = include_str!("../fixtures/session-v5.json");
const EXERCISE: &str = include_str!("../fixtures/exercise-v6.json");
const SESSION: &str = include_str!("../fixtures/session-v6.json");
const EXERCISE_KEY: &str = "trust-velocity/exercise/0000000000000007";
const SESSION_KEY: &str = "trust-velocity/session/00000000000000ff";
const EXERCISE_ID: DocumentId = DocumentId::Exercise(EntryId::new(7));
const SESSION_ID: DocumentId = DocumentId::Session(EntryId::new(255));

fn replica(backend: &Shared) -> Replica {
    now(Replica::open(
        Repository::new(backend.clone()),
        records::today(),
    ))
    .unwrap()
}

/// A change of one document, from what the tab knows of it.
fn to(replica: &Replica, id: DocumentId, wanted: Option<&OpaqueDocument>) -> ChangeSet {
    ChangeSet::of_document(id, replica.document(id).cloned(), wanted.cloned())
}

fn put(
    replica: &mut Replica,
    id: DocumentId,
    wanted: Option<&OpaqueDocument>,
) -> Result<(), SaveError> {
    let wanted = to(replica, id, wanted);
    now(replica.change(wanted))
}

fn stored() -> Shared {
    let shared = Shared::default();
    shared.set(EXERCISE_KEY, EXERCISE.trim()).unwrap();
    shared.set(SESSION_KEY, SESSION.trim()).unwrap();
    shared
}

fn document(envelope: &str) -> OpaqueDocument {
    decode_document(envelope.trim()).unwrap().1
}

fn changed() -> SaveError {
    SaveError::Changed(vec![Conflict::Document])
}

proptest! {
    // Whole exercises are slow.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_exercise_comes_back_as_it_was(exercise in class::exercises()) {
        let shared = Shared::default();
        let document = OpaqueDocument::of_exercise(&exercise).unwrap();
        put(&mut replica(&shared), EXERCISE_ID, Some(&document)).unwrap();
        let again = replica(&shared);
        let kept = again.document(EXERCISE_ID).unwrap();
        prop_assert_eq!(kept.exercise().unwrap(), exercise.clone());
        prop_assert_eq!(kept, &document);
        prop_assert!(kept.session().is_err());
        let case = encode_case(exercise.case()).unwrap();
        prop_assert_eq!(&decode_case(&case).unwrap(), exercise.case());
        let key = encode_answer_key(exercise.key()).unwrap();
        prop_assert_eq!(&decode_answer_key(&key).unwrap(), exercise.key());
    }

    #[test]
    fn a_session_comes_back_as_it_was(session in class::sessions_among(u64::MAX)) {
        let shared = Shared::default();
        let document = OpaqueDocument::of_session(&session).unwrap();
        let id = DocumentId::Session(session.id);
        put(&mut replica(&shared), id, Some(&document)).unwrap();
        let again = replica(&shared);
        prop_assert_eq!(again.document(id).unwrap().session().unwrap(), session);
        prop_assert_eq!(again.documents().count(), 1);
        prop_assert!(document.exercise().is_err());
    }

    #[test]
    fn a_submission_comes_back_as_it_was(submission in class::submissions()) {
        let text = encode_submission(&submission).unwrap();
        prop_assert_eq!(decode_submission(&text).unwrap(), submission);
    }

    #[test]
    fn a_damaged_document_is_kept_to_the_letter(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let shared = stored();
        let mut first = replica(&shared);
        let mut bytes = SESSION.trim().as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        shared.set(SESSION_KEY, &damaged).unwrap();
        let second = replica(&shared);
        prop_assert_eq!(second.documents().count() + second.unreadable().count(), 2);
        if let Some(unreadable) = second.unreadable().next() {
            prop_assert_eq!((&*unreadable.key, &unreadable.text), (SESSION_KEY, &damaged));
            // The first tab does not know yet.
            for wanted in [None, Some(&document(EXERCISE))] {
                let saved = put(&mut first, SESSION_ID, wanted);
                prop_assert!(matches!(saved, Err(SaveError::Occupied(_))), "{saved:?}");
            }
            prop_assert_eq!(first.document(SESSION_ID), None);
            prop_assert_eq!(shared.get(SESSION_KEY).unwrap(), Some(damaged));
        }
    }

    #[test]
    fn any_text_is_a_document_or_an_error(text in "\\PC{0,60}|[\\[\\]{}\":,0-9a-z]{0,60}") {
        let document = OpaqueDocument::new(&text);
        prop_assert!(document.exercise().is_err() && document.session().is_err());
        prop_assert!(decode_case(&text).is_err() && decode_submission(&text).is_err());
    }
}

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

#[test]
fn a_text_that_is_no_document_is_listed() {
    let shared = stored();
    let newer = SESSION.trim().replace("\"v\":6,\"rev\"", "\"v\":7,\"rev\"");
    let damages = [
        ("{", DecodeError::Malformed(String::new())),
        (&newer, DecodeError::TooNew { found: 6 }),
    ];
    for (text, reason) in damages {
        shared.set(SESSION_KEY, text).unwrap();
        let mut replica = replica(&shared);
        let unreadable = replica.unreadable().next().unwrap().clone();
        assert_eq!((&*unreadable.key, &*unreadable.text), (SESSION_KEY, text));
        let same = std::mem::discriminant(&unreadable.reason) == std::mem::discriminant(&reason);
        assert!(same, "{:?}", unreadable.reason);
        let saved = put(&mut replica, SESSION_ID, Some(&document(SESSION)));
        assert!(matches!(saved, Err(SaveError::Occupied(_))), "{saved:?}");
        assert_eq!(shared.get(SESSION_KEY).unwrap().as_deref(), Some(text));
        replica.discard(&unreadable).unwrap();
        assert_eq!(shared.get(SESSION_KEY).unwrap(), None);
        put(&mut replica, SESSION_ID, Some(&document(SESSION))).unwrap();
    }
    // A key that is no id's holds no document.
    shared
        .set("trust-velocity/session/7", SESSION.trim())
        .unwrap();
    assert_eq!(replica(&shared).unreadable().count(), 1);
}

#[test]
fn documents_are_put_removed_and_undone() {
    let shared = Shared::default();
    let mut replica = replica(&shared);
    let (one, other) = (document(EXERCISE), document(SESSION));
    put(&mut replica, EXERCISE_ID, Some(&one)).unwrap();
    put(&mut replica, SESSION_ID, Some(&other)).unwrap();
    put(&mut replica, SESSION_ID, None).unwrap();
    assert_eq!(shared.get(SESSION_KEY).unwrap(), None);
    assert_eq!(now(replica.undo()), Ok(true));
    assert_eq!(replica.document(SESSION_ID), Some(&other));
    let envelope = shared.get(SESSION_KEY).unwrap().unwrap();
    assert_eq!(decode_document(&envelope).unwrap().1, other);
    assert_eq!(
        (now(replica.undo()), now(replica.undo())),
        (Ok(true), Ok(true))
    );
    assert_eq!(replica.documents().count(), 0);
    assert_eq!(shared.keys().unwrap(), Vec::<String>::new());
}

#[test]
fn each_save_counts_and_is_backed_up() {
    let shared = stored();
    let mut replica = replica(&shared);
    let day = "2026-11-22".parse().unwrap();
    assert_eq!(replica.changes_since_backup(), 14);
    now(replica.mark_backup(day)).unwrap();
    assert_eq!(replica.changes_since_backup(), 0);
    put(&mut replica, SESSION_ID, Some(&document(EXERCISE))).unwrap();
    assert_eq!(replica.changes_since_backup(), 1);
    let envelope = shared.get(SESSION_KEY).unwrap().unwrap();
    assert_eq!(decode_document(&envelope), Ok((8, document(EXERCISE))));
}

#[test]
fn a_stale_save_is_refused() {
    let shared = stored();
    let (mut one, mut other) = (replica(&shared), replica(&shared));
    let wanted = document(EXERCISE);
    put(&mut one, SESSION_ID, Some(&wanted)).unwrap();
    let stale = to(
        &other,
        SESSION_ID,
        Some(&document("{\"v\":3,\"rev\":1,\"document\":1}")),
    );
    assert_eq!(now(other.change(stale.clone())), Err(changed()));
    // By now it knows, and the next one is made from what is there.
    assert_eq!(other.document(SESSION_ID), Some(&wanted));
    assert_eq!(now(other.change(stale)), Err(changed()));
    put(&mut other, SESSION_ID, None).unwrap();
    // Neither an edit nor an undo of an earlier edit restores what another tab deleted.
    let edit = to(&one, SESSION_ID, Some(&document(SESSION)));
    assert_eq!(now(one.change(edit)), Err(changed()));
    assert_eq!(now(one.undo()), Err(changed()));
    assert_eq!(shared.get(SESSION_KEY).unwrap(), None);
    let was_told = one.document(SESSION_ID).is_none();
    assert!(was_told, "the failed change has read it");
}

/// A session and a client may have the same number: each has its own key.
#[test]
fn a_session_that_is_gone_takes_no_client_along() {
    let shared = stored();
    let first = "2026-01-10".parse().unwrap();
    let profile = records::client(first).profile;
    let client = Client::empty(ClientId::new(255), profile, first);
    let mut one = replica(&shared);
    now(one.put(vec![Change {
        before: None,
        after: Some(Arc::new(client)),
    }]))
    .unwrap();
    let mut other = replica(&shared);
    put(&mut one, SESSION_ID, None).unwrap();
    now(other.refresh()).unwrap();
    assert_eq!((other.documents().count(), other.clients().count()), (1, 1));
    shared.set(SESSION_KEY, "?").unwrap();
    now(other.refresh()).unwrap();
    assert_eq!(other.clients().count(), 1);
}

#[test]
fn a_failed_write_is_told_and_changes_nothing() {
    for (fault, expected) in [
        (Fault::Full, SaveError::Full),
        (Fault::Blocked, SaveError::Unavailable("blocked".to_owned())),
        (Fault::Forgets, SaveError::NotKept),
    ] {
        let faulty = Faulty::default();
        faulty.shared.set(SESSION_KEY, SESSION.trim()).unwrap();
        let mut replica = now(Replica::open(
            Repository::new(faulty.clone()),
            records::today(),
        ))
        .unwrap();
        faulty.breaks(fault, 0);
        assert_eq!(
            put(&mut replica, SESSION_ID, Some(&document(EXERCISE))),
            Err(expected)
        );
        assert_eq!(replica.document(SESSION_ID), Some(&document(SESSION)));
        faulty.mend();
        let kept = faulty.shared.get(SESSION_KEY).unwrap();
        assert_eq!(kept.as_deref(), Some(SESSION.trim()));
        assert!(replica.last_change().is_none());
    }
}

/// A restore stores documents and settings: one undo reverses both, and if one part fails none is
/// stored.
#[test]
fn documents_and_settings_are_one_change() {
    let shared = stored();
    let mut replica = replica(&shared);
    let settings = Settings {
        unit: Unit::Year,
        ..Settings::default()
    };
    let wanted = |replica: &Replica| {
        let to = |id, after| {
            let before = replica.document(id).cloned();
            (id, Change { before, after })
        };
        ChangeSet {
            documents: vec![
                to(EXERCISE_ID, None),
                to(SESSION_ID, Some(document(EXERCISE))),
            ],
            settings: Some(Change {
                before: Settings::default(),
                after: settings,
            }),
            ..ChangeSet::default()
        }
    };
    let all = wanted(&replica);
    now(replica.change(all)).unwrap();
    assert_eq!(
        (replica.documents().count(), replica.settings().unit),
        (1, Unit::Year)
    );
    assert_eq!(now(replica.undo()), Ok(true));
    let known = |replica: &Replica| {
        // They come in no particular order.
        let by_id: BTreeMap<_, _> = replica.documents().collect();
        by_id.into_values().cloned().collect::<Vec<_>>()
    };
    let both = [document(EXERCISE), document(SESSION)];
    assert_eq!(
        (known(&replica), *replica.settings()),
        (both.to_vec(), Settings::default())
    );
    shared.set("trust-velocity/settings", "?").unwrap();
    let all = wanted(&replica);
    let failed = now(replica.change(all));
    assert!(matches!(failed, Err(SaveError::Occupied(_))), "{failed:?}");
    assert_eq!(known(&replica), both);
    assert_eq!(known(&self::replica(&shared)), both);
}
