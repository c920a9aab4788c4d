//! The figures of a class: how far its trainees agree with each other, and with the trainer's key.
//!
//! Agreement is not accuracy: a class may agree on what the key calls wrong. Invariant: no figure is
//! NaN or infinite; what is not defined is `None`.

use crate::domain::{Dimension, Score};

/// The answers of a class: for each trainee (the raters) a score for each cell of an exercise (the units:
/// time point × dimension, the dimensions of one point in a row), and the trainer's key.
///
/// ```
/// use trust_velocity::domain::{Score, classroom::ClassRatings};
/// let scores = |values: [f64; 4]| values.map(|value| Score::new(value).ok()).to_vec();
/// let class = ClassRatings::new(
///     vec![scores([7.0, 6.0, 4.0, 5.0]), scores([8.0, 6.0, 5.0, 5.0])],
///     scores([7.0, 7.0, 4.0, 5.0]),
/// )?;
/// let first = class.units()[0];
/// assert_eq!((first.n, first.mean, first.bias), (2, Some(7.5), Some(0.5)));
/// assert_eq!(class.raters()[0].mean_absolute_error, Some(0.25));
/// assert!(class.alpha().is_some_and(|alpha| 0.8 < alpha && alpha < 1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClassRatings {
    ratings: Vec<Vec<Option<Score>>>,
    key: Vec<Option<Score>>,
}

/// The rows are not all as long as the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("trainee {rater} has {found} answers, the key {expected}")]
pub struct RowError {
    /// The trainee's position, from 0.
    pub rater: usize,
    /// How many answers there are.
    pub found: usize,
    /// How many the key has.
    pub expected: usize,
}

/// The figures of a class for one cell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct UnitFigures {
    /// How many answered it.
    pub n: usize,
    /// The mean, 0–10.
    pub mean: Option<f64>,
    /// The median, 0–10.
    pub median: Option<f64>,
    /// The sample's standard deviation; `None` under two answers.
    pub sd: Option<f64>,
    /// Mean − key, −10 to 10; `None` if the key has a gap.
    pub bias: Option<f64>,
}

/// How one trainee stands to the key, over the cells that both have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RaterFigures {
    /// The mean distance from the key, 0–10.
    pub mean_absolute_error: Option<f64>,
    /// The mean of answer − key, −10 to 10.
    pub bias: Option<f64>,
    /// Spearman's rho with average ranks, −1 to 1: whether what the key calls higher was rated
    /// higher. `None` under three common cells, or if either side does not vary.
    pub spearman: Option<f64>,
}

impl ClassRatings {
    /// The answers of a class beside the key.
    ///
    /// # Errors
    /// [`RowError`] of the first trainee with another number of answers than the key.
    pub fn new(
        ratings: Vec<Vec<Option<Score>>>,
        key: Vec<Option<Score>>,
    ) -> Result<Self, RowError> {
        let expected = key.len();
        let mut rows = ratings.iter().enumerate();
        if let Some((rater, row)) = rows.find(|(_, row)| row.len() != expected) {
            let found = row.len();
            return Err(RowError {
                rater,
                found,
                expected,
            });
        }
        Ok(Self { ratings, key })
    }

    /// The figures of each cell, in their order.
    pub fn units(&self) -> Vec<UnitFigures> {
        let key = self.key.iter().enumerate();
        key.map(|(unit, key)| unit_figures(self.of_unit(unit), *key))
            .collect()
    }

    /// The figures of each trainee, in their order.
    pub fn raters(&self) -> Vec<RaterFigures> {
        let rows = self.ratings.iter();
        rows.map(|row| rater_figures(row, &self.key)).collect()
    }

