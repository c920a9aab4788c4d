//! The fields of a summary's line, each as text and back.

use std::{borrow::Cow, str::Split};

use crate::domain::{CivilDate, Name, Note, OpenKind, RelationshipKind};

pub(super) const fn of_open_kind(kind: OpenKind) -> &'static str {
    match kind {
        OpenKind::Promise => "",
        OpenKind::Action => "a",
        OpenKind::Review => "r",
    }
}

pub(super) fn open_kind(mark: &str) -> OpenKind {
    match mark {
        "a" => OpenKind::Action,
        "r" => OpenKind::Review,
        _ => OpenKind::Promise,
    }
}

/// A line is not that of a summary.
#[derive(Debug, PartialEq)]
pub(super) struct Damaged;

/// The rest of a line's fields.
pub(super) struct Fields<'a>(Split<'a, char>);

impl<'a> Fields<'a> {
    pub(super) fn of(line: &'a str) -> Self {
        Self(line.split('\t'))
    }

    pub(super) fn next(&mut self) -> Result<&'a str, Damaged> {
        self.0.next().ok_or(Damaged)
    }

    pub(super) fn required<T>(&mut self, parse: fn(&str) -> Option<T>) -> Result<T, Damaged> {
        parse(self.next()?).ok_or(Damaged)
    }

    pub(super) fn optional<T>(
        &mut self,
        parse: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Damaged> {
        match self.next()? {
            "" => Ok(None),
            text => parse(text).map(Some).ok_or(Damaged),
        }
    }

    pub(super) fn rest<T>(self, parse: fn(&str) -> Option<T>) -> Result<Vec<T>, Damaged> {
        self.0.map(|text| parse(text).ok_or(Damaged)).collect()
    }
}

pub(super) fn of_hex(number: u64) -> String {
    format!("{number:x}")
}

pub(super) fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

pub(super) fn of_day(day: Option<CivilDate>) -> String {
    day.map_or_else(String::new, |day| {
        of_hex(day.days_since(CivilDate::MIN).unsigned_abs())
    })
}

pub(super) fn day(text: &str) -> Option<CivilDate> {
    CivilDate::MIN.plus_days(hex(text)?.try_into().ok()?)
}

/// A number from 0 to 40, in tenths if it is a whole number of them, else all its bits.
pub(super) fn of_number(number: f64) -> String {
    // The number is small, and is compared with what will be read.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let tenths = (number * 10.0).round() as u64;
    if (tenths as f64 / 10.0).to_bits() == number.to_bits() {
        of_hex(tenths)
    } else {
        format!("={:x}", number.to_bits())
    }
}

pub(super) fn number(text: &str) -> Option<f64> {
    match text.strip_prefix('=') {
        Some(text) => bits(text),
        None => Some(hex(text)? as f64 / 10.0),
    }
}

pub(super) fn bits(text: &str) -> Option<f64> {
    let number = f64::from_bits(hex(text)?);
    number.is_finite().then_some(number)
}

/// One letter; none for a client, as most are.
pub(super) const fn of_kind(kind: RelationshipKind) -> &'static str {
    match kind {
        RelationshipKind::Client => "",
        RelationshipKind::TeamMember => "t",
        RelationshipKind::ProjectPartner => "p",
        RelationshipKind::Supplier => "s",
    }
}

pub(super) fn kind(text: &str) -> Option<RelationshipKind> {
    RelationshipKind::ALL
        .into_iter()
        .find(|kind| of_kind(*kind) == text)
}

pub(super) fn name(text: &str) -> Option<Name> {
    Name::stored(&unescaped(text)?).ok()
}

pub(super) fn note(text: &str) -> Option<Note> {
    Note::new(&unescaped(text)?).ok()
}

/// A text without tab and line feed, of which lines are made.
pub(super) fn escaped(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\");
    escaped.replace('\t', "\\t").replace('\n', "\\n")
}

pub(super) fn unescaped(text: &str) -> Option<Cow<'_, str>> {
    if !text.as_bytes().contains(&b'\\') {
        return Some(Cow::Borrowed(text));
    }
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        plain.push(match char {
            '\\' => match chars.next()? {
                't' => '\t',
                'n' => '\n',
                same => same,
            },
            same => same,
        });
    }
    Some(Cow::Owned(plain))
}
