//! Classroom exercises: cases told over time points, each with a key and its reasons, and tasks to
//! work out by hand.
//!
//! An exercise is in one language. Invariant: one that exists can be worked through. Its dates follow
//! each other, each point offers actions of which the key calls one best, and each task has one true
//! answer.

mod agreement;
mod attempt;
mod draft;
mod drill;
mod id;
mod reading;
mod task;

pub use agreement::Agreement;
pub use attempt::{Attempt, PointAnswer, TaskAnswer, TypedNumberError};
pub use draft::{
    Draft, DraftError, Field, OWN, PointField, PointPart, READ, TaskField, TaskKind, TaskPart,
    UNKNOWN,
};
pub use drill::{DrillClient, DrillTask, drill};
pub use id::{ExerciseId, ParseExerciseIdError, Slug};
pub use reading::{ReadFigures, ReadPoint, Reading, ReadingChoice, ReadingTask};
pub use task::{
    Compared, FasterTask, Given, Task, TaskError, Total, TotalPoints, VelocityTask, VelocityVerdict,
};

use std::ops::RangeInclusive;

use crate::domain::{CivilDate, Name, NonEmptyText, Note, PerDimension, Score, Scores, Stage};

/// A case with its key.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    case: Case,
    key: AnswerKey,
}

/// The part of an exercise that a trainee may see before the key is revealed.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The title.
    pub title: Name,
    /// How long it takes, in minutes.
    pub minutes: u8,
    /// The skill that it trains.
    pub about: Note,
    /// Who is who.
    pub intro: Note,
    /// The time points, from the earliest to the latest; none in a number drill.
    pub points: Vec<CasePoint>,
    /// The tasks to work out by hand at the end.
    pub tasks: Vec<Task>,
}

/// A time point: what has happened, and what could be done next.
#[derive(Clone, Debug, PartialEq)]
pub struct CasePoint {
    /// Its day.
    pub date: CivilDate,
    /// Days since first contact.
    pub day: u32,
    /// The facts: what happened and what the client said.
    pub facts: NonEmptyText,
    /// The actions that could be taken next.
    pub actions: Vec<NonEmptyText>,
    /// The question about the actions, if it is not simply which one is best.
    pub question: Option<NonEmptyText>,
}

/// The answers of a careful reader, with the reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerKey {
    /// For each time point.
    pub points: Vec<KeyPoint>,
    /// The working of each task; its answer follows from its numbers.
    pub tasks: Vec<Note>,
}

/// The answers to a time point, with a reason for each.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyPoint {
    /// The four scores; none if the case does not say.
    pub scores: Scores,
    /// A reason for each score or gap.
    pub why: PerDimension<Note>,
    /// The stage of the relationship.
    pub stage: Stage,
    /// Why it is this stage.
    pub stage_why: Note,
    /// The best action, from 0.
    pub best: usize,
    /// Why each action is the best, or what is wrong with it.
    pub action_why: Vec<Note>,
}

/// A case and a key make no exercise that can be worked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExerciseError {
    /// No time point and no task, or too many; how many.
    #[error("{points} time points and {tasks} tasks")]
    Size {
        /// The time points.
        points: usize,
        /// The tasks.
        tasks: usize,
    },
    /// A point's date is not later than the one before; which point, from 0.
    #[error("point {0} does not follow the one before")]
    OutOfOrder(usize),
    /// A point's days since first contact do not fit its date and the point before.
    #[error("the days of point {0} do not fit its date")]
    OtherDay(usize),
    /// A point offers too few actions, or too many.
    #[error("point {point} has {count} actions, not 2 to 5")]
    Actions {
        /// The time point, from 0.
        point: usize,
        /// How many actions it has.
        count: usize,
    },
    /// A task reads other scores than the key's; which task, from 0.
    #[error("task {0} reads other scores than the key's")]
    OtherScores(usize),
    /// The key has answers to other points, actions or tasks than the case.
    #[error("the key is of another case")]
    OtherKey,
}

impl Case {
    /// The most time points.
    pub const MAX_POINTS: usize = 8;
    /// The most tasks.
    pub const MAX_TASKS: usize = 8;
    /// How many actions a point offers.
    pub const ACTIONS: RangeInclusive<usize> = 2..=5;

