//! The parts that all checks of drafts share: keeping what is wrong, and reading a date.

use super::Field;
use crate::domain::{CivilDate, Client, DateError, ParseDateError};

/// The typed text is not an allowed date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedDateError {
    /// Not a date.
    #[error(transparent)]
    Malformed(#[from] ParseDateError),
    /// A date, but not one of this client.
    #[error(transparent)]
    Refused(#[from] DateError),
}

/// The typed text is not an allowed date after another.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LaterDateError {
    /// Not a date.
    #[error(transparent)]
    Malformed(#[from] ParseDateError),
    /// Before the earliest day that may stand.
    #[error("before {earliest}")]
    Before {
        /// That day.
        earliest: CivilDate,
    },
    /// The date has not come yet.
    #[error("after today, {today}")]
    AfterToday {
        /// Today.
        today: CivilDate,
    },
}

/// The errors found in a draft so far.
pub(super) struct Faults<E>(Vec<(Field, E)>);

impl<E> Faults<E> {
    /// The value of a field; what is wrong is kept.
    pub(super) fn accept<T>(&mut self, field: Field, read: Result<T, impl Into<E>>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.0.push((field, error.into()));
                None
            }
        }
    }
}

/// The value that `read` makes of a draft, or all faults that it finds; it finds one wherever it makes
/// no value.
pub(super) fn checked<T, E>(
    read: impl FnOnce(&mut Faults<E>) -> Option<T>,
) -> Result<T, Vec<(Field, E)>> {
    let mut faults = Faults(Vec::new());
    match read(&mut faults) {
        Some(value) if faults.0.is_empty() => Ok(value),
        _ => Err(faults.0),
    }
}

/// The date of a client's entry: from the first contact until today.
pub(super) fn entry_date(
    typed: &str,
    client: &Client,
    today: CivilDate,
) -> Result<CivilDate, TypedDateError> {
    let date = typed.parse()?;
    client.check_date(date, today)?;
    Ok(date)
}

/// A date from the earliest that may stand on, and until today if that is given.
pub(super) fn later_date(
    typed: &str,
    earliest: CivilDate,
    today: Option<CivilDate>,
) -> Result<CivilDate, LaterDateError> {
    let date = typed.parse()?;
    match today {
        _ if date < earliest => Err(LaterDateError::Before { earliest }),
        Some(today) if today < date => Err(LaterDateError::AfterToday { today }),
        _ => Ok(date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_told_though_the_rest_would_do() {
        let read = |typed: &str| {
            checked(|faults: &mut Faults<TypedDateError>| {
                faults.accept(Field::Date, typed.parse::<CivilDate>());
                Some("the rest")
            })
        };
        assert_eq!(read("2026-03-01"), Ok("the rest"));
        let wrong = TypedDateError::Malformed(ParseDateError("2026-02-30".to_owned()));
        assert_eq!(read("2026-02-30"), Err(vec![(Field::Date, wrong)]));
    }
}
