//! Plans the import of clients from a table: new clients, existing ones, people of the same name,
//! and refused rows.
//!
//! Invariant: every row of the table is in exactly one of the four lists.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use super::{
    DateError, DateReading, Field, Mapping, Row, Table,
    csv::{BYTE_ORDER_MARK, push_row},
    names::full_name,
    read_date,
};
use crate::domain::{CivilDate, Client, ClientId, EntryId, Name, NameError, Note, Profile};

/// What an import takes from its surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// Today's date.
    pub today: CivilDate,
    /// The reader's day of a Unix time in seconds.
    pub day_of: fn(i64) -> Option<CivilDate>,
    /// A text in Unicode NFC, in which the same name is the same characters.
    pub composed: fn(&str) -> String,
}

/// The rows of a table, sorted by what an import does with them.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportPlan {
    /// New clients, each with the line of its row.
    pub clients: Vec<(usize, Client)>,
    /// Rows of existing clients: the same name in the same organisation.
    pub existing: Vec<ExistingRow>,
    /// Rows of the same name as another row, both without an organisation.
    pub namesakes: Vec<Namesake>,
    /// Rows that cannot be imported.
    pub refused: Vec<Refused>,
}

/// A row of a client that exists already.
#[derive(Clone, Debug, PartialEq)]
pub struct ExistingRow {
    /// The line of the row.
    pub line: usize,
    /// The client.
    pub client: ClientId,
    /// The row as a new client, if no organisation tells whether it is the same person.
    pub another: Option<Client>,
}

/// A row that may be the same person as an earlier row, or another of this name.
#[derive(Clone, Debug, PartialEq)]
pub struct Namesake {
    /// The line of the row.
    pub line: usize,
    /// The line of the earlier row.
    pub first: usize,
    /// The row as a new client.
    pub client: Client,
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

/// Plans the import of a table whose columns hold what `mapping` says. A row without a full name
/// gets it from its parts, one without any name is a client under the organisation's name, and one
/// without a date of first contact gets today's. Example clients do not count as existing. All
/// texts are composed, and names are compared so.
///
/// `ids` returns random numbers.
///
/// ```
/// use trust_velocity::exchange::{Mapping, RowError, Surroundings, plan_import, read_contacts};
/// let table = read_contacts("name,first contact\n陈工,2026/3/1\n王总,someday")?;
/// let mut ids = 1..;
/// let here = Surroundings {
///     today: "2026-06-01".parse()?,
///     day_of: |_| None,
///     composed: str::to_owned,
/// };
/// let plan = plan_import(&table, &Mapping::guess(&table), [], here, || ids.next().unwrap_or(0))?;
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
    here: Surroundings,
    mut ids: impl FnMut() -> u64,
) -> Result<ImportPlan, NoNameColumn> {
    let names = [
        Field::Name,
        Field::FamilyName,
        Field::GivenName,
        Field::Organisation,
    ];
    if names.iter().all(|name| mapping.column(*name).is_none()) {
        return Err(NoNameColumn);
    }
    let own = existing.into_iter().filter(|client| !client.is_example());
    let existing: BTreeMap<_, _> = own
        .map(|client| (who(&client.profile, here), client.id()))
        .collect();
    let is_of_cards = table.cards().is_some();
    let mut lines = BTreeMap::new();
    let mut plan = ImportPlan {
        clients: Vec::new(),
        existing: Vec::new(),
        namesakes: Vec::new(),
        refused: Vec::new(),
    };
    for row in table.rows() {
        let line = row.line;
        let mut refuse = |reason| {
            let cells = row.cells.clone();
            plan.refused.push(Refused {
                line,
                cells,
                reason,
            });
        };
        let client = match read_row(row, is_of_cards, mapping, here, &mut ids) {
            Ok(client) => client,
            Err(reason) => {
                refuse(reason);
                continue;
            }
        };
        let who = who(&client.profile, here);
        let has_organisation = who.1.is_some();
        let known = existing.get(&who).copied();
        match (lines.entry(who), known) {
            (Entry::Occupied(first), _) => {
                let first = *first.get();
                if has_organisation {
                    refuse(RowError::SameAs { line: first });
                } else {
                    plan.namesakes.push(Namesake {
                        line,
                        first,
                        client,
                    });
                }
            }
            (Entry::Vacant(place), known) => {
                place.insert(line);
                match known {
                    Some(known) => plan.existing.push(ExistingRow {
                        line,
                        client: known,
                        another: (!has_organisation).then_some(client),
                    }),
                    None => plan.clients.push((line, client)),
                }
            }
        }
    }
    Ok(plan)
}

