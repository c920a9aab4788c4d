//! The phone's side of a live class.
//!
//! Invariants: a submission is sent again, after waits that grow, until the host has said that this
//! edition is stored, and only then it counts as received, each round by itself, and anew once another device
//! has the class; a state replaces only an earlier one; each message has a higher counter than the one before, over reloads too.

use super::{HostMessage, PhoneId, PhoneMessage, Place, Receipt, State, clock::HostClock};
use crate::domain::{
    EntryId,
    classroom::{Round, Submission},
    live::PhoneProgress,
};

/// A phone. The caller sends what it is given to send, and calls [`tick`](Self::tick) at
/// [`due`](Self::due). Times are milliseconds of the browser's clock.
///
/// ```
/// use trust_velocity::domain::classroom::{Round, Submission};
/// use trust_velocity::domain::{EntryId, exercise::Attempt, live::{PhoneProgress, PublicKey}};
/// use trust_velocity::live::{HostMessage, Phone, PhoneId, Receipt, Status};
/// let (session, id) = (EntryId::new(1), PhoneId::of(&PublicKey::new([0; 64])));
/// let mut phone = Phone::new(session, id, PhoneProgress::default(), 0);
/// phone.connected(1_000);
/// let attempt = Attempt::new(Vec::new(), Vec::new());
/// let submission = Submission { session, id: id.entry(), round: Round::First, edition: 1, name: None, attempt };
/// assert_eq!(phone.hand_in(submission, 5_000).len(), 1);
/// assert_eq!(phone.status(Round::First), Status::Sending);
/// let (submission, round) = (id.entry(), Round::First);
/// phone.opened(HostMessage::Receipt(Receipt { submission, round, edition: 1 }));
/// assert_eq!(phone.status(Round::First), Status::Received { edition: 1 });
/// assert_eq!(phone.status(Round::Second), Status::NotHandedIn);
/// ```
#[derive(Clone, Debug)]
pub struct Phone {
    session: EntryId,
    id: PhoneId,
    progress: PhoneProgress,
    spread: u64,
    is_connected: bool,
    state: Option<State>,
    clock: HostClock,
    /// Those of each round.
    handed: [Option<Handed>; 2],
    place: Option<Place>,
    /// When the place is told, if the phone is connected.
    place_due: u64,
    /// When it was told last.
    placed: Option<u64>,
}

/// A submission that is not received yet.
#[derive(Clone, Debug)]
struct Handed {
    submission: Submission,
    /// How often it was sent since the phone was connected.
    times: u32,
    due: u64,
}

/// A message to seal and send.
#[derive(Clone, Debug, PartialEq)]
pub struct ToSend {
    /// The message's counter.
    pub counter: u64,
    /// The message.
    pub message: PhoneMessage,
}

/// Whether the host has what the trainee handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing was handed in.
    NotHandedIn,
    /// The phone keeps trying.
    Sending,
    /// It is stored.
    Received {
        /// The edition that is stored: that of the last submission, or a later one.
        edition: u32,
    },
}

/// The wait before a submission is sent for the second time.
const FIRST_WAIT: u64 = 2_000;

/// The longest wait between two times.
const LONGEST_WAIT: u64 = 30_000;

/// The shortest time between two messages that tell the place.
const PLACE_GAP: u64 = 3_000;

/// The time after which a phone says that it is still here.
pub(super) const HERE_AGAIN: u64 = 60_000;

/// Phones that come back together, once the broker is there again, do not all send at once.
const COMING_BACK: u64 = 1_000;

impl Phone {
    /// A phone that is not connected. `progress` is what it remembers from before a reload, and `spread` a
    /// random number by which its waits differ from those of other phones.
    pub const fn new(session: EntryId, id: PhoneId, progress: PhoneProgress, spread: u64) -> Self {
        Self {
            session,
            id,
            progress,
            spread,
            is_connected: false,
            state: None,
            clock: HostClock::new(),
            handed: [None, None],
            place: None,
            place_due: 0,
            placed: None,
        }
    }

    /// The numbers to keep over a reload.
    pub const fn progress(&self) -> PhoneProgress {
        self.progress
    }

    /// The latest state, if any has come.
    pub const fn state(&self) -> Option<&State> {
        self.state.as_ref()
    }

    /// Whether the phone is connected to the broker.
    pub const fn is_connected(&self) -> bool {
        self.is_connected
    }

    /// Whether answers are taken, or nobody has said otherwise. Those who were told that the class is over
    /// send what they have.
    pub fn is_open(&self) -> bool {
        let closed = |state: &State| !state.is_open && !state.is_ended;
        !self.state.as_ref().is_some_and(closed)
    }

    /// The whole seconds that are left by the host's clock, as far as it is known, and whether they pass;
    /// `None` if the host shows no time.
    pub fn time_left(&self, now: u64) -> Option<(u64, bool)> {
        let timer = self.state.as_ref()?.timer?;
        let now = self.clock.of(now);
        Some((timer.seconds_left(now), timer.is_running()))
    }

    /// Whether the host has what was handed in to a round.
    pub const fn status(&self, round: Round) -> Status {
        let round = round as usize;
        match (&self.handed[round], self.progress.received[round]) {
            (Some(_), _) => Status::Sending,
            (None, Some(edition)) => Status::Received { edition },
            (None, None) => Status::NotHandedIn,
        }
    }

    /// Hands in, or, after a reload, goes on with what was handed in before. An edition that was received
    /// is not sent again.
    pub fn hand_in(&mut self, submission: Submission, now: u64) -> Vec<ToSend> {
        let (round, edition) = (submission.round as usize, submission.edition);
        let received = self.progress.received[round];
        let is_received = received.is_some_and(|received| edition <= received);
        let handed = self.handed[round].as_ref();
        if !is_received && handed.map(|handed| &handed.submission) != Some(&submission) {
            self.handed[round] = Some(Handed {
                submission,
                times: 0,
                due: now,
            });
        }
        self.tick(now)
    }

