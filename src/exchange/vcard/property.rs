//! A property of a card: its lines, what stands before the colon, and the bytes of its value.

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use super::{CardDetail, MAX_VALUE_BYTES, lines::Line};

/// Standard base64, with or without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The name of a property.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Begin,
    End,
    /// Another person's card within this one.
    Agent,
    Kept(Kept),
    Detail(CardDetail),
    Other,
}

/// The name of a property whose value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    FormattedName,
    Name,
    Organisation,
    Title,
    Categories,
    Note,
}

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

/// What stands before the colon.
pub(super) struct Head {
    pub(super) name: Name,
    pub(super) transfer: Transfer,
    pub(super) charset: Option<String>,
}

/// A property while its lines come in.
pub(super) struct Property {
    /// The line on which it begins.
    pub(super) line: usize,
    head: Option<Head>,
    /// All bytes until there is a head, then those of the value; soft line breaks end with LF.
    bytes: Vec<u8>,
    /// Whether some bytes were left out because there were too many.
    is_cut: bool,
    /// Whether the value has more than white space and semicolons.
    has_value: bool,
    /// Whether the last line ended with a soft line break.
    is_soft: bool,
}

/// A property whose lines have all come in.
pub(super) struct Whole {
    pub(super) line: usize,
    pub(super) head: Head,
    /// Empty if the value is not needed.
    pub(super) value: Vec<u8>,
    pub(super) is_cut: bool,
    pub(super) has_value: bool,
}

impl Property {
    pub(super) fn begin(line: &Line) -> Self {
        let mut property = Self {
            line: line.number,
            head: None,
            bytes: Vec::new(),
            is_cut: false,
            has_value: false,
            is_soft: false,
        };
        property.append(line, line.bytes);
        property
    }

    /// Takes the next line if it continues this property; returns whether it does.
    pub(super) fn takes(&mut self, line: &Line) -> bool {
        if self.is_soft {
            // The border of a card within a text means that the text was cut there.
            if is_border(line.bytes) {
                return false;
            }
            self.extend(b"\n");
            self.append(line, line.bytes);
            return true;
        }
        match line.bytes.split_first() {
            Some((b' ' | b'\t', folded)) if !self.is_border() => self.append(line, folded),
            // Some programs do not indent base64.
            Some(_) if self.is(Transfer::Base64) && !line.bytes.contains(&b':') => {
                self.append(line, line.bytes);
            }
            _ => return false,
        }
        true
    }

    /// Ends the property; `None` if the lines are none.
    pub(super) fn finish(mut self) -> Option<Whole> {
        // A single quotation mark sets no colon apart.
        self.find_head(false);
        Some(Whole {
            line: self.line,
            head: self.head?,
            value: self.bytes,
            is_cut: self.is_cut,
            has_value: self.has_value,
        })
    }

    fn append(&mut self, line: &Line, bytes: &[u8]) {
        self.extend(bytes);
        self.is_cut |= line.is_cut;
        self.find_head(true);
        self.is_soft = line.ends_with_equals && self.is(Transfer::QuotedPrintable);
    }

