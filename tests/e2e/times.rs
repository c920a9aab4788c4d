//! How long the journeys of an engine take, apart from browser starts, and which were tried twice.

use std::cell::Cell;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How many journeys are named as the slowest.
const NAMED: usize = 10;

thread_local! {
    /// The browsers that this thread has started, and how long it waited for them. A journey stays
    /// on one thread.
    static STARTS: Cell<(usize, Duration)> = const { Cell::new((0, Duration::ZERO)) };
}

/// Starts a browser; its duration does not count as the journey's.
pub fn starting<T>(start: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let started = start();
    let (count, time) = STARTS.get();
    STARTS.set((count + 1, time + begun.elapsed()));
    started
}

/// The durations of one engine's journeys.
#[derive(Default)]
pub struct Times {
    spent: Mutex<Vec<Spent>>,
    second_tries: Mutex<Vec<&'static str>>,
}

struct Spent {
    journey: &'static str,
    browsers: usize,
    starting: Duration,
    working: Duration,
}

impl Times {
    /// Runs a journey, and records its duration.
    pub fn measure<T>(&self, journey: &'static str, run: impl FnOnce() -> T) -> T {
        STARTS.set((0, Duration::ZERO));
        let begun = Instant::now();
        let result = run();
        let (browsers, starting) = STARTS.get();
        locked(&self.spent).push(Spent {
            journey,
            browsers,
            starting,
            working: begun.elapsed().saturating_sub(starting),
        });
        result
    }

    /// Notes that a journey failed once.
    pub fn tries_again(&self, journey: &'static str) {
        locked(&self.second_tries).push(journey);
    }

    /// How many journeys failed once.
    pub fn second_tries(&self) -> usize {
        locked(&self.second_tries).len()
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut spent = locked(&self.spent);
        spent.sort_by_key(|journey| std::cmp::Reverse(journey.working));
        let working: Duration = spent.iter().map(|journey| journey.working).sum();
        let starting: Duration = spent.iter().map(|journey| journey.starting).sum();
        let browsers: usize = spent.iter().map(|journey| journey.browsers).sum();
        writeln!(
            f,
            "{} journeys worked {:.0} s, and waited {:.0} s for {browsers} browsers to start; the slowest:",
            spent.len(),
            working.as_secs_f64(),
            starting.as_secs_f64(),
        )?;
        for Spent {
            journey,
            starting,
            working,
            ..
        } in spent.iter().take(NAMED)
        {
            let [working, starting] = [working, starting].map(Duration::as_secs_f64);
            writeln!(f, "{working:8.1} s  {journey} (started in {starting:.1} s)")?;
        }
        let tries = locked(&self.second_tries);
        let names = if tries.is_empty() { "" } else { ": " };
        write!(
            f,
            "second tries: {}{names}{}",
            tries.len(),
            tries.join(", ")
        )
    }
}

/// A journey that panicked elsewhere leaves the list intact.
fn locked<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}
