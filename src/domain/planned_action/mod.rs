//! Planned actions: what one means to do with a client by a day, in one's own words, from advice, or as a
//! step of the repair after trust was damaged; what became of it, and when it is looked at again.
//!
//! Invariant: none of the days of an action that exists lies before the day it was planned.

#[cfg(test)]
mod tests;

use super::{CivilDate, Client, EntryId, NonEmptyText, velocity::NetChange};

/// An action planned with a client (计划的行动).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedAction {
    /// The entry's id.
    pub id: EntryId,
    /// The day it was planned.
    pub date: CivilDate,
    /// The day by which it is to be done.
    pub due: CivilDate,
    /// The action, in words.
    pub what: NonEmptyText,
    /// The origin of the action.
    pub origin: ActionOrigin,
    /// The outcome; none while it is open.
    pub outcome: Option<ActionOutcome>,
    /// When it is looked at again, if that is planned.
    pub review: Option<ActionReview>,
}

/// The origin of a planned action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionOrigin {
    /// The person's own words.
    Own,
    /// The advice of this key; a later edition may have none of it.
    Advice(AdviceKey),
    /// A step of the repair of a breach, which may have been deleted since.
    Repair {
        /// The breach's entry.
        breach: EntryId,
        /// The step.
        step: RepairStep,
    },
}

/// The stable name of an action of the site's advice: up to 64 lower-case letters, digits and hyphens.
///
/// ```
/// use trust_velocity::domain::AdviceKey;
/// assert_eq!(AdviceKey::new("say-not-sure").map(|key| key.as_str().len()), Some(12));
/// assert_eq!((AdviceKey::new(""), AdviceKey::new("a b")), (None, None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdviceKey(String);

impl AdviceKey {
    /// The key of a text; none if it is no key.
    pub fn new(text: &str) -> Option<Self> {
        let is_known =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_key = (1..=64).contains(&text.len()) && text.bytes().all(is_known);
        is_key.then(|| Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A step of the repair after trust was damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RepairStep {
    /// 承认: say what went wrong on one's own side.
    Acknowledge,
    /// 说明: explain how it came about.
    Explain,
    /// 补偿: make up for it, as the company allows.
    Compensate,
    /// 防止: change what let it happen.
    Prevent,
    /// 回访: ask whether it has been put right.
    FollowUp,
}

impl RepairStep {
    /// All, in the order in which they are taken.
    pub const ALL: [Self; 5] = [
        Self::Acknowledge,
        Self::Explain,
        Self::Compensate,
        Self::Prevent,
        Self::FollowUp,
    ];

    /// The stable name used in files and in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Explain => "explain",
            Self::Compensate => "compensate",
            Self::Prevent => "prevent",
            Self::FollowUp => "follow_up",
        }
    }

    /// The step of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.id() == id)
    }

    /// In how many days after it is planned the step is due, unless another day is chosen.
    pub const fn usual_days(self) -> i64 {
        match self {
            Self::Acknowledge => 1,
            Self::Explain => 3,
            Self::Compensate => 7,
            Self::Prevent => 14,
            Self::FollowUp => 30,
        }
    }
}

/// The outcome of a planned action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionOutcome {
    /// It was done on this day.
    Done(CivilDate),
    /// It was given up on this day.
    Dismissed(CivilDate),
}

impl ActionOutcome {
    /// The day of it.
    pub const fn on(self) -> CivilDate {
        match self {
            Self::Done(on) | Self::Dismissed(on) => on,
        }
    }

    /// The same on another day.
    #[must_use]
    pub const fn with_day(self, on: CivilDate) -> Self {
        match self {
            Self::Done(_) => Self::Done(on),
            Self::Dismissed(_) => Self::Dismissed(on),
        }
    }
}

/// The review at a planned action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActionReview {
    /// The day of it.
    pub on: CivilDate,
    /// The result, and the reason; none before the review.
    pub result: Option<(ReviewResult, NonEmptyText)>,
}

/// The result of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReviewResult {
    /// One goes on with it.
    Kept,
    /// One goes on with it in another way.
    Changed,
    /// One does not go on with it.
    Ended,
}

impl ReviewResult {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Kept, Self::Changed, Self::Ended];

    /// The stable name used in files and in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Ended => "ended",
        }
    }
}

/// The next thing that a planned action asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextDay {
    /// It is to be done by this day.
    Due(CivilDate),
    /// It is to be looked at again on this day.
    Review(CivilDate),
}

impl NextDay {
    /// The day.
    pub const fn date(self) -> CivilDate {
        match self {
            Self::Due(date) | Self::Review(date) => date,
        }
    }
}

impl PlannedAction {
    /// Whether the dates are in order: what exists is made with this, or stored by it.
    pub fn is_in_order(&self) -> bool {
        let outcome = self.outcome.map(ActionOutcome::on);
        let review = self.review.as_ref().map(|review| review.on);
        let mut days = [Some(self.due), outcome, review].into_iter().flatten();
        days.all(|day| self.date <= day)
    }

