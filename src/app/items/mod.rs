//! Pages with items: self-assessments, requests to clients and colleagues, and their answers.

pub mod answers;
pub mod ask;
mod clients_only;
pub mod detailed_rating;
pub mod invitation;
pub mod myself;
