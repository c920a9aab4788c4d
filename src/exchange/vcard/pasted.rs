//! Cards whose lines were indented, quoted as in mail, or joined to one.

use super::property::is_card;

/// The marks that may stand before each line of a card.
const MARKS: [&str; 7] = [" ", "\t", ">", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}"];

/// The forms that line ends take if a text is copied: their escapes, and characters that end a line in other
/// programs.
const LINE_ENDS: [&str; 6] = ["\\r\\n", "\\n", "\u{2028}", "\u{2029}", "\u{85}", "\u{b}"];

/// The names that begin a line where white space stands for line ends.
const NAMES: &str = "BEGIN END VERSION PRODID N FN ORG TITLE ROLE NICKNAME TEL EMAIL ADR LABEL URL \
    BDAY NOTE CATEGORIES REV UID PHOTO IMPP SOURCE KIND GENDER LANG TZ GEO";

/// The mark before the first line of a card; `None` if this line is none.
pub(super) fn quote_before_card(line: &[u8]) -> Option<&[u8]> {
    let mut rest = line;
    while let Some(behind) = MARKS
        .iter()
        .find_map(|mark| rest.strip_prefix(mark.as_bytes()))
    {
        rest = behind;
    }
    let begins = begins_card(rest) || parts_of_one_line(rest).is_some();
    begins.then(|| line.strip_suffix(rest)).flatten()
}

/// Whether a line is the first of a card and nothing else.
pub(super) fn begins_card(line: &[u8]) -> bool {
    let colon = line.iter().position(|byte| *byte == b':');
    let halves = colon.and_then(|colon| line.split_at_checked(colon));
    halves.is_some_and(|(name, value)| {
        let value = value.get(1..).unwrap_or_default();
        name.trim_ascii().eq_ignore_ascii_case(b"BEGIN") && is_card(value)
    })
}

/// A line without what stands before each of them.
pub(super) fn unquoted<'l>(line: &'l [u8], quote: &[u8]) -> &'l [u8] {
    match line.strip_prefix(quote) {
        Some(line) => line,
        // White space behind it is lost on an empty line.
        None if line == quote.trim_ascii_end() => &[],
        None => line,
    }
}

/// The lines of cards that stand in a single one.
pub(super) fn parts_of_one_line(line: &[u8]) -> Option<Vec<&[u8]>> {
    const BEGIN: &[u8] = b"BEGIN:VCARD";
    let (begin, rest) = line.split_at_checked(BEGIN.len())?;
    if !begin.eq_ignore_ascii_case(BEGIN) || rest.trim_ascii().is_empty() {
        return None;
    }
    let line_end = LINE_ENDS
        .iter()
        .find(|end| rest.starts_with(end.as_bytes()));
    let starts: Vec<usize> = match line_end {
        Some(end) => places_of(rest, end.as_bytes()).collect(),
        None if rest.starts_with(b" ") => places_of(rest, b" ")
            .filter(|at| rest.get(at + 1..).is_some_and(names_property))
            .collect(),
        None => return None,
    };
    if starts.first() != Some(&0) {
        return None;
    }
    let width = line_end.map_or(1, |end| end.len());
    let ends = starts.iter().skip(1).copied().chain([rest.len()]);
    let parts = starts.iter().zip(ends);
    let parts = parts.filter_map(|(start, end)| rest.get(start + width..end));
    Some(std::iter::once(begin).chain(parts).collect())
}

/// The positions of a mark, but for one behind a backslash, which is a part of a value.
fn places_of<'b>(bytes: &'b [u8], mark: &'b [u8]) -> impl Iterator<Item = usize> + 'b {
    let places = bytes.windows(mark.len()).enumerate();
    let places = places.filter(move |(_, part)| *part == mark);
    places.map(|(at, _)| at).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before != Some(&b'\\')
    })
}

/// Whether a text begins with a property and its value.
fn names_property(text: &[u8]) -> bool {
    let colon = text.iter().position(|byte| matches!(byte, b':' | b' '));
    let Some((head, value)) = colon.and_then(|colon| text.split_at_checked(colon)) else {
        return false;
    };
    let name = head.split(|byte| *byte == b';').next().unwrap_or(head);
    let name = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
    let is_known = NAMES.split(' ').any(|known| known.as_bytes() == name);
    value.starts_with(b":") && !value.starts_with(b": ") && (is_known || name.starts_with(b"X-"))
}
