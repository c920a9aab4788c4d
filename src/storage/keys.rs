//! Under which keys of the browser's storage everything lies.

use super::DocumentId;
use crate::domain::ClientId;

const CLIENT_PREFIX: &str = "trust-velocity/client/";
const EXERCISE_PREFIX: &str = "trust-velocity/exercise/";
const SESSION_PREFIX: &str = "trust-velocity/session/";
const DRAFT_PREFIX: &str = "trust-velocity/draft/";
pub(super) const MYSELF_KEY: &str = "trust-velocity/myself";
pub(super) const SETTINGS_KEY: &str = "trust-velocity/settings";
pub(super) const UPKEEP_KEY: &str = "trust-velocity/upkeep";
pub(super) const LOCK_KEY: &str = "trust-velocity/lock";
pub(super) const WRITER_KEY: &str = "trust-velocity/writer";

/// Whether a key is one of a form's drafts.
pub fn is_draft(key: &str) -> bool {
    key.starts_with(DRAFT_PREFIX)
}

/// Whether what the person keeps of themself lies under a key.
pub(super) fn is_myself(key: &str) -> bool {
    key == MYSELF_KEY
}

/// Whether a record lies under a key: what a backup holds, and what was done to keep it safe.
pub(super) fn is_record(key: &str) -> bool {
    let is_single = [MYSELF_KEY, SETTINGS_KEY, UPKEEP_KEY].contains(&key);
    let of_many = [CLIENT_PREFIX, EXERCISE_PREFIX, SESSION_PREFIX];
    is_single || of_many.iter().any(|prefix| key.starts_with(prefix))
}

/// Which document lies under a key, where one does.
pub(super) fn document_of(key: &str) -> Option<DocumentId> {
    let exercise = key.strip_prefix(EXERCISE_PREFIX);
    let session = key.strip_prefix(SESSION_PREFIX);
    let exercise = exercise.and_then(|id| id.parse().ok().map(DocumentId::Exercise));
    exercise.or_else(|| session.and_then(|id| id.parse().ok().map(DocumentId::Session)))
}

pub(super) fn document_key(id: DocumentId) -> String {
    match id {
        DocumentId::Exercise(id) => format!("{EXERCISE_PREFIX}{id}"),
        DocumentId::Session(id) => format!("{SESSION_PREFIX}{id}"),
    }
}

pub(super) fn client_key(id: ClientId) -> String {
    format!("{CLIENT_PREFIX}{id}")
}

pub(super) fn draft_key(form: &str) -> String {
    format!("{DRAFT_PREFIX}{form}")
}
