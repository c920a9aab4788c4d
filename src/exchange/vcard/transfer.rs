//! The transfer encoding of a value, and its bytes.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Standard base64, with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// How the bytes of a value are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transfer {
    /// As they are.
    Plain,
    QuotedPrintable,
    Base64,
    /// In a way that is unknown.
    Unknown,
}

impl Transfer {
    /// The one that a program names.
    pub(super) fn of(text: &str) -> Option<Self> {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let name: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
        match name.as_str() {
            "QUOTEDPRINTABLE" | "Q" => Some(Self::QuotedPrintable),
            "BASE64" | "B" => Some(Self::Base64),
            "8BIT" | "8BITMIME" | "7BIT" | "BINARY" | "NONE" => Some(Self::Plain),
            _ => None,
        }
    }

    /// The ways to read a value, the most likely first; none if it has no bytes in this writing.
    pub(super) fn decoded(self, value: &[u8]) -> Vec<Vec<u8>> {
        match self {
            Self::Plain => vec![value.to_vec()],
            Self::QuotedPrintable => match indentation(value) {
                Indentation::None => vec![quoted_printable(value, false)],
                Indentation::Possible => [false, true]
                    .map(|strips| quoted_printable(value, strips))
                    .into(),
                Indentation::Likely => [true, false]
                    .map(|strips| quoted_printable(value, strips))
                    .into(),
            },
            Self::Base64 => {
                let code = value.iter().copied();
                let code: Vec<_> = code.filter(|byte| !byte.is_ascii_whitespace()).collect();
                BASE64.decode(code).into_iter().collect()
            }
            Self::Unknown => Vec::new(),
        }
    }
}

/// Whether the white space after soft line breaks belongs to the text, or was put there as in a
/// folded line.
enum Indentation {
    None,
    Possible,
    Likely,
}

fn indentation(value: &[u8]) -> Indentation {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
    let is_indented = |line: &&[u8]| line.first().is_some_and(is_space);
    let mut lines = value.split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let next: Vec<_> = lines.collect();
    if !next.iter().any(is_indented) {
        return Indentation::None;
    }
    // A program that writes all spaces as codes has put these there.
    let is_code = |line: &&[u8]| {
        let text = line.trim_ascii();
        text.starts_with(b"=") && !text.iter().any(is_space)
    };
    let is_first_code = !first.trim_ascii().iter().any(is_space);
    if is_first_code && next.iter().all(|line| is_indented(line) && is_code(line)) {
        Indentation::Likely
    } else {
        Indentation::Possible
    }
}

/// Decodes quoted-printable; soft line breaks are `=` and LF.
fn quoted_printable(value: &[u8], strips_indentation: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let code = digit_of_code(after, strips_indentation);
        let code = code.and_then(|(high, after)| {
            let (low, after) = digit_of_code(after, strips_indentation)?;
            Some((high * 16 + low, after))
        });
        if let Some((code, after)) = code {
            bytes.push(code);
            rest = after;
            continue;
        }
        match trim_spaces(after) {
            [] => rest = &[],
            [b'\n', next @ ..] if strips_indentation => rest = trim_spaces(next),
            [b'\n', next @ ..] => rest = next,
            // Not a code.
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// A digit of a code, and what is behind it: programs break lines within codes too.
fn digit_of_code(bytes: &[u8], strips_indentation: bool) -> Option<(u8, &[u8])> {
    let unbroken = bytes.strip_prefix(b"=").map(trim_spaces);
    let unbroken = unbroken.and_then(|line_end| line_end.strip_prefix(b"\n"));
    let bytes = match unbroken {
        Some(next) if strips_indentation => trim_spaces(next),
        Some(next) => next,
        None => bytes,
    };
    let (first, rest) = bytes.split_first()?;
    Some((digit(*first)?, rest))
}

fn trim_spaces(mut bytes: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', after @ ..] = bytes {
        bytes = after;
    }
    bytes
}

/// The value of a hexadecimal digit.
fn digit(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_loses_nothing() {
        for (value, text) in [
            ("a=3Db=\nc", "a=bc"),
            ("of=\n 20 percent", "of 20 percent"),
            ("to=\nadd", "toadd"),
            ("to=  \n add", "to add"),
            ("E=mc2, x=y=", "E=mc2, x=y"),
            ("=e5=91=a8", "周"),
            ("cut =", "cut "),
            ("=E5=9=\n1=A8", "周"),
            ("=E5==\n91=A8", "周"),
            ("a==\n\nb", "a=\nb"),
        ] {
            let ways = Transfer::QuotedPrintable.decoded(value.as_bytes());
            let first = ways.first().map(|bytes| String::from_utf8_lossy(bytes));
            assert_eq!(first.as_deref(), Some(text), "{value}");
        }
        let indented = Transfer::QuotedPrintable.decoded(b"=E5=\n =91=A8=\n =E5");
        assert_eq!(indented[0], b"\xE5\x91\xA8\xE5");
    }

    #[test]
    fn base64_with_and_without_padding() {
        for value in ["5ZGo5bu6", "5ZGo\n 5bu6 "] {
            assert_eq!(
                Transfer::Base64.decoded(value.as_bytes()),
                ["周建".as_bytes()]
            );
        }
        assert_eq!(Transfer::Base64.decoded(b"QQ"), [b"A"]);
        assert_eq!(Transfer::Base64.decoded(b"QQ=="), [b"A"]);
        assert!(Transfer::Base64.decoded(b"*").is_empty());
    }
}
