//! The first view of a page: the settings and the summaries, without any client.
//!
//! Invariant: nothing here decodes, changes or writes a record, so that the first wasm file holds no
//! code for it; the [`Replica`](super::Replica) goes on from here.

use super::{BackendError, Repository, index::ClientIndex};
use crate::domain::{CivilDate, Settings};

/// The first view of the records.
pub struct FirstView {
    pub(super) repository: Repository,
    /// The settings; none if only the [`Replica`](super::Replica) can read them, or tell that it cannot.
    pub settings: Option<Settings>,
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
        let settings = repository.printed_settings().await?;
        let assumptions = settings.unwrap_or_default().assumptions;
        let mut index = ClientIndex::new(today, assumptions);
        index.insert_shards(repository.summaries().await);
        let has_unread = index.entries().next().is_none() && repository.has_clients()?;
        Ok(Self {
            repository,
            settings,
            index,
            has_unread,
        })
    }

    /// The repository of the records.
    pub const fn repository(&self) -> &Repository {
        &self.repository
    }
}
