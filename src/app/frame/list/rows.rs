//! The rows that stand in the page, whatever the length of the list.
//!
//! The list is as high as all of its rows, and each row lies at its own place in it, so the browser
//! scrolls, and knows the place, as if all were there. Print gets them all.
//!
//! Invariant: a row that stays in the page is never moved in it, nor is the row with the focus taken
//! out: either would lose the focus. `<For>` moves rows that others come before.

use std::{mem, ops::Range, sync::Arc};

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

use super::{
    place::ListPlace,
    row::{Row, RowTemplate},
    sight::Sight,
    table::Table,
};
use crate::{app::state::use_text, domain::ClientId, route::Route};

/// After these the rows may lie elsewhere.
const EVENTS: [&str; 2] = ["scroll", "resize"];

/// How high a row is taken to be till the first have been measured, in CSS pixels.
const USUAL_HEIGHT: f64 = 86.0;

/// The rows of the table that were found, in their order. The client is marked whose page stands beside
/// the list.
#[component]
pub fn Rows(
    /// All rows.
    table: Memo<Arc<Table>>,
    /// The indices of those found.
    found: Memo<Vec<usize>>,
    /// The client whose page is open.
    current: Memo<Option<ClientId>>,
    /// Whether the list is the page, and not beside one.
    is_page: Memo<bool>,
) -> impl IntoView {
    let text = use_text();
    let place = expect_context::<ListPlace>();
    let list = NodeRef::<html::Ul>::new();
    let sight = RwSignal::new(Sight {
        offset: 0.0,
        window: window_height(),
        row: USUAL_HEIGHT,
    });
    let is_printing = RwSignal::new(false);
    for (event, value) in [("beforeprint", true), ("afterprint", false)] {
        let listener = window_event_listener_untyped(event, move |_| is_printing.set(value));
        on_cleanup(move || listener.remove());
    }
    let measure = move || {
        // The page may be gone by the next frame.
        let Some(list) = list.try_get_untracked().flatten() else {
            return;
        };
        let area = list.get_bounding_client_rect();
        let count = found.with_untracked(Vec::len);
        // Unseen, it has no height.
        if area.height() <= 0.0 || count == 0 {
            return;
        }
        if is_page.get_untracked() {
            place.keep();
        }
        let now = Sight {
            offset: -area.top(),
            window: window_height(),
            row: area.height() / count as f64,
        };
        if !is_printing.get_untracked() && now.rows(count) != sight.get_untracked().rows(count) {
            sight.set(now);
        }
    };
    Effect::new(move |before: Option<Option<Shown>>| {
        let list = list.get()?;
        let mut shown = match before.flatten() {
            Some(shown) => shown,
            None => Shown {
                template: RowTemplate::new(text)?,
                rows: Vec::new(),
                _watch: LayoutWatch::of(&list, measure),
            },
        };
        let (table, current) = (table.get(), current.get());
        found.with(|found| {
            let count = found.len();
            let standing = if is_printing.get() {
                0..count
            } else {
                sight.get().rows(count)
            };
            let row = |index: usize| &table.rows()[found[index]];
            let kept = place
                .row()
                .and_then(|id| (0..count).find(|index| row(*index).id == id));
            let wanted = with_kept(standing, kept).map(|index| (index, row(index)));
            shown.rows = change(&list, mem::take(&mut shown.rows), wanted, &shown.template);
            for row in &mut shown.rows {
                row.mark(count, current);
            }
        });
        Some(shown)
    });
    let focused = move |event: ev::FocusEvent| {
        let link = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let address = link.and_then(|link| link.get_attribute("href"));
        if let Some(client) = address.and_then(|address| Route::from_hash(&address).client()) {
            place.set_row(client);
        }
    };
    view! {
        <ul
            class="client-list__rows"
            role="list"
            node_ref=list
            style:--count=move || found.with(Vec::len).to_string()
            on:focusin=focused
        ></ul>
    }
}

/// What the list shows; it is told when the layout changes.
struct Shown {
    template: RowTemplate,
    rows: Vec<Mounted>,
    _watch: LayoutWatch,
}

/// A row that stands in the page.
struct Mounted {
    index: usize,
    row: Arc<Row>,
    element: web_sys::Element,
    /// How many rows there are, and whether this is the current one, as the element has it.
    marks: (usize, bool),
}

impl Mounted {
    /// Tells assistive technology how many rows there are, and which client's page is open.
    fn mark(&mut self, count: usize, current: Option<ClientId>) {
        let marks = (count, current == Some(self.row.id));
        if self.marks == marks {
            return;
        }
        self.marks = marks;
        // Setting these attributes is never refused.
        let _ = self
            .element
            .set_attribute("aria-setsize", &count.to_string());
        if let Some(link) = self.element.first_element_child() {
            let _ = if marks.1 {
                link.set_attribute("aria-current", "true")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    }
}

/// Takes the rows out that are no longer wanted, and puts the missing ones in. Both lists are in the
/// order of their indices.
fn change<'a>(
    list: &web_sys::Element,
    mounted: Vec<Mounted>,
    wanted: impl Iterator<Item = (usize, &'a Arc<Row>)>,
    template: &RowTemplate,
) -> Vec<Mounted> {
    let mut before = mounted.into_iter().peekable();
    let mut now = Vec::new();
    for (index, row) in wanted {
        let is_gone =
            |old: &Mounted| old.index < index || old.index == index && !Arc::ptr_eq(&old.row, row);
        while let Some(old) = before.next_if(is_gone) {
            old.element.remove();
        }
        if let Some(old) = before.next_if(|old| old.index == index) {
            now.push(old);
            continue;
        }
        let next = before.peek().map(|next| next.element.as_ref());
        // Making and inserting elements of our own is never refused.
        let Ok(element) = template.element(row, index) else {
            continue;
        };
        let _ = list.insert_before(&element, next);
        now.push(Mounted {
            index,
            row: row.clone(),
            element,
            marks: (0, false),
        });
    }
    for old in before {
        old.element.remove();
    }
    now
}

/// The rows shown, and the one that is kept: before or after them, if it is not among them.
fn with_kept(shown: Range<usize>, kept: Option<usize>) -> impl Iterator<Item = usize> {
    let before = kept.filter(|kept| *kept < shown.start);
    let after = kept.filter(|kept| shown.end <= *kept);
    before.into_iter().chain(shown).chain(after)
}

/// Calls when the list has another size, or anything has been scrolled or the window has another size,
/// till it is dropped.
struct LayoutWatch {
    observer: Option<web_sys::ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
    callback: Closure<dyn FnMut()>,
}

impl LayoutWatch {
    fn of(list: &web_sys::Element, call: impl Fn() + Copy + 'static) -> Self {
        // What changes while sizes are told is told of as an error.
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

fn window_height() -> f64 {
    let root = document().document_element();
    root.map_or(0.0, |root| f64::from(root.client_height()))
}
