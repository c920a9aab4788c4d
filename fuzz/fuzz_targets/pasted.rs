//! Any content of a message, whole and in two pieces, with any text before it: no panic, and what can
//! be read is written back without loss. A request is found behind any short text.
#![no_main]

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use libfuzzer_sys::fuzz_target;
use miniz_oxide::deflate::compress_to_vec;
use sha2::{Digest as _, Sha256};
use trust_velocity::{
    domain::{EntryId, Form, ItemsVersion, Language},
    exchange::link::{Asked, Invitation},
};
use trust_velocity_fuzz::check_messages;

/// The most bytes of a text that holds too few beginnings of messages to give up at.
const MOST_BEFORE: usize = 250;

fuzz_target!(|input: (u8, &str, &[u8])| {
    let (kind, before, content) = input;
    // The check sum would keep nearly everything out.
    check(before, &message(kind % 8, content));
    if MOST_BEFORE < before.len() {
        return;
    }
    let invitation = Invitation {
        request: EntryId::new(7),
        from: None,
        asked: Asked::Client,
        version: ItemsVersion::V2,
        form: Form::Short,
        language: Language::Zh,
        key: None,
    };
    for text in pasted(before, &invitation.write().unwrap()) {
        assert_eq!(Invitation::find(&text).as_ref(), Ok(&invitation), "{text}");
    }
});

fn check(before: &str, message: &str) {
    for text in pasted(before, message) {
        check_messages(&text);
    }
}

/// Whole, and in two pieces as mail quotes it.
fn pasted(before: &str, message: &str) -> [String; 2] {
    let (start, end) = message.split_at(message.len() / 2);
    [message.to_owned(), format!("{start}\r\n> {end}")]
        .map(|message| format!("{before}\nhttps://example.com/#/answers/{message}\n"))
}

fn message(kind: u8, content: &[u8]) -> String {
    let head = [1, kind];
    let deflated = compress_to_vec(content, 1);
    let sum = Sha256::new()
        .chain_update(head)
        .chain_update(&deflated)
        .finalize();
    BASE64URL.encode([&head, &sum[..4], &deflated].concat())
}
