//! Any text as a request, an answer, an exercise or what is handed in: no panic, and what can be read
//! is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity_fuzz::check_messages;

fuzz_target!(|text: &str| check_messages(text));
