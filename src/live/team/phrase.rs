//! The phrase of four words by which a manager knows a seller's key.
//!
//! Invariant: both sides have the same phrase exactly if they have the same keys, but for one chance in 2⁴⁴.

use crate::{
    domain::{
        Language,
        live::{Channel, PublicKey},
    },
    live::words::{places, words_at},
};

/// Four words of a list of 2,048, which are 44 bits. In Chinese each is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Phrase([u16; 4]);

impl Phrase {
    /// The rounds of PBKDF2 with SHA-256 that a phrase takes. Somebody with the link who has overheard a
    /// seller's phrase can draw keys until one has the same: 2⁴⁴ keys of so many rounds each.
    pub const ROUNDS: u32 = 600_000;

    /// The bytes of which the phrase is derived: both keys of the seller.
    pub fn material(sign: &PublicKey, seal: &PublicKey) -> Vec<u8> {
        [&sign.bytes()[..], seal.bytes()].concat()
    }

    /// The salt of the derivation, which has the manager's keys in it: they are what the channel is made of.
    pub fn salt(channel: Channel) -> String {
        format!("trust-velocity-phrase 1 {channel}")
    }

    /// The phrase of derived bytes, of which the first 44 bits count.
    ///
    /// ```
    /// use trust_velocity::{domain::Language, live::team::Phrase};
    /// let phrase = Phrase::of([0x00, 0x00, 0x04, 0x01, 0x00, 0x30]);
    /// assert_eq!(phrase.words(Language::En), "abandon ability able about");
    /// assert_eq!(phrase.words(Language::Zh), "的 一 是 在");
    /// ```
    pub fn of(derived: [u8; 6]) -> Self {
        Self(places(&derived))
    }

    /// The words of a language.
    pub fn words(self, language: Language) -> String {
        words_at(&self.0, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_of_the_first_44_changes_a_word() {
        let none = Phrase::of([0; 6]);
        for bit in 0..48 {
            let mut derived = [0; 6];
            derived[bit / 8] = 0x80 >> (bit % 8);
            let is_other = |language| Phrase::of(derived).words(language) != none.words(language);
            assert_eq!(
                [Language::Zh, Language::En].map(is_other),
                [bit < 44; 2],
                "{bit}"
            );
        }
    }
}
