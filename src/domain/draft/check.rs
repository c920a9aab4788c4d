//! What all checks have in common: keeping what is wrong, and reading a date.

use super::Field;
use crate::domain::{CivilDate, Client, DateError, ParseDateError};

/// What was typed is not a date that may stand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TypedDateError {
    /// Not a date.
    #[error(transparent)]
    Malformed(#[from] ParseDateError),
    /// A date, but not one of this client.
    #[error(transparent)]
    Refused(#[from] DateError),
}

/// What has been found wrong with a draft so far.
pub(super) struct Faults<E>(Vec<(Field, E)>);

impl<E> Faults<E> {
    /// The value of a field; what is wrong is kept.
    pub(super) fn take<T>(&mut self, field: Field, read: Result<T, impl Into<E>>) -> Option<T> {
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
