//! Splits bytes into lines while they come in.
//!
//! Invariant: the lines do not depend on how the bytes were cut into pieces.

use super::MAX_VALUE_BYTES;

/// The bytes with which a text editor marks a text as UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A line of a file, without its end and without a byte order mark.
pub(super) struct Line<'a> {
    /// From 1.
    pub(super) number: usize,
    /// The bytes, at most [`MAX_VALUE_BYTES`].
    pub(super) bytes: &'a [u8],
    /// Whether it had more bytes.
    pub(super) is_cut: bool,
    /// Whether its last byte but white space is `=`: a soft line break of quoted-printable.
    pub(super) ends_with_equals: bool,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        self.bytes.trim_ascii().is_empty()
    }
}

/// The splitter: a line ends with LF, CR, CR LF or CR CR LF. UTF-16 becomes UTF-8.
#[derive(Default)]
pub(super) struct Lines {
    form: Form,
    number: usize,
    line: Vec<u8>,
    is_cut: bool,
    last: Option<u8>,
    end: End,
}

/// The form of the characters.
enum Form {
    /// Unknown before the fourth byte.
    Unknown(Vec<u8>),
    /// Each ASCII character is one byte.
    Bytes,
    /// UTF-16, by a byte order mark or a zero in each of the first characters.
    Utf16(Utf16),
}

/// The part of a line end that was read.
#[derive(Clone, Copy, Default)]
enum End {
    #[default]
    None,
    /// CR: the line has ended.
    Cr,
    /// CR CR: the same line end if LF follows, else an empty line.
    CrCr,
}

impl Default for Form {
    fn default() -> Self {
        Self::Unknown(Vec::new())
    }
}

impl Lines {
    /// Splits the next bytes, and calls `each` with every line that has ended.
    pub(super) fn push(&mut self, bytes: &[u8], each: &mut impl FnMut(&Line)) {
        if let Form::Unknown(start) = &mut self.form {
            start.extend_from_slice(bytes);
            if 4 <= start.len() {
                self.begin(each);
            }
        } else {
            self.push_known(bytes, each);
        }
    }

    /// Ends the last line.
    pub(super) fn finish(&mut self, each: &mut impl FnMut(&Line)) {
        self.begin(each);
        if self.last.is_some() || !self.line.is_empty() {
            self.end_line(each);
        }
    }

    /// Whether the characters were decoded from UTF-16.
    pub(super) fn is_utf16(&self) -> bool {
        matches!(self.form, Form::Utf16(_))
    }

    fn begin(&mut self, each: &mut impl FnMut(&Line)) {
        if let Form::Unknown(start) = &mut self.form {
            let start = std::mem::take(start);
            self.form = Form::of(&start);
            self.push_known(&start, each);
        }
    }

    fn push_known(&mut self, bytes: &[u8], each: &mut impl FnMut(&Line)) {
        if let Form::Utf16(utf16) = &mut self.form {
            let text = utf16.decode(bytes);
            self.split(text.as_bytes(), each);
        } else {
            self.split(bytes, each);
        }
    }

    fn split(&mut self, mut bytes: &[u8], each: &mut impl FnMut(&Line)) {
        while let Some((&first, after)) = bytes.split_first() {
            match (std::mem::take(&mut self.end), first) {
                (End::Cr | End::CrCr, b'\n') => {
                    bytes = after;
                    continue;
                }
                (End::Cr, b'\r') => {
                    self.end = End::CrCr;
                    bytes = after;
                    continue;
                }
                (End::CrCr, b'\r') => {
                    self.end_line(each);
                    self.end = End::CrCr;
                    bytes = after;
                    continue;
                }
                (End::CrCr, _) => self.end_line(each),
                (End::None | End::Cr, _) => {}
            }
            let line_end = bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let (line, rest) = bytes.split_at(line_end.unwrap_or(bytes.len()));
            self.extend_line(line);
            bytes = rest;
            if let Some((&line_end, after)) = rest.split_first() {
                self.end_line(each);
                if line_end == b'\r' {
                    self.end = End::Cr;
                }
                bytes = after;
            }
        }
    }

    fn extend_line(&mut self, bytes: &[u8]) {
        let room = MAX_VALUE_BYTES.saturating_sub(self.line.len());
        let fitting = bytes.get(..room).unwrap_or(bytes);
        self.line.extend_from_slice(fitting);
        self.is_cut |= fitting.len() < bytes.len();
        let last = bytes.iter().rfind(|byte| !matches!(byte, b' ' | b'\t'));
        self.last = last.copied().or(self.last);
    }

