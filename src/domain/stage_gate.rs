//! The gates of a stage as a summary knows them: the evidence beside a move on the stage board.

use super::{
    Assumptions, CivilDate, Dimension, FEEDBACK_MAX_AGE_DAYS, Score, Stage, Summary,
    velocity::{Known, outside_window},
};

/// One dimension of a gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageGate {
    /// The dimension.
    pub dimension: Dimension,
    /// The score that it asks for.
    pub threshold: Score,
    /// The dimension's latest score.
    pub latest: Option<Known>,
    /// The standing of the dimension.
    pub standing: GateStanding,
}

/// How a gate's dimension stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateStanding {
    /// The latest score reaches the threshold, and is of the trend's window.
    Met,
    /// It reaches the threshold, but is as old as the trend's window or older.
    Old,
    /// It is below the threshold.
    Below,
    /// There is no score.
    Unknown,
}

impl GateStanding {
    /// Whether the latest score reaches the threshold, however old it is.
    pub const fn is_reached(self) -> bool {
        matches!(self, Self::Met | Self::Old)
    }
}

/// The evidence for a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageEvidence {
    /// The gates: those on the way to the stage, and for [`Stage::LongTerm`] the one to stay.
    pub gates: Vec<StageGate>,
    /// For [`Stage::LongTerm`] the day of the client's last feedback, if it counts.
    pub feedback: Option<Option<CivilDate>>,
}

impl StageEvidence {
    /// Whether something is missing, too low or too old.
    pub fn is_thin(&self) -> bool {
        let is_met = |gate: &StageGate| gate.standing == GateStanding::Met;
        !self.gates.iter().all(is_met) || self.feedback == Some(None)
    }
}

/// The gate of the stage that a client is in; empty if the relationship has ended or has no stage.
///
/// ```
#[doc = include_str!("velocity/example.md")]
/// let summary = Summary::of(&client, &Assumptions::default(), today);
/// // To leave “deepening”: expertise and conduct are at 6 or more, relationship is at 5.
/// let gates = stage_gates(&summary, &Assumptions::default(), today);
/// let standings: Vec<_> = gates.iter().map(|gate| gate.standing).collect();
/// assert_eq!(standings, [GateStanding::Met, GateStanding::Met, GateStanding::Below]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stage_gates(
    summary: &Summary,
    assumptions: &Assumptions,
    today: CivilDate,
) -> Vec<StageGate> {
    let dimensions = summary.stage.map_or(&[][..], |(stage, _)| stage.gate());
    gates(dimensions, summary, assumptions, today)
}

/// The evidence for moving a client to a stage. Going back, and the end of a relationship, ask for none.
///
/// ```
#[doc = include_str!("velocity/example.md")]
/// let summary = Summary::of(&client, &Assumptions::default(), today);
/// let evidence = |stage| stage_evidence(&summary, stage, &Assumptions::default(), today);
/// // Relationship is at 5 of 6, benefit at 5 of 7, and the client has said nothing.
/// assert!(evidence(Stage::LongTerm).is_thin());
/// assert!(!evidence(Stage::Initial).is_thin());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stage_evidence(
    summary: &Summary,
    stage: Stage,
    assumptions: &Assumptions,
    today: CivilDate,
) -> StageEvidence {
    let rank = |stage: Stage| Stage::ALL.iter().position(|other| *other == stage);
    let current = summary.stage.map(|(stage, _)| stage);
    let goes_back =
        current.is_some_and(|current| current != Stage::Ended && rank(stage) <= rank(current));
    let dimensions = match stage {
        _ if goes_back => &[],
        Stage::Initial | Stage::Ended => &[][..],
        Stage::Deepening => Stage::Initial.gate(),
        // To leave “deepening”, and then to stay.
        Stage::LongTerm => &Dimension::ALL,
    };
    let needs_feedback = stage == Stage::LongTerm && !goes_back;
    StageEvidence {
        gates: gates(dimensions, summary, assumptions, today),
        feedback: needs_feedback.then(|| {
            let counts = |day: &CivilDate| today.days_since(*day) <= FEEDBACK_MAX_AGE_DAYS;
            summary.last_feedback.filter(counts)
        }),
    }
}

