//! The learning platform, if the page is that of the SCORM package: `deploy/scorm/scorm.js` speaks
//! with it, and is asked here.

use js_sys::{Function, Reflect};
use leptos::prelude::{RwSignal, Update, on_cleanup, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue};

use crate::exchange::ScormPart;

/// Marks the package's page, on its root; names the parts that its completion needs.
const MARK: &str = "data-scorm";

/// The state of the learning platform's session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScormStatus {
    /// Whether a platform was found and has begun the session.
    pub has_platform: bool,
    /// Whether it has the package as completed.
    pub is_complete: bool,
    /// Whether what it had kept could not be read: then nothing is kept in its place.
    pub is_unreadable: bool,
    /// How many sets of answers did not fit.
    pub left_out: usize,
    /// The platform's last error, in its own words.
    pub error: Option<String>,
    /// The score that it has.
    pub sent: Option<String>,
    /// The text of the progress.
    pub progress: String,
}

/// Whether the page is that of the SCORM package.
pub fn is_scorm() -> bool {
    mark().is_some()
}

/// The parts that the package's completion needs.
pub fn needed_parts() -> Vec<ScormPart> {
    mark().map_or_else(Vec::new, |names| ScormPart::all_in(&names))
}

/// The state of the platform's session.
pub fn status() -> ScormStatus {
    let holds = |name| get(name).and_then(|value| value.as_bool()) == Some(true);
    let words = |name| get(name).and_then(|value| value.as_string());
    let some_words = |name| words(name).filter(|words| !words.is_empty());
    ScormStatus {
        has_platform: holds("hasPlatform"),
        is_complete: holds("isComplete"),
        is_unreadable: holds("isUnreadable"),
        // A count of our own script.
        left_out: words("leftOut")
            .and_then(|count| count.parse().ok())
            .unwrap_or_default(),
        error: some_words("error"),
        sent: some_words("sent"),
        progress: words("progress").unwrap_or_default(),
    }
}

/// A signal that changes with the status.
pub fn status_changes() -> RwSignal<()> {
    let changes = RwSignal::new(());
    let listener = window_event_listener_untyped("scorm", move |_| {
        changes.try_update(|()| {});
    });
    on_cleanup(move || listener.remove());
    changes
}

/// Keeps the text of the progress.
pub fn keep(progress: &str) {
    call("keep", &progress.into());
}

/// Tells the platform that the package is completed.
pub fn complete() {
    call("complete", &JsValue::UNDEFINED);
}

/// Sends a score of 0 to 100, once the learner has confirmed it. The status tells what became of it.
pub fn send(score: u8) {
    call("send", &score.into());
}

/// Gives up what the platform has kept and nobody can read.
pub fn begin_anew() {
    call("beginAnew", &JsValue::UNDEFINED);
}

fn mark() -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.document_element()?.get_attribute(MARK)
}

fn get(name: &str) -> Option<JsValue> {
    let window = web_sys::window()?;
    let script = Reflect::get(&window, &"scorm".into()).ok()?;
    Reflect::get(&script, &name.into()).ok()
}

fn call(name: &str, word: &JsValue) {
    let function = get(name).and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(function) = function {
        // The functions do not throw: an error of the platform is in the status.
        let _ = function.call1(&JsValue::UNDEFINED, word);
    }
}
