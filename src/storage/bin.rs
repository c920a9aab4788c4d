//! The bin: clients stay in it for some days, then they are removed for good.

use std::sync::Arc;

use super::{Change, ChangeSet, Replica, SaveError};
use crate::domain::{CivilDate, Client, Summary};

/// How long a client stays in the bin, in days.
pub const DAYS_IN_BIN: i64 = 30;

/// Whether a client, by its summary, has been in the bin for [`DAYS_IN_BIN`].
pub fn bin_expired(summary: &Summary, today: CivilDate) -> bool {
    summary.binned.is_some_and(|day| is_over(day, today))
}

/// Whether the time in the bin, from a day on, is over.
fn is_over(binned: CivilDate, today: CivilDate) -> bool {
    DAYS_IN_BIN <= today.days_since(binned)
}

impl Replica {
    /// Removes for good the clients that have been in the bin for [`DAYS_IN_BIN`].
    ///
    /// # Errors
    /// [`SaveError`]; then some of them may still be there.
    pub async fn empty_old_bin(&mut self, today: CivilDate) -> Result<(), SaveError> {
        let old = self.index.entries();
        let old = old.filter(|(_, entry)| bin_expired(&entry.summary, today));
        let old: Vec<_> = old.map(|(id, _)| id).collect();
        for id in old {
            self.read_client(id).await?;
            // It may have left the bin in another tab: the client decides, not its summary.
            let client = self.client(id).cloned();
            let is_old =
                |client: &Arc<Client>| client.binned().is_some_and(|day| is_over(day, today));
            let Some(before) = client.filter(is_old) else {
                continue;
            };
            let removal = Change {
                before: Some(before),
                after: None,
            };
            self.make(ChangeSet::of_clients(vec![removal])).await?;
        }
        Ok(())
    }
}
