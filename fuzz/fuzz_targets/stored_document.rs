//! Any text as a stored exercise, session or team: no panic, and what can be read is written back without
//! loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::documents::{OpaqueDocument, decode_document, encode_document};

fuzz_target!(|text: &str| {
    let Ok((rev, document)) = decode_document(text) else {
        return;
    };
    let written = encode_document(rev, &document).unwrap();
    assert_eq!(decode_document(&written).unwrap(), (rev, document.clone()));
    if let Ok(exercise) = document.exercise() {
        let again = OpaqueDocument::of_exercise(&exercise).unwrap();
        assert_eq!(again.exercise(), Ok(exercise));
    }
    if let Ok(session) = document.session() {
        let again = OpaqueDocument::of_session(&session).unwrap();
        assert_eq!(again.session(), Ok(session));
    }
    if let Ok(team) = document.team() {
        let again = OpaqueDocument::of_team(&team).unwrap();
        assert_eq!(again.team(), Ok(team));
    }
});