impl ImportPlan {
    /// The clients to add: the new ones, and of the rows of a known name those on the chosen lines,
    /// which are other people.
    pub fn chosen(&self, lines: &BTreeSet<usize>) -> impl Iterator<Item = &Client> {
        let existing = self.existing.iter();
        let existing = existing.filter_map(|row| Some((row.line, row.another.as_ref()?)));
        let namesakes = self.namesakes.iter().map(|row| (row.line, &row.client));
        let others = existing.chain(namesakes);
        let others = others.filter(|(line, _)| lines.contains(line));
        let new = self.clients.iter().map(|(_, client)| client);
        new.chain(others.map(|(_, client)| client))
    }
}

/// The refused rows that can be mended as a CSV file for Excel: line and reason, then the columns of
/// the table. Once corrected, it can be imported like the table.
pub fn refused_csv(
    table: &Table,
    refused: &[Refused],
    headings: [&str; 2],
    reason: impl Fn(&RowError) -> String,
) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let columns = table.header().iter().map(String::as_str);
    push_row(&mut text, headings.into_iter().chain(columns));
    for row in refused.iter().filter(|row| row.can_be_mended()) {
        let prefix = [row.line.to_string(), reason(&row.reason)];
        push_row(&mut text, prefix.iter().chain(&row.cells));
    }
    text
}

/// Which dates of a table can be read in two ways: an example of each kind, if there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateQuestions {
    /// A date whose day and month could change places.
    pub order: Option<String>,
    /// A number that could be a date, with its dates counted from 1900 and from 1904.
    pub serial: Option<(String, CivilDate, CivilDate)>,
}

/// What has to be asked about the dates of a table, whatever was answered.
pub fn date_questions(table: &Table, mapping: &Mapping) -> DateQuestions {
    let mut questions = DateQuestions::default();
    let Some(column) = mapping.column(Field::FirstContact) else {
        return questions;
    };
    for row in table.rows().iter().filter(|row| row.error.is_none()) {
        let text = row.cell(column);
        match read_date(text, DateReading::default(), |_| None) {
            Err(DateError::Ambiguous { .. }) => {
                questions.order.get_or_insert(text.to_owned());
            }
            Err(DateError::Serial { of_1900, of_1904 }) => {
                let example = (text.to_owned(), of_1900, of_1904);
                questions.serial.get_or_insert(example);
            }
            _ => {}
        }
    }
    questions
}

/// The texts that identify a client, composed.
fn who(profile: &Profile, here: Surroundings) -> (String, Option<String>) {
    let composed = |name: &Name| (here.composed)(name.as_str());
    (
        composed(&profile.name),
        profile.organisation.as_ref().map(composed),
    )
}

fn read_row(
    row: &Row,
    is_of_cards: bool,
    mapping: &Mapping,
    here: Surroundings,
    mut ids: impl FnMut() -> u64,
) -> Result<Client, RowError> {
    if let Some(error) = &row.error {
        return Err(error.clone());
    }
    let is_marked = |cell: &String| cell.contains(char::REPLACEMENT_CHARACTER);
    // Of a card each value stands alone, and its marks were judged.
    if !is_of_cards && row.cells.iter().any(is_marked) {
        return Err(RowError::Undecodable);
    }
    let cell = |field| {
        let text = mapping.column(field).map_or("", |column| row.cell(column));
        (here.composed)(text)
    };
    let whole = cell(Field::Name);
    let name = if whole.is_empty() {
        let parts = [Field::FamilyName, Field::GivenName, Field::MiddleName].map(cell);
        let [family, given, middle] = &parts;
        full_name(family, given, middle)
    } else {
        whole
    };
    let note = Note::new(&cell(Field::Note)).map_err(|error| RowError::TooLong {
        field: Field::Note,
        chars: error.0,
        most: Note::MAX_CHARS,
    })?;
    let organisation = read_name(Field::Organisation, &cell(Field::Organisation))?;
    let (name, organisation) = match read_name(Field::Name, &name)? {
        Some(name) => (name, organisation),
        // The client is the organisation itself.
        None => (organisation.ok_or(RowError::NoName)?, None),
    };
    let profile = Profile {
        name,
        organisation,
        title: read_name(Field::Title, &cell(Field::Title))?,
        tags: read_tags(&cell(Field::Tags))?,
        note,
    };
    let first_contact = match cell(Field::FirstContact).as_str() {
        "" => here.today,
        text => read_date(text, mapping.dates, here.day_of).map_err(|error| match error {
            DateError::NotADate => RowError::NotADate(text.to_owned()),
            DateError::Ambiguous { .. } => RowError::AmbiguousDate(text.to_owned()),
            DateError::Serial { .. } => RowError::SerialDate(text.to_owned()),
        })?,
    };
    let (id, stage) = (ClientId::new(ids()), EntryId::new(ids()));
    Client::new(id, profile, first_contact, stage, here.today)
        .map_err(|_| RowError::AfterToday(first_contact))
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
