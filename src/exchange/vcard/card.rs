//! The cards of a file while its lines come in.

use std::collections::BTreeSet;

use super::{
    CardDetail, CardRemarks, MAX_VALUE_BYTES,
    charset::{Decoder, Value},
    lines::Line,
    pasted::{begins_card, parts_of_one_line, quote_before_card, unquoted},
    property::{Ended, Kept, Name, Property, Whole, is_card},
    transfer::Transfer,
};
use crate::exchange::{Row, Table, TableError};

/// The least bytes that a value is counted as: millions of short ones take memory too.
const LEAST_BYTES: usize = 32;

/// The cards of a file.
#[derive(Default)]
pub(super) struct Cards {
    property: Option<Property>,
    /// The mark before each line of the card, if it was quoted or indented.
    quote: Vec<u8>,
    /// Whether every line is followed by an empty one, as after the first line of the card.
    doubles_line_ends: bool,
    /// Whether the last line was empty.
    was_empty: bool,
    /// The open card, and those that began within it.
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
pub(super) struct Card {
    pub(super) line: usize,
    pub(super) values: Vec<(Kept, Value)>,
    beginning: Beginning,
    has_end: bool,
    /// The cards within this one. Those of agents count only if its end is missing: then nothing
    /// tells whether they belong to it.
    within: Vec<Card>,
}

/// How a card begins.
#[derive(Clone, Copy)]
struct Beginning {
    /// Whether its first line is there.
    is_there: bool,
    /// Whether the card around it announces it as that of its agent.
    is_agent: bool,
}

impl Beginning {
    const HERE: Self = Self {
        is_there: true,
        is_agent: false,
    };
    const MISSING: Self = Self {
        is_there: false,
        is_agent: false,
    };
}

/// How many cards may be within one another; the ends of more are missing.
const MOST_NESTED: usize = 8;

impl Card {
    /// Whether it has its first line and its last.
    pub(super) const fn is_whole(&self) -> bool {
        self.beginning.is_there && self.has_end
    }
}

impl Cards {
    /// The reason why no more cards are taken.
    pub(super) fn error(&self) -> Option<TableError> {
        self.error
    }

    pub(super) fn push(&mut self, line: &Line) {
        let quote = quote_before_card(line.bytes);
        let is_apart =
            self.open.is_empty() || self.property.as_ref().is_some_and(Property::is_border);
        if quote.is_some() && is_apart {
            self.end_property();
        }
        if let Some(quote) = quote.filter(|_| self.open.is_empty()) {
            quote.clone_into(&mut self.quote);
        }
        let bytes = unquoted(line.bytes, &self.quote);
        let Some(parts) = parts_of_one_line(bytes) else {
            return self.push_line(&Line { bytes, ..*line });
        };
        for bytes in parts {
            self.push_line(&Line {
                bytes,
                ends_with_equals: bytes.trim_ascii_end().ends_with(b"="),
                ..*line
            });
        }
    }

    fn push_line(&mut self, line: &Line) {
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
                let is_agent = announces_agent;
                self.begin(
                    property.line,
                    Beginning {
                        is_there: true,
                        is_agent,
                    },
                );
            }
            Name::End if is_card(value) => self.end(),
            // Files put together without a line break between them.
            Name::End if begins_after_end(value) => {
                self.end();
                self.begin(property.line, Beginning::HERE);
            }
            Name::Agent if begins_card(value) => {
                let is_agent = !self.open.is_empty();
                self.begin(
                    property.line,
                    Beginning {
                        is_there: true,
                        is_agent,
                    },
                );
            }
            Name::Agent => self.announces_agent = !self.open.is_empty() && value.is_empty(),
            Name::Kept(kept) => self.keep(kept, property),
            Name::Detail(detail) if property.has_value && !self.open.is_empty() => {
                self.details.insert(detail);
            }
            _ => {}
        }
    }

    fn begin(&mut self, line: usize, beginning: Beginning) {
        self.count(0);
        if MOST_NESTED == self.open.len() {
            self.close_unended();
        }
        self.open.push(Card {
            line,
            values: Vec::new(),
            beginning,
            has_end: false,
            within: Vec::new(),
        });
    }

    fn end(&mut self) {
        let Some(mut card) = self.open.pop() else {
            return;
        };
        card.has_end = true;
        let mut within = std::mem::take(&mut card.within);
        within.retain(|card| !card.beginning.is_agent);
        if let Some(outer) = self.open.last_mut() {
            outer.within.push(card);
            outer.within.append(&mut within);
            return;
        }
        self.close(card);
        for card in within {
            self.close(card);
        }
    }

    /// Closes all open cards without their ends.
    fn close_unended(&mut self) {
        for mut card in std::mem::take(&mut self.open) {
            let within = std::mem::take(&mut card.within);
            self.close(card);
            for card in within {
                self.close(card);
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
        let is_second = |card: &Card| {
            let mut names = card.values.iter().map(|(kept, _)| *kept);
            !card.within.is_empty() && names.any(|name| name == kept)
        };
        if is_name && self.open.last().is_some_and(is_second) {
            // Another person behind a card that has no end.
            self.close_unended();
        }
        if self.open.is_empty() && is_name {
            // The beginning of the card is missing.
            self.begin(property.line, Beginning::MISSING);
        }
        let Some(card) = self.open.last_mut() else {
            return;
        };
        card.values.push((kept, value));
        let empty = None;
        self.last = Some(Last { kept, empty, width });
    }
}

/// Whether the next card begins on the line on which the last one ends.
fn begins_after_end(value: &[u8]) -> bool {
    let text = String::from_utf8_lossy(value).replace('\u{feff}', "");
    text.eq_ignore_ascii_case("VCARDBEGIN:VCARD")
}
