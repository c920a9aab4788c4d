//! Tasks that read the app's figures of a case: whether a change exceeds error, where the trend's band
//! lies, what keeps a gate from being reached, how much of a drop has come back.
//!
//! Invariant: the answer is computed from the scores that the task gives, by the functions of
//! [`velocity`](crate::domain::velocity) and with the default assumptions, since whose own settings
//! would decide is not the same for trainer and trainee.

use std::ops::RangeInclusive;

use super::{Case, TaskAnswer, TaskError, VelocityVerdict, task::is_near};
use crate::domain::{
    Assumptions, Breach, CivilDate, Client, ClientId, Dimension, EntryId, Instrument, Measurement,
    Name, NonEmptyText, Note, Profile, Rater, Rating, Record, Scores, Severity, Stage, StageEntry,
    velocity::{
        NetChange, Regain, Series, StageFigures, TrendLine, Verdict, net_changes, recoveries,
        stage_figures, trend,
    },
};

/// A figure of the app that is read off the scores of some time points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reading {
    /// Whether the total changed by more than the error of one rater, between two time points.
    Change,
    /// Whether the 95% band of the recent trend lies above 0, below 0, or holds 0.
    Trend,
    /// The kind of trust that is furthest from its threshold in the gate of a stage, by the latest
    /// known scores.
    Gate(Stage),
    /// How much of a drop has come back, in per cent: of one kind of trust, or of the total. The
    /// second of three time points is the first after the damage.
    Recovery(Option<Dimension>),
}

/// An answer that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReadingChoice {
    /// It rose by more than error.
    Up,
    /// It fell by more than error.
    Down,
    /// It cannot be told from error.
    Untold,
    /// This kind of trust is furthest from its threshold.
    Furthest(Dimension),
    /// The gate is reached.
    Reached,
}

impl ReadingChoice {
    /// The stable name used by pages.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Untold => "untold",
            Self::Furthest(dimension) => dimension.id(),
            Self::Reached => "reached",
        }
    }
}

impl Reading {
    /// All, in the order of a list.
    pub const ALL: [Self; 10] = [
        Self::Change,
        Self::Trend,
        Self::Gate(Stage::Initial),
        Self::Gate(Stage::Deepening),
        Self::Gate(Stage::LongTerm),
        Self::Recovery(None),
        Self::Recovery(Some(Dimension::Expertise)),
        Self::Recovery(Some(Dimension::Conduct)),
        Self::Recovery(Some(Dimension::Relationship)),
        Self::Recovery(Some(Dimension::Benefit)),
    ];

    const DIRECTIONS: [ReadingChoice; 3] = [
        ReadingChoice::Up,
        ReadingChoice::Down,
        ReadingChoice::Untold,
    ];

    const GATE: [ReadingChoice; 5] = [
        ReadingChoice::Furthest(Dimension::Expertise),
        ReadingChoice::Furthest(Dimension::Conduct),
        ReadingChoice::Furthest(Dimension::Relationship),
        ReadingChoice::Furthest(Dimension::Benefit),
        ReadingChoice::Reached,
    ];

    /// The stable name used in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Trend => "trend",
            Self::Gate(Stage::Initial) => "gate_initial",
            Self::Gate(Stage::Deepening) => "gate_deepening",
            Self::Gate(Stage::LongTerm) => "gate_long_term",
            Self::Gate(Stage::Ended) => "gate_ended",
            Self::Recovery(None) => "recovery_total",
            Self::Recovery(Some(Dimension::Expertise)) => "recovery_expertise",
            Self::Recovery(Some(Dimension::Conduct)) => "recovery_conduct",
            Self::Recovery(Some(Dimension::Relationship)) => "recovery_relationship",
            Self::Recovery(Some(Dimension::Benefit)) => "recovery_benefit",
        }
    }

    /// The reading of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reading| reading.id() == id)
    }

    /// How many time points it reads.
    pub const fn points(self) -> RangeInclusive<usize> {
        match self {
            Self::Change => 2..=2,
            Self::Trend => 3..=Case::MAX_POINTS,
            Self::Gate(_) => 1..=Case::MAX_POINTS,
            Self::Recovery(_) => 3..=3,
        }
    }

    /// The answers to choose from; none if the answer is a number.
    pub const fn choices(self) -> &'static [ReadingChoice] {
        match self {
            Self::Change | Self::Trend => &Self::DIRECTIONS,
            Self::Gate(_) => &Self::GATE,
            Self::Recovery(_) => &[],
        }
    }
}

