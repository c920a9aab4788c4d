//! Texts typed by a person: kept as they are, within bounds.

/// A non-empty name of at most 200 characters, in any script; outer white space is left off.
///
/// A name that someone gives has a character that can be seen. One that is stored may have none, since
/// earlier versions of the app took it.
///
/// ```
/// use trust_velocity::domain::{Name, NameError};
/// assert_eq!(Name::new(" 陈工 🙂 ")?.as_str(), "陈工 🙂");
/// assert_eq!(Name::new("  "), Err(NameError::Empty));
/// assert_eq!(Name::new("\u{200b}"), Err(NameError::Unseen));
/// assert!(!Name::stored("\u{200b}")?.is_seen());
/// # Ok::<(), NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    /// No character of it can be seen.
    #[error("a name shows nothing")]
    Unseen,
}

impl Name {
    /// The most characters (Unicode scalar values) of a name.
    pub const MAX_CHARS: usize = 200;

    /// The name in a text that someone gives.
    ///
    /// # Errors
    /// [`NameError`] if the text is empty or too long, or shows nothing.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let name = Self::stored(text)?;
        if name.is_seen() {
            Ok(name)
        } else {
            Err(NameError::Unseen)
        }
    }

    /// The name in a stored text, which may show nothing.
    ///
    /// # Errors
    /// [`NameError`] if the text is empty or too long.
    pub fn stored(text: &str) -> Result<Self, NameError> {
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

    /// Whether it has a character that can be seen.
    pub fn is_seen(&self) -> bool {
        self.0.chars().any(is_seen)
    }
}

/// Whether a character shows something by itself: it is no control or format character, no white
/// space, no mark that only changes another character, and no letter without a form.
///
/// ```
/// use trust_velocity::domain::is_seen;
/// assert!(is_seen('陈') && is_seen('='));
/// assert!(!is_seen(' ') && !is_seen('\u{200b}') && !is_seen('\u{ad}'));
/// ```
pub fn is_seen(c: char) -> bool {
    // A character that is written as an escape is not printable, or extends the character before it.
    let is_plain = c.escape_debug().len() == 1 || matches!(c, '"' | '\'' | '\\');
    // Rare Chinese characters, of a later Unicode than ours or for private use, show in some fonts.
    let may_show = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{20000}'..='\u{3fffd}' | '\u{f0000}'..);
    let is_blank = matches!(
        c,
        '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
            | '\u{17b4}' | '\u{17b5}' // inherent vowels of Khmer
            | '\u{2800}' // Braille without a dot
            | '\u{fffc}' // the place of an object
            | '\u{13441}' | '\u{13442}' | '\u{1d159}' // blanks of hieroglyphs, a null note
    );
    (is_plain || may_show) && !c.is_whitespace() && !is_blank
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

impl From<&NonEmptyText> for Note {
    fn from(text: &NonEmptyText) -> Self {
        // It is trimmed, and its bound is the lower one.
        Self(text.0.clone())
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

    /// Its first line, cut after so many characters, which an ellipsis then tells.
    ///
    /// ```
    /// use trust_velocity::domain::Note;
    /// let note = Note::new("报价单\n和样品")?;
    /// assert_eq!(note.cut(4).as_str(), "报价单…");
    /// assert_eq!(note.cut(2).as_str(), "报价…");
    /// assert_eq!(Note::new("报价单")?.cut(3).as_str(), "报价单");
    /// # Ok::<(), trust_velocity::domain::NoteError>(())
    /// ```
    #[must_use]
    pub fn cut(&self, most: usize) -> Self {
        let line = self.0.lines().next().unwrap_or_default();
        let line = line
            .char_indices()
            .nth(most)
            .map_or(line, |(end, _)| &line[..end]);
        if line.len() == self.0.len() {
            self.clone()
        } else {
            Self(format!("{}…", line.trim_end()))
        }
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
    fn a_name_that_shows_nothing_is_none() {
        for unseen in [
            "\0",
            "\u{7}\u{1b}",
            "\u{200b}",
            "\u{200d}\u{2060}\u{feff}",
            "\u{202e}",
            "\u{2066} \u{2069}",
            "\u{ad}",
            "\u{180e}",
            "\u{301}",
            "\u{20dd}\u{fe0f}",
            "\u{5b4}",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{2800}",
            "\u{34f}",
            "\u{e0001}\u{e0061}",
            "\u{fff9}",
            "\u{2028}\u{200b}\u{2029}",
        ] {
            assert_eq!(Name::new(unseen), Err(NameError::Unseen), "{unseen:?}");
            assert!(Name::stored(unseen).is_ok());
        }
        for seen in [
            "陈工",
            "🙂",
            "?",
            "-",
            "\"",
            "'",
            "\\",
            "\u{202e}x",
            "e\u{301}",
            "مريم",
            "กี",
            "ि",
            "가",
            "ㅤ김",
            "⠁",
            "\u{e863}",
            "\u{20bb7}",
            "\u{323b0}",
            "👩\u{200d}🚀",
        ] {
            assert!(Name::new(seen).is_ok(), "{seen:?}");
        }
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
