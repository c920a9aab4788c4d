//! Plans the import of clients from a table: new clients, existing ones, and refused rows.
//!
//! Invariant: every row of the table is in exactly one of the three lists.

use std::collections::{BTreeMap, btree_map::Entry};

use super::{
    Field, Mapping, Row, Table,
    csv::{BYTE_ORDER_MARK, push_row},
    names::full_name,
};
use crate::domain::{CivilDate, Client, ClientId, EntryId, Name, NameError, Note, Profile};

/// The rows of a table, sorted by what an import does with them.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPlan {
    /// New clients, each with the line of its row.
    pub clients: Vec<(usize, Client)>,
    /// Rows of existing clients: the same name in the same organisation.
    pub existing: Vec<ExistingRow>,
    /// Rows that cannot be imported.
    pub refused: Vec<Refused>,
}

/// A row of a client that exists already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExistingRow {
    /// The line of the row.
    pub line: usize,
    /// The client.
    pub client: ClientId,
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
    /// A card's text has an unknown encoding.
    #[error("in an unknown encoding")]
    Undecodable,
    /// There is no name.
    #[error("no name")]
    NoName,
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
    /// The first contact is after today.
    #[error("{0} lies after today")]
    AfterToday(CivilDate),
    /// The same name in the same organisation as another row.
    #[error("the same client as on line {line}")]
    SameAs {
        /// The line of that row.
        line: usize,
    },
}

/// No column holds a name, so no row can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no column holds a name")]
pub struct NoNameColumn;

/// Plans the import of a table whose columns hold what `mapping` says. A row without a date of
/// first contact gets `today`. Example clients do not count as existing.
///
/// `ids` returns random numbers.
///
/// ```
/// use trust_velocity::exchange::{Mapping, RowError, read_contacts, plan_import};
/// let table = read_contacts("name,first contact\n陈工,2026/3/1\n王总,someday")?;
/// let mut ids = 1..;
/// let today = "2026-06-01".parse()?;
/// let plan = plan_import(&table, &Mapping::guess(&table), [], today, || ids.next().unwrap_or(0))?;
/// assert_eq!(plan.clients[0].1.profile.name.as_str(), "陈工");
/// assert_eq!(plan.refused[0].line, 3);
/// assert_eq!(plan.refused[0].reason, RowError::NotADate("someday".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`NoNameColumn`].
pub fn plan_import<'a>(
    table: &Table,
    mapping: &Mapping,
    existing: impl IntoIterator<Item = &'a Client>,
    today: CivilDate,
    mut ids: impl FnMut() -> u64,
) -> Result<ImportPlan, NoNameColumn> {
    let names = [Field::Name, Field::FamilyName, Field::GivenName];
    if names.iter().all(|name| mapping.column(*name).is_none()) {
        return Err(NoNameColumn);
    }
    let own = existing.into_iter().filter(|client| !client.is_example());
    let existing: BTreeMap<_, _> = own
        .map(|client| (who(&client.profile), client.id()))
        .collect();
    let mut lines = BTreeMap::new();
    let mut plan = ImportPlan {
        clients: Vec::new(),
        existing: Vec::new(),
        refused: Vec::new(),
    };
    for row in table.rows() {
        let line = row.line;
        let read = read_row(row, mapping, today, &mut ids);
        let client = read.and_then(|client| match lines.entry(who(&client.profile)) {
            Entry::Occupied(first) => Err(RowError::SameAs { line: *first.get() }),
            Entry::Vacant(place) => {
                place.insert(line);
                Ok(client)
            }
        });
        match client {
            Ok(client) => match existing.get(&who(&client.profile)).copied() {
                Some(client) => plan.existing.push(ExistingRow { line, client }),
                None => plan.clients.push((line, client)),
            },
            Err(reason) => {
                let cells = row.cells.clone();
                plan.refused.push(Refused {
                    line,
                    cells,
                    reason,
                });
            }
        }
    }
    Ok(plan)
}