    fn end_line(&mut self, each: &mut impl FnMut(&Line)) {
        self.number += 1;
        let bytes = self.line.as_slice();
        each(&Line {
            number: self.number,
            bytes: bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes),
            is_cut: self.is_cut,
            ends_with_equals: self.last == Some(b'='),
        });
        self.line.clear();
        self.is_cut = false;
        self.last = None;
    }
}

impl Form {
    fn of(start: &[u8]) -> Self {
        let little = || Self::Utf16(Utf16::new(u16::from_le_bytes));
        let big = || Self::Utf16(Utf16::new(u16::from_be_bytes));
        // The first characters of a file of cards are ASCII. A single stray zero is no sign.
        match start {
            [0xFF, 0xFE, 1..=0x7F, 0, ..] | [1..=0x7F, 0, 1..=0x7F, 0, ..] => little(),
            [0xFE, 0xFF, 0, 1..=0x7F, ..] | [0, 1..=0x7F, 0, 1..=0x7F, ..] => big(),
            _ => Self::Bytes,
        }
    }
}

/// A decoder of UTF-16; what is no character becomes a replacement character.
struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    /// An unfinished character.
    rest: Vec<u8>,
}

impl Utf16 {
    fn new(unit: fn([u8; 2]) -> u16) -> Self {
        let rest = Vec::new();
        Self { unit, rest }
    }

    fn decode(&mut self, bytes: &[u8]) -> String {
        self.rest.extend_from_slice(bytes);
        let (pairs, _) = self.rest.as_chunks::<2>();
        let mut units: Vec<_> = pairs.iter().map(|pair| (self.unit)(*pair)).collect();
        // The first half of a character waits for the second.
        units.pop_if(|last| (0xD800..0xDC00).contains(last));
        self.rest.drain(..2 * units.len());
        String::from_utf16_lossy(&units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<String> {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        let mut each = |line: &Line| {
            assert_eq!(line.number, found.len() + 1);
            found.push(String::from_utf8_lossy(line.bytes).into_owned());
        };
        for piece in pieces {
            lines.push(piece, &mut each);
        }
        lines.finish(&mut each);
        found
    }

    #[test]
    fn line_ends_as_programs_write_and_mangle_them() {
        for text in ["a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\r\nb\r\r\n", "a\rb"] {
            assert_eq!(lines([text.as_bytes()]), ["a", "b"], "{text:?}");
        }
        assert_eq!(lines(["a\r\rb".as_bytes()]), ["a", "", "b"]);
        assert_eq!(
            lines(["a\r\r\rb\n\nc".as_bytes()]),
            ["a", "", "", "b", "", "c"]
        );
        assert_eq!(lines(["\u{feff}a\n\u{feff}b".as_bytes()]), ["a", "b"]);
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        for text in ["\u{feff}a陈🙂\r\nb", "ab\r\n🙂"] {
            let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect();
            let little: Vec<u8> = wide(u16::to_le_bytes);
            let big: Vec<u8> = wide(u16::to_be_bytes);
            let plain = lines([text.as_bytes()]);
            for bytes in [little, big] {
                assert_eq!(lines([bytes.as_slice()]), plain);
                assert_eq!(lines(bytes.chunks(1)), plain);
            }
        }
    }

    #[test]
    fn a_line_too_long_is_cut() {
        let mut lines = Lines::default();
        let mut found = Vec::new();
        let mut each = |line: &Line| {
            found.push((line.bytes.len(), line.is_cut, line.ends_with_equals));
        };
        lines.push(&vec![b'x'; MAX_VALUE_BYTES], &mut each);
        lines.push(b"xyz= \nb\n", &mut each);
        assert_eq!(found, [(MAX_VALUE_BYTES, true, true), (1, false, false)]);
    }

    proptest! {
        #[test]
        fn a_cut_changes_no_line(text in "[\u{feff}ab\r\n =陈🙂]{0,30}", at in 0..200_usize) {
            let bytes = text.as_bytes();
            let (start, end) = bytes.split_at(at.min(bytes.len()));
            prop_assert_eq!(lines([start, end]), lines([bytes]));
            prop_assert_eq!(lines(bytes.chunks(1)), lines([bytes]));
        }
    }
}
