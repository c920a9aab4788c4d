//! Any text as a request or an answer: no panic, and what can be read is written back without loss.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::link::{Answered, Invitation};

fuzz_target!(|text: &str| {
    if let Ok(invitation) = Invitation::find(text) {
        assert_eq!(Invitation::find(&invitation.write().unwrap()), Ok(invitation));
    }
    if let Ok(answered) = Answered::find(text) {
        let again = match &answered {
            Answered::Clear(response) => response.write(),
            Answered::Sealed(sealed) => sealed.write(),
        };
        assert_eq!(Answered::find(&again.unwrap()), Ok(answered));
    }
});
