//! What the person chose for the whole app.

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

/// All choices; `None` follows the browser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The language, or the browser's.
    pub language: Option<Language>,
    /// The theme, or the system's.
    pub theme: Option<Theme>,
    /// The unit in which velocities are told.
    pub unit: Unit,
    /// What the figures assume.
    pub assumptions: Assumptions,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: None,
            unit: Unit::Month,
            assumptions: Assumptions::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_id(language.id()), Some(language));
            assert!(language.tag().starts_with(language.id()));
        }
        for theme in Theme::ALL {
            assert_eq!(Theme::from_id(theme.id()), Some(theme));
        }
        assert_eq!(Language::from_id("zh-Hans"), None);
        assert_eq!(Theme::from_id("Dark"), None);
    }

    #[test]
    fn nothing_is_chosen_at_first() {
        let settings = Settings::default();
        assert_eq!((settings.language, settings.theme), (None, None));
        assert_eq!(settings.unit, Unit::Month);
        assert_eq!(settings.assumptions, Assumptions::default());
    }
}
