//! Level against trend: the chart, and whom it leaves out.

use leptos::prelude::*;

use super::{left_out::LeftOutClients, weights::Weights, windows::Windows};
use crate::{
    app::{
        components::{ChartCard, Slices},
        state::{use_store, use_text},
    },
    chart::PortfolioChart,
};

/// The chart of all clients, and the list of those that it does not draw.
#[component]
pub fn LevelAndTrend() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let chart = Memo::new(move |_| {
        let listed = store.listed();
        let summaries = listed.iter().map(|listed| &listed.summary);
        PortfolioChart::new(summaries, store.settings().unit, store.today())
    });
    let caption = Signal::derive(move || {
        let title = text.level_and_trend().to_owned();
        (title, text.full_date(store.today()))
    });
    let parts = Slices::begin(0, 1, 2);
    let has_chart = Memo::new(move |_| 0 < parts.made());
    let has_all = Memo::new(move |_| 1 < parts.made());
    view! {
        <ChartCard
            id="portfolio"
            title=text.dot_per_client()
            chart
            caption
            hint=text.portfolio_hint()
        />
        {move || has_chart.get().then(|| view! { <LeftOutClients chart/> })}
        {move || has_all.get().then(|| view! { <Weights/><Windows/> })}
    }
}
