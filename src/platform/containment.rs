//! Running code of others that may panic.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue, closure::ScopedClosure};

/// Runs a piece of code, and returns whether it came to its end.
///
/// A panic of a page is a trap, and a trap is an exception of JavaScript: called from there, the code
/// ends alone. Its allocations stay, and nothing that it shares with the page may be left
/// half changed: give it values of its own.
pub fn contained(work: &mut dyn FnMut()) -> bool {
    let mut work = || work();
    let closure = ScopedClosure::<dyn FnMut()>::borrow_mut_aborting(&mut work);
    let function: &Function = closure.as_js_value().unchecked_ref();
    function.call0(&JsValue::UNDEFINED).is_ok()
}
