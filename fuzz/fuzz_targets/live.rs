//! Any bytes as what a broker delivers: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity_fuzz::check_live;

fuzz_target!(|bytes: &[u8]| check_live(bytes));
