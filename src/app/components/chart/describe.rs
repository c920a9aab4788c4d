//! A chart in words: readout, summary and table.

use std::ops::Range;

use crate::{
    chart::{ChartLabel, Grain, Labels, Profile, ProfileChart, Scene},
    domain::{CivilDate, Dimension, Score},
    i18n::{Text, format::DateStyle},
    route::Route,
};

/// A chart, and everything that says the same in words.
pub trait Describe: Scene + Clone + PartialEq + Send + Sync + 'static {
    /// How to get at a readout.
    fn hint(text: Text) -> &'static str {
        text.chart_hint()
    }

    /// How many readouts there are.
    fn readouts(&self) -> usize;

    /// The readout nearest to a point of a canvas.
    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize>;

    /// The readout above that of an index, or below it, if the arrows upward and downward lead to
    /// others than those to the sides.
    fn next_upward(&self, _index: Option<usize>, _is_up: bool) -> Option<usize> {
        None
    }

    /// The readout of an index.
    fn readout(&self, index: usize, text: Text) -> Option<String>;

    /// The page that a readout opens by a click or by Enter.
    fn opens(&self, _index: usize) -> Option<Route> {
        None
    }

    /// The chart in sentences.
    fn description(&self, text: Text) -> String;
    /// The head of the data table.
    fn head(&self, text: Text) -> Vec<String>;
    /// How many rows the data table has.
    fn row_count(&self) -> usize;
    /// The rows of the data table within a range; of dates the latest first.
    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>>;

    /// The page that the first cell of a row links to.
    fn row_opens(&self, _row: usize) -> Option<Route> {
        None
    }
}

impl Describe for ProfileChart {
    fn hint(text: Text) -> &'static str {
        text.profile_hint()
    }

    fn readouts(&self) -> usize {
        Dimension::ALL.len()
    }

    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize> {
        let nearest = self.nearest(at, size)?;
        Dimension::ALL.iter().position(|other| *other == nearest)
    }

    /// The readout of an index.
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

    fn description(&self, text: Text) -> String {
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

    fn row_count(&self) -> usize {
        Dimension::ALL.len() + 1
    }

    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
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
        rows.into_iter()
            .skip(range.start)
            .take(range.len())
            .collect()
    }
}

impl Labels for Text {
    fn word(&self, word: ChartLabel) -> String {
        match word {
            ChartLabel::Dimension(dimension) => self.dimension(dimension).to_owned(),
            ChartLabel::Axis(dimension) => self.dimension_short(dimension).to_owned(),
            ChartLabel::Stage(stage) => self.stage_name(stage).to_owned(),
            ChartLabel::Gate(score) => self.gate_label(&score.value()),
            ChartLabel::Breach => self.breach_mark().to_owned(),
            ChartLabel::Regained(share) => self.breach_regained(&self.percent(share)),
            ChartLabel::OtherRatings => self.other_ratings().to_owned(),
            ChartLabel::Formula => self.formula_line().to_owned(),
            ChartLabel::Net => self.net_line().to_owned(),
            ChartLabel::Trend => self.trend_line().to_owned(),
            ChartLabel::PointsPer(unit) => self.points_per(unit).to_owned(),
            ChartLabel::NoRatings => self.no_ratings().to_owned(),
            ChartLabel::BaselineOnly => self.baseline_recorded().to_owned(),
            ChartLabel::App => self.app_name().to_owned(),
            ChartLabel::Total => self.total_column().to_owned(),
            ChartLabel::Scale => self.score_scale().to_owned(),
            ChartLabel::PracticeNote => self.practice_note().to_owned(),
            ChartLabel::Answers(count) => self.distribution_answers(count),
            ChartLabel::Key(score) => self.distribution_key(&self.number(score.value(), 1)),
            ChartLabel::NoKey => self.distribution_no_key().to_owned(),
            ChartLabel::OnlyScore(score) => self.distribution_only(&self.number(score, 1)),
            ChartLabel::Mean(mean) => self.distribution_mean(&self.number(mean, 1)),
            ChartLabel::NoScores => self.distribution_empty().to_owned(),
            ChartLabel::Hidden => self.distribution_hidden().to_owned(),
            ChartLabel::TrendPer(unit) => self.trend_per(&self.points_per(unit)),
            ChartLabel::ErrorZone => self.error_zone().to_owned(),
            ChartLabel::NoStage => self.without_stage().to_owned(),
            ChartLabel::NoTrends => self.no_trends().to_owned(),
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
