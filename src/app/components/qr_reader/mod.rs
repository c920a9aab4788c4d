//! Reads QR codes by the camera and from pictures, and joins the frames of a long text.

mod camera_part;
mod scanner;
mod sound;

use std::rc::Rc;

use async_lock::Mutex;
use camera_part::CameraPart;
use leptos::prelude::*;
use scanner::PictureError;
use sound::{Sound, SoundPart};
use wasm_bindgen_futures::spawn_local;

use super::FileField;
use crate::{
    app::state::use_text,
    exchange::qr::{FrameStatus, Frames, MixedFrames},
};

/// Lets the person scan QR codes with the camera, or choose pictures of them. The camera stops
/// after the first complete text, at the person's request, and with the component.
#[component]
pub fn QrReader(
    /// Called with each scanned text, or with the text of several frames once they are complete.
    #[prop(into)]
    on_text: UnsyncCallback<String>,
) -> impl IntoView {
    let on_text = move |text| {
        on_text.run(text);
        ScanOutcome::Accepted
    };
    parts(Reading::new(
        UnsyncCallback::new(on_text),
        Codes::OfOne(Frames::default()),
    ))
}

/// The outcome of a scanned text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScanOutcome {
    /// It was accepted.
    Accepted,
    /// It has been collected before.
    Duplicate,
    /// It is not collected here.
    Refused,
}

/// Lets the person collect the texts of many phones in a row, or from pictures. The camera stays on
/// until the person turns it off, and a tone signals the outcome of each text. A text is reported
/// once while it is in view, and once for all pictures chosen together.
#[component]
pub fn CollectingQrReader(
    /// Called with each scanned text; shows the outcome and returns it.
    #[prop(into)]
    on_text: UnsyncCallback<String, ScanOutcome>,
) -> impl IntoView {
    parts(Reading::new(on_text, Codes::OfMany(MixedFrames::default())))
}

fn parts(reading: Reading) -> impl IntoView {
    let sound = reading
        .collects
        .then(|| view! { <SoundPart sound=reading.sound/> });
    view! {
        <section class="reader">
            <CameraPart reading/>
            <Describe reading/>
            {sound}
            <Pictures reading/>
        </section>
    }
}

/// The codes of one text, or of many.
enum Codes {
    OfOne(Frames),
    OfMany(MixedFrames),
}

impl Codes {
    fn add(&mut self, text: &str) -> FrameStatus {
        match self {
            Self::OfOne(frames) => frames.add(text),
            Self::OfMany(frames) => frames.add(text),
        }
    }
}

/// The codes scanned so far, and the message about them.
#[derive(Clone, Copy)]
struct Reading {
    on_text: UnsyncCallback<String, ScanOutcome>,
    collects: bool,
    codes: StoredValue<Codes>,
    status: RwSignal<Option<FrameStatus>>,
    sound: Sound,
}

impl Reading {
    fn new(on_text: UnsyncCallback<String, ScanOutcome>, codes: Codes) -> Self {
        Self {
            on_text,
            collects: matches!(codes, Codes::OfMany(_)),
            codes: StoredValue::new(codes),
            status: RwSignal::new(None),
            sound: Sound::new(),
        }
    }

    /// Begins another image of the camera.
    fn next_image(self) {
        self.codes.try_update_value(|codes| {
            if let Codes::OfMany(frames) = codes {
                frames.next_image();
            }
        });
    }

    /// Begins other pictures.
    fn reset(self) {
        self.status.set(None);
        self.codes.update_value(|codes| {
            if let Codes::OfMany(frames) = codes {
                frames.reset();
            }
        });
    }

