//! Reading one row of a table, and the reasons why it is refused.

use super::{
    DateError, Field, Mapping, Row,
    headings::kind_named,
    names::{NameParts, has_part, with_suffix},
    read_date,
};
use crate::domain::{
    CivilDate, Dimension, Name, NameError, Note, Profile, RelationshipKind, is_seen,
};

/// The state of the app that an import needs.
#[derive(Clone, Copy, Debug)]
pub struct ImportContext {
    /// Today's date.
    pub today: CivilDate,
    /// The reader's day of a Unix time in seconds.
    pub day_of: fn(i64) -> Option<CivilDate>,
    /// A text in Unicode NFC, in which the same name is the same characters.
    pub composed: fn(&str) -> String,
}

/// A row that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line on which it begins.
    pub line: usize,
    /// Its cells, as the file has them.
    pub cells: Vec<String>,
    /// The reason.
    pub reason: RowError,
}

impl Refused {
    /// Whether it is a row of data: not one above the header, nor the header once more.
    pub fn can_be_mended(&self) -> bool {
        !matches!(self.reason, RowError::AboveHeader | RowError::RepeatsHeader)
    }
}

/// Whether all rows of data lack nothing but the way to read their dates; false if there are none.
pub fn lack_date_reading(refused: &[Refused]) -> bool {
    let mut data = refused.iter().filter(|row| row.can_be_mended()).peekable();
    let lacks_it = |row: &Refused| {
        let reason = &row.reason;
        matches!(reason, RowError::AmbiguousDate(_) | RowError::SerialDate(_))
    };
    data.peek().is_some() && data.all(lacks_it)
}

/// The reason why a row is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The file ends within a quoted cell or a card, or a card begins within it.
    #[error("cut short")]
    CutShort,
    /// More cells than the header has columns, so they may have shifted: a quote may be missing.
    #[error("{cells} cells in {columns} columns")]
    TooManyCells {
        /// The number in the row.
        cells: usize,
        /// The number in the header.
        columns: usize,
    },
    /// Some of its bytes are not text in the encoding of the file; or the name on a card has an
    /// unknown encoding, or bytes that are invalid in it.
    #[error("in an unknown encoding")]
    Undecodable,
    /// A value on a card is longer than is read at all.
    #[error("{field:?} is too long to be read")]
    TooLongToRead {
        /// The field.
        field: Field,
    },
    /// There is no name.
    #[error("no name")]
    NoName,
    /// More tags than a client may have.
    #[error("more than {max} tags", max = Profile::MAX_TAGS)]
    TooManyTags,
    /// Not a kind of relationship.
    #[error("no kind of relationship: {0:?}")]
    NotAKind(String),
    /// A text is longer than a record holds.
    #[error("{field:?} has {chars} characters, the most is {most}")]
    TooLong {
        /// The field.
        field: Field,
        /// The number of characters.
        chars: usize,
        /// The most characters.
        most: usize,
    },
    /// Not a date.
    #[error("not a date: {0:?}")]
    NotADate(String),
    /// A date that could be two days: `03/04/2026`.
    #[error("day or month first? {0:?}")]
    AmbiguousDate(String),
    /// A number that could be a date of a spreadsheet.
    #[error("a number, or a date? {0:?}")]
    SerialDate(String),
    /// It stands above the header, like a title.
    #[error("above the column names")]
    AboveHeader,
    /// It has the names of the columns once more.
    #[error("the column names again")]
    RepeatsHeader,
    /// The first contact is after today.
    #[error("{0} lies after today")]
    AfterToday(CivilDate),
    /// There are scores, and no day that they are of.
    #[error("scores without a date")]
    NoRatingDate,
    /// There is a date, and nothing that it is of.
    #[error("a date without scores")]
    NoScores,
    /// Not a number from 0 to 10.
    #[error("no score of {dimension:?}: {text:?}")]
    NotAScore {
        /// The dimension.
        dimension: Dimension,
        /// The text.
        text: String,
    },
    /// A score with more than one decimal.
    #[error("more than one decimal in {dimension:?}: {text:?}")]
    TooPrecise {
        /// The dimension.
        dimension: Dimension,
        /// The text.
        text: String,
    },
    /// Not a rater.
    #[error("no rater: {0:?}")]
    NotARater(String),
    /// The scores of a questionnaire, whose answers a table does not hold.
    #[error("scores of items")]
    OfItems,
    /// Not a stage.
    #[error("no stage: {0:?}")]
    NotAStage(String),
    /// A stage, and no day that it began on.
    #[error("a stage without a date")]
    StageWithoutDate,
    /// An earlier row tells another stage of that day.
    #[error("another stage on {date} in an earlier row")]
    OtherStage {
        /// The day.
        date: CivilDate,
    },
    /// A record lies before the first contact of a client that is here already.
    #[error("{date} lies before the first contact on {first_contact}")]
    BeforeFirstContact {
        /// The record's date.
        date: CivilDate,
        /// The first contact.
        first_contact: CivilDate,
    },
    /// A record lies after today.
    #[error("{0} has not come yet")]
    NotYet(CivilDate),
    /// Several clients here have this name and organisation.
    #[error("several clients of this name")]
    SeveralClients,
    /// The same name in the same organisation as another row.
    #[error("the same client as on line {line}")]
    SameAs {
        /// The line of that row.
        line: usize,
    },
}

/// The texts that identify a client, composed.
pub(super) fn who(profile: &Profile, here: ImportContext) -> (String, Option<String>) {
    let composed = |name: &Name| (here.composed)(name.as_str());
    (
        composed(&profile.name),
        profile.organisation.as_ref().map(composed),
    )
}

