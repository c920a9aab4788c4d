//! The formula with this client's numbers in it: the hero of the page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::{Explained, Fraction},
        state::{use_store, use_text},
    },
    domain::{
        Client, RecordKind, Unit,
        velocity::{Figures, FormulaVelocity},
    },
    i18n::{GlossaryEntry, Text},
    route::{HelpSection, Route},
};

/// Four scores over the days since the first contact, and what it makes per unit of time.
#[component]
pub fn FormulaCard(
    #[prop(into)] client: Signal<Arc<Client>>,
    #[prop(into)] figures: Signal<Arc<Figures>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let unit = Signal::derive(move || store.settings().unit);
    let latest = Signal::derive(move || figures.get().latest_total());
    let body = move || {
        if let Some((row, total)) = latest.get() {
            return view! { <Latest row total unit client/> }.into_any();
        }
        let rate = Route::Record(client.get().id(), RecordKind::Rating, None);
        view! {
            <p class="empty">{text.no_complete_rating()}</p>
            <p><a class="button button--primary" href=rate.to_string()>{text.rate()}</a></p>
        }
        .into_any()
    };
    let units = Unit::ALL.map(|choice| {
        view! {
            <option value=choice.id() selected=move || unit.get() == choice>{text.per_unit(choice)}</option>
        }
    });
    view! {
        <section class="card formula-card" aria-labelledby="formula-title">
            <header class="card__head">
                <h2 class="card__title" id="formula-title">{text.formula_velocity()}</h2>
                <select
                    class="select"
                    aria-label=text.unit()
                    on:change=move |event| {
                        if let Some(unit) = Unit::from_id(&event_target_value(&event)) {
                            store.update_settings(|settings| settings.unit = unit);
                        }
                    }
                >
                    {units}
                </select>
            </header>
            {body}
        </section>
    }
}

/// The formula at the latest complete rating.
#[component]
fn Latest(
    row: FormulaVelocity,
    total: f64,
    unit: Signal<Unit>,
    client: Signal<Arc<Client>>,
) -> impl IntoView {
    let text = use_text();
    let is_baseline = row.per_day.is_none();
    let steps = Signal::derive(move || formula_steps(text, &client.get(), &row, total, unit.get()));
    let hours = row.per_contact_hour.map(|per_hour| {
        let time = match row.contact_minutes {
            minutes @ 0..60 => text.minutes(minutes),
            minutes => text.hours(f64::from(minutes) / 60.0),
        };
        let value = text.number(per_hour, 1);
        let steps = vec![
            text.step_contact_hours(&time, &text.full_date(row.date)),
            format!(
                "{} ÷ {} = {} {}",
                text.number(total, 1),
                text.number(f64::from(row.contact_minutes) / 60.0, 2),
                text.number(per_hour, 2),
                text.points_per_contact_hour()
            ),
            text.step_contact_hours_meaning().to_owned(),
        ];
        view! {
            <p class="formula-card__hours">
                <Explained title=text.contact_hour_velocity() steps help=HelpSection::ContactHours entry=GlossaryEntry::ContactHourVelocity>
                    <span>{text.over_contact_hours(&time)}</span>
                    <strong class="figure__value">{value}</strong>
                    <span>{text.points_per_contact_hour()}</span>
                </Explained>
            </p>
        }
    });
    view! {
        <Explained title=text.formula_velocity() steps help=HelpSection::Formula entry=GlossaryEntry::FormulaVelocity class="figure--block">
            <Fraction scores=row.scores days=row.days unit/>
        </Explained>
        {hours}
        {is_baseline.then(|| view! {
            <p class="formula-card__baseline">
                {text.baseline_next()}" "
                <a class="link" href=Route::EditClient(client.get_untracked().id()).to_string()>
                    {text.move_first_contact()}
                </a>
            </p>
        })}
        <p class="quiet">{text.as_of_rating(&text.full_date(row.date))}</p>
    }
}

fn formula_steps(
    text: Text,
    client: &Client,
    row: &FormulaVelocity,
    total: f64,
    unit: Unit,
) -> Vec<String> {
    let scores = row.scores.0.map(|score| text.score(score)).join(" + ");
    let mut steps = vec![
        text.step_scores(&text.full_date(row.date), &scores, &text.number(total, 1)),
        text.step_days(
            &text.full_date(client.first_contact()),
            &text.days(row.days),
        ),
    ];
    let Some(per_day) = row.per_day else {
        steps.push(text.step_baseline().to_owned());
        return steps;
    };
    let velocity = text.number(unit.from_per_day(per_day), 2);
    steps.push(format!(
        "{} ÷ {} = {} {}; × {} = {velocity} {}",
        text.number(total, 1),
        row.days,
        text.number(per_day, 4),
        text.points_per(Unit::Day),
        unit.days(),
        text.points_per(unit),
    ));
    let parts = row.parts_per_day.iter().map(|(dimension, part)| {
        let part = text.number_or_dash(part.map(|part| unit.from_per_day(part)), 2);
        format!("{} {part}", text.dimension_short(dimension))
    });
    steps.push(text.step_parts(
        &parts.collect::<Vec<_>>().join(" + "),
        &velocity,
        &text.points_per(unit),
    ));
    steps.push(text.step_formula_meaning().to_owned());
    steps
}
