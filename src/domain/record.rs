//! The records of a relationship: ratings, contacts, breaches of trust, promises, feedback, planned
//! actions, stages entered, and requests for a rating.

use super::{
    CivilDate, Dimension, EntryId, Feedback, Instrument, Measurement, Name, Note, PerDimension,
    PlannedAction, Promise, Request, Scores, StageEntry,
};

/// The author of a rating. Ratings of different raters are never mixed in one figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rater {
    /// The salesperson's estimate of this client's trust.
    Seller,
    /// The client's own answer, by person.
    Client(Name),
    /// A colleague's view.
    Peer,
}

/// One rating of a client's trust.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// The entry's id.
    pub id: EntryId,
    /// The day that it is about.
    pub date: CivilDate,
    /// The author.
    pub rater: Rater,
    /// Its content, as it was taken.
    pub measurement: Measurement,
    /// Whether the rater gave it without having been shown the last scores.
    pub is_blind: bool,
    /// Free text: what it rests on.
    pub note: Note,
    /// The entries that it rests on; some may have been deleted since.
    pub evidence: Vec<EntryId>,
}

impl Rating {
    /// The instrument.
    pub const fn instrument(&self) -> Instrument {
        self.measurement.instrument()
    }

    /// The four scores.
    pub fn scores(&self) -> Scores {
        self.measurement.scores()
    }
}

/// The medium of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// 拜访: at the client's place.
    Visit,
    /// 电话: by telephone.
    Call,
    /// 微信: by chat.
    Wechat,
    /// 会议: a meeting of several people, also online.
    Meeting,
    /// 邮件: by mail.
    Email,
    /// 活动: a dinner, a fair, an event.
    Event,
    /// Any other way.
    Other,
}

impl Channel {
    /// All, in the order shown.
    pub const ALL: [Self; 7] = [
        Self::Visit,
        Self::Call,
        Self::Wechat,
        Self::Meeting,
        Self::Email,
        Self::Event,
        Self::Other,
    ];

    /// The stable name used in files and locale keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Call => "call",
            Self::Wechat => "wechat",
            Self::Meeting => "meeting",
            Self::Email => "email",
            Self::Event => "event",
            Self::Other => "other",
        }
    }

    /// The channel of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.id() == id)
    }
}

/// One contact with the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The entry's id.
    pub id: EntryId,
    /// The day it happened.
    pub date: CivilDate,
    /// Its medium.
    pub channel: Channel,
    /// The duration in minutes; 0 if unknown.
    pub minutes: u16,
    /// The dimensions of trust that it served.
    pub served: PerDimension<bool>,
    /// A note on the contact.
    pub note: Note,
    /// The day of the next contact, as agreed or intended then.
    pub next: Option<CivilDate>,
}

/// The severity of a breach of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The client noticed and said so.
    Minor,
    /// The client held something back because of it.
    Serious,
    /// The relationship was in question.
    Grave,
}

impl Severity {
    /// All severities, the least grave first.
    pub const ALL: [Self; 3] = [Self::Minor, Self::Serious, Self::Grave];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Serious => "serious",
            Self::Grave => "grave",
        }
    }

    /// The stable number used in files, 1–3.
    pub const fn number(self) -> u8 {
        match self {
            Self::Minor => 1,
            Self::Serious => 2,
            Self::Grave => 3,
        }
    }

    /// The severity of a stable number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|severity| severity.number() == number)
    }
}

/// A dated event that hurt the client's trust (信任破裂): a step, not a slope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The entry's id.
    pub id: EntryId,
    /// The day it happened.
    pub date: CivilDate,
    /// The dimension that it damaged most.
    pub dimension: Dimension,
    /// Its severity.
    pub severity: Severity,
    /// A note on the event.
    pub what: Note,
    /// A note on the repair.
    pub done: Note,
}

/// Any entry of a client's history.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A rating.
    Rating(Rating),
    /// A contact.
    Contact(Contact),
    /// A breach of trust.
    Breach(Breach),
    /// A promise.
    Promise(Promise),
    /// The client's feedback on one's work.
    Feedback(Feedback),
    /// A planned action.
    Action(PlannedAction),
    /// A stage entered.
    Stage(StageEntry),
    /// A request for a rating.
    Request(Request),
}