    fn extend(&mut self, bytes: &[u8]) {
        self.has_value |= self.head.is_some() && has_value(bytes);
        if !self.is_needed() {
            return;
        }
        if MAX_VALUE_BYTES < self.bytes.len() + bytes.len() {
            self.is_cut = true;
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    fn find_head(&mut self, heeds_quotes: bool) {
        if self.head.is_some() {
            return;
        }
        let mut is_quoted = false;
        let colon = self.bytes.iter().position(|byte| {
            is_quoted ^= heeds_quotes && *byte == b'"';
            *byte == b':' && !is_quoted
        });
        let Some(colon) = colon else { return };
        let value = self.bytes.split_off(colon);
        let head = Head::of(&String::from_utf8_lossy(&self.bytes));
        self.bytes.clear();
        self.head = Some(head);
        self.extend(value.get(1..).unwrap_or_default());
    }

    /// Whether the value is needed. Pictures, sounds and keys are not.
    fn is_needed(&self) -> bool {
        let name = self.head.as_ref().map(|head| head.name);
        !matches!(name, Some(Name::Detail(_) | Name::Other))
    }

    /// Whether it begins a card.
    pub(super) fn is_begin(&self) -> bool {
        self.is_border() && self.is_named(Name::Begin)
    }

    /// Whether it is the border of a card, which has no more lines.
    fn is_border(&self) -> bool {
        let is_border = self.is_named(Name::Begin) || self.is_named(Name::End);
        is_border && is_card(&self.bytes)
    }

    fn is_named(&self, name: Name) -> bool {
        let head = self.head.as_ref();
        head.is_some_and(|head| head.name == name)
    }

    fn is(&self, transfer: Transfer) -> bool {
        let head = self.head.as_ref();
        head.is_some_and(|head| head.transfer == transfer)
    }
}

impl Head {
    fn of(text: &str) -> Self {
        let mut is_quoted = false;
        let mut parts = text.split(|char| {
            is_quoted ^= char == '"';
            char == ';' && !is_quoted
        });
        let name = parts.next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or(name);
        let mut head = Self {
            name: Name::of(name.trim()),
            transfer: Transfer::Plain,
            charset: None,
        };
        for part in parts {
            // Version 2.1 lets the value stand alone.
            let (key, value) = part.split_once('=').unwrap_or(("", part));
            let (key, value) = (key.trim(), value.trim().trim_matches('"'));
            if key.eq_ignore_ascii_case("CHARSET") {
                head.charset = Some(value.to_owned());
            } else if key.is_empty() || key.eq_ignore_ascii_case("ENCODING") {
                let transfer = Transfer::of(value);
                let transfer = transfer.or((!key.is_empty()).then_some(Transfer::Unknown));
                head.transfer = match head.transfer {
                    Transfer::Plain => transfer.unwrap_or(Transfer::Plain),
                    named => named,
                };
            }
        }
        head
    }
}

impl Name {
    fn of(name: &str) -> Self {
        match name.to_ascii_uppercase().as_str() {
            "BEGIN" => Self::Begin,
            "END" => Self::End,
            "AGENT" => Self::Agent,
            "FN" => Self::Kept(Kept::FormattedName),
            "N" => Self::Kept(Kept::Name),
            "ORG" => Self::Kept(Kept::Organisation),
            "TITLE" => Self::Kept(Kept::Title),
            "CATEGORIES" => Self::Kept(Kept::Categories),
            "NOTE" => Self::Kept(Kept::Note),
            "TEL" => Self::Detail(CardDetail::Phone),
            "EMAIL" => Self::Detail(CardDetail::Email),
            "ADR" => Self::Detail(CardDetail::Address),
            "BDAY" => Self::Detail(CardDetail::Birthday),
            "PHOTO" => Self::Detail(CardDetail::Photo),
            _ => Self::Other,
        }
    }
}

impl Transfer {
    fn of(text: &str) -> Option<Self> {
        let letters = text.chars().filter(char::is_ascii_alphanumeric);
        let name: String = letters.map(|letter| letter.to_ascii_uppercase()).collect();
        match name.as_str() {
            "QUOTEDPRINTABLE" | "Q" => Some(Self::QuotedPrintable),
            "BASE64" | "B" => Some(Self::Base64),
            "8BIT" | "7BIT" | "BINARY" => Some(Self::Plain),
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

/// Whether the value of BEGIN or END names a card.
pub(super) fn is_card(value: &[u8]) -> bool {
    value.trim_ascii().eq_ignore_ascii_case(b"VCARD")
}

/// Whether a line is the first or the last of a card.
fn is_border(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    [b"BEGIN:VCARD".as_slice(), b"END:VCARD"]
        .iter()
        .any(|border| {
            let start = line.get(..border.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(border))
        })
}

fn has_value(bytes: &[u8]) -> bool {
    let is_empty = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
    !bytes.iter().all(is_empty)
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
        if let [high, low, after @ ..] = after
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            bytes.push(high * 16 + low);
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

    fn head(text: &str) -> (Transfer, Option<String>) {
        let head = Head::of(text);
        (head.transfer, head.charset)
    }

    #[test]
    fn encodings_as_programs_name_them() {
        use Transfer::{Base64, Plain, QuotedPrintable, Unknown};
        for (text, transfer) in [
            ("N", Plain),
            ("N;ENCODING=QUOTED-PRINTABLE", QuotedPrintable),
            ("N;encoding=\"quoted-printable\"", QuotedPrintable),
            ("N;QUOTED-PRINTABLE", QuotedPrintable),
            ("N; Quoted-Printable ;CHARSET=GBK", QuotedPrintable),
            ("N;ENCODING=8BIT;QUOTED-PRINTABLE", QuotedPrintable),
            ("item1.N;ENCODING=B", Base64),
            ("N;ENCODING=b", Base64),
            ("N;BASE64", Base64),
            ("N;ENCODING = Base64", Base64),
            ("N;ENCODING=8BIT", Plain),
            ("N;7bit;HOME", Plain),
            ("N;X=\"a;BASE64\"", Plain),
            ("N;ENCODING=X-ZIP", Unknown),
        ] {
            assert_eq!(head(text).0, transfer, "{text}");
        }
        assert_eq!(head("N;CHARSET=GBK").1.as_deref(), Some("GBK"));
        assert_eq!(head("N;B;charset=\"utf-8\"").1.as_deref(), Some("utf-8"));
    }

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