fn gates(
    dimensions: &[Dimension],
    summary: &Summary,
    assumptions: &Assumptions,
    today: CivilDate,
) -> Vec<StageGate> {
    let gate = |dimension: &Dimension| {
        let threshold = assumptions.thresholds()[*dimension];
        let latest = summary.latest[*dimension];
        let standing = match latest {
            None => GateStanding::Unknown,
            Some(known) if known.score < threshold => GateStanding::Below,
            Some(known) if outside_window(known.date, today, assumptions.window_days()) => {
                GateStanding::Old
            }
            Some(_) => GateStanding::Met,
        };
        StageGate {
            dimension: *dimension,
            threshold,
            latest,
            standing,
        }
    };
    dimensions.iter().map(gate).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::velocity::testing::{History, day};
    use GateStanding::{Below, Met, Old, Unknown};

    fn summary(history: &History, today: &str) -> Summary {
        let assumptions = Assumptions::default();
        Summary::of(&history.0, &assumptions, day(today))
    }

    fn standings(history: &History, stage: Stage, today: &str) -> Vec<GateStanding> {
        let summary = summary(history, today);
        let evidence = stage_evidence(&summary, stage, &Assumptions::default(), day(today));
        evidence.gates.iter().map(|gate| gate.standing).collect()
    }

    #[test]
    fn the_way_to_a_stage_asks_for_its_gates() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated_in_part("2026-01-02", [Some(6.0), Some(5.9), None, Some(7.0)]);
        for (stage, expected) in [
            (Stage::Initial, &[][..]),
            (Stage::Deepening, &[Met, Below]),
            (Stage::LongTerm, &[Met, Below, Unknown, Met]),
            (Stage::Ended, &[]),
        ] {
            assert_eq!(
                standings(&history, stage, "2026-02-01"),
                expected,
                "{stage:?}"
            );
        }
    }

    #[test]
    fn a_score_as_old_as_the_window_is_thin() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Initial)
            .rated("2026-01-02", [8.0; 4]);
        // 89 and 90 days after the rating.
        assert_eq!(
            standings(&history, Stage::Deepening, "2026-04-01"),
            [Met; 2]
        );
        assert_eq!(
            standings(&history, Stage::Deepening, "2026-04-02"),
            [Old; 2]
        );
    }

    #[test]
    fn going_back_asks_for_nothing_and_coming_back_for_all() {
        let of = |stage, to| {
            let history = History::since("2026-01-01")
                .rated("2026-01-02", [1.0; 4])
                .entered("2026-01-03", stage);
            let summary = summary(&history, "2026-01-04");
            let evidence = stage_evidence(&summary, to, &Assumptions::default(), day("2026-01-04"));
            (evidence.gates.len(), evidence.is_thin())
        };
        assert_eq!(of(Stage::LongTerm, Stage::Deepening), (0, false));
        assert_eq!(of(Stage::LongTerm, Stage::LongTerm), (0, false));
        assert_eq!(of(Stage::LongTerm, Stage::Ended), (0, false));
        assert_eq!(of(Stage::Ended, Stage::LongTerm), (4, true));
        assert_eq!(of(Stage::Ended, Stage::Deepening), (2, true));
    }

    #[test]
    fn feedback_counts_for_half_a_year() {
        let history = History::since("2026-01-01")
            .entered("2026-01-01", Stage::Deepening)
            .rated("2026-01-02", [9.0; 4]);
        let assumptions = Assumptions::default();
        let mut summary = summary(&history, "2026-01-10");
        let today = day("2026-01-10");
        let is_thin = |summary: &Summary| {
            stage_evidence(summary, Stage::LongTerm, &assumptions, today).is_thin()
        };
        assert!(is_thin(&summary));
        summary.last_feedback = today.plus_days(-FEEDBACK_MAX_AGE_DAYS);
        assert!(!is_thin(&summary));
        summary.last_feedback = today.plus_days(-FEEDBACK_MAX_AGE_DAYS - 1);
        assert!(is_thin(&summary));
        let to_deepening = stage_evidence(&summary, Stage::Deepening, &assumptions, today);
        assert_eq!(to_deepening.feedback, None);
    }
}
