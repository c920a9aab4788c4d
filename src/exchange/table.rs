//! A table of people, read from a CSV file or from contact cards.
//!
//! Invariant: no row of the file gets lost: one that cannot be imported has a reason.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{
    CardRemarks, RowError, csv::unguarded, delimited::Delimited, header::header_of,
    quotes::mend_quotes,
};

/// The rows of a file, with its header if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    names: Vec<String>,
    /// The row of the names; contact cards have none.
    header: Option<Row>,
    rows: Vec<Row>,
    cards: Option<CardRemarks>,
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
    /// More than [`Table::MAX_ROWS`] contact cards.
    #[error("more than {max} cards", max = Table::MAX_ROWS)]
    TooManyCards,
    /// Contact cards with more than [`Table::MAX_BYTES`] of text; pictures do not count.
    #[error("more than {max} bytes of text in cards", max = Table::MAX_BYTES)]
    CardsTooLarge,
    /// A page of the web, or other markup: programs that export one name it like a workbook.
    #[error("markup")]
    Markup,
    /// A sheet of a workbook that cannot be read.
    #[error("a damaged sheet")]
    Damaged,
}

impl Table {
    /// The most bytes of a text, as UTF-8.
    pub const MAX_BYTES: usize = 10_000_000;
    /// The most rows below the header.
    pub const MAX_ROWS: usize = 10_000;
    /// The most columns.
    pub const MAX_COLUMNS: usize = 256;

    /// The most rows among which the header is looked for.
    pub(super) const MOST_ABOVE: usize = 20;

    /// A table of contact cards, at least one.
    pub(super) fn of_cards(
        names: Vec<String>,
        rows: Vec<Row>,
        remarks: CardRemarks,
    ) -> Result<Self, TableError> {
        if rows.is_empty() {
            return Err(TableError::NoRows);
        }
        Ok(Self {
            names,
            header: None,
            rows,
            cards: Some(remarks),
        })
    }

    /// A table of all rows of a file, whose header is found if there is one.
    pub(super) fn of_rows(rows: Vec<Row>) -> Result<Self, TableError> {
        let header = header_of(&rows);
        let table = Self::with(rows, header);
        let is_below = |row: &&Row| row.error != Some(RowError::AboveHeader);
        match table.rows.iter().filter(is_below).count() {
            0 => Err(TableError::NoRows),
            count if Self::MAX_ROWS < count => Err(TableError::TooManyRows),
            _ => Ok(table),
        }
    }

    fn with(mut rows: Vec<Row>, header: Option<usize>) -> Self {
        let header = header.filter(|at| *at < rows.len());
        let header = header.map(|at| (at, rows.remove(at)));
        let names = header.as_ref().map(|(_, row)| {
            let cells = row.cells.iter();
            cells.map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
        });
        let width = rows.iter().map(Row::filled).max().unwrap_or(0);
        let names = names.unwrap_or_else(|| vec![String::new(); width]);
        for (at, row) in rows.iter_mut().enumerate() {
            let Some((place, header)) = &header else {
                continue;
            };
            let (cells, columns) = (row.filled(), names.len());
            let error = if at < *place {
                RowError::AboveHeader
            } else if row.cells == header.cells {
                RowError::RepeatsHeader
            } else if columns < cells {
                RowError::TooManyCells { cells, columns }
            } else {
                continue;
            };
            row.error.get_or_insert(error);
        }
        Self {
            names,
            header: header.map(|(_, row)| row),
            rows,
            cards: None,
        }
    }

    /// The same rows with another one as the header, by its line, or with none. Contact cards stay
    /// as they are.
    #[must_use]
    pub fn with_header(&self, line: Option<usize>) -> Self {
        if self.cards.is_some() {
            return self.clone();
        }
        let mut rows: Vec<_> = self.header.iter().chain(&self.rows).cloned().collect();
        rows.sort_by_key(|row| row.line);
        for row in &mut rows {
            // The other errors are of the header that stood there.
            row.error = row
                .error
                .take()
                .filter(|error| *error == RowError::CutShort);
        }
        let header = rows.iter().position(|row| Some(row.line) == line);
        Self::with(rows, header)
    }

    /// Remarks on the contact cards that the rows were read from, if they were; their mapping is known.
    pub fn cards(&self) -> Option<&CardRemarks> {
        self.cards.as_ref()
    }

    /// The names of the columns, as in the file; empty ones if it has no header.
    pub fn header(&self) -> &[String] {
        &self.names
    }

    /// The line of the header, from 1; `None` if there is none.
    pub fn header_line(&self) -> Option<usize> {
        self.header.as_ref().map(|row| row.line)
    }

    /// The first rows of the file, among which the header may be.
    pub fn first_rows(&self) -> Vec<&Row> {
        let header = self.header.iter();
        let mut rows: Vec<_> = header
            .chain(self.rows.iter().take(Self::MOST_ABOVE))
            .collect();
        rows.sort_by_key(|row| row.line);
        rows
    }

    /// The first cells that tell how the text was decoded, since not all of their characters are of
    /// ASCII; names of columns only if no row has such a cell.
    pub fn telling_cells(&self, most: usize) -> Vec<String> {
        let first = |rows: &mut dyn Iterator<Item = &Row>| -> Vec<_> {
            let cells = rows.flat_map(|row| &row.cells);
            let telling = cells.filter(|cell| !cell.is_ascii());
            telling.take(most).cloned().collect()
        };
        let below = |row: &&Row| row.error != Some(RowError::AboveHeader);
        let of_rows = first(&mut self.rows.iter().filter(below));
        if of_rows.is_empty() {
            first(&mut self.first_rows().into_iter())
        } else {
            of_rows
        }
    }

    /// The rows but the header, in the order of the file, without empty ones.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }
}

impl Row {
    /// The trimmed text in a column; empty if the row has no such cell.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// The number of its cells up to the last one that is not empty.
    pub(super) fn filled(&self) -> usize {
        let last = self.cells.iter().rposition(|cell| !cell.trim().is_empty());
        last.map_or(0, |last| last + 1)
    }

    /// Whether it is a line drawn between the header and the rows, as Markdown has it.
    fn is_rule(&self) -> bool {
        let is_of_rule = |c: char| "-=+: ".contains(c);
        let cells = self.cells.iter();
        cells
            .clone()
            .any(|cell| cell.contains("--") || cell.contains("=="))
            && cells.into_iter().all(|cell| cell.chars().all(is_of_rule))
    }
}

/// Reads all rows of a text, without empty ones.
pub(super) fn read_csv(text: &str) -> Result<Vec<Row>, TableError> {
    let Delimited {
        text,
        delimiter,
        skipped,
    } = Delimited::of(text);
    // With a line break at the end, only a truncated record extends to the end of the text.
    let mut text = text.into_owned() + "\n";
    let strays = mend_quotes(&mut text, delimiter, skipped);
    let mut records = Records::new(&text, skipped, delimiter);
    let mut strays = strays.into_iter().peekable();
    let mut rows = Vec::new();
    while let Some(mut row) = records.next_row()? {
        while strays.next_if(|stray| *stray < records.at).is_some() {
            row.error = Some(RowError::CutShort);
        }
        if row.filled() == 0 || (delimiter == b'|' && row.is_rule()) {
            continue;
        }
        if rows.len() == Table::MAX_ROWS + Table::MOST_ABOVE {
            return Err(TableError::TooManyRows);
        }
        rows.push(row);
    }
    Ok(rows)
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
