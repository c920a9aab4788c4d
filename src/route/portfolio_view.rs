//! The views of all clients beside the list.

/// How all clients are seen beside the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PortfolioView {
    /// Their levels against their trends.
    Chart,
    /// A column for each stage.
    Board,
    /// How many stood in each stage over time, and how long they stay.
    Stages,
    /// The organisations, with their people.
    Accounts,
}

impl PortfolioView {
    /// All, in the order of their links.
    pub const ALL: [Self; 4] = [Self::Chart, Self::Board, Self::Stages, Self::Accounts];

    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Chart => "chart",
            Self::Board => "board",
            Self::Stages => "stages",
            Self::Accounts => "accounts",
        }
    }

    /// The view of a stable name.
    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.id() == id)
    }
}
