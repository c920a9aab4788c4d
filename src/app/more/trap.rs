//! The 1/t trap on one of the reader's clients.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::state::{use_store, use_text},
    domain::{
        ClientId, Instrument, Rater, Summary, Unit,
        velocity::{Known, Series, formula},
    },
    platform,
};

/// How many clients can be chosen from without a search.
const MOST_CHOICES: usize = 50;

/// How many days have gone by at first: with none, there is nothing to see.
const DAYS_LATER: i64 = 100;

/// Trust held constant while time passes: the formula's result for one of the reader's clients.
#[component]
pub fn Trap() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let rated = Memo::new(move |_| {
        let listed = store.listed().into_iter();
        let rated = listed.filter(|listed| has_velocity(&listed.summary));
        rated
            .map(|listed| (listed.summary.id, text.summary_line(&listed.summary)))
            .collect::<Vec<_>>()
    });
    let search = RwSignal::new(String::new());
    let choices = Memo::new(move |_| {
        let words = platform::searchable(search.get().trim());
        let is_found = |(_, name): &&(ClientId, String)| {
            words.is_empty() || platform::searchable(name).contains(&words)
        };
        rated.with(|rated| {
            let found = rated.iter().filter(is_found).take(MOST_CHOICES);
            found.cloned().collect::<Vec<_>>()
        })
    });
    let wanted = RwSignal::new(None::<ClientId>);
    let chosen = Memo::new(move |_| {
        let wanted = wanted.get();
        choices.with(|choices| {
            let is_there = |id: &ClientId| choices.iter().any(|(choice, _)| choice == id);
            wanted
                .filter(is_there)
                .or_else(|| choices.first().map(|(id, _)| *id))
        })
    });
    let failure = RwSignal::new(None::<String>);
    Effect::new(move || {
        let Some(id) = chosen.get() else { return };
        spawn_local(async move {
            let read = store.read_client(id).await;
            let words = read.err().map(|error| text.save_error(&error));
            // The page may be gone by now.
            failure.try_set(words);
        });
    });
    let later = RwSignal::new(DAYS_LATER);
    let shown = move || {
        if let Some(words) = failure.get() {
            return view! { <p role="alert">{words}</p> }.into_any();
        }
        let (own, total, days) = match chosen.get() {
            Some(id) => {
                let Some(client) = store.client(id) else {
                    return view! { <p class="quiet" role="status">{text.loading()}</p> }
                        .into_any();
                };
                let series =
                    Series::of(&client, &Rater::Seller, Instrument::Sliders1, store.today());
                let rows = formula(&series);
                let row = rows.iter().rev().find(|row| row.per_day.is_some());
                let row = row.and_then(|row| Some((row.total?, row.days)));
                row.map_or((false, 21.0, 100), |(total, days)| (true, total, days))
            }
            None if store.is_reading() => {
                return view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any();
            }
            None if !search.with(String::is_empty) => {
                return view! { <p class="quiet" role="status">{text.trap_none_found()}</p> }
                    .into_any();
            }
            None => (false, 21.0, 100),
        };
        let unit = store.settings().unit;
        let of = |days: i64| {
            let velocity = unit.from_per_day(total / days as f64);
            format!(
                "{} ÷ {} = {} {}",
                text.number(total, 1),
                text.days(days),
                text.number(velocity, 1),
                text.points_per(unit)
            )
        };
        let later = later.get();
        view! {
            {(!own).then(|| view! { <p class="quiet">{text.trap_no_client()}</p> })}
            <output class="trap__figures" for="trap-days">
                <span>{text.trap_now()}" "<strong>{of(days)}</strong></span>
                <span>{text.trap_later(&text.days(later))}" "<strong>{of(days + later)}</strong></span>
                <span>{text.trap_net()}" "<strong>{format!("0 {}", text.points_per(Unit::Day))}</strong></span>
            </output>
        }
        .into_any()
    };
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|(id, name)| {
                view! {
                    <option value=id.to_string() selected=move || chosen.get() == Some(id)>{name}</option>
                }
            })
            .collect_view()
    };
    view! {
        <div class="card trap">
            <h3 class="card__title">{text.trap_title()}</h3>
            {move || rated.with(|rated| MOST_CHOICES < rated.len()).then(|| view! {
                <input
                    class="field__input"
                    type="search"
                    id="trap-search"
                    autocomplete="off"
                    aria-label=text.search()
                    placeholder=text.search()
                    prop:value=search
                    on:input=move |event| search.set(event_target_value(&event))
                />
            })}
            {move || (!rated.with(Vec::is_empty)).then(|| view! {
                <select
                    class="select"
                    aria-label=text.client()
                    on:change=move |event| wanted.set(event_target_value(&event).parse().ok())
                >
                    {options}
                </select>
            })}
            <label class="field__label" for="trap-days">{text.trap_slider()}</label>
            <input
                id="trap-days"
                class="trap__slider"
                type="range"
                min="0"
                max="365"
                step="1"
                prop:value=move || later.get().to_string()
                aria-valuetext=move || text.days(later.get())
                on:input=move |event| later.set(event_target_value(&event).parse().unwrap_or(0))
            />
            {shown}
            {move || (0 < later.get()).then(|| view! { <p class="quiet">{text.trap_meaning()}</p> })}
        </div>
    }
}

/// Whether a client has a complete rating after the day of the first contact.
fn has_velocity(summary: &Summary) -> bool {
    let first = summary.first_contact;
    let is_later = |known: &Option<Known>| known.is_some_and(|known| first < known.date);
    summary.total.is_some() && summary.latest.iter().all(|(_, known)| is_later(known))
}
