//! The columns of the two files, and the words that they need.

use crate::domain::{Dimension, Stage, exercise::VelocityVerdict};

/// A column of the file with a row for each trainee and time point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointColumn {
    /// The day of the session.
    Session,
    /// What the exercise is called.
    Exercise,
    /// The trainee's number in both files.
    Number,
    /// The trainee's name, or a word with the number.
    Trainee,
    /// Which time point, from 1.
    Point,
    /// Its date in the case.
    Date,
    /// Its days since first contact.
    Day,
    /// The score given, 0–10.
    Score(Dimension),
    /// The key's score.
    Key(Dimension),
    /// The score given − the key's.
    Difference(Dimension),
    /// The stage named.
    Stage,
    /// The key's stage.
    KeyStage,
    /// Whether they are the same: 1 or 0.
    StageRight,
    /// The action chosen, from 1.
    Action,
    /// The key's action.
    KeyAction,
    /// Whether they are the same: 1 or 0.
    ActionRight,
}

impl PointColumn {
    /// All, in their order in the file.
    pub fn all() -> impl Iterator<Item = Self> {
        let who = [
            Self::Session,
            Self::Exercise,
            Self::Number,
            Self::Trainee,
            Self::Point,
            Self::Date,
            Self::Day,
        ];
        let votes = [
            Self::Stage,
            Self::KeyStage,
            Self::StageRight,
            Self::Action,
            Self::KeyAction,
            Self::ActionRight,
        ];
        who.into_iter()
            .chain(Dimension::ALL.map(Self::Score))
            .chain(Dimension::ALL.map(Self::Key))
            .chain(Dimension::ALL.map(Self::Difference))
            .chain(votes)
    }
}

/// A column of the file with a row for each trainee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TraineeColumn {
    /// The day of the session.
    Session,
    /// What the exercise is called.
    Exercise,
    /// The trainee's number in both files.
    Number,
    /// The trainee's name, or a word with the number.
    Trainee,
    /// How many scores were given.
    Scores,
    /// How many were asked for.
    ScoresAsked,
    /// The mean distance from the key.
    MeanAbsoluteError,
    /// The mean of score − key.
    Bias,
    /// Spearman's rho with the key.
    Spearman,
    /// Whether all four scores are the same at every time point: 1 or 0.
    StraightLine,
    /// How many stages are the key's.
    StagesRight,
    /// How many actions are the key's.
    ActionsRight,
    /// How many tasks are right.
    TasksRight,
    /// The answer to a task, from 0.
    Answer(usize),
    /// What that answer is.
    Verdict(usize),
}

impl TraineeColumn {
    /// All for an exercise with so many tasks, in their order in the file.
    pub fn all(tasks: usize) -> impl Iterator<Item = Self> {
        let figures = [
            Self::Session,
            Self::Exercise,
            Self::Number,
            Self::Trainee,
            Self::Scores,
            Self::ScoresAsked,
            Self::MeanAbsoluteError,
            Self::Bias,
            Self::Spearman,
            Self::StraightLine,
            Self::StagesRight,
            Self::ActionsRight,
            Self::TasksRight,
        ];
        let of_tasks = (0..tasks).flat_map(|task| [Self::Answer(task), Self::Verdict(task)]);
        figures.into_iter().chain(of_tasks)
    }
}

/// The words of the files in the reader's language.
pub trait ReportWords {
    /// A column's heading.
    fn point_heading(&self, column: PointColumn) -> String;
    /// A column's heading.
    fn trainee_heading(&self, column: TraineeColumn) -> String;
    /// A trainee without a name, by number.
    fn trainee_number(&self, number: usize) -> String;
    /// A stage.
    fn stage(&self, stage: Stage) -> String;
    /// What the answer to a task is.
    fn verdict(&self, verdict: VelocityVerdict) -> String;
}
