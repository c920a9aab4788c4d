//! Contact cards (vCard 2.1, 3.0 and 4.0, RFC 2426 and 6350) as a table of people.
//!
//! Only the fields of a record are read: name, organisation, title, categories and notes. The
//! existing crates read only one version, or add 150 kB of gzip.

use std::{borrow::Cow, iter::Peekable};

use super::{Field, Row, RowError, Table, TableError, names::full_name, table::Read};

/// The columns of the table.
const COLUMNS: [Field; 5] = [
    Field::Name,
    Field::Organisation,
    Field::Title,
    Field::Tags,
    Field::Note,
];

/// Whether the text begins with a card.
pub(super) fn begins_card(text: &str) -> bool {
    let first_line = text.split(['\r', '\n']).next().unwrap_or(text);
    first_line.trim_end().eq_ignore_ascii_case("BEGIN:VCARD")
}

/// Reads the cards of a text, with the stable names of [`Field`] as the header.
pub(super) fn read_cards(text: &str) -> Result<Read, TableError> {
    let mut rows = Vec::new();
    let mut open: Option<Card> = None;
    for property in properties(text) {
        let is_card = property.value.trim().eq_ignore_ascii_case("VCARD");
        match property.name.as_str() {
            "BEGIN" if is_card => {
                if rows.len() == Table::MAX_ROWS {
                    return Err(TableError::TooManyRows);
                }
                rows.extend(open.take().map(Card::cut_short));
                open = Some(Card::at(property.line));
            }
            "END" if is_card => rows.extend(open.take().map(Card::into_row)),
            _ => {
                if let Some(card) = &mut open {
                    card.read(&property);
                }
            }
        }
    }
    rows.extend(open.map(Card::cut_short));
    Ok((COLUMNS.map(|field| field.id().to_owned()).into(), rows))
}

/// The fields of one card.
#[derive(Default)]
struct Card {
    line: usize,
    formatted_name: String,
    name: String,
    organisation: String,
    title: String,
    categories: Vec<String>,
    notes: Vec<String>,
    error: Option<RowError>,
}

impl Card {
    fn at(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    fn read(&mut self, property: &Property) {
        if !matches!(
            property.name.as_str(),
            "FN" | "N" | "ORG" | "TITLE" | "CATEGORIES" | "NOTE"
        ) {
            return;
        }
        let Some(value) = property.decoded() else {
            self.error.get_or_insert(RowError::Undecodable);
            return;
        };
        // The first value that is not empty.
        let first = |held: &mut String, value: String| {
            if held.trim().is_empty() {
                *held = value;
            }
        };
        match property.name.as_str() {
            "FN" => first(&mut self.formatted_name, unescaped(&value)),
            "N" => {
                let mut parts = split(&value, ';').into_iter();
                let mut part = || parts.next().unwrap_or_default();
                let (family, given, middle) = (part(), part(), part());
                first(&mut self.name, full_name(&family, &given, &middle));
            }
            "ORG" => first(&mut self.organisation, joined(split(&value, ';'), " ")),
            "TITLE" => first(&mut self.title, unescaped(&value)),
            "CATEGORIES" => self.categories.extend(split(&value, ',')),
            _ => self.notes.push(unescaped(&value)),
        }
    }

    fn cut_short(mut self) -> Row {
        self.error.get_or_insert(RowError::CutShort);
        self.into_row()
    }

    fn into_row(self) -> Row {
        let name = if self.formatted_name.trim().is_empty() {
            self.name
        } else {
            self.formatted_name
        };
        let cells = [
            name,
            self.organisation,
            self.title,
            joined(self.categories, "; "),
            joined(self.notes, "\n"),
        ];
        Row {
            line: self.line,
            cells: cells.into(),
            error: self.error,
        }
    }
}

fn joined(parts: Vec<String>, between: &str) -> String {
    let parts = parts.iter().map(|part| part.trim());
    let filled: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    filled.join(between)
}

/// A property of a card, as it is in the file.
struct Property {
    line: usize,
    /// In capitals, without its group.
    name: String,
    /// In capitals.
    parameters: String,
    value: String,
}

impl Property {
    fn of(line: usize, text: &str) -> Option<Self> {
        let mut quoted = false;
        let colon = text.find(|char| {
            quoted ^= char == '"';
            char == ':' && !quoted
        })?;
        let (head, value) = (&text[..colon], &text[colon + 1..]);
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let name = name.rsplit('.').next().unwrap_or(name);
        Some(Self {
            line,
            name: name.trim().to_ascii_uppercase(),
            parameters: parameters.to_ascii_uppercase(),
            value: value.to_owned(),
        })
    }

