//! Contacts in any supported format: contact cards or CSV.

use super::{CardReader, Decode, MAX_BYTES, Table, TableError, table::read_csv};

/// Parses a table: contact cards (vCard 2.1, 3.0, 4.0) if a line begins one, else CSV with a
/// comma, a semicolon or a tab between its cells, or the delimiter that a first line `sep=` names.
///
/// Values of cards that name a charset other than UTF-8 are not decoded: see
/// [`read_contacts_with`]. The bytes of a file of cards are read by a [`CardReader`].
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
    read_contacts_with(text, &|_, _| None)
}

/// Parses a table like [`read_contacts`], and decodes values of cards by `decode`.
///
/// # Errors
/// [`TableError`].
pub fn read_contacts_with(text: &str, decode: &Decode) -> Result<Table, TableError> {
    // Cards may hold pictures, of which nothing is kept.
    if MAX_BYTES < text.len() {
        return Err(TableError::TooLarge(text.len()));
    }
    if CardReader::reads(text.as_bytes()) {
        let mut reader = CardReader::of_text();
        reader.push(text.as_bytes())?;
        return reader.finish(decode);
    }
    if Table::MAX_BYTES < text.len() {
        return Err(TableError::TooLarge(text.len()));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(TableError::Empty);
    }
    if is_markup(text) {
        return Err(TableError::Markup);
    }
    Table::of_rows(read_csv(text)?)
}

/// Whether a text is a page of the web, or a sheet of Excel 2003 as XML.
fn is_markup(text: &str) -> bool {
    const MOST: usize = 2_000;
    let start: String = text.trim_start().chars().take(MOST).collect();
    let start = start.to_ascii_lowercase();
    let begins = [
        "<!doctype",
        "<html",
        "<?xml",
        "<table",
        "<head",
        "<meta",
        "<body",
        "<style",
    ];
    let is_page = begins.iter().any(|tag| start.starts_with(tag));
    is_page || (start.starts_with('<') && start.contains("<table"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_too_long_is_not_split() {
        let cards = format!("BEGIN:VCARD\n{}", " ".repeat(MAX_BYTES));
        let length = cards.len();
        assert_eq!(read_contacts(&cards), Err(TableError::TooLarge(length)));
        let rows = "a,b\n".repeat(Table::MAX_BYTES / 4 + 1);
        assert_eq!(read_contacts(&rows), Err(TableError::TooLarge(rows.len())));
    }
}