/// The scores of a time point that a task gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReadPoint {
    /// Its date.
    pub date: CivilDate,
    /// Days since first contact.
    pub day: u32,
    /// The key's scores; any may be missing.
    pub scores: Scores,
}

/// The figures that the app computes from the scores.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadFigures {
    /// The change of the total.
    Change(NetChange),
    /// The recent trend.
    Trend(TrendLine),
    /// The figures of the stage.
    Gate(StageFigures),
    /// The drop, and what has come back of it.
    Recovery(Regain),
}

/// Asks what the figures say of some time points.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadingTask {
    /// The question.
    pub ask: NonEmptyText,
    reading: Reading,
    points: Vec<ReadPoint>,
    figures: ReadFigures,
    answer: TaskAnswer,
}

impl ReadingTask {
    /// A task with one true answer.
    ///
    /// ```
    /// use trust_velocity::domain::{exercise::*, *};
    /// let point = |date: &str, day, score| -> Result<_, Box<dyn std::error::Error>> {
    ///     let scores = PerDimension([Some(Score::new(score)?); 4]);
    ///     Ok(ReadPoint { date: date.parse()?, day, scores })
    /// };
    /// let points = vec![point("2026-01-11", 10, 4.0)?, point("2026-02-10", 40, 5.0)?];
    /// let task = ReadingTask::new(NonEmptyText::new("?")?, Reading::Change, points)?;
    /// // 4 points more are within the error of 4.43.
    /// assert_eq!(task.choice(), Some(ReadingChoice::Untold));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TaskError::ReadPoints`], [`TaskError::OutOfOrder`], [`TaskError::NoScore`],
    /// [`TaskError::Window`], [`TaskError::GateTie`] and [`TaskError::NoDrop`].
    pub fn new(
        ask: NonEmptyText,
        reading: Reading,
        points: Vec<ReadPoint>,
    ) -> Result<Self, TaskError> {
        if !reading.points().contains(&points.len()) {
            return Err(TaskError::ReadPoints(points.len()));
        }
        if points.windows(2).any(|pair| pair[1].date <= pair[0].date) {
            return Err(TaskError::OutOfOrder);
        }
        let lacks = |point: &ReadPoint| match reading {
            Reading::Gate(_) => false,
            Reading::Recovery(Some(dimension)) => point.scores[dimension].is_none(),
            _ => point.scores.total().is_none(),
        };
        if points.iter().any(lacks) {
            return Err(TaskError::NoScore);
        }
        let (figures, answer) = read(reading, &points)?;
        Ok(Self {
            ask,
            reading,
            points,
            figures,
            answer,
        })
    }

    /// The kind of the reading.
    pub const fn reading(&self) -> Reading {
        self.reading
    }

    /// The time points that it reads, the earliest first.
    pub fn points(&self) -> &[ReadPoint] {
        &self.points
    }

    /// The figures that the app computes from the points.
    pub const fn figures(&self) -> &ReadFigures {
        &self.figures
    }

    /// The true answer: the position of a choice, or a number of per cent.
    pub const fn answer(&self) -> TaskAnswer {
        self.answer
    }

    /// The true choice; none if the answer is a number.
    pub fn choice(&self) -> Option<ReadingChoice> {
        match self.answer {
            TaskAnswer::Choice(at) => self.reading.choices().get(at).copied(),
            TaskAnswer::Number(_) => None,
        }
    }

    /// Whether an answer is right or [`VelocityVerdict::Other`], a number with the tolerance of a velocity.
    /// `None` for a number in place of a choice, and the reverse.
    pub fn verdict(&self, answer: TaskAnswer) -> Option<VelocityVerdict> {
        let is_right = match (self.answer, answer) {
            (TaskAnswer::Number(right), TaskAnswer::Number(value)) => is_near(value, right),
            (TaskAnswer::Choice(right), TaskAnswer::Choice(at)) => at == right,
            _ => return None,
        };
        Some(if is_right {
            VelocityVerdict::Right
        } else {
            VelocityVerdict::Other
        })
    }
}

