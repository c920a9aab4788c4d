//! The rows of clients that stand in the page.

use std::{mem, sync::Arc};

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{row::Row, table::Table, template::RowTemplate};
use crate::{
    app::{
        components::{LayoutWatch, Mounted, PagePlaces, Window, change_rows},
        state::use_text,
    },
    domain::ClientId,
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
            for row in &shown.rows {
                mark(row, current);
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
            node_ref=window.list()
            style:--count=move || found.with(Vec::len).to_string()
            on:focusin=focused
        ></ul>
    }
}

/// What the list shows; it is told when the layout changes.
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
