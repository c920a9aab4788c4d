//! Exercises and sessions are stored as documents of their own, and come back as they were.

mod undo;
mod versions;

use std::{collections::BTreeMap, sync::Arc};

use proptest::prelude::*;
use trust_velocity::{
    documents::{
        DecodeError, DocumentId, OpaqueDocument, decode_answer_key, decode_case, decode_document,
        decode_submission, encode_answer_key, encode_case, encode_submission,
    },
    domain::{Client, ClientId, Conflict, EntryId, Settings, Unit},
    storage::{Backend, Change, ChangeSet, Replica, Repository, SaveError},
};

use crate::{
    backends::{Fault, Faulty, Shared, now},
    class, records,
};

/// As they lie in the browser. They are never edited: a new version adds its own.
const EXERCISE: &str = include_str!("../../fixtures/exercise-v6.json");
const SESSION: &str = include_str!("../../fixtures/session-v6.json");
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
