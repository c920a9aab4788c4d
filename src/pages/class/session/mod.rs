//! A session on the trainer's screen: how to join, who has handed in, and how it ends.
//!
//! Invariant: nothing here shows what was answered.

mod confirm;
mod handed;
mod join;
mod keep;
mod list;
mod nav;
mod opened;
mod reveal;
mod take;
mod timer;

pub use handed::{Count, Missing};
pub use join::SessionPage;
pub use list::SessionList;
pub use nav::SessionNav;
pub use opened::{Opened, session_page};
pub use take::{content_of, session_in};
