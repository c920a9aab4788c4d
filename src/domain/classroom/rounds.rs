//! The figures of a class that voted twice: how far its scores moved between the rounds, towards each
//! other and towards the key.
//!
//! Convergence is not learning, and moving to the key is not proof of it. Invariant: no figure is NaN or
//! infinite; what is not defined is `None`.

use super::figures::{RowError, mean, squares};
use crate::domain::{Score, velocity::mean_interval};

/// The scores of trainees who answered in both rounds, and the trainer's key: for each trainee a row for
/// each round, with a score for each cell as in [`ClassRatings`](super::ClassRatings).
///
/// ```
/// use trust_velocity::domain::{Score, classroom::TwoRounds};
/// let row = |value| vec![Score::new(value).ok()];
/// let trainees = [(9.0, 6.0), (8.0, 6.0), (3.0, 5.0)].map(|(one, two)| [row(one), row(two)]);
/// let rounds = TwoRounds::new(trainees.to_vec(), row(5.0))?;
/// let cell = rounds.cells()[0];
/// assert_eq!((cell.n, cell.shift, cell.interval), (3, Some(-1.0), None));
/// assert_eq!(cell.is_closer(), Some(true));
/// let error = rounds.error().ok_or("a key")?;
/// assert!((error.first - 3.0).abs() < 1e-9 && (error.second - 2.0 / 3.0).abs() < 1e-9);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TwoRounds {
    trainees: Vec<[Vec<Option<Score>>; 2]>,
    key: Vec<Option<Score>>,
}

/// The figures of one cell over those who gave it a score in both rounds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CellShift {
    /// How many gave both scores.
    pub n: usize,
    /// The figures of the first round.
    pub first: RoundFigures,
    /// The figures of the second round.
    pub second: RoundFigures,
    /// The mean of second − first, −10 to 10.
    pub shift: Option<f64>,
    /// The 95 % t-interval of the shift; `None` under five pairs.
    pub interval: Option<[f64; 2]>,
}

/// The figures of one cell in one round.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RoundFigures {
    /// The mean, 0–10.
    pub mean: Option<f64>,
    /// The sample's standard deviation; `None` under two scores.
    pub sd: Option<f64>,
    /// The mean distance from the key, 0–10; `None` if the key has a gap.
    pub mean_absolute_error: Option<f64>,
}

/// The mean distance from the key over all cells with both scores and a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErrorShift {
    /// How many pairs of scores it is the mean of, 1 or more.
    pub pairs: usize,
    /// In the first round, 0–10.
    pub first: f64,
    /// In the second round, 0–10.
    pub second: f64,
    /// The share of the first that is gone, at most 1; below 0 if the distance has grown. `None` if
    /// the first is 0.
    pub removed: Option<f64>,
}

impl TwoRounds {
    /// The scores of both rounds beside the key.
    ///
    /// # Errors
    /// [`RowError`] of the first trainee who has, in either round, another number of answers than the
    /// key.
    pub fn new(
        trainees: Vec<[Vec<Option<Score>>; 2]>,
        key: Vec<Option<Score>>,
    ) -> Result<Self, RowError> {
        let expected = key.len();
        for (rater, rounds) in trainees.iter().enumerate() {
            if let Some(row) = rounds.iter().find(|row| row.len() != expected) {
                let found = row.len();
                return Err(RowError {
                    rater,
                    found,
                    expected,
                });
            }
        }
        Ok(Self { trainees, key })
    }

    /// The figures of each cell, in their order.
    pub fn cells(&self) -> Vec<CellShift> {
        let key = self.key.iter().enumerate();
        key.map(|(cell, key)| {
            let pairs: Vec<_> = self.trainees.iter().filter_map(pair_of(cell)).collect();
            cell_shift(&pairs, *key)
        })
        .collect()
    }

    /// The mean distance from the key in both rounds; `None` if no trainee gave both scores to a cell
    /// that has a key.
    pub fn error(&self) -> Option<ErrorShift> {
        let keys = self.key.iter().enumerate();
        let distances = keys.filter_map(|(cell, key)| Some((cell, (*key)?.value())));
        let distances = distances.flat_map(|(cell, key)| {
            let pairs = self.trainees.iter().filter_map(pair_of(cell));
            pairs.map(move |pair| pair.map(|score| (score - key).abs()))
        });
        let distances: Vec<_> = distances.collect();
        let [first, second] = [0, 1].map(|round| mean(&of_round(&distances, round)));
        let (first, second) = first.zip(second)?;
        Some(ErrorShift {
            pairs: distances.len(),
            first,
            second,
            removed: (0.0 < first).then(|| (first - second) / first),
        })
    }

    /// How many trainees gave both scores to a cell that has a key: those whom [`Self::error`] tells of.
    pub fn compared(&self) -> usize {
        let has_pair = |rounds: &&[Vec<Option<Score>>; 2]| {
            let mut keys = self.key.iter().enumerate();
            keys.any(|(cell, key)| key.is_some() && pair_of(cell)(rounds).is_some())
        };
        self.trainees.iter().filter(has_pair).count()
    }
}

impl CellShift {
    /// Whether the scores lie closer together in the second round; `None` under two pairs, or if the
    /// standard deviation stays the same to two decimals, as it is shown.
    pub fn is_closer(&self) -> Option<bool> {
        let (first, second) = self.first.sd.zip(self.second.sd)?;
        let [first, second] = [first, second].map(|sd| (sd * 100.0).round());
        (first.total_cmp(&second).is_ne()).then_some(second < first)
    }
}

