//! The three stages of a relationship, and its end.

use super::{CivilDate, Dimension, EntryId};

/// The stage of a relationship. The person sets it; the app shows evidence and never moves a client.
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
    /// All, in the order of a relationship.
    pub const ALL: [Self; 4] = [Self::Initial, Self::Deepening, Self::LongTerm, Self::Ended];

    /// The dimensions in focus at this stage.
    pub const fn focus(self) -> &'static [Dimension] {
        match self {
            Self::Initial => &[Dimension::Expertise, Dimension::Conduct],
            Self::Deepening => &[Dimension::Relationship],
            Self::LongTerm => &[Dimension::Benefit],
            Self::Ended => &[],
        }
    }

    /// The dimensions of the stage's gate: what leaving it requires, or for [`Stage::LongTerm`] what
    /// staying requires.
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

    /// The stage that a form offers first to a client in `current`.
    pub const fn offered_after(current: Option<Self>) -> Self {
        match current {
            Some(Self::Initial) => Self::Deepening,
            Some(Self::Deepening | Self::LongTerm) => Self::LongTerm,
            Some(Self::Ended) | None => Self::Initial,
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

/// The entry of a relationship into a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageEntry {
    /// The entry's id.
    pub id: EntryId,
    /// The first day in the stage.
    pub date: CivilDate,
    /// The stage entered.
    pub stage: Stage,
}
