//! The cards of a file while its lines come in, and a card as a row of a table.

use std::collections::BTreeSet;

use super::{
    CardDetail, CardRemarks, MAX_VALUE_BYTES,
    charset::{Decoded, Decoder, Value},
    lines::Line,
    property::{Ended, Kept, Name, Property, Whole, is_card},
    transfer::Transfer,
    unescaped::{split, unescaped},
};
use crate::{
    domain::is_seen,
    exchange::{Field, Row, RowError, Table, TableError, names::NameParts},
};

/// The columns of the table.
pub(super) const COLUMNS: [Field; 5] = [
    Field::Name,
    Field::Organisation,
    Field::Title,
    Field::Tags,
    Field::Note,
];

/// The least bytes that a value is counted as: millions of short ones take memory too.
const LEAST_BYTES: usize = 32;

/// The cards of a file.
#[derive(Default)]
pub(super) struct Cards {
    property: Option<Property>,
    /// Whether every line is followed by an empty one, as after the first line of the card.
    doubles_line_ends: bool,
    /// Whether the last line was empty.
    was_empty: bool,
    /// The open card, and within it those of agents.
    open: Vec<Card>,
    closed: Vec<Card>,
    /// Whether the last property announced the card of an agent.
    announces_agent: bool,
    /// The last property, if lines that are none can go on with its value.
    last: Option<Last>,
    details: BTreeSet<CardDetail>,
    /// The number of bytes of all values, each counted as [`LEAST_BYTES`] at least.
    bytes: usize,
    error: Option<TableError>,
}

/// The last property of the open card, whose value is kept.
struct Last {
    kept: Kept,
    /// The value, as long as it is empty: else the last one of the card.
    empty: Option<Value>,
    /// The number of bytes of its last line.
    width: usize,
}

/// The widths at which programs fold lines.
const FOLDED: std::ops::RangeInclusive<usize> = 72..=77;

/// A card.
struct Card {
    line: usize,
    values: Vec<(Kept, Value)>,
    has_begin: bool,
    has_end: bool,
    /// The cards within this one, which count only if its end is missing: then nothing tells
    /// whether they belong to it.
    agents: Vec<Card>,
}

impl Cards {
    /// The reason why no more cards are taken.
    pub(super) fn error(&self) -> Option<TableError> {
        self.error
    }

    pub(super) fn push(&mut self, line: &Line) {
        if self.error.is_some() {
            return;
        }
        let is_second = |first: &Property| first.is_begin() && first.line + 1 == line.number;
        let is_empty = line.bytes.is_empty() && !self.was_empty;
        self.was_empty = is_empty;
        if self.property.as_ref().is_some_and(is_second) {
            self.doubles_line_ends = is_empty;
        }
        // A part of the line end: it ends no folded line and no soft line break.
        if is_empty && self.doubles_line_ends {
            return;
        }
        if let Some(property) = &mut self.property
            && property.takes(line)
        {
            return;
        }
        self.end_property();
        self.property = (!line.is_blank()).then(|| Property::begin(line));
    }

    /// Ends the last card.
    pub(super) fn finish(&mut self) {
        self.end_property();
        self.close_unended();
    }

    /// The rows, and what they do not hold.
    pub(super) fn into_rows(self, decoder: &Decoder) -> (Vec<Row>, CardRemarks) {
        let mut remarks = CardRemarks {
            details: self.details.into_iter().collect(),
            damaged: Vec::new(),
        };
        let rows = self.closed.iter().map(|card| {
            let (row, damaged) = card.row(decoder);
            if row.error.is_none() && !damaged.is_empty() {
                remarks.damaged.push((row.line, damaged));
            }
            row
        });
        (rows.collect(), remarks)
    }