/// Both scores of a trainee for a cell.
fn pair_of(cell: usize) -> impl Fn(&[Vec<Option<Score>>; 2]) -> Option<[f64; 2]> {
    move |[first, second]| {
        let pair = first.get(cell)?.zip(*second.get(cell)?)?;
        Some([pair.0.value(), pair.1.value()])
    }
}

fn of_round(pairs: &[[f64; 2]], round: usize) -> Vec<f64> {
    pairs.iter().map(|pair| pair[round]).collect()
}

fn cell_shift(pairs: &[[f64; 2]], key: Option<Score>) -> CellShift {
    let [first, second] = [0, 1].map(|round| round_figures(&of_round(pairs, round), key));
    let shifts: Vec<_> = pairs.iter().map(|[first, second]| second - first).collect();
    CellShift {
        n: pairs.len(),
        first,
        second,
        shift: mean(&shifts),
        interval: mean_interval(&shifts),
    }
}

fn round_figures(scores: &[f64], key: Option<Score>) -> RoundFigures {
    let n = scores.len();
    let distances = key.map(|key| {
        let distances = scores.iter().map(|score| (score - key.value()).abs());
        distances.collect::<Vec<_>>()
    });
    RoundFigures {
        mean: mean(scores),
        sd: (2 <= n).then(|| (squares(scores) / (n as f64 - 1.0)).sqrt()),
        mean_absolute_error: distances.and_then(|distances| mean(&distances)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, option, prelude::*};

    use super::*;

    fn row(values: &[Option<f64>]) -> Vec<Option<Score>> {
        let scores = values.iter();
        scores
            .map(|value| value.and_then(|value| Score::new(value).ok()))
            .collect()
    }

    #[test]
    fn rows_are_as_long_as_the_key() {
        let short = [row(&[Some(1.0)]), row(&[])];
        let error = RowError {
            rater: 0,
            found: 0,
            expected: 1,
        };
        assert_eq!(TwoRounds::new(vec![short], row(&[None])), Err(error));
    }

    #[test]
    fn only_who_gave_both_scores_counts() {
        let trainees = vec![
            [row(&[Some(2.0), None]), row(&[Some(4.0), Some(1.0)])],
            [row(&[None, Some(9.0)]), row(&[Some(10.0), None])],
        ];
        let rounds = TwoRounds::new(trainees, row(&[Some(4.0), Some(0.0)])).unwrap();
        let cells = rounds.cells();
        assert_eq!((cells[0].n, cells[0].shift), (1, Some(2.0)));
        assert_eq!(cells[0].first.sd, None);
        assert_eq!(cells[1], CellShift::default());
        let error = rounds.error().unwrap();
        assert_eq!((error.pairs, error.removed), (1, Some(1.0)));
        assert_eq!(rounds.compared(), 1);
    }

    #[test]
    fn from_five_pairs_on_the_shift_has_an_interval() {
        let of = |count: usize| {
            let trainees = vec![[row(&[Some(3.0)]), row(&[Some(5.0)])]; count];
            TwoRounds::new(trainees, row(&[None])).unwrap().cells()[0]
        };
        assert_eq!(of(4).interval, None);
        assert_eq!(of(5).interval, Some([2.0, 2.0]));
        assert_eq!(of(5).is_closer(), None);
        let none = TwoRounds::new(Vec::new(), row(&[Some(1.0)])).unwrap();
        assert_eq!((none.error(), none.compared()), (None, 0));
    }

    fn two_rounds() -> impl Strategy<Value = TwoRounds> {
        let score = || option::of((0..=20_u8).prop_map(|half| f64::from(half) / 2.0));
        (1..6_usize).prop_flat_map(move |cells| {
            let round = move || vec(score(), cells).prop_map(|values| row(&values));
            (vec([round(), round()], 0..9), round())
                .prop_map(|(trainees, key)| TwoRounds::new(trainees, key).unwrap())
        })
    }

    proptest! {
        #[test]
        fn every_figure_lies_in_its_range(rounds in two_rounds()) {
            for cell in rounds.cells() {
                let both = [cell.first, cell.second];
                let ten = both.iter().flat_map(|it| [it.mean, it.sd, it.mean_absolute_error]);
                prop_assert!(ten.flatten().all(|figure| (0.0..=10.0).contains(&figure)));
                prop_assert!(cell.shift.is_none_or(|shift| shift.abs() <= 10.0));
                prop_assert_eq!(cell.interval.is_some(), 5 <= cell.n);
                if let Some(([low, high], shift)) = cell.interval.zip(cell.shift) {
                    prop_assert!(low.is_finite() && high.is_finite() && low <= shift && shift <= high);
                }
            }
            if let Some(error) = rounds.error() {
                prop_assert!(0.0 <= error.first && error.first <= 10.0);
                prop_assert!(error.removed.is_none_or(|share| share.is_finite() && share <= 1.0));
                prop_assert!((1..=error.pairs).contains(&rounds.compared()));
            }
        }

        #[test]
        fn going_back_turns_the_shift_around(rounds in two_rounds()) {
            let mut back = rounds.clone();
            back.trainees.iter_mut().for_each(|rounds| rounds.reverse());
            for (one, other) in rounds.cells().iter().zip(back.cells()) {
                prop_assert_eq!((one.first, one.second), (other.second, other.first));
                let sum = one.shift.zip(other.shift).map_or(0.0, |(one, other)| one + other);
                prop_assert!(sum.abs() < 1e-9);
            }
        }
    }
}
