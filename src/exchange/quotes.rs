//! Quotation marks of a text that programs and hands have set otherwise than CSV does.
//!
//! Invariant: the text keeps its length and its lines.

use std::collections::BTreeMap;

/// How many times the length of a text may be gone over for marks that are never closed.
const MOST_TIMES: usize = 4;

/// Moves opening quotation marks before the spaces in front of them, and takes away those whose cell
/// would swallow the rows below: returns where these stood.
pub(super) fn mend_quotes(text: &mut String, delimiter: u8, from: usize) -> Vec<usize> {
    let mut cells = Cells {
        bytes: std::mem::take(text).into_bytes(),
        delimiter,
        budget: 0,
        counts: BTreeMap::new(),
    };
    cells.budget = cells.bytes.len() * MOST_TIMES;
    let mut strays = Vec::new();
    let (mut line, mut at) = (from, from);
    while at < cells.bytes.len() {
        let quote = cells.past_spaces(at);
        if cells.byte(quote) == Some(b'"') {
            match cells.end_of_quoted(quote) {
                Quoted::Cell { end } => {
                    cells.bytes.swap(at, quote);
                    at = end;
                }
                Quoted::Swallows { next_line } if cells.are_alike(line, next_line) => {
                    if let Some(mark) = cells.bytes.get_mut(quote) {
                        *mark = b' ';
                    }
                    strays.push(quote);
                }
                Quoted::Swallows { .. } | Quoted::Other => {}
            }
        }
        at = cells.next_cell(at);
        if cells.byte(at - 1).is_some_and(|byte| byte != delimiter) {
            line = at;
        }
    }
    // Only ASCII was exchanged for ASCII.
    *text = String::from_utf8_lossy(&cells.bytes).into_owned();
    strays
}

/// The cell that a quotation mark begins.
enum Quoted {
    /// A cell that ends with the other mark.
    Cell {
        /// The position behind it.
        end: usize,
    },
    /// A cell that goes on to a further line, and does not end with the other mark.
    Swallows {
        /// The position at which that line begins.
        next_line: usize,
    },
    /// A mark in a cell of one line.
    Other,
}

struct Cells {
    bytes: Vec<u8>,
    delimiter: u8,
    /// How many more bytes may be gone over in vain.
    budget: usize,
    /// The number of delimiters in the lines that begin there.
    counts: BTreeMap<usize, usize>,
}

impl Cells {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn past_spaces(&self, mut at: usize) -> usize {
        while self.byte(at) == Some(b' ') {
            at += 1;
        }
        at
    }

    fn ends_cell(&self, byte: Option<u8>) -> bool {
        byte.is_none_or(|byte| byte == self.delimiter || matches!(byte, b'\r' | b'\n'))
    }

    /// The beginning of the next cell, by the end of one without quotation marks.
    fn next_cell(&self, mut at: usize) -> usize {
        while !self.ends_cell(self.byte(at)) {
            at += 1;
        }
        at + 1
    }

    /// Whether two lines have as many delimiters.
    fn are_alike(&mut self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|line| {
            let (bytes, delimiter) = (&self.bytes, self.delimiter);
            *self.counts.entry(line).or_insert_with(|| {
                let rest = bytes.get(line..).unwrap_or_default().iter();
                let line = rest.skip_while(|byte| matches!(byte, b'\r' | b'\n'));
                let line = line.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
                line.filter(|byte| **byte == delimiter).count()
            })
        });
        one == other
    }

    fn end_of_quoted(&mut self, quote: usize) -> Quoted {
        if self.budget == 0 {
            return Quoted::Other;
        }
        let mut next_line = None;
        let mut at = quote + 1;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'"' if self.byte(at + 1) == Some(b'"') => at += 1,
                b'"' => {
                    let end = self.past_spaces(at + 1);
                    if self.ends_cell(self.byte(end)) {
                        return Quoted::Cell { end };
                    }
                    break;
                }
                b'\n' | b'\r' => _ = next_line.get_or_insert(at + 1),
                _ => {}
            }
            at += 1;
        }
        self.budget = self.budget.saturating_sub(at - quote);
        next_line
            .filter(|next_line| *next_line < self.bytes.len())
            .map_or(Quoted::Other, |next_line| Quoted::Swallows { next_line })
    }
}
