//! The distribution chart: how a class's scores lie in each dimension, against the key.

use super::Plot;
use crate::domain::{
    Dimension, PerDimension, Score,
    classroom::{ClassRatings, UnitFigures},
    exercise::AnswerKey,
};

/// Half a point apart, from 0 to 10: each holds the scores nearest to its middle.
const BINS: usize = 21;

/// The scores of a dimension that may be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    figures: UnitFigures,
    agreeing: Option<usize>,
    bins: [usize; BINS],
}

impl Answers {
    /// How many there are, their mean and median, and how far the mean lies above the key.
    pub const fn figures(&self) -> &UnitFigures {
        &self.figures
    }

    /// How many [agree](AnswerKey::agrees) with the key; `None` if the key has a gap.
    pub const fn agreeing(&self) -> Option<usize> {
        self.agreeing
    }

    /// The middle of each bin, from 0 to 10, and how many scores are nearest to it.
    pub fn bins(&self) -> impl Iterator<Item = (f64, usize)> {
        self.bins
            .iter()
            .enumerate()
            .map(|(nth, count)| (middle(nth), *count))
    }
}

/// One dimension of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    key: Option<Score>,
    answers: Option<Answers>,
}

impl Panel {
    /// The scores of a class, and the key's; `None` if the key has a gap.
    pub fn new(scores: &[Score], key: Option<Score>) -> Self {
        let mut bins = [0; BINS];
        for (nth, count) in bins.iter_mut().enumerate() {
            let from = middle(nth) - 0.25;
            let inside = |score: &&Score| (from..from + 0.5).contains(&score.value());
            *count = scores.iter().filter(inside).count();
        }
        let figures = figures(scores, key);
        let agreeing = key.map(|key| {
            let agrees = |score: &&Score| AnswerKey::agrees(score.value() - key.value());
            scores.iter().filter(agrees).count()
        });
        let answers = Some(Answers {
            figures,
            agreeing,
            bins,
        });
        Self { key, answers }
    }

    /// A group too small to be shown without telling who gave which score.
    pub const fn hidden(key: Option<Score>) -> Self {
        let answers = None;
        Self { key, answers }
    }

    /// The key's score.
    pub const fn key(&self) -> Option<Score> {
        self.key
    }

    /// The answers of the class; none if they are hidden.
    pub const fn answers(&self) -> Option<&Answers> {
        self.answers.as_ref()
    }
}

/// The scores of a class in the four dimensions, each against the key.
///
/// ```
/// use trust_velocity::chart::{DistributionChart, Panel};
/// use trust_velocity::domain::{Dimension, PerDimension, Score};
/// let key = Score::new(6.0).ok();
/// let scores = [Score::new(6.4)?, Score::new(6.6)?];
/// let panels = PerDimension::from_fn(|_| Panel::new(&scores, key));
/// let chart = DistributionChart::new(panels);
/// let answers = chart.panels()[Dimension::Expertise].answers().ok_or("hidden")?;
/// assert_eq!(answers.figures().mean, Some(6.5));
/// assert_eq!(answers.bins().nth(13), Some((6.5, 2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionChart {
    panels: PerDimension<Panel>,
}

impl DistributionChart {
    /// From this width on, in CSS pixels, the panels stand two by two; below, one under the other.
    const WIDE: u32 = 560;

    /// The chart of four panels.
    pub const fn new(panels: PerDimension<Panel>) -> Self {
        Self { panels }
    }

    /// The panels, one for each dimension.
    pub const fn panels(&self) -> &PerDimension<Panel> {
        &self.panels
    }

    /// The middle of each bin that anyone's score is nearest to, and how many are in each dimension;
    /// `None` if they are hidden.
    pub fn counts(&self) -> impl Iterator<Item = (f64, PerDimension<Option<usize>>)> {
        let of_bin = |nth: usize| {
            let count = |dimension| self.panels[dimension].answers().map(|all| all.bins[nth]);
            (middle(nth), PerDimension::from_fn(count))
        };
        let anyone = |(_, counts): &(_, PerDimension<Option<usize>>)| {
            counts.0.iter().flatten().any(|count| 0 < *count)
        };
        (0..BINS).map(of_bin).filter(anyone)
    }

    /// How many scores lie in the fullest bin of all panels: they share one scale.
    pub fn fullest(&self) -> usize {
        let answers = self.panels.0.iter().filter_map(Panel::answers);
        let counts = answers.flat_map(|answers| answers.bins);
        counts.max().unwrap_or(0)
    }

    /// The dimension whose panel holds a point, in CSS pixels from the upper left corner of a canvas
    /// of this size; none between them, and if nothing is drawn.
    pub fn nearest(&self, (x, y): (f64, f64), size: (u32, u32)) -> Option<Dimension> {
        let plots = Self::plots(size)?;
        let holds = |plot: &Plot| {
            (f64::from(plot.left)..=f64::from(plot.right)).contains(&x)
                && (f64::from(plot.top)..=f64::from(plot.bottom)).contains(&y)
        };
        let mut all = plots.iter();
        all.find_map(|(dimension, plot)| holds(plot).then_some(dimension))
    }

