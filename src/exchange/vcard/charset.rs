//! Decodes the bytes of values to text: in the charset that a property names, else in UTF-8, else
//! in the encoding that the values without a charset most likely have.

use super::{
    Decode,
    labels::{ISO_2022_JP, UTF_8, is_of_code, known_label, says_nothing},
    transfer::Transfer,
};
use crate::exchange::Encoding;

/// The value of a property that is kept.
pub(super) struct Value {
    pub(super) bytes: Vec<u8>,
    pub(super) transfer: Transfer,
    pub(super) charset: Option<String>,
    pub(super) is_cut: bool,
}

/// A value as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// Every byte was decoded.
    Whole(String),
    /// Replacement characters stand for some bytes.
    Damaged(String),
    /// Too little was decoded, or the encoding is unknown.
    Lost,
}

/// The decoder of the values of a file.
pub(super) struct Decoder<'a> {
    decode: &'a Decode<'a>,
    /// Whether the file was decoded already, so a charset counts only for encoded values.
    is_text: bool,
    /// The label of the encoding that values without a charset have if not UTF-8 for certain.
    fallback: &'static str,
}

const REPLACEMENT: char = '\u{fffd}';

impl<'a> Decoder<'a> {
    /// A decoder for a file with these values.
    pub(super) fn of<'v>(
        values: impl Iterator<Item = &'v Value>,
        is_text: bool,
        decode: &'a Decode<'a>,
    ) -> Self {
        let (mut utf8, mut other) = (0, 0);
        // No value begins with what would be a byte order mark.
        let mut undecided = vec![b'\n'];
        for value in values.filter(|value| value.label(is_text).is_none()) {
            let Some(bytes) = value.ways(is_text).into_iter().next() else {
                continue;
            };
            match likeness(&bytes) {
                Likeness::Ascii => {}
                Likeness::Utf8 => utf8 += 1,
                likeness => {
                    let is_possible = matches!(likeness, Likeness::Possible);
                    *(if is_possible { &mut utf8 } else { &mut other }) += 1;
                    undecided.extend(bytes);
                    undecided.push(b'\n');
                }
            }
        }
        let fallback = if other <= utf8 {
            UTF_8
        } else {
            // Names of properties are ASCII, so their values are not in UTF-16.
            let decode = |bytes: &[u8], encoding| match encoding {
                Encoding::Utf16Le | Encoding::Utf16Be => None,
                other => decode(bytes, other.label()),
            };
            let guess = Encoding::guess(&undecided, decode);
            guess.map_or(UTF_8, |guess| guess.encoding.label())
        };
        Self {
            decode,
            is_text,
            fallback,
        }
    }

    /// Decodes a value.
    pub(super) fn text(&self, value: &Value) -> Decoded {
        let label = value.label(self.is_text);
        let ways = value.ways(self.is_text);
        let mut decoded = ways.iter().map(|bytes| {
            if is_switched(bytes) {
                // Anything else would take the switches for text.
                return match self.decoded(bytes, ISO_2022_JP) {
                    Decoded::Damaged(_) => Decoded::Lost,
                    other => other,
                };
            }
            let label = match (label, likeness(bytes)) {
                (Some(label), _) => label,
                (None, Likeness::Ascii | Likeness::Utf8) => UTF_8,
                (None, Likeness::Possible | Likeness::Other) => self.fallback,
            };
            self.decoded(bytes, label)
        });
        let first = decoded.next().unwrap_or(Decoded::Lost);
        if matches!(first, Decoded::Whole(_)) {
            return first;
        }
        let whole = decoded.find(|decoded| matches!(decoded, Decoded::Whole(_)));
        whole.unwrap_or(first)
    }

    fn decoded(&self, bytes: &[u8], label: &str) -> Decoded {
        if label.eq_ignore_ascii_case(UTF_8) {
            return match String::from_utf8(bytes.to_vec()) {
                Ok(text) => Decoded::Whole(text),
                Err(_) => Decoded::damaged(String::from_utf8_lossy(bytes).into_owned()),
            };
        }
        match (self.decode)(bytes, label) {
            // If the browser does not know this charset: a text is certain if it is the same in all charsets
            // that have ASCII.
            None if !is_of_code(label) => {
                match (likeness(bytes), String::from_utf8(bytes.to_vec())) {
                    (Likeness::Ascii | Likeness::Utf8, Ok(text)) => Decoded::Whole(text),
                    _ => Decoded::Lost,
                }
            }
            None => Decoded::Lost,
            Some(text) if text.contains(REPLACEMENT) => Decoded::damaged(text),
            Some(text) => Decoded::Whole(text),
        }
    }
}

impl Decoded {
    /// A text of which too little is left is worth nothing.
    fn damaged(text: String) -> Self {
        let marks = text.matches(REPLACEMENT).count();
        let chars = text.chars().filter(|char| !char.is_whitespace()).count();
        if chars < 2 * marks {
            Self::Lost
        } else {
            Self::Damaged(text)
        }
    }
}

