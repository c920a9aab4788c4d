//! Any bytes as what a broker sends, in two parts: no panic, and cutting them changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity_fuzz::check_mqtt;

fuzz_target!(|bytes: &[u8]| check_mqtt(bytes));
