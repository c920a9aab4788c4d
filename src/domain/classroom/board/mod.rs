//! The board, which a class sees once the key is revealed: distributions, votes, agreement, errors, and
//! the points worth discussing.
//!
//! Invariant: in an anonymous class nothing is told of a group under [`FEWEST`].
//!
//! # Terms
//!
//! - *point*: a time point of the case, counted from 0.
//! - *unit*: one dimension at one point. Each trainee and the key give it one score, or none.
//! - *n*, *mean*, *median*, *sd*: of the trainees' scores of a unit. sd is the sample's standard
//!   deviation, and undefined under two scores.
//! - *bias*: the mean of answer − key. Above 0 the class scores higher than the key.
//! - *mean absolute error*: the mean of |answer − key|. Too high and too low do not cancel out.
//! - *alpha*: Krippendorff's. How far trainees agree with each other, whatever the key says.
//! - *votes*: how many named each stage, or chose each action.
//! - *hidden*: withheld, because the class is anonymous and fewer than [`FEWEST`] answered.
//!
//! # Example
//!
//! Four trainees score expertise at one point 9, 9, 8 and 3; the key says 5. The bias is +2.25,
//! although one of them lies below the key; the mean absolute error is 3.25, of 4, 4, 3 and 2.
//!
//! ```
//! use trust_velocity::domain::{Score, classroom::ClassRatings};
//! let row = |value| vec![Score::new(value).ok()];
//! let class = ClassRatings::new([9.0, 9.0, 8.0, 3.0].map(row).to_vec(), row(5.0))?;
//! let unit = class.units()[0];
//! assert_eq!((unit.n, unit.mean, unit.median), (4, Some(7.25), Some(8.5)));
//! assert_eq!(unit.bias, Some(2.25));
//! assert!(unit.sd.is_some_and(|sd| (sd - 2.87).abs() < 0.01));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! If two more points have smaller sds and biases, [`Board::discussion`] names this unit as the
//! disagreement and as the common error. In an anonymous class of two it would be hidden.
//!
//! # Structure
//!
//! [`Board::new`] keeps each trainee's latest submission that answers this exercise and lays their scores out as
//! [`ClassRatings`], a row for each trainee and a column for each unit. Every other function reads
//! from those, and asks [`Board::is_hidden`] before it tells anything of a group.

mod rounds;
#[cfg(test)]
mod tests;

pub use rounds::{BothRounds, Spreads};

use super::{ClassRatings, RaterFigures, Session, UnitFigures};
use crate::domain::{
    Dimension, EntryId, Name, PerDimension, Score, Stage,
    exercise::{AnswerKey, Attempt, Exercise, TaskAnswer, VelocityVerdict},
};

/// The smallest group that an anonymous class is shown.
pub const FEWEST: usize = 3;

/// The figures of a session beside the key of its exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    exercise: Exercise,
    trainees: Vec<(EntryId, Option<Name>, Attempt)>,
    ratings: ClassRatings,
    units: Vec<UnitFigures>,
    rounds: Option<BothRounds>,
    is_anonymous: bool,
}

/// A class at a time point.
#[derive(Clone, Debug, PartialEq)]
pub struct PointFigures {
    /// The scores that were given, for each dimension; empty if they are hidden.
    pub scores: PerDimension<Vec<Score>>,
    /// The figures over them; empty if they are hidden.
    pub units: PerDimension<UnitFigures>,
    /// The dimensions that are hidden, since too few answered.
    pub hidden: PerDimension<bool>,
    /// How many named each stage; `None` if too few did.
    pub stages: Option<Vec<(Stage, usize)>>,
    /// How many chose each action; `None` if too few did.
    pub actions: Option<Vec<usize>>,
}

/// How far a class is from the key in a dimension, over all time points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DimensionError {
    /// How many answers were compared.
    pub n: usize,
    /// The mean of answer − key, −10 to 10.
    pub bias: f64,
    /// The mean distance from the key, 0–10.
    pub mean_absolute_error: f64,
}

/// A point worth discussing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Discussion {
    /// The class's largest disagreement: the largest standard deviation.
    Disagreement {
        /// The time point, from 0.
        point: usize,
        /// The dimension.
        dimension: Dimension,
        /// The sample's standard deviation.
        sd: f64,
    },
    /// The largest distance of the class's mean from the key.
    CommonError {
        /// The time point, from 0.
        point: usize,
        /// The dimension.
        dimension: Dimension,
        /// Mean − key.
        bias: f64,
    },
    /// The most even division of the class between two stages.
    OppositeStages {
        /// The time point, from 0.
        point: usize,
        /// The stage that most named, and how many.
        first: (Stage, usize),
        /// The next, and how many.
        second: (Stage, usize),
        /// How many named another.
        others: usize,
    },
}

