//! Marks: how much of a trainee's answers is right.

use super::Trainee;
use crate::domain::exercise::Exercise;

/// Counts over a trainee's answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// How many scores were given.
    pub scores: usize,
    /// How many stages are the key's.
    pub stages: usize,
    /// How many actions are the key's best.
    pub actions: usize,
    /// How many tasks are right.
    pub tasks: usize,
}

impl Trainee<'_> {
    /// The counts beside the key of this trainee's exercise.
    pub fn marks(&self, exercise: &Exercise) -> Marks {
        let points = || self.attempt.points().iter().zip(&exercise.key().points);
        let tasks = self.attempt.tasks().iter().zip(&exercise.case().tasks);
        let right = tasks.filter(|(answer, task)| answer.is_some_and(|it| task.is_right(it)));
        Marks {
            scores: points()
                .map(|(it, _)| it.scores.0.iter().flatten().count())
                .sum(),
            stages: points()
                .filter(|(it, key)| it.stage == Some(key.stage))
                .count(),
            actions: points()
                .filter(|(it, key)| it.action == Some(key.best))
                .count(),
            tasks: right.count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        EntryId, PerDimension, Score, Stage,
        classroom::RaterFigures,
        exercise::{Attempt, PointAnswer, TaskAnswer, testing::exercise},
    };

    #[test]
    fn what_is_right_is_counted() {
        let score = Score::new(5.0).ok();
        let point = |stage, action| PointAnswer {
            scores: PerDimension([score, score, score, None]),
            stage: Some(stage),
            action: Some(action),
        };
        let marks = |points, tasks: [TaskAnswer; 2]| {
            let attempt = Attempt::new(points, tasks.map(Some).to_vec());
            let trainee = Trainee {
                id: EntryId::new(1),
                name: None,
                attempt: &attempt,
                figures: RaterFigures::default(),
                is_straight_line: false,
            };
            trainee.marks(&exercise())
        };
        // The key: initial, the second action; 4.2 a week, the second client.
        let some = marks(
            vec![point(Stage::Initial, 0), point(Stage::Deepening, 1)],
            [TaskAnswer::Number(4.2), TaskAnswer::Choice(0)],
        );
        let expected = |right| Marks {
            scores: 6,
            stages: right,
            actions: right,
            tasks: right,
        };
        assert_eq!(some, expected(1));
        let all = marks(
            vec![point(Stage::Initial, 1), point(Stage::Initial, 1)],
            [TaskAnswer::Number(4.2), TaskAnswer::Choice(1)],
        );
        assert_eq!(all, expected(2));
    }
}
