//! The practice items: sixteen statements in four perspectives, with seven labels; a file for each
//! version.
//!
//! Invariant: parsed items are complete. Counts, the order of the dimensions and empty texts are
//! checked once, in [`Items::parse`]. A version's file is never edited once answers to it have been
//! saved: another wording or order is another version.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{Dimension, ItemsVersion, Language};

/// The perspective of a respondent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Perspective {
    /// A salesperson, about their own behaviour with clients in general.
    General,
    /// A salesperson, about one client's behaviour that shows trust.
    Estimate,
    /// A client, about the salesperson.
    Client,
    /// A colleague, about the salesperson.
    Peer,
}

impl Perspective {
    /// All four.
    pub const ALL: [Self; 4] = [Self::General, Self::Estimate, Self::Client, Self::Peer];

    /// The stable name used in files and addresses.
    pub const fn id(self) -> &'static str {
        match self {
            Self::General => "self",
            Self::Estimate => "estimate",
            Self::Client => "client",
            Self::Peer => "peer",
        }
    }

    /// The perspective of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|perspective| perspective.id() == id)
    }
}

/// The site's file of items is damaged.
#[derive(Debug, thiserror::Error)]
pub enum ItemsError {
    /// Not the format: other counts, an empty text, an unknown field; the parser's words.
    #[error("not a file of items: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Items of another version, whose answers are not comparable.
    #[error("the items are version {found}, not {}", expected.id())]
    OtherVersion {
        /// The version expected.
        expected: ItemsVersion,
        /// The version of the file.
        found: String,
    },
    /// The dimensions do not follow each other in the formula's order.
    #[error("item {item} is of {found}, not of {}", expected.id())]
    OutOfOrder {
        /// The item's number, from 1.
        item: usize,
        /// The dimension expected there.
        expected: Dimension,
        /// The text found there.
        found: String,
    },
}

/// The items in all perspectives and both languages; cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Items(Arc<File>);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: String,
    about: Text,
    scale: Scale,
    leads: ByPerspective<Text>,
    items: [Item; Items::COUNT],
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scale {
    labels: [Text; 7],
    cannot_say: Text,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    dimension: String,
    statements: ByPerspective<Text>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByPerspective<T> {
    #[serde(rename = "self")]
    general: T,
    estimate: T,
    client: T,
    peer: T,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    zh: Line,
    en: Line,
}

/// A text that is not empty.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(try_from = "String")]
struct Line(String);

impl TryFrom<String> for Line {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        if text.trim().is_empty() {
            return Err("an empty text");
        }
        Ok(Self(text))
    }
}

impl Items {
    /// The number of items; the one at `index` is of `Dimension::ALL[index % 4]`.
    pub const COUNT: usize = 16;

    /// Parses the items of a version's file.
    ///
    /// # Errors
    /// [`ItemsError`] if the file is damaged or of another version.
    pub fn parse(version: ItemsVersion, json: &str) -> Result<Self, ItemsError> {
        let file: File = serde_json::from_str(json)?;
        if file.version != version.id() {
            return Err(ItemsError::OtherVersion {
                expected: version,
                found: file.version,
            });
        }
        let turns = Dimension::ALL.into_iter().cycle();
        for (index, (item, expected)) in file.items.iter().zip(turns).enumerate() {
            if item.dimension != expected.id() {
                return Err(ItemsError::OutOfOrder {
                    item: index + 1,
                    expected,
                    found: item.dimension.clone(),
                });
            }
        }
        Ok(Self(Arc::new(file)))
    }

    /// The words before each statement of a perspective: whom it is about, and over what time. The
    /// statement continues the sentence.
    pub fn lead(&self, perspective: Perspective, language: Language) -> &str {
        self.0.leads.of(perspective).in_language(language)
    }

    /// The statement at `index`, from 0; `None` from [`Items::COUNT`] on.
    pub fn statement(
        &self,
        index: usize,
        perspective: Perspective,
        language: Language,
    ) -> Option<&str> {
        let item = self.0.items.get(index)?;
        Some(item.statements.of(perspective).in_language(language))
    }

    /// The label of an answer of 1–7; `None` outside that range.
    pub fn label(&self, agreement: u8, language: Language) -> Option<&str> {
        let position = usize::from(agreement).checked_sub(1)?;
        let label = self.0.scale.labels.get(position)?;
        Some(label.in_language(language))
    }

    /// The choice beside the labels: the item counts as missing, not as the middle.
    pub fn cannot_say(&self, language: Language) -> &str {
        self.0.scale.cannot_say.in_language(language)
    }

    /// A description of the items, their limits, and their scoring.
    pub fn about(&self, language: Language) -> &str {
        self.0.about.in_language(language)
    }
}

impl<T> ByPerspective<T> {
    const fn of(&self, perspective: Perspective) -> &T {
        match perspective {
            Perspective::General => &self.general,
            Perspective::Estimate => &self.estimate,
            Perspective::Client => &self.client,
            Perspective::Peer => &self.peer,
        }
    }
}

impl Text {
    fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh.0,
            Language::En => &self.en.0,
        }
    }
}
