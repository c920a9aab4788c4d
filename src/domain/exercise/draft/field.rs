//! The fields of a draft, and their names.

use std::fmt;

use crate::domain::Dimension;

/// A field of a draft. Its name, by which pages know it too, is that of its place:
/// `point-3-score-conduct`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The title of the exercise.
    Title,
    /// How many minutes it takes.
    Minutes,
    /// The skill that it trains.
    About,
    /// Who is who.
    Intro,
    /// Days since first contact, of the earliest time point.
    FirstDay,
    /// All time points and tasks together: nothing is typed here.
    Parts,
    /// A field of a time point, by the point's number.
    Point(u32, PointField),
    /// A field of a task, by the task's number.
    Task(u32, TaskField),
}

/// A field of a time point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PointField {
    /// Its day.
    Date,
    /// The facts of the time point.
    Facts,
    /// A score of the key, or [`UNKNOWN`](super::UNKNOWN).
    Score(Dimension),
    /// The reason of a score.
    Why(Dimension),
    /// The stage of the key, by its stable name.
    Stage,
    /// The reason of the stage.
    StageWhy,
    /// All actions together: nothing is typed here.
    Actions,
    /// The question about the actions; may be empty.
    Question,
    /// An action's words, by its number.
    Action(u32),
    /// The reason of an action.
    ActionWhy(u32),
    /// The number of the action that is best.
    Best,
}

/// A field of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TaskField {
    /// The question.
    Ask,
    /// The working.
    Working,
    /// Of a velocity: its unit, by its stable name.
    Unit,
    /// Of a velocity: the number of the time point whose scores are given, or
    /// [`OWN`](super::OWN) if they are typed here.
    Of,
    /// A score given.
    Score(Dimension),
    /// The day of the scores given.
    Day,
    /// A score of the rating before.
    ScoreBefore(Dimension),
    /// The day of the rating before.
    DayBefore,
    /// Of a reading: what is read, by its stable name.
    Reading,
    /// All time points read together: nothing is typed here.
    Reads,
    /// Whether a time point, by its number, is read: [`READ`](super::READ), or empty.
    Read(u32),
    /// All clients together: nothing is typed here.
    Clients,
    /// A client's name, by the client's number.
    Name(u32),
    /// The earlier date of a client.
    From(u32),
    /// The total on it.
    FromTotal(u32),
    /// The later date of a client.
    To(u32),
    /// The total on it.
    ToTotal(u32),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Title => f.write_str("title"),
            Self::Minutes => f.write_str("minutes"),
            Self::About => f.write_str("about"),
            Self::Intro => f.write_str("intro"),
            Self::FirstDay => f.write_str("first-day"),
            Self::Parts => f.write_str("parts"),
            Self::Point(point, field) => write!(f, "point-{point}-{field}"),
            Self::Task(task, field) => write!(f, "task-{task}-{field}"),
        }
    }
}

impl fmt::Display for PointField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date => f.write_str("date"),
            Self::Facts => f.write_str("facts"),
            Self::Score(dimension) => write!(f, "score-{}", dimension.id()),
            Self::Why(dimension) => write!(f, "why-{}", dimension.id()),
            Self::Stage => f.write_str("stage"),
            Self::StageWhy => f.write_str("stage-why"),
            Self::Actions => f.write_str("actions"),
            Self::Question => f.write_str("question"),
            Self::Action(action) => write!(f, "action-{action}"),
            Self::ActionWhy(action) => write!(f, "action-why-{action}"),
            Self::Best => f.write_str("best"),
        }
    }
}

impl fmt::Display for TaskField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ask => f.write_str("ask"),
            Self::Working => f.write_str("working"),
            Self::Unit => f.write_str("unit"),
            Self::Of => f.write_str("of"),
            Self::Score(dimension) => write!(f, "score-{}", dimension.id()),
            Self::Day => f.write_str("day"),
            Self::ScoreBefore(dimension) => write!(f, "before-{}", dimension.id()),
            Self::DayBefore => f.write_str("day-before"),
            Self::Reading => f.write_str("reading"),
            Self::Reads => f.write_str("reads"),
            Self::Read(point) => write!(f, "read-{point}"),
            Self::Clients => f.write_str("clients"),
            Self::Name(client) => write!(f, "name-{client}"),
            Self::From(client) => write!(f, "from-{client}"),
            Self::FromTotal(client) => write!(f, "from-total-{client}"),
            Self::To(client) => write!(f, "to-{client}"),
            Self::ToTotal(client) => write!(f, "to-total-{client}"),
        }
    }
}