    /// Whether its tasks tell scores of the key for time points that are rated too.
    pub fn tells_scores(&self) -> bool {
        let tells = |task: &Task| matches!(task, Task::Velocity(_) | Task::Reading(_));
        !self.points.is_empty() && self.tasks.iter().any(tells)
    }

    /// Checks that it can be worked through.
    ///
    /// # Errors
    /// [`ExerciseError`].
    pub fn check(&self) -> Result<(), ExerciseError> {
        let (points, tasks) = (self.points.len(), self.tasks.len());
        let is_empty = points + tasks == 0;
        if is_empty || Self::MAX_POINTS < points || Self::MAX_TASKS < tasks {
            return Err(ExerciseError::Size { points, tasks });
        }
        for (at, pair) in self.points.windows(2).enumerate() {
            let (before, point) = (&pair[0], &pair[1]);
            if point.date <= before.date {
                return Err(ExerciseError::OutOfOrder(at + 1));
            }
            let days = i64::from(point.day) - i64::from(before.day);
            if days != point.date.days_since(before.date) {
                return Err(ExerciseError::OtherDay(at + 1));
            }
        }
        for (point, it) in self.points.iter().enumerate() {
            let count = it.actions.len();
            if !Self::ACTIONS.contains(&count) {
                return Err(ExerciseError::Actions { point, count });
            }
        }
        Ok(())
    }
}

impl Exercise {
    /// A case with its key.
    ///
    /// # Errors
    /// [`ExerciseError`] if it cannot be worked through, or the key is another case's.
    pub fn new(case: Case, key: AnswerKey) -> Result<Self, ExerciseError> {
        case.check()?;
        if !key.is_of(&case) {
            return Err(ExerciseError::OtherKey);
        }
        if let Some(task) = case
            .tasks
            .iter()
            .position(|task| !key.is_read_by(&case, task))
        {
            return Err(ExerciseError::OtherScores(task));
        }
        Ok(Self { case, key })
    }

    /// The part that may be seen before the key is revealed.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// The answers and their reasons.
    pub const fn key(&self) -> &AnswerKey {
        &self.key
    }
}

impl AnswerKey {
    /// The largest difference from its score, in points, that counts as agreeing: the case does not
    /// decide more finely.
    pub const AGREES_WITHIN: f64 = 0.5;

    /// The scores of all time points in a row, those of one point beside each other.
    pub fn scores(&self) -> Vec<Option<Score>> {
        self.points
            .iter()
            .flat_map(|point| point.scores.0)
            .collect()
    }

    /// Whether a score, or a mean of scores, that differs from its by so many points agrees with it.
    ///
    /// ```
    /// use trust_velocity::domain::exercise::AnswerKey;
    /// assert!(AnswerKey::agrees(6.8 - 7.3) && !AnswerKey::agrees(0.6));
    /// ```
    pub const fn agrees(difference: f64) -> bool {
        // Differences of scores with one decimal are not exact.
        difference.abs() < Self::AGREES_WITHIN + 1e-9
    }

    /// Whether it has an answer to everything that the case asks, and to nothing else.
    pub fn is_of(&self, case: &Case) -> bool {
        let fits = |(key, point): (&KeyPoint, &CasePoint)| {
            let count = point.actions.len();
            key.best < count && key.action_why.len() == count
        };
        self.points.len() == case.points.len()
            && self.tasks.len() == case.tasks.len()
            && self.points.iter().zip(&case.points).all(fits)
    }

    /// Whether the scores that a task reads are those of time points.
    fn is_read_by(&self, case: &Case, task: &Task) -> bool {
        let Task::Reading(task) = task else {
            return true;
        };
        task.points().iter().all(|read| {
            let mut points = case.points.iter().zip(&self.points);
            points.any(|(point, key)| {
                (point.date, point.day, key.scores) == (read.date, read.day, read.scores)
            })
        })
    }
}

#[cfg(test)]
pub(in crate::domain) mod testing {
    use super::*;
    use crate::domain::{Score, Unit};

