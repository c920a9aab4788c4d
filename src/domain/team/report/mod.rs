//! A seller's report: of each client as much of its summary as is told here, and nothing else.
//!
//! Invariant: the numbers of a [`SharedReport`] are finite and in their ranges.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::{StageTally, place_of};
use crate::domain::{
    Assumptions, CivilDate, Due, EntryId, Name, OpenKind, Priority, Reason, Stage, Summary,
    stage_gates,
    velocity::{Slope, Verdict},
};

/// The kind of a [`Reason`] to turn to a client, without what it says of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReasonKind {
    /// Trust was damaged and has not recovered.
    Breach,
    /// A promise is overdue.
    Promise,
    /// The recent trend is falling.
    Trend,
    /// The contact is overdue.
    Contact,
    /// The agreed day of a contact has passed.
    Missed,
    /// There is no recent feedback of a long-term client.
    Feedback,
    /// A score in the focus of the stage is low.
    Focus,
    /// There is no recent rating.
    Rating,
}

impl ReasonKind {
    /// All, the weightiest first.
    pub const ALL: [Self; 8] = [
        Self::Breach,
        Self::Promise,
        Self::Trend,
        Self::Contact,
        Self::Missed,
        Self::Feedback,
        Self::Focus,
        Self::Rating,
    ];

    /// The stable name, which is that of [`Reason::id`].
    pub const fn id(self) -> &'static str {
        match self {
            Self::Breach => "breach",
            Self::Promise => "promise",
            Self::Trend => "trend",
            Self::Contact => "contact",
            Self::Missed => "missed",
            Self::Feedback => "feedback",
            Self::Focus => "focus",
            Self::Rating => "rating",
        }
    }

    /// The kind of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// A reason to turn to a client, as the seller's priority list had it on the day of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedReason {
    /// Its kind.
    pub kind: ReasonKind,
    /// Its points, 1–5.
    pub points: u8,
}

/// A client as it is shared.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedClient {
    /// Its name or initials, if the seller tells them.
    pub called: Option<Name>,
    /// The stage, and the first day in it.
    pub stage: Option<(Stage, CivilDate)>,
    /// The total of the latest complete rating, 0–40, to a tenth.
    pub level: Option<f64>,
    /// The slope of the recent trend.
    pub slope: Option<Slope>,
    /// The day of the last contact.
    pub last_contact: Option<CivilDate>,
    /// How many dimensions of the stage's gate are reached, of how many; none if it has no gate.
    pub gate: Option<(u8, u8)>,
    /// The day of the latest breach, if trust has not come back from it.
    pub unrecovered_breach: Option<CivilDate>,
    /// How many open promises were due by the day of the report, of the first
    /// [few](Summary::MAX_OPEN).
    pub promises_due: u8,
    /// The day of the seller's last rating.
    pub last_rating: Option<CivilDate>,
    /// The reasons to turn to the client.
    pub reasons: Vec<SharedReason>,
}

impl SharedClient {
    /// A client as it is shared on a day, under a name or none.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// use trust_velocity::domain::{Stage, team::{ReasonKind, SharedClient}};
    #[doc = include_str!("../../velocity/example.md")]
    /// let summary = Arc::new(Summary::of(&client, &Assumptions::default(), today));
    /// let shared = SharedClient::of(&summary, None, &Assumptions::default(), today);
    /// assert_eq!(shared.level, Some(24.0));
    /// assert_eq!(shared.gate, Some((2, 3)));
    /// assert_eq!(shared.verdict(today), Verdict::Rising);
    /// assert_eq!(shared.reasons.len(), 1);
    /// assert_eq!((shared.reasons[0].kind, shared.points()), (ReasonKind::Contact, 4));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(
        summary: &Arc<Summary>,
        called: Option<Name>,
        assumptions: &Assumptions,
        today: CivilDate,
    ) -> Self {
        let gates = stage_gates(summary, assumptions, today);
        let reached = gates.iter().filter(|gate| gate.standing.is_reached());
        let gate = (small(reached.count()), small(gates.len()));
        let is_promise =
            |due: &Due<'_>| matches!(due, Due::Entry(entry) if entry.kind == OpenKind::Promise);
        let promises = summary.due(today).filter(is_promise);
        // The list leaves out who is snoozed.
        let priority = Priority::of(summary, assumptions.cadence(), today)
            .filter(|_| !summary.is_snoozed(today));
        let reasons = priority.map(|priority| priority.reasons);
        let reasons = reasons.iter().flatten().filter_map(SharedReason::of);
        // Of the overdue promises two count.
        let mut overdue = 0;
        let reasons = reasons.filter(move |reason| {
            overdue += u8::from(reason.kind == ReasonKind::Promise);
            reason.kind != ReasonKind::Promise || overdue <= 2
        });
        Self {
            called,
            stage: summary.stage,
            level: summary.total.map(|total| (10.0 * total).round() / 10.0),
            slope: summary.slope.map(shortened),
            last_contact: summary.last_contact.map(|(date, _)| date),
            gate: (!gates.is_empty()).then_some(gate),
            unrecovered_breach: summary.unrecovered_breach,
            promises_due: small(promises.count()),
            last_rating: summary.last_rating,
            reasons: reasons.collect(),
        }
    }

    /// The verdict of the recent trend on a day.
    pub fn verdict(&self, day: CivilDate) -> Verdict {
        let verdict = self.slope.map(|slope| slope.verdict(day));
        verdict.unwrap_or(Verdict::Insufficient)
    }

    /// The points of all reasons.
    pub fn points(&self) -> usize {
        self.reasons
            .iter()
            .map(|reason| usize::from(reason.points))
            .sum()
    }

    fn check(&self) -> Result<(), InvalidReport> {
        let is_level = |level: f64| (0.0..=40.0).contains(&level);
        let is_slope = |slope: Slope| {
            slope.per_day.is_finite()
                && slope.standard_error.is_finite()
                && 0.0 <= slope.standard_error
                && slope.from <= slope.to
                && 3 <= slope.points
        };
        let is_gate = |(passed, of): (u8, u8)| passed <= of && (1..=4).contains(&of);
        let is_reason = |reason: &SharedReason| (1..=5).contains(&reason.points);
        if !self.level.is_none_or(is_level) {
            return Err(InvalidReport::Level);
        }
        if !self.slope.is_none_or(is_slope) {
            return Err(InvalidReport::Slope);
        }
        if !self.gate.is_none_or(is_gate) {
            return Err(InvalidReport::Gate);
        }
        if MAX_REASONS < self.reasons.len() || !self.reasons.iter().all(is_reason) {
            return Err(InvalidReport::Reasons);
        }
        Ok(())
    }
}

