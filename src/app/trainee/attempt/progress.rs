//! The progress of an attempt, and its text in the draft.
//!
//! Invariant: a progress that was parsed fits the case that it was parsed for.

use serde::{Deserialize, Serialize};

use crate::{
    documents::{decode_key_pair, decode_submission, encode_key_pair, encode_submission},
    domain::{
        Dimension, PerDimension,
        classroom::{Round, Submission},
        exercise::{Attempt, Case},
        live::KeyPair,
    },
};

/// A page of the exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The introduction.
    Start,
    /// A time point, from 0.
    Point(usize),
    /// The last chance to change the ratings: the tasks reveal scores of the key.
    Closing,
    /// A task, from 0.
    Task(usize),
    /// The open questions.
    Check,
    /// It was submitted.
    Finished,
}

/// The progress of an attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The current answers and their author; the edition is the one submitted last.
    pub submission: Submission,
    /// Dimensions that the trainee marked as not shown by the case: they are answered, not open.
    pub unsure: Vec<PerDimension<bool>>,
    /// The pair that the submission has its id of, and that signs its changes; none if it began in a browser
    /// or an app without them.
    pub key: Option<KeyPair>,
    /// The page.
    pub step: Step,
    /// Whether the tasks were seen, so the ratings can no longer change.
    pub is_closed: bool,
    /// The latest submission.
    pub handed: Option<Submission>,
    /// The text that the reveal code decrypted.
    pub secret: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    submission: String,
    /// Absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    unsure: Vec<[bool; 4]>,
    step: Step,
    is_closed: bool,
    handed: Option<String>,
    secret: Option<String>,
}

impl Progress {
    /// The beginning.
    pub fn begin(submission: Submission) -> Self {
        Self {
            unsure: vec![PerDimension::default(); submission.attempt.points().len()],
            submission,
            key: None,
            step: Step::Start,
            is_closed: false,
            handed: None,
            secret: None,
        }
    }

    /// Writes it as text; `None` if that fails, which happens to none.
    pub fn write(&self) -> Option<String> {
        let handed = self.handed.as_ref().map(encode_submission);
        let kept = Kept {
            submission: encode_submission(&self.submission).ok()?,
            key: self.key.as_ref().map(encode_key_pair).transpose().ok()?,
            unsure: self.unsure.iter().map(|unsure| unsure.0).collect(),
            step: self.step,
            is_closed: self.is_closed,
            handed: handed.transpose().ok()?,
            secret: self.secret.clone(),
        };
        serde_json::to_string(&kept).ok()
    }

    /// Parses a text for this case; `None` if it is damaged or another case's.
    pub fn read(text: &str, case: &Case) -> Option<Self> {
        let kept: Kept = serde_json::from_str(text).ok()?;
        let decoded = |text: &str| {
            let submission = decode_submission(text).ok()?;
            let attempt = submission.attempt.fitted(case)?;
            Some(Submission {
                attempt,
                ..submission
            })
        };
        let handed = match &kept.handed {
            Some(text) => Some(decoded(text)?),
            None => None,
        };
        let submission = decoded(&kept.submission)?;
        // Answers whose key is gone are answers all the same.
        let key = kept.key.and_then(|text| decode_key_pair(&text).ok());
        let progress = Self {
            key: key.filter(|key| key.public.id() == submission.id),
            submission,
            unsure: kept.unsure.into_iter().map(PerDimension).collect(),
            step: kept.step,
            is_closed: kept.is_closed,
            handed,
            secret: kept.secret,
        };
        progress.is_of(case).then_some(progress)
    }

    fn is_of(&self, case: &Case) -> bool {
        let has_step = match self.step {
            Step::Start => true,
            Step::Finished => self.handed.is_some(),
            step => self.steps(case).contains(&step),
        };
        let own = &self.submission;
        let is_own = |handed: &Submission| {
            handed.attempt.is_of(case)
                && (handed.session, handed.id, handed.round) == (own.session, own.id, own.round)
        };
        has_step
            && own.attempt.is_of(case)
            && self.unsure.len() == case.points.len()
            && self.handed.as_ref().is_none_or(is_own)
    }

    /// The pages between the start and the end, in their order.
    pub fn steps(&self, case: &Case) -> Vec<Step> {
        let mut steps = Self::all_steps(case);
        if self.is_closed {
            steps.retain(|step| *step != Step::Closing);
        }
        steps
    }

    /// The same, with [`Step::Closing`] also once it is behind: what the pages are counted by.
    pub fn all_steps(case: &Case) -> Vec<Step> {
        let points = (0..case.points.len()).map(Step::Point);
        let closing = case.tells_scores().then_some(Step::Closing);
        let tasks = (0..case.tasks.len()).map(Step::Task);
        points
            .chain(closing)
            .chain(tasks)
            .chain([Step::Check])
            .collect()
    }

    /// Goes to a page. The first task comes after [`Step::Closing`], and closes the ratings.
    pub fn go(&mut self, step: Step, case: &Case) {
        let closes = matches!(step, Step::Task(_)) && self.steps(case).contains(&Step::Closing);
        if closes && self.step != Step::Closing {
            self.step = Step::Closing;
            return;
        }
        self.is_closed |= closes;
        self.step = step;
    }

    /// How many answers are given: scores, stages, actions and tasks.
    pub fn answered(&self) -> u16 {
        let attempt = &self.submission.attempt;
        let points = attempt.points().iter().map(|answer| {
            let scores = Dimension::ALL
                .into_iter()
                .filter(|it| answer.scores[*it].is_some());
            scores.count()
                + usize::from(answer.stage.is_some())
                + usize::from(answer.action.is_some())
        });
        let tasks = attempt.tasks().iter().filter(|answer| answer.is_some());
        u16::try_from(points.sum::<usize>() + tasks.count()).unwrap_or(u16::MAX)
    }

    /// Whether a dimension of a point is neither rated nor left out on purpose.
    pub fn is_open(&self, point: usize) -> PerDimension<bool> {
        let answer = self.submission.attempt.points().get(point);
        let unsure = self.unsure.get(point);
        PerDimension::from_fn(|dimension| {
            answer.is_some_and(|answer| answer.scores[dimension].is_none())
                && unsure.is_some_and(|unsure| !unsure[dimension])
        })
    }

    /// Submits: a new edition if something changed since the last submission, else the same.
    pub fn hand_in(&mut self) {
        let last = self.handed.as_ref();
        let is_same = last.is_some_and(|last| {
            last.attempt == self.submission.attempt && last.name == self.submission.name
        });
        if !is_same {
            self.submission.edition = last.map_or(1, |last| last.edition.saturating_add(1));
            self.handed = Some(self.submission.clone());
        }
        self.step = Step::Finished;
    }

    /// The second round of a trainee whose first is this: the same answers to revise, none of them closed
    /// or handed in.
    pub fn second_round(&self) -> Self {
        let first = self.handed.as_ref().unwrap_or(&self.submission);
        Self {
            submission: Submission {
                round: Round::Second,
                edition: 0,
                ..first.clone()
            },
            unsure: self.unsure.clone(),
            key: self.key.clone(),
            step: Step::Start,
            is_closed: false,
            handed: None,
            secret: self.secret.clone(),
        }
    }

    /// Deletes the answers; the last submission and its author stay.
    pub fn start_over(&mut self, case: &Case) {
        self.submission.attempt = Attempt::none(case);
        self.unsure = vec![PerDimension::default(); case.points.len()];
        self.step = Step::Start;
        self.is_closed = false;
    }
}
