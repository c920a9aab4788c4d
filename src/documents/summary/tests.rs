//! Shards and their fingerprints, to the last bit.

use std::cell::Cell;

use super::*;
use crate::{documents::decode_client, domain::Assumptions};

thread_local! {
    /// The bytes hashed by this thread's test so far.
    pub(super) static HASHED: Cell<usize> = const { Cell::new(0) };
}

fn stored(id: u64) -> StoredSummary {
    let text = include_str!("../../../tests/fixtures/client-v4.json");
    let (rev, client) = decode_client(text).unwrap();
    let client = client.with_id(ClientId::new(id));
    let today = day("b4a0").unwrap();
    StoredSummary {
        rev,
        record: fingerprint(text),
        summary: Summary::of(&client, &Assumptions::default(), today),
    }
}

#[test]
fn each_byte_is_looked_at_once_and_each_shard_holds_a_share() {
    let today = day("b4a0").unwrap();
    let mut shards = vec![Vec::new(); SHARDS.into()];
    for id in 0..3_000 {
        let stored = stored(id);
        shards[usize::from(shard_of(stored.summary.id))].push(stored);
    }
    assert!(shards.iter().all(|shard| (46..=47).contains(&shard.len())));

    let texts: Vec<_> = shards
        .iter()
        .map(|shard| encode_shard(0, today, shard))
        .collect();
    HASHED.set(0);
    for (text, shard) in texts.iter().zip(shards) {
        assert_eq!(decode_shard(text).unwrap().summaries, shard);
    }
    let length: usize = texts.iter().map(String::len).sum();
    assert!((length / 2..length).contains(&HASHED.get()));
}

#[test]
fn numbers_are_kept_to_the_last_bit() {
    for (value, text) in [
        (0.0, "0"),
        (7.6, "4c"),
        (40.0, "190"),
        (5e-324, "=1"),
        (0.1 + 0.2, "=3fd3333333333334"),
    ] {
        assert_eq!(of_number(value), text);
        assert_eq!(number(text).map(f64::to_bits), Some(value.to_bits()));
    }
    for bad in ["", "=", "x", "=7ff0000000000000", "-1"] {
        assert_eq!(number(bad), None, "{bad}");
    }
}

#[test]
fn any_change_of_a_text_changes_its_fingerprint() {
    let text = "陈工\t6500000000";
    let changed = |at: usize, bit: u32| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1 << bit;
        hash(&bytes) >> 32
    };
    let mut all: Vec<_> = (0..text.len())
        .flat_map(|at| (0..8).map(move |bit| changed(at, bit)))
        .collect();
    all.push(hash(text.as_bytes()) >> 32);
    all.push(hash(&text.as_bytes()[..text.len() - 1]) >> 32);
    all.push(hash(format!("{text}\0").as_bytes()) >> 32);
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn the_fingerprint_of_the_assumptions_stays_the_same() {
    // Another number would make every stored summary anew.
    let default = assumptions_fingerprint(&Assumptions::default());
    assert_eq!(format!("{default:x}"), "b44b73f85eacbe3e");
}
