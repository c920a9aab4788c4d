//! Our long texts, parsed: data files per kind under `assets/content/`, fetched when first needed.
//!
//! They are written by us and tested natively, but parsed like any other input: a damaged file is
//! an error in words, never a panic.

mod anchors;
mod examples;
mod prose;

pub use anchors::Anchors;
pub use examples::{Examples, ExamplesError};
pub use prose::{Block, Section, Span, parse_prose};

use serde::Deserialize;

use crate::domain::Language;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bilingual {
    zh: String,
    en: String,
}

impl Bilingual {
    fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}
