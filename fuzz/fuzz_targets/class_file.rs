//! Any text as a trainer's file, and as the data in one: no panic, and what can be read is written
//! back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::{ClassFile, Handover, sha256};

fuzz_target!(|text: &str| {
    check(text);
    // The check sum would keep nearly everything out.
    for kind in ["exercise", "session", "handover"] {
        let sum = sha256(text);
        check(&format!(
            r#"{{"format":"trust-velocity-{kind}","v":1,"sha256":"{sum}","data":{text}}}"#
        ));
    }
});

fn check(text: &str) {
    if let Ok(handover) = Handover::read(text) {
        assert_eq!(Handover::read(&handover.write().unwrap()), Ok(handover));
    }
    if let Ok(file) = ClassFile::read(text) {
        assert_eq!(ClassFile::read(&file.write().unwrap()), Ok(file));
    }
}
