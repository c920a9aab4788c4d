//! Any text as a stored client: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::documents::{decode_client, encode_client};

fuzz_target!(|text: &str| {
    if let Ok((rev, client)) = decode_client(text) {
        let written = encode_client(rev, &client).unwrap();
        assert_eq!(decode_client(&written), Ok((rev, client)));
    }
});
