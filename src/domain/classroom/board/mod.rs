//! What a class sees once the key is revealed: distributions, votes, agreement, errors, and what is
//! worth discussing.
//!
//! Invariant: in an anonymous class nothing is told of a group under [`FEWEST`].

use super::{ClassRatings, RaterFigures, Session, UnitFigures};
use crate::domain::{
    Dimension, EntryId, Name, PerDimension, Score, Stage,
    exercise::{Exercise, Task, TaskAnswer, VelocityVerdict, Work},
};

/// The smallest group that an anonymous class is shown.
pub const FEWEST: usize = 3;

/// The figures of a session beside the key of its exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    exercise: Exercise,
    trainees: Vec<(EntryId, Option<Name>, Work)>,
    ratings: ClassRatings,
    units: Vec<UnitFigures>,
    is_anonymous: bool,
}

/// A class at a time point.
#[derive(Clone, Debug, PartialEq)]
pub struct PointFigures {
    /// The scores that were given, for each dimension; empty where they are hidden.
    pub scores: PerDimension<Vec<Score>>,
    /// The figures over them; empty where they are hidden.
    pub units: PerDimension<UnitFigures>,
    /// Which dimensions are hidden, since too few answered.
    pub hidden: PerDimension<bool>,
    /// How many named each stage; `None` where too few did.
    pub stages: Option<Vec<(Stage, usize)>>,
    /// How many chose each action; `None` where too few did.
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

/// What is worth discussing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Discussion {
    /// Where the class disagrees most: the largest standard deviation.
    Disagreement {
        /// Which time point, from 0.
        point: usize,
        /// Which dimension.
        dimension: Dimension,
        /// The sample's standard deviation.
        sd: f64,
    },
    /// Where the class as a whole is furthest from the key.
    CommonError {
        /// Which time point, from 0.
        point: usize,
        /// Which dimension.
        dimension: Dimension,
        /// Mean − key.
        bias: f64,
    },
    /// Where two stages divide the class most evenly.
    OppositeStages {
        /// Which time point, from 0.
        point: usize,
        /// The stage that most named, and how many.
        first: (Stage, usize),
        /// The next, and how many.
        second: (Stage, usize),
    },
}

/// A class at a task.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskFigures {
    /// How many gave the right velocity, made each mistake, or something else; the most frequent
    /// first, behind the right ones.
    Velocity(Vec<(VelocityVerdict, usize)>),
    /// How many chose each client.
    Faster(Vec<usize>),
    /// Too few answered.
    Hidden,
}

/// A trainee's row in the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Trainee<'a> {
    /// Whose it is.
    pub id: EntryId,
    /// The name, where the class gives names.
    pub name: Option<&'a Name>,
    /// The answers.
    pub work: &'a Work,
    /// The figures beside the key.
    pub figures: RaterFigures,
    /// Whether all four dimensions have the same score at every time point.
    pub is_straight_line: bool,
}

