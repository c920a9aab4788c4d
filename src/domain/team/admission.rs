//! The sellers of a live team, as its manager admits them: each by its key, once.
//!
//! Invariant: the report of a seller who is not admitted is kept aside, and is no part of a
//! [`Team`](super::Team).

use crate::domain::{EntryId, Name, live::PublicKey};

/// Whether a manager takes the reports of a seller's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Admission {
    /// Not decided yet.
    Waiting,
    /// They are taken.
    Admitted,
    /// They are left out.
    Refused,
}

/// A seller's key, as the manager of a live team knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrant {
    /// The key that the seller signs with.
    pub sign: PublicKey,
    /// The key that answers are sealed to.
    pub seal: PublicKey,
    /// The seller's id in its reports.
    pub seller: EntryId,
    /// The name in its last report.
    pub name: Option<Name>,
    /// Whether its reports are taken.
    pub admission: Admission,
    /// Whether the seller has left.
    pub has_left: bool,
    /// The last edition that the manager's store has, or after which the seller left; 0 if there is none.
    pub edition: u32,
    /// The edition and the text of a report that is kept aside.
    pub aside: Option<(u32, String)>,
}

/// The answer of a manager to a seller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The edition that it is about.
    pub edition: u32,
    /// How the seller stands.
    pub standing: Standing,
}

/// How a seller stands with a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The report is kept aside until the seller is admitted.
    Waiting,
    /// The manager's store has the report.
    Received,
    /// The manager does not take the seller's reports.
    Refused,
    /// The manager knows that the seller has left.
    Left,
}

impl Admission {
    /// All.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Admitted, Self::Refused];

    /// The stable name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Admitted => "admitted",
            Self::Refused => "refused",
        }
    }

    /// That of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}

impl Standing {
    /// All.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Received, Self::Refused, Self::Left];

    /// The stable name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Received => "received",
            Self::Refused => "refused",
            Self::Left => "left",
        }
    }

    /// That of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.id() == id)
    }
}
