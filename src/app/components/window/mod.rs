//! A window on a long list: few of its rows stand in the page, whatever its length.
//!
//! The list is as high as all of its rows, and each row lies at its own place in it, so the browser
//! scrolls, and knows the place, as if all were there. Print gets them all. The style gives the rows
//! their height, and `--index` their place.
//!
//! Invariant: a row that stays in the page is never moved in it, nor is the row that is kept taken out:
//! either would lose the focus. `<For>` moves rows that others come before.

mod viewport;

use std::ops::Range;

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use super::is_printing;
use viewport::Viewport;

/// After these the rows may lie elsewhere.
const EVENTS: [&str; 2] = ["scroll", "resize"];

/// How high a row is taken to be till the first have been measured, in CSS pixels.
const USUAL_HEIGHT: f64 = 98.0;

/// The part of a list that stands in the page.
#[derive(Clone, Copy)]
pub struct Window {
    list: NodeRef<html::Ul>,
    viewport: RwSignal<Viewport>,
    is_printing: ReadSignal<bool>,
}

impl Window {
    /// The window on a list that is not in the page yet.
    pub fn begin() -> Self {
        Self {
            list: NodeRef::new(),
            viewport: RwSignal::new(Viewport {
                offset: 0.0,
                window: usual_window_height(),
                row: USUAL_HEIGHT,
            }),
            is_printing: is_printing(),
        }
    }

    /// The list.
    pub const fn list(self) -> NodeRef<html::Ul> {
        self.list
    }

    /// The indices of the rows that stand in the page, of so many: those in sight, and the one that is
    /// kept.
    pub fn rows(self, count: usize, kept: Option<usize>) -> impl Iterator<Item = usize> {
        let standing = if self.is_printing.get() {
            0..count
        } else {
            self.viewport.get().rows(count)
        };
        with_kept(standing, kept)
    }

    /// Measures the list whenever its layout may have changed, till this is dropped. `seen` is called
    /// while the list is in the page and not empty.
    pub fn watch(
        self,
        list: &web_sys::Element,
        count: impl Fn() -> usize + Copy + 'static,
        seen: impl Fn() + Copy + 'static,
    ) -> LayoutWatch {
        LayoutWatch::of(list, move || {
            // The page may be gone by the next frame.
            let Some(list) = self.list.try_get_untracked().flatten() else {
                return;
            };
            let area = list.get_bounding_client_rect();
            let count = count();
            // Unseen, it has no height.
            if area.height() <= 0.0 || count == 0 {
                return;
            }
            seen();
            let now = Viewport {
                offset: -area.top(),
                window: window_height(),
                row: area.height() / count as f64,
            };
            let is_same = now.rows(count) == self.viewport.get_untracked().rows(count);
            if !self.is_printing.get_untracked() && !is_same {
                self.viewport.set(now);
            }
        })
    }
}

/// A row that stands in the page.
pub struct Mounted<K> {
    index: usize,
    /// The key of the row's content.
    pub key: K,
    /// Its element.
    pub element: web_sys::Element,
    /// How many rows there are, as the element has it.
    count: usize,
}

/// Takes the rows out that are no longer wanted, and puts the missing ones in: a row is another if its
/// key is. Both lists are in the order of their indices. Each row tells assistive technology its place,
/// and how many rows there are.
pub fn change_rows<K: PartialEq>(
    list: &web_sys::Element,
    mounted: Vec<Mounted<K>>,
    count: usize,
    wanted: impl Iterator<Item = (usize, K)>,
    make: impl Fn(usize, &K) -> Result<web_sys::Element, JsValue>,
) -> Vec<Mounted<K>> {
    let mut before = mounted.into_iter().peekable();
    let mut now = Vec::new();
    for (index, key) in wanted {
        let is_gone = |old: &Mounted<K>| old.index < index || old.index == index && old.key != key;
        while let Some(old) = before.next_if(is_gone) {
            old.element.remove();
        }
        let mut row = if let Some(old) = before.next_if(|old| old.index == index) {
            old
        } else {
            // Making and inserting elements of our own is never refused.
            let Ok(element) = make(index, &key) else {
                continue;
            };
            place(&element, index);
            let next = before.peek().map(|next| next.element.as_ref());
            let _ = list.insert_before(&element, next);
            Mounted {
                index,
                key,
                element,
                count: 0,
            }
        };
        if row.count != count {
            row.count = count;
            // As above.
            let _ = row
                .element
                .set_attribute("aria-setsize", &count.to_string());
        }
        now.push(row);
    }
    for old in before {
        old.element.remove();
    }
    now
}

/// Puts a row at its place in the list, the first being 0.
fn place(element: &web_sys::Element, index: usize) {
    // Setting a property or an attribute is never refused.
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.style().set_property("--index", &index.to_string());
    }
    let _ = element.set_attribute("aria-posinset", &(index + 1).to_string());
}

/// The first elements in an element, as a template of rows has them.
///
/// # Errors
/// If there are not as many.
pub fn children<const N: usize>(of: &web_sys::Element) -> Result<[web_sys::Element; N], JsValue> {
    let mut next = of.first_element_child();
    let mut found = Vec::with_capacity(N);
    for _ in 0..N {
        let child = next.ok_or("the template has another form")?;
        next = child.next_element_sibling();
        found.push(child);
    }
    found.try_into().map_err(|_| "as many as asked for".into())
}

/// The rows shown, and the one that is kept: before or after them, if it is not among them.
fn with_kept(shown: Range<usize>, kept: Option<usize>) -> impl Iterator<Item = usize> {
    let before = kept.filter(|kept| *kept < shown.start);
    let after = kept.filter(|kept| shown.end <= *kept);
    before.into_iter().chain(shown).chain(after)
}

/// Calls when the list has another size, or anything has been scrolled or the window has another size,
/// till it is dropped.
pub struct LayoutWatch {
    observer: Option<web_sys::ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
    callback: Closure<dyn FnMut()>,
}

impl LayoutWatch {
    fn of(list: &web_sys::Element, call: impl Fn() + Copy + 'static) -> Self {
        // Changing the layout within the observer's callback is reported as an error, so it waits for the
        // next frame.
        let resized = Closure::<dyn FnMut()>::new(move || request_animation_frame(call));
        let callback = Closure::<dyn FnMut()>::new(call);
        let function = callback.as_ref().unchecked_ref();
        let observer = web_sys::ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(list);
        }
        for event in EVENTS {
            // Scrolling does not bubble. A listener is never refused.
            let _ = window().add_event_listener_with_callback_and_bool(event, function, true);
        }
        Self {
            observer,
            _resized: resized,
            callback,
        }
    }
}

impl Drop for LayoutWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        let function = self.callback.as_ref().unchecked_ref();
        for event in EVENTS {
            // As above.
            let _ = window().remove_event_listener_with_callback_and_bool(event, function, true);
        }
    }
}

/// The height of the window before the page is laid out; to measure it exactly would lay it out at once,
/// in the task that makes the page.
fn usual_window_height() -> f64 {
    let height = window().inner_height().ok();
    height.and_then(|height| height.as_f64()).unwrap_or(0.0)
}

fn window_height() -> f64 {
    let root = document().document_element();
    root.map_or(0.0, |root| f64::from(root.client_height()))
}
