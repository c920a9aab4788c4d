//! The keys of the browser's storage.

use std::collections::BTreeMap;

use crate::{documents::DocumentId, domain::ClientId};

const CLIENT_PREFIX: &str = "trust-velocity/client/";
const EXERCISE_PREFIX: &str = "trust-velocity/exercise/";
const SESSION_PREFIX: &str = "trust-velocity/session/";
const TEAM_PREFIX: &str = "trust-velocity/team/";
const SUMMARIES_PREFIX: &str = "trust-velocity/summaries/";
const DRAFT_PREFIX: &str = "trust-velocity/draft/";
const LIVE_HOST_PREFIX: &str = "trust-velocity/draft/live/";
const LIVE_MANAGER_PREFIX: &str = "trust-velocity/draft/live-team/";
pub(super) const MYSELF_KEY: &str = "trust-velocity/myself";
pub(super) const SETTINGS_KEY: &str = "trust-velocity/settings";
pub(super) const BACKUP_LOG_KEY: &str = "trust-velocity/upkeep";
pub(super) const LOCK_KEY: &str = "trust-velocity/lock";
pub(super) const WRITER_KEY: &str = "trust-velocity/writer";
/// Whether the icon shows a count: no record.
pub(super) const BADGE_KEY: &str = "trust-velocity/badge";
/// The number of the last command that is kept in the journal.
pub(super) const JOURNAL_KEY: &str = "trust-velocity/journal";

/// The kind of a key's text, for a tab that is told of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredKind {
    /// A record.
    Record,
    /// The parameters of the lock.
    Lock,
    /// The number of the tab that writes.
    Writer,
    /// The journal's mark.
    Mark,
    /// A draft, a shard of summaries, or something of another app: no tab waits for it.
    Other,
}

/// The kind of a key's text.
pub fn stored_kind(key: &str) -> StoredKind {
    match key {
        LOCK_KEY => StoredKind::Lock,
        WRITER_KEY => StoredKind::Writer,
        JOURNAL_KEY => StoredKind::Mark,
        _ if is_record(key) => StoredKind::Record,
        _ => StoredKind::Other,
    }
}

/// Whether a key is the key of a form's draft.
pub(super) fn is_draft(key: &str) -> bool {
    key.starts_with(DRAFT_PREFIX)
}

/// Whether a key is the key of the person's own records.
pub(super) fn is_myself(key: &str) -> bool {
    key == MYSELF_KEY
}

/// Whether a key is the key of a record: of a document that a backup holds, or of the log of backups.
pub(super) fn is_record(key: &str) -> bool {
    let is_single = [MYSELF_KEY, SETTINGS_KEY, BACKUP_LOG_KEY].contains(&key);
    let of_many = [CLIENT_PREFIX, EXERCISE_PREFIX, SESSION_PREFIX, TEAM_PREFIX];
    is_single || of_many.iter().any(|prefix| key.starts_with(prefix))
}

/// Whether a key is the key of what the host of a live class or the manager of a live team keeps: private
/// keys, which nothing can make again.
pub(super) fn is_live_keys(key: &str) -> bool {
    key.starts_with(LIVE_HOST_PREFIX) || key.starts_with(LIVE_MANAGER_PREFIX)
}

/// Whether the journal keeps what is stored under a key: records, their lock, and the keys of live classes
/// and teams.
pub(super) fn is_journaled(key: &str) -> bool {
    key == LOCK_KEY || is_record(key) || is_live_keys(key)
}

/// The id of the client under a key, if it is a client's key.
pub(super) fn client_of(key: &str) -> Option<ClientId> {
    key.strip_prefix(CLIENT_PREFIX)?.parse().ok()
}

/// The id of the document under a key, if it is a document's key.
pub(super) fn document_of(key: &str) -> Option<DocumentId> {
    let id = |prefix| key.strip_prefix(prefix)?.parse().ok();
    let exercise = id(EXERCISE_PREFIX).map(DocumentId::Exercise);
    let session = || id(SESSION_PREFIX).map(DocumentId::Session);
    let team = || id(TEAM_PREFIX).map(DocumentId::Team);
    exercise.or_else(session).or_else(team)
}

pub(super) fn document_key(id: DocumentId) -> String {
    let prefix = match id {
        DocumentId::Exercise(_) => EXERCISE_PREFIX,
        DocumentId::Session(_) => SESSION_PREFIX,
        DocumentId::Team(_) => TEAM_PREFIX,
    };
    format!("{prefix}{}", id.entry())
}

pub(super) fn client_key(id: ClientId) -> String {
    format!("{CLIENT_PREFIX}{id}")
}

/// Whether a key is the key of a shard of summaries.
pub(super) fn is_summaries(key: &str) -> bool {
    key.starts_with(SUMMARIES_PREFIX)
}

/// The key of a shard of summaries.
pub(super) fn summaries_key(shard: u8) -> String {
    format!("{SUMMARIES_PREFIX}{shard}")
}

pub(super) fn draft_key(form: &str) -> String {
    format!("{DRAFT_PREFIX}{form}")
}

/// Removes every seen key that is not among these, which are sorted; returns the removed ones.
pub(super) fn remove_missing<K: Ord + Clone, V>(seen: &mut BTreeMap<K, V>, keys: &[K]) -> Vec<K> {
    let mut gone = Vec::new();
    seen.retain(|key, _| {
        let is_there = keys.binary_search(key).is_ok();
        if !is_there {
            gone.push(key.clone());
        }
        is_there
    });
    gone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::{LiveHost, LiveManager, LivePhone, LiveSeller},
        domain::{EntryId, counting::assert_linear},
    };

    #[test]
    fn of_drafts_the_journal_keeps_the_keys_of_hosts_and_managers_alone() {
        let id = EntryId::new(7);
        assert!(is_journaled(&draft_key(&LiveHost::draft(id))));
        assert!(is_journaled(&draft_key(&LiveManager::draft(id))));
        assert!(!is_journaled(&draft_key(&LivePhone::draft(id))));
        assert!(!is_journaled(&draft_key(&LiveSeller::draft(id))));
        assert!(!is_journaled(&draft_key("join/7")));
    }

    #[test]
    fn a_refresh_stays_linear_in_the_number_of_keys() {
        assert_linear(|count| {
            let mut seen = (0..count).map(|key| (EntryId::new(key), 0)).collect();
            let keys: Vec<_> = (count / 2..count).map(EntryId::new).collect();
            let gone = remove_missing(&mut seen, &keys);
            assert_eq!((gone.len(), seen.len()), (keys.len(), keys.len()));
        });
    }
}
