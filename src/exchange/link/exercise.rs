//! An exercise with its key, from one trainer to another.

use serde_json::value::RawValue;

use super::{Kind, LinkError, find, malformed, parse, write};
use crate::{documents::OpaqueDocument, domain::exercise::Exercise};

/// The text that carries an exercise, its key readable for whoever has it.
///
/// # Errors
/// [`LinkError::Malformed`] where it is so long that nobody could read it: a file carries it then.
pub fn write_exercise(exercise: &Exercise) -> Result<String, LinkError> {
    let document = OpaqueDocument::of_exercise(exercise).map_err(malformed)?;
    let json = RawValue::from_string(document.text().to_owned()).map_err(malformed)?;
    write(Kind::Exercise, &json)
}

/// The exercise in a link, or in whatever else was pasted.
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
