//! Contacts in any supported format: contact cards or CSV.

use super::{Table, TableError, table::read_csv, vcard};

/// Parses a table: contact cards (vCard 2.1, 3.0, 4.0) if the text begins as such, else CSV with a
/// comma, a semicolon or a tab between its cells, or the delimiter that a first line `sep=` names.
///
/// The apostrophe that keeps a spreadsheet from reading a cell as a formula is removed.
///
/// ```
/// use trust_velocity::exchange::read_contacts;
/// let table = read_contacts("姓名;公司\n陈工;\"华北; 电机\"\n")?;
/// assert_eq!(table.header(), ["姓名", "公司"]);
/// assert_eq!(table.rows()[0].cells, ["陈工", "华北; 电机"]);
/// assert_eq!(table.rows()[0].line, 2);
/// # Ok::<(), trust_velocity::exchange::TableError>(())
/// ```
///
/// # Errors
/// [`TableError`].
pub fn read_contacts(text: &str) -> Result<Table, TableError> {
    if Table::MAX_BYTES < text.len() {
        return Err(TableError::TooLarge(text.len()));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    if vcard::begins_card(text.trim_start()) {
        Table::of_cards(vcard::read_cards(text)?)
    } else {
        Table::of_rows(read_csv(text)?)
    }
}
