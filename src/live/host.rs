//! The host's side of a live class.
//!
//! Invariants: a receipt is given only for an edition that the caller has said is stored; of each phone
//! one entry is kept, and of no more than [`Host::MOST_PHONES`]; a state that is published has a higher
//! number than each one before it, and none is once another device has taken the class over; in an anonymous
//! class no name is kept.

use std::collections::BTreeMap;

use super::{
    Attendee, HostMessage, LeftOut, LeftOutCounts, Opened, PhoneId, PhoneMessage, Presence, State,
    entry::Entry,
};
use crate::domain::{
    EntryId,
    classroom::{RevealCode, Round, Session, Submission, Timer},
    live::PublicKey,
};

/// A host. The caller does what it is given to do, and calls [`tick`](Self::tick) at [`due`](Self::due).
/// Times are milliseconds of the browser's clock.
#[derive(Clone, Debug)]
pub struct Host {
    is_anonymous: bool,
    is_connected: bool,
    state: State,
    phones: BTreeMap<PhoneId, Entry>,
    left_out: LeftOutCounts,
    /// When the state is published again, unless the broker shows it before.
    publish_due: Option<u64>,
    is_taken_over: bool,
}

/// Something for the caller to do.
#[derive(Clone, Debug, PartialEq)]
pub enum HostAction {
    /// Sign the state and publish it, retained, after it is kept with the keys.
    Publish(State),
    /// Publish an empty retained text in the state's place: the class is over.
    Clear,
    /// Store the submission, then call [`Host::stored`], or [`Host::not_stored`].
    Accept(Box<Submission>),
    /// Seal a message to a phone, sign and publish it.
    Send {
        /// The phone.
        phone: PhoneId,
        /// The key to seal to.
        seal: PublicKey,
        /// The message.
        message: HostMessage,
    },
}

/// The time in which the broker shows the state that it keeps, after connecting.
const STATE_WAIT: u64 = 2_000;

/// The wait before a state is put back, so that it is not put back more than once a second.
const PUT_BACK_WAIT: u64 = 1_000;

impl Host {
    /// The most phones of a class.
    pub const MOST_PHONES: usize = 5_000;

    /// The host of a session as it is stored, not connected. `state` is the one that was kept, or that of a
    /// class that begins.
    pub fn new(session: &Session, state: State) -> Self {
        let mut host = Self {
            is_anonymous: session.is_anonymous(),
            is_connected: false,
            state: State {
                session: session.id,
                ..state
            },
            phones: BTreeMap::new(),
            left_out: LeftOutCounts::default(),
            publish_due: None,
            is_taken_over: false,
        };
        let submissions = session.all_submissions();
        host.set_submissions(submissions.map(|it| (it.id, it.round, it.edition)));
        host
    }

    /// The state.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Whether the host is connected to the broker.
    pub const fn is_connected(&self) -> bool {
        self.is_connected
    }

    /// Whether another device has taken the class over.
    pub const fn is_taken_over(&self) -> bool {
        self.is_taken_over
    }

    /// How many messages were left out.
    pub const fn left_out(&self) -> &LeftOutCounts {
        &self.left_out
    }

    /// Counts a message that could not be opened.
    pub fn leave_out(&mut self, reason: LeftOut) {
        self.left_out.add(reason);
    }

    /// How many phones there are, and how far they are.
    pub fn presence(&self, now: u64) -> Presence {
        let mut presence = Presence::default();
        for phone in self.phones.values() {
            presence.handed_in += usize::from(phone.has(self.state.round));
            if phone.is_here(now) {
                presence.here += 1;
                if let Some(place) = &phone.place {
                    *presence.steps.entry(place.step).or_default() += 1;
                }
            } else {
                presence.away += usize::from(phone.heard.is_some());
            }
        }
        presence
    }

