//! Both rounds of a class that voted twice.

use super::{Board, FEWEST};
use crate::domain::{
    Dimension, PerDimension,
    classroom::{CellShift, ErrorShift, Round, Session, TwoRounds},
    exercise::{Attempt, Exercise},
};

/// Both rounds, over the trainees who handed in to both.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BothRounds {
    /// How many handed in to each round.
    pub handed_in: [usize; 2],
    /// How many handed in to both.
    pub count: usize,
    /// The figures of each time point; `None` of a dimension that is hidden.
    pub points: Vec<PerDimension<Option<CellShift>>>,
    /// The mean distance from the key; `None` if nothing can be compared, or too few are.
    pub error: Option<ErrorShift>,
}

impl BothRounds {
    /// Those of a session; `None` if nobody handed in to the second round.
    pub(super) fn of(exercise: &Exercise, session: &Session) -> Option<Self> {
        let case = exercise.case();
        let is_of_case = |attempt: &Attempt| attempt.clone().fitted(case).is_some();
        let handed_in = Round::ALL.map(|round| {
            let submissions = session.of_round(round).iter();
            submissions.filter(|it| is_of_case(&it.attempt)).count()
        });
        if handed_in[1] == 0 {
            return None;
        }
        let both = session.both_rounds().into_iter();
        let both = both.filter(|both| both.iter().all(|it| is_of_case(&it.attempt)));
        let trainees: Vec<_> = both
            .map(|both| both.map(|it| it.attempt.scores()))
            .collect();
        let count = trainees.len();
        let rounds = TwoRounds::new(trainees, exercise.key().scores()).unwrap_or_default();
        let is_hidden = |count: usize| session.is_anonymous() && count < FEWEST;
        let cells = rounds.cells();
        let points = cells.chunks_exact(Dimension::ALL.len()).map(|cells| {
            let mut cells = cells.iter().copied();
            PerDimension::from_fn(|_| cells.next().filter(|cell| !is_hidden(cell.n)))
        });
        Some(Self {
            handed_in,
            count,
            points: points.collect(),
            error: rounds.error().filter(|_| !is_hidden(rounds.compared())),
        })
    }

    /// In how many of how many cells the scores lie closer together in the second round, and in how
    /// many further apart.
    pub fn spreads(&self) -> Spreads {
        let cells = self.points.iter().flat_map(|point| point.0);
        let cells = cells.flatten().filter(|cell| cell.first.sd.is_some());
        cells.fold(Spreads::default(), |spreads, cell| Spreads {
            closer: spreads.closer + usize::from(cell.is_closer() == Some(true)),
            further: spreads.further + usize::from(cell.is_closer() == Some(false)),
            cells: spreads.cells + 1,
        })
    }
}

/// In how many cells the spread changed between the rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spreads {
    /// Those with a smaller standard deviation in the second round.
    pub closer: usize,
    /// Those with a larger one.
    pub further: usize,
    /// All that have one in both.
    pub cells: usize,
}

impl Board {
    /// Both rounds; `None` if nobody handed in to the second.
    pub const fn both_rounds(&self) -> Option<&BothRounds> {
        self.rounds.as_ref()
    }
}
