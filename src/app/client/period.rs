//! The range of time that both charts of a client share, and the words of their pictures.

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    chart::Period,
    domain::{CivilDate, Client},
    i18n::Text,
};

/// The ranges of time offered.
pub const PERIODS: [Period; 3] = [Period::All, Period::Days(365), Period::Days(90)];

fn period_name(text: Text, period: Period) -> &'static str {
    match period {
        Period::All => text.range_all(),
        Period::Days(365) => text.range_year(),
        Period::Days(_) => text.range_quarter(),
    }
}

/// The choice of a range, by its place in [`PERIODS`].
#[component]
pub fn PeriodSelect(period: RwSignal<usize>) -> impl IntoView {
    let text = use_text();
    let options = PERIODS.into_iter().enumerate().map(|(at, choice)| {
        view! {
            <option value=at.to_string() selected=move || period.get() == at>
                {period_name(text, choice)}
            </option>
        }
    });
    view! {
        <select
            class="select select--quiet"
            aria-label=text.chart_range()
            on:change=move |event| {
                let chosen = event_target_value(&event).parse().unwrap_or(0);
                period.set(if chosen < PERIODS.len() { chosen } else { 0 });
            }
        >
            {options.collect_view()}
        </select>
    }
}

/// Title and subtitle of a client's picture.
pub fn client_caption(
    text: Text,
    client: &Client,
    title: &str,
    whose: &str,
    today: CivilDate,
) -> (String, String) {
    (
        format!("{} · {title}", text.client_line(&client.profile)),
        format!("{whose} · {}", text.full_date(today)),
    )
}