/// The refused rows as a CSV file for Excel: line and reason, then the columns of the table. Once
/// corrected, it can be imported like the table.
pub fn refused_csv(
    table: &Table,
    refused: &[Refused],
    headings: [&str; 2],
    reason: impl Fn(&RowError) -> String,
) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let columns = table.header().iter().map(String::as_str);
    push_row(&mut text, headings.into_iter().chain(columns));
    for row in refused {
        let prefix = [row.line.to_string(), reason(&row.reason)];
        push_row(&mut text, prefix.iter().chain(&row.cells));
    }
    text
}

/// The fields that identify a client.
fn who(profile: &Profile) -> (Name, Option<Name>) {
    (profile.name.clone(), profile.organisation.clone())
}

fn read_row(
    row: &Row,
    mapping: &Mapping,
    today: CivilDate,
    mut ids: impl FnMut() -> u64,
) -> Result<Client, RowError> {
    if let Some(error) = &row.error {
        return Err(error.clone());
    }
    let cell = |field| mapping.column(field).map_or("", |column| row.cell(column));
    let name = match cell(Field::Name) {
        "" => full_name(cell(Field::FamilyName), cell(Field::GivenName), ""),
        whole => whole.to_owned(),
    };
    let note = Note::new(cell(Field::Note)).map_err(|error| RowError::TooLong {
        field: Field::Note,
        chars: error.0,
        most: Note::MAX_CHARS,
    })?;
    let profile = Profile {
        name: read_name(Field::Name, &name)?.ok_or(RowError::NoName)?,
        organisation: read_name(Field::Organisation, cell(Field::Organisation))?,
        title: read_name(Field::Title, cell(Field::Title))?,
        tags: read_tags(cell(Field::Tags))?,
        note,
    };
    let first_contact = match cell(Field::FirstContact) {
        "" => today,
        text => read_date(text)?,
    };
    let (id, stage) = (ClientId::new(ids()), EntryId::new(ids()));
    Client::new(id, profile, first_contact, stage, today)
        .map_err(|_| RowError::AfterToday(first_contact))
}

fn read_name(field: Field, text: &str) -> Result<Option<Name>, RowError> {
    match Name::new(text) {
        Ok(name) => Ok(Some(name)),
        Err(NameError::Empty) => Ok(None),
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
    }
    Ok(tags)
}

/// Parses a date as spreadsheets write it, ignoring a time of day. The order of day and month is
/// never guessed: if both orders give a date, and not the same one, the date is refused.
fn read_date(text: &str) -> Result<CivilDate, RowError> {
    let refused = || RowError::NotADate(text.to_owned());
    let compact: String;
    let day = if text.contains('年') {
        compact = text.split_whitespace().collect();
        compact.split(['日', '号']).next()
    } else {
        text.split(|char: char| char.is_whitespace() || char == 'T')
            .next()
    };
    let day = day.unwrap_or(text);
    let digits = |part: &str, count: usize| {
        let all = part.len() <= count && part.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| part.parse::<u32>().ok()).flatten()
    };
    let date = |year: &str, month: &str, day: &str| {
        let year = i32::try_from(digits(year, 4)?).ok()?;
        CivilDate::new(year, digits(month, 2)?, digits(day, 2)?)
    };
    let parts: Vec<_> = day.split(['-', '/', '.', '年', '月']).collect();
    match parts[..] {
        [all] if digits(all, 8).is_some() && all.len() == 8 => {
            date(&all[..4], &all[4..6], &all[6..])
        }
        [first, second, year] if year.len() == 4 => {
            let (day_first, month_first) = (date(year, second, first), date(year, first, second));
            if day_first.is_some() && month_first.is_some() && day_first != month_first {
                return Err(RowError::AmbiguousDate(text.to_owned()));
            }
            day_first.or(month_first)
        }
        [year, month, day] => date(year, month, day),
        _ => None,
    }
    .ok_or_else(refused)
}
