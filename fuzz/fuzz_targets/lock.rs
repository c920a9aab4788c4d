//! Any text as a lock: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::Lock;

fuzz_target!(|text: &str| {
    if let Ok(lock) = Lock::read(text) {
        assert_eq!(Lock::read(&lock.write().unwrap()), Ok(lock));
    }
});
