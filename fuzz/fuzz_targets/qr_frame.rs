//! Lines as texts of QR codes: no panic, and a whole text is one that gives those frames.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::qr::{FrameStatus, Frames, MixedFrames, frames};

fuzz_target!(|text: &str| {
    let mut collected = Frames::default();
    let mut mixed = MixedFrames::default();
    for line in text.lines() {
        for seen in [collected.add(line), mixed.add(line)] {
            if let FrameStatus::Whole(whole) = seen {
                assert!(frames(&whole).unwrap().len() <= text.lines().count());
            }
        }
    }
    let mut collected = Frames::default();
    let Ok(frames) = frames(text) else { return };
    for frame in frames.iter().rev() {
        match collected.add(frame) {
            FrameStatus::Whole(whole) => assert_eq!(whole, text),
            FrameStatus::Foreign => assert_eq!(frame, text),
            seen => assert!(matches!(seen, FrameStatus::Partial { .. })),
        }
    }
});
