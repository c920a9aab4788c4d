//! A table of people, read from a CSV file or from contact cards.
//!
//! Invariant: no row of the file gets lost: one that cannot be imported has a reason.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{RowError, csv::unguarded};

/// The rows of a file below its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Row>,
    is_of_cards: bool,
}

/// A row, with its position in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its cells; there may be fewer than columns.
    pub cells: Vec<String>,
    /// The reason why the row is refused, if parsing it already failed.
    pub error: Option<RowError>,
}

/// The text is not a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// Only white space.
    #[error("an empty file")]
    Empty,
    /// A header without rows.
    #[error("no row below the header")]
    NoRows,
    /// More than [`Table::MAX_BYTES`]; the number of bytes.
    #[error("{0} bytes, the most is {max}", max = Table::MAX_BYTES)]
    TooLarge(usize),
    /// More than [`Table::MAX_ROWS`].
    #[error("more than {max} rows", max = Table::MAX_ROWS)]
    TooManyRows,
    /// A row of more than [`Table::MAX_COLUMNS`].
    #[error("more than {max} columns", max = Table::MAX_COLUMNS)]
    TooManyColumns,
}

impl Table {
    /// The most bytes of a text, as UTF-8.
    pub const MAX_BYTES: usize = 10_000_000;
    /// The most rows below the header.
    pub const MAX_ROWS: usize = 10_000;
    /// The most columns.
    pub const MAX_COLUMNS: usize = 256;

    /// A table of parsed rows, at least one.
    pub(super) fn of(read: Read, is_of_cards: bool) -> Result<Self, TableError> {
        let (header, rows) = read;
        if rows.is_empty() {
            return Err(TableError::NoRows);
        }
        Ok(Self {
            header,
            rows,
            is_of_cards,
        })
    }

    /// Whether it was read from contact cards, so its mapping is known.
    pub fn is_of_cards(&self) -> bool {
        self.is_of_cards
    }

    /// The names of the columns, as in the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows, in the order of the file, without empty ones.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    /// The trimmed text in a column; empty if the row has no such cell.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }
}

/// The header and the rows of a file.
pub(super) type Read = (Vec<String>, Vec<Row>);

pub(super) fn read_csv(text: &str) -> Result<Read, TableError> {
    let (delimiter, skipped) = delimiter(text);
    // With a line break at the end, only a truncated record extends to the end of the text.
    let text = format!("{text}\n");
    let mut records = Records::new(&text, skipped, delimiter);
    let Some(header) = records.next_row()? else {
        return Ok(Read::default());
    };
    let names = header.cells.iter().map(|cell| cell.trim().to_owned());
    let names: Vec<_> = names.collect();
    let mut rows = Vec::new();
    while let Some(mut row) = records.next_row()? {
        let filled = row.cells.iter().rposition(|cell| !cell.trim().is_empty());
        let Some(last) = filled else { continue };
        if rows.len() == Table::MAX_ROWS {
            return Err(TableError::TooManyRows);
        }
        row.cells.truncate(last + 1);
        if names.len() < row.cells.len() {
            row.error.get_or_insert(RowError::TooManyCells {
                cells: row.cells.len(),
                columns: names.len(),
            });
        }
        rows.push(row);
    }
    Ok((names, rows))
}

/// The delimiter, and how many bytes to skip if the first line only declares it.
fn delimiter(text: &str) -> (u8, usize) {
    let first_line = text.split_inclusive(['\r', '\n']).next().unwrap_or(text);
    let declared = first_line.trim_end_matches(['\r', '\n']).trim_matches('"');
    let declared = declared.get(..4).zip(declared.get(4..));
    if let Some((name, &[delimiter])) = declared.map(|(name, rest)| (name, rest.as_bytes())) {
        let separates = delimiter.is_ascii_punctuation() || delimiter == b'\t';
        if separates && name.eq_ignore_ascii_case("sep=") {
            return (delimiter, first_line.len());
        }
    }
    let mut quoted = false;
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ => {
                for (delimiter, count) in &mut counts {
                    *count += usize::from(!quoted && *delimiter == byte);
                }
            }
        }
    }
    // `max_by_key` returns the last of equal ones, so a single column is read as comma-separated.
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    (most.map_or(b',', |(delimiter, _)| delimiter), 0)
}

/// Iterates over the records of a text.
struct Records<'a> {
    reader: Reader,
    text: &'a str,
    /// The number of bytes read.
    at: usize,
    /// The byte and the line at which the last record began.
    began: (usize, usize),
    cells: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, at: usize, delimiter: u8) -> Self {
        Self {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            text,
            at,
            began: (0, 1),
            // The cells are no longer than their source.
            cells: vec![0; text.len() + 1],
            ends: vec![0; Table::MAX_COLUMNS],
        }
    }

    fn next_row(&mut self) -> Result<Option<Row>, TableError> {
        // Empty lines are no records: the reader skips them too.
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let (before, line) = self.began;
        let line = line + line_breaks(&self.text[before..self.at]);
        self.began = (self.at, line);
        let (mut written, mut ended) = (0, 0);
        loop {
            let source = &self.text.as_bytes()[self.at..];
            let (result, read, out, ends) = self.reader.read_record(
                source,
                &mut self.cells[written..],
                &mut self.ends[ended..],
            );
            self.at += read;
            written += out;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::End => return Ok(None),
                ReadRecordResult::Record => {
                    return Ok(Some(Row {
                        line,
                        cells: self.cells_of(ended),
                        error: source.is_empty().then_some(RowError::CutShort),
                    }));
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    return Err(TableError::TooManyColumns);
                }
            }
        }
    }

    fn cells_of(&self, count: usize) -> Vec<String> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let bounds = starts.zip(&self.ends).take(count);
        bounds
            .map(|(start, end)| {
                let cell = String::from_utf8_lossy(&self.cells[*start..*end]);
                unguarded(&cell).to_owned()
            })
            .collect()
    }
}

fn line_breaks(text: &str) -> usize {
    let pairs = text.matches("\r\n").count();
    text.matches(['\r', '\n']).count() - pairs
}
