//! The presence of a class's phones, as its host sees it.
//!
//! Invariant: the numbers are of all phones, the names of a class with names alone.

use std::collections::BTreeMap;

use super::PhoneId;
use crate::domain::Name;

/// How many phones there are, and how far they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// Phones that were heard lately.
    pub here: usize,
    /// Phones that were here and have not been heard for a while.
    pub away: usize,
    /// Phones whose submission is stored.
    pub handed_in: usize,
    /// How many of those here are at each step; steps without any are left out.
    pub steps: BTreeMap<u16, usize>,
}

/// A trainee, in a class with names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendee<'h> {
    /// The phone.
    pub phone: PhoneId,
    /// The name, once the phone has told it.
    pub name: Option<&'h Name>,
    /// The step that is shown.
    pub step: u16,
    /// How many answers are given.
    pub answered: u16,
    /// Whether the phone was heard lately.
    pub is_here: bool,
    /// Whether a submission is stored.
    pub has_handed_in: bool,
}
