//! One dimension's score: a slider and a number that are bound together, with the behaviour that
//! the number means, or "can't say".

mod place;

use leptos::{ev, html, prelude::*};

use self::place::score_at;
use super::{DimensionMark, FormState, draft::dispatch};
use crate::{
    app::state::use_text,
    content::Anchors,
    domain::{Dimension, Score, decimal, draft::Answer},
};

/// The slider of one dimension.
#[component]
pub fn ScoreSlider(
    dimension: Dimension,
    answer: RwSignal<Answer>,
    /// The meanings of the scores, once they have been fetched.
    #[prop(into)]
    anchors: Signal<Option<Anchors>>,
    /// The score of the last rating by the same rater.
    #[prop(into)]
    last: Signal<Option<Score>>,
    state: FormState,
    /// The label of the box that leaves the score out; "can't say" by default.
    #[prop(optional)]
    unknown: Option<&'static str>,
    /// The meaning of a score that was left out.
    #[prop(optional)]
    unknown_meaning: Option<&'static str>,
) -> impl IntoView {
    let text = use_text();
    let name = dimension.id();
    let score = move || answer.get().parse().ok().flatten();
    let position = move || score().map_or(5.0, Score::value);
    let shown = move || match answer.get() {
        Answer::Typed(typed) => typed,
        Answer::Open | Answer::Unknown => String::new(),
    };
    let described = move || match (answer.get(), score(), anchors.get()) {
        (Answer::Unknown, ..) => unknown_meaning
            .unwrap_or_else(|| text.unknown_meaning())
            .to_owned(),
        (_, Some(score), Some(anchors)) => anchors.meaning(dimension, score, text.language()),
        (Answer::Open, ..) => text.slider_open().to_owned(),
        _ => String::new(),
    };
    let meaning = move || {
        let last = last.get();
        let last = last.map(|last| text.last_time(&text.number(last.value(), 1)));
        let words = last.into_iter().chain([described()]);
        let words: Vec<_> = words.filter(|words| !words.is_empty()).collect();
        words.join(" · ")
    };
    let slid = move |event: ev::Event| {
        let slid = decimal(&event_target_value(&event)).unwrap_or(5.0);
        answer.set(Answer::Typed(format!("{slid:.1}")));
    };
    let range = NodeRef::<html::Input>::new();
    let is_pressed = StoredValue::new(false);
    // An open slider's thumb stands in the middle, so a tap there changes nothing, and some browsers
    // move the thumb only where it is dragged: a tap on an open slider answers by its place.
    let lifted = move |event: ev::PointerEvent| {
        let was_pressed = is_pressed.get_value();
        is_pressed.set_value(false);
        let is_open = !matches!(answer.get_untracked(), Answer::Typed(_));
        if let Some(range) = range.get_untracked().filter(|_| was_pressed && is_open) {
            let place = range.get_bounding_client_rect();
            let x = f64::from(event.client_x()) - place.left();
            let score = score_at(x, place.width());
            range.set_value(&format!("{score:.1}"));
            // The form hears of it as well, and keeps it.
            dispatch(&range, "input");
        }
    };
    let state_name = move || match answer.get() {
        Answer::Typed(_) if score().is_some() => "typed",
        Answer::Unknown => "unknown",
        Answer::Open | Answer::Typed(_) => "open",
    };
    view! {
        <fieldset class="score-slider" data-dimension=name data-answer=state_name>
            <legend class="score-slider__name">
                <DimensionMark dimension/>" "{text.dimension(dimension)}
            </legend>
            <label class="score-slider__unknown">
                <input
                    type="checkbox"
                    id=format!("unknown-{name}")
                    prop:checked=move || answer.get() == Answer::Unknown
                    on:change=move |event| {
                        let unknown = event_target_checked(&event);
                        answer.set(if unknown { Answer::Unknown } else { Answer::Open });
                    }
                />
                {unknown.unwrap_or_else(|| text.cant_say())}
            </label>
            <input
                class="score-slider__number"
                id=format!("score-{name}")
                name=format!("score-{name}")
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder="—"
                aria-label=text.score_of(&text.dimension(dimension))
                aria-invalid=move || state.error(name).is_some().then_some("true")
                aria-describedby=format!("meaning-{name} error-{name}")
                prop:value=shown
                on:input=move |event| answer.set(Answer::Typed(event_target_value(&event)))
            />
            <input
                class="score-slider__range"
                id=format!("range-{name}")
                type="range"
                min="0"
                max="10"
                step="0.1"
                aria-label=text.slider_of(&text.dimension(dimension))
                aria-valuetext=move || format!("{} {}", shown(), meaning())
                prop:value=move || format!("{:.1}", position())
                style:--position=move || format!("{}%", position() * 10.0)
                node_ref=range
                on:input=slid
                on:pointerdown=move |event| is_pressed.set_value(event.button() == 0)
                // A finger that scrolls on presses nothing.
                on:pointercancel=move |_| is_pressed.set_value(false)
                on:pointerup=lifted
                // Assistive technology may press a slider without a pointer.
                on:click=move |event| slid(event.into())
            />
            {move || last.get().map(|last| view! {
                <span class="score-slider__last" style:--last-share=format!("{:.3}", last.value() / 10.0)>
                </span>
            })}
            <p class="score-slider__meaning" id=format!("meaning-{name}")>{meaning}</p>
            <p class="field__error" id=format!("error-{name}")>{move || state.error(name)}</p>
        </fieldset>
    }
}
