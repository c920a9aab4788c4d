//! A session on the trainer's screen: how to join, who has submitted, and how it ends.
//!
//! Invariant: nothing here shows an answer.

mod current;
mod former;
mod handover;
mod import_session;
mod join;
mod list;
mod live;
mod manage;
mod nav;
mod reveal;
mod screen_link;
mod second_round;
mod submitted;
mod timer;

pub use current::{CurrentSession, session_page};
pub use import_session::{content_of, session_in};
pub use join::SessionPage;
pub use list::SessionList;
pub use nav::{SessionNav, WholeScreen};
pub use submitted::{Count, Missing};
