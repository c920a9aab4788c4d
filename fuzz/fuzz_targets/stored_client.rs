//! Any text as a stored client: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::storage::{MemoryBackend, Repository, decode_client};

fuzz_target!(|text: &str| {
    let Ok((_, client)) = decode_client(text) else {
        return;
    };
    let repository = Repository::new(MemoryBackend::default());
    repository.save_client(&client).unwrap();
    assert_eq!(repository.load().unwrap().clients, [client]);
});
