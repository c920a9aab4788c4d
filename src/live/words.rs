//! Words that stand for bits, as people say and type them.

use bip39::Language as List;

use crate::domain::Language;

/// The bits of a word: each list has 2,048.
const BITS: usize = 11;

/// The places in a list of the first `N` words that bytes stand for, of which there are enough, and 16 at most.
pub(super) fn places<const N: usize>(bytes: &[u8]) -> [u16; N] {
    let number = bytes
        .iter()
        .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    std::array::from_fn(|at| {
        let shift = (8 * bytes.len()).saturating_sub(BITS * (at + 1));
        u16::try_from(number >> shift & 0x7ff).unwrap_or_default()
    })
}

/// The words of a language at these places.
pub(super) fn words_at(places: &[u16], language: Language) -> String {
    let list = match language {
        Language::Zh => List::SimplifiedChinese,
        Language::En => List::English,
    };
    let words = list.word_list();
    let words = places.iter().filter_map(|at| words.get(usize::from(*at)));
    words.copied().collect::<Vec<_>>().join(" ")
}
