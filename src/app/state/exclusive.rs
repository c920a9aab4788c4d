//! Work on the records while no other tab does.
//!
//! Invariant: what has changed is shown once the journal has it.

use leptos::prelude::*;

use super::{Store, access::Records};
use crate::{
    platform,
    storage::{Replica, SaveError},
};

/// The right to change the records, among the tabs of a browser.
pub(super) const RECORDS: &str = "trust-velocity";

impl Store {
    /// Works on the records while no other tab does, and shows what they are then.
    pub(super) async fn command<T>(
        self,
        work: impl AsyncFnOnce(&mut Replica) -> Result<T, SaveError>,
    ) -> Result<T, SaveError> {
        let result = self.run_exclusive(Some(RECORDS), work).await;
        self.update_badge();
        result
    }

    /// Works on the records, after waiting for the tabs that hold this right, if one is named. Shows what
    /// has changed, once the journal has it, and looks at the keys that the work left to be looked at.
    pub(super) async fn run_exclusive<T>(
        self,
        right: Option<&str>,
        work: impl AsyncFnOnce(&mut Replica) -> Result<T, SaveError>,
    ) -> Result<T, SaveError> {
        self.with_replica(right, async |replica| {
            if right.is_some() && replica.repository().needs_recovery()? {
                self.bring_back(replica).await;
            }
            let result = work(replica).await;
            // If the journal cannot be told, the durability says so.
            replica.repository().confirm().await.ok();
            self.show(replica);
            if 0 < replica.scan_left() {
                self.scan(replica.scan_left());
            }
            result
        })
        .await
    }

    /// The same, without showing anything.
    pub(super) async fn with_replica<T>(
        self,
        right: Option<&str>,
        work: impl AsyncFnOnce(&mut Replica) -> Result<T, SaveError>,
    ) -> Result<T, SaveError> {
        let shared = self.records.get_value();
        let mut records = shared.lock().await;
        self.open_records(&mut records).await;
        let Records::Open(replica) = &mut *records else {
            return Err(SaveError::Locked);
        };
        let exclusive = match right {
            Some(name) => platform::exclusive(name).await,
            None => None,
        };
        let result = work(replica).await;
        drop(exclusive);
        result
    }
}
