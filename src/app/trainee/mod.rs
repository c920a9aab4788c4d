//! Working on an exercise, alone or in a class.
//!
//! Invariant: it uses no trainer's page, so a phone in a class fetches none of them.

mod attempt;
pub mod join;
pub mod practice;
