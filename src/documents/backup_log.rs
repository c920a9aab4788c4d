//! What the app remembers of keeping the records safe: the last backup, and what was asked.

use std::collections::BTreeMap;

use crate::domain::{CivilDate, EntryId};

/// What was done to keep the records safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    /// The day of the first record saved here, when the browser was asked to keep the storage.
    pub begun: Option<CivilDate>,
    /// The last backup, if there was one.
    pub backup: Option<BackupMark>,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupMark {
    /// The day it was made.
    pub day: CivilDate,
    /// How often each client and each document had been saved by then, by its number.
    pub revs: BTreeMap<EntryId, u64>,
    /// How often what one keeps of oneself had been saved by then.
    pub myself_rev: u64,
}

impl Upkeep {
    /// How many changes no backup holds: of these clients and documents, given with how often each
    /// was saved, and of oneself.
    pub fn changes_since_backup(
        &self,
        revs: impl Iterator<Item = (EntryId, u64)>,
        myself_rev: u64,
    ) -> u64 {
        let backup = self.backup.as_ref();
        let backed_up = |id| backup.and_then(|backup| backup.revs.get(&id)).copied();
        let myself = backup.map_or(0, |backup| backup.myself_rev);
        let of_each = revs.map(|(id, rev)| rev.saturating_sub(backed_up(id).unwrap_or(0)));
        of_each.sum::<u64>() + myself_rev.saturating_sub(myself)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_after_the_backup_count() {
        let (a, b, gone) = (EntryId::new(1), EntryId::new(2), EntryId::new(3));
        let mut upkeep = Upkeep::default();
        let revs = || [(a, 5), (b, 2)].into_iter();
        assert_eq!(upkeep.changes_since_backup(revs(), 1), 8);
        upkeep.backup = Some(BackupMark {
            day: CivilDate::MIN,
            revs: BTreeMap::from([(a, 4), (gone, 9)]),
            myself_rev: 1,
        });
        assert_eq!(upkeep.changes_since_backup(revs(), 3), 5);
    }
}
