//! Every figure of one series at once, for a page that shows them side by side.

use super::{
    FormulaVelocity, NetChange, Recovery, Series, StageFigures, Trend, formula, net_changes,
    recoveries, stage_figures, trend,
};
use crate::domain::Assumptions;

/// The figures of one rater's series.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// A row a rating, the oldest first.
    pub formula: Vec<FormulaVelocity>,
    /// A row a pair of consecutive complete ratings, the oldest first.
    pub net: Vec<NetChange>,
    /// The recent trend.
    pub trend: Trend,
    /// A row a breach, the oldest first.
    pub recoveries: Vec<Recovery>,
    /// The stage's figures; none if no stage was entered.
    pub stage: Option<StageFigures>,
}

impl Figures {
    /// All figures of a series.
    ///
    /// ```
    #[doc = include_str!("example.md")]
    /// use trust_velocity::domain::velocity::Figures;
    /// let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    /// let figures = Figures::of(&series, &Assumptions::default());
    /// assert_eq!((figures.formula.len(), figures.net.len()), (3, 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(series: &Series, assumptions: &Assumptions) -> Self {
        Self {
            formula: formula(series),
            net: net_changes(series, assumptions),
            trend: trend(series, assumptions),
            recoveries: recoveries(series),
            stage: stage_figures(series, assumptions),
        }
    }

    /// The row of the latest rating that has a total, with that total.
    pub fn latest_total(&self) -> Option<(FormulaVelocity, f64)> {
        self.formula
            .iter()
            .rev()
            .find_map(|row| Some((*row, row.total?)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::History;
    use super::*;

    #[test]
    fn the_latest_total_steps_over_an_incomplete_rating() {
        let client = History::since("2026-01-01")
            .rated("2026-01-11", [3.0; 4])
            .rated_in_part("2026-01-21", [Some(4.0), None, None, None]);
        let figures = Figures::of(&client.series("2026-02-01"), &Assumptions::default());
        assert_eq!(figures.formula.len(), 2);
        assert_eq!(figures.latest_total().map(|(_, total)| total), Some(12.0));

        let client = History::since("2026-01-01");
        let figures = Figures::of(&client.series("2026-02-01"), &Assumptions::default());
        assert_eq!(figures.latest_total(), None);
    }
}
