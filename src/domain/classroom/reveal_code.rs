//! The code that opens an exercise's key on the trainees' phones.

use std::fmt;

/// A code of 4 to 12 capital letters and digits.
///
/// It is told aloud and typed on phones: small letters count as capitals, spaces and hyphens as
/// nothing.
///
/// ```
/// use trust_velocity::domain::classroom::{RevealCode, RevealCodeError};
/// assert_eq!(RevealCode::new("k7-pm 2x")?.as_str(), "K7PM2X");
/// assert_eq!(RevealCode::new("K7"), Err(RevealCodeError::Length(2)));
/// # Ok::<(), RevealCodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevealCode(String);

/// The text is no reveal code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RevealCodeError {
    /// Fewer than 4 or more than 12 characters, or fewer than 6 of a chosen code; how many.
    #[error("{0} characters, not 4 to 12, or 6 to 12 if it is chosen")]
    Length(usize),
    /// A character that is no letter from A to Z and no digit.
    #[error("{0:?} is no letter from A to Z and no digit")]
    Character(char),
}

impl RevealCode {
    /// The characters of a drawn code: none that looks or sounds like another.
    const DRAWN: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTUVWXY";
    /// How many characters are drawn, and the fewest that a trainer may choose: a program tries all
    /// codes of four within minutes.
    const DRAWN_CHARS: usize = 6;

    /// The code that a trainer chose for a new session.
    ///
    /// # Errors
    /// [`RevealCodeError`].
    pub fn chosen(text: &str) -> Result<Self, RevealCodeError> {
        let code = Self::new(text)?;
        match code.0.len() {
            count if count < Self::DRAWN_CHARS => Err(RevealCodeError::Length(count)),
            _ => Ok(code),
        }
    }

    /// The code in what was typed or stored: sessions of earlier versions have codes of 4 and more.
    ///
    /// # Errors
    /// [`RevealCodeError`].
    pub fn new(text: &str) -> Result<Self, RevealCodeError> {
        let chars = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        let code: String = chars.map(|c| c.to_ascii_uppercase()).collect();
        if let Some(other) = code.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(RevealCodeError::Character(other));
        }
        match code.len() {
            4..=12 => Ok(Self(code)),
            count => Err(RevealCodeError::Length(count)),
        }
    }

    /// The code of a number that was drawn at random: one of 729 million.
    pub fn drawn(mut number: u64) -> Self {
        let base = Self::DRAWN.len() as u64;
        let code = (0..Self::DRAWN_CHARS).map(|_| {
            let digit = usize::try_from(number % base).unwrap_or_default();
            number /= base;
            char::from(Self::DRAWN[digit])
        });
        Self(code.collect())
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RevealCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_typed_again_is_refused() {
        assert_eq!(
            RevealCode::new("揭晓码码"),
            Err(RevealCodeError::Character('揭'))
        );
        assert_eq!(
            RevealCode::new("ABC!"),
            Err(RevealCodeError::Character('!'))
        );
        assert_eq!(RevealCode::new(""), Err(RevealCodeError::Length(0)));
        assert_eq!(RevealCode::new("ABCD").map(drop), Ok(()));
        assert_eq!(
            RevealCode::chosen("ABC-DE"),
            Err(RevealCodeError::Length(5))
        );
        assert_eq!(RevealCode::chosen("abc def"), RevealCode::new("ABCDEF"));
        let long = RevealCode::new("ABCDEFGHIJKLM");
        assert_eq!(long, Err(RevealCodeError::Length(13)));
    }

    proptest! {
        #[test]
        fn a_drawn_code_is_a_code(number: u64) {
            let code = RevealCode::drawn(number);
            prop_assert_eq!(code.as_str().len(), 6);
            prop_assert_eq!(RevealCode::new(code.as_str()), Ok(code));
        }

        #[test]
        fn any_text_is_a_code_or_an_error(text in "\\PC{0,20}|[0-9A-Za-z -]{0,16}") {
            if let Ok(code) = RevealCode::new(&text) {
                prop_assert_eq!(RevealCode::new(&code.to_string()), Ok(code));
            }
        }
    }
}
