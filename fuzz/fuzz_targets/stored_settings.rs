//! Any text as stored settings: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::storage::{Backend, MemoryBackend, Repository};

fuzz_target!(|text: &str| {
    let backend = MemoryBackend::default();
    backend.set("trust-velocity/settings", text).unwrap();
    let repository = Repository::new(backend);
    let loaded = repository.load().unwrap();
    if loaded.unreadable.is_empty() {
        repository.save_settings(&loaded.settings).unwrap();
        assert_eq!(repository.load().unwrap().settings, loaded.settings);
    }
});
