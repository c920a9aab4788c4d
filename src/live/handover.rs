//! The handover of a live class to another device of the trainer: the words that seal it, and its new term.
//!
//! Invariant: of two devices the one that took the class over later has it, whatever their clocks say of the
//! states before.

use super::{
    State,
    words::{places, words_at},
};
use crate::domain::Language;

/// Six words of a list of 2,048, which are 66 bits. In Chinese each is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HandoverWords([u16; 6]);

impl HandoverWords {
    /// The words of random bytes, of which the first 66 bits count.
    ///
    /// ```
    /// use trust_velocity::{domain::Language, live::HandoverWords};
    /// let words = HandoverWords::of([0x00, 0x00, 0x04, 0x01, 0x00, 0x30, 0, 0, 0]);
    /// assert_eq!(words.words(Language::En), "abandon ability able about abandon abandon");
    /// assert_eq!(HandoverWords::secret_of(" Abandon\u{a0}ability "), "abandon ability");
    /// assert_eq!(HandoverWords::secret_of("的 一 是"), HandoverWords::secret_of("的一是"));
    /// ```
    pub fn of(random: [u8; 9]) -> Self {
        Self(places(&random))
    }

    /// The words of a language.
    pub fn words(self, language: Language) -> String {
        words_at(&self.0, language)
    }

    /// The passphrase that words stand for, as somebody types them: however they are spaced, and in small or
    /// large letters.
    pub fn secret_of(typed: &str) -> String {
        let words: Vec<_> = typed.split_whitespace().map(str::to_lowercase).collect();
        let is_latin = words.iter().all(|word| word.is_ascii());
        words.join(if is_latin { " " } else { "" })
    }
}

impl State {
    /// The state with which another device takes the class over, at a time of its clock in milliseconds.
    #[must_use]
    pub fn taken_over(self, now: u64) -> Self {
        let least = self.term.max(self.number).saturating_add(1);
        Self {
            term: now.max(least),
            ..self
        }
    }
}
