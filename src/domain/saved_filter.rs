//! Saved filters (保存的筛选): what the list of clients shows, and in which order, under a name.

use super::{EntryId, Name, NameError, RelationshipKind, Stage};

/// The need of a client, by which the list can be filtered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A contact, which is overdue.
    Contact,
    /// A first rating.
    Rating,
}

impl Need {
    /// All, as they are offered.
    pub const ALL: [Self; 2] = [Self::Contact, Self::Rating];

    /// The stable name used in files and in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Rating => "rating",
        }
    }

    /// The need of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.id() == id)
    }
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By the days without contact, the most first.
    #[default]
    LastContact,
    /// By the days beyond the cadence, the most first; what has no cadence last.
    Overdue,
    /// By total, the highest first.
    Trust,
    /// By verdict on the trend, rising first, then by slope.
    Trend,
    /// By name.
    Name,
}

impl Order {
    /// All orders, as they are offered; the first one is chosen at first.
    pub const ALL: [Self; 5] = [
        Self::LastContact,
        Self::Overdue,
        Self::Trust,
        Self::Trend,
        Self::Name,
    ];

    /// The stable name used in files and in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::LastContact => "last-contact",
            Self::Overdue => "overdue",
            Self::Trust => "trust",
            Self::Trend => "trend",
            Self::Name => "name",
        }
    }

    /// The order of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.id() == id)
    }
}

/// The conditions and the order of the list of clients; a condition that is not chosen leaves out none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Those that contain the words.
    pub search: Option<Name>,
    /// Those in the stage.
    pub stage: Option<Stage>,
    /// Those with the need.
    pub need: Option<Need>,
    /// Those with the tag.
    pub tag: Option<Name>,
    /// Those of the kind.
    pub kind: Option<RelationshipKind>,
    /// Their order.
    pub order: Order,
}

/// The name of a saved filter: 1 to 40 characters, of which one can be seen.
///
/// ```
/// use trust_velocity::domain::{FilterName, FilterNameError};
/// assert_eq!(FilterName::new(" 重点客户 ")?.as_str(), "重点客户");
/// assert_eq!(FilterName::new(&"客".repeat(41)), Err(FilterNameError::TooLong(41)));
/// # Ok::<(), FilterNameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilterName(Name);

/// The text cannot be the name of a saved filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FilterNameError {
    /// It has nothing that can be seen.
    #[error("the name of a filter is empty")]
    Empty,
    /// Longer than [`FilterName::MAX_CHARS`]; the number of characters.
    #[error("the name of a filter has {0} characters, the most is {max}", max = FilterName::MAX_CHARS)]
    TooLong(usize),
}

impl FilterName {
    /// The most characters (Unicode scalar values).
    pub const MAX_CHARS: usize = 40;

    /// The name in a text; outer white space is left off.
    ///
    /// # Errors
    /// [`FilterNameError`] if the text shows nothing or is too long.
    pub fn new(text: &str) -> Result<Self, FilterNameError> {
        let name = Name::new(text).map_err(|error| match error {
            NameError::Empty | NameError::Unseen => FilterNameError::Empty,
            NameError::TooLong(count) => FilterNameError::TooLong(count),
        })?;
        match name.as_str().chars().count() {
            count if Self::MAX_CHARS < count => Err(FilterNameError::TooLong(count)),
            _ => Ok(Self(name)),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// A filter of the list under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// The entry's id.
    pub id: EntryId,
    /// Its name.
    pub name: FilterName,
    /// The conditions and the order.
    pub filter: ListFilter,
}

impl SavedFilter {
    /// So many can be saved; two tabs that save at once may come to have one more.
    pub const MAX_COUNT: usize = 20;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Conflict, Myself};

    fn saved(id: u64, name: &str) -> SavedFilter {
        SavedFilter {
            id: EntryId::new(id),
            name: FilterName::new(name).unwrap(),
            filter: ListFilter::default(),
        }
    }

    fn of(filters: &[SavedFilter]) -> Myself {
        Myself::from_parts(None, Vec::new(), filters.to_vec()).unwrap()
    }

    #[test]
    fn names_are_bounded_and_can_be_seen() {
        let longest = "🙂".repeat(FilterName::MAX_CHARS);
        assert_eq!(FilterName::new(&longest).unwrap().as_str(), longest);
        for unseen in ["", "  ", "\u{200b}"] {
            assert_eq!(FilterName::new(unseen), Err(FilterNameError::Empty));
        }
        for count in [FilterName::MAX_CHARS + 1, Name::MAX_CHARS + 1] {
            let long = FilterName::new(&"长".repeat(count));
            assert_eq!(long, Err(FilterNameError::TooLong(count)));
        }
    }

    #[test]
    fn the_first_order_offered_is_chosen_at_first() {
        assert_eq!(Order::default(), Order::ALL[0]);
    }

    #[test]
    fn what_two_tabs_save_rename_and_delete_is_kept() {
        let base = of(&[saved(1, "A"), saved(2, "B"), saved(3, "C")]);
        let mine = of(&[saved(1, "Mine"), saved(2, "B"), saved(4, "New here")]);
        let theirs = of(&[saved(1, "A"), saved(3, "C"), saved(5, "New there")]);
        let merged = Myself::merged(&base, &mine, &theirs).unwrap();
        let both = of(&[
            saved(1, "Mine"),
            saved(5, "New there"),
            saved(4, "New here"),
        ]);
        assert_eq!(merged, both);
        let other = of(&[saved(1, "Theirs"), saved(2, "B"), saved(3, "C")]);
        assert_eq!(
            Myself::merged(&base, &mine, &other),
            Err(vec![Conflict::Entry(EntryId::new(1))])
        );
    }
}