    /// The box of each panel with all its words; none if the canvas is too small for them.
    pub(in crate::chart) fn plots(size: (u32, u32)) -> Option<PerDimension<Plot>> {
        const LEAST: (i32, i32) = (110, 76);
        let whole = Plot::inside(size, [0; 4])?;
        let (width, height) = (whole.right, whole.bottom);
        let (across, down) = (width / 22, (width / 90 + 1).max(8));
        // Two by two on a low canvas too, where four would not stand under each other.
        let is_low = height < 4 * LEAST.1 + 3 * down;
        let columns = if Self::WIDE <= size.0 || is_low { 2 } else { 1 };
        let rows = 4 / columns;
        let wide = (width - (columns - 1) * across) / columns;
        let high = (height - (rows - 1) * down) / rows;
        if wide < LEAST.0 || high < LEAST.1 {
            return None;
        }
        let plot = |nth: i32| {
            let left = nth % columns * (wide + across);
            let top = nth / columns * (high + down);
            Plot {
                left,
                top,
                right: left + wide,
                bottom: top + high,
            }
        };
        Some(PerDimension([0, 1, 2, 3].map(plot)))
    }
}

/// The score in the middle of a bin.
fn middle(bin: usize) -> f64 {
    bin as f64 / 2.0
}

/// Those of a class that answered this one cell.
fn figures(scores: &[Score], key: Option<Score>) -> UnitFigures {
    let rows = scores.iter().map(|score| vec![Some(*score)]).collect();
    let class = ClassRatings::new(rows, vec![key]);
    let units = class.map(|class| class.units());
    // Each row is as long as the key: one cell.
    units
        .ok()
        .and_then(|mut units| units.pop())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(values: &[f64]) -> Vec<Score> {
        values.iter().map(|v| Score::new(*v).unwrap()).collect()
    }

    #[test]
    fn every_score_lies_in_the_nearest_bin() {
        let tenths = (0..=100).map(|tenth| f64::from(tenth) / 10.0);
        let all = scores(&tenths.collect::<Vec<_>>());
        let panel = Panel::new(&all, None);
        let bins = panel.answers().unwrap().bins;
        assert_eq!(bins.iter().sum::<usize>(), 101);
        assert_eq!((bins[0], bins[1], bins[20]), (3, 5, 3));
        let edges = Panel::new(&scores(&[0.24, 0.25, 9.74, 9.75]), None);
        let bins = edges.answers().unwrap().bins;
        assert_eq!((bins[0], bins[1], bins[19], bins[20]), (1, 1, 1, 1));
    }

    #[test]
    fn figures_stand_beside_the_key() {
        let panel = Panel::new(&scores(&[4.0, 5.0, 9.0]), Score::new(5.5).ok());
        let figures = panel.answers().unwrap().figures();
        assert_eq!(
            (figures.n, figures.mean, figures.median),
            (3, Some(6.0), Some(5.0))
        );
        assert_eq!(figures.bias, Some(0.5));
        // 5.0 alone is within half a point of 5.5.
        assert_eq!(panel.answers().unwrap().agreeing(), Some(1));
        let open = Panel::new(&scores(&[4.0]), None);
        assert_eq!(open.answers().unwrap().agreeing(), None);
        assert_eq!(Panel::hidden(None).answers(), None);
        let empty = Panel::new(&[], None);
        assert_eq!(empty.answers().unwrap().figures(), &UnitFigures::default());
    }

    #[test]
    fn the_scale_is_that_of_the_fullest_bin() {
        let mut panels = PerDimension::from_fn(|_| Panel::hidden(None));
        assert_eq!(DistributionChart::new(panels.clone()).fullest(), 0);
        panels[Dimension::Benefit] = Panel::new(&scores(&[3.0, 3.1, 8.0]), None);
        let chart = DistributionChart::new(panels);
        assert_eq!(chart.fullest(), 2);
        let counts: Vec<_> = chart.counts().collect();
        let of_benefit = |count| PerDimension([None, None, None, Some(count)]);
        assert_eq!(counts, [(3.0, of_benefit(2)), (8.0, of_benefit(1))]);
    }

    #[test]
    fn panels_stand_as_the_canvas_has_room() {
        let chart = DistributionChart::new(PerDimension::from_fn(|_| Panel::hidden(None)));
        let at = |at, size| chart.nearest(at, size);
        assert_eq!(at((900.0, 400.0), (1024, 480)), Some(Dimension::Benefit));
        assert_eq!(at((512.0, 100.0), (1024, 480)), None, "between two panels");
        assert_eq!(
            at((300.0, 400.0), (358, 600)),
            Some(Dimension::Relationship)
        );
        assert_eq!(at((300.0, 10.0), (358, 200)), Some(Dimension::Conduct));
        assert_eq!(at((f64::NAN, 10.0), (358, 600)), None);
        assert_eq!(at((10.0, 10.0), (100, 100)), None);
    }
}
