//! The summary of a client: the facts that lists need, without its history.
//!
//! Invariant: a summary of a day equals that of every later day before
//! [`changes_on`](Summary::changes_on), under the same assumptions. Verdicts are not in it: they
//! follow from its facts and the day they are asked for.

use super::{
    Assumptions, Cadence, Channel, CivilDate, Client, ClientId, EntryId, Instrument, Name, NextDay,
    Note, PerDimension, Promise, Rater, RelationshipKind, Stage, sorted,
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
    /// The open promises that are due first, at most [`Self::MAX_PROMISES`].
    pub promises: Vec<OpenPromise>,
    /// The next day of the planned actions.
    pub next_action: Option<NextAction>,
    /// The last day on which the client told of their own view: in feedback, or by a rating with any
    /// instrument.
    pub last_feedback: Option<CivilDate>,
    /// The day of the latest breach, if trust has not come back from it.
    pub unrecovered_breach: Option<CivilDate>,
    /// The first day on which the facts may be others though no record changes: a rating leaves the
    /// trend's window, or an entry with a date in the future begins to count.
    pub changes_on: Option<CivilDate>,
}

/// An open promise, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenPromise {
    /// The entry's id.
    pub id: EntryId,
    /// The last day on which it is kept in time.
    pub due: CivilDate,
    /// The start of what was promised.
    pub what: Note,
}

/// The next day of a planned action, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// The entry's id.
    pub id: EntryId,
    /// The day, and whether it is to be done by then or looked at again.
    pub day: NextDay,
    /// The start of what is planned.
    pub what: Note,
}

impl Summary {
    /// The most open promises of a client that a summary has.
    pub const MAX_PROMISES: usize = 4;

    /// The most characters of a promise, or of a planned action, that a summary has.
    pub const MAX_PROMISE_CHARS: usize = 40;

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
            promises: open_promises(client),
            next_action: next_action(client),
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

    /// The things due by a day, the earliest first: open promises, of which the first
    /// [few](Self::MAX_PROMISES) are known, the planned actions, and the next contact.
    ///
    /// ```
    #[doc = include_str!("velocity/example.md")]
    /// client.put(Record::Promise(Promise {
    ///     id: EntryId::new(6), date: date("2026-03-20")?, due: date("2026-03-27")?,
    ///     expected: LikertScore::new(6).ok_or("1–7")?, what: Note::new("测算")?, outcome: None,
    /// }))?;
    /// let summary = Summary::of(&client, &Assumptions::default(), today);
    /// assert_eq!(summary.due(date("2026-03-26")?), []);
    /// assert_eq!(summary.due(today), [Due::Promise(&summary.promises[0])]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn due(&self, day: CivilDate) -> Vec<Due<'_>> {
        let promises = self.promises.iter().map(Due::Promise);
        let contact = self.next_contact.map(Due::Contact);
        let action = self.next_action.as_ref().map(Due::Action);
        let due = promises
            .chain(action)
            .chain(contact)
            .filter(|due| due.date() <= day);
        sorted(due.collect(), |a, b| a.date().cmp(&b.date()))
    }

    /// Whether the facts still stand on a day, the one of the summary or a later one.
    pub fn stands_on(&self, today: CivilDate) -> bool {
        self.changes_on.is_none_or(|day| today < day)
    }
}

/// Something that is due on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due<'a> {
    /// An open promise.
    Promise(&'a OpenPromise),
    /// A planned action, or its review.
    Action(&'a NextAction),
    /// The next contact.
    Contact(CivilDate),
}

impl Due<'_> {
    /// The day on which it is due.
    pub const fn date(self) -> CivilDate {
        match self {
            Self::Promise(promise) => promise.due,
            Self::Action(action) => action.day.date(),
            Self::Contact(date) => date,
        }
    }
}

/// Open promises count whatever the day is, so no day changes them.
fn open_promises(client: &Client) -> Vec<OpenPromise> {
    let open = client.promises().iter().filter(|promise| promise.is_open());
    let open = sorted(open.collect(), |a: &&Promise, b: &&Promise| {
        a.due.cmp(&b.due)
    });
    let first = open.into_iter().take(Summary::MAX_PROMISES);
    let outline = |promise: &Promise| OpenPromise {
        id: promise.id,
        due: promise.due,
        what: promise.what.cut(Summary::MAX_PROMISE_CHARS),
    };
    first.map(outline).collect()
}

/// The next day of the planned actions, whatever the day is: of one day the first entered.
fn next_action(client: &Client) -> Option<NextAction> {
    let actions = client.actions().iter();
    let days = actions.filter_map(|action| Some((action, action.next_day()?)));
    let (action, day) = days.min_by_key(|(_, day)| day.date())?;
    Some(NextAction {
        id: action.id,
        day,
        what: Note::from(&action.what).cut(Summary::MAX_PROMISE_CHARS),
    })
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
