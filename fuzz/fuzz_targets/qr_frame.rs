//! Lines as texts of QR codes: no panic, and a whole text is one that gives those frames.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::qr::{Frames, MixedFrames, Seen, frames};

fuzz_target!(|text: &str| {
    let mut taken = Frames::default();
    let mut mixed = MixedFrames::default();
    for line in text.lines() {
        for seen in [taken.take(line), mixed.take(line)] {
            if let Seen::Whole(whole) = seen {
                assert!(frames(&whole).unwrap().len() <= text.lines().count());
            }
        }
    }
    let mut taken = Frames::default();
    let Ok(frames) = frames(text) else { return };
    for frame in frames.iter().rev() {
        match taken.take(frame) {
            Seen::Whole(whole) => assert_eq!(whole, text),
            Seen::Foreign => assert_eq!(frame, text),
            seen => assert!(matches!(seen, Seen::Taken { .. })),
        }
    }
});
