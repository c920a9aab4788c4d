//! The mapping from the columns of a table to the fields of a client and of its history.
//!
//! Invariant: no two columns map to the same field.

use std::collections::BTreeMap;

use super::{
    DateReading, Table,
    headings::{IN_RATINGS, headings, plain},
};
use crate::domain::{Dimension, Name};

/// A field of a client, or of its history, that a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The full name.
    Name,
    /// The family name, for rows without the full name.
    FamilyName,
    /// The given name, for rows without the full name.
    GivenName,
    /// The middle names, for rows without the full name.
    MiddleName,
    /// The suffix behind the name, like Jr., for rows whose full name lacks it.
    NameSuffix,
    /// The organisation.
    Organisation,
    /// The position.
    Title,
    /// Tags, with commas, semicolons, `、` or `:::` between them.
    Tags,
    /// The kind of the relationship.
    Kind,
    /// A note.
    Note,
    /// The date of the first contact.
    FirstContact,
    /// The day that a rating is of.
    RatingDate,
    /// A score of a rating.
    Score(Dimension),
    /// The rater of a rating.
    Rater,
    /// The instrument of a rating.
    Instrument,
    /// The note of a rating.
    RatingNote,
    /// The stage of the relationship.
    Stage,
    /// The first day in that stage.
    StageSince,
    /// The day of the last contact.
    LastContact,
    /// The client's identifier here.
    ClientId,
}

impl Field {
    /// All fields, in the order shown.
    pub const ALL: [Self; 23] = [
        Self::Name,
        Self::FamilyName,
        Self::GivenName,
        Self::MiddleName,
        Self::NameSuffix,
        Self::Organisation,
        Self::Title,
        Self::Tags,
        Self::Kind,
        Self::Note,
        Self::FirstContact,
        Self::RatingDate,
        Self::Score(Dimension::Expertise),
        Self::Score(Dimension::Conduct),
        Self::Score(Dimension::Relationship),
        Self::Score(Dimension::Benefit),
        Self::Rater,
        Self::Instrument,
        Self::RatingNote,
        Self::Stage,
        Self::StageSince,
        Self::LastContact,
        Self::ClientId,
    ];

    /// Those that hold dates.
    pub(super) const DATES: [Self; 4] = [
        Self::FirstContact,
        Self::RatingDate,
        Self::StageSince,
        Self::LastContact,
    ];

    /// Whether it is of a client's history: a table with such a column is one of histories.
    pub const fn is_of_history(self) -> bool {
        matches!(
            self,
            Self::RatingDate | Self::Score(_) | Self::Stage | Self::StageSince | Self::LastContact
        )
    }

    /// The stable name used in the page, and in the table made of contact cards.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::FamilyName => "family_name",
            Self::GivenName => "given_name",
            Self::MiddleName => "middle_name",
            Self::NameSuffix => "name_suffix",
            Self::Organisation => "organisation",
            Self::Title => "title",
            Self::Tags => "tags",
            Self::Kind => "kind",
            Self::Note => "note",
            Self::FirstContact => "first_contact",
            Self::RatingDate => "rating_date",
            Self::Score(dimension) => dimension.id(),
            Self::Rater => "rater",
            Self::Instrument => "instrument",
            Self::RatingNote => "rating_note",
            Self::Stage => "stage",
            Self::StageSince => "stage_since",
            Self::LastContact => "last_contact",
            Self::ClientId => "client_id",
        }
    }

    /// The field of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.id() == id)
    }
}

/// The field that each column of a table holds, how its dates are read, and which organisations are written
/// in another spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    fields: Vec<Option<Field>>,
    /// How the dates are read; at first nothing is assumed.
    pub dates: DateReading,
    /// The organisations that are written in another spelling, by the one of the file.
    pub organisations: BTreeMap<Name, Name>,
}

impl Mapping {
    /// Guesses the mapping from the header of a table, in Chinese or English and some of other
    /// languages. A single column without a name holds the full name.
    ///
    /// ```
    /// use trust_velocity::exchange::{Field, Mapping, read_contacts};
    /// let table = read_contacts("联系人（必填）,手机,公司\n陈工,139,华北电机")?;
    /// let mapping = Mapping::guess(&table);
    /// assert_eq!(mapping.field(0), Some(Field::Name));
    /// assert_eq!(mapping.field(1), None);
    /// assert_eq!(mapping.column(Field::Organisation), Some(2));
    /// # Ok::<(), trust_velocity::exchange::TableError>(())
    /// ```
    pub fn guess(table: &Table) -> Self {
        let headings: Vec<_> = table.header().iter().map(|name| plain(name)).collect();
        let mut mapping = Self {
            fields: vec![None; headings.len()],
            dates: DateReading::default(),
            organisations: BTreeMap::new(),
        };
        if headings.len() == 1 && table.header_line().is_none() {
            mapping.set(0, Some(Field::Name));
        }
        for field in Field::ALL {
            mapping.find(field, &headings);
        }
        mapping.split_name(&headings);
        mapping.find_organisation(&headings);
        mapping.find_ratings(&headings);
        mapping
    }

    /// In a table with scores, headings that are usual elsewhere speak of the rating.
    fn find_ratings(&mut self, headings: &[String]) {
        let has_scores = self.fields.iter().flatten();
        if !has_scores
            .into_iter()
            .any(|field| matches!(field, Field::Score(_)))
        {
            return;
        }
        for (field, names) in IN_RATINGS {
            let is_name = |heading: &String| names.split(' ').any(|name| name == heading);
            if let (None, Some(column)) = (self.column(field), headings.iter().position(is_name)) {
                self.set(column, Some(field));
            }
        }
    }

