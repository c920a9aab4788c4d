//! A person's full name from its parts, and the initials of one.

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

/// The initials of a name: the first character of one written in characters of China, Japan or Korea,
/// else the first letter of each word, of the first three.
///
/// ```
/// # use trust_velocity::exchange::initials;
/// let names = ["陈工", "Anna van der Berg", "(李) 总", "o’Neill"].map(initials);
/// assert_eq!(names, ["陈", "A. V. D.", "李", "O."]);
/// assert_eq!(initials("—"), "—");
/// ```
pub fn initials(name: &str) -> String {
    let mut letters = name.chars().filter(|c| c.is_alphanumeric());
    match letters.next() {
        None => name.trim().to_owned(),
        Some(first) if is_eastern(first) => first.to_string(),
        Some(_) => {
            let words = name.split_whitespace();
            let firsts = words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
            let firsts = firsts.take(3).map(|c| format!("{}.", c.to_uppercase()));
            firsts.collect::<Vec<_>>().join(" ")
        }
    }
}

/// Kana, Han characters and Hangul.
fn is_eastern(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        || matches!(c, '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