    /// Two points and two tasks.
    pub fn exercise() -> Exercise {
        let line = |text: &str| NonEmptyText::new(text).unwrap();
        let score = |value: f64| Score::new(value).unwrap();
        let point = |date: &str, day| CasePoint {
            date: date.parse().unwrap(),
            day,
            facts: line("报价单按时到了。"),
            actions: vec![line("等"), line("问")],
            question: None,
        };
        let given = |value: f64, day| Given {
            scores: PerDimension([score(value); 4]),
            day,
        };
        let before = Some(given(5.0, 10));
        let velocity = VelocityTask::new(line("几分/周？"), given(6.0, 40), before, Unit::Week);
        let client = |name: &str, to: f64| Compared {
            name: Name::new(name).unwrap(),
            from: Total {
                date: "2026-03-02".parse().unwrap(),
                points: TotalPoints::new(10.0).unwrap(),
            },
            to: Total {
                date: "2026-06-01".parse().unwrap(),
                points: TotalPoints::new(to).unwrap(),
            },
        };
        let faster = FasterTask::new(line("谁快？"), vec![client("A", 11.0), client("B", 14.0)]);
        let case = Case {
            title: Name::new("两次拜访").unwrap(),
            minutes: 12,
            about: Note::default(),
            intro: Note::default(),
            points: vec![point("2026-01-11", 10), point("2026-02-10", 40)],
            tasks: vec![
                Task::Velocity(velocity.unwrap()),
                Task::Faster(faster.unwrap()),
            ],
        };
        let key = KeyPoint {
            scores: PerDimension([Some(score(5.0)), Some(score(5.0)), None, Some(score(4.0))]),
            why: PerDimension::default(),
            stage: Stage::Initial,
            stage_why: Note::default(),
            best: 1,
            action_why: vec![Note::default(), Note::default()],
        };
        let key = AnswerKey {
            points: vec![key.clone(), key],
            tasks: vec![Note::default(), Note::default()],
        };
        Exercise::new(case, key).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::exercise, *};

    #[test]
    fn what_cannot_be_worked_through_is_refused() {
        let check = |edit: fn(&mut Case)| {
            let mut case = exercise().case().clone();
            edit(&mut case);
            Exercise::new(case, exercise().key().clone()).err()
        };
        let size = |points, tasks| Some(ExerciseError::Size { points, tasks });
        let nothing = check(|case| {
            case.points.clear();
            case.tasks.clear();
        });
        assert_eq!(nothing, size(0, 0));
        let many = check(|case| case.points = vec![case.points[0].clone(); 9]);
        assert_eq!(many, size(9, 2));
        let many = check(|case| case.tasks = vec![case.tasks[0].clone(); 9]);
        assert_eq!(many, size(2, 9));
        let turned = check(|case| case.points.swap(0, 1));
        assert_eq!(turned, Some(ExerciseError::OutOfOrder(1)));
        let other_day = check(|case| case.points[1].day = 41);
        assert_eq!(other_day, Some(ExerciseError::OtherDay(1)));
        let few = check(|case| _ = case.points[1].actions.pop());
        assert_eq!(few, Some(ExerciseError::Actions { point: 1, count: 1 }));
        let more = check(|case| {
            let action = case.points[0].actions[0].clone();
            case.points[0].actions.push(action);
        });
        assert_eq!(more, Some(ExerciseError::OtherKey));
        let fewer = check(|case| _ = case.tasks.pop());
        assert_eq!(fewer, Some(ExerciseError::OtherKey));
        assert_eq!(check(|_| ()), None);
    }

    #[test]
    fn a_case_tells_scores_if_a_task_gives_those_of_points_that_are_rated() {
        let tells = |edit: fn(&mut Case)| {
            let mut case = exercise().case().clone();
            edit(&mut case);
            case.tells_scores()
        };
        assert!(tells(|_| ()));
        assert!(!tells(|case| case.points.clear()));
        assert!(
            !tells(|case| _ = case.tasks.remove(0)),
            "it compares totals"
        );
    }

    #[test]
    fn eight_time_points_and_eight_tasks_can_be_worked_through() {
        let mut case = exercise().case().clone();
        let first = case.points[0].clone();
        let points = (0..8_u32).map(|days| CasePoint {
            date: first.date.plus_days(days.into()).unwrap(),
            day: first.day + days,
            ..first.clone()
        });
        case.points = points.collect();
        case.tasks = vec![case.tasks[0].clone(); 8];
        assert_eq!(case.check(), Ok(()));
        case.points.clear();
        assert_eq!(case.check(), Ok(()));
    }
}
