//! A seller's side of a live team.
//!
//! Invariants: a report is sent again, after waits that grow, until the manager has said that this edition is
//! stored, and only then it counts as received; what was received is never taken back.

use super::SellerMessage;
use crate::{
    domain::team::{Answer, Standing},
    live::phone::mixed,
};

/// A seller. The caller sends what it is given to send, and calls [`tick`](Self::tick) from time to time.
/// Times are milliseconds of the browser's clock.
///
/// ```
/// use trust_velocity::domain::team::{Answer, Standing};
/// use trust_velocity::live::team::{Pending, Seller, SellerStatus};
/// let mut seller = Seller::new(None, None, 0);
/// seller.connected(1_000);
/// let report = Pending::Report { edition: 1, text: "QUJD".to_owned() };
/// assert_eq!(seller.share(report, 2_000).len(), 1);
/// assert_eq!(seller.status(), SellerStatus::Sending);
/// seller.answered(Answer { edition: 1, standing: Standing::Waiting }, 2_100);
/// assert_eq!(seller.status(), SellerStatus::Waiting);
/// seller.answered(Answer { edition: 1, standing: Standing::Received }, 9_000);
/// assert_eq!(seller.status(), SellerStatus::Received { edition: 1 });
/// ```
#[derive(Clone, Debug)]
pub struct Seller {
    pending: Option<Pending>,
    answer: Option<Answer>,
    spread: u64,
    is_connected: bool,
    /// How often it was sent since the seller was connected.
    times: u32,
    due: u64,
}

/// The last thing that a seller said, until the manager has answered for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending {
    /// A report.
    Report {
        /// Its edition.
        edition: u32,
        /// Its text.
        text: String,
    },
    /// That the seller has left after this edition.
    Leave(u32),
}

/// How a seller stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SellerStatus {
    /// Nothing was shared, or it is all over.
    NotShared,
    /// The browser keeps trying.
    Sending,
    /// The manager's browser has the report, and keeps it aside until the seller is admitted.
    Waiting,
    /// It is stored.
    Received {
        /// The edition.
        edition: u32,
    },
    /// The manager does not take this seller's reports.
    Refused,
    /// The manager's browser does not know yet that the seller has left.
    Leaving,
    /// It knows.
    Left,
}

/// The wait before something is sent for the second time.
const FIRST_WAIT: u64 = 4_000;

/// The longest wait between two times. The broker keeps each of them for a manager who is away.
const LONGEST_WAIT: u64 = 600_000;

impl Pending {
    /// The edition that it is about.
    pub const fn edition(&self) -> u32 {
        match self {
            Self::Report { edition, .. } | Self::Leave(edition) => *edition,
        }
    }

    /// The messages that carry it; none if a report is too long.
    pub fn messages(&self) -> Option<Vec<SellerMessage>> {
        match self {
            Self::Report { edition, text } => SellerMessage::of_report(*edition, text),
            Self::Leave(edition) => Some(vec![SellerMessage::Left(*edition)]),
        }
    }

    /// Whether an answer ends it.
    fn is_ended_by(&self, answer: Answer) -> bool {
        let standing = match self {
            Self::Report { .. } => Standing::Received,
            Self::Leave(_) => Standing::Left,
        };
        answer.standing == standing && self.edition() <= answer.edition
    }
}

impl Seller {
    /// A seller that is not connected, with what it kept over a reload, and a random number by which its waits
    /// differ from those of others.
    pub const fn new(pending: Option<Pending>, answer: Option<Answer>, spread: u64) -> Self {
        Self {
            pending,
            answer,
            spread,
            is_connected: false,
            times: 0,
            due: 0,
        }
    }

    /// The last thing that was not answered for good, to keep over a reload.
    pub const fn pending(&self) -> Option<&Pending> {
        self.pending.as_ref()
    }

    /// The last answer, to keep over a reload.
    pub const fn answer(&self) -> Option<Answer> {
        self.answer
    }

    /// How the seller stands.
    pub fn status(&self) -> SellerStatus {
        let standing = self.answer.map(|answer| answer.standing);
        match (&self.pending, standing) {
            (Some(Pending::Leave(_)), _) => SellerStatus::Leaving,
            (Some(_), Some(Standing::Waiting)) => SellerStatus::Waiting,
            (_, Some(Standing::Refused)) => SellerStatus::Refused,
            (Some(_), _) => SellerStatus::Sending,
            (None, Some(Standing::Received)) => SellerStatus::Received {
                edition: self.answer.map_or(0, |answer| answer.edition),
            },
            (None, Some(Standing::Left)) => SellerStatus::Left,
            (None, Some(Standing::Waiting) | None) => SellerStatus::NotShared,
        }
    }

    /// Shares a report in the place of the one before, or leaves.
    pub fn share(&mut self, pending: Pending, now: u64) -> Vec<SellerMessage> {
        if self.pending.as_ref() != Some(&pending) {
            // An answer to an earlier report says nothing of this one, but for a refusal.
            self.answer = self.answer.filter(|_| self.is_refused());
            self.pending = Some(pending);
            (self.times, self.due) = (0, now);
        }
        self.tick(now)
    }

    /// The broker answers, and the own topic is subscribed to.
    pub fn connected(&mut self, now: u64) -> Vec<SellerMessage> {
        self.is_connected = true;
        (self.times, self.due) = (0, now);
        self.tick(now)
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
    }

    /// Time has passed: what is due is sent.
    pub fn tick(&mut self, now: u64) -> Vec<SellerMessage> {
        // Waits end, even if the clock has been put back meanwhile.
        self.due = self.due.min(now.saturating_add(2 * LONGEST_WAIT));
        let Some(pending) = self.pending.as_ref().filter(|_| self.is_connected) else {
            return Vec::new();
        };
        if now < self.due {
            return Vec::new();
        }
        let messages = pending.messages().unwrap_or_default();
        let grown = FIRST_WAIT.saturating_mul(1 << (2 * self.times).min(10));
        self.due = now.saturating_add(self.about(grown.min(LONGEST_WAIT)));
        self.times = self.times.saturating_add(1);
        messages
    }

    /// An answer came that was sealed to this seller, and whose signature is the manager's.
    pub fn answered(&mut self, answer: Answer, now: u64) {
        let Some(pending) = &self.pending else {
            // An answer that lay on the broker, about something older, takes nothing back.
            let is_newer = self
                .answer
                .is_none_or(|known| known.edition <= answer.edition);
            let is_lesser = answer.standing == Standing::Waiting;
            if is_newer && !is_lesser {
                self.answer = Some(answer);
            }
            return;
        };
        if pending.is_ended_by(answer) {
            self.pending = None;
            self.answer = Some(answer);
        } else if matches!(pending, Pending::Report { edition, .. } if *edition == answer.edition)
            && answer.standing != Standing::Left
        {
            // It is there: asked for again now and then, or with the next connection.
            self.due = now.saturating_add(LONGEST_WAIT);
            self.answer = Some(answer);
        } else if answer.standing == Standing::Received && self.is_refused() {
            // Admitted after all, and this report was refused before.
            self.answer = None;
            self.due = now;
        }
    }

    fn is_refused(&self) -> bool {
        self.answer
            .is_some_and(|it| it.standing == Standing::Refused)
    }

    /// A wait between three quarters and five quarters of this one.
    fn about(&self, wait: u64) -> u64 {
        wait - wait / 4 + mixed(self.spread.wrapping_add(self.times.into())) % (wait / 2).max(1)
    }
}