    fn is_quoted_printable(&self) -> bool {
        self.parameters
            .split(';')
            .any(|parameter| parameter.trim_start_matches("ENCODING=") == "QUOTED-PRINTABLE")
    }

    /// The value as text; `None` if its bytes are not UTF-8.
    fn decoded(&self) -> Option<Cow<'_, str>> {
        if !self.is_quoted_printable() {
            return Some(Cow::Borrowed(&self.value));
        }
        String::from_utf8(quoted_printable(&self.value))
            .ok()
            .map(Cow::Owned)
    }
}

/// The properties of a text, with folded lines and soft breaks of quoted-printable joined.
fn properties(text: &str) -> impl Iterator<Item = Property> {
    let mut lines = unfolded(text).peekable();
    std::iter::from_fn(move || {
        loop {
            let (line, first) = lines.next()?;
            if let Some(mut property) = Property::of(line, &first) {
                if property.is_quoted_printable() {
                    join_soft_breaks(&mut property.value, &mut lines);
                }
                return Some(property);
            }
        }
    })
}

fn join_soft_breaks(
    value: &mut String,
    lines: &mut Peekable<impl Iterator<Item = (usize, String)>>,
) {
    while value.ends_with('=') {
        // The end of a card within a text means that the file was cut there.
        let Some((_, next)) = lines.next_if(|(_, next)| !is_border(next)) else {
            return;
        };
        value.pop();
        value.push_str(&next);
    }
}

fn is_border(line: &str) -> bool {
    let line = line.trim();
    ["BEGIN:VCARD", "END:VCARD"]
        .iter()
        .any(|border| line.eq_ignore_ascii_case(border))
}

/// The lines with their numbers, each folded line joined with its continuations.
fn unfolded(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut rest = text;
    let mut number = 0;
    let next_line = move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let (line, after) = rest.split_at(end);
        rest = after
            .strip_prefix("\r\n")
            .unwrap_or_else(|| after.get(1..).unwrap_or(""));
        number += 1;
        Some((number, line))
    };
    let mut lines = std::iter::from_fn(next_line).peekable();
    std::iter::from_fn(move || {
        let (number, first) = lines.next()?;
        let mut line = first.to_owned();
        while let Some((_, next)) = lines.next_if(|(_, next)| next.starts_with([' ', '\t'])) {
            line.push_str(&next[1..]);
        }
        Some((number, line))
    })
}

/// The parts between unescaped separators.
fn split(value: &str, separator: char) -> Vec<String> {
    let mut escaped = false;
    let parts = value.split(|char| {
        let separates = char == separator && !escaped;
        escaped = char == '\\' && !escaped;
        separates
    });
    parts.map(unescaped).collect()
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            text.push(char);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(escaped @ ('\\' | ',' | ';' | ':')) => text.push(escaped),
            // Not an escape.
            other => {
                text.push('\\');
                text.extend(other);
            }
        }
    }
    text
}

fn quoted_printable(value: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, after) {
            (b'=', &[high, low, ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(high) * 16 + digit(low));
                rest = &after[2..];
            }
            // The rest of a soft line break.
            (b'=', _) => {}
            _ => bytes.push(byte),
        }
    }
    bytes
}

fn digit(hexadecimal: u8) -> u8 {
    match hexadecimal {
        b'0'..=b'9' => hexadecimal - b'0',
        letter => (letter | 0x20) - b'a' + 10,
    }
}
