//! Short tones for a person who looks elsewhere. Where the browser has no sound there is silence:
//! nothing here fails.

use wasm_bindgen::JsValue;
use web_sys::AudioContext;

/// Loud enough over a class, and short of the harshness of a full tone.
const LOUDNESS: f32 = 0.4;

/// Seconds in which a tone comes and goes: without them it clicks.
const EDGE: f64 = 0.01;

/// Seconds between two tones.
const PAUSE: f64 = 0.08;

/// What the tones are played on; it is given up when this value is dropped.
pub struct ToneGenerator {
    context: AudioContext,
}

impl ToneGenerator {
    /// To be made on a click, since browsers keep silent before one; none where there is no sound.
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
        // A phone call suspends it. What cannot be played is not heard.
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
        // It was open until now.
        let _ = self.context.close();
    }
}
