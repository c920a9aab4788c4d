//! An exercise with its answer key, sent from one trainer to another.

use serde_json::value::RawValue;

use super::{Kind, LinkError, find, malformed, parse, version_of, write_as};
use crate::{documents::OpaqueDocument, domain::exercise::Exercise};

/// Writes the text that carries an exercise, whose answer key anyone can read.
///
/// # Errors
/// [`LinkError::Malformed`] if it is longer than a reader accepts; a file can carry it then.
pub fn write_exercise(exercise: &Exercise) -> Result<String, LinkError> {
    let document = OpaqueDocument::of_exercise(exercise).map_err(malformed)?;
    let json = RawValue::from_string(document.text().to_owned()).map_err(malformed)?;
    write_as(version_of(exercise.case()), Kind::Exercise, &json)
}

/// Finds the exercise in a link or in a longer pasted text.
///
/// # Errors
/// [`LinkError`].
pub fn find_exercise(pasted: &str) -> Result<Exercise, LinkError> {
    find(pasted, |kind, json| match kind {
        Kind::Exercise => {
            let json = parse::<Box<RawValue>>(json)?;
            OpaqueDocument::new(json.get())
                .exercise()
                .map_err(malformed)
        }
        _ => Err(LinkError::OtherKind),
    })
}
