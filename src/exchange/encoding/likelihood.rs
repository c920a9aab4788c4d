//! The likelihood of a decoded text as a table of people.
//!
//! The measure is a cost in bits: some −log₂ of how often a character stands in such tables, given
//! its neighbours. The costs are estimates; `tests/native/encodings.rs` measures what they do.

use super::{Encoding, common::is_common};

/// The cost of a text in one encoding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// The sum over all characters.
    pub bits: u32,
    /// The sum over those that are not ASCII.
    foreign_bits: u32,
    /// The number of those.
    foreign: u32,
    /// The number of places that could not be decoded, in the whole text.
    damages: usize,
}

impl Cost {
    /// Whether a text of this cost is surely right, if that of the next encoding is `next`.
    pub fn is_certain_before(self, next: Option<u32>) -> bool {
        let is_usual = self.foreign_bits <= MOST_BITS_PER_CHAR * self.foreign;
        let is_ahead = next.is_none_or(|next| self.bits + MARGIN <= next);
        self.damages == 0 && (self.foreign == 0 || (is_usual && is_ahead))
    }

    /// Whether the text could be right: most of it was decoded.
    pub fn is_possible(self) -> bool {
        u32::try_from(self.damages).is_ok_and(|damages| 10 * damages <= self.foreign)
    }
}

/// The bits by which the next encoding has to be dearer.
const MARGIN: u32 = 20;
/// The most bits of a foreign character on average, beyond which no encoding is the right one.
const MOST_BITS_PER_CHAR: u32 = 15;
/// As many line breaks are gone over, from the first line that is not ASCII: a line is the same
/// bytes in all encodings.
const MOST_BREAKS: usize = 2_000;
/// As many characters are looked at, however long the lines are.
const MOST_CHARS: usize = 200_000;

/// The cost of a text that these bytes are in this encoding, with [`char::REPLACEMENT_CHARACTER`]
/// where they are not valid; `None` if it has control characters, as no table does.
pub(super) fn cost(encoding: Encoding, bytes: &[u8], text: &str) -> Option<Cost> {
    let is_wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let is_odd = |c: char| c.is_control() && !matches!(c, '\t'..='\r' | '\u{1a}');
    if text.contains(is_odd) {
        return None;
    }
    let mut cost = Cost {
        bits: prior(encoding),
        foreign_bits: 0,
        foreign: 0,
        damages: text.matches(char::REPLACEMENT_CHARACTER).count(),
    };
    let (mut bytes, mut text) = (bytes, text);
    if !is_wide {
        // ASCII is the same in all of them.
        let first = bytes.iter().position(|byte| !byte.is_ascii());
        let line = first.and_then(|first| {
            let before = bytes.get(..first)?;
            before.iter().rposition(|byte| *byte == b'\n')
        });
        let skipped = line.unwrap_or(0);
        bytes = bytes.get(skipped..)?;
        text = text.get(skipped..)?;
    }
    if 0 < cost.damages {
        // Which bytes a character came from is no longer known.
        bytes = &[];
    }
    let mut chars = text.chars().peekable();
    let mut before = '\n';
    let (mut breaks, mut count) = (0, 0);
    while let Some(char) = chars.next() {
        breaks += usize::from(matches!(char, '\r' | '\n'));
        count += 1;
        if MOST_BREAKS < breaks || MOST_CHARS < count {
            break;
        }
        let level = Level::of(encoding, bytes);
        let after = chars.peek().copied().unwrap_or('\n');
        let bits = bits(encoding, level, [before, char, after]);
        cost.bits += bits;
        if !char.is_ascii() {
            cost.foreign_bits += bits;
            cost.foreign += 1;
        }
        bytes = bytes.get(width(encoding, char, bytes)..).unwrap_or(&[]);
        before = char;
    }
    Some(cost)
}

/// The bits by which an encoding is rarer than UTF-8.
const fn prior(encoding: Encoding) -> u32 {
    match encoding {
        Encoding::Utf8 => 0,
        Encoding::Gb18030 | Encoding::Utf16Le => 6,
        Encoding::Windows1252 => 7,
        Encoding::Big5 | Encoding::ShiftJis | Encoding::Utf16Be => 8,
    }
}

/// The number of bytes of a character.
fn width(encoding: Encoding, char: char, bytes: &[u8]) -> usize {
    match (encoding, bytes) {
        (Encoding::Utf8, _) => char.len_utf8(),
        (Encoding::Utf16Le | Encoding::Utf16Be, _) => 2 * char.len_utf16(),
        (Encoding::Windows1252, _)
        | (_, [0..=0x80, ..])
        | (Encoding::ShiftJis, [0xA1..=0xDF, ..]) => 1,
        (Encoding::Gb18030, [_, b'0'..=b'9', ..]) => 4,
        // Four characters of Big5 are decoded to a letter and a mark.
        (Encoding::Big5, _) if matches!(char, '\u{304}' | '\u{30c}') => 0,
        _ => 2,
    }
}

