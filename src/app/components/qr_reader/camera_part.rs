//! The camera of the reader. It is on only while its part of the page shows what it sees.

use std::time::Duration;

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::{Reading, scanner::CodeScanner};
use crate::{
    app::state::use_text,
    i18n::Text,
    platform::{
        self,
        camera::{Camera, CameraError},
        pictures::Picture,
    },
};

/// The pause between two images of the camera.
const BETWEEN_IMAGES: Duration = Duration::from_millis(100);

#[derive(Clone, Debug, PartialEq, Eq)]
enum CameraState {
    Off,
    Opening,
    On,
    Failed(CameraError),
}

#[component]
pub fn CameraPart(reading: Reading) -> impl IntoView {
    let text = use_text();
    let scan = Scan {
        reading,
        video: NodeRef::new(),
        state: RwSignal::new(CameraState::Off),
        camera: StoredValue::new_local(None),
        turn: StoredValue::new(0),
    };
    on_cleanup(move || scan.end(CameraState::Off));
    let runs =
        Memo::new(move |_| matches!(scan.state.get(), CameraState::Opening | CameraState::On));
    let toggle = move |_| {
        if untrack(|| runs.get()) {
            scan.end(CameraState::Off);
        } else {
            if reading.collects {
                reading.sound.open();
            }
            spawn_local(scan.run());
        }
    };
    let label = move || {
        if runs.get() {
            text.turn_camera_off()
        } else {
            text.scan_with_camera()
        }
    };
    let video = move || {
        runs.get().then(|| {
            let label = text.camera_sees();
            view! {
                <video class="reader__video" node_ref=scan.video playsinline=true prop:muted=true aria-label=label></video>
            }
        })
    };
    let hint = move || match scan.state.get() {
        CameraState::Opening => Some(text.camera_opening()),
        CameraState::On if reading.collects => Some(text.camera_stays_on()),
        CameraState::On => Some(text.camera_on()),
        CameraState::Off | CameraState::Failed(_) => None,
    };
    let failure = move || match scan.state.get() {
        CameraState::Failed(error) => Some(camera_words(text, &error)),
        _ => None,
    };
    view! {
        {video}
        <p class="quiet" role="status">{hint}</p>
        <button class="button button--primary" type="button" on:click=toggle>{label}</button>
        {move || failure().map(|words| view! { <p class="banner banner--warning" role="alert">{words}</p> })}
    }
}

/// The camera of the reader.
#[derive(Clone, Copy)]
struct Scan {
    reading: Reading,
    video: NodeRef<html::Video>,
    state: RwSignal<CameraState>,
    camera: StoredValue<Option<Camera>, LocalStorage>,
    /// Counts the requests for the camera: a late answer to an earlier one is ignored.
    turn: StoredValue<u32>,
}

impl Scan {
    /// Opens the camera, and scans until the scan ends, or the one text is complete.
    async fn run(self) {
        self.reading.status.set(None);
        self.state.set(CameraState::Opening);
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        let is_on = move || self.turn.try_get_value() == Some(turn);
        let opened = Camera::open().await;
        if !is_on() {
            return;
        }
        let (camera, video) = match (opened, untrack(|| self.video.get())) {
            (Ok(camera), Some(video)) => (camera, video),
            (Ok(_), None) => return self.end(CameraState::Off),
            (Err(error), _) => return self.end(CameraState::Failed(error)),
        };
        let shown = camera.show_in(&video).await;
        if !is_on() {
            return;
        }
        if let Err(error) = shown {
            return self.end(CameraState::Failed(error));
        }
        self.camera.set_value(Some(camera));
        self.state.set(CameraState::On);
        let mut scanner = CodeScanner::open().await;
        let picture = Picture::Video(video);
        loop {
            let texts = scanner.scan(&picture).await;
            if !is_on() {
                return;
            }
            self.reading.next_image();
            let mut texts = texts.into_iter();
            let is_done = texts.any(|text| self.reading.add(text) && !self.reading.collects);
            // The callback may have closed this part of the page.
            if !is_on() {
                return;
            }
            if is_done {
                return self.end(CameraState::Off);
            }
            platform::pause(BETWEEN_IMAGES).await;
        }
    }

    /// Stops the camera, and cancels pending requests for it.
    fn end(self, state: CameraState) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.camera.try_update_value(Option::take);
        self.reading.sound.close();
        self.state.try_set(state);
    }
}

fn camera_words(text: Text, error: &CameraError) -> String {
    match error {
        CameraError::Refused => text.camera_refused(),
        CameraError::Missing => text.camera_missing(),
        CameraError::Busy => text.camera_busy(),
        CameraError::Insecure => text.camera_insecure(),
        CameraError::NotOffered => text.camera_not_offered(),
        CameraError::Other(reason) => return text.camera_failed(reason),
    }
    .to_owned()
}