    /// Krippendorff's alpha for interval data over the cells with at least two answers: 1 if all
    /// agree, 0 if they agree as by chance, below 0 if less. `None` if nothing varies.
    /// (Krippendorff 2011.)
    pub fn alpha(&self) -> Option<f64> {
        let units = (0..self.key.len()).map(|unit| self.of_unit(unit));
        let units: Vec<_> = units.filter(|values| 2 <= values.len()).collect();
        // Within a unit, the squared differences of all ordered pairs are 2m times the squares about
        // the mean, and each value counts with 1/(m − 1).
        let observed: f64 = units
            .iter()
            .map(|values| {
                let count = values.len() as f64;
                2.0 * count * squares(values) / (count - 1.0)
            })
            .sum();
        let all: Vec<_> = units.into_iter().flatten().collect();
        let count = all.len() as f64;
        let expected = 2.0 * count * squares(&all) / (count - 1.0);
        (0.0 < expected).then(|| 1.0 - observed / expected)
    }

    /// Whether a trainee gave the same score to all four dimensions at every time point: perhaps
    /// without weighing them. A prompt to ask, no accusation.
    pub fn is_straight_line(&self, rater: usize) -> bool {
        let Some(row) = self.ratings.get(rater) else {
            return false;
        };
        let is_flat = |point: &[Option<Score>]| {
            point.iter().all(|score| *score == point[0]) && point[0].is_some()
        };
        !row.is_empty() && row.chunks(Dimension::ALL.len()).all(is_flat)
    }

    fn of_unit(&self, unit: usize) -> Vec<f64> {
        let column = self.ratings.iter().filter_map(|row| row[unit]);
        column.map(Score::value).collect()
    }
}

fn unit_figures(mut values: Vec<f64>, key: Option<Score>) -> UnitFigures {
    let n = values.len();
    let mean = mean(&values);
    values.sort_by(f64::total_cmp);
    let middle = n / 2;
    let median = match values.get(middle) {
        Some(upper) if n.is_multiple_of(2) => Some(f64::midpoint(values[middle - 1], *upper)),
        other => other.copied(),
    };
    UnitFigures {
        n,
        mean,
        median,
        sd: (2 <= n).then(|| (squares(&values) / (n as f64 - 1.0)).sqrt()),
        bias: mean.zip(key).map(|(mean, key)| mean - key.value()),
    }
}

fn rater_figures(row: &[Option<Score>], key: &[Option<Score>]) -> RaterFigures {
    let common = row.iter().zip(key);
    let common = common.filter_map(|(answer, key)| Some((answer.as_ref()?, key.as_ref()?)));
    let (answers, keys): (Vec<_>, Vec<_>) = common
        .map(|(answer, key)| (answer.value(), key.value()))
        .unzip();
    let errors: Vec<_> = answers.iter().zip(&keys).map(|(a, k)| a - k).collect();
    let distances: Vec<_> = errors.iter().map(|error| error.abs()).collect();
    RaterFigures {
        mean_absolute_error: mean(&distances),
        bias: mean(&errors),
        spearman: spearman(&answers, &keys),
    }
}

fn spearman(one: &[f64], other: &[f64]) -> Option<f64> {
    const FEWEST: usize = 3;
    if one.len() < FEWEST {
        return None;
    }
    let (one, other) = (ranks(one), ranks(other));
    let middle = f64::midpoint(1.0, one.len() as f64);
    let pairs = one.iter().zip(&other);
    let together: f64 = pairs.map(|(a, b)| (a - middle) * (b - middle)).sum();
    let spread = squares(&one) * squares(&other);
    // Rounding may carry a perfect order a hair beyond 1.
    (0.0 < spread).then(|| (together / spread.sqrt()).clamp(-1.0, 1.0))
}

/// The rank of each value from 1 on; equal ones share the mean of their places.
fn ranks(values: &[f64]) -> Vec<f64> {
    let rank = |value: &f64| {
        let below = values.iter().filter(|other| *other < value).count() as f64;
        let not_above = values.iter().filter(|other| *other <= value).count() as f64;
        f64::midpoint(below + 1.0, not_above)
    };
    values.iter().map(rank).collect()
}

/// The mean; `None` of nothing.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    let is_some = !values.is_empty();
    is_some.then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The sum of the squared distances from the mean.
