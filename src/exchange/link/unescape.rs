//! Undoes what mail programs and link checkers make of an address: HTML, quoted-printable, percent
//! encoding, once or several times over, the two encodings of Proofpoint's URL Defense, and base64 of
//! the whole address.
//!
//! Invariant: a message that stands in a text unencoded comes out unchanged, for it has none of `=`,
//! `%`, `&` and `<`, and no message begins with two hexadecimal digits.

use base64::Engine as _;

use super::{
    ANY_END,
    pasted::{is_between, is_of_message},
};

/// The most characters of a tag behind its name.
const MOST_TAG_CHARS: usize = 200;

/// The character references of HTML that may stand in a message or break it.
const REFERENCES: [(&str, char); 16] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("ndash", '\u{2013}'),
    ("minus", '\u{2212}'),
    ("lowbar", '_'),
    ("percnt", '%'),
    ("equals", '='),
];

/// How many encodings may lie within one another.
const MOST_ROUNDS: usize = 5;

/// The decoded text, where addresses in base64 stand as they are and decoded; U+FFFD stands for each byte
/// that is not ASCII.
pub(super) fn unescaped(text: &str) -> String {
    let text = without_escapes(text);
    match with_addresses(&text) {
        Some(both) => without_escapes(&both),
        None => text,
    }
}

fn without_escapes(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..MOST_ROUNDS {
        let next = decoded(&text, '<', tag);
        let next = decoded(&next, '&', reference);
        let next = decoded(&next, '=', quoted_printable);
        let next = decoded(&next, '%', hexadecimal);
        let next = in_parts(&next, "/v2/url?u=", "&", |part| {
            decoded(&part.replace('_', "/"), '-', hexadecimal)
        });
        let next = in_parts(&next, "/v3/__", "__;", |part| {
            decoded(part, '*', hexadecimal)
        });
        if next == text {
            break;
        }
        text = next;
    }
    text
}

/// The text with each address in base64 decoded behind it; `None` if it has none.
fn with_addresses(text: &str) -> Option<String> {
    /// `http`, and the beginning of the next letter.
    const HTTP: &str = "aHR0c";
    let mut both = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(HTTP) {
        let (_, begun) = rest.split_at(at);
        let end = begun.find(|c| !is_of_base64(c) && !is_line_break(c));
        let (part, after) = begun.split_at(end.unwrap_or(begun.len()));
        let word = part.replace(|c| !is_of_base64(c), "");
        // A rest of one character says nothing.
        let whole = word.get(..word.len() - usize::from(word.len() % 4 == 1));
        let whole = whole
            .unwrap_or_default()
            .replace('+', "-")
            .replace('/', "_");
        let decoded = ANY_END.decode(whole).unwrap_or_default();
        both.push_str(rest.strip_suffix(after).unwrap_or_default());
        both.extend(["\n", &String::from_utf8_lossy(&decoded), "\n"]);
        rest = after;
    }
    let has_any = !both.is_empty();
    both.push_str(rest);
    has_any.then_some(both)
}

fn is_of_base64(c: char) -> bool {
    is_of_message(c) || c == '+' || c == '/'
}

/// Whether mail puts the character between two lines, or it is not seen.
fn is_line_break(c: char) -> bool {
    is_between(c) && !c.is_ascii_punctuation() || c == '>'
}

/// A code after its mark: the character, if it stands for one, and the text behind it.
type Code<'t> = (Option<char>, &'t str);

fn decoded(text: &str, mark: char, code: fn(&str) -> Option<Code<'_>>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        plain.push_str(before);
        let (char, after) = code(after).unwrap_or((Some(mark), after));
        plain.extend(char);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

/// A tag that stands within a text, as a line break in its place. That of a link is none, for its
/// address may be all that tells the message.
fn tag(after: &str) -> Option<Code<'_>> {
    const NAMES: &str = "b br div em font i o:p p s small span strong tt u wbr";
    let inner = after.strip_prefix('/').unwrap_or(after);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != ':')?;
    let (name, rest) = inner.split_at_checked(end)?;
    let is_link_end = inner.len() < after.len() && name.eq_ignore_ascii_case("a");
    let mut names = NAMES.split(' ');
    if !is_link_end && !names.any(|known| name.eq_ignore_ascii_case(known)) {
        return None;
    }
    if !rest.starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>') {
        return None;
    }
    let mut inner = rest.chars().take(MOST_TAG_CHARS).take_while(|c| *c != '<');
    let close = inner.position(|c| c == '>')?;
    let mut behind = rest.chars();
    behind.nth(close);
    Some((Some('\n'), behind.as_str()))
}

