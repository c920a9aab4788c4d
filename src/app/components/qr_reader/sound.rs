//! Signals the outcome of a scan by a tone, since the person looks at the phones.

use leptos::prelude::*;

use super::ScanOutcome;
use crate::{app::state::use_text, platform::sound::ToneGenerator};

/// The tones, while the camera is on.
#[derive(Clone, Copy)]
pub struct Sound {
    is_on: RwSignal<bool>,
    tones: StoredValue<Option<ToneGenerator>, LocalStorage>,
}

impl Sound {
    pub fn new() -> Self {
        Self {
            is_on: RwSignal::new(true),
            tones: StoredValue::new_local(None),
        }
    }

    /// To be called in a click handler.
    pub fn open(self) {
        self.tones.set_value(ToneGenerator::new());
    }

    pub fn close(self) {
        self.tones.try_update_value(Option::take);
    }

    pub fn play(self, outcome: ScanOutcome) {
        // The callback may have closed this part of the page.
        if self.is_on.try_get_untracked() != Some(true) {
            return;
        }
        self.tones.try_with_value(|tones| {
            let Some(tones) = tones else { return };
            match outcome {
                ScanOutcome::Accepted => tones.good(),
                ScanOutcome::Duplicate => tones.again(),
                ScanOutcome::Refused => tones.bad(),
            }
        });
    }
}

/// Lets the person choose between tones and silence.
#[component]
pub fn SoundPart(sound: Sound) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    id="qr-sound"
                    prop:checked=sound.is_on
                    on:change=move |event| sound.is_on.set(event_target_checked(&event))
                    aria-describedby="qr-sound-hint"
                />
                {text.qr_sound()}
            </label>
            <p class="field__hint" id="qr-sound-hint">{text.qr_sound_hint()}</p>
        </div>
    }
}
