//! Forms: fields with their errors in words, and the buttons.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::{Draft, on_leave};
use crate::{app::state::use_text, domain::draft::Field, platform, route::Route};

/// The messages of a form: an error per field, and one for the whole form.
#[derive(Clone, Copy)]
pub struct FormState {
    errors: RwSignal<Vec<(&'static str, String)>>,
    failure: RwSignal<Option<String>>,
    is_saving: RwSignal<bool>,
    draft: StoredValue<Option<Draft>>,
}

impl FormState {
    /// A form without messages.
    pub fn new() -> Self {
        Self {
            errors: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_saving: RwSignal::new(false),
            draft: StoredValue::new(None),
        }
    }

    /// Sets the draft that ends once the form is saved.
    pub(super) fn set_draft(self, draft: Draft) {
        self.draft.set_value(Some(draft));
    }

    /// Removes all messages, before the fields are read again.
    pub fn clear(self) {
        self.errors.set(Vec::new());
        self.failure.set(None);
    }

    /// The value of a field, or `None` after showing the error at it in words.
    pub fn accept<T, E>(
        self,
        field: &'static str,
        result: Result<T, E>,
        words: impl FnOnce(E) -> String,
    ) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) => {
                self.errors
                    .update(|errors| errors.push((field, words(error))));
                None
            }
        }
    }

    /// Shows the faults of a draft, in words: at each field, or above the form.
    pub fn show<E>(self, faults: Vec<(Field, E)>, words: impl Fn(&E) -> String) {
        for (field, error) in faults {
            let words = words(&error);
            match field.name() {
                Some(name) => self.errors.update(|errors| errors.push((name, words))),
                None => self.fail(words),
            }
        }
    }

    /// Shows that the form could not be saved; the input stays.
    pub fn fail(self, words: String) {
        self.failure.set(Some(words));
    }

    /// Goes to a page once the form is saved, unless the person has left it meanwhile.
    pub fn go(self, route: Route) {
        if !self.is_saving.is_disposed() {
            platform::go(route);
        }
    }

    /// Saves; the form is busy meanwhile. A failure is shown in its words; after a success the
    /// form's draft ends, also that of a form that the person has left meanwhile.
    pub fn run(self, save: impl Future<Output = Result<(), String>> + 'static) {
        self.is_saving.set(true);
        let draft = self.draft.get_value().map(Draft::ending);
        spawn_local(async move {
            let saved = save.await;
            // The form may have left the page.
            self.is_saving.try_set(false);
            match saved {
                Ok(()) => {
                    if let Some(end) = draft {
                        end();
                    }
                }
                Err(words) => {
                    self.failure.try_set(Some(words));
                    focus_first_error();
                }
            }
        });
    }

    /// Whether it is being saved.
    pub fn is_saving(self) -> bool {
        self.is_saving.get()
    }

    /// The error of a field.
    pub fn error(self, field: &str) -> Option<String> {
        self.errors.with(|errors| {
            errors
                .iter()
                .find(|(name, _)| *name == field)
                .map(|(_, words)| words.clone())
        })
    }

    /// The `aria-invalid` of a field.
    pub(super) fn is_invalid(self, field: &str) -> Option<&'static str> {
        self.error(field).is_some().then_some("true")
    }
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

/// A form with a title, its failure, and the buttons to save and to leave.
#[component]
pub fn Form(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The messages of the form.
    state: FormState,
    /// The address of "cancel".
    cancel: String,
    /// Reads the fields and saves.
    #[prop(into)]
    save: Callback<()>,
    /// The button's label; "save" by default.
    #[prop(optional)]
    save_label: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let text = use_text();
    let node = NodeRef::<html::Form>::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        save.run(());
        focus_first_error();
    };
    let draft = Draft::of_page();
    state.set_draft(draft);
    let restored = RwSignal::new(false);
    Effect::new(move || {
        if let Some(form) = node.get() {
            draft.begin(&form, restored);
        }
    });
    on_leave(move || {
        if let Some(form) = node.try_get_untracked().flatten() {
            draft.keep_at_once(&form);
        }
    });
    let cancelled = move |_| draft.end();
    let typed = move |_: ev::Event| {
        // A field tells that it has changed when it loses the focus: the form may be gone by then.
        if let Some(form) = node.try_get_untracked().flatten() {
            draft.keep(&form);
        }
    };
    let discard = move |_| {
        if let Some(form) = node.get_untracked() {
            draft.discard(&form);
            restored.set(false);
        }
    };
    view! {
        <form
            class="form"
            node_ref=node
            novalidate
            on:submit=submit
            on:keydown=|event| spares_composition(&event)
            on:input=typed
            on:change=typed
        >
            <header class="form__head">
                <a class="form__cancel" href=cancel on:click=cancelled>{text.cancel()}</a>
                <h1 class="form__title" tabindex="-1">{title}</h1>
                <button class="button button--primary" type="submit">
                    {save_label.unwrap_or_else(|| text.save())}
                </button>
            </header>
            <FormFailure state/>
            {move || restored.get().then(|| view! {
                <p class="form__draft" role="status">
                    {text.draft_restored()}" "
                    <button class="button button--quiet" type="button" on:click=discard>
                        {text.discard_draft()}
                    </button>
                </p>
            })}
            {children()}
        </form>
    }
}

