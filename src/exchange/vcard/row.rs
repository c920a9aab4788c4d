//! A card as a row of a table.

use super::{
    card::Card,
    charset::{Decoded, Decoder},
    property::Kept,
    unescaped::{parts, split, unescaped, words},
};
use crate::{
    domain::is_seen,
    exchange::{Field, Row, RowError, names::NameParts},
};

/// The columns of the table.
pub(super) const COLUMNS: [Field; 5] = [
    Field::Name,
    Field::Organisation,
    Field::Title,
    Field::Tags,
    Field::Note,
];

/// A text taken from one of several values.
#[derive(Default)]
struct Taken {
    text: String,
    is_damaged: bool,
}

impl Taken {
    fn is_good(&self) -> bool {
        !self.is_damaged && !self.text.is_empty()
    }
}

impl Card {
    /// The row, and the fields with a damaged or lost value.
    pub(super) fn row(&self, decoder: &Decoder) -> (Row, Vec<Field>) {
        let formatted = self.first(Kept::FormattedName, decoder, unescaped);
        let structured = self.first(Kept::Name, decoder, |value| {
            let mut parts = parts(value, ';').map(words);
            let mut part = || {
                let part = parts.next().filter(|part| part.contains(is_seen));
                part.unwrap_or_default()
            };
            let [family, given, middle, _prefix, suffix] = std::array::from_fn(|_| part());
            let parts = NameParts {
                family: &family,
                given: &given,
                middle: &middle,
                suffix: &suffix,
            };
            parts.full_name()
        });
        let mut organisation = self.first(Kept::Organisation, decoder, |value| {
            joined(split(value, ';'), " ")
        });
        let title = self.first(Kept::Title, decoder, unescaped);
        let tags = self.all(Kept::Categories, decoder, "; ", |value| {
            joined(split(value, ','), "; ")
        });
        let note = self.all(Kept::Note, decoder, "\n", unescaped);

        let has_own_name = !structured.text.is_empty() || structured.is_damaged;
        let name = if formatted.is_good() || !has_own_name {
            formatted
        } else if structured.is_good() || formatted.text.is_empty() {
            structured
        } else {
            formatted
        };
        // An organisation without a person, as an iPhone writes it.
        if !has_own_name && organisation.is_good() && name.text == organisation.text {
            organisation.text.clear();
        }

        // A card without a name is a client under the organisation's.
        let is_nameless = name.text.is_empty() && !name.is_damaged;
        let error = self.error(if is_nameless { &organisation } else { &name });
        let taken = [name, organisation, title, tags, note];
        let damaged = COLUMNS.into_iter().zip(&taken);
        let damaged = damaged.filter(|(_, taken)| taken.is_damaged);
        let damaged = damaged.map(|(field, _)| field).collect();
        let row = Row {
            line: self.line,
            cells: taken.map(|taken| taken.text).into(),
            error,
        };
        (row, damaged)
    }

    fn error(&self, name: &Taken) -> Option<RowError> {
        if !self.is_whole() {
            return Some(RowError::CutShort);
        }
        let cut = self.values.iter().find(|(_, value)| value.is_cut);
        if let Some((kept, _)) = cut {
            let field = kept.field();
            return Some(RowError::TooLongToRead { field });
        }
        name.is_damaged.then_some(RowError::Undecodable)
    }

    /// The first whole value of a name, else a damaged one.
    fn first(&self, kept: Kept, decoder: &Decoder, text_of: impl Fn(&str) -> String) -> Taken {
        let mut taken = Taken::default();
        for decoded in self.decoded(kept, decoder) {
            match decoded {
                Decoded::Whole(value) => {
                    let text = text_of(&value).trim().to_owned();
                    if text.contains(is_seen) {
                        let is_damaged = false;
                        return Taken { text, is_damaged };
                    }
                }
                Decoded::Damaged(value) => {
                    if taken.text.is_empty() {
                        text_of(&value).trim().clone_into(&mut taken.text);
                    }
                    taken.is_damaged = true;
                }
                Decoded::Lost => taken.is_damaged = true,
            }
        }
        taken
    }

    /// All values of a name.
    fn all(
        &self,
        kept: Kept,
        decoder: &Decoder,
        between: &str,
        text_of: impl Fn(&str) -> String,
    ) -> Taken {
        let mut is_damaged = false;
        let mut texts = Vec::new();
        for decoded in self.decoded(kept, decoder) {
            is_damaged |= !matches!(decoded, Decoded::Whole(_));
            if let Decoded::Whole(value) | Decoded::Damaged(value) = decoded {
                texts.push(text_of(&value));
            }
        }
        let text = joined(texts, between);
        Taken { text, is_damaged }
    }

    fn decoded(&self, kept: Kept, decoder: &Decoder) -> impl Iterator<Item = Decoded> {
        let values = self.values.iter().filter(move |(name, _)| *name == kept);
        values.map(|(_, value)| decoder.text(value))
    }
}

impl Kept {
    const fn field(self) -> Field {
        match self {
            Self::FormattedName | Self::Name => Field::Name,
            Self::Organisation => Field::Organisation,
            Self::Title => Field::Title,
            Self::Categories => Field::Tags,
            Self::Note => Field::Note,
        }
    }
}

fn joined(parts: Vec<String>, between: &str) -> String {
    let parts = parts.iter().map(|part| part.trim());
    let seen: Vec<_> = parts.filter(|part| part.contains(is_seen)).collect();
    seen.join(between)
}
