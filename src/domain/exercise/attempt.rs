//! An attempt: a trainee's answers so far, or in the end.
//!
//! A work by itself does not know its case, since it comes back without it: whoever brings both
//! together asks [`Attempt::is_of`].

use super::{Case, Task};
use crate::domain::{Score, Scores, Stage, decimal, score::plain_number};

/// The answers to an exercise; any of them may be missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    points: Vec<PointAnswer>,
    tasks: Vec<Option<TaskAnswer>>,
}

/// The answers to a time point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PointAnswer {
    /// The four scores; none if the trainee cannot say, or has not come to it.
    pub scores: Scores,
    /// The stage of the relationship.
    pub stage: Option<Stage>,
    /// The action to take next, from 0.
    pub action: Option<usize>,
}

/// The typed text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a number")]
pub struct TypedNumberError;

/// The answer to a task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TaskAnswer {
    /// A number, finite: a velocity in the task's unit, or per cent.
    Number(f64),
    /// Which choice, from 0. Of clients compared, the number after the last says that it cannot be
    /// told from error.
    Choice(usize),
}

impl Attempt {
    /// Nothing answered yet.
    pub fn none(case: &Case) -> Self {
        Self {
            points: vec![PointAnswer::default(); case.points.len()],
            tasks: vec![None; case.tasks.len()],
        }
    }

    /// These answers, in the order of the case.
    pub const fn new(points: Vec<PointAnswer>, tasks: Vec<Option<TaskAnswer>>) -> Self {
        Self { points, tasks }
    }

    /// Whether it has a place for each point and each task of this case, and no answer that the case
    /// does not offer.
    pub fn is_of(&self, case: &Case) -> bool {
        let mut points = self.points.iter().zip(&case.points);
        let mut tasks = self.tasks.iter().zip(&case.tasks);
        self.points.len() == case.points.len()
            && self.tasks.len() == case.tasks.len()
            && points.all(|(answer, point)| answer.action.is_none_or(|at| at < point.actions.len()))
            && tasks.all(|(answer, task)| answer.is_none_or(|answer| answer.is_of(task)))
    }

    /// These answers to a case of which another build has fewer tasks, or more: what was not asked is not
    /// answered, and answers to later tasks are left out. `None` if they are another case's.
    pub fn fitted(mut self, case: &Case) -> Option<Self> {
        // Without time points it is a drill, which has its tasks from the start.
        if !self.points.is_empty() {
            self.tasks.resize(case.tasks.len(), None);
        }
        self.is_of(case).then_some(self)
    }

    /// How many more tasks these answers have than this case, which happens if a newer build asked.
    pub fn tasks_beyond(&self, case: &Case) -> usize {
        self.tasks.len().saturating_sub(case.tasks.len())
    }

    /// The answers to the time points, in their order.
    pub fn points(&self) -> &[PointAnswer] {
        &self.points
    }

    /// The answers to the tasks, in their order.
    pub fn tasks(&self) -> &[Option<TaskAnswer>] {
        &self.tasks
    }

    /// The scores of all time points in a row, those of one point beside each other.
    pub fn scores(&self) -> Vec<Option<Score>> {
        self.points
            .iter()
            .flat_map(|point| point.scores.0)
            .collect()
    }

    /// Answers a time point; one that there is not is let be.
    pub fn set_point(&mut self, at: usize, answer: PointAnswer) {
        if let Some(place) = self.points.get_mut(at) {
            *place = answer;
        }
    }

    /// Answers a task; one that there is not is let be.
    pub fn set_task(&mut self, at: usize, answer: Option<TaskAnswer>) {
        if let Some(place) = self.tasks.get_mut(at) {
            *place = answer;
        }
    }

    /// Whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        let open = PointAnswer::default();
        self.points.iter().all(|point| *point == open) && self.tasks.iter().all(Option::is_none)
    }
}

