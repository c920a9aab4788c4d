//! The three stages of a relation, and its end.

use super::{CivilDate, Dimension, EntryId};

/// Where a relation stands. The user sets it; the app shows evidence and never moves a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// 初次接触: expertise and conduct are in focus.
    Initial,
    /// 深化关系: relationship is in focus.
    Deepening,
    /// 长期合作: benefit is in focus, fed by client feedback.
    LongTerm,
    /// 已结束: no gate and no priority.
    Ended,
}

impl Stage {
    /// All, in the order of a relation.
    pub const ALL: [Self; 4] = [Self::Initial, Self::Deepening, Self::LongTerm, Self::Ended];

    /// The dimensions that this stage is about.
    pub const fn focus(self) -> &'static [Dimension] {
        match self {
            Self::Initial => &[Dimension::Expertise, Dimension::Conduct],
            Self::Deepening => &[Dimension::Relationship],
            Self::LongTerm => &[Dimension::Benefit],
            Self::Ended => &[],
        }
    }

    /// The dimensions that the stage's gate asks for: to leave it, or for
    /// [`Stage::LongTerm`] to hold it.
    pub const fn gate(self) -> &'static [Dimension] {
        match self {
            Self::Initial => &[Dimension::Expertise, Dimension::Conduct],
            Self::Deepening => &[
                Dimension::Expertise,
                Dimension::Conduct,
                Dimension::Relationship,
            ],
            Self::LongTerm => &[Dimension::Benefit],
            Self::Ended => &[],
        }
    }

    /// The stable name used in files, styles and locale keys.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Deepening => "deepening",
            Self::LongTerm => "long_term",
            Self::Ended => "ended",
        }
    }

    /// The stage of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.id() == id)
    }
}

/// The day on which the relation entered a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageEntry {
    /// Which entry.
    pub id: EntryId,
    /// The first day in the stage.
    pub date: CivilDate,
    /// The stage entered.
    pub stage: Stage,
}
