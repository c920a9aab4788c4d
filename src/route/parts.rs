//! The parts of the pages that have several, with their stable names in routes.

/// A printed form of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The trainer's sheet, with the key.
    Trainer,
    /// The sheet that trainees without phones fill in.
    Paper,
}

impl Sheet {
    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Trainer => "trainer",
            Self::Paper => "paper",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        [Self::Trainer, Self::Paper]
            .into_iter()
            .find(|sheet| sheet.id() == id)
    }
}

/// A part of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionPart {
    /// How to join, and who has handed in.
    Join,
    /// Taking what is handed in.
    Collect,
    /// The answers of the class.
    Board,
    /// The figures to take home.
    Report,
}

impl SessionPart {
    /// All, in the order of a lesson.
    pub const ALL: [Self; 4] = [Self::Join, Self::Collect, Self::Board, Self::Report];

    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Collect => "collect",
            Self::Board => "board",
            Self::Report => "report",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}

/// A page of actions on all records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataPart {
    /// Make a backup.
    Backup,
    /// Restore a backup.
    Restore,
    /// Import clients from contacts or a table.
    Import,
    /// See the bin.
    Bin,
    /// Lock the records with a passphrase.
    Lock,
}

impl DataPart {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Backup,
        Self::Restore,
        Self::Import,
        Self::Bin,
        Self::Lock,
    ];

    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Import => "import",
            Self::Bin => "bin",
            Self::Lock => "lock",
        }
    }

    pub(super) fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}