    /// Whether the table tells of the history of clients.
    pub fn is_of_history(&self) -> bool {
        self.fields
            .iter()
            .flatten()
            .any(|field| field.is_of_history())
    }

    /// Maps the free column with the surest name of a field, if there is one.
    fn find(&mut self, field: Field, headings: &[String]) {
        let free = |heading: &str| {
            let mut columns = headings.iter().zip(&self.fields);
            columns.position(|(name, held)| held.is_none() && name == heading)
        };
        if let Some(column) = self::headings(field).find_map(free) {
            self.set(column, Some(field));
        }
    }

    /// If one part of the name has a column of its own, a heading that could mean the full name means the
    /// other part: `Name` beside `Vorname`, `名字` beside `姓氏`.
    fn split_name(&mut self, headings: &[String]) {
        let family = self.column(Field::FamilyName);
        let given = self.column(Field::GivenName);
        let given = given.map(|column| headings.get(column).map_or("", String::as_str));
        let (part, names) = match (family, given) {
            (Some(_), None) => (Field::GivenName, ["名字", "nombre"]),
            (None, Some("vorname" | "prénom" | "prenom")) => (Field::FamilyName, ["name", "nom"]),
            _ => return,
        };
        let mut columns = headings.iter().zip(&self.fields);
        let column = columns.position(|(heading, held)| {
            matches!(held, None | Some(Field::Name)) && names.contains(&heading.as_str())
        });
        if let Some(column) = column {
            self.set(column, Some(part));
            if self.column(Field::Name).is_none() {
                self.find(Field::Name, headings);
            }
        }
    }

    /// Beside both parts of the name, a heading that could mean an organisation as well means that.
    fn find_organisation(&mut self, headings: &[String]) {
        let parts = [Field::FamilyName, Field::GivenName];
        let has_parts = parts.iter().all(|part| self.column(*part).is_some());
        let Some(column) = self.column(Field::Name).filter(|_| has_parts) else {
            return;
        };
        let is_organisation = |heading: &String| {
            self::headings(Field::Organisation).any(|organisation| organisation == heading)
        };
        if self.column(Field::Organisation).is_none()
            && headings.get(column).is_some_and(is_organisation)
        {
            self.set(column, Some(Field::Organisation));
        }
    }

    /// The field of a column.
    pub fn field(&self, column: usize) -> Option<Field> {
        self.fields.get(column).copied().flatten()
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.fields.iter().position(|held| *held == Some(field))
    }

    /// Maps a column to a field, and unmaps the column that held it before.
    pub fn set(&mut self, column: usize, field: Option<Field>) {
        if let Some(before) = field.and_then(|field| self.column(field)) {
            self.fields[before] = None;
        }
        if let Some(held) = self.fields.get_mut(column) {
            *held = field;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read_contacts;

    fn guess(header: &str) -> Vec<Option<Field>> {
        let table = read_contacts(&format!("{header}\nx")).unwrap();
        Mapping::guess(&table).fields
    }

    #[test]
    fn tables_as_people_have_them() {
        use Field::{FamilyName, FirstContact, GivenName, Name, Note, Organisation, Tags, Title};
        assert_eq!(
            guess("姓名,单位,职务,标签,备注,首次联系"),
            [Name, Organisation, Title, Tags, Note, FirstContact].map(Some)
        );
        assert_eq!(
            guess("Full Name,Company,Job Title,Groups,Remarks,First contact"),
            [Name, Organisation, Title, Tags, Note, FirstContact].map(Some)
        );
        // A CRM's client is the company if there is a column for a person.
        assert_eq!(guess("客户名称,联系人*"), [Some(Organisation), Some(Name)]);
        assert_eq!(guess("客户名称,城市"), [Some(Name), None]);
        // Outlook's title is a form of address.
        assert_eq!(
            guess("Title,First Name,Last Name,Job Title"),
            [None, Some(GivenName), Some(FamilyName), Some(Title)]
        );
        assert_eq!(
            guess("Vorname;Name;Firma"),
            [GivenName, FamilyName, Organisation].map(Some)
        );
        assert_eq!(
            guess("*姓名/Name,公司 Company,客户ID"),
            [Some(Name), Some(Organisation), None]
        );
        assert_eq!(guess("姓氏,名字"), [FamilyName, GivenName].map(Some));
        assert_eq!(guess("Nombre,Empresa"), [Name, Organisation].map(Some));
        // The parts serve the rows whose full name is empty.
        assert_eq!(guess("姓,名,姓名"), [FamilyName, GivenName, Name].map(Some));
    }

    #[test]
    fn a_field_moves_from_column_to_column() {
        let table = read_contacts("name,other\nx").unwrap();
        let mut mapping = Mapping::guess(&table);
        mapping.set(1, Some(Field::Name));
        assert_eq!(
            (mapping.field(0), mapping.field(1)),
            (None, Some(Field::Name))
        );
        mapping.set(1, None);
        mapping.set(7, Some(Field::Name));
        assert_eq!(mapping.column(Field::Name), None);
        assert_eq!(mapping.field(7), None);
    }

    #[test]
    fn names_lead_back() {
        for field in Field::ALL {
            assert_eq!(Field::from_id(field.id()), Some(field));
            for heading in headings(field) {
                assert_eq!(plain(heading), heading, "it could never be met");
            }
        }
    }
}