    /// The trainee shows another step, or gave another answer.
    pub fn moved(&mut self, place: Place, now: u64) -> Vec<ToSend> {
        if self.place.as_ref() != Some(&place) {
            self.place = Some(place);
            let soonest = self
                .placed
                .map_or(now, |placed| placed.saturating_add(PLACE_GAP));
            self.place_due = now.max(soonest);
        }
        self.tick(now)
    }

    /// The broker answers, and the topics are subscribed to.
    pub fn connected(&mut self, now: u64) -> Vec<ToSend> {
        let was_here = self.placed.is_some();
        let wait = if was_here {
            self.spread_over(COMING_BACK, 0)
        } else {
            0
        };
        self.is_connected = true;
        self.place_due = now.saturating_add(wait);
        self.clock.begin();
        for handed in self.handed.iter_mut().flatten() {
            (handed.times, handed.due) = (0, now.saturating_add(wait));
        }
        self.tick(now)
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
    }

    /// The next time at which [`tick`](Self::tick) gives something; `None` if it gives nothing before
    /// another event.
    pub fn due(&self) -> Option<u64> {
        let is_open = self.is_open();
        let handed = self.handed.iter().flatten().filter(|_| is_open);
        let place = self.tells_place().then_some(self.place_due);
        let due = handed.map(|handed| handed.due).chain(place).min();
        due.filter(|_| self.is_connected)
    }

    /// Time has passed: what is due is sent.
    pub fn tick(&mut self, now: u64) -> Vec<ToSend> {
        if !self.is_connected {
            return Vec::new();
        }
        self.keep_up(now);
        let mut messages = Vec::new();
        if self.tells_place() && self.place_due <= now {
            self.placed = Some(now);
            self.place_due = now.saturating_add(self.about(HERE_AGAIN, 0));
            messages.extend(self.place.clone().map(PhoneMessage::Here));
        }
        let rounds = if self.is_open() { &Round::ALL[..] } else { &[] };
        for round in rounds {
            let times = self.handed[*round as usize].as_ref();
            let times = times.map_or(0, |handed| handed.times);
            let wait = FIRST_WAIT
                .saturating_mul(1 << times.min(10))
                .min(LONGEST_WAIT);
            let wait = self.about(wait, times);
            let handed = self.handed[*round as usize].as_mut();
            if let Some(handed) = handed.filter(|handed| handed.due <= now) {
                handed.times = handed.times.saturating_add(1);
                handed.due = now.saturating_add(wait);
                let submission = Box::new(handed.submission.clone());
                messages.push(PhoneMessage::Submission(submission));
            }
        }
        let numbered = messages.into_iter().map(|message| {
            let counter = now.max(self.progress.counter.saturating_add(1));
            self.progress.counter = counter;
            ToSend { counter, message }
        });
        numbered.collect()
    }

    /// A state came whose signature is the host's; returns whether it is newer than the one shown.
    pub fn state_came(&mut self, state: State, now: u64) -> bool {
        let is_newer = match &self.state {
            Some(shown) => state.replaces(shown),
            None => self.progress.state_number <= state.number,
        };
        let is_ours = state.session == self.session;
        let is_taken = is_newer && is_ours;
        if is_ours {
            self.clock.learn(state.number, now, is_newer);
        }
        if is_taken {
            let was_open = self.is_open();
            if self.state.as_ref().map_or(0, |shown| shown.term) != state.term {
                // Another device has the class, which may lack what the one before had stored.
                self.progress.received = [None, None];
            }
            self.progress.state_number = state.number;
            self.progress.round = state.round;
            self.state = Some(state);
            if !was_open {
                // A class that waited does not send all at once.
                let wait = self.spread_over(COMING_BACK, 0);
                for handed in self.handed.iter_mut().flatten() {
                    (handed.times, handed.due) = (0, now.saturating_add(wait));
                }
            }
        }
        is_taken
    }

    /// A message came that was sealed to this phone, and whose signature is the host's.
    pub fn opened(&mut self, message: HostMessage) {
        let HostMessage::Receipt(Receipt {
            submission,
            round,
            edition,
        }) = message;
        if submission != self.id.entry() {
            return;
        }
        // A receipt of an edition that this phone never sent would be the host's mistake.
        let received = &mut self.progress.received[round as usize];
        *received = (*received).max(Some(edition));
        let is_sent = |handed: &mut Handed| handed.submission.edition <= edition;
        self.handed[round as usize].take_if(is_sent);
    }

    /// Waits end, even if the clock has been put back meanwhile.
    fn keep_up(&mut self, now: u64) {
        self.place_due = self.place_due.min(now.saturating_add(2 * HERE_AGAIN));
        for handed in self.handed.iter_mut().flatten() {
            handed.due = handed.due.min(now.saturating_add(2 * LONGEST_WAIT));
        }
    }

    /// Whether the phone says that it is here.
    fn tells_place(&self) -> bool {
        let is_ended = self.state.as_ref().is_some_and(|state| state.is_ended);
        self.place.is_some() && !is_ended
    }

    /// A wait between three quarters and five quarters of this one.
    fn about(&self, wait: u64, times: u32) -> u64 {
        wait - wait / 4 + self.spread_over(wait / 2, times)
    }

    /// A time from 0 up to this one, another for each phone and each time.
    fn spread_over(&self, most: u64, times: u32) -> u64 {
        mixed(self.spread.wrapping_add(times.into())) % most.max(1)
    }
}

/// A number in which each bit depends on all of this one: `SplitMix64`.
pub(super) const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
