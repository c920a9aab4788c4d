//! The texts of the app: typed, in both languages, with dates and numbers formatted by Intl.
//!
//! A text is a function of [`Text`], written once with both languages side by side, so the compiler
//! reports a missing language, a missing argument and an unused key. Long texts (help, anchors,
//! examples) are data under `assets/content/`, fetched when first needed.

#[cfg(target_arch = "wasm32")]
pub mod format;
#[macro_use]
mod macros;
mod texts;

pub use texts::GlossaryEntry;

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