    /// Adds a scanned text; returns whether it was, or completed, a whole text.
    fn add(self, text: String) -> bool {
        let seen = self.codes.try_update_value(|codes| codes.add(&text));
        let whole = match seen.clone() {
            Some(FrameStatus::Whole(whole)) => Some(whole),
            Some(FrameStatus::Foreign) => Some(text),
            _ => None,
        };
        if seen == Some(FrameStatus::Damaged) {
            self.sound.play(ScanOutcome::Refused);
        }
        // The camera scans the same code many times.
        if let Some(seen) = seen.filter(|seen| *seen != FrameStatus::Repeated)
            && untrack(|| self.status.get()).as_ref() != Some(&seen)
        {
            self.status.set(Some(seen));
        }
        let is_whole = whole.is_some();
        if let Some(whole) = whole {
            let outcome = self.on_text.run(whole);
            self.sound.play(outcome);
        }
        is_whole
    }

    fn start_again(self) {
        self.codes.set_value(Codes::OfOne(Frames::default()));
        self.status.set(None);
    }
}

/// The status of the scanned codes, in words, announced to screen readers.
#[component]
fn Describe(reading: Reading) -> impl IntoView {
    let text = use_text();
    let words = move || {
        Some(match reading.status.get()? {
            FrameStatus::Partial { have, of } if reading.collects => {
                text.qr_frames_of_this(&have, &of)
            }
            FrameStatus::Partial { have, of } => text.qr_frames_read(&have, &of),
            // The callback shows the outcome.
            FrameStatus::Whole(_) | FrameStatus::Foreign if reading.collects => return None,
            FrameStatus::Whole(_) | FrameStatus::Foreign => text.qr_read().to_owned(),
            FrameStatus::OtherSet => text.qr_other_set().to_owned(),
            FrameStatus::Damaged => text.qr_damaged().to_owned(),
            FrameStatus::Repeated => return None,
        })
    };
    let is_begun = move || {
        matches!(
            reading.status.get(),
            Some(FrameStatus::Partial { .. } | FrameStatus::OtherSet)
        )
    };
    let start_again = move || {
        (is_begun() && !reading.collects).then(|| {
            view! {
                <button class="button button--quiet" type="button" on:click=move |_| reading.start_again()>
                    {text.qr_start_again()}
                </button>
            }
        })
    };
    view! {
        <p class="reader__status" role="status">{words}</p>
        {start_again}
    }
}

/// Reads files, one at a time.
#[component]
fn Pictures(reading: Reading) -> impl IntoView {
    let text = use_text();
    let waiting = RwSignal::new(0);
    let refused = RwSignal::new(Vec::<(String, PictureError)>::new());
    // All pictures of a class at once exceed a phone's memory.
    let one_by_one = Rc::new(Mutex::new(()));
    let chosen = move |file: web_sys::File| {
        if untrack(|| waiting.get()) == 0 {
            refused.set(Vec::new());
            reading.reset();
        }
        waiting.update(|waiting| *waiting += 1);
        let one_by_one = one_by_one.clone();
        spawn_local(async move {
            let _turn = one_by_one.lock().await;
            if waiting.is_disposed() {
                return;
            }
            let read = scanner::texts_of(&file).await;
            // The page may be gone by now.
            if waiting.try_update(|waiting| *waiting -= 1).is_none() {
                return;
            }
            match read {
                Ok(texts) => {
                    for text in texts {
                        reading.add(text);
                    }
                }
                Err(error) => refused.update(|refused| refused.push((file.name(), error))),
            }
        });
    };
    let busy = move || (0 < waiting.get()).then(|| text.reading_pictures());
    let words = move |error: PictureError| match error {
        PictureError::Unreadable => text.picture_unreadable(),
        PictureError::WithoutCode => text.picture_without_code(),
    };
    let list = move || {
        let refused = refused.get().into_iter().map(|(name, error)| {
            view! { <p class="banner banner--warning" role="alert"><bdi>{name}</bdi>": "{words(error)}</p> }
        });
        refused.collect_view()
    };
    view! {
        <FileField id="qr-pictures" label=text.read_from_pictures() accept="image/*" several=true chosen/>
        <p class="quiet" role="status">{busy}</p>
        {list}
    }
}
