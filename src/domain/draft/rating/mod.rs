//! A rating while it is written down.

#[cfg(test)]
mod tests;

use super::{
    Field, TypedDateError,
    check::{checked, entry_date},
};
use crate::domain::{
    CivilDate, Client, EntryId, ItemResponses, Measurement, Name, NameError, Note, NoteError,
    PerDimension, Rater, Rating, Score, TypedScoreError,
};

/// The typed fields of a rating.
///
/// ```
#[doc = include_str!("../../velocity/example.md")]
/// use trust_velocity::domain::draft::{Answer, Field, Measure, RaterKind, RatingDraft};
/// let score = |typed: &str| Answer::Typed(typed.to_owned());
/// let mut draft = RatingDraft {
///     date: "2026-03-30".to_owned(),
///     kind: RaterKind::Seller,
///     person: String::new(),
///     measure: Measure::Sliders(PerDimension([score("7.5"), score("8"), score("6"), Answer::Unknown])),
///     is_blind: false,
///     note: String::new(),
///     evidence: Vec::new(),
/// };
/// let rating = draft.check(EntryId::new(9), &client, today);
/// assert_eq!(rating.map(|rating| rating.rater), Ok(Rater::Seller));
/// draft.kind = RaterKind::Client;
/// let errors = draft.check(EntryId::new(9), &client, today).unwrap_err();
/// assert_eq!(errors, [(Field::Person, NameError::Empty.into())]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RatingDraft {
    /// The day it speaks of.
    pub date: String,
    /// The kind of the rater.
    pub kind: RaterKind,
    /// The person at the client's; without meaning if somebody else gave it.
    pub person: String,
    /// The answers.
    pub measure: Measure,
    /// Whether the last scores were not shown; without meaning for a rating by somebody else.
    pub is_blind: bool,
    /// The note: what it rests on; may be empty.
    pub note: String,
    /// The entries that it rests on; of no account if somebody else gave it.
    pub evidence: Vec<EntryId>,
}

/// The kind of a rating's rater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RaterKind {
    /// The salesperson.
    Seller,
    /// A person at the client's.
    Client,
    /// A colleague.
    Peer,
}

/// The answers of a rating.
#[derive(Clone, Debug, PartialEq)]
pub enum Measure {
    /// The four sliders.
    Sliders(PerDimension<Answer>),
    /// Item by item: nothing of it is typed.
    Items(ItemResponses),
}

/// The answer for one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Not touched yet.
    Open,
    /// The number as it was typed or slid.
    Typed(String),
    /// Can't say: a missing score, not a 0.
    Unknown,
}

/// A field of a [`RatingDraft`], or the whole of it, cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RatingError {
    /// The date.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// The person.
    #[error(transparent)]
    Person(#[from] NameError),
    /// A score.
    #[error(transparent)]
    Score(#[from] TypedScoreError),
    /// The note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// No dimension has a score.
    #[error("no dimension has a score")]
    NothingRated,
}

impl RatingDraft {
    /// The rating that was typed, as an entry of a client.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why. If each can be taken but there is no score,
    /// [`RatingError::NothingRated`] for the whole.
    pub fn check(
        &self,
        id: EntryId,
        client: &Client,
        today: CivilDate,
    ) -> Result<Rating, Vec<(Field, RatingError)>> {
        checked(|faults| {
            let date = faults.accept(Field::Date, entry_date(&self.date, client, today));
            let rater = faults.accept(Field::Person, self.kind.rater(&self.person));
            let measurement = match &self.measure {
                Measure::Items(answers) => Some(Measurement::Items(*answers)),
                Measure::Sliders(answers) => {
                    let scores = PerDimension::from_fn(|dimension| {
                        faults.accept(Field::Score(dimension), answers[dimension].parse())
                    });
                    scores.whole().map(Measurement::Sliders)
                }
            };
            let note = faults.accept(Field::Note, Note::new(&self.note));
            let rating = Rating {
                id,
                date: date?,
                rater: rater?,
                measurement: measurement?,
                is_blind: self.is_blind && self.kind == RaterKind::Seller,
                note: note?,
                evidence: match self.kind {
                    RaterKind::Seller => self.evidence.clone(),
                    RaterKind::Client | RaterKind::Peer => Vec::new(),
                },
            };
            if rating.scores().0.iter().all(Option::is_none) {
                return faults.accept(Field::Whole, Err(RatingError::NothingRated));
            }
            Some(rating)
        })
    }
}

impl RaterKind {
    /// All, in the order shown.
    pub const ALL: [Self; 3] = [Self::Seller, Self::Client, Self::Peer];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Client => "client",
            Self::Peer => "peer",
        }
    }

    /// The rater of this kind; `person` counts for a client alone.
    ///
    /// ```
    /// use trust_velocity::domain::{NameError, Rater, draft::RaterKind};
    /// assert_eq!(RaterKind::Peer.rater(""), Ok(Rater::Peer));
    /// assert_eq!(RaterKind::Client.rater(""), Err(NameError::Empty));
    /// ```
    ///
    /// # Errors
    /// [`NameError`] if a client's person is no name.
    pub fn rater(self, person: &str) -> Result<Rater, NameError> {
        match self {
            Self::Seller => Ok(Rater::Seller),
            Self::Client => Name::new(person).map(Rater::Client),
            Self::Peer => Ok(Rater::Peer),
        }
    }
}

impl Answer {
    /// The answer that shows a score; none is "can't say".
    ///
    /// ```
    /// use trust_velocity::domain::{Score, draft::Answer};
    /// assert_eq!(Answer::from_score(Score::new(7.0).ok()), Answer::Typed("7.0".to_owned()));
    /// assert_eq!(Answer::from_score(None), Answer::Unknown);
    /// ```
    pub fn from_score(score: Option<Score>) -> Self {
        match score {
            Some(score) => Self::Typed(format!("{:.1}", score.value())),
            None => Self::Unknown,
        }
    }

    /// The score answered; `None` for "can't say".
    ///
    /// ```
    /// use trust_velocity::domain::{Score, TypedScoreError, draft::Answer};
    /// assert_eq!(Answer::Typed("７。5".to_owned()).parse(), Ok(Score::new(7.5).ok()));
    /// assert_eq!(Answer::Unknown.parse(), Ok(None));
    /// assert_eq!(Answer::Open.parse(), Err(TypedScoreError::Empty));
    /// ```
    ///
    /// # Errors
    /// [`TypedScoreError`]; an untouched slider is [`TypedScoreError::Empty`].
    pub fn parse(&self) -> Result<Option<Score>, TypedScoreError> {
        match self {
            Self::Open => Err(TypedScoreError::Empty),
            Self::Typed(typed) => Score::from_typed(typed).map(Some),
            Self::Unknown => Ok(None),
        }
    }
}
