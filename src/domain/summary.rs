//! The summary of a client: the facts that lists need, without its history.
//!
//! Invariant: a summary of a day equals that of every later day before
//! [`changes_on`](Summary::changes_on), under the same assumptions. Verdicts are not in it: they
//! follow from its facts and the day they are asked for.

use super::{
    Assumptions, Cadence, Channel, CivilDate, Client, ClientId, EntryId, Instrument, Name, NextDay,
    Note, PerDimension, Rater, RelationshipKind, RepairStep, Stage, sorted,
    velocity::{Known, Series, Slope, Verdict, slope, unrecovered_breach},
};

/// The facts of one client that a list shows, searches, filters and sorts by.
///
/// All figures are of the seller's ratings with sliders.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// The client's id.
    pub id: ClientId,
    /// The person's name.
    pub name: Name,
    /// The organisation, if any.
    pub organisation: Option<Name>,
    /// The person's position, if known.
    pub title: Option<Name>,
    /// Words to find the client by.
    pub tags: Vec<Name>,
    /// The kind of relationship.
    pub kind: RelationshipKind,
    /// The client who recommended it, if that is known.
    pub recommended_by: Option<ClientId>,
    /// Whether it is an example with invented numbers.
    pub is_example: bool,
    /// The day it was put into the bin; `None` if it is not there.
    pub binned: Option<CivilDate>,
    /// The day before which the priority list leaves it out; it may be past.
    pub snoozed_until: Option<CivilDate>,
    /// The day of the first contact.
    pub first_contact: CivilDate,
    /// The stage, and the first day in it.
    pub stage: Option<(Stage, CivilDate)>,
    /// The day of the seller's last rating, with any instrument.
    pub last_rating: Option<CivilDate>,
    /// Each dimension's latest score, 0–10.
    pub latest: PerDimension<Option<Known>>,
    /// The total of the latest complete rating, 0–40.
    pub total: Option<f64>,
    /// The slope of the recent trend; none through fewer than three ratings.
    pub slope: Option<Slope>,
    /// The day of the last contact and its medium.
    pub last_contact: Option<(CivilDate, Channel)>,
    /// The day of the next contact, as the last one says.
    pub next_contact: Option<CivilDate>,
    /// The open promises that are due first, then the planned actions with the earliest next day, at most
    /// [`Self::MAX_OPEN`] of each.
    pub open: Vec<OpenEntry>,
    /// The last day on which the client told of their own view: in feedback, or by a rating with any
    /// instrument.
    pub last_feedback: Option<CivilDate>,
    /// The day of the latest breach, if trust has not come back from it.
    pub unrecovered_breach: Option<CivilDate>,
    /// The first day on which the facts may be others though no record changes: a rating leaves the
    /// trend's window, or an entry with a date in the future begins to count.
    pub changes_on: Option<CivilDate>,
}

/// An open promise, or a planned action that asks for something, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenEntry {
    /// The entry's id.
    pub id: EntryId,
    /// The thing that it asks for.
    pub kind: OpenKind,
    /// The last day on which it is done in time.
    pub due: CivilDate,
    /// The start of what was promised or planned.
    pub what: Note,
}

/// The thing that an open entry asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenKind {
    /// A promise is to be kept.
    Promise,
    /// A planned action is to be done.
    Action,
    /// A planned action is to be looked at again.
    Review,
}

impl Summary {
    /// The most open promises of a client that a summary has, and the most planned actions: as many as a
    /// repair has steps.
    pub const MAX_OPEN: usize = RepairStep::ALL.len();

    /// The most characters of a promise, or of a planned action, that a summary has.
    pub const MAX_OPEN_CHARS: usize = 40;

