//! The entry of one phone in a host.
//!
//! Invariant: it grows with nothing that the phone sends; what is stored of one round says nothing of the
//! other.

use super::{HostAction, HostMessage, PhoneId, Place, Receipt, phone::HERE_AGAIN};
use crate::domain::{
    classroom::{Round, Submission},
    live::PublicKey,
};

/// The entry of one phone.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub(super) seal: Option<PublicKey>,
    pub(super) counter: u64,
    pub(super) place: Option<Place>,
    /// When it was heard last.
    pub(super) heard: Option<u64>,
    /// The edition that is stored, in each round; 0 if none is.
    pub(super) stored: [u32; 2],
    /// The edition that the caller is storing, in each round; 0 if it stores none.
    pub(super) storing: [u32; 2],
    /// When the caller was given the last one to store.
    accepted: Option<u64>,
}

/// A phone that was not heard for so long is away: it missed two times to say that it is here.
const AWAY: u64 = 2 * HERE_AGAIN + HERE_AGAIN / 2;

/// The shortest time between two submissions of a phone that are given to be stored.
const ACCEPT_GAP: u64 = 1_000;

impl Entry {
    pub(super) fn is_here(&self, now: u64) -> bool {
        self.heard
            .is_some_and(|heard| now.saturating_sub(heard) < AWAY)
    }

    /// Whether a submission to a round is stored.
    pub(super) fn has(&self, round: Round) -> bool {
        0 < self.stored[round as usize]
    }

    /// The edition of a round that is stored or being stored.
    pub(super) fn known(&self, round: Round) -> u32 {
        self.stored[round as usize].max(self.storing[round as usize])
    }

    /// The answer to a submission: it is stored already, being stored, or to be stored.
    pub(super) fn handed(
        &mut self,
        id: PhoneId,
        submission: Box<Submission>,
        now: u64,
    ) -> Vec<HostAction> {
        let round = submission.round;
        if submission.edition <= self.stored[round as usize] {
            return self.receipt(id, round).into_iter().collect();
        }
        let since = self.accepted.and_then(|accepted| now.checked_sub(accepted));
        let waits = since.is_some_and(|since| since < ACCEPT_GAP);
        if waits || submission.edition <= self.known(round) {
            // It comes again.
            return Vec::new();
        }
        self.storing[round as usize] = submission.edition;
        self.accepted = Some(now);
        vec![HostAction::Accept(submission)]
    }

    pub(super) fn receipt(&self, phone: PhoneId, round: Round) -> Option<HostAction> {
        let seal = self.seal.filter(|_| self.has(round))?;
        let receipt = Receipt {
            submission: phone.entry(),
            round,
            edition: self.stored[round as usize],
        };
        let message = HostMessage::Receipt(receipt);
        Some(HostAction::Send {
            phone,
            seal,
            message,
        })
    }
}
