//! The four dimensions of trust and their scores.
//!
//! Invariant: a [`Score`] is finite and within 0–10; a missing score is `None`, never 0.

use std::ops::{Index, IndexMut};

use super::decimal;

/// One of the four kinds of trust in the formula's sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// 专业信任: knowledge of product and trade, ability to advise.
    Expertise,
    /// 职业信任: honesty, transparency, reliability, professional ethics.
    Conduct,
    /// 关系信任: knowing each other's interests and needs.
    Relationship,
    /// 利益信任: belief that the advice brings real gain.
    Benefit,
}

impl Dimension {
    /// All four, in the order of the formula.
    pub const ALL: [Self; 4] = [
        Self::Expertise,
        Self::Conduct,
        Self::Relationship,
        Self::Benefit,
    ];

    /// The stable name used in files, styles and locale keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Expertise => "expertise",
            Self::Conduct => "conduct",
            Self::Relationship => "relationship",
            Self::Benefit => "benefit",
        }
    }

    /// The dimension of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.id() == id)
    }

    const fn position(self) -> usize {
        match self {
            Self::Expertise => 0,
            Self::Conduct => 1,
            Self::Relationship => 2,
            Self::Benefit => 3,
        }
    }
}

/// One value for each of the four dimensions, in the order of the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct PerDimension<T>(pub [T; 4]);

impl<T> PerDimension<T> {
    /// The value that `make` gives for each dimension.
    pub fn from_fn(make: impl FnMut(Dimension) -> T) -> Self {
        Self(Dimension::ALL.map(make))
    }

    /// Each dimension with its value.
    pub fn iter(&self) -> impl Iterator<Item = (Dimension, &T)> {
        Dimension::ALL.into_iter().zip(&self.0)
    }
}

impl<T> PerDimension<Option<T>> {
    /// The four values, only if all four are there.
    ///
    /// ```
    /// use trust_velocity::domain::PerDimension;
    /// let four = PerDimension([Some(1), Some(2), Some(3), Some(4)]);
    /// assert_eq!(four.whole(), Some(PerDimension([1, 2, 3, 4])));
    /// assert_eq!(PerDimension([Some(1), None, Some(3), Some(4)]).whole(), None);
    /// ```
    pub fn whole(self) -> Option<PerDimension<T>> {
        let [
            Some(expertise),
            Some(conduct),
            Some(relationship),
            Some(benefit),
        ] = self.0
        else {
            return None;
        };
        Some(PerDimension([expertise, conduct, relationship, benefit]))
    }
}

impl<T> Index<Dimension> for PerDimension<T> {
    type Output = T;

    fn index(&self, dimension: Dimension) -> &T {
        &self.0[dimension.position()]
    }
}

impl<T> IndexMut<Dimension> for PerDimension<T> {
    fn index_mut(&mut self, dimension: Dimension) -> &mut T {
        &mut self.0[dimension.position()]
    }
}

/// A client's trust in one dimension: a finite number from 0 to 10.
///
/// ```
/// use trust_velocity::domain::{Score, ScoreError};
/// assert_eq!(Score::new(7.5)?.value(), 7.5);
/// assert_eq!(Score::new(10.1), Err(ScoreError::OutOfRange(10.1)));
/// # Ok::<(), ScoreError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Score(f64);

/// The value is not a score.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum ScoreError {
    /// Not a finite number.
    #[error("not a number")]
    NotANumber,
    /// Below 0 or above 10.
    #[error("{0} lies outside 0 to 10")]
    OutOfRange(f64),
}

impl Score {
    pub(super) const SIX: Self = Self(6.0);
    pub(super) const SEVEN: Self = Self(7.0);

    /// The score of a number from 0 to 10.
    ///
    /// # Errors
    /// [`ScoreError`] for anything else.
    pub fn new(value: f64) -> Result<Self, ScoreError> {
        if !value.is_finite() {
            return Err(ScoreError::NotANumber);
        }
        if !(0.0..=10.0).contains(&value) {
            return Err(ScoreError::OutOfRange(value));
        }
        // −0 would print as “-0.0”.
        Ok(Self(value.abs()))
    }

    /// The number, from 0 to 10.
    pub const fn value(self) -> f64 {
        self.0
    }
}

