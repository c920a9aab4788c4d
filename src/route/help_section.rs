//! The sections of the help.

/// A section of the help; its id is the heading's in `assets/content/help.*.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HelpSection {
    /// The formula velocity.
    Formula,
    /// The four dimensions and their scores.
    Dimensions,
    /// The formula's 1/t trap.
    Trap,
    /// The net change.
    Net,
    /// The recent trend.
    Trend,
    /// Stages, gates and forecasts.
    Stages,
    /// Breaches and recoveries.
    Breach,
    /// The formula over contact hours.
    ContactHours,
    /// The assumptions of the figures.
    Assumptions,
    /// The limits of what the app claims.
    Limits,
    /// The sources of the formula and the methods.
    Sources,
}

impl HelpSection {
    /// All, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::Formula,
        Self::Dimensions,
        Self::Trap,
        Self::Net,
        Self::Trend,
        Self::Stages,
        Self::Breach,
        Self::ContactHours,
        Self::Assumptions,
        Self::Limits,
        Self::Sources,
    ];

    /// The stable name used in routes and headings.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Formula => "formula",
            Self::Dimensions => "dimensions",
            Self::Trap => "trap",
            Self::Net => "net",
            Self::Trend => "trend",
            Self::Stages => "stages",
            Self::Breach => "breach",
            Self::ContactHours => "contact-hours",
            Self::Assumptions => "assumptions",
            Self::Limits => "limits",
            Self::Sources => "sources",
        }
    }

    /// The page of Learn that is about it, by its heading's id in `assets/content/learn.*.md`.
    pub const fn lesson(self) -> &'static str {
        match self {
            Self::Formula | Self::ContactHours => "formula",
            Self::Dimensions => "four-kinds",
            Self::Trap | Self::Net => "trap",
            Self::Trend => "not-linear",
            Self::Stages => "stages",
            Self::Breach => "repair",
            Self::Assumptions | Self::Limits => "limits",
            Self::Sources => "sources",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }
}
