//! Reading the records: what other tabs have changed, all keys a little at a time, and the clients that
//! a page shows.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    Listed, Store,
    deferred::{DeferredCommand, NeededRecords, PageClients},
    exclusive::RECORDS,
};
use crate::{
    domain::{CivilDate, ClientId},
    platform,
    storage::{SaveError, StoredKind, bin_expired, stored_kind},
};

/// How often the page shows what the scan has found, in milliseconds.
const BETWEEN_SHOWS_MILLIS: f64 = 250.0;
/// How many records are copied into the journal before the browser gets its turn.
const COPIES_IN_SLICE: usize = 50;
/// How many clients are read before the browser gets its turn.
const CLIENTS_IN_SLICE: usize = 40;

impl Store {
    /// Looks at the calendar again: a page can stay open over midnight.
    pub fn update_today(self) {
        if self.today.get_untracked() != platform::today() {
            self.refresh();
        }
    }

    /// Today's date, once the calendar was looked at, for what is saved now.
    pub fn today_at_save(self) -> CivilDate {
        self.update_today();
        self.today.get_untracked()
    }

    /// Looks at the calendar and at all records again: a page that slept heard of no change.
    pub fn refresh(self) {
        let today = platform::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
        self.defer(DeferredCommand::Refresh);
        self.reload_on_other_lock();
    }

    /// Reads what another tab has stored under a key, or has removed; no key means all of them.
    pub fn handle_storage_event(self, key: Option<String>) {
        let Some(key) = key else {
            return self.refresh();
        };
        match stored_kind(&key) {
            StoredKind::Record | StoredKind::Writer | StoredKind::Mark => {
                self.defer(DeferredCommand::ReadKey(key));
            }
            StoredKind::Lock => self.reload_on_other_lock(),
            StoredKind::Other => {}
        }
    }

    pub(super) fn refresh_now(self) {
        let today = self.today.get_untracked();
        spawn_local(async move {
            let needs_recovery = self.with_replica(None, async |replica| {
                Ok(replica.repository().needs_recovery()?)
            });
            // Reading waits for nobody, since a page on its way out must not hold up the others; bringing
            // records back does.
            let right = (needs_recovery.await == Ok(true)).then_some(RECORDS);
            let started = self.run_exclusive(right, async |replica| {
                replica.set_today(today)?;
                replica.start_scan()?;
                Ok(replica.scan_left())
            });
            match started.await {
                Ok(left) => self.scan(left),
                Err(error) => self.tell_of_reading(&error),
            }
        });
    }

    pub(super) fn read_key_now(self, key: String) {
        spawn_local(async move {
            let is_mark = stored_kind(&key) == StoredKind::Mark;
            let read = self.run_exclusive(None, async |replica| {
                replica.read_key(&key).await?;
                let looks = replica.has_gone() || is_mark && !replica.removed().is_empty();
                // Without the mark, something has removed all records, one after the other.
                let lacks_mark = is_mark && replica.repository().needs_recovery()?;
                Ok((lacks_mark, looks))
            });
            let done = match read.await {
                Ok((true, _)) => return self.refresh_now(),
                Ok((false, true)) => self.find_removed().await,
                Ok((false, false)) => Ok(()),
                Err(error) => Err(error),
            };
            if let Err(error) = done {
                self.tell_of_reading(&error);
            }
        });
    }

    pub(super) fn read_page_clients_now(self, clients: PageClients) {
        spawn_local(async move {
            let read = match (self.read_others().await, clients.needed) {
                (Ok(()), NeededRecords::WithClient(id)) => self.read_client(id).await,
                (Ok(()), NeededRecords::All) => self.read_all(|left| clients.set_left(left)).await,
                (others, _) => others,
            };
            // The page is made in another task than its client: both take long if there is much to show.
            if matches!(clients.needed, NeededRecords::WithClient(_)) {
                platform::pause(Duration::ZERO).await;
            }
            clients.set_read(read);
        });
    }

    /// A locked store has nothing to be read; any other failure is told.
    pub(super) fn tell_of_reading(self, error: &SaveError) {
        if *error != SaveError::Locked {
            self.show_toast(&self.text().save_error(error));
        }
    }

    /// Looks at the keys that are left to be looked at, and stores the summaries that were made: a little
    /// at a time, when the browser has nothing else to do.
    pub(super) fn scan(self, left: usize) {
        self.scan_left.set(left);
        let is_scanning = self.internals.with_value(|internals| internals.is_scanning);
        if is_scanning {
            return;
        }
        self.internals
            .update_value(|internals| internals.is_scanning = true);
        spawn_local(async move {
            let scanned = self.scan_in_slices().await;
            self.scan_left.set(0);
            self.internals
                .update_value(|internals| internals.is_scanning = false);
            if let Err(error) = scanned {
                self.tell_of_reading(&error);
            }
        });
    }

