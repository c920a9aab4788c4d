//! Promises made to a client, what became of them, and the figures of all of them.
//!
//! Invariant: a promise that exists is due on the day it was made or later, and nothing became of it
//! before that day.

use super::{CivilDate, EntryId, LikertScore, Note};

/// A promise made to a client (承诺).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The entry's id.
    pub id: EntryId,
    /// The day it was made.
    pub date: CivilDate,
    /// The last day on which it is kept in time.
    pub due: CivilDate,
    /// How much the client expects of it.
    pub expected: LikertScore,
    /// The promise, in words.
    pub what: Note,
    /// The outcome; none while it is open.
    pub outcome: Option<PromiseOutcome>,
}

/// The outcome of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseOutcome {
    /// It was kept, in time or late.
    Kept {
        /// The day it was kept.
        on: CivilDate,
        /// How the client experienced it, on the scale of the expectation.
        experienced: LikertScore,
    },
    /// It was broken.
    Broken {
        /// The day that this became certain.
        on: CivilDate,
    },
    /// It was taken back, or the client no longer wants it.
    Withdrawn {
        /// The day of that.
        on: CivilDate,
    },
}

impl PromiseOutcome {
    /// The day of it.
    pub const fn on(self) -> CivilDate {
        match self {
            Self::Kept { on, .. } | Self::Broken { on } | Self::Withdrawn { on } => on,
        }
    }

    /// The same on another day.
    #[must_use]
    pub const fn with_day(self, on: CivilDate) -> Self {
        match self {
            Self::Kept { experienced, .. } => Self::Kept { on, experienced },
            Self::Broken { .. } => Self::Broken { on },
            Self::Withdrawn { .. } => Self::Withdrawn { on },
        }
    }
}

impl Promise {
    /// Whether the dates are in order: what exists is made with this, or stored by it.
    pub fn is_in_order(&self) -> bool {
        let outcome = self.outcome.map(PromiseOutcome::on);
        self.date <= self.due && outcome.is_none_or(|on| self.date <= on)
    }

    /// Whether nothing has become of it yet.
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    /// Whether it is open after its due date.
    pub fn is_overdue(&self, today: CivilDate) -> bool {
        self.is_open() && self.due < today
    }

    /// Whether it was kept by its due date.
    pub fn is_kept_on_time(&self) -> bool {
        matches!(self.outcome, Some(PromiseOutcome::Kept { on, .. }) if on <= self.due)
    }

    /// Disconfirmation: experienced − expected; none unless it was kept.
    pub fn disconfirmation(&self) -> Option<i8> {
        match self.outcome {
            Some(PromiseOutcome::Kept { experienced, .. }) => {
                let [experienced, expected] =
                    [experienced, self.expected].map(|score| score.number().cast_signed());
                Some(experienced - expected)
            }
            _ => None,
        }
    }

    /// The same with every date moved by some days; none if one would leave the calendar.
    pub(super) fn moved_by(&mut self, days: i64) -> Option<()> {
        self.date = self.date.plus_days(days)?;
        self.due = self.due.plus_days(days)?;
        if let Some(outcome) = &mut self.outcome {
            *outcome = outcome.with_day(outcome.on().plus_days(days)?);
        }
        Some(())
    }
}

/// The figures of a client's promises on a day.
///
/// ```
/// # use trust_velocity::domain::*;
/// let date = |text: &str| text.parse::<CivilDate>();
/// let score = |number| LikertScore::new(number).ok_or("1–7");
/// let promise = |id, due, outcome| Ok::<_, Box<dyn std::error::Error>>(Promise {
///     id: EntryId::new(id), date: date("2026-03-01")?, due: date(due)?, expected: score(5)?,
///     what: Note::new("报价")?, outcome,
/// });
/// let kept = PromiseOutcome::Kept { on: date("2026-03-10")?, experienced: score(4)? };
/// let promises = [
///     promise(1, "2026-03-10", Some(kept))?,
///     promise(2, "2026-03-09", Some(kept))?, // late by a day
///     promise(3, "2026-03-08", Some(PromiseOutcome::Withdrawn { on: date("2026-03-02")? }))?,
///     promise(4, "2026-03-31", None)?,
/// ];
/// let figures = PromiseFigures::of(&promises, date("2026-03-20")?);
/// assert_eq!((figures.kept_on_time, figures.due), (1, 2));
/// assert_eq!(figures.on_time_rate(), Some(0.5));
/// assert_eq!(figures.mean_disconfirmation(), Some(-1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PromiseFigures {
    /// How many are due by that day, without those that were withdrawn.
    pub due: usize,
    /// How many of them were kept by their due dates.
    pub kept_on_time: usize,
    /// How many were kept at all by that day.
    pub kept: usize,
    /// The sum of their disconfirmations.
    disconfirmation: i64,
}