    /// Whether it is still to be done: neither done nor dismissed, nor ended by a review.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none() && self.ended_on().is_none()
    }

    /// The day on which it was done, if it was.
    pub const fn done_on(&self) -> Option<CivilDate> {
        match self.outcome {
            Some(ActionOutcome::Done(on)) => Some(on),
            _ => None,
        }
    }

    /// The next day of the action, the earlier of its due date and its review; none once both are over. A
    /// dismissed action is not looked at again.
    ///
    /// ```
    /// # use trust_velocity::domain::*;
    /// let day = |text: &str| text.parse::<CivilDate>();
    /// let mut action = PlannedAction {
    ///     id: EntryId::new(1), date: day("2026-03-01")?, due: day("2026-03-08")?,
    ///     what: NonEmptyText::new("寄样品")?, origin: ActionOrigin::Own, outcome: None,
    ///     review: Some(ActionReview { on: day("2026-04-01")?, result: None }),
    /// };
    /// assert_eq!(action.next_day(), Some(NextDay::Due(day("2026-03-08")?)));
    /// action.outcome = Some(ActionOutcome::Done(day("2026-03-05")?));
    /// assert_eq!(action.next_day(), Some(NextDay::Review(day("2026-04-01")?)));
    /// action.outcome = Some(ActionOutcome::Dismissed(day("2026-03-05")?));
    /// assert_eq!(action.next_day(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_day(&self) -> Option<NextDay> {
        let due = self.is_open().then_some(NextDay::Due(self.due));
        let is_dismissed = matches!(self.outcome, Some(ActionOutcome::Dismissed(_)));
        let review = self.review.as_ref();
        let review = review.filter(|review| review.result.is_none() && !is_dismissed);
        let review = review.map(|review| NextDay::Review(review.on));
        let days = [due, review].into_iter().flatten();
        days.min_by_key(|next| next.date())
    }

    /// The day since which it asks for nothing: of what became of it, or of the review that ended
    /// it; none while something is to come.
    pub fn settled_on(&self) -> Option<CivilDate> {
        if self.next_day().is_some() {
            return None;
        }
        let outcome = self.outcome.map(ActionOutcome::on);
        outcome.max(self.review.as_ref().map(|review| review.on))
    }

    /// The step of a breach's repair that it is.
    pub fn repair_of(&self, breach: EntryId) -> Option<RepairStep> {
        match self.origin {
            ActionOrigin::Repair { breach: of, step } if of == breach => Some(step),
            _ => None,
        }
    }

    /// The day of the review that ended it.
    fn ended_on(&self) -> Option<CivilDate> {
        let review = self.review.as_ref()?;
        let (result, _) = review.result.as_ref()?;
        (*result == ReviewResult::Ended).then_some(review.on)
    }

    /// The same with every date moved by some days; none if one would leave the calendar.
    pub(super) fn moved_by(&mut self, days: i64) -> Option<()> {
        self.date = self.date.plus_days(days)?;
        self.due = self.due.plus_days(days)?;
        if let Some(outcome) = &mut self.outcome {
            *outcome = outcome.with_day(outcome.on().plus_days(days)?);
        }
        if let Some(review) = &mut self.review {
            review.on = review.on.plus_days(days)?;
        }
        Some(())
    }
}

/// The steps of a breach's repair, each with the action that was planned last for it and not dismissed.
pub fn repair_plan(client: &Client, breach: EntryId) -> [(RepairStep, Option<&PlannedAction>); 5] {
    RepairStep::ALL.map(|step| {
        let is_dismissed =
            |action: &PlannedAction| matches!(action.outcome, Some(ActionOutcome::Dismissed(_)));
        let mut actions = client.actions().iter().rev();
        let planned =
            actions.find(|action| action.repair_of(breach) == Some(step) && !is_dismissed(action));
        (step, planned)
    })
}

/// The steps of a breach's repair that are planned and still to be done.
pub fn steps_to_do(client: &Client, breach: EntryId) -> Vec<EntryId> {
    let planned = repair_plan(client, breach).into_iter();
    let planned = planned.filter_map(|(_, action)| action);
    let to_do = planned.filter(|action| action.is_open());
    to_do.map(|action| action.id).collect()
}

/// A rise beyond rating error, and what was done before it. That one came before the other is a fact; that
/// it was the cause is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct RiseAfterActions<'a> {
    /// The day of the rating before the rise.
    pub from: CivilDate,
    /// The day of the rating that shows it.
    pub to: CivilDate,
    /// The change of the total, above 0.
    pub change: f64,
    /// The actions done from the first of these days on and before the second, in the order of entry.
    pub done: Vec<&'a PlannedAction>,
}

/// The rises beyond error that actions were done before, the latest first.
pub fn rises_after_actions<'a>(client: &'a Client, net: &[NetChange]) -> Vec<RiseAfterActions<'a>> {
    let rises = net.iter().rev();
    let rises = rises.filter(|net| 0.0 < net.change && net.beyond_error());
    let with_actions = rises.map(|net| {
        let is_before = |on: CivilDate| net.from <= on && on < net.to;
        let actions = client.actions().iter();
        RiseAfterActions {
            from: net.from,
            to: net.to,
            change: net.change,
            done: actions
                .filter(|action| action.done_on().is_some_and(is_before))
                .collect(),
        }
    });
    with_actions.filter(|rise| !rise.done.is_empty()).collect()
}
