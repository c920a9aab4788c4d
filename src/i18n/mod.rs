//! What people read: typed texts in both languages, and dates and numbers by the browser's Intl.
//!
//! A text is a function of [`Text`], written once with both languages side by side, so the compiler
//! finds a missing language, a missing argument and a key that nobody uses. Long texts (help,
//! anchors, examples) are data under `assets/content/`, fetched when first needed.

#[cfg(target_arch = "wasm32")]
pub mod format;
#[macro_use]
mod macros;
mod texts;

use crate::domain::Language;

/// The texts of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub Language);

impl Text {
    /// The language.
    pub const fn language(self) -> Language {
        self.0
    }
}