/// The typed text is not a score of a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedScoreError {
    /// Nothing was typed.
    #[error("nothing typed")]
    Empty,
    /// Not a number from 0 to 10.
    #[error("not a number from 0 to 10")]
    NotAScore,
    /// More than one decimal, while sliders move in steps of 0.1.
    #[error("more than one decimal")]
    TooPrecise,
}

impl Score {
    /// The score in a typed text: digits with at most one decimal, also as Chinese keyboards write
    /// them (full-width digits, `。` or `，` for the point).
    ///
    /// ```
    /// use trust_velocity::domain::{Score, TypedScoreError};
    /// assert_eq!(Score::from_typed("７。5")?.value(), 7.5);
    /// assert_eq!(Score::from_typed("7.55"), Err(TypedScoreError::TooPrecise));
    /// # Ok::<(), TypedScoreError>(())
    /// ```
    ///
    /// # Errors
    /// [`TypedScoreError`] for anything else.
    pub fn from_typed(text: &str) -> Result<Self, TypedScoreError> {
        let plain = plain_number(text);
        if plain.is_empty() {
            return Err(TypedScoreError::Empty);
        }
        if !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(TypedScoreError::NotAScore);
        }
        let value = decimal(&plain).ok_or(TypedScoreError::NotAScore)?;
        let score = Self::new(value).map_err(|_| TypedScoreError::NotAScore)?;
        let tenths = value * 10.0;
        if (tenths.round() - tenths).abs() > 1e-9 {
            return Err(TypedScoreError::TooPrecise);
        }
        Ok(score)
    }
}

/// A rating's four scores; a missing one is `None`, never 0.
pub type Scores = PerDimension<Option<Score>>;

impl Scores {
    /// The total trust `S`, 0–40: the sum of the four scores; `None` if one is missing.
    ///
    /// It is rounded to 12 decimals, so equal totals of different parts are equal numbers.
    pub fn total(&self) -> Option<f64> {
        let sum: Option<f64> = self.0.iter().map(|score| score.map(Score::value)).sum();
        sum.map(|sum| (sum * 1e12).round() / 1e12)
    }
}

/// A number as it is typed, in plain digits with a point: Chinese keyboards give wide digits, and `。`
/// or a comma for the point.
pub(in crate::domain) fn plain_number(text: &str) -> String {
    let plain = |c: char| match c {
        '。' | '．' | '，' | ',' => '.',
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        other => other,
    };
    text.trim().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_score_makes_no_total() {
        let seven = Score::new(7.0).ok();
        assert_eq!(PerDimension([seven; 4]).total(), Some(28.0));
        assert_eq!(PerDimension([seven, seven, None, seven]).total(), None);
    }

    #[test]
    fn the_same_total_of_other_parts_is_the_same_number() {
        let total = |scores: [f64; 4]| PerDimension(scores.map(|s| Score::new(s).ok())).total();
        assert_eq!(total([0.1, 0.2, 0.3, 0.0]), total([0.3, 0.2, 0.1, 0.0]));
        assert_eq!(total([10.0; 4]), Some(40.0));
    }

    #[test]
    fn a_value_is_found_and_set_by_its_dimension() {
        let mut values = PerDimension::from_fn(Dimension::id);
        for (dimension, value) in values.iter() {
            assert_eq!(
                (values[dimension], *value),
                (dimension.id(), dimension.id())
            );
        }
        values[Dimension::Benefit] = "gain";
        assert_eq!(values.0, ["expertise", "conduct", "relationship", "gain"]);
    }

    #[test]
    fn only_finite_numbers_from_0_to_10() {
        for bad in [f64::NAN, f64::INFINITY, -0.1, 10.000_001] {
            assert!(Score::new(bad).is_err(), "{bad} was taken");
        }
        assert!(Score::new(-0.0).unwrap().value().is_sign_positive());
    }

    #[test]
    fn typed_scores() {
        let typed = |text| Score::from_typed(text).map(Score::value);
        assert_eq!(typed(" 10 "), Ok(10.0));
        assert_eq!(typed("０，３"), Ok(0.3));
        assert_eq!(typed("  "), Err(TypedScoreError::Empty));
        assert_eq!(typed("10.1"), Err(TypedScoreError::NotAScore));
        assert_eq!(typed("-1"), Err(TypedScoreError::NotAScore));
        assert_eq!(typed("1e0"), Err(TypedScoreError::NotAScore));
        assert_eq!(typed("nan"), Err(TypedScoreError::NotAScore));
        assert_eq!(typed("5.05"), Err(TypedScoreError::TooPrecise));
    }
}
