//! What a chart shows, in words: readout, summary and table.

use crate::{
    chart::{Grain, Labels, ProgressChart, Scene, VelocityChart, Word},
    domain::{CivilDate, Dimension},
    i18n::{Text, format::DateStyle},
};

/// A chart, and everything that says the same in words.
pub(super) trait Told: Scene + Clone + PartialEq + Send + Sync + 'static {
    fn len(&self) -> usize;
    fn nearest_to(&self, x: f64, size: (u32, u32)) -> Option<usize>;
    fn readout(&self, index: usize, text: Text) -> Option<String>;
    fn told(&self, text: Text) -> String;
    fn head(&self, text: Text) -> Vec<String>;
    fn row(&self, index: usize, text: Text) -> Vec<String>;
}

impl Told for ProgressChart {
    fn len(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, x: f64, size: (u32, u32)) -> Option<usize> {
        self.nearest(x, size)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let point = self.points().get(index)?;
        let scores = point.scores.iter().map(|(dimension, score)| {
            format!(
                "{}\u{a0}{}",
                text.dimension_short(dimension),
                text.score(*score)
            )
        });
        let mut words = vec![text.full_date(point.date)];
        words.extend(scores);
        words.extend(
            point
                .total
                .map(|total| text.total_points(&text.number(total, 1))),
        );
        Some(words.join(" · "))
    }

    fn told(&self, text: Text) -> String {
        let summary = self.summary();
        let (Some(first), Some(last)) = (summary.first, summary.last) else {
            return text.chart_empty().to_owned();
        };
        let mut sentences = vec![text.chart_summary(
            &summary.ratings,
            &text.full_date(first),
            &text.full_date(last),
        )];
        sentences.extend(summary.dimensions.iter().filter_map(|(dimension, span)| {
            let span = span.as_ref()?;
            Some(text.chart_dimension_summary(
                &text.dimension(dimension),
                &text.number(span.first.score.value(), 1),
                &text.number(span.last.score.value(), 1),
            ))
        }));
        sentences.extend(summary.bands.iter().map(|band| {
            text.chart_stage_summary(&text.stage_name(band.stage), &text.full_date(band.from))
        }));
        let damage = |date: &CivilDate| text.chart_breach_summary(&text.full_date(*date));
        sentences.extend(summary.breaches.iter().map(damage));
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let mut head = vec![text.date_column().to_owned()];
        head.extend(Dimension::ALL.map(|dimension| text.dimension_short(dimension).to_owned()));
        head.push(text.total_column().to_owned());
        head
    }

    fn row(&self, index: usize, text: Text) -> Vec<String> {
        let Some(point) = self.points().get(index) else {
            return Vec::new();
        };
        let mut row = vec![point.date.to_string()];
        row.extend(point.scores.0.map(|score| text.score(score)));
        row.push(text.number_or_dash(point.total, 1));
        row
    }
}

impl Told for VelocityChart {
    fn len(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, x: f64, size: (u32, u32)) -> Option<usize> {
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

    fn told(&self, text: Text) -> String {
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

    fn row(&self, index: usize, text: Text) -> Vec<String> {
        let Some(point) = self.points().get(index) else {
            return Vec::new();
        };
        vec![
            point.date.to_string(),
            text.number(point.total, 1),
            text.number_or_dash(point.formula, 2),
            point
                .net
                .map_or_else(|| "—".to_owned(), |net| text.signed(net, 2)),
        ]
    }
}

impl Labels for Text {
    fn word(&self, word: Word) -> String {
        match word {
            Word::Dimension(dimension) => self.dimension(dimension).to_owned(),
            Word::Stage(stage) => self.stage_name(stage).to_owned(),
            Word::Gate(score) => self.gate_label(&score.value()),
            Word::Breach => self.breach_mark().to_owned(),
            Word::Formula => self.formula_line().to_owned(),
            Word::Net => self.net_line().to_owned(),
            Word::Trend => self.trend_line().to_owned(),
            Word::PointsPer(unit) => self.points_per(unit).to_owned(),
            Word::NoRatings => self.no_ratings().to_owned(),
            Word::BaselineOnly => self.baseline_recorded().to_owned(),
        }
    }

    fn date(&self, date: CivilDate, grain: Grain) -> String {
        let style = match grain {
            Grain::Day => DateStyle::Day,
            Grain::Month => DateStyle::Month,
            Grain::Year => DateStyle::Year,
        };
        self.date_as(date, style)
    }

    fn number(&self, number: f64, decimals: usize) -> String {
        Self::number(*self, number, u8::try_from(decimals).unwrap_or(u8::MAX))
    }
}