pub(super) fn squares(values: &[f64]) -> f64 {
    let mean = mean(values).unwrap_or_default();
    values.iter().map(|value| (value - mean).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, option, prelude::*};

    use super::*;

    fn row(values: &[Option<f64>]) -> Vec<Option<Score>> {
        let scores = values
            .iter()
            .map(|value| value.and_then(|v| Score::new(v).ok()));
        scores.collect()
    }

    fn class(ratings: &[&[Option<f64>]], key: &[Option<f64>]) -> ClassRatings {
        let ratings = ratings.iter().map(|values| row(values)).collect();
        ClassRatings::new(ratings, row(key)).unwrap()
    }

    #[test]
    fn a_gap_in_the_key_leaves_the_class_its_own_figures() {
        let class = class(
            &[&[Some(4.0), None], &[Some(7.0), None]],
            &[None, Some(3.0)],
        );
        let units = class.units();
        assert_eq!((units[0].median, units[0].bias), (Some(5.5), None));
        assert_eq!(units[1], UnitFigures::default());
        assert_eq!(class.raters()[0], RaterFigures::default());
    }

    #[test]
    fn rows_are_as_long_as_the_key() {
        let short = ClassRatings::new(vec![row(&[None, None]), row(&[None])], row(&[None, None]));
        let error = RowError {
            rater: 1,
            found: 1,
            expected: 2,
        };
        assert_eq!(short, Err(error));
    }

    #[test]
    fn the_same_score_at_every_point_is_noted() {
        let flat = [5.0, 5.0, 5.0, 5.0, 7.0, 7.0, 7.0, 7.0].map(Some);
        let bent = [5.0, 5.0, 5.0, 5.0, 7.0, 7.0, 7.0, 6.0].map(Some);
        let class = class(&[&flat, &bent, &[None; 8]], &[None; 8]);
        assert!(class.is_straight_line(0));
        assert!(!class.is_straight_line(1) && !class.is_straight_line(2));
        assert!(!class.is_straight_line(3));
    }

    fn classes() -> impl Strategy<Value = ClassRatings> {
        let score = || option::of((0..=20_u8).prop_map(|half| f64::from(half) / 2.0));
        (1..9_usize).prop_flat_map(move |units| {
            let ratings = vec(vec(score(), units), 0..7);
            (ratings, vec(score(), units)).prop_map(|(ratings, key)| {
                let ratings = ratings.iter().map(|values| row(values)).collect();
                ClassRatings::new(ratings, row(&key)).unwrap()
            })
        })
    }

    proptest! {
        #[test]
        fn every_figure_lies_in_its_range(class in classes()) {
            for unit in class.units() {
                let ten = [unit.mean, unit.median, unit.sd].into_iter().flatten();
                prop_assert!(ten.chain(unit.bias.map(f64::abs)).all(|x| (0.0..=10.0).contains(&x)));
            }
            for rater in class.raters() {
                let bound = rater.bias.map_or(0.0, f64::abs);
                prop_assert!(rater.mean_absolute_error.is_none_or(|e| bound <= e + 1e-9));
                prop_assert!(rater.spearman.is_none_or(|rho| rho.abs() <= 1.0));
            }
            prop_assert!(class.alpha().is_none_or(|alpha| alpha.is_finite() && alpha <= 1.0));
        }

        #[test]
        fn the_order_of_trainees_changes_nothing(class in classes()) {
            let mut turned = class.clone();
            turned.ratings.reverse();
            let (one, other) = (class.alpha(), turned.alpha());
            let near = one.zip(other).is_none_or(|(a, b)| (a - b).abs() < 1e-9);
            prop_assert!(near && one.is_some() == other.is_some());
        }

        #[test]
        fn a_class_of_one_mind_agrees_wholly(scores in vec(0..=20_u8, 2..9), trainees in 2..6_usize) {
            let values: Vec<_> = scores.iter().map(|half| Some(f64::from(*half) / 2.0)).collect();
            let class = class(&vec![&values[..]; trainees], &values);
            let varies = scores.iter().any(|score| *score != scores[0]);
            prop_assert_eq!(class.alpha().is_some(), varies);
            prop_assert!(class.alpha().is_none_or(|alpha| (alpha - 1.0).abs() < 1e-9));
            prop_assert!(class.raters().iter().all(|r| r.mean_absolute_error == Some(0.0)));
        }
    }
}