/// A class at a task.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskFigures {
    /// How many gave the right number, made each mistake, or something else; the most frequent
    /// first, behind the right ones.
    Numbers(Vec<(VelocityVerdict, usize)>),
    /// How many chose each choice; of clients compared, last, that it cannot be told.
    Choices(Vec<usize>),
    /// Too few answered.
    Hidden,
}

/// A trainee's row in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainee<'a> {
    /// The id of the trainee's submission.
    pub id: EntryId,
    /// The name, if the class gives names.
    pub name: Option<&'a Name>,
    /// The answers.
    pub attempt: &'a Attempt,
    /// The figures beside the key.
    pub figures: RaterFigures,
    /// Whether all four dimensions have the same score at every time point.
    pub is_straight_line: bool,
}

impl Board {
    /// The figures of a session's submissions that answer this exercise: of each trainee the latest.
    pub fn new(exercise: Exercise, session: &Session) -> Self {
        let submissions = session.latest().into_iter();
        let of_case = submissions.filter_map(|it| {
            let attempt = it.attempt.clone().fitted(exercise.case())?;
            Some((it.id, it.name.clone(), attempt))
        });
        let trainees: Vec<_> = of_case.collect();
        let key = exercise.key().scores();
        let ratings = trainees
            .iter()
            .map(|(_, _, attempt)| attempt.scores())
            .collect();
        // Every row is as long as the key, since the works are of this case.
        let ratings = ClassRatings::new(ratings, key).unwrap_or_default();
        Self {
            rounds: BothRounds::of(&exercise, session),
            exercise,
            trainees,
            units: ratings.units(),
            ratings,
            is_anonymous: session.is_anonymous(),
        }
    }

    /// The exercise with its key.
    pub const fn exercise(&self) -> &Exercise {
        &self.exercise
    }

    /// How many trainees handed in answers to this exercise.
    pub const fn count(&self) -> usize {
        self.trainees.len()
    }

    /// Whether a group of this size is not shown.
    pub const fn is_hidden(&self, count: usize) -> bool {
        self.is_anonymous && count < FEWEST
    }

    /// Krippendorff's alpha over all cells; see [`ClassRatings::alpha`].
    pub fn alpha(&self) -> Option<f64> {
        let shown = !self.is_hidden(self.count());
        shown.then(|| self.ratings.alpha()).flatten()
    }

    /// The class at a time point; `None` if there is no such point.
    pub fn point(&self, at: usize) -> Option<PointFigures> {
        self.exercise.case().points.get(at)?;
        let units = self.units_at(at);
        let hidden = PerDimension::from_fn(|dimension| self.is_hidden(units[dimension].n));
        let answers = || {
            self.trainees
                .iter()
                .map(|(_, _, attempt)| &attempt.points()[at])
        };
        let scores = PerDimension::from_fn(|dimension| {
            let scores = answers().filter_map(|answer| answer.scores[dimension]);
            scores.filter(|_| !hidden[dimension]).collect()
        });
        let units = PerDimension::from_fn(|dimension| {
            let shown = (!hidden[dimension]).then(|| units[dimension]);
            shown.unwrap_or_default()
        });
        let stages = self.votes(Stage::ALL.len(), answers().map(stage_position));
        let actions = self.exercise.case().points[at].actions.len();
        let by_stage = |votes: Vec<usize>| Stage::ALL.into_iter().zip(votes).collect();
        Some(PointFigures {
            scores,
            units,
            hidden,
            stages: stages.map(by_stage),
            actions: self.votes(actions, answers().map(|answer| answer.action)),
        })
    }

    /// How far the class is from the key in each dimension; `None` if the key has no score, or
    /// too few answered.
    pub fn dimension_errors(&self) -> PerDimension<Option<DimensionError>> {
        PerDimension::from_fn(|dimension| {
            let keys = self.exercise.key().points.iter();
            let keys: Vec<_> = keys.map(|point| point.scores[dimension]).collect();
            let errors = self.trainees.iter().map(|(_, _, attempt)| {
                let answers = attempt.points().iter().map(|point| point.scores[dimension]);
                let pairs = answers.zip(&keys).filter_map(|(a, k)| Some((a?, (*k)?)));
                pairs
                    .map(|(a, k)| a.value() - k.value())
                    .collect::<Vec<_>>()
            });
            let errors: Vec<_> = errors.filter(|errors| !errors.is_empty()).collect();
            if errors.is_empty() || self.is_hidden(errors.len()) {
                return None;
            }
            let errors = errors.concat();
            let count = errors.len() as f64;
            Some(DimensionError {
                n: errors.len(),
                bias: errors.iter().sum::<f64>() / count,
                mean_absolute_error: errors.iter().map(|error| error.abs()).sum::<f64>() / count,
            })
        })
    }

