//! Damaged, newer and foreign texts: each has its reason, and none is written over.

use std::sync::Arc;

use proptest::prelude::*;
use trust_velocity::{
    documents::DecodeError,
    domain::Settings,
    storage::{Backend, Change, Replica, Repository, SaveError},
};

use super::{CLIENT, CLIENTS, SETTINGS, only, put, replica, unreadable};
use crate::{
    any,
    backends::{Fault, Faulty, Shared, now},
    records,
};

proptest! {
    #[test]
    fn a_damaged_document_is_kept_to_the_letter(
        client in any::clients(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let shared = Shared::default();
        let mut first = replica(&shared);
        put(&mut first, &client).unwrap();
        let key = shared.keys().unwrap().remove(0);
        let mut bytes = shared.get(&key).unwrap().unwrap().into_bytes();
        let at = cut.index(bytes.len());
        bytes[at] = byte;
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        shared.set(&key, &damaged).unwrap();
        let second = replica(&shared);
        prop_assert_eq!(second.clients().count() + second.unreadable().count(), 1);
        if let Some(unreadable) = second.unreadable().next() {
            prop_assert_eq!(&unreadable.text, &damaged);
            // The first tab does not know yet.
            let saved = put(&mut first, &client);
            prop_assert!(matches!(saved, Err(SaveError::Occupied(_))), "{saved:?}");
            let removed = now(first.put(vec![Change { before: Some(Arc::new(client)), after: None }]));
            prop_assert!(matches!(removed, Err(SaveError::Occupied(_))), "{removed:?}");
            prop_assert_eq!(shared.get(&key).unwrap(), Some(damaged));
        }
    }

    #[test]
    fn any_text_is_a_document_or_an_error(text in "\\PC{0,60}|\\{\"v\":[0-9]{1,3}.{0,30}\\}") {
        let shared = Shared::default();
        shared.set(CLIENT, &text).unwrap();
        shared.set(SETTINGS, &text).unwrap();
        let replica = replica(&shared);
        prop_assert_eq!(replica.clients().count(), 0);
        prop_assert_eq!(replica.unreadable().count(), 2);
    }
}

/// tldraw#10514: of two tabs of unlike versions, one erased what the other had drawn.
#[test]
fn an_older_app_never_writes_over_a_newer_document() {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
    let mut old = replica(&shared);
    let client = only(&old);
    let newer = CLIENTS[1].trim().replace("\"v\":2", "\"v\":5");
    shared.set(CLIENT, &newer).unwrap();
    let reason = DecodeError::TooNew { found: 5 };
    let expected = SaveError::Occupied(reason.clone());
    assert_eq!(put(&mut old, &client), Err(expected));
    assert_eq!(shared.get(CLIENT).unwrap(), Some(newer));
    assert_eq!(old.clients().count(), 0, "it is shown as it is: read-only");
    assert_eq!(unreadable(&old)[0].reason, reason);
}

#[test]
fn each_damage_has_its_reason() {
    let reason = |text: &str| {
        let shared = Shared::default();
        shared.set(CLIENT, text).unwrap();
        unreadable(&replica(&shared)).remove(0).reason
    };
    let with = |from: &str, to: &str| {
        assert!(CLIENTS[0].contains(from), "{from} is not in the fixture");
        CLIENTS[0].replace(from, to)
    };
    assert!(matches!(reason("{"), DecodeError::Malformed(_)));
    assert_eq!(
        reason(&with("\"v\":1", "\"v\":5")),
        DecodeError::TooNew { found: 5 }
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
    let mut replica = replica(&shared);
    let saved = now(replica.put_settings(Settings::default()));
    assert!(matches!(saved, Err(SaveError::Occupied(_))));
    assert_eq!(shared.get(SETTINGS).unwrap().as_deref(), Some("?"));
    let damaged = unreadable(&replica).remove(0);
    replica.discard(&damaged).unwrap();
    now(replica.put_settings(Settings::default())).unwrap();
}

#[test]
fn other_keys_of_the_origin_are_let_be() {
    let shared = Shared::default();
    shared.set("someone-else", "{}").unwrap();
    let replica = replica(&shared);
    assert!(replica.clients().count() == 0 && replica.unreadable().count() == 0);
    assert_eq!(shared.get("someone-else").unwrap().as_deref(), Some("{}"));
}

/// super-productivity#4692: an empty state was saved over a full one. Opening writes nothing at
/// all, even if the store could not be read at first.
#[test]
fn opening_writes_nothing() {
    let faulty = Faulty::default();
    faulty.shared.set(CLIENT, CLIENTS[0].trim()).unwrap();
    faulty.shared.set(SETTINGS, "?").unwrap();
    let stored = || {
        let mut keys = faulty.shared.keys().unwrap();
        keys.sort();
        let text = |key: &String| faulty.shared.get(key).unwrap();
        keys.iter().map(text).collect::<Vec<_>>()
    };
    let before = stored();
    for after in 0..8 {
        faulty.breaks(Fault::Blocked, after);
        let opened = now(Replica::open(
            Repository::new(faulty.clone()),
            records::today(),
        ));
        faulty.mend();
        if let Ok(mut replica) = opened {
            now(replica.refresh()).unwrap();
        }
        assert_eq!(stored(), before);
    }
}

/// A document under another client's key is damaged too: it is kept, and not merged with.
#[test]
fn a_document_of_another_client_is_not_written_over() {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
    let mut replica = replica(&shared);
    let client = only(&replica).out_of_bin();
    let other = CLIENTS[1].replace("00000000000000ff", "00000000000000fe");
    shared.set(CLIENT, &other).unwrap();
    let saved = put(&mut replica, &client);
    assert!(matches!(saved, Err(SaveError::Occupied(_))), "{saved:?}");
    assert_eq!(shared.get(CLIENT).unwrap(), Some(other));
}
