//! The agreement of an attempt's answers with the key.

use super::{AnswerKey, Attempt, Exercise};

/// Answers that agree with the key, of those that the key has: scores, stages, actions and tasks.
/// Invariant: at least one is asked, and no more agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Agreement {
    agreeing: u8,
    asked: u8,
}

impl Agreement {
    /// So many of so many; `None` if nothing is asked, or more agree than are asked.
    pub const fn new(agreeing: u8, asked: u8) -> Option<Self> {
        if asked == 0 || asked < agreeing {
            return None;
        }
        Some(Self { agreeing, asked })
    }

    /// How many answers agree.
    pub const fn agreeing(self) -> u8 {
        self.agreeing
    }

    /// How many answers the key has. An answer left open counts too.
    pub const fn asked(self) -> u8 {
        self.asked
    }
}

impl Exercise {
    /// How many of these answers agree with the key: scores within [`AnswerKey::AGREES_WITHIN`], stages
    /// and actions that are the key's, and tasks that are right. `None` if the attempt is another case's.
    pub fn agreement(&self, attempt: &Attempt) -> Option<Agreement> {
        if !attempt.is_of(&self.case) {
            return None;
        }
        let points = || attempt.points().iter().zip(&self.key.points);
        let scores = points().flat_map(|(own, key)| own.scores.0.into_iter().zip(key.scores.0));
        let scores = scores.filter_map(|(own, key)| Some((own, key?)));
        let scores = scores
            .map(|(own, key)| own.is_some_and(|own| AnswerKey::agrees(own.value() - key.value())));
        let choices = points().flat_map(|(own, key)| {
            let is_stage = own.stage == Some(key.stage);
            [is_stage, own.action == Some(key.best)]
        });
        let tasks = self.case.tasks.iter().zip(attempt.tasks());
        let tasks = tasks.map(|(task, own)| own.is_some_and(|own| task.is_right(own)));
        let answers: Vec<_> = scores.chain(choices).chain(tasks).collect();
        let agreeing = answers.iter().filter(|agrees| **agrees).count();
        let [agreeing, asked] = [agreeing, answers.len()].map(u8::try_from);
        Agreement::new(agreeing.ok()?, asked.ok()?)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::testing::exercise, *};
    use crate::domain::{
        Score,
        exercise::{PointAnswer, TaskAnswer},
    };

    fn of_key(exercise: &Exercise) -> Attempt {
        let points = exercise.key().points.iter().map(|key| PointAnswer {
            scores: key.scores,
            stage: Some(key.stage),
            action: Some(key.best),
        });
        // The key's answers to the tasks: 4.2 a week, the second client.
        let tasks = vec![Some(TaskAnswer::Number(4.2)), Some(TaskAnswer::Choice(1))];
        Attempt::new(points.collect(), tasks)
    }

    #[test]
    fn what_is_left_open_is_asked() {
        let exercise = exercise();
        let none = exercise.agreement(&Attempt::none(exercise.case())).unwrap();
        let scores = exercise.key().points.iter();
        let scores: usize = scores
            .map(|key| key.scores.0.iter().flatten().count())
            .sum();
        assert_eq!(usize::from(none.asked()), scores + 2 * 2 + 2);
        assert_eq!(none.agreeing(), 0);
    }

    #[test]
    fn the_answers_of_the_key_agree_and_others_do_not() {
        let exercise = exercise();
        let mut attempt = of_key(&exercise);
        let all = exercise.agreement(&attempt).unwrap();
        assert_eq!(all.agreeing(), all.asked());
        attempt.set_task(0, Some(TaskAnswer::Number(40.0)));
        let stage_open = PointAnswer {
            stage: None,
            ..attempt.points()[0]
        };
        attempt.set_point(0, stage_open);
        let fewer = exercise.agreement(&attempt).unwrap();
        assert_eq!(
            (fewer.agreeing(), fewer.asked()),
            (all.agreeing() - 2, all.asked())
        );
        let other = Attempt::new(Vec::new(), Vec::new());
        assert_eq!(exercise.agreement(&other), None);
    }

    #[test]
    fn a_score_agrees_within_half_a_point() {
        let exercise = exercise();
        let attempt = of_key(&exercise);
        let all = exercise.agreement(&attempt).unwrap().agreeing();
        for (difference, expected) in [(0.5, all), (0.6, all - 1)] {
            let mut other = attempt.clone();
            let mut answer = attempt.points()[0];
            let score = answer.scores.0.iter_mut().flatten().next().unwrap();
            let middle = if score.value() < 5.0 { 1.0 } else { -1.0 };
            *score = Score::new(score.value() + middle * difference).unwrap();
            other.set_point(0, answer);
            let agreement = exercise.agreement(&other).unwrap();
            assert_eq!(agreement.agreeing(), expected, "{difference}");
        }
    }

    #[test]
    fn no_more_agree_than_are_asked() {
        assert_eq!(Agreement::new(0, 0), None);
        assert_eq!(Agreement::new(3, 2), None);
        assert!(Agreement::new(2, 2).is_some());
    }
}
