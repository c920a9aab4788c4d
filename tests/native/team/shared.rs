//! Of each client a seller sends the summary and no more.

use std::sync::Arc;

use trust_velocity::{
    documents::{decode_client, encode_report},
    domain::{Assumptions, Record, Summary, team::SharedClient},
};

use super::{day, report};

/// The fixture of a client has notes.
#[test]
fn no_note_and_no_name_of_a_client_is_sent() {
    let text = include_str!("../../fixtures/client-v4.json");
    let (_, client) = decode_client(text).unwrap();
    let (assumptions, today) = (Assumptions::default(), day("2026-06-01"));
    let summary = Arc::new(Summary::of(&client, &assumptions, today));
    let shared = SharedClient::of(&summary, None, &assumptions, today);
    let json = encode_report(&report(7, 1, "2026-06-01", vec![shared])).unwrap();
    assert!(!json.contains(client.profile.name.as_str()), "{json}");
    let notes = client.entries().filter_map(|record| match record {
        Record::Rating(it) => Some(it.note),
        Record::Contact(it) => Some(it.note),
        Record::Promise(it) => Some(it.what),
        _ => None,
    });
    for note in notes.filter(|note| !note.as_str().is_empty()) {
        assert!(!json.contains(note.as_str()), "{json}");
    }
}
