//! The priority list (今日): which clients to turn to, and why.
//!
//! Points count what is to be followed up (待跟进). They are no measure of trust.

use std::sync::Arc;

use super::{
    Cadence, CivilDate, Dimension, FEEDBACK_MAX_AGE_DAYS, OpenEntry, OpenKind, Score, Stage,
    Summary, sorted, velocity::Verdict,
};

/// A client is rated at least every so many days.
const RATING_DAYS: i64 = 90;
/// A focus dimension is weak below this score.
const WEAK: f64 = 4.0;

/// Why a client is in the priority list.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Trust has not come back since the breach of this day: 5 points.
    UnrecoveredBreach(CivilDate),
    /// An open promise after its due date: 4 points, of which a client has 8 at most.
    OverduePromise {
        /// The promise.
        promise: OpenEntry,
        /// The days since it was due, 1 or more.
        days: i64,
    },
    /// The recent trend falls by more than rating error: 3 points.
    FallingTrend {
        /// The slope in points per day, below 0.
        per_day: f64,
    },
    /// The days since the last contact are beyond the cadence of the stage: 2 points, and one more for
    /// each further cadence, up to 4.
    OverdueContact {
        /// The days since the last contact, or since the first one if none is logged.
        days: i64,
        /// The most days between two contacts in the stage.
        cadence: u16,
    },
    /// The agreed day of the next contact has passed and none was logged since, within the cadence: 2
    /// points.
    MissedContact {
        /// The day that was agreed.
        date: CivilDate,
        /// The days since, 1 or more.
        days: i64,
    },
    /// A long-term client whose last feedback is older than 180 days, or who gave none: 2 points.
    NoFeedback {
        /// The days since the last feedback, if any.
        days: Option<i64>,
    },
    /// A dimension in the focus of the stage has a score under 4, the lowest of them: 2 points.
    WeakFocus {
        /// The dimension.
        dimension: Dimension,
        /// Its latest score.
        score: Score,
    },
    /// The seller's last rating is older than 90 days, or there is none: 1 point.
    NoRating {
        /// The days since the last rating, if any.
        days: Option<i64>,
    },
}

impl Reason {
    /// The stable name used in the page.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::UnrecoveredBreach(_) => "breach",
            Self::OverduePromise { .. } => "promise",
            Self::FallingTrend { .. } => "trend",
            Self::OverdueContact { .. } => "contact",
            Self::MissedContact { .. } => "missed",
            Self::NoFeedback { .. } => "feedback",
            Self::WeakFocus { .. } => "focus",
            Self::NoRating { .. } => "rating",
        }
    }

    /// Its points.
    pub const fn points(&self) -> usize {
        match self {
            Self::UnrecoveredBreach(_) => 5,
            Self::OverduePromise { .. } => 4,
            Self::FallingTrend { .. } => 3,
            Self::OverdueContact { days, cadence } => {
                let cadence = *cadence as i64;
                match (*days - cadence) / cadence {
                    0 => 2,
                    1 => 3,
                    _ => 4,
                }
            }
            Self::MissedContact { .. } | Self::NoFeedback { .. } | Self::WeakFocus { .. } => 2,
            Self::NoRating { .. } => 1,
        }
    }

    /// By how many days a promise or a contact is overdue; 0 for all else.
    const fn days_overdue(&self) -> i64 {
        match self {
            Self::OverduePromise { days, .. } | Self::MissedContact { days, .. } => *days,
            Self::OverdueContact { days, cadence } => *days - *cadence as i64,
            _ => 0,
        }
    }
}

/// A client with the reasons to turn to them.
#[derive(Clone, Debug, PartialEq)]
pub struct Priority {
    /// The client.
    pub summary: Arc<Summary>,
    /// The reasons, one at least.
    pub reasons: Vec<Reason>,
}

impl Priority {
    /// A client's place in the list on a day; none without a reason.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// use trust_velocity::domain::{Priority, Reason};
    #[doc = include_str!("velocity/example.md")]
    /// let summary = Arc::new(Summary::of(&client, &Assumptions::default(), today));
    /// let priority = Priority::of(&summary, Cadence::default(), today).ok_or("calm")?;
    /// // The last contact was on 2026-01-05, and the cadence of this stage is 14 days.
    /// let overdue = Reason::OverdueContact { days: today.days_since(date("2026-01-05")?), cadence: 14 };
    /// assert_eq!((priority.points(), priority.reasons), (4, vec![overdue]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(summary: &Arc<Summary>, cadence: Cadence, today: CivilDate) -> Option<Self> {
        let reasons = reasons(summary, cadence, today);
        (!reasons.is_empty()).then(|| Self {
            summary: Arc::clone(summary),
            reasons,
        })
    }

    /// The points of all its reasons (待跟进); of the overdue promises two count.
    pub fn points(&self) -> usize {
        let promises = |reason: &&Reason| matches!(reason, Reason::OverduePromise { .. });
        let uncounted = self.reasons.iter().filter(promises).skip(2);
        let uncounted: usize = uncounted.map(Reason::points).sum();
        let all: usize = self.reasons.iter().map(Reason::points).sum();
        all - uncounted
    }

    /// The most days by which a promise or the contact is overdue; 0 if none is.
    pub fn days_overdue(&self) -> i64 {
        let days = self.reasons.iter().map(Reason::days_overdue);
        days.max().unwrap_or_default()
    }
}

