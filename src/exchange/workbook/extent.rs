//! The cells that calamine makes room for when it reads a workbook of Excel 97–2003: all between the
//! first and the last of a sheet, and all that the sheet says it has, whatever is in them.
//!
//! Invariant: what is counted here is at least what calamine allocates, sheet by sheet: the records are
//! walked over as it walks over them.

/// Types of records, as \[MS-XLS\] 2.3 numbers them.
const BOUND_SHEET: u16 = 0x0085;
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const MUL_RK: u16 = 0x00BD;
/// Those of a single cell: formula, number, label, rich string, boolean or error, RK, shared label.
const CELL: [u16; 7] = [0x0006, 0x0203, 0x0204, 0x00D6, 0x0205, 0x027E, 0x00FD];

/// Whether the sheets of a workbook's stream ask for no more than so many cells together, and no more
/// than so many bytes have to be walked over: any number of sheets may begin at one place.
pub(super) fn is_within(stream: &[u8], most_cells: u64, most_bytes: usize) -> bool {
    let (mut cells, mut bytes) = (0_u64, 0_usize);
    let globals = Records(stream).take_while(|(kind, _)| *kind != EOF);
    let sheets = globals.filter(|(kind, _)| *kind == BOUND_SHEET);
    for (_, data) in sheets {
        let Some(rest) = long(data, 0).and_then(|start| stream.get(start as usize..)) else {
            continue;
        };
        let mut extent = Extent::default();
        for (kind, data) in SheetRecords::of(rest) {
            extent.include(kind, data);
            bytes = bytes.saturating_add(4 + data.len());
            if most_bytes < bytes {
                return false;
            }
        }
        cells = cells.saturating_add(extent.cells());
        if most_cells < cells {
            return false;
        }
    }
    true
}

/// The records of a stream, each with its type and data, as far as they are whole.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.0, 0)?, short(self.0, 2)?);
        let data = self.0.get(4..4 + usize::from(length))?;
        self.0 = &self.0[4 + data.len()..];
        Some((kind, data))
    }
}

/// The records of a sheet, without those of the charts in it.
struct SheetRecords<'a> {
    records: Records<'a>,
    has_begun: bool,
    /// How many charts within each other the next record is in.
    depth: usize,
}

impl<'a> SheetRecords<'a> {
    const fn of(stream: &'a [u8]) -> Self {
        Self {
            records: Records(stream),
            has_begun: false,
            depth: 0,
        }
    }
}

impl<'a> Iterator for SheetRecords<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, data) = self.records.next()?;
        match (kind, self.depth) {
            (BOF, 0) if !self.has_begun => self.has_begun = true,
            (BOF, _) => self.depth += 1,
            (EOF, 0) => return None,
            (EOF, _) => self.depth -= 1,
            (_, 0) => return Some((kind, data)),
            _ => {}
        }
        // It counts as walked over, whatever it is.
        Some((EOF, data))
    }
}

