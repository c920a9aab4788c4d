//! Workbooks of Excel and WPS (`.xlsx`, `.xlsm`, `.xls`) as tables, one for each sheet.
//!
//! Invariant: a file is unpacked only as far as [`MAX_UNPACKED`], whatever it says of itself, and a
//! panic of the library that reads it is an error like any other.

mod compound;
mod extent;
mod measure;
mod sheet;
mod value;

use std::{
    io::{Cursor, Read, Seek},
    sync::Arc,
};

use calamine::{Data, Dimensions, Reader as _, SheetVisible, Xls, XlsError, Xlsx, XlsxError};

use super::{Epoch, Table, TableError};
use measure::Kind;
use sheet::Grid;

/// The most bytes of a workbook's file.
pub const MAX_WORKBOOK: usize = 20_000_000;
/// The most bytes of what is read of it, unpacked.
pub const MAX_UNPACKED: usize = 80_000_000;

/// The most cells of the sheets of an `.xls` together, empty ones between the first and the last included:
/// calamine makes room for all of them, some 32 bytes each.
const MAX_CELLS: u64 = 4_000_000;

/// Runs a piece of code, and returns whether it came to its end: a panic in it goes no further.
pub type Contain<'a> = dyn Fn(&mut dyn FnMut()) -> bool + 'a;

/// A sheet of a workbook that has at least one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether Excel does not show it.
    pub is_hidden: bool,
    /// Its rows, each with its number in Excel.
    pub table: Result<Arc<Table>, TableError>,
    /// The cells whose formula failed: they are empty in the table.
    pub failed_cells: FailedCells,
}

/// The cells whose formula failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FailedCells {
    /// How many there are.
    pub count: usize,
    /// The first of them, each with its place and what Excel shows: `C4 #N/A`.
    pub first: Vec<String>,
}

/// A file is no workbook that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkbookError {
    /// More than [`MAX_WORKBOOK`].
    #[error("{0} bytes, the most is {max}", max = MAX_WORKBOOK)]
    TooLarge(usize),
    /// More than [`MAX_UNPACKED`], or cells without number.
    #[error("more than {max} bytes when unpacked", max = MAX_UNPACKED)]
    TooLargeUnpacked,
    /// It opens with a password only.
    #[error("encrypted")]
    Encrypted,
    /// A file in the same packing without a workbook: a document, an archive.
    #[error("no workbook")]
    NotAWorkbook,
    /// Excel's binary form, `.xlsb`.
    #[error("a binary workbook")]
    Binary,
    /// It cannot be read.
    #[error("damaged")]
    Damaged,
    /// No sheet has a row.
    #[error("no sheet with rows")]
    Empty,
}

/// Whether a file begins like a workbook, or another file in the same packing.
///
/// ```
/// use trust_velocity::exchange::is_packed;
/// assert!(is_packed(b"PK\x03\x04") && !is_packed("姓名,单位".as_bytes()));
/// ```
pub fn is_packed(bytes: &[u8]) -> bool {
    measure::is_zip(bytes) || measure::is_compound(bytes)
}

/// Reads the sheets of a workbook that have rows: those that Excel shows before the hidden ones,
/// else in its order.
///
/// A cell becomes the text that a person would type for it: a number without trailing zeros, a date
/// as 2026-03-05, a formula's result. In cells merged downwards each row has the value.
///
/// # Errors
/// [`WorkbookError`].
pub fn read_workbook(bytes: &[u8], contain: &Contain) -> Result<Vec<Sheet>, WorkbookError> {
    if MAX_WORKBOOK < bytes.len() {
        return Err(WorkbookError::TooLarge(bytes.len()));
    }
    let mut read = Err(WorkbookError::Damaged);
    if !contain(&mut || read = read_sheets(bytes)) {
        return Err(WorkbookError::Damaged);
    }
    let mut sheets = read?;
    sheets.retain(|sheet| sheet.table != Err(TableError::Empty));
    sheets.sort_by_key(|sheet| sheet.is_hidden);
    if sheets.is_empty() {
        return Err(WorkbookError::Empty);
    }
    Ok(sheets)
}

fn read_sheets(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    let file = Cursor::new(bytes);
    match measure::kind(bytes)? {
        Kind::Xlsx => Xlsx::new(file).map(sheets_of_xlsx).map_err(|error| {
            let is_encrypted = matches!(error, XlsxError::Password);
            [WorkbookError::Damaged, WorkbookError::Encrypted][usize::from(is_encrypted)]
        }),
        Kind::Xls => Xls::new(file).map(sheets_of_xls).map_err(|error| {
            let is_encrypted = matches!(error, XlsError::Password);
            [WorkbookError::Damaged, WorkbookError::Encrypted][usize::from(is_encrypted)]
        }),
    }
}

/// One after another, so that a sheet that cannot be read costs no other.
fn sheets_of(
    sheets: &[calamine::Sheet],
    epoch: Epoch,
    mut read: impl FnMut(&str, &mut Grid) -> Result<Vec<Dimensions>, SheetError>,
) -> Vec<Sheet> {
    let one = |sheet: &calamine::Sheet| {
        let mut grid = Grid::new(epoch);
        let table = match read(&sheet.name, &mut grid) {
            Ok(merged) => {
                grid.fill_merged(&merged);
                grid.take_rows().and_then(Table::of_rows).map(Arc::new)
            }
            Err(SheetError::Table(error)) => Err(error),
            Err(SheetError::Damaged) => Err(TableError::Damaged),
            // Charts and macros have sheets without cells.
            Err(SheetError::NoCells) => Err(TableError::Empty),
        };
        Sheet {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            table,
            failed_cells: grid.failed_cells,
        }
    };
    sheets.iter().map(one).collect()
}

/// Why there are no rows of a sheet.
enum SheetError {
    Table(TableError),
    Damaged,
    NoCells,
}

impl From<TableError> for SheetError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

fn epoch(is_1904: bool) -> Epoch {
    if is_1904 {
        Epoch::Of1904
    } else {
        Epoch::Of1900
    }
}

fn sheets_of_xlsx<F: Read + Seek>(mut book: Xlsx<F>) -> Vec<Sheet> {
    let sheets = book.sheets_metadata().to_vec();
    let epoch = epoch(book.has_1904_epoch());
    sheets_of(&sheets, epoch, |name, grid| {
        let mut cells = book
            .worksheet_cells_reader(name)
            .map_err(|error| match error {
                XlsxError::NotAWorksheet(_) => SheetError::NoCells,
                _ => SheetError::Damaged,
            })?;
        while let Some(cell) = cells.next_cell().map_err(|_| SheetError::Damaged)? {
            grid.put(cell.get_position(), &Data::from(cell.get_value().clone()))?;
        }
        drop(cells);
        let merged = book.merge_cells_by_sheet_name(name);
        merged.map_err(|_| SheetError::Damaged)
    })
}

fn sheets_of_xls<F: Read + Seek>(mut book: Xls<F>) -> Vec<Sheet> {
    let sheets = book.sheets_metadata().to_vec();
    let epoch = epoch(book.has_1904_epoch());
    sheets_of(&sheets, epoch, |name, grid| {
        let range = book
            .worksheet_range(name)
            .map_err(|_| SheetError::Damaged)?;
        let (above, before) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let position = u32::try_from(row).ok().zip(u32::try_from(column).ok());
            let (row, column) = position.ok_or(SheetError::Damaged)?;
            grid.put((above + row, before + column), value)?;
        }
        let merged = book.merge_cells_by_sheet_name(name);
        merged.map_err(|_| SheetError::Damaged)
    })
}
