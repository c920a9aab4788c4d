//! A person's full name from its parts, and the initials of one.

/// The parts of a person's name, each of which may be empty.
#[derive(Clone, Copy)]
pub(super) struct NameParts<'a> {
    pub(super) family: &'a str,
    pub(super) given: &'a str,
    pub(super) middle: &'a str,
    /// The suffix behind the name, like Jr.
    pub(super) suffix: &'a str,
}

impl NameParts<'_> {
    /// Family name before given name with nothing between them if either is written in characters of
    /// China, Japan or Korea; else given, middle and family name with spaces. Behind it the suffix.
    pub(super) fn full_name(self) -> String {
        let eastern = self
            .family
            .chars()
            .chain(self.given.chars())
            .any(is_eastern);
        let (parts, between) = if eastern {
            ([self.family, self.middle, self.given], "")
        } else {
            ([self.given, self.middle, self.family], " ")
        };
        let parts = parts.map(str::trim).into_iter();
        let filled: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
        with_suffix(filled.join(between), self.suffix)
    }
}

/// A name with a suffix behind it, unless it has it.
pub(super) fn with_suffix(mut name: String, suffix: &str) -> String {
    let suffix = suffix.trim();
    if name.is_empty() || has_part(&name, suffix) {
        return name;
    }
    if !suffix.contains(is_eastern) {
        name.push(' ');
    }
    name.push_str(suffix);
    name
}

/// Whether a name has a word of this part of it; or the part itself, in characters of China, Japan
/// or Korea, which set no words apart. A part without a letter says nothing more than the name.
pub(super) fn has_part(name: &str, part: &str) -> bool {
    if part.contains(is_eastern) {
        return name.contains(part);
    }
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (name, part) = (words(name), words(part));
    part.is_empty() || part.iter().any(|word| name.contains(word))
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
