//! The messages that are left out, counted by their reason.
//!
//! Invariant: a count stops at its highest value and never begins again.

/// The reason why a message is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum LeftOut {
    /// Longer than the longest envelope.
    #[error("too large")]
    TooLarge,
    /// No envelope, sealed to another key, or without a message that this version knows.
    #[error("cannot be read")]
    Garbled,
    /// Signed by another key than it names, or about the submission of another phone.
    #[error("forged")]
    Forged,
    /// It came before.
    #[error("came before")]
    Replayed,
    /// Of another session.
    #[error("of another session")]
    Foreign,
    /// Of a round that has not begun.
    #[error("of a round that has not begun")]
    TooSoon,
    /// It came while no answers were taken.
    #[error("while no answers were taken")]
    Closed,
    /// Of one phone more than a class can have.
    #[error("of too many phones")]
    Surplus,
}

impl LeftOut {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::TooLarge,
        Self::Garbled,
        Self::Forged,
        Self::Replayed,
        Self::Foreign,
        Self::TooSoon,
        Self::Closed,
        Self::Surplus,
    ];
}

/// How many messages were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOutCounts([u64; LeftOut::ALL.len()]);

impl LeftOutCounts {
    /// Counts one more.
    pub fn add(&mut self, reason: LeftOut) {
        if let Some(count) = self.0.get_mut(reason as usize) {
            *count = count.saturating_add(1);
        }
    }

    /// How many were left out for a reason.
    pub fn of(&self, reason: LeftOut) -> u64 {
        self.0.get(reason as usize).copied().unwrap_or_default()
    }

    /// How many were left out for any reason.
    pub fn sum(&self) -> u64 {
        self.0
            .iter()
            .fold(0, |sum, count| sum.saturating_add(*count))
    }
}
