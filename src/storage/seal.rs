//! Texts made unreadable without a key, where the person locks the records.

use std::{future::Future, pin::Pin};

/// A key that texts are sealed with before they are stored.
///
/// A sealed text opens only under the name that it was sealed under, so that one cannot be put in
/// the place of another.
pub trait Seal {
    /// The text, sealed; it begins with [`SEALED`].
    fn seal<'a>(&'a self, name: &'a str, text: &'a str) -> Sealing<'a>;

    /// What was sealed.
    fn open<'a>(&'a self, name: &'a str, sealed: &'a str) -> Sealing<'a>;
}

/// A text on its way through a [`Seal`].
pub type Sealing<'a> = Pin<Box<dyn Future<Output = Result<String, SealError>> + 'a>>;

/// What a sealed text begins with; no document does.
pub const SEALED: &str = "sealed1:";

/// A text could not be sealed, or not be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Sealed with another key, or altered since.
    #[error("the key does not open it")]
    WrongKey,
    /// The browser refuses; its own words.
    #[error("{0}")]
    Unavailable(String),
}
