//! Tasks that a trainee works out by hand: a formula velocity, which client gains faster, or what the
//! figures say of the case.
//!
//! Invariant: every task has one answer by calculation, which follows from the numbers that it gives.

mod velocity;

pub use velocity::{Given, VelocityTask, VelocityVerdict};

pub(super) use self::velocity::is_near;
use super::{ReadingTask, TaskAnswer};
use crate::domain::{Assumptions, CivilDate, Name, NonEmptyText, velocity::least_reliable_change};

/// Something to work out by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// The formula velocity of the numbers given.
    Velocity(VelocityTask),
    /// Which of several clients gains faster: by net change, not by formula velocity.
    Faster(FasterTask),
    /// A reading of the figures of some time points.
    Reading(ReadingTask),
}

impl Task {
    /// The question.
    pub const fn ask(&self) -> &NonEmptyText {
        match self {
            Self::Velocity(task) => &task.ask,
            Self::Faster(task) => &task.ask,
            Self::Reading(task) => &task.ask,
        }
    }

    /// How many choices it offers; 0 if the answer is a number.
    pub fn choices(&self) -> usize {
        match self {
            Self::Velocity(_) => 0,
            Self::Faster(task) => task.cannot_be_told() + 1,
            Self::Reading(task) => task.reading().choices().len(),
        }
    }

    /// Whether an answer is right.
    pub fn is_right(&self, answer: TaskAnswer) -> bool {
        self.verdict(answer) == Some(VelocityVerdict::Right)
    }

    /// Whether an answer is right; those to tasks of other kinds than [`Task::Velocity`] are right or
    /// [`VelocityVerdict::Other`]. `None` for a number in place of a choice, and the reverse.
    pub fn verdict(&self, answer: TaskAnswer) -> Option<VelocityVerdict> {
        match (self, answer) {
            (Self::Velocity(task), TaskAnswer::Number(value)) => Some(task.verdict(value)),
            (Self::Faster(task), TaskAnswer::Choice(choice)) if task.is_right(choice) => {
                Some(VelocityVerdict::Right)
            }
            (Self::Faster(_), TaskAnswer::Choice(_)) => Some(VelocityVerdict::Other),
            (Self::Reading(task), answer) => task.verdict(answer),
            _ => None,
        }
    }
}

/// The task cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TaskError {
    /// At first contact there is no formula velocity.
    #[error("there is no formula velocity on day 0")]
    NoTime,
    /// The scores before are not of an earlier day.
    #[error("the scores before are not of an earlier day")]
    NotBefore,
    /// Fewer than two clients, or more than six.
    #[error("{0} clients, not 2 to 6")]
    Clients(usize),
    /// A date is not later than the one before: a client's second, or a time point's.
    #[error("a date is not later than the one before")]
    OutOfOrder,
    /// Two clients gain just as fast.
    #[error("no client gains fastest")]
    Tie,
    /// More or fewer time points than a reading takes.
    #[error("{0} time points are read")]
    ReadPoints(usize),
    /// A time point lacks a score that is read.
    #[error("a time point lacks a score")]
    NoScore,
    /// Time points lie outside the window of the recent trend.
    #[error("not all time points are in the trend's window")]
    Window,
    /// Two kinds of trust are just as far from their thresholds.
    #[error("no kind of trust is furthest from its threshold")]
    GateTie,
    /// Nothing was lost that could come back.
    #[error("nothing dropped")]
    NoDrop,
}

/// Asks which of several clients gains faster.
#[derive(Clone, Debug, PartialEq)]
pub struct FasterTask {
    /// The question.
    pub ask: NonEmptyText,
    /// Those compared: 2 to 6.
    clients: Vec<Compared>,
    answer: usize,
}

/// A client's total on two days.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The name of the client.
    pub name: Name,
    /// The earlier one.
    pub from: Total,
    /// The later one.
    pub to: Total,
}

/// A total on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Total {
    /// The day.
    pub date: CivilDate,
    /// The total, 0–40.
    pub points: TotalPoints,
}

/// A total of four scores: a finite number from 0 to 40.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct TotalPoints(f64);

impl TotalPoints {
    /// The total of a number from 0 to 40; none for any other.
    pub fn new(value: f64) -> Option<Self> {
        (0.0..=40.0).contains(&value).then_some(Self(value.abs()))
    }