    /// The summary of a client as it stands on a day.
    ///
    /// Of the assumptions only [`Assumptions::score_sem`] and [`Assumptions::window_days`] matter.
    ///
    /// ```
    #[doc = include_str!("velocity/example.md")]
    /// let summary = Summary::of(&client, &Assumptions::default(), today);
    /// assert_eq!(summary.total, Some(24.0));
    /// assert_eq!(summary.stage, Some((Stage::Deepening, date("2026-02-01")?)));
    /// assert_eq!(summary.last_contact, Some((date("2026-01-05")?, Channel::Visit)));
    /// assert_eq!(summary.verdict(today), Verdict::Rising);
    /// // The slope rests on three ratings, which stand until there are others.
    /// assert_eq!(summary.changes_on, None);
    /// assert_eq!(summary.verdict(date("2026-06-10")?), Verdict::Stale);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(client: &Client, assumptions: &Assumptions, today: CivilDate) -> Self {
        let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, today);
        let slope = slope(&series, assumptions);
        let profile = &client.profile;
        Self {
            id: client.id(),
            name: profile.name.clone(),
            organisation: profile.organisation.clone(),
            title: profile.title.clone(),
            tags: profile.tags.clone(),
            kind: client.kind,
            recommended_by: client.recommended_by(),
            is_example: client.is_example(),
            binned: client.binned(),
            snoozed_until: client.snoozed_until(),
            first_contact: client.first_contact(),
            stage: client
                .stage_on(today)
                .map(|entry| (entry.stage, entry.date)),
            last_rating: last_own_rating(client, today),
            latest: series.latest_known(),
            total: series.complete().last().map(|(_, total)| total),
            slope,
            last_contact: client
                .last_contact(today)
                .map(|last| (last.date, last.channel)),
            last_feedback: client.last_feedback(today),
            next_contact: client.next_contact(today),
            open: open_entries(client),
            unrecovered_breach: unrecovered_breach(&series).map(|breach| breach.date),
            changes_on: begins_to_count(client, today)
                .into_iter()
                .chain(slope.and_then(|slope| slope.changes_on()))
                .min(),
        }
    }

    /// Whether the seller has rated the client, with any instrument.
    pub const fn is_rated(&self) -> bool {
        self.last_rating.is_some()
    }

    /// Whether the priority list leaves it out on a day.
    pub fn is_snoozed(&self, today: CivilDate) -> bool {
        self.snoozed_until.is_some_and(|until| today < until)
    }

    /// The verdict of the recent trend on a day.
    pub fn verdict(&self, today: CivilDate) -> Verdict {
        let verdict = self.slope.map(|slope| slope.verdict(today));
        verdict.unwrap_or(Verdict::Insufficient)
    }

    /// The days since the last contact; since the first one if none is logged.
    pub fn days_without_contact(&self, today: CivilDate) -> i64 {
        let last = self.last_contact.map(|(date, _)| date);
        today.days_since(last.unwrap_or(self.first_contact))
    }

    /// By how many days the contact is beyond the cadence of the stage: overdue if above 0, not due yet
    /// if below. None if the relationship has ended, or has no stage.
    pub fn days_beyond_cadence(&self, cadence: Cadence, today: CivilDate) -> Option<i64> {
        let (stage, _) = self.stage?;
        let most = cadence.days(stage)?;
        Some(self.days_without_contact(today) - i64::from(most))
    }

    /// The things due by a day: open promises and planned actions, of which the first
    /// [few](Self::MAX_OPEN) are known, and the next contact.
    ///
    /// ```
    #[doc = include_str!("velocity/example.md")]
    /// client.put(Record::Promise(Promise {
    ///     id: EntryId::new(6), date: date("2026-03-20")?, due: date("2026-03-27")?,
    ///     expected: LikertScore::new(6).ok_or("1–7")?, what: Note::new("测算")?, outcome: None,
    /// }))?;
    /// let summary = Summary::of(&client, &Assumptions::default(), today);
    /// assert_eq!(summary.due(date("2026-03-26")?).next(), None);
    /// assert!(summary.due(today).eq([Due::Entry(&summary.open[0])]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn due(&self, day: CivilDate) -> impl Iterator<Item = Due<'_>> {
        let contact = self.next_contact.map(Due::Contact);
        let due = self.open.iter().map(Due::Entry).chain(contact);
        due.filter(move |due| due.date() <= day)
    }

    /// Whether the facts still stand on a day, the one of the summary or a later one.
    pub fn stands_on(&self, today: CivilDate) -> bool {
        self.changes_on.is_none_or(|day| today < day)
    }
}

/// Something that is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due<'a> {
    /// An open promise, or a planned action.
    Entry(&'a OpenEntry),
    /// The next contact.
    Contact(CivilDate),
}

impl Due<'_> {
    /// The day on which it is due.
    pub const fn date(self) -> CivilDate {
        match self {
            Self::Entry(entry) => entry.due,
            Self::Contact(date) => date,
        }
    }
}

/// Promises and planned actions are open whatever the day is, so no day changes them.
fn open_entries(client: &Client) -> Vec<OpenEntry> {
    let entry = |id, kind, due, what: Note| OpenEntry {
        id,
        kind,
        due,
        what: what.cut(Summary::MAX_OPEN_CHARS),
    };
    let promises = client.promises().iter().filter(|promise| promise.is_open());
    let promises = promises.map(|promise| {
        let what = promise.what.clone();
        entry(promise.id, OpenKind::Promise, promise.due, what)
    });
    let actions = client.actions().iter().filter_map(|action| {
        let (kind, due) = match action.next_day()? {
            NextDay::Due(date) => (OpenKind::Action, date),
            NextDay::Review(date) => (OpenKind::Review, date),
        };
        Some(entry(action.id, kind, due, Note::from(&action.what)))
    });
    let mut open = first_due(promises.collect());
    open.extend(first_due(actions.collect()));
    open
}

