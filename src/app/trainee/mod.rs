//! Working through an exercise, alone or in a class.
//!
//! Invariant: it uses nothing of the trainer's pages, so a phone in a class fetches none of them.

mod attempt;
pub mod join;
pub mod practice;