/// How common an ideograph is, as the standards of the East have grouped them.
#[derive(Clone, Copy)]
enum Level {
    /// In the first level: a few thousand that are learned at school.
    First,
    /// In the second level.
    Second,
    /// In an extension.
    Further,
}

impl Level {
    /// The level of the character that the bytes begin with; the first if they are not known.
    fn of(encoding: Encoding, bytes: &[u8]) -> Self {
        match (encoding, bytes) {
            (_, [])
            | (Encoding::Gb18030, [0xB0..=0xD7, 0xA1..=0xFE, ..])
            | (Encoding::Big5, [0xA4..=0xC6, ..])
            | (Encoding::ShiftJis, [0x88..=0x97, ..])
            | (Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be, _) => Self::First,
            (Encoding::Gb18030, [0xD8..=0xF7, 0xA1..=0xFE, ..])
            | (Encoding::Big5, [0xC9..=0xF9, ..])
            | (Encoding::ShiftJis, [0x98..=0x9F | 0xE0..=0xEA, ..]) => Self::Second,
            _ => Self::Further,
        }
    }
}

/// The bits of a character between two others.
fn bits(encoding: Encoding, level: Level, [before, char, after]: [char; 3]) -> u32 {
    let is_unicode = matches!(
        encoding,
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be
    );
    let mixed = mixing(before) + mixing(after);
    match char {
        '\0'..='\x7f' => 5,
        // As UTF-8 such letters are told from other bytes by their form already.
        _ if is_unicode && is_latin(char) => 8,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => accented([before, char, after]),
        '\u{300}'..='\u{36f}' if is_unicode && is_latin(before) => 8,
        '’' | '‘' | '“' | '”' | '–' | '—' | '…' | '·' | '•' | '€' | '£' | '¥' | '™' | '«' | '»'
        | '°' | '®' | '©' | '§' | '´' | '½' | '²' | 'ª' | 'º' | '¿' | '¡' | '\u{a0}' => {
            let between_letters = is_latin(before) && is_latin(after);
            10 + if between_letters && char != '’' {
                6
            } else {
                0
            }
        }
        '\u{3000}'..='\u{3003}' | '\u{3005}' | '\u{3007}'..='\u{3011}' | '・' | 'ー' => 9,
        '\u{ff01}'..='\u{ff5e}' => 10,
        'ぁ'..='ヿ' if is_unicode || encoding == Encoding::ShiftJis => 7 + mixed,
        'ぁ'..='ヿ' => 13 + mixed,
        '一'..='鿿' if is_common(char) => 8 + mixed,
        '一'..='鿿' => {
            let rarity = match level {
                Level::First => 13,
                Level::Second => 16,
                Level::Further => 19,
            };
            rarity + mixed
        }
        '가'..='힣' if is_unicode => 10 + mixed,
        // Half-width katakana.
        '\u{ff61}'..='\u{ff9f}' => 11 + mixed,
        char::REPLACEMENT_CHARACTER => 50,
        // Private use, and characters that are none.
        '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{ffff}' | '\u{f0000}'.. => 26,
        _ if is_unicode && char.is_alphabetic() => {
            let is_of_word = |other: char| {
                other.is_alphabetic() && (u32::from(other) >> 8) == (u32::from(char) >> 8)
            };
            if is_of_word(before) || is_of_word(after) {
                8
            } else {
                18
            }
        }
        _ if is_unicode => 12,
        _ => 19 + mixed,
    }
}

/// The bits of a Latin letter with an accent: it is usual in a word of other letters.
fn accented([before, char, after]: [char; 3]) -> u32 {
    let usual = "äöüßéèêëàâáíóúñçìòùïîôûåøæãõœšžÄÖÜÉÈÀÁÍÓÚÑÇÅØÆŒŠŽ";
    let mut bits = if usual.contains(char) { 7 } else { 13 };
    let neighbours = [before, after];
    if !neighbours.into_iter().any(is_latin) {
        bits += 5;
    }
    let is_accented = |other: char| is_latin(other) && !other.is_ascii();
    bits += neighbours
        .into_iter()
        .filter(|other| is_accented(*other) && *other != 'ß' && char != 'ß')
        .map(|_| 4)
        .sum::<u32>();
    // A capital within a word of small letters.
    if char.is_uppercase() && before.is_lowercase() {
        bits += 6;
    }
    if neighbours.into_iter().any(is_eastern) {
        bits += 6;
    }
    bits
}

/// The bits that a neighbour adds to a character of the East: a Latin word has none within.
fn mixing(neighbour: char) -> u32 {
    match neighbour {
        'a'..='z' => 9,
        'A'..='Z' => 3,
        other if is_latin(other) => 9,
        _ => 0,
    }
}

fn is_latin(char: char) -> bool {
    char.is_ascii_alphabetic() || matches!(char, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' | 'Ḁ'..='ỿ')
}

fn is_eastern(char: char) -> bool {
    matches!(char, 'ぁ'..='ヿ' | '一'..='鿿' | '가'..='힣')
}
