//! The forms of a client's records, one for each kind.

pub mod breach;
pub mod contact;
pub mod rating;
pub mod stage;
