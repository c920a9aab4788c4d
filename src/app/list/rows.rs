//! The rows of clients that stand in the page.

use std::{mem, sync::Arc};

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};

use super::{
    row::Row,
    selected::Selected,
    selection_bar::{Selection, listed},
    table::Table,
    template::RowTemplate,
};
use crate::{
    app::{
        components::{LayoutWatch, Mounted, PagePlaces, Window, change_rows},
        state::use_text,
    },
    domain::ClientId,
    i18n::Text,
    route::Route,
};

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
    /// The clients that are selected.
    selection: Selection,
) -> impl IntoView {
    let text = use_text();
    let place = expect_context::<PagePlaces>().list;
    let window = Window::begin();
    let seen = move || {
        if is_page.get_untracked() {
            place.keep();
        }
    };
    Effect::new(move |before: Option<Option<Shown>>| {
        let list = window.list().get()?;
        let mut shown = match before.flatten() {
            Some(shown) => shown,
            None => Shown {
                template: RowTemplate::new(text)?,
                rows: Vec::new(),
                _watch: window.watch(&list, move || found.with_untracked(Vec::len), seen),
            },
        };
        let (table, current) = (table.get(), current.get());
        found.with(|found| {
            let count = found.len();
            let row = |index: usize| &table.rows()[found[index]];
            let kept = place
                .row()
                .and_then(|id| (0..count).find(|index| row(*index).summary.id == id));
            let wanted = window.rows(count, kept);
            let wanted = wanted.map(|index| (index, SameRow(row(index).clone())));
            let template = &shown.template;
            let make = |_, SameRow(row): &SameRow| template.element(row);
            let before = mem::take(&mut shown.rows);
            shown.rows = change_rows(&list, before, count, wanted, make);
            selection.with(|selected| {
                for row in &shown.rows {
                    mark(row, current);
                    // Making and setting elements of our own is never refused.
                    let _ = mark_selected(row, selected.as_ref(), text);
                }
            });
        });
        Some(shown)
    });
    let focused = move |event: ev::FocusEvent| {
        let target = event.target();
        let link = target.clone();
        let link = link.and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let address = link.and_then(|link| link.get_attribute("href"));
        let linked = address.and_then(|address| Route::from_hash(&address).client());
        if let Some(client) = linked.or_else(|| client_of_box(target)) {
            place.set_row(client);
        }
    };
    // Not every browser tells of the shift key when a key ticks a box.
    let shift = StoredValue::new(false);
    let key_pressed = move |event: ev::KeyboardEvent| shift.set_value(event.shift_key());
    let clicked = move |event: ev::MouseEvent| {
        let Some(client) = client_of_box(event.target()) else {
            return;
        };
        let by_key = event.detail() == 0 && shift.get_value();
        shift.set_value(false);
        let shown = untrack(|| listed(table, found));
        selection.update(|selected| {
            let Some(selected) = selected else { return };
            if event.shift_key() || by_key {
                selected.extend_to(client, &shown);
            } else {
                selected.toggle(client);
            }
        });
    };
    view! {
        <ul
            class="client-list__rows"
            role="list"
            node_ref=window.list()
            style:--count=move || found.with(Vec::len).to_string()
            on:focusin=focused
            on:keydown=key_pressed
            on:click=clicked
        ></ul>
    }
}

/// The rows that the list shows; it is told when the layout changes.
struct Shown {
    template: RowTemplate,
    rows: Vec<Mounted<SameRow>>,
    _watch: LayoutWatch,
}

/// A row, the same as another if both are one in memory.
struct SameRow(Arc<Row>);

impl PartialEq for SameRow {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Tells assistive technology which client's page is open.
fn mark(row: &Mounted<SameRow>, current: Option<ClientId>) {
    let is_current = current == Some(row.key.0.summary.id);
    let link = row.element.first_element_child();
    let link = link.filter(|link| link.has_attribute("aria-current") != is_current);
    if let Some(link) = link {
        // Setting these attributes is never refused.
        let _ = if is_current {
            link.set_attribute("aria-current", "true")
        } else {
            link.remove_attribute("aria-current")
        };
    }
}

/// The client whose box was ticked, if it was one.
fn client_of_box(target: Option<web_sys::EventTarget>) -> Option<ClientId> {
    let ticked = target?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    ticked.value().parse().ok()
}

/// Gives a row its box while clients are selected, and ticks it; takes it away afterwards. The box lies
/// over the row: whoever taps it anywhere selects the client.
///
/// # Errors
/// The browser's error, if it refuses; none is known to.
fn mark_selected(
    row: &Mounted<SameRow>,
    selected: Option<&Selected>,
    text: Text,
) -> Result<(), JsValue> {
    let item = &row.element;
    let known = item.query_selector("input")?;
    let Some(selected) = selected else {
        if let Some(known) = known {
            known.remove();
            item.remove_attribute("data-selects")?;
            if let Some(link) = item.first_element_child() {
                link.remove_attribute("tabindex")?;
            }
        }
        return Ok(());
    };
    let summary = &row.key.0.summary;
    let known = if let Some(known) = known {
        known
    } else {
        let made = document().create_element("input")?;
        for (name, value) in [
            ("type", "checkbox"),
            ("class", "client-list__check"),
            ("value", &summary.id.to_string()),
            ("aria-label", &text.summary_line(summary)),
        ] {
            made.set_attribute(name, value)?;
        }
        item.append_with_node_1(&made)?;
        item.set_attribute("data-selects", "true")?;
        if let Some(link) = item.first_element_child() {
            link.set_attribute("tabindex", "-1")?;
        }
        made
    };
    let ticked = known.unchecked_into::<web_sys::HtmlInputElement>();
    ticked.set_checked(selected.contains(summary.id));
    Ok(())
}
