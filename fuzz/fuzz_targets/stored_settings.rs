//! Any text as stored settings: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::documents::{decode_settings, encode_settings};

fuzz_target!(|text: &str| {
    if let Ok(settings) = decode_settings(text) {
        let written = encode_settings(&settings).unwrap();
        assert_eq!(decode_settings(&written), Ok(settings));
    }
});
