//! The identity of an exercise: one of ours, a number drill, or one that a trainer wrote.

use std::{fmt, str::FromStr};

use crate::domain::EntryId;

/// The id of an exercise.
///
/// As a text it is the name of a built-in one, `drill-` and its seed, or the 16 hexadecimal digits
/// of an own one.
///
/// ```
/// use trust_velocity::domain::exercise::ExerciseId;
/// let id: ExerciseId = "drill-7".parse()?;
/// assert_eq!(id, ExerciseId::Drill(7));
/// assert!(matches!("one-over-t".parse()?, ExerciseId::BuiltIn(_)));
/// assert!(matches!("00000000000000ff".parse()?, ExerciseId::Own(_)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExerciseId {
    /// One of the site's own.
    BuiltIn(Slug),
    /// The number drill of a seed.
    Drill(u32),
    /// One that a trainer wrote.
    Own(EntryId),
}

/// The stable name of a built-in exercise, or of another text of the site: 1–32 small letters, digits and
/// hyphens, not all of them hexadecimal digits, and no drill's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug {
    /// Padded with zeros.
    bytes: [u8; Slug::MAX],
}

/// The text names no exercise.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an exercise: {0:?}")]
pub struct ParseExerciseIdError(pub String);

const DRILL: &str = "drill-";

impl Slug {
    const MAX: usize = 32;

    /// The name.
    pub fn as_str(&self) -> &str {
        let end = self.bytes.iter().position(|byte| *byte == 0);
        let used = &self.bytes[..end.unwrap_or(Self::MAX)];
        // Only ASCII gets in.
        str::from_utf8(used).unwrap_or_default()
    }

    /// The name that a text is, if it is one.
    pub fn read(text: &str) -> Option<Self> {
        let is_plain = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.is_empty() || !text.bytes().all(is_plain) || is_hex || text.starts_with(DRILL) {
            return None;
        }
        let mut bytes = [0; Self::MAX];
        bytes
            .get_mut(..text.len())?
            .copy_from_slice(text.as_bytes());
        Some(Self { bytes })
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Slug {
    type Err = ParseExerciseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text).ok_or_else(|| ParseExerciseIdError(text.to_owned()))
    }
}

impl ExerciseId {
    fn read(text: &str) -> Option<Self> {
        if let Some(seed) = text.strip_prefix(DRILL) {
            let seed = seed.parse().ok()?;
            // One text for each seed: no sign, no zeros before it.
            return (Self::Drill(seed).to_string() == text).then_some(Self::Drill(seed));
        }
        let own = text.parse().ok().map(Self::Own);
        own.or_else(|| Slug::read(text).map(Self::BuiltIn))
    }
}

impl FromStr for ExerciseId {
    type Err = ParseExerciseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text).ok_or_else(|| ParseExerciseIdError(text.to_owned()))
    }
}

impl fmt::Display for ExerciseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn(slug) => slug.fmt(f),
            Self::Drill(seed) => write!(f, "{DRILL}{seed}"),
            Self::Own(id) => write!(f, "{id}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_kind_of_exercise_is_known_by_its_name() {
        let id = |text: &str| text.parse::<ExerciseId>();
        let longest = "a-".repeat(16);
        for name in ["one-over-t", "x", &longest] {
            let slug: Slug = name.parse().unwrap();
            assert_eq!((slug.as_str(), slug.to_string().as_str()), (name, name));
            assert_eq!(id(name), Ok(ExerciseId::BuiltIn(slug)));
        }
        assert_eq!(id("drill-7"), Ok(ExerciseId::Drill(7)));
        let own = ExerciseId::Own(EntryId::new(255));
        assert_eq!(id("00000000000000ff"), Ok(own));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        let long = "a-".repeat(17);
        for text in [
            "", "Upper", "a b", "drill-", "drill-01", "drill-x", "ff", "价", &long,
        ] {
            assert!(text.parse::<ExerciseId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_parses(
            text in "[a-z0-9-]{0,34}|drill-[0-9+]{1,11}|[0-9a-f]{15,17}",
        ) {
            if let Ok(id) = text.parse::<ExerciseId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
