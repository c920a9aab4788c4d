//! Builds a person's full name from its parts.

/// Family name before given name with nothing between them if either is written in characters of
/// China, Japan or Korea; else given, middle and family name with spaces.
pub(super) fn full_name(family: &str, given: &str, middle: &str) -> String {
    let eastern = family.chars().chain(given.chars()).any(is_eastern);
    let (parts, between) = if eastern {
        ([family, middle, given], "")
    } else {
        ([given, middle, family], " ")
    };
    let parts = parts.map(str::trim).into_iter();
    let filled: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    filled.join(between)
}

/// Kana, Han characters and Hangul.
fn is_eastern(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        || matches!(c, '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