/// The clients of a day, by whether they are to be turned to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Priorities {
    /// Those to turn to, by points, then days overdue, then name by its characters, then id.
    pub waiting: Vec<Priority>,
    /// Those who would be among them, but are snoozed, by the day on which that ends, then in the order
    /// given.
    pub snoozed: Vec<Arc<Summary>>,
    /// How many need nothing.
    pub calm: usize,
}

impl Priorities {
    /// The clients of a day.
    pub fn of<'a>(
        clients: impl Iterator<Item = &'a Arc<Summary>>,
        cadence: Cadence,
        today: CivilDate,
    ) -> Self {
        let mut all = Self::default();
        for summary in clients {
            match Priority::of(summary, cadence, today) {
                None => all.calm += 1,
                Some(_) if summary.is_snoozed(today) => all.snoozed.push(Arc::clone(summary)),
                Some(priority) => all.waiting.push(priority),
            }
        }
        all.waiting = sorted(all.waiting, |a, b| {
            let key = |one: &Priority| (one.points(), one.days_overdue());
            let names = a.summary.name.cmp(&b.summary.name);
            key(b)
                .cmp(&key(a))
                .then(names)
                .then(a.summary.id.cmp(&b.summary.id))
        });
        all.snoozed = sorted(all.snoozed, |a, b| a.snoozed_until.cmp(&b.snoozed_until));
        all
    }

    /// How many clients of a day are [`waiting`](Self::waiting), without a list of them.
    pub fn count_waiting<'a>(
        clients: impl Iterator<Item = &'a Summary>,
        cadence: Cadence,
        today: CivilDate,
    ) -> usize {
        let is_waiting = |summary: &&Summary| {
            !summary.is_snoozed(today) && !reasons(summary, cadence, today).is_empty()
        };
        clients.filter(is_waiting).count()
    }
}

/// Every reason that holds on a day, in the order of [`Reason`]; none once the relationship has ended.
fn reasons(summary: &Summary, cadence: Cadence, today: CivilDate) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let stage = summary.stage.map(|(stage, _)| stage);
    if stage == Some(Stage::Ended) {
        return reasons;
    }
    let since = |day: Option<CivilDate>| day.map(|day| today.days_since(day));
    let is_beyond = |days: Option<i64>, most| days.is_none_or(|days| most < days);
    reasons.extend(summary.unrecovered_breach.map(Reason::UnrecoveredBreach));
    let promises = summary.open.iter();
    let promises = promises.filter(|entry| entry.kind == OpenKind::Promise);
    let overdue = promises.filter_map(|promise| {
        let days = today.days_since(promise.due);
        let promise = promise.clone();
        (0 < days).then_some(Reason::OverduePromise { promise, days })
    });
    reasons.extend(overdue);
    if let (Verdict::Falling, Some(slope)) = (summary.verdict(today), summary.slope) {
        let per_day = slope.per_day;
        reasons.push(Reason::FallingTrend { per_day });
    }
    reasons.extend(late_contact(summary, cadence, today));
    let days = since(summary.last_feedback);
    if stage == Some(Stage::LongTerm) && is_beyond(days, FEEDBACK_MAX_AGE_DAYS) {
        reasons.push(Reason::NoFeedback { days });
    }
    let focus = stage.map_or(&[][..], Stage::focus);
    let known = focus.iter().filter_map(|dimension| {
        let score = summary.latest[*dimension]?.score;
        (score.value() < WEAK).then_some((*dimension, score))
    });
    let lowest = known.reduce(|a, b| if b.1 < a.1 { b } else { a });
    reasons.extend(lowest.map(|(dimension, score)| Reason::WeakFocus { dimension, score }));
    let days = since(summary.last_rating);
    if is_beyond(days, RATING_DAYS) {
        reasons.push(Reason::NoRating { days });
    }
    reasons
}

/// Whether the contact is late: beyond the cadence of the stage, else beyond the agreed day.
fn late_contact(summary: &Summary, cadence: Cadence, today: CivilDate) -> Option<Reason> {
    let days = summary.days_without_contact(today);
    let cadence = summary.stage.and_then(|(stage, _)| cadence.days(stage));
    if let Some(cadence) = cadence.filter(|cadence| i64::from(*cadence) < days) {
        return Some(Reason::OverdueContact { days, cadence });
    }
    let date = summary.next_contact?;
    let days = today.days_since(date);
    (0 < days).then_some(Reason::MissedContact { date, days })
}