    /// The number, from 0 to 40.
    pub const fn value(self) -> f64 {
        self.0
    }
}

impl Total {
    /// The net change since the total of an earlier day, in points per day.
    pub fn net_change_since(self, earlier: Self) -> f64 {
        let days = self.date.days_since(earlier.date);
        (self.points.0 - earlier.points.0) / days as f64
    }
}

impl Compared {
    /// The days between the two totals, at least one.
    fn days(&self) -> f64 {
        self.to.date.days_since(self.from.date) as f64
    }

    /// The net change between the two days, in points per day; finite, since the days differ.
    pub fn net_change(&self) -> f64 {
        self.to.net_change_since(self.from)
    }
}

impl FasterTask {
    /// The fewest and the most clients.
    pub const CLIENTS: std::ops::RangeInclusive<usize> = 2..=6;

    /// A task with one true answer.
    ///
    /// # Errors
    /// [`TaskError::Clients`], [`TaskError::OutOfOrder`] and [`TaskError::Tie`].
    pub fn new(ask: NonEmptyText, clients: Vec<Compared>) -> Result<Self, TaskError> {
        if !Self::CLIENTS.contains(&clients.len()) {
            return Err(TaskError::Clients(clients.len()));
        }
        if clients.iter().any(|it| it.to.date <= it.from.date) {
            return Err(TaskError::OutOfOrder);
        }
        let changes: Vec<_> = clients.iter().map(Compared::net_change).collect();
        let most = changes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        // Closer than any hand would tell apart.
        let close = |change: &&f64| most - **change < 1e-9;
        if changes.iter().filter(close).count() != 1 {
            return Err(TaskError::Tie);
        }
        let answer = changes.iter().position(|change| *change >= most);
        Ok(Self {
            ask,
            clients,
            answer: answer.unwrap_or_default(),
        })
    }

    /// Those compared.
    pub fn clients(&self) -> &[Compared] {
        &self.clients
    }

    /// The client that gains fastest by net change, from 0.
    pub const fn answer(&self) -> usize {
        self.answer
    }

    /// The choice after all clients: that it cannot be told from rating error who gains fastest.
    pub fn cannot_be_told(&self) -> usize {
        self.clients.len()
    }

    /// Whether the fastest gains faster than each other by more than rating error, at the default
    /// assumptions: whose own settings would decide is not the same for trainer and trainee.
    pub fn is_told(&self) -> bool {
        let least = least_reliable_change(&Assumptions::default());
        let (fastest, others) = (self.answer, self.clients.iter().enumerate());
        let Some(first) = self.clients.get(fastest) else {
            return false;
        };
        let mut others = others.filter(|(at, _)| *at != fastest);
        others.all(|(_, other)| {
            let error = least * first.days().recip().hypot(other.days().recip());
            error < first.net_change() - other.net_change()
        })
    }

    /// Whether a choice is right: the fastest by net change always, and that it cannot be told if
    /// the difference is within error.
    pub fn is_right(&self, choice: usize) -> bool {
        choice == self.answer || choice == self.cannot_be_told() && !self.is_told()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Dimension, PerDimension, Score, Unit};

    fn given(values: [f64; 4], day: u32) -> Given {
        Given {
            scores: PerDimension(values.map(|value| Score::new(value).unwrap())),
            day,
        }
    }

    fn line() -> NonEmptyText {
        NonEmptyText::new("?").unwrap()
    }

    #[test]
    fn the_usual_mistakes_are_recognised() {
        let before = given([4.0, 4.0, 3.0, 3.0], 30);
        let task = VelocityTask::new(
            line(),
            given([6.5, 6.0, 5.0, 5.5], 120),
            Some(before),
            Unit::Month,
        )
        .unwrap();
        for (answer, verdict) in [
            (5.83, VelocityVerdict::Right),
            (5.75, VelocityVerdict::Right),
            (0.19, VelocityVerdict::WrongUnit(Unit::Day)),
            (1.34, VelocityVerdict::WrongUnit(Unit::Week)),
            (70.0, VelocityVerdict::WrongUnit(Unit::Year)),
            (3.04, VelocityVerdict::NetChange),
            (4.18, VelocityVerdict::LeftOut(Some(Dimension::Expertise))),
            (4.44, VelocityVerdict::LeftOut(Some(Dimension::Benefit))),
            (23.0, VelocityVerdict::Other),
            (0.0, VelocityVerdict::Other),
        ] {
            assert_eq!(task.verdict(answer), verdict, "{answer}");
        }
    }

