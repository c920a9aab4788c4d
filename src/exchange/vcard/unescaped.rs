//! Takes the backslashes off values.

/// The parts between unescaped separators.
pub(super) fn split(value: &str, separator: char) -> Vec<String> {
    let mut escaped = false;
    let parts = value.split(|char| {
        let separates = char == separator && !escaped;
        escaped = char == '\\' && !escaped;
        separates
    });
    parts.map(unescaped).collect()
}

/// The text of a value.
pub(super) fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        if char != '\\' {
            text.push(char);
            continue;
        }
        match chars.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(escaped @ ('\\' | ',' | ';' | ':')) => text.push(escaped),
            // Not an escape.
            other => {
                text.push('\\');
                text.extend(other);
            }
        }
    }
    text
}
