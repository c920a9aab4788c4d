//! Turns of the browser within a long command: a page that writes thousands of records must answer
//! meanwhile.
//!
//! Invariant: between two documents of a long command the browser can have its turn.

use std::pin::Pin;

use super::Repository;

/// The wait until the browser has had its turn.
pub type Turn = Pin<Box<dyn Future<Output = ()>>>;

/// Gives the browser its turns.
pub trait Turns {
    /// A wait, if the work has gone on for long enough; so many parts of it are left.
    fn next(&self, left: usize) -> Option<Turn>;
}

impl Repository {
    /// From now on, long commands give the browser its turns.
    pub fn set_turns(&mut self, turns: Box<dyn Turns>) {
        self.turns = Some(turns);
    }

    /// Gives the browser its turn between two parts of a command; of a command with one part, there is
    /// none. No command begins meanwhile: the page and the other tabs wait for this one.
    pub(super) async fn turn(&self, left: usize) {
        if left == 0 {
            return;
        }
        if let Some(turn) = self.turns.as_ref().and_then(|turns| turns.next(left)) {
            turn.await;
        }
    }
}
