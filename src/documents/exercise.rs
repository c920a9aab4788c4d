//! Exercises as they are stored and sent: arrays, since links have few characters.

use serde::{Deserialize, Serialize};

use super::{DecodeError, invalid, known, name, note, parse, parsed, print, score_of};
use crate::domain::{
    Dimension, NonEmptyText, PerDimension, Score, Stage, Unit,
    exercise::{
        AnswerKey, Case, CasePoint, Compared, Exercise, FasterTask, Given, KeyPoint, ReadPoint,
        Reading, ReadingTask, Task, Total, TotalPoints, VelocityTask,
    },
};

/// case, key
#[derive(Serialize, Deserialize)]
pub(super) struct ExerciseV5(CaseV5, KeyV3);

/// title, minutes, about, intro, points, tasks
#[derive(Serialize, Deserialize)]
pub(super) struct CaseV5(String, u8, String, String, Vec<CasePointV5>, Vec<TaskV5>);

/// date, days since first contact, facts, actions, what is asked of them if that is not what is best
/// done next (from version 5 on)
#[derive(Serialize, Deserialize)]
struct CasePointV5(
    String,
    u32,
    String,
    Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TaskV5 {
    /// question, numbers given, those before, unit
    Velocity(String, GivenV3, Option<GivenV3>, String),
    /// question, clients
    Faster(String, Vec<ComparedV3>),
    /// question, what is read, time points read; from version 5 on
    Reading(String, String, Vec<ReadPointV5>),
}

/// scores, day
#[derive(Serialize, Deserialize)]
struct GivenV3([f64; 4], u32);

/// date, days since first contact, scores
#[derive(Serialize, Deserialize)]
struct ReadPointV5(String, u32, [Option<f64>; 4]);

/// name, earlier date and total, later date and total
#[derive(Serialize, Deserialize)]
struct ComparedV3(String, String, f64, String, f64);

/// points, workings of the tasks
#[derive(Serialize, Deserialize)]
pub(super) struct KeyV3(Vec<KeyPointV3>, Vec<String>);

/// scores, their reasons, stage, its reason, best action, reasons of the actions
#[derive(Serialize, Deserialize)]
struct KeyPointV3(
    [Option<f64>; 4],
    [String; 4],
    String,
    String,
    usize,
    Vec<String>,
);

/// The JSON of an exercise.
///
/// # Errors
/// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
pub fn encode_exercise(exercise: &Exercise) -> Result<String, DecodeError> {
    print(&ExerciseV5::from(exercise))
}

/// The exercise of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is not one that can be worked through.
pub fn decode_exercise(text: &str) -> Result<Exercise, DecodeError> {
    parse::<ExerciseV5>(text)?.into_exercise()
}

/// The JSON of a case, without its key.
///
/// # Errors
/// As [`encode_exercise`].
pub fn encode_case(case: &Case) -> Result<String, DecodeError> {
    print(&CaseV5::from(case))
}

/// The case of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is not one that can be worked through.
pub fn decode_case(text: &str) -> Result<Case, DecodeError> {
    let case = parse::<CaseV5>(text)?.into_case()?;
    case.check()
        .map_err(|error| invalid("case", &error.to_string()))?;
    Ok(case)
}

/// The JSON of a key.
///
/// # Errors
/// As [`encode_exercise`].
pub fn encode_answer_key(key: &AnswerKey) -> Result<String, DecodeError> {
    print(&KeyV3::from(key))
}

/// The key of a JSON text. [`Exercise::new`] checks whether it fits a case.
///
/// # Errors
/// [`DecodeError`] if the text is not a key.
pub fn decode_answer_key(text: &str) -> Result<AnswerKey, DecodeError> {
    parse::<KeyV3>(text)?.into_key()
}

impl From<&Exercise> for ExerciseV5 {
    fn from(exercise: &Exercise) -> Self {
        Self(exercise.case().into(), exercise.key().into())
    }
}

impl ExerciseV5 {
    pub fn into_exercise(self) -> Result<Exercise, DecodeError> {
        let Self(case, key) = self;
        Exercise::new(case.into_case()?, key.into_key()?)
            .map_err(|error| invalid("exercise", &error.to_string()))
    }
}

impl From<&Case> for CaseV5 {
    fn from(case: &Case) -> Self {
        Self(
            case.title.as_str().to_owned(),
            case.minutes,
            case.about.as_str().to_owned(),
            case.intro.as_str().to_owned(),
            case.points.iter().map(CasePointV5::from).collect(),
            case.tasks.iter().map(TaskV5::from).collect(),
        )
    }
}

impl CaseV5 {
    fn into_case(self) -> Result<Case, DecodeError> {
        let Self(title, minutes, about, intro, points, tasks) = self;
        let points = points.into_iter().map(CasePointV5::into_point);
        let tasks = tasks.into_iter().map(TaskV5::into_task);
        Ok(Case {
            title: name("title", &title)?,
            minutes,
            about: note("about", &about)?,
            intro: note("intro", &intro)?,
            points: points.collect::<Result<_, _>>()?,
            tasks: tasks.collect::<Result<_, _>>()?,
        })
    }
}

impl From<&CasePoint> for CasePointV5 {
    fn from(point: &CasePoint) -> Self {
        let actions = point.actions.iter();
        Self(
            point.date.to_string(),
            point.day,
            point.facts.as_str().to_owned(),
            actions.map(|action| action.as_str().to_owned()).collect(),
            point.question.as_ref().map(|it| it.as_str().to_owned()),
        )
    }
}

impl CasePointV5 {
    fn into_point(self) -> Result<CasePoint, DecodeError> {
        let Self(date, day, facts, actions, question) = self;
        let actions = actions.iter().map(|text| line("action", text));
        Ok(CasePoint {
            date: parsed("point date", &date)?,
            day,
            facts: line("facts", &facts)?,
            actions: actions.collect::<Result<_, _>>()?,
            question: question.map(|text| line("question", &text)).transpose()?,
        })
    }
}

impl From<&Task> for TaskV5 {
    fn from(task: &Task) -> Self {
        let ask = task.ask().as_str().to_owned();
        match task {
            Task::Velocity(task) => {
                let before = task.before.as_ref().map(GivenV3::from);
                let unit = task.unit.id().to_owned();
                Self::Velocity(ask, GivenV3::from(&task.given), before, unit)
            }
            Task::Faster(task) => {
                Self::Faster(ask, task.clients().iter().map(ComparedV3::from).collect())
            }
            Task::Reading(task) => {
                let points = task.points().iter().map(ReadPointV5::from);
                Self::Reading(ask, task.reading().id().to_owned(), points.collect())
            }
        }
    }
}

impl TaskV5 {
    fn into_task(self) -> Result<Task, DecodeError> {
        let task = match self {
            Self::Velocity(ask, given, before, unit) => VelocityTask::new(
                line("question", &ask)?,
                given.into_given()?,
                before.map(GivenV3::into_given).transpose()?,
                known("unit", &unit, Unit::from_id)?,
            )
            .map(Task::Velocity),
            Self::Faster(ask, clients) => {
                let clients = clients.into_iter().map(ComparedV3::into_compared);
                let clients = clients.collect::<Result<_, _>>()?;
                FasterTask::new(line("question", &ask)?, clients).map(Task::Faster)
            }
            Self::Reading(ask, reading, points) => {
                let reading = known("reading", &reading, Reading::from_id)?;
                let points = points.into_iter().map(ReadPointV5::into_point);
                let points = points.collect::<Result<_, _>>()?;
                ReadingTask::new(line("question", &ask)?, reading, points).map(Task::Reading)
            }
        };
        task.map_err(|error| invalid("task", &error.to_string()))
    }
}

impl From<&Given> for GivenV3 {
    fn from(given: &Given) -> Self {
        Self(given.scores.0.map(Score::value), given.day)
    }
}

impl GivenV3 {
    fn into_given(self) -> Result<Given, DecodeError> {
        let Self(values, day) = self;
        let [e, c, r, b] = values.map(|value| score_of("given", value));
        let scores = PerDimension([e?, c?, r?, b?]);
        Ok(Given { scores, day })
    }
}

impl From<&ReadPoint> for ReadPointV5 {
    fn from(point: &ReadPoint) -> Self {
        let scores = point.scores.0.map(|score| score.map(Score::value));
        Self(point.date.to_string(), point.day, scores)
    }
}

impl ReadPointV5 {
    fn into_point(self) -> Result<ReadPoint, DecodeError> {
        let Self(date, day, scores) = self;
        Ok(ReadPoint {
            date: parsed("read date", &date)?,
            day,
            scores: scores_of("read", scores)?,
        })
    }
}

impl From<&Compared> for ComparedV3 {
    fn from(client: &Compared) -> Self {
        let (from, to) = (client.from, client.to);
        Self(
            client.name.as_str().to_owned(),
            from.date.to_string(),
            from.points.value(),
            to.date.to_string(),
            to.points.value(),
        )
    }
}

impl ComparedV3 {
    fn into_compared(self) -> Result<Compared, DecodeError> {
        let Self(who, from, from_points, to, to_points) = self;
        let total = |date: &str, value: f64| {
            let points = TotalPoints::new(value);
            Ok(Total {
                date: parsed("total's date", date)?,
                points: points.ok_or_else(|| invalid("total", &value.to_string()))?,
            })
        };
        Ok(Compared {
            name: name("client", &who)?,
            from: total(&from, from_points)?,
            to: total(&to, to_points)?,
        })
    }
}

impl From<&AnswerKey> for KeyV3 {
    fn from(key: &AnswerKey) -> Self {
        let tasks = key.tasks.iter();
        Self(
            key.points.iter().map(KeyPointV3::from).collect(),
            tasks.map(|working| working.as_str().to_owned()).collect(),
        )
    }
}

impl KeyV3 {
    fn into_key(self) -> Result<AnswerKey, DecodeError> {
        let Self(points, tasks) = self;
        let points = points.into_iter().map(KeyPointV3::into_point);
        let tasks = tasks.iter().map(|text| note("working", text));
        Ok(AnswerKey {
            points: points.collect::<Result<_, _>>()?,
            tasks: tasks.collect::<Result<_, _>>()?,
        })
    }
}

impl From<&KeyPoint> for KeyPointV3 {
    fn from(key: &KeyPoint) -> Self {
        let reasons = key.action_why.iter();
        Self(
            key.scores.0.map(|score| score.map(Score::value)),
            key.why.0.each_ref().map(|why| why.as_str().to_owned()),
            key.stage.id().to_owned(),
            key.stage_why.as_str().to_owned(),
            key.best,
            reasons.map(|why| why.as_str().to_owned()).collect(),
        )
    }
}

impl KeyPointV3 {
    fn into_point(self) -> Result<KeyPoint, DecodeError> {
        let Self(scores, why, stage, stage_why, best, action_why) = self;
        let reasons = action_why.iter().map(|text| note("reason", text));
        let [e, c, r, b] = why.map(|text| note("reason", &text));
        Ok(KeyPoint {
            scores: scores_of("key", scores)?,
            why: PerDimension([e?, c?, r?, b?]),
            stage: known("stage", &stage, Stage::from_id)?,
            stage_why: note("reason", &stage_why)?,
            best,
            action_why: reasons.collect::<Result<_, _>>()?,
        })
    }
}

/// Four scores, any of which may be missing.
pub(super) fn scores_of(
    field: &'static str,
    values: [Option<f64>; 4],
) -> Result<PerDimension<Option<Score>>, DecodeError> {
    let mut scores = PerDimension::default();
    for (dimension, value) in Dimension::ALL.into_iter().zip(values) {
        scores[dimension] = value.map(|value| score_of(field, value)).transpose()?;
    }
    Ok(scores)
}

fn line(field: &'static str, text: &str) -> Result<NonEmptyText, DecodeError> {
    NonEmptyText::new(text).map_err(|error| invalid(field, &error.to_string()))
}
