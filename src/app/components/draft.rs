//! Drafts: input that is not saved yet, which survives a reload, a call, a closed tab.
//!
//! A draft does not know the form's meaning: it keeps the fields that differ from the form's
//! initial state, by their ids, and fills them in again as typing would.

use std::time::Duration;

use leptos::{ev, prelude::*};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, EventInit, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

use crate::{
    app::state::{Store, use_store},
    platform,
};

/// How long typing may go on before it is kept.
const PAUSE: Duration = Duration::from_millis(200);

/// The draft of the form on a page.
#[derive(Clone, Copy)]
pub struct Draft {
    store: Store,
    name: StoredValue<String>,
    start: StoredValue<Vec<Field>>,
    is_due: StoredValue<bool>,
    is_over: StoredValue<bool>,
}

/// A field's id and value; for a checkbox or a radio button, whether it is ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Field {
    Text(String, String),
    Ticked(String, bool),
}

impl Draft {
    /// The draft of the open page.
    pub fn of_page() -> Self {
        Self::named(platform::hash().trim_start_matches("#/").to_owned())
    }

    /// The draft of this name.
    pub fn named(name: String) -> Self {
        Self {
            store: use_store(),
            name: StoredValue::new(name),
            start: StoredValue::new(Vec::new()),
            is_due: StoredValue::new(false),
            is_over: StoredValue::new(false),
        }
    }

    /// Remembers the form's initial state, and fills in the kept input, if any.
    pub fn begin(self, form: &HtmlFormElement, restored: RwSignal<bool>) {
        let form = form.clone();
        let typed_in = StoredValue::new_local(form.clone());
        self.store.set_before_lock(move || {
            if let Some(form) = typed_in.try_get_value() {
                self.keep_due(&form, Store::keep_draft);
            }
        });
        spawn_local(async move {
            // The fields have their values once the effects of this task have run.
            platform::pause(Duration::ZERO).await;
            // The form may have left the page.
            if self.start.try_set_value(fields(&form)).is_some() {
                return;
            }
            // Without a draft the form keeps its initial state.
            let Ok(Some(text)) = self.store.draft(&self.name.get_value()).await else {
                return;
            };
            let Ok(kept) = serde_json::from_str::<Vec<Field>>(&text) else {
                return;
            };
            fill(&form, &kept);
            restored.try_set(true);
            // A choice may add fields to the form.
            request_animation_frame(move || fill(&form, &kept));
        });
    }

    /// Keeps the form's input after a short delay.
    pub fn keep(self, form: &HtmlFormElement) {
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        let form = form.clone();
        set_timeout(move || self.keep_due(&form, Store::keep_draft), PAUSE);
    }

    /// Keeps the form's input as the page is left, without waiting.
    pub fn keep_at_once(self, form: &HtmlFormElement) {
        self.keep_due(form, Store::keep_draft_at_once);
    }

    /// Keeps the form's input, if some of it is not kept yet.
    fn keep_due(self, form: &HtmlFormElement, keep: fn(Store, String, String)) {
        // The form may have left the page, been saved, or be kept already.
        let is_due = self.is_due.try_get_value() == Some(true);
        if !is_due || self.is_over.get_value() {
            return;
        }
        self.is_due.set_value(false);
        let start = self.start.get_value();
        let typed = fields(form).into_iter();
        let typed: Vec<_> = typed.filter(|field| !start.contains(field)).collect();
        // Strings, numbers and booleans always serialise.
        let text = serde_json::to_string(&typed).unwrap_or_default();
        keep(self.store, self.name.get_value(), text);
    }

    /// The kept text, for a form that writes its draft itself.
    pub async fn text(self) -> Option<String> {
        // Without a draft the form keeps its initial state.
        self.store
            .draft(&self.name.get_value())
            .await
            .ok()
            .flatten()
    }

    /// Keeps a text at once.
    pub fn keep_text(self, text: String) {
        if !self.is_over.get_value() {
            self.store.keep_draft(self.name.get_value(), text);
        }
    }

    /// Keeps a text as the page is left, without waiting.
    pub fn keep_text_at_once(self, text: String) {
        if !self.is_over.get_value() {
            self.store.keep_draft_at_once(self.name.get_value(), text);
        }
    }

    /// Deletes the kept input; more may follow.
    pub fn drop_text(self) {
        self.store.drop_draft(self.name.get_value());
    }

    /// Deletes the draft: it was saved, or the person left the form on purpose.
    pub fn end(self) {
        self.ending()();
    }

    /// Deletes the draft later, as [`Self::end`] does, also once the form has left the page.
    pub fn ending(self) -> impl FnOnce() + 'static {
        let name = self.name.get_value();
        move || {
            self.is_over.set_value(true);
            self.store.drop_draft(name);
        }
    }

    /// Deletes the draft, and resets the form.
    pub fn discard(self, form: &HtmlFormElement) {
        self.store.drop_draft(self.name.get_value());
        fill(form, &self.start.get_value());
    }
}

/// Calls this whenever the page is left: for another route, another app or tab, by a reload, or as it is
/// closed. It may be called when nothing is to be kept.
pub fn on_leave(keep: impl Fn() + Clone + Send + Sync + 'static) {
    let (hides, ends) = (keep.clone(), keep.clone());
    let hides = window_event_listener(ev::visibilitychange, move |_| {
        if document().hidden() {
            hides();
        }
    });
    let ends = window_event_listener_untyped("pagehide", move |_| ends());
    on_cleanup(move || {
        hides.remove();
        ends.remove();
        keep();
    });
}

fn fields(form: &HtmlFormElement) -> Vec<Field> {
    let elements = form.elements();
    let elements = (0..elements.length()).filter_map(|at| elements.item(at));
    elements.filter_map(|element| field(&element)).collect()
}

fn field(element: &Element) -> Option<Field> {
    let id = element.id();
    if id.is_empty() {
        return None;
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some(match input.type_().as_str() {
            "checkbox" | "radio" => Field::Ticked(id, input.checked()),
            // A slider's value is in its number field too, and a slider has a value even if nothing is
            // answered.
            "range" => return None,
            _ => Field::Text(id, input.value()),
        });
    }
    let area = element.dyn_ref::<HtmlTextAreaElement>()?;
    Some(Field::Text(id, area.value()))
}

/// Sets the fields of these ids to these values, and dispatches the events of typing.
fn fill(form: &HtmlFormElement, kept: &[Field]) {
    let elements = form.elements();
    for wanted in kept {
        let (Field::Text(id, _) | Field::Ticked(id, _)) = wanted;
        let Some(element) = elements.named_item(id) else {
            continue;
        };
        if field(&element).as_ref() == Some(wanted) {
            continue;
        }
        let event = match (wanted, element.dyn_ref(), element.dyn_ref()) {
            (Field::Ticked(_, ticked), Some(input), _) => {
                HtmlInputElement::set_checked(input, *ticked);
                "change"
            }
            (Field::Text(_, text), Some(input), _) => {
                HtmlInputElement::set_value(input, text);
                "input"
            }
            (Field::Text(_, text), _, Some(area)) => {
                HtmlTextAreaElement::set_value(area, text);
                "input"
            }
            _ => continue,
        };
        dispatch(&element, event);
    }
}

/// Dispatches an event that a person's hand would.
pub(super) fn dispatch(element: &Element, event: &str) {
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(event, &options) {
        // Dispatching fails only if a listener throws, and ours do not.
        let _ = element.dispatch_event(&event);
    }
}