    /// The points worth discussing: at most one of each kind, in the order of [`Discussion`].
    pub fn discussion(&self) -> Vec<Discussion> {
        let points = 0..self.exercise.case().points.len();
        let cells = points.clone().flat_map(|point| {
            let units = self.units_at(point);
            Dimension::ALL.map(|dimension| (point, dimension, units[dimension]))
        });
        let cells: Vec<_> = cells.filter(|cell| !self.is_hidden(cell.2.n)).collect();
        let disagreement = cells
            .iter()
            .filter_map(|(point, dimension, unit)| Some((*point, *dimension, unit.sd?)))
            .filter(|(_, _, sd)| 0.0 < *sd)
            .max_by(|one, other| one.2.total_cmp(&other.2))
            .map(|(point, dimension, sd)| Discussion::Disagreement {
                point,
                dimension,
                sd,
            });
        let common_error = cells
            .iter()
            .filter_map(|(point, dimension, unit)| Some((*point, *dimension, unit.bias?)))
            .filter(|(_, _, bias)| !AnswerKey::agrees(*bias))
            .max_by(|one, other| one.2.abs().total_cmp(&other.2.abs()))
            .map(|(point, dimension, bias)| Discussion::CommonError {
                point,
                dimension,
                bias,
            });
        let opposite_stages = points
            .filter_map(|point| {
                let mut votes = self.point(point)?.stages?;
                let count: usize = votes.iter().map(|(_, count)| count).sum();
                votes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                let (first, second) = (votes[0], votes[1]);
                let share = second.1 as f64 / count as f64;
                let divided = Discussion::OppositeStages {
                    point,
                    first,
                    second,
                    others: count - first.1 - second.1,
                };
                (0 < second.1).then_some((divided, share))
            })
            .max_by(|one, other| one.1.total_cmp(&other.1))
            .map(|(divided, _)| divided);
        let all = [disagreement, common_error, opposite_stages];
        all.into_iter().flatten().collect()
    }

    /// The class at a task; `None` if there is no such task.
    pub fn task(&self, at: usize) -> Option<TaskFigures> {
        let answers = self
            .trainees
            .iter()
            .filter_map(|(_, _, attempt)| attempt.tasks()[at]);
        let task = self.exercise.case().tasks.get(at)?;
        if 0 < task.choices() {
            let chosen = answers.map(|answer| match answer {
                TaskAnswer::Choice(at) => Some(at),
                TaskAnswer::Number(_) => None,
            });
            let votes = self.votes(task.choices(), chosen);
            return Some(votes.map_or(TaskFigures::Hidden, TaskFigures::Choices));
        }
        let mut counts: Vec<(VelocityVerdict, usize)> = vec![(VelocityVerdict::Right, 0)];
        let mut answered = 0;
        for verdict in answers.filter_map(|answer| task.verdict(answer)) {
            answered += 1;
            match counts.iter_mut().find(|(known, _)| *known == verdict) {
                Some((_, count)) => *count += 1,
                None => counts.push((verdict, 1)),
            }
        }
        if self.is_hidden(answered) {
            return Some(TaskFigures::Hidden);
        }
        counts[1..].sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Some(TaskFigures::Numbers(counts))
    }

    /// Every trainee with their figures, in the order in which they first came; in an anonymous class
    /// in that of their random ids, which tells nothing of who came when, and nobody if it is too
    /// small to be shown.
    pub fn trainees(&self) -> Vec<Trainee<'_>> {
        if self.is_hidden(self.count()) {
            return Vec::new();
        }
        let figures = self.ratings.raters();
        let rows = self.trainees.iter().zip(figures).enumerate();
        let rows = rows.map(|(at, ((id, name, attempt), figures))| Trainee {
            id: *id,
            name: name.as_ref(),
            attempt,
            figures,
            is_straight_line: self.ratings.is_straight_line(at),
        });
        let mut rows: Vec<_> = rows.collect();
        if self.is_anonymous {
            rows.sort_by_key(|trainee| trainee.id);
        }
        rows
    }

    /// How many gave all four dimensions the same score at every point; `None` if so few are not
    /// told.
    pub fn straight_lines(&self) -> Option<usize> {
        let all = self.trainees();
        let count = all.iter().filter(|it| it.is_straight_line).count();
        (!self.is_hidden(count)).then_some(count)
    }

    fn units_at(&self, point: usize) -> PerDimension<UnitFigures> {
        let mut here = self.units.iter().skip(point * Dimension::ALL.len());
        PerDimension::from_fn(|_| here.next().copied().unwrap_or_default())
    }

    /// How many chose each of so many; `None` if too few chose at all.
    fn votes(&self, of: usize, chosen: impl Iterator<Item = Option<usize>>) -> Option<Vec<usize>> {
        let mut votes = vec![0; of];
        for at in chosen.flatten() {
            if let Some(count) = votes.get_mut(at) {
                *count += 1;
            }
        }
        let count = votes.iter().sum();
        (!self.is_hidden(count)).then_some(votes)
    }
}

fn stage_position(answer: &crate::domain::exercise::PointAnswer) -> Option<usize> {
    let stage = answer.stage?;
    Stage::ALL.iter().position(|known| *known == stage)
}
