//! Changes that editors, chat apps and other programs make to a file's text.
//!
//! Invariant: nothing of the file itself is removed.

use std::ops::Range;

/// The range of the file in a text, without the surroundings that editors and chat apps add: a byte order
/// mark, white space, a code fence, quotation marks. A file begins and ends with a brace.
pub(super) fn bare(text: &str) -> Range<usize> {
    let around = |char: char| char.is_whitespace() || "\u{feff}\u{200b}`\"'“”‘’「」".contains(char);
    let rest = text.trim_start_matches(around);
    let rest = rest.strip_prefix("json").map_or(rest, str::trim_start);
    let start = text.len() - rest.len();
    start..start + rest.trim_end_matches(around).len()
}

/// Whether a text that is no valid JSON was a file of this app, by its beginning.
pub(super) fn looks_like_ours(text: &str) -> bool {
    let start: String = text.chars().take(60).collect();
    start.contains("trust-velocity-") || r#"{"format":"trust-velocity-"#.starts_with(&start)
}

/// Whether a file of this app was read as UTF-8 and is none: of UTF-16, where every other byte of a
/// Latin letter is zero, or of one as GBK, where most of what is not ASCII is no UTF-8.
pub(super) fn is_of_other_encoding(text: &str) -> bool {
    let start: String = text.chars().take(150).filter(|c| *c != '\0').collect();
    if !start.contains("trust-velocity-") {
        return false;
    }
    let foreign = text.chars().filter(|c| !c.is_ascii());
    let (invalid, valid) = foreign.fold((0, 0), |(invalid, valid), c| match c {
        char::REPLACEMENT_CHARACTER => (invalid + 1, valid),
        _ => (invalid, valid + 1),
    });
    // A damaged byte or two are no other encoding.
    text.contains('\0') || 2 < invalid && valid <= invalid
}
