//! What a chart shows, in words: readout, summary and table.

use crate::{
    chart::{
        Grain, Labels, Profile, ProfileChart, ProgressChart, ProgressPoint, Scene, VelocityChart,
        VelocityPoint, Word,
    },
    domain::{CivilDate, Dimension, Score},
    i18n::{Text, format::DateStyle},
};

/// A chart, and everything that says the same in words.
pub(in crate::components) trait Told:
    Scene + Clone + PartialEq + Send + Sync + 'static
{
    /// How to get at a readout.
    fn hint(text: Text) -> &'static str {
        text.chart_hint()
    }

    /// How many readouts there are.
    fn len(&self) -> usize;
    /// The readout nearest to a point of a canvas.
    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize>;
    fn readout(&self, index: usize, text: Text) -> Option<String>;
    fn told(&self, text: Text) -> String;
    fn head(&self, text: Text) -> Vec<String>;
    /// The rows of the data table; of dates the latest first.
    fn rows(&self, text: Text) -> Vec<Vec<String>>;
}

impl Told for ProgressChart {
    fn len(&self) -> usize {
        self.points().len()
    }

    fn nearest_to(&self, (x, _): (f64, f64), size: (u32, u32)) -> Option<usize> {
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

    fn rows(&self, text: Text) -> Vec<Vec<String>> {
        let row = |point: &ProgressPoint| {
            let mut row = vec![point.date.to_string()];
            row.extend(point.scores.0.map(|score| text.score(score)));
            row.push(text.number_or_dash(point.total, 1));
            row
        };
        self.points().iter().rev().map(row).collect()
    }
}

impl Told for VelocityChart {
    fn len(&self) -> usize {
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

    fn rows(&self, text: Text) -> Vec<Vec<String>> {
        let row = |point: &VelocityPoint| {
            vec![
                point.date.to_string(),
                text.number(point.total, 1),
                text.number_or_dash(point.formula, 2),
                point
                    .net
                    .map_or_else(|| "—".to_owned(), |net| text.signed(net, 2)),
            ]
        };
        self.points().iter().rev().map(row).collect()
    }
}

impl Told for ProfileChart {
    fn hint(text: Text) -> &'static str {
        text.profile_hint()
    }

    fn len(&self) -> usize {
        Dimension::ALL.len()
    }

    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize> {
        let nearest = self.nearest(at, size)?;
        Dimension::ALL.iter().position(|other| *other == nearest)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let dimension = *Dimension::ALL.get(index)?;
        let score = |profile: &Profile| {
            let score = text.score(profile.scores[dimension]);
            text.profile_score(&profile.label, &score)
        };
        let mut words = vec![text.dimension(dimension).to_owned()];
        if self.others().is_empty() {
            words.push(text.score(self.lead().scores[dimension]));
        } else {
            words.extend(self.profiles().map(score));
        }
        if let ([_], Some(difference)) = (self.others(), self.difference(dimension)) {
            words.push(text.profile_difference(&text.signed(difference, 1)));
        }
        Some(words.join(" · "))
    }

    fn told(&self, text: Text) -> String {
        let sentence = |profile: &Profile| {
            let score = |(dimension, score): (Dimension, &Option<Score>)| {
                format!("{} {}", text.dimension_short(dimension), text.score(*score))
            };
            let mut scores: Vec<_> = profile.scores.iter().map(score).collect();
            if let Some(total) = profile.scores.total() {
                scores.push(format!("{} {}", text.total_column(), text.number(total, 1)));
            }
            text.profile_sentence(&profile.label, &scores.join(text.list_comma()))
        };
        let sentences: Vec<_> = self.profiles().map(sentence).collect();
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let mut head = vec![text.dimension_column().to_owned()];
        head.extend(self.profiles().map(|profile| profile.label.clone()));
        if let [_] = self.others() {
            head.push(text.difference_column().to_owned());
        }
        head
    }

    fn rows(&self, text: Text) -> Vec<Vec<String>> {
        let row = |name: &str, cells: &dyn Fn(&Profile) -> String, difference: Option<f64>| {
            let mut row = vec![name.to_owned()];
            row.extend(self.profiles().map(cells));
            if let [_] = self.others() {
                let difference = difference.map(|points| text.signed(points, 1));
                row.push(difference.unwrap_or_else(|| "—".to_owned()));
            }
            row
        };
        let mut rows: Vec<_> = Dimension::ALL
            .into_iter()
            .map(|dimension| {
                let cells = |profile: &Profile| text.score(profile.scores[dimension]);
                row(
                    text.dimension_short(dimension),
                    &cells,
                    self.difference(dimension),
                )
            })
            .collect();
        let total = |profile: &Profile| text.number_or_dash(profile.scores.total(), 1);
        let difference = self.total_difference();
        rows.push(row(text.total_column(), &total, difference));
        rows
    }
}

impl Labels for Text {
    fn word(&self, word: Word) -> String {
        match word {
            Word::Dimension(dimension) => self.dimension(dimension).to_owned(),
            Word::Axis(dimension) => self.dimension_short(dimension).to_owned(),
            Word::Stage(stage) => self.stage_name(stage).to_owned(),
            Word::Gate(score) => self.gate_label(&score.value()),
            Word::Breach => self.breach_mark().to_owned(),
            Word::Formula => self.formula_line().to_owned(),
            Word::Net => self.net_line().to_owned(),
            Word::Trend => self.trend_line().to_owned(),
            Word::PointsPer(unit) => self.points_per(unit).to_owned(),
            Word::NoRatings => self.no_ratings().to_owned(),
            Word::BaselineOnly => self.baseline_recorded().to_owned(),
            Word::App => self.app_name().to_owned(),
            Word::Total => self.total_column().to_owned(),
            Word::Scale => self.score_scale().to_owned(),
            Word::PracticeNote => self.practice_note().to_owned(),
            Word::Answers(count) => self.distribution_answers(count),
            Word::Key(score) => self.distribution_key(&self.number(score.value(), 1)),
            Word::Mean(mean) => self.distribution_mean(&self.number(mean, 1)),
            Word::NoScores => self.distribution_empty().to_owned(),
            Word::Hidden => self.distribution_hidden().to_owned(),
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

    fn full_date(&self, date: CivilDate) -> String {
        Self::full_date(*self, date)
    }

    fn number(&self, number: f64, decimals: usize) -> String {
        Self::number(*self, number, u8::try_from(decimals).unwrap_or(u8::MAX))
    }
}
