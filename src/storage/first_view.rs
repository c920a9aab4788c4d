//! What a page shows first: the settings and the summaries, without any client.
//!
//! Invariant: nothing here decodes, changes or writes a record, so that the first wasm file holds no
//! code for it; the [`Replica`](super::Replica) goes on from here.

use super::{BackendError, Repository, index::ClientIndex};
use crate::domain::{CivilDate, Settings};

/// The first view of the records.
pub struct FirstView {
    pub(super) repository: Repository,
    /// The settings; the defaults until unreadable ones are told of.
    pub settings: Settings,
    /// The summaries of the clients.
    pub index: ClientIndex,
    /// Whether records are stored that have no summary here.
    pub has_unread: bool,
}

impl FirstView {
    /// Reads the settings and the summaries.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read at all.
    pub async fn read(repository: Repository, today: CivilDate) -> Result<Self, BackendError> {
        let settings = repository.settings().await?;
        let mut index = ClientIndex::new(today, settings.assumptions);
        for shard in repository.summaries().await {
            index.insert_shard(shard);
        }
        let has_unread = index.entries().next().is_none() && repository.has_clients()?;
        Ok(Self {
            repository,
            settings,
            index,
            has_unread,
        })
    }

    /// Where the records lie.
    pub const fn repository(&self) -> &Repository {
        &self.repository
    }
}
