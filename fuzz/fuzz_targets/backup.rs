//! Any text as a backup, plain or sealed: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::backup::{Backup, Incoming};

fuzz_target!(|text: &str| {
    if let Ok(Incoming::Plain(backup)) = Incoming::read(text) {
        let written = backup.write().unwrap();
        assert_eq!(Backup::read(&written), Ok(backup));
    }
});
