//! The portfolio chart in words.

use std::ops::Range;

use super::Describe;
use crate::{
    chart::{PortfolioChart, PortfolioPoint},
    domain::Stage,
    i18n::Text,
    route::Route,
};

/// A stage's name, or that there is none.
pub fn stage_words(stage: Option<Stage>, text: Text) -> &'static str {
    stage.map_or_else(|| text.without_stage(), |stage| text.stage_name(stage))
}

fn band_words(point: &PortfolioPoint, text: Text) -> [String; 2] {
    let ends = [point.trend - point.margin, point.trend + point.margin];
    ends.map(|end| text.signed(end, 1))
}

impl Describe for PortfolioChart {
    fn hint(text: Text) -> &'static str {
        text.portfolio_chart_hint()
    }

    fn readouts(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize> {
        self.nearest(at, size)
    }

    fn next_upward(&self, index: Option<usize>, is_up: bool) -> Option<usize> {
        self.next_by_trend(index, is_up)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let point = self.points().get(index)?;
        let unit = text.points_per(self.unit());
        let [low, high] = band_words(point, text);
        let words = [
            text.summary_line(&point.summary),
            stage_words(point.stage(), text).to_owned(),
            text.total_points(&text.number(point.total, 1)),
            format!("{} {unit}", text.signed(point.trend, 1)),
            text.band_words(&low, &high, &unit),
            text.verdict(point.verdict).to_owned(),
        ];
        Some(words.join(" · "))
    }

    fn opens(&self, index: usize) -> Option<Route> {
        let point = self.points().get(index)?;
        Some(Route::Client(point.summary.id))
    }

    fn description(&self, text: Text) -> String {
        let summary = self.summary();
        if summary.clients == 0 {
            return text.no_trends_hint().to_owned();
        }
        let mut sentences = vec![text.portfolio_summary(
            &summary.clients,
            &summary.rising,
            &summary.falling,
            &summary.within_error,
        )];
        if 0 < summary.beyond_the_edge {
            sentences.push(text.dots_beyond_edge(summary.beyond_the_edge));
        }
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let unit = text.points_per(self.unit());
        vec![
            text.client_column().to_owned(),
            text.stage().to_owned(),
            text.total_column().to_owned(),
            text.trend_per(&unit),
            text.band_column().to_owned(),
            text.verdict_column().to_owned(),
        ]
    }

    fn row_count(&self) -> usize {
        self.points().len()
    }

    /// The highest level first.
    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
        let row = |point: &PortfolioPoint| {
            let [low, high] = band_words(point, text);
            vec![
                text.summary_line(&point.summary),
                stage_words(point.stage(), text).to_owned(),
                text.number(point.total, 1),
                text.signed(point.trend, 1),
                format!("{low} … {high}"),
                text.verdict(point.verdict).to_owned(),
            ]
        };
        let highest_first = self.points().iter().rev();
        let rows = highest_first.skip(range.start).take(range.len());
        rows.map(row).collect()
    }

    fn row_opens(&self, row: usize) -> Option<Route> {
        let from_the_end = self.points().len().checked_sub(row + 1)?;
        self.opens(from_the_end)
    }
}
