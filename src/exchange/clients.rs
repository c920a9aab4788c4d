//! Clients as a CSV file for spreadsheets, a row for each, made of their summaries.

use super::csv::{BYTE_ORDER_MARK, Cell, push_mixed_row, push_row};
use crate::domain::{Dimension, Name, Score, Stage, Summary};

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientColumn {
    /// The name.
    Name,
    /// The organisation.
    Organisation,
    /// The position.
    Title,
    /// The tags, with `; ` between them.
    Tags,
    /// The day of the first contact, as 2026-11-22, like all days here.
    FirstContact,
    /// The stage.
    Stage,
    /// The first day in it.
    StageSince,
    /// The day of the last contact.
    LastContact,
    /// The day of the next contact.
    NextContact,
    /// The latest score of a dimension, 0–10.
    Score(Dimension),
    /// The total of the latest complete rating, 0–40.
    Total,
    /// The day of the seller's last rating.
    LastRating,
    /// The client's identifier.
    ClientId,
}

impl ClientColumn {
    /// All columns, in their order in the file.
    pub const ALL: [Self; 16] = [
        Self::Name,
        Self::Organisation,
        Self::Title,
        Self::Tags,
        Self::FirstContact,
        Self::Stage,
        Self::StageSince,
        Self::LastContact,
        Self::NextContact,
        Self::Score(Dimension::Expertise),
        Self::Score(Dimension::Conduct),
        Self::Score(Dimension::Relationship),
        Self::Score(Dimension::Benefit),
        Self::Total,
        Self::LastRating,
        Self::ClientId,
    ];
}

/// The texts of the file in the reader's language.
pub trait ClientWords {
    /// A column's heading.
    fn client_heading(&self, column: ClientColumn) -> String;
    /// The name of a stage.
    fn stage_of_client(&self, stage: Stage) -> String;
}

/// Writes a row for each client: UTF-8 with a byte order mark for Excel, CRLF line endings, and cells
/// that a spreadsheet might read as a formula guarded as in [`ratings_csv`](super::ratings_csv).
pub fn clients_csv<'a>(
    clients: impl IntoIterator<Item = &'a Summary>,
    words: &impl ClientWords,
) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let headings = ClientColumn::ALL.map(|column| words.client_heading(column));
    push_row(&mut text, headings);
    for client in clients {
        let cells = ClientColumn::ALL.map(|column| cell(column, client, words));
        push_mixed_row(&mut text, cells);
    }
    text
}

fn cell(column: ClientColumn, client: &Summary, words: &impl ClientWords) -> Cell {
    let optional = |words: Option<String>| words.map_or(Cell::Empty, Cell::Words);
    let name = |name: &Name| name.as_str().to_owned();
    match column {
        ClientColumn::Name => Cell::Words(name(&client.name)),
        ClientColumn::Organisation => optional(client.organisation.as_ref().map(name)),
        ClientColumn::Title => optional(client.title.as_ref().map(name)),
        ClientColumn::Tags => {
            let tags: Vec<_> = client.tags.iter().map(Name::as_str).collect();
            Cell::Words(tags.join("; "))
        }
        ClientColumn::FirstContact => Cell::Words(client.first_contact.to_string()),
        ClientColumn::Stage => {
            optional(client.stage.map(|(stage, _)| words.stage_of_client(stage)))
        }
        ClientColumn::StageSince => optional(client.stage.map(|(_, since)| since.to_string())),
        ClientColumn::LastContact => {
            optional(client.last_contact.map(|(date, _)| date.to_string()))
        }
        ClientColumn::NextContact => optional(client.next_contact.map(|date| date.to_string())),
        ClientColumn::Score(dimension) => {
            let known = client.latest[dimension];
            Cell::number(known.map(|known| Score::value(known.score)))
        }
        ClientColumn::Total => Cell::number(client.total),
        ClientColumn::LastRating => optional(client.last_rating.map(|date| date.to_string())),
        ClientColumn::ClientId => Cell::Words(client.id.to_string()),
    }
}
