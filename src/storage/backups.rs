//! The records that a backup holds: a file that was made, or one that was restored.
//!
//! Invariant: a file counts for a record only if the record here is as the file has it.

use std::sync::Arc;

use super::{Replica, SaveError};
use crate::{
    documents::{BackupLog, BackupMark, DocumentId, OpaqueDocument},
    domain::{CivilDate, Client, ClientId, EntryId, Myself},
};

/// The records in a file that was restored.
#[derive(Clone, Debug)]
pub struct RestoredFile {
    /// The day on which it was made.
    pub made: CivilDate,
    /// Its clients.
    pub clients: Vec<Arc<Client>>,
    /// The person's own records in it.
    pub myself: Option<Myself>,
    /// Its exercises and sessions.
    pub documents: Vec<(DocumentId, OpaqueDocument)>,
}

impl Replica {
    /// The number of changes since the last backup.
    pub fn changes_since_backup(&self) -> u64 {
        let entries = self.index.entries();
        let own = entries.filter(|(_, entry)| !entry.summary.is_example);
        let revs = own.map(|(id, entry)| (entry_number(id), entry.rev));
        let revs = revs.chain(self.document_revs());
        self.backup_log.changes_since_backup(revs, self.myself_rev)
    }

    /// Stores the log of backups.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_backup_log(&mut self, backup_log: BackupLog) -> Result<(), SaveError> {
        self.repository.save_backup_log(&backup_log).await?;
        self.backup_log = backup_log;
        self.others_touched = true;
        Ok(())
    }

    /// Notes in the log that a backup of all known records was made on a day.
    ///
    /// # Errors
    /// [`SaveError`]; then it is not noted.
    pub async fn mark_backup(&mut self, day: CivilDate) -> Result<(), SaveError> {
        let revs = self.index.entries();
        let revs = revs.map(|(id, entry)| (entry_number(id), entry.rev));
        let revs = revs.chain(self.document_revs());
        let backup = Some(BackupMark {
            day,
            revs: revs.collect(),
            myself_rev: self.myself_rev,
        });
        let backup_log = BackupLog {
            backup,
            ..self.backup_log.clone()
        };
        self.put_backup_log(backup_log).await
    }

    /// Notes in the log that each record that is here as a restored file has it is backed up in that file.
    /// A record that differs, or is not in the file, counts as it did before.
    ///
    /// # Errors
    /// [`SaveError`]; then it is not noted.
    pub async fn mark_restored(
        &mut self,
        file: &RestoredFile,
        today: CivilDate,
    ) -> Result<(), SaveError> {
        // A clock may have been wrong when the file was made.
        let made = file.made.min(today);
        let mut mark = self.backup_log.backup.clone().unwrap_or(BackupMark {
            day: made,
            revs: [].into(),
            myself_rev: 0,
        });
        mark.day = mark.day.max(made);
        let mut left = file.clients.len();
        for in_file in &file.clients {
            left -= 1;
            self.repository.yield_now(left).await;
            let entry = self.index.entry(in_file.id());
            if let Some(entry) = entry.filter(|entry| entry.client.as_ref() == Some(in_file)) {
                mark.revs.insert(entry_number(in_file.id()), entry.rev);
            }
        }
        for (id, in_file) in &file.documents {
            let mut documents = self.documents.iter();
            let found = documents.find(|(other, ..)| other == id);
            if let Some((_, rev, _)) = found.filter(|(.., document)| document == in_file) {
                mark.revs.insert(id.entry(), *rev);
            }
        }
        if file.myself.as_ref() == Some(&*self.myself) {
            mark.myself_rev = self.myself_rev;
        }
        let backup_log = BackupLog {
            backup: Some(mark),
            ..self.backup_log.clone()
        };
        self.put_backup_log(backup_log).await
    }

    fn document_revs(&self) -> impl Iterator<Item = (EntryId, u64)> {
        self.documents.iter().map(|(id, rev, _)| (id.entry(), *rev))
    }
}

/// A client's number among those of everything that is saved: all are drawn at random.
const fn entry_number(client: ClientId) -> EntryId {
    EntryId::new(client.number())
}
