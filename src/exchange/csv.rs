//! Comma-separated text as spreadsheets read it: UTF-8 with a byte order mark, CRLF line endings.
//!
//! Invariant: [`unguarded`] and any CSV reader restore without loss what [`push_row`] writes.

use std::borrow::Cow;

use crate::domain::is_seen;

/// Excel reads a file as UTF-8 only if it begins with this.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Adds a row of typed cells, each guarded by [`guarded`].
pub(super) fn push_row<C: AsRef<str>>(text: &mut String, cells: impl IntoIterator<Item = C>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if 0 < at {
            text.push(',');
        }
        push_cell(text, &guarded(cell.as_ref()));
    }
    text.push_str("\r\n");
}

/// The content of a cell.
pub(super) enum Cell {
    /// Text, guarded by [`guarded`].
    Words(String),
    /// A number, to four decimals: a leading minus sign makes no formula of it.
    Number(f64),
    /// An empty cell.
    Empty,
}

impl Cell {
    /// A number, or an empty cell.
    pub(super) fn number(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

/// Adds a row of words and numbers.
pub(super) fn push_mixed_row(text: &mut String, cells: impl IntoIterator<Item = Cell>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if 0 < at {
            text.push(',');
        }
        match cell {
            Cell::Words(words) => push_cell(text, &guarded(&words)),
            // Zero has no sign.
            Cell::Number(number) => {
                text.push_str(&((number * 1e4).round() / 1e4 + 0.0).to_string());
            }
            Cell::Empty => {}
        }
    }
    text.push_str("\r\n");
}

fn push_cell(text: &mut String, cell: &str) {
    if !cell.contains([',', ';', '\t', '"', '\r', '\n']) {
        text.push_str(cell);
        return;
    }
    text.push('"');
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

/// Puts an apostrophe before a cell that a spreadsheet might read as a formula, or whose leading
/// control character it might drop.
pub(super) fn guarded(cell: &str) -> Cow<'_, str> {
    if is_risky(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The cell without the apostrophe that [`guarded`] puts before it.
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| is_risky(rest))
        .unwrap_or(cell)
}

/// A further apostrophe before a cell changes nothing here, so exactly one of several is removed.
fn is_risky(cell: &str) -> bool {
    let starts_unseen = |c: char| !is_seen(c) || matches!(c, '\'' | '"');
    let first_seen = cell.trim_start_matches(starts_unseen);
    let first = cell.trim_start_matches('\'');
    first_seen.starts_with(|c: char| "=+-@＝＋－＠﹦﹢﹣﹫".contains(c))
        || first.starts_with(char::is_control)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_text() {
        for risky in [
            "=1+1",
            "+49 30",
            "-2",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\n",
            " =1",
            "\"=1",
            "'=1",
            "\u{202e}=1",
            "\u{ad}=1",
            "\u{ad}\u{200b}+1",
            "\u{fe0f}@x",
            "\u{2063}-2",
            "\u{e0001}＝1",
            "＝1",
            "﹦1",
            "\u{3000}＠x",
            "\u{2800}=1",
            "\u{3164}＋1",
            "\0",
        ] {
            assert_eq!(guarded(risky), format!("'{risky}"));
        }
        for harmless in [
            "",
            "'",
            "'n Abend",
            "陈工",
            "a=b",
            "7.5",
            "<b>",
            "\u{202e}x",
            "\u{ad}x",
        ] {
            assert_eq!(guarded(harmless), harmless);
        }
    }

    #[test]
    fn quotes_stand_where_they_are_needed() {
        let mut text = String::new();
        push_row(
            &mut text,
            ["陈工", "a,b", "a;b", "say \"hi\"", "two\nlines", ""],
        );
        assert_eq!(
            text,
            "陈工,\"a,b\",\"a;b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n"
        );
    }

    #[test]
    fn numbers_keep_their_sign_and_words_are_guarded() {
        let mut text = String::new();
        let words = Cell::Words("-2".to_owned());
        let numbers = [-1.5, 2.0 / 3.0, -0.000_01].map(Cell::Number);
        let cells = [words, Cell::number(None)].into_iter().chain(numbers);
        push_mixed_row(&mut text, cells);
        assert_eq!(text, "'-2,,-1.5,0.6667,0\r\n");
    }

    proptest! {
        #[test]
        fn a_guard_comes_off_again(cell in "['\"=@\t\r\u{202e}\u{ad} x-]{0,6}") {
            let guarded = guarded(&cell);
            prop_assert_eq!(unguarded(&guarded), &cell);
        }
    }
}