/// The figures of the points, and the answer that they give.
fn read(reading: Reading, points: &[ReadPoint]) -> Result<(ReadFigures, TaskAnswer), TaskError> {
    let assumptions = &Assumptions::default();
    let client = client(reading, points).ok_or(TaskError::NoScore)?;
    let as_of = points.last().ok_or(TaskError::ReadPoints(0))?.date;
    let series = &Series::of(&client, &Rater::Seller, Instrument::Sliders1, as_of);
    let chosen = |choice: ReadingChoice| {
        let at = reading.choices().iter().position(|it| *it == choice);
        TaskAnswer::Choice(at.unwrap_or_default())
    };
    match reading {
        Reading::Change => {
            let change = net_changes(series, assumptions).pop();
            let change = change.ok_or(TaskError::NoScore)?;
            let choice = match change.beyond_error() {
                false => ReadingChoice::Untold,
                true if change.change < 0.0 => ReadingChoice::Down,
                true => ReadingChoice::Up,
            };
            Ok((ReadFigures::Change(change), chosen(choice)))
        }
        Reading::Trend => {
            let found = trend(series, assumptions);
            let line = found.line.ok_or(TaskError::NoScore)?;
            if found.points != points.len() {
                return Err(TaskError::Window);
            }
            let choice = match found.verdict {
                Verdict::Rising => ReadingChoice::Up,
                Verdict::Falling => ReadingChoice::Down,
                _ => ReadingChoice::Untold,
            };
            Ok((ReadFigures::Trend(line), chosen(choice)))
        }
        Reading::Gate(_) => {
            let figures = stage_figures(series, assumptions).ok_or(TaskError::NoScore)?;
            let (weakest, least) = figures.weakest.ok_or(TaskError::NoScore)?;
            let is_as_far = |dimension: &&Dimension| {
                let threshold = assumptions.thresholds()[**dimension].value();
                let known = figures.latest[**dimension];
                let share = known.map_or(0.0, |known| known.score.value() / threshold);
                // Closer than any hand would tell apart.
                share - least < 1e-9
            };
            let choice = match figures.unmet.iter().filter(is_as_far).count() {
                0 => ReadingChoice::Reached,
                1 => ReadingChoice::Furthest(weakest),
                _ => return Err(TaskError::GateTie),
            };
            let choice = chosen(choice);
            Ok((ReadFigures::Gate(figures), choice))
        }
        Reading::Recovery(dimension) => {
            let recovery = recoveries(series).pop().ok_or(TaskError::NoScore)?;
            let regain = match dimension {
                Some(_) => recovery.of_dimension,
                None => recovery.of_total,
            };
            let share = regain.recovered.ok_or(TaskError::NoDrop)?;
            let answer = TaskAnswer::Number(share * 100.0);
            Ok((ReadFigures::Recovery(regain), answer))
        }
    }
}

/// A client who was rated so: in the stage whose gate is read, or damaged on the second date.
fn client(reading: Reading, points: &[ReadPoint]) -> Option<Client> {
    let first = points.first()?;
    let profile = Profile {
        name: Name::new("?").ok()?,
        organisation: None,
        title: None,
        tags: Vec::new(),
        note: Note::default(),
    };
    let mut client = Client::empty(ClientId::new(0), profile, first.date);
    let of_reading = match reading {
        Reading::Change | Reading::Trend => None,
        Reading::Gate(stage) => Some(Record::Stage(StageEntry {
            id: EntryId::new(0),
            date: first.date,
            stage,
        })),
        Reading::Recovery(dimension) => Some(Record::Breach(Breach {
            id: EntryId::new(0),
            date: points.get(1)?.date,
            dimension: dimension.unwrap_or(Dimension::Conduct),
            severity: Severity::Serious,
            what: Note::default(),
            done: Note::default(),
        })),
    };
    let ratings = points.iter().zip(1..).map(|(point, id)| {
        Record::Rating(Rating {
            id: EntryId::new(id),
            date: point.date,
            rater: Rater::Seller,
            measurement: Measurement::Sliders(point.scores),
            is_blind: false,
            note: Note::default(),
            evidence: Vec::new(),
        })
    });
    client.put_all(ratings.chain(of_reading).collect()).ok()?;
    Some(client)
}

#[cfg(test)]
mod tests;
