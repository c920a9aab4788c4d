//! A property of a card: its lines, what stands before the colon, and the bytes of its value as
//! they are written.

use super::{CardDetail, MAX_VALUE_BYTES, labels::known_label, lines::Line, transfer::Transfer};

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

/// The part of a line before the colon.
pub(super) struct Head {
    pub(super) name: Name,
    pub(super) transfer: Transfer,
    pub(super) charset: Option<String>,
}

/// A property while its lines come in.
pub(super) struct Property {
    /// The line on which it begins.
    pub(super) line: usize,
    beginning: Beginning,
    /// All bytes until there is a head, then those of the value; soft line breaks end with LF.
    bytes: Vec<u8>,
    /// Whether some bytes were left out because there were too many.
    is_cut: bool,
    /// Whether the value has more than white space and semicolons.
    has_value: bool,
    /// Whether the last line ended with a soft line break.
    is_soft: bool,
    /// The number of bytes of the last line.
    width: usize,
}

/// The kind of a line's first bytes.
enum Beginning {
    /// No colon has come in.
    Open,
    Head(Head),
    /// The text before the colon can be no name of a property.
    Text,
}

/// The lines of a property, or what is none, when all of them have come in.
pub(super) enum Ended {
    Property(Whole),
    /// Text of a value before it, whose line has lost its indent or was broken in two.
    Text {
        bytes: Vec<u8>,
        is_cut: bool,
        width: usize,
    },
}

/// A property whose lines have all come in.
pub(super) struct Whole {
    pub(super) line: usize,
    pub(super) head: Head,
    /// Empty if the value is not needed.
    pub(super) value: Vec<u8>,
    pub(super) is_cut: bool,
    pub(super) has_value: bool,
    /// The number of bytes of the last line.
    pub(super) width: usize,
}

impl Property {
    pub(super) fn begin(line: &Line) -> Self {
        let mut property = Self {
            line: line.number,
            beginning: Beginning::Open,
            bytes: Vec::new(),
            is_cut: false,
            has_value: false,
            is_soft: false,
            width: 0,
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

    /// Ends the property.
    pub(super) fn finish(mut self) -> Ended {
        // A single quotation mark sets no colon apart.
        self.find_head(false);
        let (bytes, is_cut, width) = (self.bytes, self.is_cut, self.width);
        match self.beginning {
            Beginning::Head(head) => Ended::Property(Whole {
                line: self.line,
                head,
                value: bytes,
                is_cut,
                has_value: self.has_value,
                width,
            }),
            Beginning::Open | Beginning::Text => Ended::Text {
                bytes,
                is_cut,
                width,
            },
        }
    }

    fn append(&mut self, line: &Line, bytes: &[u8]) {
        self.extend(bytes);
        self.is_cut |= line.is_cut;
        self.width = line.bytes.len();
        self.find_head(true);
        self.is_soft = line.ends_with_equals && self.is(Transfer::QuotedPrintable);
    }

    fn extend(&mut self, bytes: &[u8]) {
        self.has_value |= self.head().is_some() && has_value(bytes);
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
        if !matches!(self.beginning, Beginning::Open) {
            return;
        }
        let mut is_quoted = false;
        let colon = self.bytes.iter().position(|byte| {
            is_quoted ^= heeds_quotes && *byte == b'"';
            *byte == b':' && !is_quoted
        });
        let Some(colon) = colon else { return };
        if !names_property(&self.bytes) {
            self.beginning = Beginning::Text;
            return;
        }
        let value = self.bytes.split_off(colon);
        let head = Head::of(&String::from_utf8_lossy(&self.bytes));
        self.bytes.clear();
        self.beginning = Beginning::Head(head);
        self.extend(value.get(1..).unwrap_or_default());
    }

    const fn head(&self) -> Option<&Head> {
        match &self.beginning {
            Beginning::Head(head) => Some(head),
            Beginning::Open | Beginning::Text => None,
        }
    }

    /// Whether the value is needed. Pictures, sounds and keys are not.
    fn is_needed(&self) -> bool {
        let name = self.head().map(|head| head.name);
        !matches!(name, Some(Name::Detail(_) | Name::Other))
    }

    /// Whether it begins a card.
    pub(super) fn is_begin(&self) -> bool {
        self.is_border() && self.is_named(Name::Begin)
    }

    /// Whether it is the border of a card, which has no more lines.
    pub(super) fn is_border(&self) -> bool {
        let is_border = self.is_named(Name::Begin) || self.is_named(Name::End);
        is_border && is_card(&self.bytes)
    }

    fn is_named(&self, name: Name) -> bool {
        self.head().is_some_and(|head| head.name == name)
    }

    fn is(&self, transfer: Transfer) -> bool {
        self.head().is_some_and(|head| head.transfer == transfer)
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
        let mut charset = None;
        for part in parts {
            // Version 2.1 lets the value stand alone.
            let (key, value) = part.split_once('=').unwrap_or(("", part));
            let (key, value) = (key.trim(), value.trim().trim_matches('"'));
            if key.eq_ignore_ascii_case("CHARSET") {
                charset = Some(value.to_owned());
            } else if key.is_empty() || key.eq_ignore_ascii_case("ENCODING") {
                let transfer = Transfer::of(value);
                // Programs write the charset there.
                if transfer.is_none()
                    && let Some(label) = known_label(value)
                {
                    head.charset.get_or_insert_with(|| label.to_owned());
                    continue;
                }
                let names_one = !key.is_empty() && !value.is_empty();
                let transfer = transfer.or(names_one.then_some(Transfer::Unknown));
                head.transfer = match head.transfer {
                    Transfer::Plain => transfer.unwrap_or(Transfer::Plain),
                    named => named,
                };
            }
        }
        head.charset = charset.or(head.charset);
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

/// Whether the value of BEGIN or END names a card.
pub(super) fn is_card(value: &[u8]) -> bool {
    trim_controls(value).eq_ignore_ascii_case(b"VCARD")
}

/// Without white space and control characters around it, such as the mark with which DOS ends a file.
pub(super) fn trim_controls(mut bytes: &[u8]) -> &[u8] {
    while let [..=b' ', rest @ ..] | [rest @ .., ..=b' '] = bytes {
        bytes = rest;
    }
    bytes
}

/// Whether a line is the first or the last of a card.
fn is_border(line: &[u8]) -> bool {
    let line = trim_controls(line);
    [b"BEGIN:VCARD".as_slice(), b"END:VCARD"]
        .iter()
        .any(|border| {
            let start = line.get(..border.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(border))
        })
}

/// Whether a line can begin with the name of a property: letters, digits and hyphens.
fn names_property(line: &[u8]) -> bool {
    let end = line.iter().position(|byte| matches!(byte, b':' | b';'));
    let name = line.get(..end.unwrap_or(line.len())).unwrap_or(line);
    let name = name.trim_ascii();
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._/".contains(byte);
    !name.is_empty() && name.iter().all(is_of_name)
}

fn has_value(bytes: &[u8]) -> bool {
    let is_empty = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
    !bytes.iter().all(is_empty)
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
}
