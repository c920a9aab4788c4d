//! The person's choices for the whole app.

use super::{Assumptions, Unit};

/// The language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// All, in the order offered.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The stable name used in files: a BCP 47 primary tag.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The tag for `lang` attributes and the browser's formatters.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.id() == id)
    }
}

/// The colours of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark on paper.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Both, in the order offered.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The stable name used in files and styles.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == id)
    }
}

/// The conditions of a reminder to back up; `None` means never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupReminder {
    /// After this many changes since the last backup.
    pub changes: Option<u16>,
    /// This many days after the last backup, if anything has changed since.
    pub days: Option<u16>,
}

impl Default for BackupReminder {
    fn default() -> Self {
        Self {
            changes: Some(20),
            days: Some(7),
        }
    }
}

impl BackupReminder {
    /// Whether a reminder is due, `days` after the last backup, or after the first record if there was
    /// no backup yet.
    pub fn is_due(self, changes: u64, days: i64) -> bool {
        let enough_changes = self.changes.is_some_and(|most| u64::from(most) <= changes);
        let enough_days = self.days.is_some_and(|most| i64::from(most) <= days);
        enough_changes || (0 < changes && enough_days)
    }
}

/// All choices; `None` follows the browser or the system.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The language, or the browser's.
    pub language: Option<Language>,
    /// The theme, or the system's.
    pub theme: Option<Theme>,
    /// The unit of velocities.
    pub unit: Unit,
    /// The assumptions of the figures.
    pub assumptions: Assumptions,
    /// The conditions of a reminder to back up.
    pub reminder: BackupReminder,
    /// Whether the next item appears by itself once an item is answered.
    pub advances: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: None,
            unit: Unit::Month,
            assumptions: Assumptions::default(),
            reminder: BackupReminder::default(),
            advances: true,
        }
    }
}

impl Settings {
    /// The settings after two changes of the same base. If both changed a choice, mine stands.
    #[must_use]
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        fn pick<T: PartialEq + Copy>(base: T, mine: T, theirs: T) -> T {
            if mine == base { theirs } else { mine }
        }
        Self {
            language: pick(base.language, mine.language, theirs.language),
            theme: pick(base.theme, mine.theme, theirs.theme),
            unit: pick(base.unit, mine.unit, theirs.unit),
            assumptions: pick(base.assumptions, mine.assumptions, theirs.assumptions),
            reminder: pick(base.reminder, mine.reminder, theirs.reminder),
            advances: pick(base.advances, mine.advances, theirs.advances),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_of_a_language_names_its_script() {
        assert_eq!(Language::ALL.map(Language::tag), ["zh-Hans", "en"]);
    }

    #[test]
    fn a_backup_is_due_by_changes_or_by_days_with_a_change() {
        let reminder = BackupReminder::default();
        assert!(reminder.is_due(20, 0) && reminder.is_due(1, 7));
        assert!(!reminder.is_due(19, 6) && !reminder.is_due(0, 400));
        let never = BackupReminder {
            changes: None,
            days: None,
        };
        assert!(!never.is_due(1_000, 1_000));
    }

    #[test]
    fn choices_of_two_tabs_are_both_kept() {
        let base = Settings::default();
        let (mut mine, mut theirs) = (base, base);
        mine.theme = Some(Theme::Dark);
        theirs.unit = Unit::Week;
        theirs.theme = Some(Theme::Light);
        let merged = Settings::merged(&base, &mine, &theirs);
        assert_eq!((merged.theme, merged.unit), (Some(Theme::Dark), Unit::Week));
    }

    #[test]
    fn nothing_is_chosen_at_first() {
        let settings = Settings::default();
        assert_eq!((settings.language, settings.theme), (None, None));
        assert_eq!(settings.unit, Unit::Month);
        assert_eq!(settings.assumptions, Assumptions::default());
    }
}
