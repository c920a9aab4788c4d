//! Plans the import of clients from a table: new clients, existing ones, people of the same name,
//! and refused rows.
//!
//! Invariant: every row of the table is in exactly one of the four lists.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use super::{
    DateError, DateReading, Field, ImportContext, Mapping, Refused, Row, RowError, Table,
    csv::{BYTE_ORDER_MARK, push_row},
    read_date,
    row::{is_nameless, read_day, read_kind, read_profile, who},
};
use crate::domain::{CivilDate, Client, ClientId, EntryId};

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
/// use trust_velocity::exchange::{ImportContext, Mapping, RowError, plan_import, read_contacts};
/// let table = read_contacts("name,first contact\n陈工,2026/3/1\n王总,someday")?;
/// let mut ids = 1..;
/// let here = ImportContext {
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
    here: ImportContext,
    mut ids: impl FnMut() -> u64,
) -> Result<ImportPlan, NoNameColumn> {
    if is_nameless(mapping) {
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

/// The questions about the dates of a table that can be read in two ways: an example of each kind, if there
/// is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateQuestions {
    /// A date whose numbers could change places.
    pub order: Option<String>,
    /// Whether the year may be the first of them.
    pub may_be_year: bool,
    /// A number that could be a date, with its dates counted from 1900 and from 1904.
    pub serial: Option<(String, CivilDate, CivilDate)>,
}

/// The questions about the dates of a table, including those that were answered.
pub fn date_questions(table: &Table, mapping: &Mapping) -> DateQuestions {
    let mut questions = DateQuestions::default();
    let columns = Field::DATES.iter();
    let columns: Vec<_> = columns.filter_map(|field| mapping.column(*field)).collect();
    let rows = table.rows().iter().filter(|row| row.error.is_none());
    let cells = rows.flat_map(|row| columns.iter().map(|column| row.cell(*column)));
    for text in cells {
        match read_date(text, DateReading::default(), |_| None) {
            Err(DateError::Ambiguous { may_be_year }) => {
                questions.may_be_year |= may_be_year;
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

fn read_row(
    row: &Row,
    is_of_cards: bool,
    mapping: &Mapping,
    here: ImportContext,
    mut ids: impl FnMut() -> u64,
) -> Result<Client, RowError> {
    let profile = read_profile(row, is_of_cards, mapping, here)?;
    let first_contact = read_day(row, Field::FirstContact, mapping, here)?.unwrap_or(here.today);
    let (id, stage) = (ClientId::new(ids()), EntryId::new(ids()));
    let kind = read_kind(row, mapping, here)?;
    let client = Client::new(id, profile, first_contact, stage, here.today);
    let mut client = client.map_err(|_| RowError::AfterToday(first_contact))?;
    client.kind = kind.unwrap_or_default();
    Ok(client)
}
