//! The formula to try out: with sliders, and with time alone.

use leptos::prelude::*;

use crate::{
    app::{
        components::{DimensionMark, Fraction},
        state::{use_store, use_text},
    },
    domain::{Dimension, PerDimension, Score, Scores, Unit},
};

/// The scores of the worked example of the help.
const SCORES: [f64; 4] = [6.8, 6.3, 4.5, 3.4];

/// The day of the worked example.
const DAY: i64 = 100;

/// The latest day that can be chosen.
const LAST_DAY: i64 = 730;

fn whole(scores: [f64; 4]) -> Scores {
    PerDimension(scores.map(|score| Score::new(score).ok()))
}

/// The formula with a slider for each score and for the time.
#[component]
pub fn LiveFormula() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let values = PerDimension(SCORES.map(RwSignal::new));
    let scores = Signal::derive(move || whole(values.0.map(|value| value.get())));
    let days = RwSignal::new(DAY);
    let unit = RwSignal::new(untrack(|| store.settings().unit));
    let sliders = Dimension::ALL.map(|dimension| {
        let value = values[dimension];
        let id = format!("learn-{}", dimension.id());
        view! {
            <div class="learn__slider" data-dimension=dimension.id()>
                <label for=id.clone()><DimensionMark dimension/>" "{text.dimension(dimension)}</label>
                <strong>{move || text.number(value.get(), 1)}</strong>
                <input
                    class="score-slider__range"
                    id=id
                    type="range"
                    min="0"
                    max="10"
                    step="0.1"
                    prop:value=move || format!("{:.1}", value.get())
                    style:--position=move || format!("{}%", value.get() * 10.0)
                    on:input=move |event| {
                        if let Ok(slid) = event_target_value(&event).parse() {
                            value.set(slid);
                        }
                    }
                />
            </div>
        }
    });
    let part = move |dimension: Dimension| {
        text.number(
            unit.get()
                .from_per_day(values[dimension].get() / days.get() as f64),
            2,
        )
    };
    let parts = Dimension::ALL
        .into_iter()
        .enumerate()
        .map(|(at, dimension)| {
            view! {
                {(at > 0).then_some(" + ")}
                <span class="learn__part" data-dimension=dimension.id()>
                    {text.dimension_short(dimension)}" "{move || part(dimension)}
                </span>
            }
        });
    let sum = move || {
        let total: f64 = values.0.iter().map(|value| value.get()).sum();
        let velocity = unit.get().from_per_day(total / days.get() as f64);
        format!(
            " = {} {}",
            text.number(velocity, 2),
            text.points_per(unit.get())
        )
    };
    let units = Unit::ALL.map(|choice| {
        view! {
            <option value=choice.id() selected=move || unit.get() == choice>{text.per_unit(choice)}</option>
        }
    });
    view! {
        <section class="card" id="live-formula" aria-labelledby="live-formula-title">
            <header class="card__head">
                <h2 class="card__title" id="live-formula-title">{text.learn_try()}</h2>
                <select
                    class="select"
                    id="learn-unit"
                    aria-label=text.unit()
                    on:change=move |event| {
                        if let Some(chosen) = Unit::from_id(&event_target_value(&event)) {
                            unit.set(chosen);
                        }
                    }
                >
                    {units}
                </select>
            </header>
            <Fraction scores days unit/>
            <output class="learn__parts">{parts.collect_view()}{sum}</output>
            {sliders}
            <DaysSlider days id="learn-days"/>
            <p class="quiet">{text.learn_try_hint()}</p>
        </section>
    }
}

/// The formula with scores that stay, and a slider for the time.
#[component]
pub fn MovingTime() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let scores = whole(SCORES);
    let days = RwSignal::new(DAY);
    let unit = Signal::derive(move || store.settings().unit);
    view! {
        <section class="card" id="moving-time" aria-labelledby="moving-time-title">
            <h2 class="card__title" id="moving-time-title">{text.learn_move_time()}</h2>
            <Fraction scores days unit/>
            <DaysSlider days id="learn-trap-days"/>
            <p class="quiet">{text.learn_move_time_hint()}</p>
        </section>
    }
}

/// The days since the first contact.
#[component]
fn DaysSlider(days: RwSignal<i64>, id: &'static str) -> impl IntoView {
    let text = use_text();
    view! {
        <div class="learn__slider">
            <label for=id>{text.learn_days()}</label>
            <strong>{move || text.days(days.get())}</strong>
            <input
                class="trap__slider"
                id=id
                type="range"
                min="1"
                max=LAST_DAY.to_string()
                step="1"
                prop:value=move || days.get().to_string()
                aria-valuetext=move || text.days(days.get())
                on:input=move |event| {
                    if let Ok(slid) = event_target_value(&event).parse() {
                        days.set(slid);
                    }
                }
            />
        </div>
    }
}
