//! All ratings as a CSV file for spreadsheets.

use super::csv::{BYTE_ORDER_MARK, push_row};
use crate::domain::{
    Client, ClientId, Dimension, Name, Rater, Rating, RelationshipKind, Score, Stage,
};

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingColumn {
    /// The client's name.
    Client,
    /// The client's organisation.
    Organisation,
    /// The client's tags, with `; ` between them.
    Tags,
    /// The date of the rating, as 2026-11-22.
    Date,
    /// The relationship's stage on that date.
    Stage,
    /// The rater.
    Rater,
    /// The instrument, by its stable name.
    Instrument,
    /// A score from 0 to 10; empty if it is missing.
    Score(Dimension),
    /// The total trust, 0–40; empty if a score is missing.
    Total,
    /// The note.
    Note,
    /// The client's identifier.
    ClientId,
    /// The rating's identifier.
    EntryId,
    /// The kind of the relationship.
    Kind,
    /// The name of the client who recommended this one; empty if nobody is known.
    RecommendedBy,
}

impl RatingColumn {
    /// All columns, in their order in the file.
    pub const ALL: [Self; 17] = [
        Self::Client,
        Self::Organisation,
        Self::Tags,
        Self::Date,
        Self::Stage,
        Self::Rater,
        Self::Instrument,
        Self::Score(Dimension::Expertise),
        Self::Score(Dimension::Conduct),
        Self::Score(Dimension::Relationship),
        Self::Score(Dimension::Benefit),
        Self::Total,
        Self::Note,
        Self::ClientId,
        Self::EntryId,
        Self::Kind,
        Self::RecommendedBy,
    ];
}

/// The texts of the file in the reader's language.
pub trait RatingWords {
    /// A column's heading.
    fn heading(&self, column: RatingColumn) -> String;
    /// The name of a stage.
    fn stage(&self, stage: Stage) -> String;
    /// The name of a rater.
    fn rater(&self, rater: &Rater) -> String;
    /// The name of a kind of relationship.
    fn kind(&self, kind: RelationshipKind) -> String;
}

/// Writes every rating of the clients as a row, by client and date: UTF-8 with a byte order mark
/// for Excel, CRLF line endings. `name_of` gives the name of a client who recommended another.
///
/// A cell that a spreadsheet might read as a formula (its first visible character is `=`, `+`, `-`
/// or `@`, or it begins with a control character) is preceded by an apostrophe, which
/// [`read_contacts`](super::read_contacts) removes.
pub fn ratings_csv<'a>(
    clients: impl IntoIterator<Item = &'a Client>,
    name_of: impl Fn(ClientId) -> Option<Name>,
    words: &impl RatingWords,
) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    push_row(
        &mut text,
        RatingColumn::ALL.map(|column| words.heading(column)),
    );
    for client in clients {
        let recommended_by = client.recommended_by().and_then(&name_of);
        let recommended_by = recommended_by.as_ref().map_or("", Name::as_str);
        let mut ratings: Vec<_> = client.ratings().iter().collect();
        ratings.sort_by_key(|rating| rating.date);
        for rating in ratings {
            let cells =
                RatingColumn::ALL.map(|column| cell(column, client, recommended_by, rating, words));
            push_row(&mut text, cells);
        }
    }
    text
}

fn cell(
    column: RatingColumn,
    client: &Client,
    recommended_by: &str,
    rating: &Rating,
    words: &impl RatingWords,
) -> String {
    let profile = &client.profile;
    let number = |number: Option<f64>| number.map_or(String::new(), |number| number.to_string());
    match column {
        RatingColumn::Client => profile.name.as_str().to_owned(),
        RatingColumn::Organisation => {
            let organisation = profile.organisation.as_ref().map(Name::as_str);
            organisation.unwrap_or_default().to_owned()
        }
        RatingColumn::Tags => {
            let tags: Vec<_> = profile.tags.iter().map(Name::as_str).collect();
            tags.join("; ")
        }
        RatingColumn::Date => rating.date.to_string(),
        RatingColumn::Stage => client
            .stage_on(rating.date)
            .map_or(String::new(), |entry| words.stage(entry.stage)),
        RatingColumn::Rater => words.rater(&rating.rater),
        RatingColumn::Instrument => rating.instrument().id().to_owned(),
        RatingColumn::Score(dimension) => number(rating.scores()[dimension].map(Score::value)),
        RatingColumn::Total => number(rating.scores().total()),
        RatingColumn::Note => rating.note.as_str().to_owned(),
        RatingColumn::ClientId => client.id().to_string(),
        RatingColumn::EntryId => rating.id.to_string(),
        RatingColumn::Kind => words.kind(client.kind),
        RatingColumn::RecommendedBy => recommended_by.to_owned(),
    }
}
