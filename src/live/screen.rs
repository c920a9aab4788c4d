//! A second screen of a live class: the counts that the host publishes for it, and what it takes.
//!
//! Invariants: a screen has no key and publishes nothing, so it is no phone and counts as none; it takes what
//! the host has signed, and nothing older than what it shows; of the counts, each is at most
//! [`Host::MOST_PHONES`], and the host publishes them once a second at most.

use serde::Deserialize;
use serde_json::json;

use super::{
    Direction, Host, LeftOut, State,
    envelope::{parse_signed, write_signed},
};
use crate::domain::{
    EntryId,
    live::{Channel, LivePublic, Signature},
};

/// How many phones are here, and how many have handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The host's clock in milliseconds, and higher than in all counts before.
    pub number: u64,
    /// Phones that were heard lately.
    pub here: u16,
    /// Phones whose submission is stored.
    pub handed_in: u16,
}

/// Signed counts as they go over the broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCounts {
    /// The host's public keys.
    pub host: LivePublic,
    body: Vec<u8>,
}

/// When the host publishes its counts. Times are milliseconds of its clock.
#[derive(Clone, Debug, Default)]
pub struct CountsDue {
    /// The last ones, and when they were published.
    last: Option<(Counts, u64)>,
}

/// A second screen. Times are milliseconds of its clock.
#[derive(Clone, Debug)]
pub struct Screen {
    session: EntryId,
    state: Option<State>,
    /// The counts, and when they came.
    counts: Option<(Counts, u64)>,
}

/// The shortest time between two counts: a second, less what a timer of a second may come early.
const LEAST_GAP: u64 = 900;

/// How often the same counts are published again, for a screen that has just been opened.
const AGAIN: u64 = 5_000;

/// A host that was not heard for so long is away: a browser wakes a hidden tab once a minute.
const AWAY: u64 = 90_000;

/// number, here, handed in
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    counts: (u64, u16, u16),
}

impl Counts {
    /// The bytes that are signed.
    pub fn write(&self) -> Vec<u8> {
        let json = json!({ "counts": (self.number, self.here, self.handed_in) });
        json.to_string().into_bytes()
    }

    /// The counts in some bytes.
    ///
    /// ```
    /// use trust_velocity::live::Counts;
    /// let counts = Counts { number: 7, here: 31, handed_in: 12 };
    /// assert_eq!(Counts::parse(&counts.write()), Ok(counts));
    /// ```
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<Self, LeftOut> {
        let content = serde_json::from_slice(bytes).map_err(|_| LeftOut::Garbled)?;
        let Content {
            counts: (number, here, handed_in),
        } = content;
        if Host::MOST_PHONES < here.max(handed_in).into() {
            return Err(LeftOut::Garbled);
        }
        Ok(Self {
            number,
            here,
            handed_in,
        })
    }
}

impl SignedCounts {
    /// The content of counts.
    pub fn new(host: LivePublic, counts: &Counts) -> Self {
        let body = counts.write();
        Self { host, body }
    }

    /// The bytes that the host signs.
    pub fn signed(&self) -> Vec<u8> {
        Direction::Screens.signed(self.host.channel(), &[&self.body])
    }

    /// The bytes on the broker.
    pub fn write(&self, signature: &Signature) -> Vec<u8> {
        write_signed(&self.host, signature, &self.body)
    }

    /// The content of some bytes on a channel, with its signature.
    ///
    /// # Errors
    /// As [`SignedState::parse`](super::SignedState::parse).
    pub fn parse(channel: Channel, bytes: &[u8]) -> Result<(Self, Signature), LeftOut> {
        let (host, signature, body) = parse_signed(channel, bytes)?;
        Ok((Self { host, body }, signature))
    }

    /// The counts, once the signature has been verified.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn counts(&self) -> Result<Counts, LeftOut> {
        Counts::parse(&self.body)
    }
}

impl CountsDue {
    /// The counts to sign and publish, neither retained nor acknowledged, if it is time to. To be asked every
    /// second or so.
    pub fn next(&mut self, host: &Host, now: u64) -> Option<Counts> {
        if !host.is_connected() || host.state().is_ended {
            return None;
        }
        let presence = host.presence(now);
        let count =
            |phones: usize| u16::try_from(phones.min(Host::MOST_PHONES)).unwrap_or(u16::MAX);
        let mut counts = Counts {
            number: now,
            here: count(presence.here),
            handed_in: count(presence.handed_in),
        };
        if let Some((last, at)) = self.last {
            let is_same = (last.here, last.handed_in) == (counts.here, counts.handed_in);
            if now.abs_diff(at) < if is_same { AGAIN } else { LEAST_GAP } {
                return None;
            }
            // A clock that was put back goes on from there.
            counts.number = now.max(last.number.saturating_add(1));
        }
        self.last = Some((counts, now));
        Some(counts)
    }
}

impl Screen {
    /// One that has heard nothing yet.
    pub const fn new(session: EntryId) -> Self {
        Self {
            session,
            state: None,
            counts: None,
        }
    }

    /// The latest state of the host.
    pub const fn state(&self) -> Option<&State> {
        self.state.as_ref()
    }

    /// The latest counts of the host.
    pub fn counts(&self) -> Option<Counts> {
        self.counts.map(|(counts, _)| counts)
    }

    /// A state came whose signature is the host's; one that is not later than the one that is shown, or of
    /// another session, is left out.
    pub fn state_came(&mut self, state: State) {
        let is_newer = |shown: &State| state.replaces(shown);
        if state.session == self.session && self.state.as_ref().is_none_or(is_newer) {
            let term = self.state.as_ref().map(|shown| shown.term);
            if term.is_some_and(|term| term != state.term) {
                // The device that has the class now counts by its own clock.
                self.counts = None;
            }
            self.state = Some(state);
        }
    }

    /// Counts came whose signature is the host's; those that are not later than the ones that are shown are
    /// left out.
    pub fn counts_came(&mut self, counts: Counts, now: u64) {
        let is_newer = |shown: Counts| shown.number < counts.number;
        if self.counts().is_none_or(is_newer) {
            self.counts = Some((counts, now));
        }
    }

    /// Whether the host was heard lately.
    pub fn hears(&self, now: u64) -> bool {
        let heard = self.counts.map(|(_, at)| now.saturating_sub(at));
        self.state.is_some() && heard.is_some_and(|since| since < AWAY)
    }

    /// The whole seconds that the class has left; none if the host shows no time, or its clock is not known
    /// yet. The two clocks may differ by any time.
    pub fn seconds_left(&self, now: u64) -> Option<u64> {
        let timer = self.state.as_ref()?.timer?;
        let (counts, at) = self.counts?;
        let since = now.saturating_sub(at);
        Some(timer.seconds_left(counts.number.saturating_add(since)))
    }
}
