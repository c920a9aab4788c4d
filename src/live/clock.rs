//! The host's clock as a phone knows it: a time of the host's, such as the end of a timer, is not the
//! phone's.
//!
//! A state's number is the host's clock when the state changed, so when it comes, the phone's clock is ahead
//! by what lies between the two, less the time that the state took. One that comes while the phone is
//! connected took little; one that the broker kept took anything, and tells only of a phone that is behind.

/// The difference between a phone's clock and its host's, as far as the phone knows.
#[derive(Clone, Copy, Debug)]
pub struct HostClock {
    /// By how much the phone's clock is ahead, milliseconds; behind if it is below 0.
    ahead: i64,
    /// Whether that is by a state that came while the phone was connected.
    is_known: bool,
    /// Whether the next state may be one that the broker kept.
    is_kept_next: bool,
}

impl HostClock {
    /// Nothing is known: the clocks count as the same.
    pub const fn new() -> Self {
        Self {
            ahead: 0,
            is_known: false,
            is_kept_next: true,
        }
    }

    /// The phone is connected anew: the broker shows the state that it keeps, first of all.
    pub const fn begin(&mut self) {
        self.is_kept_next = true;
    }

    /// A state of this number came.
    pub fn learn(&mut self, number: u64, now: u64, is_newer: bool) {
        let is_kept = std::mem::replace(&mut self.is_kept_next, false);
        let ahead = signed(now).saturating_sub(signed(number));
        if is_newer && !is_kept && !self.is_known {
            self.ahead = ahead;
            self.is_known = true;
        }
        // A state is never on its way for less than no time.
        self.ahead = self.ahead.min(ahead);
    }

    /// A time of the phone's by the host's clock.
    pub fn of(self, now: u64) -> u64 {
        let time = signed(now).saturating_sub(self.ahead);
        u64::try_from(time).unwrap_or_default()
    }
}

fn signed(time: u64) -> i64 {
    i64::try_from(time).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: u64 = 1_764_000_000_000;

    #[test]
    fn a_phone_that_is_ahead_learns_it_of_a_state_that_comes_now() {
        let (mut clock, ahead) = (HostClock::new(), 180_000);
        clock.begin();
        // One that the broker kept for an hour says nothing of it.
        clock.learn(NOON - 3_600_000, NOON + ahead, true);
        assert_eq!(clock.of(NOON), NOON);
        clock.learn(NOON, NOON + ahead + 200, true);
        assert_eq!(clock.of(NOON + ahead), NOON - 200);
        // One that the host could not send for a minute; then a quicker one.
        clock.learn(NOON, NOON + ahead + 60_000, true);
        assert_eq!(clock.of(NOON + ahead), NOON - 200);
        clock.learn(NOON + 5_000, NOON + ahead + 5_040, true);
        assert_eq!(clock.of(NOON + ahead), NOON - 40);
    }

    #[test]
    fn a_phone_that_is_behind_learns_it_of_any_state() {
        let mut clock = HostClock::new();
        clock.learn(NOON, NOON - 90_000, true);
        assert_eq!(clock.of(NOON - 90_000), NOON);
        clock.learn(u64::MAX, 0, true);
        assert_eq!(clock.of(0), i64::MAX as u64);
    }
}