impl PromiseFigures {
    /// The figures of some promises on a day.
    pub fn of(promises: &[Promise], today: CivilDate) -> Self {
        let mut figures = Self::default();
        for promise in promises {
            let outcome = promise.outcome.filter(|outcome| outcome.on() <= today);
            let is_withdrawn = matches!(outcome, Some(PromiseOutcome::Withdrawn { .. }));
            if promise.due <= today && !is_withdrawn {
                figures.due += 1;
                figures.kept_on_time += usize::from(promise.is_kept_on_time());
            }
            if let Some(gap) = outcome.and(promise.disconfirmation()) {
                figures.kept += 1;
                figures.disconfirmation += i64::from(gap);
            }
        }
        figures
    }

    /// The share of the due ones that were kept by their due dates; none while none is due.
    pub fn on_time_rate(self) -> Option<f64> {
        (0 < self.due).then(|| self.kept_on_time as f64 / self.due as f64)
    }

    /// The mean of experienced − expected over the kept ones; none while none was kept.
    pub fn mean_disconfirmation(self) -> Option<f64> {
        (0 < self.kept).then(|| self.disconfirmation as f64 / self.kept as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    fn promise(due: &str, outcome: Option<PromiseOutcome>) -> Promise {
        Promise {
            id: EntryId::new(1),
            date: day("2026-03-01"),
            due: day(due),
            expected: LikertScore::new(2).unwrap(),
            what: Note::new("寄样品").unwrap(),
            outcome,
        }
    }

    fn kept(on: &str, experienced: u8) -> PromiseOutcome {
        PromiseOutcome::Kept {
            on: day(on),
            experienced: LikertScore::new(experienced).unwrap(),
        }
    }

    #[test]
    fn a_promise_is_overdue_from_the_day_after_it_was_due() {
        let open = promise("2026-03-10", None);
        assert!(!open.is_overdue(day("2026-03-10")));
        assert!(open.is_overdue(day("2026-03-11")));
        let broken = PromiseOutcome::Broken {
            on: day("2026-03-11"),
        };
        assert!(!promise("2026-03-10", Some(broken)).is_overdue(day("2026-03-12")));
    }

    #[test]
    fn only_what_is_due_counts_and_only_what_was_kept_in_time_is_on_time() {
        let broken = PromiseOutcome::Broken {
            on: day("2026-03-05"),
        };
        let withdrawn = PromiseOutcome::Withdrawn {
            on: day("2026-03-05"),
        };
        let all = [
            promise("2026-03-10", Some(kept("2026-03-10", 7))),
            promise("2026-03-10", Some(kept("2026-03-11", 1))),
            promise("2026-03-10", Some(broken)),
            promise("2026-03-10", None),
            promise("2026-03-10", Some(withdrawn)),
            // Kept before it is due: it counts on its due date.
            promise("2026-04-10", Some(kept("2026-03-02", 2))),
        ];
        let figures = PromiseFigures::of(&all, day("2026-03-20"));
        assert_eq!((figures.due, figures.kept_on_time), (4, 1));
        assert_eq!(figures.on_time_rate(), Some(0.25));
        assert_eq!((figures.kept, figures.disconfirmation), (3, 5 - 1));
        assert_eq!(figures.mean_disconfirmation(), Some(4.0 / 3.0));
        let later = PromiseFigures::of(&all, day("2026-04-10"));
        assert_eq!(later.on_time_rate(), Some(0.4));
        let none = PromiseFigures::of(&all, day("2026-03-01"));
        assert_eq!(
            (none.on_time_rate(), none.mean_disconfirmation()),
            (None, None)
        );
    }

    #[test]
    fn dates_out_of_order_are_told() {
        assert!(promise("2026-03-01", None).is_in_order());
        assert!(!promise("2026-02-28", None).is_in_order());
        assert!(!promise("2026-03-10", Some(kept("2026-02-28", 1))).is_in_order());
    }
}
