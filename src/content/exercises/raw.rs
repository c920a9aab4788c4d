//! The exercises as their file has them, and what makes each language's out of them.

use std::{fmt::Display, str::FromStr};

use serde::{Deserialize, Deserializer, de::Error};

use super::ExerciseFlaw;
use crate::domain::{
    CivilDate, Language, Name, NameError, NonEmptyText, Note, PerDimension, Score, Scores, Stage,
    Unit,
    exercise::{
        AnswerKey, Case, CasePoint, Compared, Exercise, FasterTask, Given, KeyPoint, ReadPoint,
        Reading, ReadingTask, Slug, Task, Total, TotalPoints, VelocityTask,
    },
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExercise {
    #[serde(deserialize_with = "parsed")]
    pub(super) id: Slug,
    title: Wording,
    minutes: u8,
    about: Wording,
    intro: Wording,
    points: Vec<RawPoint>,
    #[serde(default)]
    tasks: Vec<RawTask>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPoint {
    #[serde(deserialize_with = "parsed")]
    date: CivilDate,
    day: u32,
    facts: Wording,
    /// The question about the actions, if it is not simply which is best next.
    question: Option<Wording>,
    key: RawKey,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    #[serde(deserialize_with = "scores")]
    scores: Scores,
    why: Wording<[String; 4]>,
    #[serde(deserialize_with = "stage")]
    stage: Stage,
    stage_why: Wording,
    actions: Vec<RawAction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAction {
    text: Wording,
    best: bool,
    why: Wording,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum RawTask {
    /// Asks for the formula velocity at a point, from the key's scores.
    Velocity {
        ask: Wording,
        point: usize,
        #[serde(deserialize_with = "unit")]
        unit: Unit,
        why: Wording,
    },
    Faster {
        ask: Wording,
        clients: Vec<RawClient>,
        why: Wording,
    },
    /// Asks what the figures say of some points, by the key's scores.
    Reading {
        ask: Wording,
        #[serde(deserialize_with = "reading")]
        reading: Reading,
        points: Vec<usize>,
        why: Wording,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClient {
    name: String,
    from: RawTotal,
    to: RawTotal,
}

#[derive(Clone, Copy, Deserialize)]
struct RawTotal(
    #[serde(deserialize_with = "parsed")] CivilDate,
    #[serde(deserialize_with = "points")] TotalPoints,
);

/// A text, or several, in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording<T = String> {
    pub(super) zh: T,
    pub(super) en: T,
}

impl<T> Wording<T> {
    pub(super) const fn of(&self, language: Language) -> &T {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

impl RawExercise {
    pub(super) fn exercise(&self, language: Language) -> Result<Exercise, ExerciseFlaw> {
        let points = self.points.iter();
        let tasks = self.tasks.iter();
        let case = Case {
            title: Name::new(self.title.of(language))?,
            minutes: self.minutes,
            about: Note::new(self.about.of(language))?,
            intro: Note::new(self.intro.of(language))?,
            points: points
                .clone()
                .map(|it| it.case(language))
                .collect::<Result<_, _>>()?,
            tasks: tasks
                .clone()
                .map(|it| self.task(it, language))
                .collect::<Result<_, _>>()?,
        };
        let working = |task: &RawTask| {
            let (RawTask::Velocity { why, .. }
            | RawTask::Faster { why, .. }
            | RawTask::Reading { why, .. }) = task;
            Note::new(why.of(language))
        };
        let key = AnswerKey {
            points: points
                .map(|it| it.key.key(language))
                .collect::<Result<_, _>>()?,
            tasks: tasks.map(working).collect::<Result<_, _>>()?,
        };
        Ok(Exercise::new(case, key)?)
    }

    fn task(&self, task: &RawTask, language: Language) -> Result<Task, ExerciseFlaw> {
        match task {
            RawTask::Velocity {
                ask, point, unit, ..
            } => {
                let asked = self.points.get(*point).and_then(RawPoint::given);
                let given = asked.ok_or(ExerciseFlaw::Unanswerable(*point))?;
                let earlier = self.points.iter().take(*point);
                let before = earlier.rev().find_map(RawPoint::given);
                let ask = NonEmptyText::new(ask.of(language))?;
                let task = VelocityTask::new(ask, given, before, *unit)?;
                Ok(Task::Velocity(task))
            }
            RawTask::Faster { ask, clients, .. } => {
                let clients = clients.iter().map(RawClient::compared);
                let clients = clients.collect::<Result<_, _>>()?;
                let ask = NonEmptyText::new(ask.of(language))?;
                Ok(Task::Faster(FasterTask::new(ask, clients)?))
            }
            RawTask::Reading {
                ask,
                reading,
                points,
                ..
            } => {
                let read = points.iter().map(|at| {
                    let point = self.points.get(*at);
                    point.map_or(Err(ExerciseFlaw::Unanswerable(*at)), |it| Ok(it.read()))
                });
                let ask = NonEmptyText::new(ask.of(language))?;
                let task = ReadingTask::new(ask, *reading, read.collect::<Result<_, _>>()?)?;
                Ok(Task::Reading(task))
            }
        }
    }
}

impl RawPoint {
    fn case(&self, language: Language) -> Result<CasePoint, ExerciseFlaw> {
        let actions = self.key.actions.iter();
        let actions = actions.map(|it| NonEmptyText::new(it.text.of(language)));
        Ok(CasePoint {
            date: self.date,
            day: self.day,
            facts: NonEmptyText::new(self.facts.of(language))?,
            actions: actions.collect::<Result<_, _>>()?,
            question: match &self.question {
                Some(question) => Some(NonEmptyText::new(question.of(language))?),
                None => None,
            },
        })
    }

    /// The data that a reading takes from it.
    const fn read(&self) -> ReadPoint {
        ReadPoint {
            date: self.date,
            day: self.day,
            scores: self.key.scores,
        }
    }

    /// The four scores, if the key has all of them.
    fn given(&self) -> Option<Given> {
        let [Some(e), Some(c), Some(r), Some(b)] = self.key.scores.0 else {
            return None;
        };
        Some(Given {
            scores: PerDimension([e, c, r, b]),
            day: self.day,
        })
    }
}

impl RawKey {
    fn key(&self, language: Language) -> Result<KeyPoint, ExerciseFlaw> {
        let [e, c, r, b] = self.why.of(language).each_ref().map(|why| Note::new(why));
        let best = self.actions.iter().filter(|it| it.best).count();
        if best != 1 {
            return Err(ExerciseFlaw::NotOneBest(best));
        }
        let actions = self.actions.iter();
        let action_why = actions.clone().map(|it| Note::new(it.why.of(language)));
        Ok(KeyPoint {
            scores: self.scores,
            why: PerDimension([e?, c?, r?, b?]),
            stage: self.stage,
            stage_why: Note::new(self.stage_why.of(language))?,
            best: actions.take_while(|it| !it.best).count(),
            action_why: action_why.collect::<Result<_, _>>()?,
        })
    }
}

impl RawClient {
    fn compared(&self) -> Result<Compared, NameError> {
        let total = |RawTotal(date, points)| Total { date, points };
        Ok(Compared {
            name: Name::new(&self.name)?,
            from: total(self.from),
            to: total(self.to),
        })
    }
}

pub(super) fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromStr<Err: Display>,
{
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(D::Error::custom)
}

fn stage<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Stage, D::Error> {
    let id = String::deserialize(deserializer)?;
    Stage::from_id(&id).ok_or_else(|| D::Error::custom(format!("{id:?} is no stage")))
}

fn reading<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Reading, D::Error> {
    let id = String::deserialize(deserializer)?;
    Reading::from_id(&id).ok_or_else(|| D::Error::custom(format!("{id:?} is no reading")))
}

fn unit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Unit, D::Error> {
    let id = String::deserialize(deserializer)?;
    Unit::from_id(&id).ok_or_else(|| D::Error::custom(format!("{id:?} is no unit")))
}

fn scores<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Scores, D::Error> {
    let score = |value: Option<f64>| value.map(Score::new).transpose().map_err(D::Error::custom);
    let [e, c, r, b] = <[Option<f64>; 4]>::deserialize(deserializer)?.map(score);
    Ok(PerDimension([e?, c?, r?, b?]))
}

fn points<'de, D: Deserializer<'de>>(deserializer: D) -> Result<TotalPoints, D::Error> {
    let value = f64::deserialize(deserializer)?;
    TotalPoints::new(value).ok_or_else(|| D::Error::custom(format!("{value} is no total")))
}
