//! Under which keys of the browser's storage everything lies.

use crate::domain::ClientId;

const CLIENT_PREFIX: &str = "trust-velocity/client/";
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
    is_single || key.starts_with(CLIENT_PREFIX)
}

pub(super) fn client_key(id: ClientId) -> String {
    format!("{CLIENT_PREFIX}{id}")
}

pub(super) fn draft_key(form: &str) -> String {
    format!("{DRAFT_PREFIX}{form}")
}
