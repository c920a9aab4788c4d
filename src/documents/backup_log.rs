//! The log of backups: the last one, and since when there are records here.

use std::collections::BTreeMap;

use crate::domain::{CivilDate, EntryId};

/// The log of backups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupLog {
    /// The day of the first record saved here, on which the browser was asked to keep the storage.
    pub begun: Option<CivilDate>,
    /// The last backup, if any.
    pub backup: Option<BackupMark>,
}

/// The state of the records at a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupMark {
    /// The day of the backup.
    pub day: CivilDate,
    /// The rev of each client and each document at the backup, by id.
    pub revs: BTreeMap<EntryId, u64>,
    /// The rev of the person's own records at the backup.
    pub myself_rev: u64,
}

impl BackupLog {
    /// The number of saves since the last backup, from the present revs of the clients and documents,
    /// and of the person's own records.
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
        let mut backup_log = BackupLog::default();
        let revs = || [(a, 5), (b, 2)].into_iter();
        assert_eq!(backup_log.changes_since_backup(revs(), 1), 8);
        backup_log.backup = Some(BackupMark {
            day: CivilDate::MIN,
            revs: BTreeMap::from([(a, 4), (gone, 9)]),
            myself_rev: 1,
        });
        assert_eq!(backup_log.changes_since_backup(revs(), 3), 5);
    }
}