impl Board {
    /// The figures of a session's submissions that answer this exercise.
    pub fn new(exercise: Exercise, session: &Session) -> Self {
        let submissions = session.submissions().iter();
        let of_case = submissions.filter(|it| it.work.is_of(exercise.case()));
        let trainees: Vec<_> = of_case
            .map(|it| (it.id, it.name.clone(), it.work.clone()))
            .collect();
        let row = |work: &Work| {
            let points = work.points().iter();
            points.flat_map(|point| point.scores.0).collect()
        };
        let key = exercise.key().points.iter();
        let key: Vec<_> = key.flat_map(|point| point.scores.0).collect();
        let ratings = trainees.iter().map(|(_, _, work)| row(work)).collect();
        // Every row is as long as the key, since the works are of this case.
        let ratings = ClassRatings::new(ratings, key).unwrap_or_default();
        Self {
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

    /// The class at a time point; `None` where there is no such point.
    pub fn point(&self, at: usize) -> Option<PointFigures> {
        self.exercise.case().points.get(at)?;
        let units = self.units_at(at);
        let hidden = PerDimension::from_fn(|dimension| self.is_hidden(units[dimension].n));
        let answers = || self.trainees.iter().map(|(_, _, work)| &work.points()[at]);
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

    /// How far the class is from the key in each dimension; `None` where the key has no score, or
    /// too few answered.
    pub fn dimension_errors(&self) -> PerDimension<Option<DimensionError>> {
        PerDimension::from_fn(|dimension| {
            let keys = self.exercise.key().points.iter();
            let keys: Vec<_> = keys.map(|point| point.scores[dimension]).collect();
            let errors = self.trainees.iter().map(|(_, _, work)| {
                let answers = work.points().iter().map(|point| point.scores[dimension]);
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

    /// What is worth discussing: at most one of each kind, in the order of [`Discussion`].
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
            .filter(|(_, _, bias)| *bias != 0.0)
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
                (0 < second.1).then_some((point, first, second, share))
            })
            .max_by(|one, other| one.3.total_cmp(&other.3))
            .map(|(point, first, second, _)| Discussion::OppositeStages {
                point,
                first,
                second,
            });
        let all = [disagreement, common_error, opposite_stages];
        all.into_iter().flatten().collect()
    }

    /// The class at a task; `None` where there is no such task.
    pub fn task(&self, at: usize) -> Option<TaskFigures> {
        let answers = self
            .trainees
            .iter()
            .filter_map(|(_, _, work)| work.tasks()[at]);
        let figures = match self.exercise.case().tasks.get(at)? {
            Task::Velocity(task) => {
                let mut counts: Vec<(VelocityVerdict, usize)> = vec![(VelocityVerdict::Right, 0)];
                let mut answered = 0;
                for answer in answers {
                    let TaskAnswer::Velocity(value) = answer else {
                        continue;
                    };
                    answered += 1;
                    let verdict = task.verdict(value);
                    match counts.iter_mut().find(|(known, _)| *known == verdict) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((verdict, 1)),
                    }
                }
                if self.is_hidden(answered) {
                    return Some(TaskFigures::Hidden);
                }
                counts[1..].sort_by_key(|(_, count)| std::cmp::Reverse(*count));
                TaskFigures::Velocity(counts)
            }
            Task::Faster(task) => {
                let chosen = answers.map(|answer| match answer {
                    TaskAnswer::Faster(client) => Some(client),
                    TaskAnswer::Velocity(_) => None,
                });
                let votes = self.votes(task.clients().len(), chosen);
                votes.map_or(TaskFigures::Hidden, TaskFigures::Faster)
            }
        };
        Some(figures)
    }

    /// Every trainee with their figures, in the order in which they first came; in an anonymous class
    /// in that of their random ids, which tells nothing of who came when, and nobody where it is too
    /// small to be shown.
    pub fn trainees(&self) -> Vec<Trainee<'_>> {
        if self.is_hidden(self.count()) {
            return Vec::new();
        }
        let figures = self.ratings.raters();
        let rows = self.trainees.iter().zip(figures).enumerate();
        let rows = rows.map(|(at, ((id, name, work), figures))| Trainee {
            id: *id,
            name: name.as_ref(),
            work,
            figures,
            is_straight_line: self.ratings.is_straight_line(at),
        });
        let mut rows: Vec<_> = rows.collect();
        if self.is_anonymous {
            rows.sort_by_key(|trainee| trainee.id);
        }
        rows
    }

    /// How many gave all four dimensions the same score at every point; `None` where so few are not
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

    /// How many chose each of so many; `None` where too few chose at all.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        classroom::{Naming, Submission, session::testing::session},
        exercise::{PointAnswer, testing::exercise},
    };

    fn answer(value: f64, stage: Stage, action: usize) -> PointAnswer {
        PointAnswer {
            scores: PerDimension([Some(Score::new(value).unwrap()); 4]),
            stage: Some(stage),
            action: Some(action),
        }
    }

    fn board(naming: Naming, works: &[Work]) -> Board {
        let mut session = session(naming);
        for (work, id) in works.iter().zip(1..) {
            session.take(Submission {
                session: session.id,
                id: EntryId::new(id),
                edition: 1,
                name: Some(Name::new("李雷").unwrap()),
                work: work.clone(),
            });
        }
        Board::new(exercise(), &session)
    }

    /// The key is 5, 5, none, 4 at both points; the tasks' answers are 4.2 and the second client.
    fn works() -> Vec<Work> {
        let work = |one, other, velocity, client| {
            Work::new(
                vec![one, other],
                vec![
                    Some(TaskAnswer::Velocity(velocity)),
                    Some(TaskAnswer::Faster(client)),
                ],
            )
        };
        let initial = |value| answer(value, Stage::Initial, 1);
        vec![
            work(initial(5.0), answer(9.0, Stage::Deepening, 0), 4.2, 1),
            work(initial(5.0), answer(9.0, Stage::Deepening, 1), 0.6, 1),
            work(initial(6.0), answer(8.0, Stage::Initial, 1), 0.93, 0),
            work(initial(4.0), answer(3.0, Stage::Initial, 1), 3.15, 1),
        ]
    }

    #[test]
    fn a_point_is_told_beside_the_key() {
        let board = board(Naming::Named(Vec::new()), &works());
        let point = board.point(1).unwrap();
        let expertise = point.units[Dimension::Expertise];
        assert_eq!((expertise.n, expertise.mean), (4, Some(7.25)));
        assert_eq!(expertise.bias, Some(2.25));
        assert_eq!(point.units[Dimension::Relationship].bias, None);
        assert_eq!(point.scores[Dimension::Benefit].len(), 4);
        assert_eq!(point.actions, Some(vec![1, 3]));
        let stages = point.stages.unwrap();
        assert_eq!(stages[0], (Stage::Initial, 2));
        assert_eq!(stages[1], (Stage::Deepening, 2));
        assert_eq!(board.point(2), None);
        let benefit = board.dimension_errors()[Dimension::Benefit].unwrap();
        let expected = DimensionError {
            n: 8,
            bias: 2.125,
            mean_absolute_error: 2.375,
        };
        assert_eq!(benefit, expected);
        assert_eq!(board.dimension_errors()[Dimension::Relationship], None);
    }

    #[test]
    fn three_things_are_worth_discussing() {
        let discussion = board(Naming::Named(Vec::new()), &works()).discussion();
        let [
            Discussion::Disagreement { point: 1, .. },
            Discussion::CommonError {
                point: 1,
                dimension: Dimension::Benefit,
                bias,
            },
            Discussion::OppositeStages {
                point: 1,
                first: (_, 2),
                second: (_, 2),
            },
        ] = discussion[..]
        else {
            panic!("{discussion:?}");
        };
        assert_eq!(Some(bias), Some(3.25));
        assert_eq!(board(Naming::Anonymous, &[]).discussion(), []);
    }

    #[test]
    fn mistakes_are_counted() {
        let board = board(Naming::Named(Vec::new()), &works());
        let expected = TaskFigures::Velocity(vec![
            (VelocityVerdict::Right, 1),
            (VelocityVerdict::WrongUnit(crate::domain::Unit::Day), 1),
            (VelocityVerdict::NetChange, 1),
            (VelocityVerdict::LeftOut(None), 1),
        ]);
        assert_eq!(board.task(0), Some(expected));
        assert_eq!(board.task(1), Some(TaskFigures::Faster(vec![1, 3])));
        assert_eq!(board.task(2), None);
    }

    #[test]
    fn a_small_anonymous_group_is_hidden() {
        let few = board(Naming::Anonymous, &works()[..2]);
        let point = few.point(0).unwrap();
        assert_eq!(point.scores, PerDimension::default());
        assert_eq!(point.units, PerDimension::default());
        assert_eq!(point.hidden, PerDimension([true; 4]));
        assert_eq!((point.stages, point.actions), (None, None));
        assert_eq!(few.dimension_errors(), PerDimension([None; 4]));
        assert_eq!((few.alpha(), few.discussion()), (None, Vec::new()));
        assert_eq!(few.task(0), Some(TaskFigures::Hidden));
        assert_eq!(few.task(1), Some(TaskFigures::Hidden));
        assert_eq!(few.trainees(), []);
        assert_eq!(few.count(), 2);

        let mut works = works();
        works[0] = Work::none(exercise().case());
        let three = board(Naming::Anonymous, &works);
        assert!(three.point(0).unwrap().stages.is_some() && three.alpha().is_some());
        works[1] = Work::none(exercise().case());
        let two = board(Naming::Anonymous, &works);
        assert_eq!(two.point(0).unwrap().stages, None);
        assert_eq!(two.task(0), Some(TaskFigures::Hidden));
    }

    #[test]
    fn answers_to_another_case_are_left_out() {
        let mut works = works();
        works.push(Work::new(Vec::new(), Vec::new()));
        let board = board(Naming::Named(Vec::new()), &works);
        assert_eq!(board.count(), 4);
        let rows = board.trainees();
        assert_eq!(rows.len(), 4);
        assert!(rows[0].is_straight_line && rows[0].name.is_some());
        assert_eq!(rows[0].figures.mean_absolute_error, Some(14.0 / 6.0));
    }
}
