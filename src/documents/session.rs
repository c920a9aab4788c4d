//! Sessions and submissions, as they are stored and sent.

use serde::{Deserialize, Serialize};

use super::{
    DecodeError,
    exercise::{ExerciseV5, scores_of},
    invalid, known, name, parse, parsed, print,
};
use crate::domain::{
    Language, Score, Stage,
    classroom::{Naming, RevealCode, Round, Session, Source, Submission, Timer},
    exercise::{Attempt, PointAnswer, TaskAnswer},
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionV6 {
    id: String,
    made: String,
    source: SourceV3,
    title: String,
    language: String,
    /// The names expected; none if the class is anonymous.
    roster: Option<Vec<String>>,
    expected: Option<u16>,
    reveal_code: String,
    assignment: String,
    timer: TimerV3,
    revealed: bool,
    /// The round that is answered now; absent in the first, and before version 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    round: Option<u8>,
    submissions: Vec<SubmissionV6>,
    /// The answers that later editions replaced; none before version 4.
    #[serde(default)]
    former: Vec<SubmissionV6>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceV3 {
    Known(String),
    Own(Box<ExerciseV5>),
}

/// Milliseconds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TimerV3 {
    Left(u64),
    Until(u64),
}

/// session, id, edition, name, points, tasks, and the round if it is not the first
#[derive(Serialize, Deserialize)]
struct SubmissionV6(
    String,
    String,
    u32,
    Option<String>,
    Vec<PointAnswerV3>,
    Vec<Option<TaskAnswerV3>>,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<u8>,
);

/// scores, stage, action
#[derive(Serialize, Deserialize)]
struct PointAnswerV3([Option<f64>; 4], Option<String>, Option<usize>);

#[derive(Serialize, Deserialize)]
enum TaskAnswerV3 {
    #[serde(rename = "v")]
    Velocity(f64),
    #[serde(rename = "f")]
    Faster(usize),
}

/// The JSON of a session.
///
/// # Errors
/// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
pub fn encode_session(session: &Session) -> Result<String, DecodeError> {
    print(&SessionV6::from(session))
}

/// The session of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is not such a document.
pub fn decode_session(text: &str) -> Result<Session, DecodeError> {
    parse::<SessionV6>(text)?.into_session()
}

/// The JSON of a submission.
///
/// # Errors
/// As [`encode_session`].
pub fn encode_submission(submission: &Submission) -> Result<String, DecodeError> {
    print(&SubmissionV6::from(submission))
}

/// The submission of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is not such a document.
pub fn decode_submission(text: &str) -> Result<Submission, DecodeError> {
    parse::<SubmissionV6>(text)?.into_submission()
}

/// The number of a round; none of the first.
fn round_number(round: Round) -> Option<u8> {
    (round != Round::First).then(|| round.number())
}

fn round_of(number: Option<u8>) -> Result<Round, DecodeError> {
    let Some(number) = number else {
        return Ok(Round::First);
    };
    Round::from_number(number).ok_or_else(|| invalid("round", &number.to_string()))
}

impl From<&Session> for SessionV6 {
    fn from(session: &Session) -> Self {
        let roster = match &session.naming {
            Naming::Named(list) => Some(list.iter().map(|it| it.as_str().to_owned()).collect()),
            Naming::Anonymous => None,
        };
        Self {
            id: session.id.to_string(),
            made: session.made.to_string(),
            source: match &session.source {
                Source::Known(id) => SourceV3::Known(id.to_string()),
                Source::Own(exercise) => SourceV3::Own(Box::new(exercise.as_ref().into())),
            },
            title: session.title.as_str().to_owned(),
            language: session.language.id().to_owned(),
            roster,
            expected: session.expected,
            reveal_code: session.reveal_code.to_string(),
            assignment: session.assignment.clone(),
            timer: match session.timer {
                Timer::Paused { left } => TimerV3::Left(left),
                Timer::Running { until } => TimerV3::Until(until),
            },
            revealed: session.is_revealed,
            round: round_number(session.round()),
            submissions: session.all_submissions().map(SubmissionV6::from).collect(),
            former: session.former().map(SubmissionV6::from).collect(),
        }
    }
}

impl SessionV6 {
    fn into_session(self) -> Result<Session, DecodeError> {
        let naming = match self.roster {
            None => Naming::Anonymous,
            Some(list) => {
                let names = list.iter().map(|text| name("roster", text));
                Naming::Named(names.collect::<Result<_, _>>()?)
            }
        };
        let mut session = Session::new(
            parsed("session id", &self.id)?,
            parsed("made", &self.made)?,
            match self.source {
                SourceV3::Known(id) => Source::Known(parsed("exercise", &id)?),
                SourceV3::Own(exercise) => Source::Own(Box::new(exercise.into_exercise()?)),
            },
            name("title", &self.title)?,
            RevealCode::new(&self.reveal_code)
                .map_err(|error| invalid("reveal_code", &error.to_string()))?,
        );
        session.language = known("language", &self.language, Language::from_id)?;
        session.naming = naming;
        session.expected = self.expected;
        session.assignment = self.assignment;
        session.timer = match self.timer {
            TimerV3::Left(left) => Timer::Paused { left },
            TimerV3::Until(until) => Timer::Running { until },
        };
        session.is_revealed = self.revealed;
        let submissions = self.submissions.into_iter();
        let submissions = submissions.map(SubmissionV6::into_submission);
        let round = round_of(self.round)?;
        if !session.put_in(round, submissions.collect::<Result<_, _>>()?) {
            return Err(invalid(
                "submission",
                "the same twice in a round, of two names, or another session's",
            ));
        }
        let former = self.former.into_iter().map(SubmissionV6::into_submission);
        if !session.put_in_former(former.collect::<Result<_, _>>()?) {
            return Err(invalid("former", "of nobody here, or another session's"));
        }
        Ok(session)
    }
}

impl From<&Submission> for SubmissionV6 {
    fn from(submission: &Submission) -> Self {
        let attempt = &submission.attempt;
        let tasks = attempt.tasks().iter().map(|answer| {
            let answer = answer.as_ref()?;
            Some(match *answer {
                TaskAnswer::Number(value) => TaskAnswerV3::Velocity(value),
                TaskAnswer::Choice(client) => TaskAnswerV3::Faster(client),
            })
        });
        let name = submission.name.as_ref();
        Self(
            submission.session.to_string(),
            submission.id.to_string(),
            submission.edition,
            name.map(|name| name.as_str().to_owned()),
            attempt.points().iter().map(PointAnswerV3::from).collect(),
            tasks.collect(),
            round_number(submission.round),
        )
    }
}

impl SubmissionV6 {
    fn into_submission(self) -> Result<Submission, DecodeError> {
        let Self(session, id, edition, who, points, tasks, round) = self;
        let points = points.into_iter().map(PointAnswerV3::into_answer);
        let tasks = tasks.into_iter().map(|answer| {
            answer.map(|answer| match answer {
                TaskAnswerV3::Velocity(value) => TaskAnswer::Number(value),
                TaskAnswerV3::Faster(client) => TaskAnswer::Choice(client),
            })
        });
        Ok(Submission {
            session: parsed("session", &session)?,
            id: parsed("submission id", &id)?,
            round: round_of(round)?,
            edition,
            name: who.map(|text| name("name", &text)).transpose()?,
            attempt: Attempt::new(points.collect::<Result<_, _>>()?, tasks.collect()),
        })
    }
}

impl From<&PointAnswer> for PointAnswerV3 {
    fn from(answer: &PointAnswer) -> Self {
        Self(
            answer.scores.0.map(|score| score.map(Score::value)),
            answer.stage.map(|stage| stage.id().to_owned()),
            answer.action,
        )
    }
}

impl PointAnswerV3 {
    fn into_answer(self) -> Result<PointAnswer, DecodeError> {
        let Self(scores, stage, action) = self;
        let stage = stage.map(|id| known("stage", &id, Stage::from_id));
        Ok(PointAnswer {
            scores: scores_of("answer", scores)?,
            stage: stage.transpose()?,
            action,
        })
    }
}
