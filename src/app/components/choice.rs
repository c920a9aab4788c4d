//! A choice of one value among a few, all of them visible.

use leptos::prelude::*;

use super::{
    FormState,
    form::{Required, error_id},
};

/// One of a few values, with its words.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The value's stable name.
    pub id: &'static str,
    /// The label.
    pub label: TextProp,
    /// The meaning, if the label is not enough.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice without a hint.
    pub fn new(id: &'static str, label: impl Into<TextProp>) -> Self {
        Self {
            id,
            label: label.into(),
            hint: None,
        }
    }

    /// The same choice, with its meaning.
    #[must_use]
    pub fn meaning(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The position that no choice has: none is chosen.
pub const NOTHING: usize = usize::MAX;

/// The position of a value among the values of a choice; the first if it is not among them.
pub fn position<T: PartialEq>(values: &[T], value: &T) -> usize {
    values.iter().position(|other| other == value).unwrap_or(0)
}

/// A choice of one value, all of them visible.
#[component]
pub fn ChoiceField(
    /// The field's name within the form.
    name: &'static str,
    #[prop(into)] label: String,
    /// The position of the chosen one, or [`NOTHING`].
    value: RwSignal<usize>,
    choices: Vec<Choice>,
    /// The messages of the form, if the choice can be missing.
    #[prop(optional)]
    state: Option<FormState>,
    /// The words of the least and of the greatest choice of a scale.
    #[prop(optional)]
    ends: Option<(&'static str, &'static str)>,
    /// The purpose of the question, if the label is not enough.
    #[prop(optional)]
    hint: Option<&'static str>,
) -> impl IntoView {
    let radios = choices.into_iter().enumerate().map(|(at, choice)| {
        let Choice {
            id: value_id,
            label,
            hint,
        } = choice;
        let id = format!("{name}-{value_id}");
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=id.clone()
                    name=name
                    value=value_id
                    prop:checked=move || value.get() == at
                    on:change=move |event| {
                        if event_target_checked(&event) {
                            value.set(at);
                        } else if value.get_untracked() == at {
                            // Only a draft that is filled in or discarded takes a choice away.
                            value.set(NOTHING);
                        }
                    }
                />
                <label class="choice__label" for=id>
                    {move || label.get()}
                    {hint.map(|hint| view! { <span class="choice__hint">{hint}</span> })}
                </label>
            </div>
        }
    });
    let error = move || state.and_then(|state| state.error(name));
    let ends = ends.map(|(least, greatest)| {
        view! {
            <p class="choices__ends" id=format!("{name}-ends")>
                <span>{least}</span>
                <span>{greatest}</span>
            </p>
        }
    });
    let ends_id = ends.is_some().then(|| format!("{name}-ends"));
    let hint = hint.map(|hint| {
        view! { <p class="field__hint" id=format!("{name}-hint")>{hint}</p> }
    });
    let hint_id = hint.is_some().then(|| format!("{name}-hint"));
    let described = move || {
        let error_id = error().is_some().then(|| error_id(name));
        let ids = [hint_id.clone(), ends_id.clone(), error_id];
        let ids: Vec<_> = ids.into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    view! {
        <fieldset
            class="field field--choices"
            id=state.is_some().then_some(name)
            role="radiogroup"
            aria-required=state.is_some().then_some("true")
            aria-invalid=move || error().is_some().then_some("true")
            aria-describedby=described
        >
            <legend class="field__label">{label}<Required when=state.is_some()/></legend>
            {hint}
            <div class="choices">{radios.collect_view()}</div>
            {ends}
            {state.is_some().then(|| view! {
                <p class="field__error" id=error_id(name)>{error}</p>
            })}
        </fieldset>
    }
}