    /// All values.
    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        let cards = self.closed.iter();
        cards.flat_map(|card| card.values.iter().map(|(_, value)| value))
    }

    fn end_property(&mut self) {
        let property = match self.property.take().map(Property::finish) {
            Some(Ended::Property(property)) => property,
            Some(Ended::Text {
                bytes,
                is_cut,
                width,
            }) => return self.go_on(&bytes, is_cut, width),
            None => return,
        };
        self.last = None;
        let value = property.value.trim_ascii();
        let announces_agent = std::mem::take(&mut self.announces_agent);
        match property.head.name {
            Name::Begin if is_card(value) => {
                // A card that begins in another one is no part of it: the other's end is missing.
                if !announces_agent {
                    self.close_unended();
                }
                self.begin(property.line, true);
            }
            Name::End if is_card(value) => self.end(),
            // Files put together without a line break between them.
            Name::End if begins_after_end(value) => {
                self.end();
                self.begin(property.line, true);
            }
            Name::Agent if value.eq_ignore_ascii_case(b"BEGIN:VCARD") => {
                self.begin(property.line, true);
            }
            Name::Agent => self.announces_agent = !self.open.is_empty() && value.is_empty(),
            Name::Kept(kept) => self.keep(kept, property),
            Name::Detail(detail) if property.has_value && !self.open.is_empty() => {
                self.details.insert(detail);
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: usize, has_begin: bool) {
        self.count(0);
        self.open.push(Card {
            line,
            values: Vec::new(),
            has_begin,
            has_end: false,
            agents: Vec::new(),
        });
    }

    fn end(&mut self) {
        let Some(card) = self.open.pop() else { return };
        let agents = Vec::new();
        let ended = Card {
            has_end: true,
            agents,
            ..card
        };
        match self.open.last_mut() {
            Some(outer) => outer.agents.push(ended),
            None => self.close(ended),
        }
    }

    /// Closes all open cards without their ends.
    fn close_unended(&mut self) {
        for mut card in std::mem::take(&mut self.open) {
            let agents = std::mem::take(&mut card.agents);
            self.close(card);
            for agent in agents {
                self.close(agent);
            }
        }
    }

    fn close(&mut self, card: Card) {
        if self.closed.len() == Table::MAX_ROWS {
            self.error = Some(TableError::TooManyCards);
        } else {
            self.closed.push(card);
        }
    }

    fn count(&mut self, bytes: usize) {
        self.bytes += bytes.max(LEAST_BYTES);
        if Table::MAX_BYTES < self.bytes {
            self.error = Some(TableError::CardsTooLarge);
        }
    }

    /// Takes a line that is no property for more of the last value.
    fn go_on(&mut self, bytes: &[u8], is_cut: bool, width: usize) {
        let (Some(last), Some(card)) = (&mut self.last, self.open.last_mut()) else {
            return;
        };
        if let Some(empty) = last.empty.take() {
            card.values.push((last.kept, empty));
        }
        let Some((kept, value)) = card.values.last_mut() else {
            return;
        };
        if value.is_cut {
            self.count(bytes.len());
            return;
        }
        let between: &[u8] = match value.transfer {
            Transfer::QuotedPrintable if value.bytes.trim_ascii_end().ends_with(b"=") => b"\n",
            Transfer::QuotedPrintable | Transfer::Base64 => b"",
            _ if value.bytes.is_empty() || FOLDED.contains(&last.width) => b"",
            _ if *kept == Kept::Note => b"\n",
            _ => b" ",
        };
        value.is_cut |= is_cut;
        if MAX_VALUE_BYTES < value.bytes.len() + between.len() + bytes.len() {
            value.is_cut = true;
        } else {
            value.bytes.extend_from_slice(between);
            value.bytes.extend_from_slice(bytes);
        }
        last.width = width;
        self.count(bytes.len());
    }

    fn keep(&mut self, kept: Kept, property: Whole) {
        let value = Value {
            bytes: property.value,
            transfer: property.head.transfer,
            charset: property.head.charset,
            is_cut: property.is_cut,
        };
        let width = property.width;
        if !property.has_value {
            let empty = Some(value);
            self.last = Some(Last { kept, empty, width });
            return;
        }
        self.count(value.bytes.len());
        let is_name = matches!(kept, Kept::FormattedName | Kept::Name);
        if self.open.is_empty() && is_name {
            // The beginning of the card is missing.
            self.begin(property.line, false);
        }
        let Some(card) = self.open.last_mut() else {
            return;
        };
        card.values.push((kept, value));
        let empty = None;
        self.last = Some(Last { kept, empty, width });
    }
}

/// A text taken from one of several values.
#[derive(Default)]
struct Taken {
    text: String,
    is_damaged: bool,
}

impl Taken {
    fn is_good(&self) -> bool {
        !self.is_damaged && !self.text.is_empty()
    }
}

impl Card {
    /// The row, and the fields with a damaged or lost value.
    fn row(&self, decoder: &Decoder) -> (Row, Vec<Field>) {
        let formatted = self.first(Kept::FormattedName, decoder, unescaped);
        let structured = self.first(Kept::Name, decoder, |value| {
            let mut parts = split(value, ';').into_iter();
            let mut part = || {
                let part = parts.next().filter(|part| part.contains(is_seen));
                part.unwrap_or_default()
            };
            let [family, given, middle, _prefix, suffix] = std::array::from_fn(|_| part());
            let parts = NameParts {
                family: &family,
                given: &given,
                middle: &middle,
                suffix: &suffix,
            };
            parts.full_name()
        });
        let mut organisation = self.first(Kept::Organisation, decoder, |value| {
            joined(split(value, ';'), " ")
        });
        let title = self.first(Kept::Title, decoder, unescaped);
        let tags = self.all(Kept::Categories, decoder, "; ", |value| {
            joined(split(value, ','), "; ")
        });
        let note = self.all(Kept::Note, decoder, "\n", unescaped);

        let has_own_name = !structured.text.is_empty() || structured.is_damaged;
        let name = if formatted.is_good() || !has_own_name {
            formatted
        } else if structured.is_good() || formatted.text.is_empty() {
            structured
        } else {
            formatted
        };
        // An organisation without a person, as an iPhone writes it.
        if !has_own_name && organisation.is_good() && name.text == organisation.text {
            organisation.text.clear();
        }

        // A card without a name is a client under the organisation's.
        let is_nameless = name.text.is_empty() && !name.is_damaged;
        let error = self.error(if is_nameless { &organisation } else { &name });
        let taken = [name, organisation, title, tags, note];
        let damaged = COLUMNS.into_iter().zip(&taken);
        let damaged = damaged.filter(|(_, taken)| taken.is_damaged);
        let damaged = damaged.map(|(field, _)| field).collect();
        let row = Row {
            line: self.line,
            cells: taken.map(|taken| taken.text).into(),
            error,
        };
        (row, damaged)
    }

    fn error(&self, name: &Taken) -> Option<RowError> {
        if !self.has_begin || !self.has_end {
            return Some(RowError::CutShort);
        }
        let cut = self.values.iter().find(|(_, value)| value.is_cut);
        if let Some((kept, _)) = cut {
            let field = kept.field();
            return Some(RowError::TooLongToRead { field });
        }
        name.is_damaged.then_some(RowError::Undecodable)
    }

    /// The first whole value of a name, else a damaged one.
    fn first(&self, kept: Kept, decoder: &Decoder, text_of: impl Fn(&str) -> String) -> Taken {
        let mut taken = Taken::default();
        for decoded in self.decoded(kept, decoder) {
            match decoded {
                Decoded::Whole(value) => {
                    let text = text_of(&value).trim().to_owned();
                    if text.contains(is_seen) {
                        let is_damaged = false;
                        return Taken { text, is_damaged };
                    }
                }
                Decoded::Damaged(value) => {
                    if taken.text.is_empty() {
                        text_of(&value).trim().clone_into(&mut taken.text);
                    }
                    taken.is_damaged = true;
                }
                Decoded::Lost => taken.is_damaged = true,
            }
        }
        taken
    }

    /// All values of a name.
    fn all(
        &self,
        kept: Kept,
        decoder: &Decoder,
        between: &str,
        text_of: impl Fn(&str) -> String,
    ) -> Taken {
        let mut is_damaged = false;
        let mut texts = Vec::new();
        for decoded in self.decoded(kept, decoder) {
            is_damaged |= !matches!(decoded, Decoded::Whole(_));
            if let Decoded::Whole(value) | Decoded::Damaged(value) = decoded {
                texts.push(text_of(&value));
            }
        }
        let text = joined(texts, between);
        Taken { text, is_damaged }
    }

    fn decoded(&self, kept: Kept, decoder: &Decoder) -> impl Iterator<Item = Decoded> {
        let values = self.values.iter().filter(move |(name, _)| *name == kept);
        values.map(|(_, value)| decoder.text(value))
    }
}

impl Kept {
    const fn field(self) -> Field {
        match self {
            Self::FormattedName | Self::Name => Field::Name,
            Self::Organisation => Field::Organisation,
            Self::Title => Field::Title,
            Self::Categories => Field::Tags,
            Self::Note => Field::Note,
        }
    }
}

/// Whether the next card begins on the line on which the last one ends.
fn begins_after_end(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value).replace('\u{feff}', "");
    text.eq_ignore_ascii_case("VCARDBEGIN:VCARD")
}

fn joined(parts: Vec<String>, between: &str) -> String {
    let parts = parts.iter().map(|part| part.trim());
    let seen: Vec<_> = parts.filter(|part| part.contains(is_seen)).collect();
    seen.join(between)
}