    #[test]
    fn a_task_without_one_answer_is_refused() {
        let at = |day| given([5.0; 4], day);
        let velocity = |day, before| VelocityTask::new(line(), at(day), before, Unit::Day).err();
        assert_eq!(velocity(0, None), Some(TaskError::NoTime));
        assert_eq!(velocity(9, Some(at(9))), Some(TaskError::NotBefore));
        let total = |date: &str, points| Total {
            date: date.parse().unwrap(),
            points: TotalPoints::new(points).unwrap(),
        };
        let client = |from, to| Compared {
            name: Name::new("A").unwrap(),
            from: total("2026-03-02", from),
            to: total("2026-06-01", to),
        };
        let faster = |clients| FasterTask::new(line(), clients).map(|task| task.answer());
        assert_eq!(faster(vec![client(1.0, 2.0)]), Err(TaskError::Clients(1)));
        let same = vec![client(1.0, 2.0), client(3.0, 4.0)];
        assert_eq!(faster(same), Err(TaskError::Tie));
        assert_eq!(faster(vec![client(12.0, 13.0), client(21.0, 24.5)]), Ok(1));
        let mut turned = client(1.0, 2.0);
        std::mem::swap(&mut turned.from, &mut turned.to);
        assert_eq!(
            faster(vec![client(1.0, 2.0), turned]),
            Err(TaskError::OutOfOrder)
        );
        assert_eq!(TotalPoints::new(40.1), None);
        assert_eq!(TotalPoints::new(f64::NAN), None);
    }

    #[test]
    fn it_cannot_be_told_within_error() {
        let client = |days: i64, gained: f64| {
            let from = "2026-03-02".parse::<CivilDate>().unwrap();
            let total = |date, points| Total {
                date,
                points: TotalPoints::new(points).unwrap(),
            };
            Compared {
                name: Name::new("A").unwrap(),
                from: total(from, 10.0),
                to: total(from.plus_days(days).unwrap(), 10.0 + gained),
            }
        };
        let task = |clients: &[(i64, f64)]| {
            let clients = clients.iter().map(|(days, gained)| client(*days, *gained));
            FasterTask::new(line(), clients.collect()).unwrap()
        };
        // Over the same days, two changes differ by 1.96 × √2 × √2 × 1.6 = 6.272 through error.
        for (gained, is_told) in [(6.2, false), (6.3, true)] {
            let task = task(&[(91, 0.0), (91, gained)]);
            assert_eq!(task.is_told(), is_told, "{gained}");
            assert!(task.is_right(1) && !task.is_right(0) && !task.is_right(3));
            assert_eq!(task.is_right(task.cannot_be_told()), !is_told, "{gained}");
            let verdict = |choice| Task::Faster(task.clone()).verdict(TaskAnswer::Choice(choice));
            let untold = verdict(2) == Some(VelocityVerdict::Right);
            assert_eq!(untold, !is_told, "{gained}");
        }
        // A third client who gains nearly as much makes the difference one within error.
        assert!(!task(&[(91, 0.0), (91, 6.3), (91, 6.0)]).is_told());
        // Over fewer days a rate is less certain.
        assert!(!task(&[(91, 0.0), (30, 3.0)]).is_told());
    }

    proptest! {
        #[test]
        fn the_rounded_answer_is_right(values in prop::array::uniform4(0..=20_u8), day in 1..2_000_u32, unit in 0..4_usize) {
            let given = given(values.map(|half| f64::from(half) / 2.0), day);
            let task = VelocityTask::new(line(), given, None, Unit::ALL[unit]).unwrap();
            let rounded = (task.answer() * 100.0).round() / 100.0;
            prop_assert_eq!(task.verdict(rounded), VelocityVerdict::Right);
            prop_assert!(task.answer().is_finite());
        }

        #[test]
        fn any_number_has_a_verdict(answer: f64) {
            let task = VelocityTask::new(line(), given([5.0; 4], 9), None, Unit::Day).unwrap();
            task.verdict(answer);
        }
    }
}