/// Keeps Enter that ends a composition from submitting; Safari sends it as 229, after the end. See
/// [open-webui#16608](https://github.com/open-webui/open-webui/issues/16608).
pub fn spares_composition(event: &ev::KeyboardEvent) {
    if event.key() == "Enter" && (event.is_composing() || event.key_code() == 229) {
        event.prevent_default();
    }
}

/// Focuses the first field with an error, or the failure, if the form has any.
pub fn focus_first_error() {
    focus_soon(
        "main form :is([aria-invalid=true]:not(fieldset), [aria-invalid=true] input, .form__failure)",
    );
}

/// Focuses the first such element.
pub fn focus_soon(selector: &'static str) {
    // The element is in the page after the effects of this task.
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A field in the page accepts the focus.
            let _ = found.focus();
        }
    });
}

/// The failure to save the whole form, if any.
#[component]
pub fn FormFailure(state: FormState) -> impl IntoView {
    move || {
        state.failure.get().map(|words| {
            view! { <p class="form__failure" role="alert" tabindex="-1">{words}</p> }
        })
    }
}

/// One line of text, a date or a number, with its label and its error.
#[component]
pub fn TextField(
    /// The field's name within the form.
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    state: FormState,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] input_mode: Option<&'static str>,
    #[prop(optional, into)] min: Option<String>,
    #[prop(optional, into)] max: MaybeProp<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <FieldFrame name label state hint required>
            <input
                class="field__input"
                id=name
                name=name
                type=kind
                autocomplete="off"
                inputmode=input_mode
                min=min
                max=move || max.get()
                placeholder=placeholder
                prop:value=value
                aria-required=required.then_some("true")
                aria-invalid=move || state.is_invalid(name)
                aria-describedby=described_by(name)
                on:input=move |event| value.set(event_target_value(&event))
            />
        </FieldFrame>
    }
}

/// Several lines of text, with their label and their error.
#[component]
pub fn TextArea(
    /// The field's name within the form.
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    state: FormState,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    view! {
        <FieldFrame name label state hint required>
            <textarea
                class="field__input"
                id=name
                name=name
                rows="3"
                prop:value=value
                aria-required=required.then_some("true")
                aria-invalid=move || state.is_invalid(name)
                aria-describedby=described_by(name)
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
        </FieldFrame>
    }
}

/// The label, the hint and the error around the input of a field.
#[component]
pub(super) fn FieldFrame(
    name: &'static str,
    label: String,
    state: FormState,
    hint: Option<String>,
    #[prop(optional)] required: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for=name>{label}<Required when=required/></label>
            {children()}
            <p class="field__hint" id=format!("{name}-hint")>{hint}</p>
            <p class="field__error" id=error_id(name)>{move || state.error(name)}</p>
        </div>
    }
}

/// The mark of a field that must be filled in; assistive technology has it from the field.
#[component]
pub(super) fn Required(when: bool) -> impl IntoView {
    let text = use_text();
    when.then(|| {
        view! { <span class="field__required" aria-hidden="true">" "{text.required()}</span> }
    })
}

/// The id of a field's error.
pub(super) fn error_id(name: &str) -> String {
    format!("{name}-error")
}

/// The ids of a field's hint and error, for `aria-describedby`.
pub(super) fn described_by(name: &str) -> String {
    format!("{name}-hint {name}-error")
}
