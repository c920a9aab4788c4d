//! The delimiter between the cells of a text.

use std::borrow::Cow;

use super::Table;

/// A text whose cells are separated by one byte.
pub(super) struct Delimited<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) delimiter: u8,
    /// How many bytes to skip: the first line, if it only declares the delimiter.
    pub(super) skipped: usize,
}

/// From the rarest on.
const DELIMITERS: [u8; 4] = [b'|', b'\t', b';', b','];

/// Those that a Chinese keyboard gives.
const WIDE: [char; 3] = ['，', '；', '｜'];

/// The byte in place of a wide one.
const SEPARATOR: char = '\u{1f}';

impl<'t> Delimited<'t> {
    /// The text with its delimiter: the one that it declares, else the one that separates most of the
    /// first lines into equally many cells.
    pub(super) fn of(text: &'t str) -> Self {
        let whole = |delimiter, skipped| Self {
            text: Cow::Borrowed(text),
            delimiter,
            skipped,
        };
        let first_line = text.split_inclusive(['\r', '\n']).next().unwrap_or(text);
        if let Some(declared) = declared(first_line) {
            return whole(declared, first_line.len());
        }
        let lines = counts_of_lines(text);
        let fitness = |at: usize| {
            let counts = lines.iter().filter_map(|line| line.get(at).copied());
            let counts: Vec<_> = counts.filter(|count| 0 < *count).collect();
            let alike = |count: &usize| counts.iter().filter(|other| *other == count).count();
            let most = counts.iter().map(alike).max().unwrap_or(0);
            // A bar may stand in a text.
            if at == 0 && 2 * most < lines.len() {
                return (0, 0);
            }
            (most, counts.first().copied().unwrap_or(0))
        };
        // `max_by_key` returns the last of equal ones, so a single column is read as comma-separated.
        let fittest = (0..DELIMITERS.len()).max_by_key(|at| fitness(*at));
        let fittest = fittest.filter(|at| 0 < fitness(*at).0);
        if fittest.is_none()
            && let Some(wide) = wide_delimiter(text)
        {
            return Self {
                text: Cow::Owned(text.replace(wide, &SEPARATOR.to_string())),
                delimiter: SEPARATOR as u8,
                skipped: 0,
            };
        }
        let delimiter = fittest.and_then(|at| DELIMITERS.get(at).copied());
        whole(delimiter.unwrap_or(b','), 0)
    }
}

/// The delimiter that a line `sep=` names.
fn declared(first_line: &str) -> Option<u8> {
    let line = first_line.trim_end_matches(['\r', '\n']).trim_matches('"');
    let (name, delimiter) = line.split_at_checked(4)?;
    let &[delimiter] = delimiter.as_bytes() else {
        return None;
    };
    let separates = delimiter.is_ascii_punctuation() || delimiter == b'\t';
    (separates && name.eq_ignore_ascii_case("sep=")).then_some(delimiter)
}

/// The wide delimiter that stands in each of the first lines, and equally often.
fn wide_delimiter(text: &str) -> Option<char> {
    let lines = text
        .split(['\r', '\n'])
        .filter(|line| !line.trim().is_empty());
    let lines: Vec<_> = lines.take(Table::MOST_ABOVE).collect();
    WIDE.into_iter().find(|wide| {
        let mut counts = lines.iter().map(|line| line.matches(*wide).count());
        let first = counts.next().unwrap_or(0);
        0 < first && 1 < lines.len() && counts.all(|count| count == first)
    })
}

/// How many of each delimiter there are outside quotes in each of the first lines that
/// are not empty, and not only drawn.
fn counts_of_lines(text: &str) -> Vec<[usize; DELIMITERS.len()]> {
    let mut lines = Vec::new();
    let mut counts = [0; DELIMITERS.len()];
    let (mut quoted, mut is_empty) = (false, true);
    for byte in text.bytes() {
        is_empty &= matches!(byte, b'\r' | b'\n' | b'+' | b'-' | b'=');
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => {
                if !std::mem::replace(&mut is_empty, true) {
                    lines.push(std::mem::take(&mut counts));
                }
                if lines.len() == 2 * Table::MOST_ABOVE {
                    return lines;
                }
            }
            _ => {
                for (delimiter, count) in DELIMITERS.iter().zip(&mut counts) {
                    *count += usize::from(!quoted && *delimiter == byte);
                }
            }
        }
    }
    if !is_empty {
        lines.push(counts);
    }
    lines
}
