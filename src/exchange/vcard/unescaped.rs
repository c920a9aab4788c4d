//! Takes the backslashes off values.

/// The parts between unescaped separators.
pub(super) fn split(value: &str, separator: char) -> Vec<String> {
    parts(value, separator).map(unescaped).collect()
}

/// The same parts with their backslashes.
pub(super) fn parts(value: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    value.split(move |char| {
        let separates = char == separator && !escaped;
        escaped = char == '\\' && !escaped;
        separates
    })
}

/// The text of a part of a name, which may be a list of words with commas and no space between.
pub(super) fn words(part: &str) -> String {
    let is_list = |part: &str| parts(part, ',').skip(1).all(|word| !word.starts_with(' '));
    if is_list(part) {
        let words = split(part, ',');
        let words = words.iter().map(|word| word.trim());
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        unescaped(part)
    }
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
