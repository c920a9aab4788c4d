//! The fields of the form, each bound to its place in the draft.

use leptos::prelude::*;

use super::Editing;
use crate::{
    app::{components::DimensionMark, state::use_text},
    content::Anchors,
    domain::{
        Dimension, Score, decimal,
        exercise::{Field, PointField, UNKNOWN},
    },
};

/// The fault of a field.
#[component]
pub fn Fault(editing: Editing, field: Field) -> impl IntoView {
    view! {
        <p class="field__error" id=format!("{field}-error")>{move || editing.fault(field)}</p>
    }
}

/// One line of text, a date or a number.
#[component]
pub fn TextRow(
    editing: Editing,
    field: Field,
    #[prop(into)] label: Signal<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] input_mode: Option<&'static str>,
) -> impl IntoView {
    let input = view! {
        <input
            class="field__input"
            id=field.to_string()
            type=kind
            autocomplete="off"
            inputmode=input_mode
            prop:value=move || editing.typed(field)
            aria-invalid=move || editing.fault(field).is_some().then_some("true")
            aria-describedby=described_by(field, hint.is_some())
            on:input=move |event| editing.set(field, event_target_value(&event))
        />
    };
    row(editing, field, label, hint, input)
}

/// Several lines of text.
#[component]
pub fn AreaRow(
    editing: Editing,
    field: Field,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = 3)] rows: u8,
) -> impl IntoView {
    let input = view! {
        <textarea
            class="field__input"
            id=field.to_string()
            rows=rows.to_string()
            prop:value=move || editing.typed(field)
            aria-invalid=move || editing.fault(field).is_some().then_some("true")
            aria-describedby=described_by(field, hint.is_some())
            on:input=move |event| editing.set(field, event_target_value(&event))
        ></textarea>
    };
    row(editing, field, label, hint, input)
}

/// An input under its label, above its hint and what is wrong with it.
fn row(
    editing: Editing,
    field: Field,
    label: Signal<String>,
    hint: Option<String>,
    input: impl IntoView,
) -> impl IntoView {
    let hint =
        hint.map(|hint| view! { <p class="field__hint" id=format!("{field}-hint")>{hint}</p> });
    view! {
        <div class="field">
            <label class="field__label" for=field.to_string()>{label}</label>
            {input}
            {hint}
            <Fault editing field/>
        </div>
    }
}

fn described_by(field: Field, has_hint: bool) -> String {
    if has_hint {
        format!("{field}-hint {field}-error")
    } else {
        format!("{field}-error")
    }
}

/// A choice of one value, all of them visible.
#[component]
pub fn Radios(
    editing: Editing,
    field: Field,
    #[prop(into)] label: String,
    /// The stable name and the label of each.
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let radios = choices.into_iter().map(|(value, words)| {
        let id = format!("{field}-{value}");
        let is_chosen = move || editing.with(|draft| draft.text(field) == value);
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=id.clone()
                    name=field.to_string()
                    prop:checked=is_chosen
                    on:change=move |_| editing.set(field, value.to_owned())
                />
                <label class="choice__label" for=id>{words}</label>
            </div>
        }
    });
    view! {
        <fieldset
            class="field field--choices"
            id=field.to_string()
            aria-describedby=format!("{field}-error")
        >
            <legend class="field__label">{label}</legend>
            <div class="choices">{radios.collect_view()}</div>
            <Fault editing field/>
        </fieldset>
    }
}

/// A score of the key with its reason, or a mark that the case does not show it.
#[component]
pub fn KeyScore(
    editing: Editing,
    point: u32,
    dimension: Dimension,
    /// The meanings of the scores, once they have been fetched.
    anchors: Signal<Option<Anchors>>,
) -> impl IntoView {
    let text = use_text();
    let field = Field::Point(point, PointField::Score(dimension));
    let name = text.dimension(dimension);
    let typed = move || editing.typed(field);
    let score = move || editing.with(|draft| Score::from_typed(draft.text(field)).ok());
    let is_unknown = move || editing.with(|draft| draft.text(field) == UNKNOWN);
    let shown = move || if is_unknown() { String::new() } else { typed() };
    let meaning = move || match (score(), anchors.get()) {
        _ if is_unknown() => text.key_gap_meaning().to_owned(),
        (Some(score), Some(anchors)) => anchors.meaning(dimension, score, text.language()),
        _ if typed().is_empty() => text.key_open().to_owned(),
        _ => String::new(),
    };
    let position = move || score().map_or(5.0, Score::value);
    let answer = move || match score() {
        Some(_) => "typed",
        None if is_unknown() => "unknown",
        None => "open",
    };
    let slid = move |event| {
        let slid = decimal(&event_target_value(&event)).unwrap_or(5.0);
        editing.set(field, format!("{slid:.1}"));
    };
    let ticked = move |event| {
        let typed = if event_target_checked(&event) {
            UNKNOWN
        } else {
            ""
        };
        editing.set(field, typed.to_owned());
    };
    view! {
        <fieldset class="score-slider" data-dimension=dimension.id() data-answer=answer>
            <legend class="score-slider__name"><DimensionMark dimension/>" "{name}</legend>
            <input
                class="score-slider__number"
                id=field.to_string()
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder="—"
                aria-label=text.score_of(&name)
                aria-invalid=move || editing.fault(field).is_some().then_some("true")
                aria-describedby=format!("{field}-meaning {field}-error")
                prop:value=shown
                on:input=move |event| editing.set(field, event_target_value(&event))
            />
            <input
                class="score-slider__range"
                id=format!("{field}-range")
                type="range"
                min="0"
                max="10"
                step="0.1"
                aria-label=text.slider_of(&name)
                aria-valuetext=move || format!("{} {}", shown(), meaning())
                prop:value=move || format!("{:.1}", position())
                style:--position=move || format!("{}%", position() * 10.0)
                on:input=slid
            />
            <p class="score-slider__meaning" id=format!("{field}-meaning")>{meaning}</p>
            <p class="score-slider__foot">
                <label class="score-slider__unknown">
                    <input
                        type="checkbox"
                        id=format!("{field}-unknown")
                        prop:checked=is_unknown
                        on:change=ticked
                    />
                    {text.key_gap()}
                </label>
            </p>
            <Fault editing field/>
            <AreaRow
                editing
                field=Field::Point(point, PointField::Why(dimension))
                label=text.key_reason_of(&name)
                rows=2
            />
        </fieldset>
    }
}
