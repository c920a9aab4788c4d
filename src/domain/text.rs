//! Texts typed by a person: kept as they are, within bounds.

/// A non-empty name of at most 200 characters, in any script; outer white space is left off.
///
/// ```
/// use trust_velocity::domain::{Name, NameError};
/// assert_eq!(Name::new(" 陈工 🙂 ")?.as_str(), "陈工 🙂");
/// assert_eq!(Name::new("  "), Err(NameError::Empty));
/// # Ok::<(), NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// The text cannot be a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("a name is empty")]
    Empty,
    /// Longer than [`Name::MAX_CHARS`]; the number of characters.
    #[error("a name has {0} characters, the most is {max}", max = Name::MAX_CHARS)]
    TooLong(usize),
}

impl Name {
    /// The most characters (Unicode scalar values) of a name.
    pub const MAX_CHARS: usize = 200;

    /// The name in a text.
    ///
    /// # Errors
    /// [`NameError`] if the text is empty or too long.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        match text.chars().count() {
            0 => Err(NameError::Empty),
            n if n > Self::MAX_CHARS => Err(NameError::TooLong(n)),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text of 1 to 2,000 characters; outer white space is left off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NonEmptyText(String);

/// The text cannot be a [`NonEmptyText`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NonEmptyTextError {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Longer than [`NonEmptyText::MAX_CHARS`]; the number of characters.
    #[error("a text has {0} characters, the most is {max}", max = NonEmptyText::MAX_CHARS)]
    TooLong(usize),
}

impl NonEmptyText {
    /// The most characters (Unicode scalar values).
    pub const MAX_CHARS: usize = 2_000;

    /// The line of a text.
    ///
    /// # Errors
    /// [`NonEmptyTextError`] if the text is empty or too long.
    pub fn new(text: &str) -> Result<Self, NonEmptyTextError> {
        let text = text.trim();
        match text.chars().count() {
            0 => Err(NonEmptyTextError::Empty),
            n if n > Self::MAX_CHARS => Err(NonEmptyTextError::TooLong(n)),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A free text of at most 4,000 characters; may be empty; outer white space is left off.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Note(String);

/// The text is longer than [`Note::MAX_CHARS`]; the number of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a note has {0} characters, the most is {max}", max = Note::MAX_CHARS)]
pub struct NoteError(pub usize);

impl Note {
    /// The most characters (Unicode scalar values) of a note.
    pub const MAX_CHARS: usize = 4_000;

    /// The note of a text.
    ///
    /// # Errors
    /// [`NoteError`] if the text is too long.
    pub fn new(text: &str) -> Result<Self, NoteError> {
        let text = text.trim();
        match text.chars().count() {
            n if n > Self::MAX_CHARS => Err(NoteError(n)),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outer_white_space_is_left_off() {
        assert_eq!(Name::new(" 陈工\u{3000}").unwrap().as_str(), "陈工");
        assert_eq!(Name::new("\u{3000}\t"), Err(NameError::Empty));
        assert_eq!(Note::new(" 报价\n单 ").unwrap().as_str(), "报价\n单");
        assert!(Note::new(" ").unwrap().is_empty());
    }

    #[test]
    fn bounds_count_characters_not_bytes() {
        assert!(Name::new(&"陈".repeat(200)).is_ok());
        assert_eq!(Name::new(&"🙂".repeat(201)), Err(NameError::TooLong(201)));
        assert!(Note::new(&"陈".repeat(4_000)).is_ok());
        assert_eq!(Note::new(&"a".repeat(4_001)), Err(NoteError(4_001)));
        assert!(NonEmptyText::new(&"陈".repeat(2_000)).is_ok());
        let long = NonEmptyText::new(&"陈".repeat(2_001));
        assert_eq!(long, Err(NonEmptyTextError::TooLong(2_001)));
        assert_eq!(NonEmptyText::new(" \n"), Err(NonEmptyTextError::Empty));
    }
}
