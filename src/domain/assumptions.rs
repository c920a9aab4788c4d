//! The assumptions of the figures; each is shown to the person and can be changed.
//!
//! Invariant: every value of [`Assumptions`] and [`Cadence`] lies within its range.

use super::{Form, Instrument, PerDimension, Score, Stage};

/// The assumptions under every figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assumptions {
    score_sem: f64,
    window_days: u16,
    thresholds: Thresholds,
    cadence: Cadence,
}

/// The score at which each dimension meets its gate; defaults 6, 6, 6 and 7.
pub type Thresholds = PerDimension<Score>;

/// The most days between two contacts, per stage; 1–365, defaults 7, 14 and 30.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    initial: u16,
    deepening: u16,
    long_term: u16,
}

/// An assumption lies outside its range.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum AssumptionsError {
    /// The error of one score must lie within 0.1–5.
    #[error("the error of a score, {0}, lies outside 0.1 to 5")]
    ScoreSem(f64),
    /// The window must lie within 7–3,650 days.
    #[error("the window of {0} days lies outside 7 to 3,650")]
    WindowDays(u16),
    /// A gate of 0 would always be open.
    #[error("a threshold must be above 0")]
    Threshold,
    /// A cadence must lie within 1–365 days.
    #[error("a cadence of {0} days lies outside 1 to 365")]
    Cadence(u16),
}

impl Assumptions {
    /// Assumptions with this error of one score and this window, and defaults for the rest.
    ///
    /// # Errors
    /// [`AssumptionsError`] names the value outside its range.
    pub fn new(
        score_sem: f64,
        window_days: u16,
        thresholds: Thresholds,
        cadence: Cadence,
    ) -> Result<Self, AssumptionsError> {
        if !(0.1..=5.0).contains(&score_sem) {
            return Err(AssumptionsError::ScoreSem(score_sem));
        }
        if !(7..=3_650).contains(&window_days) {
            return Err(AssumptionsError::WindowDays(window_days));
        }
        if thresholds
            .0
            .iter()
            .any(|threshold| threshold.value() <= 0.0)
        {
            return Err(AssumptionsError::Threshold);
        }
        Ok(Self {
            score_sem,
            window_days,
            thresholds,
            cadence,
        })
    }

    /// The standard error of measurement of one dimension's score, in points; default 0.8. It is not
    /// the standard deviation of scores between people.
    pub const fn score_sem(&self) -> f64 {
        self.score_sem
    }

    /// σ, the standard error of measurement of a total: `score_sem × √4`, the four errors independent.
    pub fn total_sem(&self) -> f64 {
        self.score_sem * 2.0
    }

    /// The same with the error of an instrument. A score of a short form rests on one item, that of a
    /// full form on the mean of four: if the errors of the items are alike and independent, its error
    /// is √4 times as large (as in Spearman–Brown), beyond the range of what is set too.
    #[must_use]
    pub fn with_error_of(&self, instrument: Instrument) -> Self {
        let factor = match instrument {
            Instrument::Items(_, Form::Short) => 2.0,
            Instrument::Items(_, Form::Full) | Instrument::Sliders1 => 1.0,
        };
        Self {
            score_sem: self.score_sem * factor,
            ..*self
        }
    }

    /// These assumptions with another window of the recent trend.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_window(&self, window_days: u16) -> Result<Self, AssumptionsError> {
        Self::new(self.score_sem, window_days, self.thresholds, self.cadence)
    }

    /// The score that opens each dimension's gate, above 0.
    pub const fn thresholds(&self) -> Thresholds {
        self.thresholds
    }

    /// The most days between two contacts, per stage.
    pub const fn cadence(&self) -> Cadence {
        self.cadence
    }

    /// The days that the recent trend looks back; default 90.
    pub const fn window_days(&self) -> u16 {
        self.window_days
    }
}

impl Cadence {
    /// The most days between two contacts in each stage.
    ///
    /// # Errors
    /// [`AssumptionsError::Cadence`] for a number outside 1–365.
    pub fn new(initial: u16, deepening: u16, long_term: u16) -> Result<Self, AssumptionsError> {
        for days in [initial, deepening, long_term] {
            if !(1..=365).contains(&days) {
                return Err(AssumptionsError::Cadence(days));
            }
        }
        Ok(Self {
            initial,
            deepening,
            long_term,
        })
    }

    /// The most days between two contacts in a stage; none once the relationship has ended.
    pub const fn days(&self, stage: Stage) -> Option<u16> {
        match stage {
            Stage::Initial => Some(self.initial),
            Stage::Deepening => Some(self.deepening),
            Stage::LongTerm => Some(self.long_term),
            Stage::Ended => None,
        }
    }
}

impl Default for Cadence {
    fn default() -> Self {
        Self {
            initial: 7,
            deepening: 14,
            long_term: 30,
        }
    }
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            score_sem: 0.8,
            window_days: 90,
            thresholds: PerDimension([Score::SIX, Score::SIX, Score::SIX, Score::SEVEN]),
            cadence: Cadence::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(score_sem: f64, window_days: u16) -> Result<Assumptions, AssumptionsError> {
        let Assumptions {
            thresholds,
            cadence,
            ..
        } = Assumptions::default();
        Assumptions::new(score_sem, window_days, thresholds, cadence)
    }

    #[test]
    fn the_defaults_are_within_their_ranges() {
        let default = Assumptions::default();
        assert_eq!(
            with(default.score_sem(), default.window_days()),
            Ok(default)
        );
        assert_eq!(Cadence::new(7, 14, 30), Ok(default.cadence()));
    }

    #[test]
    fn each_range_includes_its_ends() {
        assert!(with(0.1, 7).is_ok());
        assert!(with(5.0, 3_650).is_ok());
        assert_eq!(with(0.09, 90), Err(AssumptionsError::ScoreSem(0.09)));
        assert_eq!(with(5.01, 90), Err(AssumptionsError::ScoreSem(5.01)));
        assert!(with(f64::NAN, 90).is_err());
        assert_eq!(with(0.8, 6), Err(AssumptionsError::WindowDays(6)));
        assert_eq!(with(0.8, 3_651), Err(AssumptionsError::WindowDays(3_651)));
        assert!(Cadence::new(1, 365, 1).is_ok());
        assert_eq!(Cadence::new(7, 0, 30), Err(AssumptionsError::Cadence(0)));
        assert_eq!(
            Cadence::new(7, 14, 366),
            Err(AssumptionsError::Cadence(366))
        );
    }

    #[test]
    fn a_gate_is_never_always_open() {
        let zero = Score::new(0.0).unwrap();
        let thresholds = PerDimension([Score::SIX, Score::SIX, zero, Score::SEVEN]);
        let open = Assumptions::new(0.8, 90, thresholds, Cadence::default());
        assert_eq!(open, Err(AssumptionsError::Threshold));
    }

    #[test]
    fn an_ended_relation_has_no_cadence() {
        let days = Stage::ALL.map(|stage| Cadence::default().days(stage));
        assert_eq!(days, [Some(7), Some(14), Some(30), None]);
    }
}
