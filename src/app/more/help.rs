//! The help: a text of the site, and the 1/t trap with the reader's own client.

use std::sync::Arc;

use leptos::{prelude::*, task::tick};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{BackLink, LongText},
        state::{use_store, use_text},
    },
    content::parse_prose,
    domain::{
        Client, Instrument, Rater, Unit,
        velocity::{Series, formula},
    },
    platform,
    route::{HelpSection, Route},
};

/// The help, from its start or at a section.
#[component]
pub fn HelpPage(section: Option<HelpSection>) -> impl IntoView {
    let text = use_text();
    let address = format!("content/help.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    Effect::new(move || {
        let (Some(section), Some(Ok(_))) = (section, sections.get()) else {
            return;
        };
        spawn_local(async move {
            tick().await;
            if let Some(target) = document().get_element_by_id(section.id()) {
                target.scroll_into_view();
            }
        });
    });
    let entry = |id: &str, title: String| {
        let target = HelpSection::ALL.into_iter().find(|it| it.id() == id)?;
        Some(view! { <a href=Route::Help(Some(target)).to_string()>{title}</a> }.into_any())
    };
    let after = |id: &str| (id == HelpSection::Trap.id()).then(|| view! { <Trap/> }.into_any());
    view! {
        <div class="page page--text">
            <p><BackLink to=Route::More label=text.more()/></p>
            <h1 class="page__title" tabindex="-1">{text.what_figures_mean()}</h1>
            <LongText sections entry after/>
        </div>
    }
}

/// Trust held constant while time passes: the formula's result for one of the reader's clients.
#[component]
fn Trap() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let rated = Memo::new(move |_| {
        let today = store.today();
        let last = |client: Arc<Client>| {
            let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
            let rows = formula(&series);
            let row = rows.iter().rev().find(|row| row.per_day.is_some())?;
            Some((
                client.id(),
                text.client_line(&client.profile),
                row.total?,
                row.days,
            ))
        };
        store
            .clients()
            .into_iter()
            .filter_map(last)
            .collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(0_usize);
    let later = RwSignal::new(0_i64);
    let shown = move || {
        let unit = store.settings().unit;
        let (own, total, days) = match rated.with(|rated| rated.get(chosen.get()).cloned()) {
            Some((_, _, total, days)) => (true, total, days),
            None => (false, 21.0, 100),
        };
        let then = days + later.get();
        let velocity = |days: i64| {
            let value = unit.from_per_day(total / days as f64);
            format!("{} {}", text.number(value, 1), text.points_per(unit))
        };
        let of = |days: i64| {
            format!(
                "{} ÷ {} = {}",
                text.number(total, 1),
                text.days(days),
                velocity(days)
            )
        };
        view! {
            {(!own).then(|| view! { <p class="quiet">{text.trap_no_client()}</p> })}
            <output class="trap__figures" for="trap-days">
                <span>{text.trap_now()}" "<strong>{of(days)}</strong></span>
                <span>{text.trap_later(&text.days(later.get()))}" "<strong>{of(then)}</strong></span>
                <span>{text.trap_net()}" "<strong>{format!("0 {}", text.points_per(Unit::Day))}</strong></span>
            </output>
        }
    };
    let choices = move || {
        rated.get().into_iter().enumerate().map(|(at, (_, name, ..))| {
            view! { <option value=at.to_string() selected=move || chosen.get() == at>{name}</option> }
        }).collect_view()
    };
    view! {
        <div class="card trap">
            <h3 class="card__title">{text.trap_title()}</h3>
            {move || (!rated.with(Vec::is_empty)).then(|| view! {
                <select
                    class="select"
                    aria-label=text.client()
                    on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or(0))
                >
                    {choices}
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
            <p class="quiet">{text.trap_meaning()}</p>
        </div>
    }
}
