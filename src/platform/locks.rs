//! Web Locks: tabs that wait for each other before they change the storage.
//!
//! Invariant: at most one tab holds an [`Exclusive`] of a name. In a browser without locks none does,
//! and `Repository::claim` decides which tab writes.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// The exclusive right to change the storage, until this value is dropped.
pub struct Exclusive {
    release: Function,
}

impl Drop for Exclusive {
    fn drop(&mut self) {
        // A promise's own resolve function throws nothing.
        let _ = self.release.call0(&JsValue::NULL);
    }
}

/// Whether tabs can wait for each other: not in old browsers, nor over plain http.
pub fn has_locks() -> bool {
    locks().is_some()
}

/// Waits until no other tab holds this right; `None` if tabs cannot wait for each other.
pub async fn exclusive(name: &str) -> Option<Exclusive> {
    let locks = locks()?;
    let request: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let mut release = None;
    let until_released = Promise::new(&mut |resolve, _| release = Some(resolve));
    let release = release?;
    let mut grant = None;
    let granted = Promise::new(&mut |resolve, _| grant = Some(resolve));
    let grant = grant?;
    let callback = Closure::once_into_js(move || {
        // A promise's own resolve function throws nothing.
        let _ = grant.call0(&JsValue::NULL);
        until_released
    });
    let asked = request.call2(&locks, &name.into(), &callback).ok()?;
    // If refused, the first promise never resolves, and the second is rejected.
    JsFuture::from(Promise::race(&Array::of2(&granted, &asked)))
        .await
        .ok()?;
    Some(Exclusive { release })
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}