    async fn scan_in_slices(self) -> Result<(), SaveError> {
        platform::painted().await;
        let mut shown_at = platform::now_millis();
        loop {
            platform::pause(Duration::ZERO).await;
            // A command may leave more keys to be looked at while shards are stored.
            if !self.scan_slice(&mut shown_at).await? && !self.save_shard().await? {
                break;
            }
        }
        self.update_badge();
        self.copy_records().await?;
        // Only now is it known of every client when it was put into the bin.
        let today = self.today.get_untracked();
        let is_old = |listed: &Listed| bin_expired(&listed.summary, today);
        let has_old = self
            .summaries
            .with_untracked(|all| all.values().any(is_old));
        if has_old {
            self.empty_old_bin();
        }
        Ok(())
    }

    /// Looks at some keys; returns whether there were any. The records found are shown now and then.
    async fn scan_slice(self, shown_at: &mut f64) -> Result<bool, SaveError> {
        self.with_replica(None, async |replica| {
            if replica.scan_left() == 0 {
                return Ok(false);
            }
            let until = platform::now_millis() + platform::SLICE_MILLIS;
            let mut left = replica.scan(1).await?;
            while 0 < left && platform::now_millis() < until {
                left = replica.scan(1).await?;
            }
            if left == 0 || *shown_at + BETWEEN_SHOWS_MILLIS < platform::now_millis() {
                self.show(replica);
                *shown_at = platform::now_millis();
            }
            self.scan_left.set(left);
            Ok(true)
        })
        .await
    }

    /// Stores a shard of summaries that is older than the view; returns whether there was one.
    async fn save_shard(self) -> Result<bool, SaveError> {
        self.with_replica(Some(RECORDS), async |replica| {
            Ok(replica.save_next_shard().await)
        })
        .await
    }

    /// Copies the records into the journal that no command has written yet, a little at a time; then looks
    /// for those of which only the copy is left.
    async fn copy_records(self) -> Result<(), SaveError> {
        let keys = self.with_replica(None, async |replica| {
            Ok(replica.repository().keys_without_copy().await?)
        });
        for slice in keys.await?.chunks(COPIES_IN_SLICE) {
            self.with_replica(Some(RECORDS), async |replica| {
                Ok(replica.repository().add_copies(slice).await?)
            })
            .await?;
            platform::pause(Duration::ZERO).await;
        }
        let looks = self.with_replica(None, async |replica| {
            Ok(replica.has_gone() || !replica.removed().is_empty())
        });
        if looks.await? {
            self.find_removed().await?;
        }
        Ok(())
    }

    /// Looks which records something else has removed.
    async fn find_removed(self) -> Result<(), SaveError> {
        self.run_exclusive(Some(RECORDS), async |replica| {
            Ok(replica.find_removed().await?)
        })
        .await
    }

    /// Whether these clients, and all other records, are here.
    pub(super) fn has_read(self, needed: NeededRecords) -> bool {
        let has_others = || {
            self.internals
                .with_value(|internals| internals.has_read_others)
        };
        match needed {
            NeededRecords::None => true,
            NeededRecords::AllButClients => has_others(),
            NeededRecords::WithClient(id) => has_others() && self.has_read_client(id),
            NeededRecords::All => false,
        }
    }

    fn has_read_client(self, id: ClientId) -> bool {
        self.clients
            .with_untracked(|clients| clients.contains_key(&id))
    }

    pub(super) async fn read_others(self) -> Result<(), SaveError> {
        self.run_exclusive(None, async |replica| Ok(replica.scan_others().await?))
            .await?;
        self.internals
            .update_value(|internals| internals.has_read_others = true);
        Ok(())
    }

    /// How often each client was saved, in the order of their ids.
    ///
    /// # Errors
    /// [`SaveError::Locked`] while the records are locked.
    pub async fn revs(self) -> Result<Vec<(ClientId, u64)>, SaveError> {
        self.with_replica(None, async |replica| {
            let entries = replica.index().entries();
            Ok(entries.map(|(id, entry)| (id, entry.rev)).collect())
        })
        .await
    }

    /// Reads a client, for a page that shows it.
    ///
    /// # Errors
    /// [`SaveError`] if the store cannot be read, or is locked.
    pub async fn read_client(self, id: ClientId) -> Result<(), SaveError> {
        if self.has_read_client(id) {
            return Ok(());
        }
        self.run_exclusive(None, async |replica| Ok(replica.read_client(id).await?))
            .await
    }

    /// Reads all clients, for a page about all of them; `show_left` is told how many are left.
    ///
    /// # Errors
    /// As [`Self::read_client`].
    pub async fn read_all(self, show_left: impl Fn(usize)) -> Result<(), SaveError> {
        loop {
            let left = self.with_replica(None, async |replica| {
                let left = replica.read_all_clients(CLIENTS_IN_SLICE).await?;
                if left == 0 {
                    self.show(replica);
                }
                Ok(left)
            });
            let left = left.await?;
            show_left(left);
            if left == 0 {
                return Ok(());
            }
            platform::pause(Duration::ZERO).await;
        }
    }
}