    /// The trainees whose phones were heard, by the phones' ids; nobody in an anonymous class.
    pub fn attendees(&self, now: u64) -> impl Iterator<Item = Attendee<'_>> {
        let phones = self.phones.iter().filter(|_| !self.is_anonymous);
        phones.filter_map(move |(id, phone)| {
            let place = phone.place.as_ref()?;
            Some(Attendee {
                phone: *id,
                name: place.name.as_ref(),
                step: place.step,
                answered: place.answered,
                is_here: phone.is_here(now),
                has_handed_in: phone.has(self.state.round),
            })
        })
    }

    /// The broker answers, and the inbox and the state are subscribed to.
    pub fn connected(&mut self, now: u64) -> Vec<HostAction> {
        self.is_connected = true;
        // Another device of the trainer may have published a later one, which the broker shows first.
        self.publish_due = Some(now.saturating_add(STATE_WAIT));
        self.tick(now)
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
    }

    /// The next time at which [`tick`](Self::tick) gives something; `None` if it gives nothing before
    /// another event.
    pub fn due(&self) -> Option<u64> {
        let may_publish = self.is_connected && !self.is_taken_over;
        self.publish_due.filter(|_| may_publish)
    }

    /// Time has passed: what is due is published.
    pub fn tick(&mut self, now: u64) -> Vec<HostAction> {
        match self.due() {
            Some(due) if due <= now => self.publish(now),
            _ => Vec::new(),
        }
    }

    /// A message came whose signature is the phone's.
    pub fn opened(&mut self, opened: Opened, now: u64) -> Vec<HostAction> {
        match self.taken(opened, now) {
            Ok(actions) => actions,
            Err(reason) => {
                self.left_out.add(reason);
                Vec::new()
            }
        }
    }

    /// An edition of a round is stored, or was before: the phone gets its receipt.
    pub fn stored(&mut self, submission: EntryId, round: Round, edition: u32) -> Vec<HostAction> {
        let id = PhoneId::of_submission(submission);
        let Some(phone) = self.phones.get_mut(&id) else {
            return Vec::new();
        };
        let stored = &mut phone.stored[round as usize];
        *stored = edition.max(*stored);
        phone.storing[round as usize] = 0;
        phone.receipt(id, round).into_iter().collect()
    }

    /// The submissions that the session holds now, by their ids, rounds and editions: some may have been
    /// deleted, or brought back, or collected by code.
    pub fn set_submissions(&mut self, all: impl IntoIterator<Item = (EntryId, Round, u32)>) {
        for phone in self.phones.values_mut() {
            phone.stored = [0; 2];
        }
        for (submission, round, edition) in all {
            let phone = self.phones.entry(PhoneId::of_submission(submission));
            phone.or_default().stored[round as usize] = edition;
        }
    }

    /// A submission was not stored. It comes again, and is given to be stored again.
    pub fn not_stored(&mut self, submission: EntryId, round: Round) {
        let id = PhoneId::of_submission(submission);
        if let Some(phone) = self.phones.get_mut(&id) {
            phone.storing[round as usize] = 0;
        }
    }

    /// The state that the broker keeps: `None` if it keeps none, or one that this host did not sign. It is
    /// put back, unless it is this one, or a later one of the trainer's other device, which counts then.
    pub fn state_seen(&mut self, seen: Option<State>, now: u64) -> Vec<HostAction> {
        let seen = seen.filter(|seen| seen.session == self.state.session);
        match seen {
            // The broker keeps nothing once the class is over.
            None if self.state.is_ended => self.publish_due = None,
            Some(seen) if seen == self.state && !seen.is_ended => self.publish_due = None,
            Some(seen) if self.state.term < seen.term => {
                self.is_taken_over = true;
                self.state = seen;
            }
            // At once: the device that had the class, whose connection this one has ended, comes back within
            // a second, and learns of it then.
            Some(seen) if self.is_new_term() => {
                // It has led the class on since this one's keys were sealed.
                if self.state.number <= seen.number {
                    self.state = State {
                        term: self.state.term,
                        number: seen.number.saturating_add(1),
                        ..seen
                    };
                }
                return self.publish(now);
            }
            // That a class is over is never taken back.
            Some(seen) if seen.replaces(&self.state) && !self.state.is_ended => {
                self.state = seen;
                self.publish_due = None;
            }
            other => {
                let number = other.map_or(0, |other| other.number);
                if self.state.number <= number && !self.state.is_ended {
                    self.state.number = number.saturating_add(1);
                }
                let due = now.saturating_add(PUT_BACK_WAIT);
                self.publish_due = Some(self.publish_due.map_or(due, |other| other.min(due)));
            }
        }
        self.tick(now)
    }

    /// All go to a step, or each at their own pace.
    pub fn set_step(&mut self, step: Option<u16>, now: u64) -> Vec<HostAction> {
        self.change(now, |state| state.step = step)
    }

    /// The round of the session. Another one begins open and at everybody's own pace.
    pub fn set_round(&mut self, round: Round, now: u64) -> Vec<HostAction> {
        if round == self.state.round {
            return Vec::new();
        }
        self.change(now, |state| {
            (state.round, state.is_open, state.step) = (round, true, None);
        })
    }

    /// Answers are taken, or no longer.
    pub fn set_open(&mut self, is_open: bool, now: u64) -> Vec<HostAction> {
        self.change(now, |state| state.is_open = is_open)
    }

    /// The session's timer. Phones show it from its first start on.
    pub fn set_timer(&mut self, timer: Timer, now: u64) -> Vec<HostAction> {
        let is_shown = timer.is_running() || self.state.timer.is_some();
        if !is_shown || self.state.timer == Some(timer) {
            return Vec::new();
        }
        self.change(now, |state| state.timer = Some(timer))
    }

    /// The key is revealed on all phones.
    pub fn reveal(&mut self, code: RevealCode, now: u64) -> Vec<HostAction> {
        self.change(now, |state| state.reveal = Some(code))
    }

    /// The class is over: phones are told so, and the broker keeps nothing of it.
    pub fn end(&mut self, now: u64) -> Vec<HostAction> {
        self.change(now, |state| (state.is_ended, state.is_open) = (true, false))
    }

    /// Whether no state of this device's term was published. A published one has a number from its term on.
    const fn is_new_term(&self) -> bool {
        self.state.number < self.state.term
    }

    fn change(&mut self, now: u64, change: impl FnOnce(&mut State)) -> Vec<HostAction> {
        let mut changed = self.state.clone();
        change(&mut changed);
        let is_new = changed != self.state || self.state.number == 0;
        if !is_new || self.state.is_ended || self.is_taken_over {
            return Vec::new();
        }
        // The clock makes it higher than that of a state that this browser forgot.
        changed.number = now.max(self.state.number.saturating_add(1));
        self.state = changed;
        if self.is_connected {
            self.publish(now)
        } else {
            Vec::new()
        }
    }

    fn publish(&mut self, now: u64) -> Vec<HostAction> {
        self.publish_due = None;
        if self.state.number == 0 {
            self.state.number = now;
        }
        if self.is_new_term() {
            let next = self.state.number.saturating_add(1);
            self.state.number = now.max(self.state.term).max(next);
        }
        let publish = HostAction::Publish(self.state.clone());
        let clear = self.state.is_ended.then_some(HostAction::Clear);
        std::iter::once(publish).chain(clear).collect()
    }

    fn taken(&mut self, opened: Opened, now: u64) -> Result<Vec<HostAction>, LeftOut> {
        let Opened {
            phone: id,
            seal,
            counter,
            message,
        } = opened;
        if let PhoneMessage::Submission(submission) = &message {
            if submission.session != self.state.session {
                return Err(LeftOut::Foreign);
            }
            if submission.id != id.entry() {
                return Err(LeftOut::Forged);
            }
            if self.state.round < submission.round {
                return Err(LeftOut::TooSoon);
            }
        }
        let is_full = Self::MOST_PHONES <= self.phones.len();
        if is_full && !self.phones.contains_key(&id) {
            return Err(LeftOut::Surplus);
        }
        let phone = self.phones.entry(id).or_default();
        let is_replayed = counter <= phone.counter
            && match &message {
                PhoneMessage::Here(_) => true,
                // A later edition is no replay, whatever the phone's clock did to its counter.
                PhoneMessage::Submission(it) => it.edition <= phone.known(it.round),
            };
        if is_replayed {
            return Err(LeftOut::Replayed);
        }
        phone.counter = phone.counter.max(counter);
        phone.seal = Some(seal);
        phone.heard = Some(now);
        let is_closed = !self.state.is_open && !self.state.is_ended;
        match message {
            // One that is stored gets its receipt again; the others come again once answers are taken.
            PhoneMessage::Submission(it) if is_closed && phone.known(it.round) < it.edition => {
                Err(LeftOut::Closed)
            }
            PhoneMessage::Here(mut place) => {
                place.name = place.name.filter(|_| !self.is_anonymous);
                phone.place = Some(place);
                Ok(Vec::new())
            }
            PhoneMessage::Submission(submission) => Ok(phone.handed(id, submission, now)),
        }
    }
}
