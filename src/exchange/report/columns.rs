//! The columns of the files, and the texts that they need.

use crate::domain::{
    Dimension, Stage,
    classroom::Round,
    exercise::{Task, VelocityVerdict},
};

/// A column of the file with a row for each trainee and time point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointColumn {
    /// The date of the session.
    Session,
    /// The exercise's title.
    Exercise,
    /// The trainee's number in both files.
    Number,
    /// The trainee's name, or a placeholder with the number.
    Trainee,
    /// The time point's number, from 1.
    Point,
    /// Its date in the case.
    Date,
    /// Its days since first contact.
    Day,
    /// The trainee's score, 0–10.
    Score(Dimension),
    /// The key's score.
    Key(Dimension),
    /// The trainee's score − the key's.
    Difference(Dimension),
    /// The trainee's stage.
    Stage,
    /// The key's stage.
    KeyStage,
    /// Whether they are the same: 1 or 0.
    StageRight,
    /// The trainee's action, from 1.
    Action,
    /// The key's action.
    KeyAction,
    /// Whether they are the same: 1 or 0.
    ActionRight,
}

impl PointColumn {
    /// All columns, in their order in the file.
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
    /// The date of the session.
    Session,
    /// The exercise's title.
    Exercise,
    /// The trainee's number in both files.
    Number,
    /// The trainee's name, or a placeholder with the number.
    Trainee,
    /// How many scores the trainee gave.
    Scores,
    /// How many scores were asked for.
    ScoresAsked,
    /// The mean absolute difference from the key.
    MeanAbsoluteError,
    /// The mean of score − key.
    Bias,
    /// Spearman's rho with the key.
    Spearman,
    /// Whether all four scores are the same at every time point: 1 or 0.
    StraightLine,
    /// How many stages match the key.
    StagesRight,
    /// How many actions match the key.
    ActionsRight,
    /// How many tasks are right.
    TasksRight,
    /// The answer to a task, from 0.
    Answer(usize),
    /// The verdict on that answer.
    Verdict(usize),
}

impl TraineeColumn {
    /// All columns for an exercise with this number of tasks, in their order in the file.
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

/// A column of the file with a row for each time point and dimension of both rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundsColumn {
    /// The date of the session.
    Session,
    /// The exercise's title.
    Exercise,
    /// The time point's number, from 1.
    Point,
    /// The dimension.
    Dimension,
    /// How many scored it in both rounds.
    Count,
    /// The key's score.
    Key,
    /// The mean of a round.
    Mean(Round),
    /// The mean of second − first.
    Shift,
    /// The lower end of the shift's 95 % interval.
    Low,
    /// Its upper end.
    High,
    /// The sample's standard deviation of a round.
    Sd(Round),
    /// The mean distance from the key of a round.
    Error(Round),
}

impl RoundsColumn {
    /// All columns, in their order in the file.
    pub fn all() -> impl Iterator<Item = Self> {
        let which = [
            Self::Session,
            Self::Exercise,
            Self::Point,
            Self::Dimension,
            Self::Count,
            Self::Key,
        ];
        let shift = [Self::Shift, Self::Low, Self::High];
        which
            .into_iter()
            .chain(Round::ALL.map(Self::Mean))
            .chain(shift)
            .chain(Round::ALL.map(Self::Sd))
            .chain(Round::ALL.map(Self::Error))
    }
}

/// The texts of the files in the reader's language.
pub trait ReportWords {
    /// A column's heading.
    fn point_heading(&self, column: PointColumn) -> String;
    /// A column's heading.
    fn trainee_heading(&self, column: TraineeColumn) -> String;
    /// A column's heading.
    fn rounds_heading(&self, column: RoundsColumn) -> String;
    /// The name of a dimension.
    fn dimension_name(&self, dimension: Dimension) -> String;
    /// A trainee without a name, by number.
    fn trainee_number(&self, number: usize) -> String;
    /// The name of a stage.
    fn stage(&self, stage: Stage) -> String;
    /// The name of a verdict.
    fn verdict(&self, verdict: VelocityVerdict) -> String;
    /// A choice that a task offers, from 0.
    fn choice(&self, task: &Task, at: usize) -> String;
}
