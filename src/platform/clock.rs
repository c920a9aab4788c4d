//! The calendar and the clock of the browser, and waiting for them.

use std::time::Duration;

use js_sys::{Date, Promise};
use leptos::prelude::{request_animation_frame, set_timeout};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::domain::CivilDate;

/// The current date in the local time zone: at 00:30 in Shanghai it is already the new day.
///
/// A date outside the years 1900–2199 is clamped to them.
pub fn today() -> CivilDate {
    let now = Date::new_0();
    let year = i32::try_from(now.get_full_year())
        .unwrap_or(i32::MAX)
        .clamp(1900, 2199);
    CivilDate::new(year, now.get_month() + 1, now.get_date()).unwrap_or(CivilDate::MIN)
}

/// The date in the local time zone of a Unix time in seconds; `None` outside the years 1900–2199.
pub fn day_of(seconds: i64) -> Option<CivilDate> {
    let moment = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    let year = i32::try_from(moment.get_full_year()).ok()?;
    CivilDate::new(year, moment.get_month() + 1, moment.get_date())
}

/// The current time in milliseconds.
pub fn now_millis() -> f64 {
    Date::now()
}

/// The current time in whole milliseconds, from 0.
pub fn whole_millis() -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a fraction of a millisecond is nothing here, and a clock before 1970 counts as 0"
    )]
    let now = now_millis() as u64;
    now
}

/// Marks this moment by a name on the page's timeline, for measurements from outside.
pub fn mark(name: &str) {
    let performance = web_sys::window().and_then(|window| window.performance());
    if let Some(performance) = performance {
        // Only a measurement misses a moment that is not marked.
        let _ = performance.mark(name);
    }
}

/// The longest wait for a frame. A browser draws none for a tab that is hidden, and now and then stops
/// drawing one that is not.
const FRAME: Duration = Duration::from_secs(1);

/// Waits until the page shows the latest changes, before work that blocks rendering; a page that is not
/// drawn does not keep that work waiting.
pub async fn painted() {
    let shown = Promise::new(&mut |resolve, _| {
        let resume = move || {
            // A promise's own resolve function throws nothing.
            let _ = resolve.call0(&JsValue::NULL);
        };
        let late = resume.clone();
        request_animation_frame(|| set_timeout(resume, Duration::ZERO));
        set_timeout(late, FRAME);
    });
    // The promise is never rejected.
    JsFuture::from(shown).await.ok();
}

/// Waits for this duration.
pub async fn pause(length: Duration) {
    let over = Promise::new(&mut |resolve, _| {
        let resume = move || {
            // A promise's own resolve function throws nothing.
            let _ = resolve.call0(&JsValue::NULL);
        };
        set_timeout(resume, length);
    });
    // The promise is never rejected.
    JsFuture::from(over).await.ok();
}

/// How long a slice of long work takes, in milliseconds: half a frame.
pub const SLICE_MILLIS: f64 = 8.0;

/// Works step by step until a step gives something, in slices between which the browser has its turns;
/// before each slice, `goes_on` is asked. None if it says no.
pub async fn in_slices<T>(
    mut step: impl FnMut() -> Option<T>,
    goes_on: impl Fn() -> bool,
) -> Option<T> {
    while goes_on() {
        let until = now_millis() + SLICE_MILLIS;
        loop {
            if let Some(done) = step() {
                return Some(done);
            }
            if until <= now_millis() {
                break;
            }
        }
        pause(Duration::ZERO).await;
    }
    None
}