/// A character reference of HTML.
fn reference(after: &str) -> Option<Code<'_>> {
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '#')?;
    let (name, behind) = after.split_at_checked(end)?;
    let behind = behind.strip_prefix(';')?;
    let char = if let Some(number) = name.strip_prefix('#') {
        let digits = number.strip_prefix(['x', 'X']);
        let code = digits.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
        char::from_u32(code.ok()?)?
    } else {
        let mut known = REFERENCES.into_iter();
        known.find_map(|(known, char)| (known == name).then_some(char))?
    };
    Some((Some(char), behind))
}

/// A soft line break, or two digits, which are capital in quoted-printable.
fn quoted_printable(after: &str) -> Option<Code<'_>> {
    let line_end = after.trim_start_matches([' ', '\t', '\r']);
    if let Some(next_line) = line_end.strip_prefix('\n') {
        return Some((None, next_line));
    }
    let (digits, after) = after.split_at_checked(2)?;
    if digits.contains(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let (char, _) = hexadecimal(digits)?;
    Some((char, after))
}

/// Two digits, which may be parted as the pieces of a message are.
fn hexadecimal(after: &str) -> Option<Code<'_>> {
    let (high, after) = digit(after)?;
    let (low, after) = digit(after)?;
    let byte = u8::try_from(16 * high + low).ok()?;
    let char = if byte.is_ascii() {
        char::from(byte)
    } else {
        char::REPLACEMENT_CHARACTER
    };
    Some((Some(char), after))
}

fn digit(text: &str) -> Option<(u32, &str)> {
    // A chat's “100 % 9:41” has no code.
    let parts = |c: char| is_between(c) && !"%*:".contains(c);
    let mut chars = text.trim_start_matches(parts).chars();
    let digit = chars.next()?.to_digit(16)?;
    Some((digit, chars.as_str()))
}

/// The text with the parts between two marks decoded, and without the first mark.
fn in_parts(text: &str, begin: &str, end: &str, decode: impl Fn(&str) -> String) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(begin) {
        let (part, after) = after.find(end).map_or((after, ""), |at| after.split_at(at));
        plain.push_str(before);
        plain.push('/');
        plain.push_str(&decode(part));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_is_undone() {
        for (encoded, plain) in [
            ("a%2Fb%2fc", "a/b/c"),
            ("%25252Fx", "/x"),
            ("%2\r\n> Fx", "/x"),
            ("url=3Dx=\r\ny= \nz", "url=xyz"),
            ("100 % x=b =zz %", "100 % x=b =zz %"),
            ("陈%E9%99%88", "陈\u{fffd}\u{fffd}\u{fffd}"),
            (
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_-23_join_x-5Fy-2Dz&d=A_B",
                "https://urldefense.proofpoint.com/https://a.example/#/join/x_y-z&d=A_B",
            ),
            (
                "https://urldefense.com/v3/__https://b.example/?u=https*3A*2F*2Fa_b__;JSUl!!x",
                "https://urldefense.com/https://b.example/?u=https://a_b__;JSUl!!x",
            ),
        ] {
            assert_eq!(unescaped(encoded), plain);
        }
        let encoded = "https://eu.protection.sophos.com/?d=a.example&u=aHR0cHM6Ly9hLmV4YW1wbGUvIy9qb2luL0FRVXg=&i=N";
        let plain = encoded.replace("=&i=N", "\nhttps://a.example/#/join/AQUx\n=&i=N");
        assert_eq!(unescaped(encoded), plain);
    }
}
