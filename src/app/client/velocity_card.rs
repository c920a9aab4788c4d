//! The velocity chart of a client.

use std::{ops::Range, sync::Arc};

use leptos::prelude::*;

use super::period::{PERIODS, PeriodSelect, client_caption};
use crate::{
    app::{
        components::{ChartCard, Describe},
        state::{use_store, use_text},
    },
    chart::{Period, VelocityChart, VelocityPoint},
    domain::{Client, Instrument, Rater, velocity::Series},
    i18n::Text,
};

/// The velocity chart with its range of time; its unit is the one of the settings.
#[component]
pub fn VelocityCard(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let period = RwSignal::new(0_usize);
    let all_time = Memo::new(move |_| {
        let (client, settings) = (client.get(), store.settings());
        let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, store.today());
        VelocityChart::new(&series, Period::All, settings.unit, &settings.assumptions)
    });
    let chart = Memo::new(move |_| all_time.with(|chart| chart.over(PERIODS[period.get()])));
    let caption = Signal::derive(move || {
        let whose = text.rater_seller();
        client_caption(text, &client.get(), text.velocity(), whose, store.today())
    });
    view! {
        <ChartCard id="velocity" title=text.velocity() chart caption hint=text.velocity_hint()>
            <PeriodSelect period/>
        </ChartCard>
    }
}

impl Describe for VelocityChart {
    fn readouts(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, (x, _): (f64, f64), size: (u32, u32)) -> Option<usize> {
        self.nearest(x, size)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let point = self.points().get(index)?;
        let unit = text.points_per(self.unit());
        let mut words = vec![text.full_date(point.date)];
        words.push(match point.formula {
            Some(formula) => {
                format!("{} {} {unit}", text.formula_line(), text.number(formula, 1))
            }
            None => text.baseline_recorded().to_owned(),
        });
        words.extend(
            point
                .net
                .map(|net| format!("{} {} {unit}", text.net_line(), text.signed(net, 1))),
        );
        Some(words.join(" · "))
    }

    fn description(&self, text: Text) -> String {
        let summary = self.summary();
        let unit = text.points_per(self.unit());
        let (Some(first), Some(last)) = (summary.first, summary.last) else {
            return text.chart_empty().to_owned();
        };
        let mut sentences = vec![text.chart_summary(
            &summary.ratings,
            &text.full_date(first.date),
            &text.full_date(last.date),
        )];
        if let (Some(first), Some(last)) = (first.formula, last.formula) {
            let velocity = |value: f64| format!("{} {unit}", text.number(value, 1));
            sentences.push(text.chart_dimension_summary(
                &text.formula_line(),
                &velocity(first),
                &velocity(last),
            ));
        }
        if let Some(trend) = summary.trend {
            sentences.push(text.chart_trend_summary(
                &text.signed(trend.value, 1),
                &text.signed(trend.low, 1),
                &text.signed(trend.high, 1),
                &unit,
            ));
        }
        if 0 < summary.beyond_the_edge {
            sentences.push(text.chart_beyond_edge(summary.beyond_the_edge));
        }
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let unit = text.points_per(self.unit());
        vec![
            text.date_column().to_owned(),
            text.total_column().to_owned(),
            format!("{} ({unit})", text.formula_line()),
            format!("{} ({unit})", text.net_line()),
        ]
    }

    fn row_count(&self) -> usize {
        self.points().len()
    }

    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
        let row = |point: &VelocityPoint| {
            vec![
                point.date.to_string(),
                text.number(point.total, 1),
                text.number_or_dash(point.formula, 2),
                text.signed_or_dash(point.net, 2),
            ]
        };
        let latest_first = self.points().iter().rev();
        latest_first
            .skip(range.start)
            .take(range.len())
            .map(row)
            .collect()
    }
}