/// The kind of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// A rating.
    Rating,
    /// A contact.
    Contact,
    /// A breach of trust.
    Breach,
    /// A promise.
    Promise,
    /// The client's feedback on one's work.
    Feedback,
    /// A planned action.
    Action,
    /// A stage entered.
    Stage,
    /// A request for a rating.
    Request,
}

impl RecordKind {
    /// All, the most frequent first.
    pub const ALL: [Self; 8] = [
        Self::Rating,
        Self::Contact,
        Self::Breach,
        Self::Promise,
        Self::Feedback,
        Self::Action,
        Self::Stage,
        Self::Request,
    ];

    /// The stable name used in routes and styles.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Rating => "rating",
            Self::Contact => "contact",
            Self::Breach => "breach",
            Self::Promise => "promise",
            Self::Feedback => "feedback",
            Self::Action => "action",
            Self::Stage => "stage",
            Self::Request => "request",
        }
    }

    /// The kind of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

impl Record {
    /// The entry's id.
    pub const fn id(&self) -> EntryId {
        match self {
            Self::Rating(rating) => rating.id,
            Self::Contact(contact) => contact.id,
            Self::Breach(breach) => breach.id,
            Self::Promise(promise) => promise.id,
            Self::Feedback(feedback) => feedback.id,
            Self::Action(action) => action.id,
            Self::Stage(entry) => entry.id,
            Self::Request(request) => request.id,
        }
    }

    /// The day that it is about.
    pub const fn date(&self) -> CivilDate {
        match self {
            Self::Rating(rating) => rating.date,
            Self::Contact(contact) => contact.date,
            Self::Breach(breach) => breach.date,
            Self::Promise(promise) => promise.date,
            Self::Feedback(feedback) => feedback.date,
            Self::Action(action) => action.date,
            Self::Stage(entry) => entry.date,
            Self::Request(request) => request.date,
        }
    }

    /// The kind of an entry.
    pub const fn kind(&self) -> RecordKind {
        match self {
            Self::Rating(_) => RecordKind::Rating,
            Self::Contact(_) => RecordKind::Contact,
            Self::Breach(_) => RecordKind::Breach,
            Self::Promise(_) => RecordKind::Promise,
            Self::Feedback(_) => RecordKind::Feedback,
            Self::Action(_) => RecordKind::Action,
            Self::Stage(_) => RecordKind::Stage,
            Self::Request(_) => RecordKind::Request,
        }
    }
}

/// An entry of one kind: what the lists of a client have in common.
pub(super) trait Entry: Clone + Into<Record> + TryFrom<Record> {
    /// The kind.
    const KIND: RecordKind;

    /// The entry's id.
    fn id(&self) -> EntryId;

    /// The day that it is about.
    fn date(&self) -> CivilDate;

    /// Id, kind and date.
    fn outline(&self) -> (EntryId, RecordKind, CivilDate) {
        (self.id(), Self::KIND, self.date())
    }
}

macro_rules! entries {
    ($($kind:ident: $entry:ident),*) => {
        $(impl Entry for $entry {
            const KIND: RecordKind = RecordKind::$kind;

            fn id(&self) -> EntryId {
                self.id
            }

            fn date(&self) -> CivilDate {
                self.date
            }
        }

        /// The error is the kind that the record is of instead.
        impl TryFrom<Record> for $entry {
            type Error = RecordKind;

            fn try_from(record: Record) -> Result<Self, RecordKind> {
                match record {
                    Record::$kind(entry) => Ok(entry),
                    other => Err(other.kind()),
                }
            }
        }

        impl From<$entry> for Record {
            fn from(entry: $entry) -> Self {
                Self::$kind(entry)
            }
        })*
    };
}

entries! {
    Rating: Rating, Contact: Contact, Breach: Breach, Promise: Promise, Feedback: Feedback,
    Action: PlannedAction, Stage: StageEntry, Request: Request
}