/// Those due first, in the order of their days, then of their entry.
fn first_due(entries: Vec<OpenEntry>) -> Vec<OpenEntry> {
    let mut entries = sorted(entries, |a, b| a.due.cmp(&b.due));
    entries.truncate(Summary::MAX_OPEN);
    entries
}

/// The day of the seller's latest rating, with any instrument.
fn last_own_rating(client: &Client, today: CivilDate) -> Option<CivilDate> {
    let ratings = client.ratings().iter();
    let own = ratings.filter(|rating| rating.rater == Rater::Seller);
    own.map(|rating| rating.date)
        .filter(|date| *date <= today)
        .max()
}

/// The first day after today that an entry is dated.
fn begins_to_count(client: &Client, today: CivilDate) -> Option<CivilDate> {
    let ratings = client.ratings().iter().map(|rating| rating.date);
    let contacts = client.contacts().iter().map(|contact| contact.date);
    let breaches = client.breaches().iter().map(|breach| breach.date);
    let feedback = client.feedback().iter().map(|feedback| feedback.date);
    let stages = client.stages().iter().map(|entry| entry.date);
    let dates = ratings.chain(contacts).chain(breaches);
    let dates = dates.chain(feedback).chain(stages);
    dates.filter(|date| today < *date).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::velocity::testing::{History, day};

    fn summary(history: &History, today: &str) -> Summary {
        Summary::of(&history.0, &Assumptions::default(), day(today))
    }

    #[test]
    fn a_contact_is_overdue_once_the_cadence_of_the_stage_is_over() {
        // Every 7 days in the first stage.
        let beyond = |history: &History, today: &str| {
            summary(history, today).days_beyond_cadence(Cadence::default(), day(today))
        };
        let history = History::since("2026-01-01").entered("2026-01-01", Stage::Initial);
        assert_eq!(beyond(&history, "2026-01-11"), Some(3), "since the first");
        let history = history.met("2026-01-10", 30);
        assert_eq!(beyond(&history, "2026-01-11"), Some(-6));
        assert_eq!(beyond(&history, "2026-01-17"), Some(0));
        assert_eq!(beyond(&history, "2026-01-31"), Some(14));
        let ended = history.entered("2026-01-20", Stage::Ended);
        assert_eq!(beyond(&ended, "2026-01-31"), None);
        let without_stage = History::since("2026-01-01");
        assert_eq!(beyond(&without_stage, "2026-01-31"), None);
    }

    #[test]
    fn only_ones_own_rating_makes_a_client_rated() {
        let history = History::since("2026-01-01").rated_by(Rater::Peer, "2026-02-01", [5.0; 4]);
        assert!(!summary(&history, "2026-03-01").is_rated());
        let history = history.rated("2026-03-02", [5.0; 4]);
        assert!(!summary(&history, "2026-03-01").is_rated());
        assert!(summary(&history, "2026-03-02").is_rated());
    }

    #[test]
    fn a_summary_stands_until_an_entry_begins_to_count() {
        let history = History::since("2026-01-01").met("2026-02-10", 30);
        let summary = summary(&history, "2026-02-01");
        assert!(summary.stands_on(day("2026-02-09")));
        assert!(!summary.stands_on(day("2026-02-10")));
    }

    #[test]
    fn a_trend_of_more_than_three_ratings_changes_when_the_first_leaves_the_window() {
        let three = History::since("2026-01-01")
            .rated("2026-02-01", [4.0; 4])
            .rated("2026-02-11", [5.0; 4])
            .rated("2026-02-21", [6.0; 4]);
        assert_eq!(summary(&three, "2026-03-01").changes_on, None);
        let five = three
            .rated("2026-02-25", [6.0; 4])
            .rated("2026-02-26", [6.0; 4]);
        let changes_on = summary(&five, "2026-03-01").changes_on;
        assert_eq!(changes_on, Some(day("2026-05-02")), "90 days later");
    }

    #[test]
    fn whoever_is_left_out_until_a_day_is_back_on_it() {
        let client = History::since("2026-01-01").0;
        let client = client.snoozed(Some(day("2026-02-10")));
        let summary = Summary::of(&client, &Assumptions::default(), day("2026-02-01"));
        assert!(summary.is_snoozed(day("2026-02-09")));
        assert!(!summary.is_snoozed(day("2026-02-10")));
    }
}
