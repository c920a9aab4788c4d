//! A submission: the answers that a trainee hands in.

use crate::domain::{EntryId, Name, exercise::Attempt};

/// A trainee's answers, handed in to a session.
///
/// It has one id for life: sent twice it counts once, and a later edition takes the place of an
/// earlier one.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The session it was made for.
    pub session: EntryId,
    /// The trainee's id: drawn once for each trainee and session.
    pub id: EntryId,
    /// How often it was changed and handed in, from 1.
    pub edition: u32,
    /// The trainee's name; none in an anonymous class.
    pub name: Option<Name>,
    /// The answers.
    pub attempt: Attempt,
}