impl Value {
    /// The bytes in each way to read them, the most likely first.
    fn ways(&self, is_text: bool) -> Vec<Vec<u8>> {
        let mut ways = self.transfer.decoded(&self.bytes);
        if self.label(is_text).is_none() {
            // White space that breaks a character of UTF-8 breaks none of Windows-1252.
            ways.sort_by_cached_key(|bytes| likeness(bytes));
        }
        ways
    }

    /// The label of the charset, if it says anything.
    fn label(&self, is_text: bool) -> Option<&str> {
        if is_text && self.transfer == Transfer::Plain {
            return Some(UTF_8);
        }
        let charset = self.charset.as_deref()?.trim();
        // Programs name ASCII and write something else.
        let is_said = !says_nothing(charset);
        is_said.then(|| known_label(charset).unwrap_or(charset))
    }
}

/// Whether the bytes switch between sets of characters, as ISO-2022-JP does.
fn is_switched(bytes: &[u8]) -> bool {
    bytes
        .windows(2)
        .any(|pair| matches!(pair, [0x1b, b'$' | b'(' | b')']))
}

/// How much bytes look like UTF-8, the most first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Ascii,
    /// For certain: with characters of three bytes and more, which other text hardly ever forms.
    Utf8,
    /// Valid, but of characters of two bytes, which text in GBK forms too.
    Possible,
    /// Not valid.
    Other,
}

fn likeness(bytes: &[u8]) -> Likeness {
    let (mut long, mut short, mut broken) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        for char in chunk.valid().chars() {
            long += usize::from(2 < char.len_utf8());
            short += usize::from(char.len_utf8() == 2);
        }
        broken += usize::from(!chunk.invalid().is_empty());
    }
    match (long, short, broken) {
        (0, 0, 0) => Likeness::Ascii,
        (1.., _, _) if broken <= long => Likeness::Utf8,
        (_, _, 0) => Likeness::Possible,
        _ => Likeness::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(bytes: &[u8]) -> Value {
        Value {
            bytes: bytes.to_vec(),
            transfer: Transfer::Plain,
            charset: None,
            is_cut: false,
        }
    }

    fn named(bytes: &[u8], charset: &str) -> Value {
        Value {
            charset: Some(charset.to_owned()),
            ..value(bytes)
        }
    }

    fn decode(bytes: &[u8], label: &str) -> Option<String> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    }

    fn texts(values: &[Value], is_text: bool) -> Vec<Decoded> {
        let decoder = Decoder::of(values.iter(), is_text, &decode);
        values.iter().map(|value| decoder.text(value)).collect()
    }

    fn whole(text: &str) -> Decoded {
        Decoded::Whole(text.to_owned())
    }

    #[test]
    fn the_named_charset_counts() {
        let values = [
            named(b"\xD6\xDC", "GBK"),
            named(b"\xD6\xDC", "gb2312"),
            named(b"\xD6\xDC", "CP936"),
            named(b"\xD6\xDC", "GB18030"),
            named(b"\xA9P", "Big5"),
            named(b"\x8E\xFC", "Shift_JIS"),
            named(b"\xF6", "iso-8859-1"),
            named(b"\x80", "Windows-1252"),
            named("周".as_bytes(), "UTF8"),
            named("周".as_bytes(), "us-ascii"),
            named(b"+VGg-", "UTF-7"),
        ];
        let mut right = ["周", "周", "周", "周", "周", "周", "ö", "€", "周", "周"]
            .map(whole)
            .to_vec();
        right.push(Decoded::Lost);
        assert_eq!(texts(&values, false), right);
    }

    #[test]
    fn a_text_was_decoded_already() {
        let mut coded = named(b"=D6=DC", "GBK");
        coded.transfer = Transfer::QuotedPrintable;
        let values = [named("周".as_bytes(), "GBK"), coded];
        assert_eq!(texts(&values, true), ["周", "周"].map(whole));
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding_of_a_file() {
        let bad = value(b"\xE5\xA5\xBD\xE5");
        let mark = Decoded::Damaged("好\u{fffd}".to_owned());
        assert_eq!(texts(&[bad], false), std::slice::from_ref(&mark));
        let values = [value("Jörg".as_bytes()), value(b"caf\xE9 au lait")];
        assert_eq!(
            texts(&values, false),
            [
                whole("Jörg"),
                Decoded::Damaged("caf\u{fffd} au lait".to_owned())
            ]
        );
    }

    #[test]
    fn a_file_without_charsets_is_guessed_as_a_whole() {
        // GBK, of which the fourth could be UTF-8, and a value in UTF-8.
        let values = [
            value(b"\xD6\xDC\xBD\xA8\xB9\xFA"),
            value(b"\xD6\xDC\xBD\xA8"),
            value(b"\xB9\xFA"),
            value(b"\xC2\xBD"),
            value("王".as_bytes()),
        ];
        assert_eq!(
            texts(&values, false),
            ["周建国", "周建", "国", "陆", "王"].map(whole)
        );
    }
}
