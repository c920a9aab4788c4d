//! The forms of a client: its profile, and one for each kind of record.

pub mod action;
mod blind;
pub mod breach;
pub mod client;
pub mod contact;
pub mod feedback;
pub mod promise;
pub mod rating;
mod recommended_by;
pub mod stage;
