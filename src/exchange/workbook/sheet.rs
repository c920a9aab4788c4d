//! The cells of one sheet, gathered to the rows of a table.

use std::collections::BTreeMap;

use calamine::{Data, Dimensions};

use super::{FailedCells, value::text_of};
use crate::exchange::{Epoch, Row, Table, TableError};

/// How many failed cells are named.
const MOST_FAILED: usize = 5;

/// The cells of a sheet by row, as they come in.
pub(super) struct Grid {
    epoch: Epoch,
    /// The texts of a row up to its last one, by its position from 0.
    rows: BTreeMap<u32, Vec<String>>,
    /// How many columns there are.
    width: usize,
    /// How many bytes of text.
    bytes: usize,
    pub(super) failed_cells: FailedCells,
}

impl Grid {
    pub(super) const fn new(epoch: Epoch) -> Self {
        Self {
            epoch,
            rows: BTreeMap::new(),
            width: 0,
            bytes: 0,
            failed_cells: FailedCells {
                count: 0,
                first: Vec::new(),
            },
        }
    }

    /// Takes a cell in.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        value: &Data,
    ) -> Result<(), TableError> {
        let text = match text_of(value, self.epoch) {
            Ok(text) => text,
            Err(shown) => {
                self.failed_cells.count += 1;
                if self.failed_cells.first.len() < MOST_FAILED {
                    let place = format!("{}{} {shown}", letters(column), u64::from(row) + 1);
                    self.failed_cells.first.push(place);
                }
                return Ok(());
            }
        };
        if text.trim().is_empty() {
            return Ok(());
        }
        self.bytes += text.len();
        if Table::MAX_BYTES < self.bytes {
            return Err(TableError::TooLarge(self.bytes));
        }
        let column = column as usize;
        if Table::MAX_COLUMNS <= column {
            return Err(TableError::TooManyColumns);
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = text;
        self.width = self.width.max(column + 1);
        if Table::MAX_ROWS + Table::MOST_ABOVE < self.rows.len() {
            return Err(TableError::TooManyRows);
        }
        Ok(())
    }

    /// Gives each row of cells that are merged downwards the value of the first. Only the first
    /// column of them: beside it stand other fields.
    pub(super) fn fill_merged(&mut self, merged: &[Dimensions]) {
        for Dimensions { start, end } in merged.iter().take(Table::MAX_ROWS) {
            let column = start.1 as usize;
            let value = self.rows.get(&start.0).and_then(|cells| cells.get(column));
            let Some(value) = value.filter(|_| start.0 < end.0).cloned() else {
                continue;
            };
            // Rows without any cell of their own stay away.
            for (_, cells) in self.rows.range_mut(start.0 + 1..=end.0) {
                if cells.len() <= column {
                    cells.resize(column + 1, String::new());
                }
                if self.bytes < Table::MAX_BYTES && cells[column].is_empty() {
                    self.bytes += value.len();
                    cells[column].clone_from(&value);
                }
            }
        }
    }

    /// The rows that have a cell, all equally wide: a cell beside the header has a column without a
    /// name.
    pub(super) fn take_rows(&mut self) -> Result<Vec<Row>, TableError> {
        if self.rows.is_empty() {
            return Err(TableError::Empty);
        }
        let rows = std::mem::take(&mut self.rows).into_iter();
        let rows = rows.map(|(at, mut cells)| {
            cells.resize(self.width, String::new());
            Row {
                line: at as usize + 1,
                cells,
                error: None,
            }
        });
        Ok(rows.collect())
    }
}

/// The letters of a column from 0: A to Z, then AA.
fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while 0 < left {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_excel() {
        let names = [0, 25, 26, 701, 702, 16_383].map(letters);
        assert_eq!(names, ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn merged_cells_count_for_rows_that_are_there() {
        let mut grid = Grid::new(Epoch::Of1900);
        let text = |text: &str| Data::String(text.to_owned());
        for (place, value) in [
            ((0, 0), "title"),
            ((1, 0), "Nord"),
            ((1, 2), "x"),
            ((2, 1), "Ann"),
        ] {
            grid.put(place, &text(value)).unwrap();
        }
        let merged = [((0, 0), (0, 5)), ((1, 0), (1_048_575, 1))];
        grid.fill_merged(&merged.map(|(start, end)| Dimensions { start, end }));
        let rows = grid.take_rows().unwrap();
        let cells: Vec<_> = rows.iter().map(|row| row.cells.join("|")).collect();
        assert_eq!(cells, ["title||", "Nord||x", "Nord|Ann|"]);
    }
}