/// The number of cells that a sheet declares, and the range of its cells.
#[derive(Default)]
struct Extent {
    declared: u64,
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Extent {
    fn include(&mut self, kind: u16, data: &[u8]) {
        if kind == DIMENSIONS {
            self.declared = self.declared.saturating_add(declared(data).unwrap_or(0));
        } else if kind == MUL_RK || CELL.contains(&kind) {
            let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else {
                return;
            };
            widen(&mut self.rows, row);
            widen(&mut self.columns, column);
            // The last column of several stands at the end.
            let last = data.len().checked_sub(2).filter(|_| kind == MUL_RK);
            if let Some(last) = last.and_then(|at| short(data, at)) {
                widen(&mut self.columns, last);
            }
        }
    }

    fn cells(&self) -> u64 {
        let length = |ends: Option<(u16, u16)>| {
            ends.map_or(0, |(first, last)| u64::from(last) - u64::from(first) + 1)
        };
        let spanned = length(self.rows) * length(self.columns);
        self.declared.saturating_add(spanned)
    }
}

fn widen(ends: &mut Option<(u16, u16)>, value: u16) {
    let (first, last) = ends.unwrap_or((value, value));
    *ends = Some((first.min(value), last.max(value)));
}

/// How many cells a record of dimensions tells of: rows and columns, each with the first and the one
/// after the last.
fn declared(data: &[u8]) -> Option<u64> {
    let (top, bottom, left, right) = match data.len() {
        10 => (
            u32::from(short(data, 0)?),
            u32::from(short(data, 2)?),
            short(data, 4)?,
            short(data, 6)?,
        ),
        _ => (
            long(data, 0)?,
            long(data, 4)?,
            short(data, 8)?,
            short(data, 10)?,
        ),
    };
    // As calamine takes it: a left end beyond the most columns is none.
    let left = if 0xFF < left || right < left { 0 } else { left };
    let rows = u64::from(bottom.saturating_sub(top)).max(1);
    let columns = u64::from(right.saturating_sub(left)).max(1);
    rows.checked_mul(columns)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..)?
        .first_chunk()
        .copied()
        .map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk()
        .copied()
        .map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        let data = [row.to_le_bytes(), column.to_le_bytes()].concat();
        record(0x0203, &[&data[..], &[0; 10]].concat())
    }

    /// A stream of so many sheets, all of which are this one.
    fn book(sheets: usize, sheet: &[Vec<u8>]) -> Vec<u8> {
        let start = u32::try_from(sheets * 12 + 4).unwrap();
        let bound = record(BOUND_SHEET, &[&start.to_le_bytes()[..], &[0; 4]].concat());
        let globals = [bound.repeat(sheets), record(EOF, &[])].concat();
        [globals, record(BOF, &[]), sheet.concat(), record(EOF, &[])].concat()
    }

    #[test]
    fn the_cells_between_the_first_and_the_last_count() {
        let stream = book(1, &[cell(2, 3), cell(11, 4)]);
        assert!(is_within(&stream, 20, 1_000) && !is_within(&stream, 19, 1_000));
        // Two cells ask for room for four thousand million.
        let far = book(1, &[cell(0, 0), cell(u16::MAX, u16::MAX)]);
        assert!(!is_within(&far, 1 << 31, 1_000));
    }

    #[test]
    fn several_numbers_in_a_record_count_up_to_the_last_column() {
        let data = [0, 0, 5, 0, 1, 2, 3, 4, 5, 6, 9, 0];
        let stream = book(1, &[record(MUL_RK, &data)]);
        assert!(is_within(&stream, 5, 1_000) && !is_within(&stream, 4, 1_000));
    }

    #[test]
    fn what_a_sheet_says_it_has_counts() {
        let mut data = [0; 14];
        data[4..8].copy_from_slice(&70_000_u32.to_le_bytes());
        data[10..12].copy_from_slice(&200_u16.to_le_bytes());
        let stream = book(1, &[record(DIMENSIONS, &data)]);
        assert!(is_within(&stream, 14_000_000, 1_000) && !is_within(&stream, 13_999_999, 1_000));
    }

    #[test]
    fn a_chart_in_a_sheet_does_not_count_and_does_not_end_it() {
        let chart = [record(BOF, &[]), cell(50_000, 9), record(EOF, &[])].concat();
        let stream = book(1, &[cell(0, 0), chart, cell(0, 1)]);
        assert!(is_within(&stream, 2, 1_000) && !is_within(&stream, 1, 1_000));
    }

    #[test]
    fn sheets_at_one_place_count_each() {
        let stream = book(50, &[cell(0, 0), cell(9, 9)]);
        assert!(is_within(&stream, 5_000, 10_000) && !is_within(&stream, 4_999, 10_000));
        assert!(!is_within(&stream, 5_000, 1_000), "too much to walk over");
    }
}
