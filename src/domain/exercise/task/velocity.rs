//! The task that asks for a formula velocity, and the verdict on its answer.

use super::TaskError;
use crate::domain::{Dimension, NonEmptyText, PerDimension, Score, Unit};

/// Asks for a formula velocity.
#[derive(Clone, Debug, PartialEq)]
pub struct VelocityTask {
    /// The question.
    pub ask: NonEmptyText,
    /// The four scores and the day that they were given on.
    pub given: Given,
    /// The complete scores before these, if there are any: with them, a net change can be mistaken
    /// for the formula velocity.
    pub before: Option<Given>,
    /// The unit that the answer is to be in.
    pub unit: Unit,
}

/// Four scores and their day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Given {
    /// The four scores.
    pub scores: PerDimension<Score>,
    /// Days since first contact.
    pub day: u32,
}

impl Given {
    /// The total, 0–40.
    pub fn total(&self) -> f64 {
        self.scores.0.iter().map(|score| score.value()).sum()
    }
}

/// The verdict on an answer to a [`VelocityTask`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VelocityVerdict {
    /// Right, as far as it was rounded.
    Right,
    /// The right velocity, told in another unit.
    WrongUnit(Unit),
    /// The net change since the scores before, instead of the formula velocity.
    NetChange,
    /// One dimension was left out; which one, unless several have this score.
    LeftOut(Option<Dimension>),
    /// Something else.
    Other,
}

impl VelocityTask {
    /// A task with one true answer.
    ///
    /// # Errors
    /// [`TaskError::NoTime`] and [`TaskError::NotBefore`].
    pub fn new(
        ask: NonEmptyText,
        given: Given,
        before: Option<Given>,
        unit: Unit,
    ) -> Result<Self, TaskError> {
        if given.day == 0 {
            return Err(TaskError::NoTime);
        }
        if before.is_some_and(|before| given.day <= before.day) {
            return Err(TaskError::NotBefore);
        }
        Ok(Self {
            ask,
            given,
            before,
            unit,
        })
    }

    /// The formula velocity `S / t` of the numbers given, in the task's unit.
    pub fn answer(&self) -> f64 {
        self.unit
            .from_per_day(self.given.total() / f64::from(self.given.day))
    }

    /// The verdict on an answer: right, one of the usual mistakes, or something else. An answer may be
    /// rounded to two decimals, or be off by one per cent (a month of 30 days is 1.4 % off, and taken too).
    /// If two mistakes give the same number, the first of [`VelocityVerdict`] is returned.
    ///
    /// ```
    /// use trust_velocity::domain::{*, exercise::*};
    /// let four = |values: [f64; 4]| values.map(|value| Score::new(value));
    /// let [Ok(e), Ok(c), Ok(r), Ok(b)] = four([6.0, 5.5, 3.5, 4.5]) else { unreachable!() };
    /// let given = Given { scores: PerDimension([e, c, r, b]), day: 36 };
    /// let task = VelocityTask::new(NonEmptyText::new("?")?, given, None, Unit::Week)?;
    /// assert_eq!(task.verdict(3.79), VelocityVerdict::Right);
    /// assert_eq!(task.verdict(0.54), VelocityVerdict::WrongUnit(Unit::Day));
    /// assert_eq!(task.verdict(2.63), VelocityVerdict::LeftOut(Some(Dimension::Expertise)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verdict(&self, answer: f64) -> VelocityVerdict {
        let days = f64::from(self.given.day);
        let per_day = self.given.total() / days;
        let is = |per_day: f64, unit: Unit| is_near(answer, unit.from_per_day(per_day));
        if is(per_day, self.unit) {
            return VelocityVerdict::Right;
        }
        let mut others = Unit::ALL.into_iter().filter(|unit| *unit != self.unit);
        if let Some(unit) = others.find(|unit| is(per_day, *unit)) {
            return VelocityVerdict::WrongUnit(unit);
        }
        let net = self.before.map(|before| {
            (self.given.total() - before.total()) / f64::from(self.given.day - before.day)
        });
        if net.is_some_and(|net| is(net, self.unit)) {
            return VelocityVerdict::NetChange;
        }
        let without = |dimension: &Dimension| {
            let rest = self.given.total() - self.given.scores[*dimension].value();
            is(rest / days, self.unit)
        };
        let mut left_out = Dimension::ALL.into_iter().filter(without);
        match (left_out.next(), left_out.next()) {
            (None, _) => VelocityVerdict::Other,
            (one, None) => VelocityVerdict::LeftOut(one),
            _ => VelocityVerdict::LeftOut(None),
        }
    }
}

/// Whether an answer is the number, but for rounding to two decimals or 1.5 % of it.
pub(in crate::domain::exercise) fn is_near(answer: f64, number: f64) -> bool {
    const ROUNDING: f64 = 0.005 + 1e-9;
    const SHARE: f64 = 0.015;
    (answer - number).abs() <= ROUNDING.max(SHARE * number.abs())
}
