//! Yielding to the browser within a long command: a page that writes thousands of records must answer
//! meanwhile.
//!
//! Invariant: between two documents of a long command the browser can have its turn.

use std::pin::Pin;

use super::Repository;

/// The wait until the browser has done its work.
pub type YieldFuture = Pin<Box<dyn Future<Output = ()>>>;

/// Decides when a long command yields to the browser.
pub trait Yield {
    /// A wait, if the work has gone on for long enough; so many parts of it are left.
    fn next(&self, left: usize) -> Option<YieldFuture>;
}

impl Repository {
    /// From now on, long commands yield as this decides.
    pub fn set_yield(&mut self, yielding: Box<dyn Yield>) {
        self.yielding = Some(yielding);
    }

    /// Yields to the browser between two parts of a command; of a command with one part, there is
    /// none. No command begins meanwhile: the page and the other tabs wait for this one.
    pub(super) async fn yield_now(&self, left: usize) {
        if left == 0 {
            return;
        }
        let wait = self
            .yielding
            .as_ref()
            .and_then(|yielding| yielding.next(left));
        if let Some(wait) = wait {
            wait.await;
        }
    }
}
