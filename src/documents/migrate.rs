//! From each version to the next, by pure functions over the documents: one of version 1 becomes one
//! of version 2, that one of version 3, and so on to the newest, which alone has a shape in code.
//! Documents of every version lie in `tests/fixtures`.
//!
//! Invariant: a step that has landed never changes.

use serde_json::{Map, Value, json};

use super::{CLASS_VERSION, CLIENT_VERSION, MYSELF_VERSION, VERSION};
use crate::domain::{BackupReminder, Settings};

/// Turns a document into one of the next version; `None` if it has not the shape of its own.
pub(super) type Step = fn(&mut Map<String, Value>) -> Option<()>;

/// The steps of one kind of document, that from version 1 first: one fewer than it has versions.
type Steps<const N: usize> = [Step; N];

/// Those of most kinds.
const MOST: usize = VERSION as usize - 1;

/// Version 2 knows the bin, version 3 answers to items and requests; version 4 shorter ratings, and
/// promises, which are absent if there are none.
pub(super) const CLIENT: Steps<{ CLIENT_VERSION as usize - 1 }> = [
    |document| add(document, "binned", Value::Null),
    |document| add(inner(document, "client")?, "requests", json!([])),
    |document| {
        let ratings = inner(document, "client")?.get_mut("ratings")?;
        ratings.as_array_mut()?.iter_mut().try_for_each(shorten)
    },
];

/// A rating of version 3 (id, date, rater, instrument, reading, note) as one of version 4. An
/// instrument that does not fit the reading stays in its place, since it is no reading.
fn shorten(rating: &mut Value) -> Option<()> {
    let fields = rating.as_array_mut()?;
    let [_, _, rater, instrument, reading, note] = fields.as_mut_slice() else {
        return None;
    };
    *rater = match rater.take() {
        Value::String(id) if id == "seller" => json!(0),
        Value::String(id) if id == "peer" => json!(1),
        Value::Object(mut client) if client.len() == 1 => {
            client.remove("client").filter(Value::is_string)?
        }
        _ => return None,
    };
    let fits = |answers: &str| match instrument.as_str() {
        Some("items16-1") => answers.len() == 16,
        Some("items4-1") => answers.len() == 4,
        _ => false,
    };
    let short = match reading {
        Value::String(answers) if fits(answers) => Some(json!(format!("1:{answers}"))),
        Value::Array(_) if instrument == "sliders-1" => Some(reading.take()),
        _ => None,
    };
    *instrument = short.unwrap_or_else(|| instrument.take());
    let has_no_note = note == "";
    fields.remove(4);
    fields.truncate(if has_no_note { 4 } else { 5 });
    Some(())
}

/// Version 2 knows the reminders of a backup, version 3 whether the next item comes by itself.
pub(super) const SETTINGS: Steps<MOST> = [
    |document| {
        let reminder = BackupReminder::default();
        let settings = inner(document, "settings")?;
        add(settings, "remind_changes", json!(reminder.changes))?;
        add(settings, "remind_days", json!(reminder.days))
    },
    |document| {
        let advances = Settings::default().advances;
        add(inner(document, "settings")?, "advance", json!(advances))
    },
];

/// There was none in version 1; version 3 knows of oneself, of whom nothing was saved before, and the
/// day on which the records began here, not only that they did.
pub(super) const BACKUP_LOG: Steps<MOST> = [
    |_| None,
    |document| {
        let upkeep = inner(document, "upkeep")?;
        upkeep.remove("asked_to_persist")?;
        add(upkeep, "begun", Value::Null)?;
        match upkeep.get_mut("backup")? {
            Value::Null => {}
            Value::Array(mark) => mark.push(json!(0)),
            _ => return None,
        }
        Some(())
    },
];

/// There was none before version 3; version 4 knows saved filters.
pub(super) const MYSELF: Steps<{ MYSELF_VERSION as usize - 1 }> = [
    |_| None,
    |_| None,
    |document| add(inner(document, "myself")?, "filters", json!([])),
];

/// There was none before version 3. Version 4 of a session may hold former answers; one without them
/// is read as it is, since files hold it too. Version 5 of an exercise may hold readings, and questions
/// of time points. Version 6 of a session may hold a second round; one without it is read as it is too.
pub(super) const DOCUMENT: Steps<{ CLASS_VERSION as usize - 1 }> =
    [|_| None, |_| None, |_| Some(()), |_| Some(()), |_| Some(())];

fn inner<'a>(
    document: &'a mut Map<String, Value>,
    field: &str,
) -> Option<&'a mut Map<String, Value>> {
    document.get_mut(field)?.as_object_mut()
}

/// Adds a field; `None` if it exists already, since its version did not know it.
fn add(document: &mut Map<String, Value>, field: &str, value: Value) -> Option<()> {
    document
        .insert(field.to_owned(), value)
        .is_none()
        .then_some(())
}
