//! Records are read back as they were stored, to the last bit.

use std::sync::Arc;

use proptest::prelude::*;
use trust_velocity::{
    documents::{decode_printed_settings, decode_settings, encode_settings},
    storage::{Change, ChangeSet, Replica},
};

use super::{SETTINGS_OF_VERSIONS, only, put, replica, unreadable};
use crate::{
    any,
    backends::{Shared, now},
};

proptest! {
    #[test]
    fn a_client_comes_back_as_it_was(client in any::clients()) {
        let shared = Shared::default();
        put(&mut replica(&shared), &client).unwrap();
        let again = replica(&shared);
        prop_assert_eq!(only(&again), client);
        prop_assert!(unreadable(&again).is_empty());
    }

    #[test]
    fn settings_come_back_as_they_were(settings in any::settings()) {
        let shared = Shared::default();
        now(replica(&shared).put_settings(settings)).unwrap();
        let again = replica(&shared);
        prop_assert_eq!(again.settings(), &settings);
    }

    /// The first page has no reader of JSON: what it reads must be what the reader of JSON reads.
    #[test]
    fn printed_settings_are_read_as_json_is(
        settings in any::settings(),
        at in any::<proptest::sample::Index>(),
        other in proptest::sample::select(b"0123456789.,-+eE\"[]{} \\ntruefals".to_vec()),
    ) {
        let printed = encode_settings(&settings).unwrap();
        let sem = settings.assumptions.score_sem().to_string();
        if sem.len() <= 16 {
            prop_assert_eq!(decode_printed_settings(&printed), Some(settings));
        }
        let mut changed = printed.clone().into_bytes();
        let at = at.index(changed.len());
        changed[at] = other;
        let mut longer = printed.into_bytes();
        longer.insert(at, other);
        for bytes in [changed, longer] {
            let text = String::from_utf8(bytes).unwrap();
            if let Some(read) = decode_printed_settings(&text) {
                prop_assert_eq!(decode_settings(&text), Ok(read), "{}", text);
            }
        }
    }

    #[test]
    fn what_one_keeps_of_oneself_comes_back_as_it_was(
        myself in any::myself(u64::MAX),
        other in any::myself(6),
    ) {
        let shared = Shared::default();
        let put = |replica: &mut Replica, wanted| {
            let (before, after) = (Arc::clone(replica.myself()), Arc::new(wanted));
            let myself = Some(Change { before, after });
            now(replica.change(ChangeSet { myself, ..ChangeSet::default() })).unwrap();
        };
        let mut first = replica(&shared);
        put(&mut first, myself.clone());
        let mut again = replica(&shared);
        prop_assert_eq!(&**again.myself(), &myself);
        prop_assert!(unreadable(&again).is_empty());
        put(&mut again, other.clone());
        prop_assert_eq!(now(again.undo()), Ok(true));
        let last = replica(&shared);
        prop_assert_eq!(&**last.myself(), &myself);
    }
}

/// Found by fuzzing: a number of many digits changed by its last bit each time it was stored.
#[test]
fn numbers_are_read_as_they_were_written() {
    let long = "0.2444444444444444444444444444448";
    let text = SETTINGS_OF_VERSIONS[1].trim().replace("0.8", long);
    let settings = decode_settings(&text).unwrap();
    assert_eq!(Ok(settings.assumptions.score_sem()), long.parse::<f64>());
    let written = encode_settings(&settings).unwrap();
    assert_eq!(decode_settings(&written), Ok(settings));
    let newest = SETTINGS_OF_VERSIONS[2].trim();
    for printed in ["0.24444444444449", "4.44444444444449", "0.10000000000001"] {
        let text = newest.replace("0.8", printed);
        let settings = decode_printed_settings(&text);
        assert_eq!(settings, decode_settings(&text).ok());
        assert_eq!(
            Ok(settings.unwrap().assumptions.score_sem()),
            printed.parse()
        );
    }
}
