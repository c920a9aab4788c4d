//! The time that a class has left.

/// A timer that can be paused. Times are milliseconds of the browser's clock, which the caller gives.
///
/// ```
/// use trust_velocity::domain::classroom::Timer;
/// let timer = Timer::of_minutes(10).started(1_000);
/// assert_eq!(timer.seconds_left(61_000), 540);
/// let paused = timer.paused(61_000);
/// assert_eq!(paused.seconds_left(999_000), 540);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// It stands still, with this much left.
    Paused {
        /// Milliseconds, from 0.
        left: u64,
    },
    /// It runs.
    Running {
        /// When it ends.
        until: u64,
    },
}

impl Timer {
    /// One that stands still, with this many minutes.
    pub fn of_minutes(minutes: u16) -> Self {
        let left = u64::from(minutes) * 60_000;
        Self::Paused { left }
    }

    /// Whether it runs.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Running { .. })
    }

    /// The whole seconds that are left, from 0; one that has begun counts.
    pub const fn seconds_left(self, now: u64) -> u64 {
        self.left(now).div_ceil(1_000)
    }

    /// The same, running from now on.
    #[must_use]
    pub const fn started(self, now: u64) -> Self {
        Self::Running {
            until: now.saturating_add(self.left(now)),
        }
    }

    /// The same, standing still.
    #[must_use]
    pub const fn paused(self, now: u64) -> Self {
        Self::Paused {
            left: self.left(now),
        }
    }

    /// The same, a minute longer; one that has run out runs for a minute from now on.
    #[must_use]
    pub fn minute_longer(self, now: u64) -> Self {
        const MINUTE: u64 = 60_000;
        match self {
            Self::Paused { left } => Self::Paused {
                left: left.saturating_add(MINUTE),
            },
            Self::Running { until } => Self::Running {
                until: until.max(now).saturating_add(MINUTE),
            },
        }
    }

    const fn left(self, now: u64) -> u64 {
        match self {
            Self::Paused { left } => left,
            Self::Running { until } => until.saturating_sub(now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stops_at_nothing() {
        let timer = Timer::of_minutes(1).started(5_000);
        assert!(timer.is_running());
        assert_eq!(timer.seconds_left(64_001), 1);
        assert_eq!(timer.seconds_left(99_000), 0);
        assert_eq!(timer.paused(99_000), Timer::Paused { left: 0 });
        assert_eq!(timer.started(35_000), timer);
    }

    #[test]
    fn it_can_be_prolonged() {
        let timer = Timer::of_minutes(1);
        assert_eq!(timer.minute_longer(5_000), Timer::of_minutes(2));
        let timer = timer.started(5_000);
        assert_eq!(timer.minute_longer(35_000).seconds_left(35_000), 90);
        assert_eq!(timer.minute_longer(99_000).seconds_left(99_000), 60);
    }
}
