//! The fields of the drafts, and their names.

use crate::domain::Dimension;

/// A field of a draft.
///
/// ```
/// use trust_velocity::domain::{Dimension, draft::Field};
/// assert_eq!(Field::Score(Dimension::Conduct).name(), Some("conduct"));
/// assert_eq!(Field::Whole.name(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The whole draft: nothing is typed here.
    Whole,
    /// The day of an entry, or that of the first contact.
    Date,
    /// A note, of a client or an entry.
    Note,
    /// The person at the client's who gave a rating.
    Person,
    /// The score of a dimension.
    Score(Dimension),
    /// How long a contact took.
    Minutes,
    /// The day of the next contact.
    Next,
    /// The last day on which a promise is kept in time, or a planned action done.
    Due,
    /// The day on which something became of a promise or a planned action.
    On,
    /// The event of a breach, the promise, the action, or the words of a client.
    What,
    /// The day on which a planned action is looked at again.
    Review,
    /// Why the review came to what it did.
    Why,
    /// The remedy of a breach.
    Done,
    /// The kind of trust that a breach hit most.
    Dimension,
    /// How grave a breach was.
    Severity,
    /// The expectation of a promise.
    Expected,
    /// How a client experienced what was promised.
    Experienced,
    /// The name of a client.
    Name,
    /// A client's organisation.
    Organisation,
    /// A client's position.
    Title,
    /// When the first contact with a new client was.
    FirstContact,
    /// The words to find a client by.
    Tags,
    /// The recommender of a client.
    RecommendedBy,
}

impl Field {
    /// The stable name, by which the page knows the field too; `None` for the whole draft.
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Whole => return None,
            Self::Date => "date",
            Self::Note => "note",
            Self::Person => "person",
            Self::Score(dimension) => dimension.id(),
            Self::Minutes => "minutes",
            Self::Next => "next",
            Self::Due => "due",
            Self::On => "on",
            Self::What => "what",
            Self::Review => "review",
            Self::Why => "why",
            Self::Done => "done",
            Self::Dimension => "dimension",
            Self::Severity => "severity",
            Self::Expected => "expected",
            Self::Experienced => "experienced",
            Self::Name => "name",
            Self::Organisation => "organisation",
            Self::Title => "title",
            Self::FirstContact => "first-contact",
            Self::Tags => "tags",
            Self::RecommendedBy => "recommended-by",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_but_the_whole_has_the_name_that_the_page_uses() {
        let names = [
            (Field::Date, "date"),
            (Field::Note, "note"),
            (Field::Person, "person"),
            (Field::Score(Dimension::Expertise), "expertise"),
            (Field::Score(Dimension::Conduct), "conduct"),
            (Field::Score(Dimension::Relationship), "relationship"),
            (Field::Score(Dimension::Benefit), "benefit"),
            (Field::Minutes, "minutes"),
            (Field::Next, "next"),
            (Field::Due, "due"),
            (Field::On, "on"),
            (Field::What, "what"),
            (Field::Review, "review"),
            (Field::Why, "why"),
            (Field::Done, "done"),
            (Field::Dimension, "dimension"),
            (Field::Severity, "severity"),
            (Field::Expected, "expected"),
            (Field::Experienced, "experienced"),
            (Field::Name, "name"),
            (Field::Organisation, "organisation"),
            (Field::Title, "title"),
            (Field::FirstContact, "first-contact"),
            (Field::Tags, "tags"),
            (Field::RecommendedBy, "recommended-by"),
        ];
        for (field, name) in names {
            assert_eq!(field.name(), Some(name));
        }
        assert_eq!(Field::Whole.name(), None);
    }
}
