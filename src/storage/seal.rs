//! Encryption of the stored texts, if the person locks the records.
//!
//! Invariant: a sealed text opens only under the name that it was sealed under.

use std::{future::Future, pin::Pin};

/// A key that seals texts before they are stored.
///
/// A sealed text opens only under the name that it was sealed under, so no text can take the place
/// of another.
pub trait Seal {
    /// Seals a text; the result begins with [`SEALED`].
    fn seal<'a>(&'a self, name: &'a str, text: &'a str) -> Sealing<'a>;

    /// Opens a sealed text.
    fn open<'a>(&'a self, name: &'a str, sealed: &'a str) -> Sealing<'a>;
}

/// The pending result of a [`Seal`].
pub type Sealing<'a> = Pin<Box<dyn Future<Output = Result<String, SealError>> + 'a>>;

/// The prefix of every sealed text, and of no document.
pub const SEALED: &str = "sealed1:";

/// A text could not be sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Sealed with another key, or altered since.
    #[error("the key does not open it")]
    WrongKey,
    /// The browser refuses; its own message.
    #[error("{0}")]
    Unavailable(String),
}
