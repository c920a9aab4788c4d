//! The built-in classroom exercises: one file holds them in both languages. The built site has a file
//! for each in its place, of the same form, and an [index](ExerciseIndex): see `split/exercises.mjs`.
//!
//! Invariant: what has been parsed can be worked through in either language. Both are made into
//! [`Exercise`]s, whose own checks these are, when the file is read.

mod index;

use std::{fmt::Display, str::FromStr, sync::Arc};

use serde::{Deserialize, Deserializer, de::Error};

use crate::domain::{
    CivilDate, Language, Name, NameError, NonEmptyText, NonEmptyTextError, Note, NoteError,
    PerDimension, Score, Scores, Stage, Unit,
    exercise::{
        AnswerKey, Case, CasePoint, Compared, Exercise, ExerciseError, FasterTask, Given, KeyPoint,
        ReadPoint, Reading, ReadingTask, Slug, Task, TaskError, Total, TotalPoints, VelocityTask,
    },
};

pub use index::{ExerciseIndex, ExerciseOutline};

/// The built-in exercises of a file, in its order; cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercises(Arc<[BuiltIn]>);

#[derive(Debug, PartialEq)]
struct BuiltIn {
    slug: Slug,
    zh: Exercise,
    en: Exercise,
}

/// A file of exercises is damaged.
#[derive(Debug, thiserror::Error)]
pub enum ExercisesError {
    /// Not the format: an unknown field, or an invalid name, date, score, stage or unit; the
    /// parser's words.
    #[error("not a file of exercises: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Two exercises with one stable name.
    #[error("there are two exercises {:?}", .0.as_str())]
    Twice(Slug),
    /// An exercise that is not valid.
    #[error("{:?}: {flaw}", slug.as_str())]
    Flawed {
        /// The exercise.
        slug: Slug,
        /// The flaw.
        flaw: ExerciseFlaw,
    },
}

/// The reason why an entry of the file is no valid exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExerciseFlaw {
    /// A title, or the name of a client who is compared.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A text that must not be empty.
    #[error(transparent)]
    NonEmptyText(#[from] NonEmptyTextError),
    /// A text that may be empty.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A task without exactly one true answer.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// A task refers to a point that does not exist, or that lacks a score of a velocity.
    #[error("a task asks about point {0}, which has no four scores")]
    Unanswerable(usize),
    /// A point has no best action, or several.
    #[error("a point has {0} best actions, not one")]
    NotOneBest(usize),
    /// The parts do not fit together.
    #[error(transparent)]
    Exercise(#[from] ExerciseError),
}

impl Exercises {
    /// Parses a file of exercises: all of them, or the file of one.
    ///
    /// # Errors
    /// [`ExercisesError`] if the file is damaged, or an exercise is not valid in one of the
    /// languages.
    ///
    /// ```
    /// use trust_velocity::{content::Exercises, domain::Language};
    /// assert_eq!(Exercises::parse("[]")?.iter(Language::En).count(), 0);
    /// assert!(Exercises::parse(r#"[{"id": "half-written"}]"#).is_err());
    /// # Ok::<(), trust_velocity::content::ExercisesError>(())
    /// ```
    pub fn parse(json: &str) -> Result<Self, ExercisesError> {
        let raw: Vec<RawExercise> = serde_json::from_str(json)?;
        let mut all: Vec<BuiltIn> = Vec::with_capacity(raw.len());
        for exercise in raw {
            let slug = exercise.id;
            if all.iter().any(|it| it.slug == slug) {
                return Err(ExercisesError::Twice(slug));
            }
            let make = |language| {
                let made = exercise.exercise(language);
                made.map_err(|flaw| ExercisesError::Flawed { slug, flaw })
            };
            let (zh, en) = (make(Language::Zh)?, make(Language::En)?);
            all.push(BuiltIn { slug, zh, en });
        }
        Ok(Self(all.into()))
    }

    /// Each exercise in a language, with its stable name.
    pub fn iter(&self, language: Language) -> impl Iterator<Item = (Slug, &Exercise)> {
        self.0.iter().map(move |it| (it.slug, it.of(language)))
    }

    /// The exercise of a stable name in a language.
    pub fn get(&self, slug: Slug, language: Language) -> Option<&Exercise> {
        let found = self.0.iter().find(|it| it.slug == slug);
        found.map(|it| it.of(language))
    }
}

impl BuiltIn {
    const fn of(&self, language: Language) -> &Exercise {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExercise {
    #[serde(deserialize_with = "parsed")]
    id: Slug,
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
struct Wording<T = String> {
    zh: T,
    en: T,
}

impl<T> Wording<T> {
    const fn of(&self, language: Language) -> &T {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

impl RawExercise {
    fn exercise(&self, language: Language) -> Result<Exercise, ExerciseFlaw> {
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

fn parsed<'de, D, T>(deserializer: D) -> Result<T, D::Error>
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

#[cfg(test)]
mod figures;
#[cfg(test)]
mod readings;
#[cfg(test)]
mod stages;
#[cfg(test)]
mod tests;
