//! Short tones for a person who looks elsewhere. Without support for sound nothing is played, and
//! nothing fails.

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// Audible across a class, without the harshness of full volume.
const LOUDNESS: f32 = 0.4;

/// The seconds of fade-in and fade-out; without them a tone clicks.
const EDGE: f64 = 0.01;

/// Seconds between two tones.
const PAUSE: f64 = 0.08;

/// Plays tones until it is dropped.
pub struct ToneGenerator {
    context: AudioContext,
}

impl ToneGenerator {
    /// To be called in a click handler, since browsers block sound before one; `None` without
    /// support.
    pub fn new() -> Option<Self> {
        let context = AudioContext::new().ok()?;
        Some(Self { context })
    }

    /// A short high tone.
    pub fn good(&self) {
        self.play(1320.0, 0.12, 1);
    }

    /// Two low tones.
    pub fn again(&self) {
        self.play(440.0, 0.12, 2);
    }

    /// A long tone, lower still.
    pub fn bad(&self) {
        self.play(260.0, 0.6, 1);
    }

    fn play(&self, hertz: f32, seconds: f64, times: u32) {
        // A phone call suspends the context. A tone that cannot be played is skipped.
        let _ = self.context.resume();
        for index in 0..times {
            let start = self.context.current_time() + f64::from(index) * (seconds + PAUSE);
            let _ = self.tone(hertz, start, start + seconds);
        }
    }

    fn tone(&self, hertz: f32, start: f64, end: f64) -> Result<(), JsValue> {
        let tone = self.context.create_oscillator()?;
        tone.frequency().set_value(hertz);
        let volume = self.context.create_gain()?;
        let gain = volume.gain();
        gain.set_value_at_time(0.0, start)?;
        gain.linear_ramp_to_value_at_time(LOUDNESS, start + EDGE)?;
        gain.set_value_at_time(LOUDNESS, end - EDGE)?;
        gain.linear_ramp_to_value_at_time(0.0, end)?;
        tone.connect_with_audio_node(&volume)?;
        volume.connect_with_audio_node(&self.context.destination())?;
        tone.start_with_when(start)?;
        tone.stop_with_when(end)
    }
}

impl Drop for ToneGenerator {
    fn drop(&mut self) {
        // The context was open until now.
        let _ = self.context.close();
    }
}
