//! Long work that gives the browser its turns, in a hidden tab too.
//!
//! A chain of awaited promises is no such work: Chromium does small cryptography at once, so that hundreds of
//! sealed messages were one task.

use std::cell::Cell;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{SLICE_MILLIS, now_millis};

/// The turns of some work.
pub struct Turns {
    /// When this one has taken its slice, in milliseconds.
    until: Cell<f64>,
}

impl Turns {
    /// The work begins.
    pub fn begin() -> Self {
        Self {
            until: Cell::new(now_millis() + SLICE_MILLIS),
        }
    }

    /// Between two pieces: waits for the browser's next turn if this one has taken its slice.
    pub async fn next(&self) {
        if self.until.get() <= now_millis() {
            turn().await;
            self.until.set(now_millis() + SLICE_MILLIS);
        }
    }
}

/// Waits for the browser's next turn: in a hidden tab too, whose timers wait a second and more.
pub(super) async fn turn() {
    let mut port = None;
    let over = Promise::new(&mut |resolve, _| {
        port = posted(&resolve).ok();
        if port.is_none() {
            // A promise's own resolve function throws nothing.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    // The promise is never rejected.
    JsFuture::from(over).await.ok();
    if let Some(port) = port {
        // An open port is kept for ever. Closing one is never refused.
        let _ = call(&port, "close", None);
    }
}

/// A port that calls a function in the next turn.
fn posted(resume: &Function) -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"MessageChannel".into())?.dyn_into()?;
    let channel = Reflect::construct(&class, &Array::new())?;
    let port = Reflect::get(&channel, &"port1".into())?;
    Reflect::set(&port, &"onmessage".into(), resume)?;
    let other = Reflect::get(&channel, &"port2".into())?;
    call(&other, "postMessage", Some(&JsValue::NULL))?;
    Ok(port)
}

/// Calls a method by its name: web-sys's own would be in the first file's script, which everybody fetches.
pub(super) fn call(
    object: &JsValue,
    name: &str,
    argument: Option<&JsValue>,
) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    match argument {
        Some(argument) => function.call1(object, argument),
        None => function.call0(object),
    }
}