/// The most reasons of a client: a list has each kind once, and promises twice.
const MAX_REASONS: usize = ReasonKind::ALL.len() + 1;

impl SharedReason {
    fn of(reason: &Reason) -> Option<Self> {
        Some(Self {
            kind: ReasonKind::from_id(reason.id())?,
            points: small(reason.points()),
        })
    }
}

/// A slope to a millionth of a point per day, which is less than any chart or verdict shows.
fn shortened(slope: Slope) -> Slope {
    let short = |value: f64| (1e6 * value).round() / 1e6;
    Slope {
        per_day: short(slope.per_day),
        standard_error: short(slope.standard_error),
        ..slope
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Data that is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidReport {
    /// More clients than [`SharedReport::MAX_CLIENTS`]; how many.
    #[error("{0} clients, the most is {max}", max = SharedReport::MAX_CLIENTS)]
    TooManyClients(usize),
    /// A level outside 0–40.
    #[error("a level outside 0 to 40")]
    Level,
    /// A trend that cannot be.
    #[error("a trend that cannot be")]
    Slope,
    /// More of a gate reached than there is.
    #[error("a gate that cannot be")]
    Gate,
    /// Reasons with points that no reason has, or too many.
    #[error("reasons that cannot be")]
    Reasons,
}

/// The report of a seller on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedReport {
    /// The team that it is for.
    pub team: EntryId,
    /// The seller, by an id that means nothing elsewhere.
    pub seller: EntryId,
    /// The seller's name or nickname, if any.
    pub name: Option<Name>,
    /// Counts up: a later edition takes the place of an earlier one.
    pub edition: u32,
    date: CivilDate,
    clients: Vec<SharedClient>,
}

impl SharedReport {
    /// The most clients of a report, which is what a text of this size can carry.
    pub const MAX_CLIENTS: usize = 2_000;

    /// A report.
    ///
    /// # Errors
    /// [`InvalidReport`].
    pub fn new(
        team: EntryId,
        seller: EntryId,
        name: Option<Name>,
        date: CivilDate,
        edition: u32,
        clients: Vec<SharedClient>,
    ) -> Result<Self, InvalidReport> {
        if Self::MAX_CLIENTS < clients.len() {
            return Err(InvalidReport::TooManyClients(clients.len()));
        }
        clients.iter().try_for_each(SharedClient::check)?;
        Ok(Self {
            team,
            seller,
            name,
            edition,
            date,
            clients,
        })
    }

    /// The day on which it was made, by the seller's calendar.
    pub const fn date(&self) -> CivilDate {
        self.date
    }

    /// The clients, in the order in which they were shared.
    pub fn clients(&self) -> &[SharedClient] {
        &self.clients
    }

    /// How many clients stand in each stage.
    pub fn tally(&self) -> StageTally {
        let mut tally = StageTally::default();
        for client in &self.clients {
            tally[place_of(client.stage.map(|(stage, _)| stage))] += 1;
        }
        tally
    }

    /// The same report without any name.
    #[must_use]
    pub fn unnamed(mut self) -> Self {
        self.name = None;
        for client in &mut self.clients {
            client.called = None;
        }
        self
    }
}
