//! Finds the row of a table that names its columns.

use super::{Row, Table, headings::sureness_of_heading};

/// The most lines of a title above a row with a single usual name.
const MOST_TITLES: usize = 3;

/// Words that people write into a cell for which there is no value, in lower case.
const NO_VALUES: &str =
    "无 無 没有 沒有 暂无 暫無 未知 不详 不詳 保密 空 none null nil no n/a na nan unknown keine";

/// The position of the row that names the columns: of the first rows the one with most of the
/// usual names, if more than half of its cells are such. Else one below a title, or the first row,
/// if half of them are; or the first row if it has only words and a column has only numbers below it.
pub(super) fn header_of(rows: &[Row]) -> Option<usize> {
    let surenesses = |row: &Row| -> Vec<usize> {
        let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
        filled.map(|cell| sureness_of_heading(cell)).collect()
    };
    let first_rows: Vec<_> = rows
        .iter()
        .take(Table::MOST_ABOVE)
        .map(surenesses)
        .collect();
    let known = |cells: &[usize]| cells.iter().filter(|sureness| 0 < **sureness).count();
    let names_columns = |at: usize, cells: &[usize]| {
        let known = known(cells);
        let is_sure = at == 0 || (2 <= known && cells.contains(&2));
        is_sure && (3 <= known || cells.len() < 2 * known)
    };
    let named = first_rows.iter().enumerate();
    let named = named.filter(|(at, cells)| names_columns(*at, cells));
    // `max_by_key` returns the last of equal ones, and the first is wanted.
    let most = named.rev().max_by_key(|(_, cells)| known(cells));
    let most = most.map(|(at, _)| at);
    let titled = || (1..first_rows.len()).find(|at| is_titled(rows, &first_rows, *at));
    most.or_else(titled).or_else(|| {
        let (first, others) = rows.split_first()?;
        let cells = first_rows.first()?;
        let is_half = cells.contains(&2) && cells.len() <= 2 * known(cells);
        let is_of_refused = [first.cell(0), first.cell(1)].map(str::to_lowercase);
        let is_of_refused = matches!(
            is_of_refused.each_ref().map(String::as_str),
            ["行", "原因"] | ["line", "reason"]
        );
        (is_half || is_of_refused || names_numbers(first, others)).then_some(0)
    })
}

/// Whether a row names columns for certain below nothing but a title of a few lines, each a single
/// cell, and above rows that are as wide.
fn is_titled(rows: &[Row], surenesses: &[Vec<usize>], at: usize) -> bool {
    let (above, from) = surenesses.split_at(at);
    let Some((cells, _)) = from.split_first() else {
        return false;
    };
    let known = cells.iter().filter(|sureness| 0 < **sureness).count();
    let below = rows.iter().skip(at + 1).map(Row::filled).max();
    above.len() <= MOST_TITLES
        && above.iter().all(|cells| cells.len() == 1)
        && cells.contains(&2)
        && cells.len() <= 2 * known
        && below.is_some_and(|widest| cells.len() <= widest)
}

/// Whether the row has only words, and one of its columns has only numbers in the other rows.
fn names_numbers(first: &Row, others: &[Row]) -> bool {
    let is_number = |cell: &str| {
        let has_digit = cell.contains(|c: char| c.is_ascii_digit());
        has_digit
            && cell
                .chars()
                .all(|c| c.is_ascii_digit() || " +-./:()%,".contains(c))
    };
    let has_only_words = first
        .cells
        .iter()
        .all(|cell| !cell.contains(|c: char| c.is_ascii_digit() || c == '@'));
    let is_of_numbers = |column: usize| {
        let cells = others.iter().map(|row| row.cell(column));
        let mut filled = cells.filter(|cell| !cell.is_empty()).peekable();
        filled.peek().is_some() && filled.all(is_number)
    };
    let names_column = |column: usize| !says_nothing(first.cell(column)) && is_of_numbers(column);
    has_only_words && (0..first.cells.len()).any(names_column)
}

/// Whether a cell says that there is no value.
fn says_nothing(cell: &str) -> bool {
    let cell = cell.to_lowercase();
    let has_letter = cell.contains(char::is_alphabetic);
    !has_letter || NO_VALUES.split(' ').any(|none| none == cell)
}
