//! Identifiers: opaque 64-bit numbers, written as 16 hexadecimal digits.

use std::{fmt, str::FromStr};

/// The text is not 16 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier of 16 hexadecimal digits: {0:?}")]
pub struct ParseIdError(pub String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

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
    /// Which client.
    ClientId
}
id! {
    /// Which entry of a client's history: a rating, a contact, a breach or a stage.
    EntryId
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