impl TaskAnswer {
    /// The number in what was typed, in half-width or full-width digits; none in an empty text.
    ///
    /// ```
    /// use trust_velocity::domain::exercise::TaskAnswer;
    /// let velocity = TaskAnswer::from_typed("３，７９");
    /// assert_eq!(velocity, Ok(Some(TaskAnswer::Number(3.79))));
    /// assert_eq!(TaskAnswer::from_typed(" "), Ok(None));
    /// assert!(TaskAnswer::from_typed("19.5 / 36").is_err());
    /// ```
    ///
    /// # Errors
    /// [`TypedNumberError`] for anything else, and numbers of more than 15 digits before the point.
    pub fn from_typed(text: &str) -> Result<Option<Self>, TypedNumberError> {
        let plain = plain_number(text).replace(['−', '－'], "-");
        let digits = plain.strip_prefix('-').unwrap_or(&plain);
        if plain.is_empty() {
            return Ok(None);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
            return Err(TypedNumberError);
        }
        let value = decimal(&plain).ok_or(TypedNumberError)?;
        Ok(Some(Self::Number(value)))
    }

    /// Whether it can be an answer to this task.
    pub fn is_of(self, task: &Task) -> bool {
        match self {
            Self::Number(value) => value.is_finite() && task.choices() == 0,
            Self::Choice(at) => at < task.choices(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::testing::exercise, *};

    #[test]
    fn typed_velocities() {
        let typed = TaskAnswer::from_typed;
        let velocity = |value| Ok(Some(TaskAnswer::Number(value)));
        assert_eq!(typed("-0。5"), velocity(-0.5));
        assert_eq!(typed("−０.５"), velocity(-0.5));
        assert_eq!(typed(".5"), velocity(0.5));
        for text in [
            "1e3",
            "nan",
            "inf",
            "--1",
            ".",
            "-",
            "1,234.5",
            "3.79 分/周",
        ] {
            assert_eq!(typed(text), Err(TypedNumberError), "{text}");
        }
        assert_eq!(typed(&"9".repeat(400)), Err(TypedNumberError));
    }

    proptest! {
        #[test]
        fn any_text_is_an_answer_or_an_error(text in "\\PC{0,12}") {
            if let Ok(Some(answer)) = TaskAnswer::from_typed(&text) {
                prop_assert!(matches!(answer, TaskAnswer::Number(value) if value.is_finite()));
            }
        }
    }

    #[test]
    fn answers_are_of_their_case() {
        let exercise = exercise();
        let case = exercise.case();
        let none = Attempt::none(case);
        assert!(none.is_of(case) && none.is_empty());
        let with = |action, tasks: [Option<TaskAnswer>; 2]| {
            let point = PointAnswer {
                action,
                ..PointAnswer::default()
            };
            Attempt::new(vec![PointAnswer::default(), point], tasks.to_vec()).is_of(case)
        };
        let velocity = |value| Some(TaskAnswer::Number(value));
        assert!(with(Some(1), [velocity(4.2), Some(TaskAnswer::Choice(1))]));
        assert!(!with(Some(2), [None, None]));
        assert!(!with(None, [velocity(f64::NAN), None]));
        assert!(with(None, [None, Some(TaskAnswer::Choice(2))]));
        assert!(!with(None, [None, Some(TaskAnswer::Choice(3))]));
        assert!(!with(None, [Some(TaskAnswer::Choice(0)), None]));
        // An earlier build asked for less.
        let point = PointAnswer::default();
        let shorter = Attempt::new(vec![point; 2], vec![velocity(4.2)]);
        let fitted = shorter.clone().fitted(case).unwrap();
        assert!(!shorter.is_of(case));
        assert_eq!(fitted.tasks(), [velocity(4.2), None]);
        // A later build asked for more.
        let longer = Attempt::new(vec![point; 2], vec![velocity(4.2), None, velocity(50.0)]);
        assert_eq!(longer.tasks_beyond(case), 1);
        let fitted = longer.fitted(case).unwrap();
        assert_eq!(fitted.tasks(), [velocity(4.2), None]);
        assert_eq!(
            (fitted.tasks_beyond(case), shorter.tasks_beyond(case)),
            (0, 0)
        );
        // Another case is neither.
        let other = Attempt::new(vec![point; 3], vec![None; 3]);
        assert_eq!(other.fitted(case), None);
        let other = Attempt::new(
            vec![point; 2],
            vec![Some(TaskAnswer::Choice(0)), None, None],
        );
        assert_eq!(other.fitted(case), None);
        let mut attempt = none;
        attempt.set_task(0, velocity(1.0));
        assert!(!attempt.is_empty());
        attempt.set_point(9, PointAnswer::default());
        let mut shorter = case.clone();
        shorter.points.pop();
        assert!(!attempt.is_of(&shorter));
    }
}