/// Whether no column holds a name.
pub(super) fn is_nameless(mapping: &Mapping) -> bool {
    let names = [
        Field::Name,
        Field::FamilyName,
        Field::GivenName,
        Field::Organisation,
    ];
    names.iter().all(|name| mapping.column(*name).is_none())
}

/// The text of a field, composed; empty if no column holds it.
pub(super) fn text_of(row: &Row, field: Field, mapping: &Mapping, here: ImportContext) -> String {
    let text = mapping.column(field).map_or("", |column| row.cell(column));
    (here.composed)(text)
}

/// The day in a field, if one is written there.
pub(super) fn read_day(
    row: &Row,
    field: Field,
    mapping: &Mapping,
    here: ImportContext,
) -> Result<Option<CivilDate>, RowError> {
    let text = text_of(row, field, mapping, here);
    if text.is_empty() {
        return Ok(None);
    }
    match read_date(&text, mapping.dates, here.day_of) {
        Ok(day) => Ok(Some(day)),
        Err(DateError::NotADate) => Err(RowError::NotADate(text)),
        Err(DateError::Ambiguous { .. }) => Err(RowError::AmbiguousDate(text)),
        Err(DateError::Serial { .. }) => Err(RowError::SerialDate(text)),
    }
}

/// Reads the profile of the client that a row is about.
pub(super) fn read_profile(
    row: &Row,
    is_of_cards: bool,
    mapping: &Mapping,
    here: ImportContext,
) -> Result<Profile, RowError> {
    if let Some(error) = &row.error {
        return Err(error.clone());
    }
    let is_marked = |cell: &String| cell.contains(char::REPLACEMENT_CHARACTER);
    // Of a card each value stands alone, and its marks were judged.
    if !is_of_cards && row.cells.iter().any(is_marked) {
        return Err(RowError::Undecodable);
    }
    let cell = |field| text_of(row, field, mapping, here);
    let name = read_full_name(mapping, cell);
    let note = Note::new(&cell(Field::Note)).map_err(|error| RowError::TooLong {
        field: Field::Note,
        chars: error.0,
        most: Note::MAX_CHARS,
    })?;
    let organisation = read_name(Field::Organisation, &cell(Field::Organisation))?;
    let organisation = organisation.map(|name| match mapping.organisations.get(&name) {
        Some(chosen) => chosen.clone(),
        None => name,
    });
    let (name, organisation) = match read_name(Field::Name, &name)? {
        Some(name) => (name, organisation),
        // The client is the organisation itself.
        None => (organisation.ok_or(RowError::NoName)?, None),
    };
    Ok(Profile {
        name,
        organisation,
        title: read_name(Field::Title, &cell(Field::Title))?,
        tags: read_tags(&cell(Field::Tags))?,
        note,
    })
}

/// The kind of relationship, if one is written there.
pub(super) fn read_kind(
    row: &Row,
    mapping: &Mapping,
    here: ImportContext,
) -> Result<Option<RelationshipKind>, RowError> {
    let text = text_of(row, Field::Kind, mapping, here);
    if text.is_empty() {
        return Ok(None);
    }
    let kind = kind_named(&text);
    kind.map(Some).ok_or(RowError::NotAKind(text))
}

/// The full name of a row, as it stands there or from its parts. If one part stands beside the
/// name and the other has no column, a name without that part is the other one: `Name` beside
/// `Surname`.
fn read_full_name(mapping: &Mapping, cell: impl Fn(Field) -> String) -> String {
    let seen = |field| Some(cell(field)).filter(|text| text.contains(is_seen));
    let part = |field| seen(field).unwrap_or_default();
    let (family, given) = (part(Field::FamilyName), part(Field::GivenName));
    let (middle, suffix) = (part(Field::MiddleName), part(Field::NameSuffix));
    let parts = NameParts {
        family: &family,
        given: &given,
        middle: &middle,
        suffix: &suffix,
    };
    let Some(name) = seen(Field::Name) else {
        return parts.full_name();
    };
    let is_other = |other, part: &str| mapping.column(other).is_none() && !has_part(&name, part);
    if is_other(Field::GivenName, &family) {
        let given = &name;
        NameParts { given, ..parts }.full_name()
    } else if is_other(Field::FamilyName, &given) {
        let family = &name;
        NameParts { family, ..parts }.full_name()
    } else {
        with_suffix(name, &suffix)
    }
}

fn read_name(field: Field, text: &str) -> Result<Option<Name>, RowError> {
    match Name::new(text) {
        Ok(name) => Ok(Some(name)),
        Err(NameError::Empty | NameError::Unseen) => Ok(None),
        Err(NameError::TooLong(chars)) => Err(RowError::TooLong {
            field,
            chars,
            most: Name::MAX_CHARS,
        }),
    }
}

fn read_tags(text: &str) -> Result<Vec<Name>, RowError> {
    let mut tags = Vec::new();
    for tag in text
        .replace(":::", ";")
        .split([',', '，', '、', ';', '；', '\n'])
    {
        // Google marks its own groups with a star: everybody is in one of them.
        if tag.trim_start().starts_with('*') {
            continue;
        }
        tags.extend(read_name(Field::Tags, tag)?.filter(|tag| !tags.contains(tag)));
        if Profile::MAX_TAGS < tags.len() {
            return Err(RowError::TooManyTags);
        }
    }
    Ok(tags)
}
