//! Identifiers: opaque 64-bit numbers, written as 16 hexadecimal digits.

use std::{fmt, str::FromStr};

/// The text is not 16 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of 16 hexadecimal digits: {0:?}")]
pub struct ParseIdError(pub String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Eq, Hash)]
        #[cfg_attr(not(test), derive(PartialEq, PartialOrd, Ord))]
        #[cfg_attr(test, allow(clippy::derived_hash_with_manual_eq, reason = "the same, counted"))]
        pub struct $name(u64);

        #[cfg(test)]
        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }

        #[cfg(test)]
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        #[cfg(test)]
        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                counting::COMPARISONS.with(|count| count.set(count.get() + 1));
                self.0.cmp(&other.0)
            }
        }

        impl $name {
            /// The identifier of a number, drawn by the caller at random.
            pub const fn new(number: u64) -> Self {
                Self(number)
            }

            /// The number.
            pub const fn number(self) -> u64 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let digits = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                if text.len() == 16 && digits {
                    if let Ok(number) = u64::from_str_radix(text, 16) {
                        return Ok(Self(number));
                    }
                }
                Err(ParseIdError(text.to_owned()))
            }
        }
    };
}

id! {
    /// The id of a client.
    ClientId
}
id! {
    /// The id of an entry: a rating, contact, breach, stage or request of a client's history, a
    /// self-assessment, an exercise, a session or a submission.
    EntryId
}

/// In unit tests every comparison of two ids is counted, which tells how work grows with the number
/// of entries on any machine.
#[cfg(test)]
pub mod counting {
    use std::cell::Cell;

    thread_local! {
        pub(super) static COMPARISONS: Cell<u64> = const { Cell::new(0) };
    }

    /// How many times ids are compared by this work.
    pub fn comparisons(work: impl FnOnce()) -> u64 {
        let before = COMPARISONS.with(Cell::get);
        work();
        COMPARISONS.with(Cell::get) - before
    }

    /// Asserts that four times as many entries cost at most six times the comparisons.
    ///
    /// # Panics
    /// If they cost more, or nothing was compared.
    #[track_caller]
    pub fn assert_linear(mut work: impl FnMut(u64)) {
        let (few, many) = (comparisons(|| work(400)), comparisons(|| work(1600)));
        assert!(0 < few, "no id was compared");
        assert!(
            many <= 6 * few,
            "{few} comparisons for 400 entries, {many} for 1,600"
        );
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn prints_what_it_parses(number: u64) {
            let id = EntryId::new(number);
            prop_assert_eq!(id.to_string().parse::<EntryId>().unwrap(), id);
        }

        #[test]
        fn takes_nothing_else(text in "[0-9a-fA-F+-]{0,18}") {
            if let Ok(id) = text.parse::<ClientId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
