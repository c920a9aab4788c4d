//! The clients of a backup as a list of rows, of which those in sight stand in the page.

use std::{mem, sync::Arc};

use leptos::{
    ev,
    prelude::*,
    tachys::view::{Mountable, Render},
};
use wasm_bindgen::{JsCast, JsValue};

use super::item_words::{choices, lines};
use crate::{
    app::{
        components::{LayoutWatch, Mounted, Window, change_rows, children},
        state::use_text,
    },
    domain::{ClientId, Name},
    exchange::backup::{Choice, Item, Plan, Standing},
    i18n::Text,
};

/// The prefix of the id of a row's choice.
const CHOICE: &str = "choice-";

/// The rows of some clients of one standing; each has its choice, unless it is equal here.
#[component]
pub fn ItemRows(
    /// Their places in the plan.
    places: Arc<[usize]>,
    standing: Standing,
    plan: RwSignal<Plan>,
    /// Is another number once the choices were changed from outside.
    version: RwSignal<u32>,
    /// The accessible name of the list.
    label: String,
) -> impl IntoView {
    let text = use_text();
    let window = Window::begin();
    let count = places.len();
    // The row that has, or had, the focus.
    let focused = StoredValue::new(None::<usize>);
    let class = match standing {
        Standing::New => "restore__rows restore__rows--new",
        Standing::InBin(_) | Standing::Differs(_) => "restore__rows restore__rows--differs",
        Standing::Equal => "restore__rows restore__rows--equal",
    };
    Effect::new(move |before: Option<Option<Shown>>| {
        let list = window.list().get()?;
        let mut shown = match before.flatten() {
            Some(shown) => shown,
            None => Shown {
                template: Template::new(text, standing)?,
                rows: Vec::new(),
                _watch: window.watch(&list, move || count, || ()),
            },
        };
        let version = version.get();
        let wanted = window.rows(count, focused.get_value());
        let wanted = wanted.map(|index| (index, version));
        let before = mem::take(&mut shown.rows);
        let template = &shown.template;
        shown.rows = plan.with_untracked(|plan| {
            let make = |index: usize, _: &u32| {
                let item = places.get(index).and_then(|place| plan.items().get(*place));
                template.element(item.ok_or("no such row")?)
            };
            change_rows(&list, before, count, wanted, make)
        });
        Some(shown)
    });
    let focus = move |event: ev::FocusEvent| {
        let row = element_of(&event).and_then(|element| element.closest("li").ok()?);
        let place = row.and_then(|row| row.get_attribute("aria-posinset"));
        let place = place.and_then(|place| place.parse::<usize>().ok());
        focused.set_value(place.and_then(|place| place.checked_sub(1)));
    };
    let change = move |event: ev::Event| {
        let choice = Choice::from_id(&event_target_value(&event));
        let select = element_of(&event);
        if let (Some(choice), Some(select)) = (choice, select)
            && let Some(client) = client_of(&select)
        {
            plan.update(|plan| plan.choose(client, choice));
            let meaning = select.next_element_sibling();
            if let Some(meaning) = meaning {
                meaning.set_text_content(Some(meaning_of(text, standing, choice)));
            }
        }
    };
    view! {
        <ul
            class=class
            role="list"
            aria-label=label
            node_ref=window.list()
            style:--count=count.to_string()
            on:focusin=focus
            on:change=change
        ></ul>
    }
}

/// The rows that the list shows; it is told when the layout changes.
struct Shown {
    template: Template,
    rows: Vec<Mounted<u32>>,
    _watch: LayoutWatch,
}

fn element_of(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

/// The client whose choice this field is.
fn client_of(select: &web_sys::Element) -> Option<ClientId> {
    select.id().strip_prefix(CHOICE)?.parse().ok()
}

fn meaning_of(text: Text, standing: Standing, choice: Choice) -> &'static str {
    let mut choices = choices(text, standing);
    let found = choices.find(|(other, ..)| *other == choice);
    found.map_or("", |(_, _, meaning)| meaning)
}

/// A row without its client; rows are cloned from it.
struct Template {
    row: web_sys::Element,
    text: Text,
    standing: Standing,
}

impl Template {
    /// The template of rows in a language; none if the browser makes no elements.
    fn new(text: Text, standing: Standing) -> Option<Self> {
        let options = choices(text, standing)
            .map(|(choice, label, _)| view! { <option value=choice.id()>{label}</option> });
        let row = if standing == Standing::Equal {
            view! { <li class="restore__name"><bdi></bdi><bdi class="quiet"></bdi></li> }.into_any()
        } else {
            view! {
                <li class="card restore__item">
                    <p class="restore__name"><bdi></bdi><bdi class="quiet"></bdi></p>
                    <p class="restore__lines quiet"></p>
                    <select class="select">{options.collect_view()}</select>
                    <p class="restore__meaning quiet"></p>
                </li>
            }
            .into_any()
        };
        let row = row.build().elements().into_iter().next()?;
        Some(Self {
            row,
            text,
            standing,
        })
    }

    /// The row of a client.
    ///
    /// # Errors
    /// The browser's error, if it refuses; none is known to.
    fn element(&self, item: &Item) -> Result<web_sys::Element, JsValue> {
        let text = self.text;
        let row: web_sys::Element = self.row.clone_node_with_deep(true)?.unchecked_into();
        let client = item.in_file();
        let names = |of: &web_sys::Element| -> Result<(), JsValue> {
            let [name, organisation] = children(of)?;
            name.set_text_content(Some(client.profile.name.as_str()));
            let organisation_name = client.profile.organisation.as_ref();
            organisation.set_text_content(organisation_name.map(Name::as_str));
            of.set_attribute("title", &text.client_line(&client.profile))
        };
        if self.standing == Standing::Equal {
            names(&row)?;
            return Ok(row);
        }
        let [head, said, select, meaning] = children(&row)?;
        names(&head)?;
        let lines = lines(text, item).join("\n");
        said.set_text_content(Some(&lines));
        said.set_attribute("title", &lines)?;
        let id = client.id();
        let meaning_id = format!("meaning-{id}");
        select.set_id(&format!("{CHOICE}{id}"));
        select.set_attribute(
            "aria-label",
            &text.choice_for(&client.profile.name.as_str()),
        )?;
        select.set_attribute("aria-describedby", &meaning_id)?;
        let mut option = select.first_element_child();
        while let Some(this) = option {
            if this.get_attribute("value").as_deref() == Some(item.choice().id()) {
                this.set_attribute("selected", "")?;
            }
            option = this.next_element_sibling();
        }
        meaning.set_id(&meaning_id);
        meaning.set_text_content(Some(meaning_of(text, self.standing, item.choice())));
        Ok(row)
    }
}
