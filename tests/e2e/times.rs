//! The times and outcomes of an engine's journeys: how long they take, apart from browser starts, which were
//! tried twice, and which were not run.

use std::cell::Cell;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::browser::Engine;

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
pub struct Times {
    engine: Engine,
    spent: Mutex<Vec<Spent>>,
    second_tries: Mutex<Vec<&'static str>>,
    /// The journeys in which the process of a page ended, once for each time.
    crashes: Mutex<Vec<&'static str>>,
    /// The journeys that were not run, each with the reason.
    left_out: Mutex<Vec<(&'static str, &'static str)>>,
}

struct Spent {
    journey: &'static str,
    browsers: usize,
    starting: Duration,
    working: Duration,
}

impl Times {
    /// Those of an engine, before its first journey.
    pub fn of(engine: Engine) -> Self {
        Self {
            engine,
            spent: Mutex::default(),
            second_tries: Mutex::default(),
            crashes: Mutex::default(),
            left_out: Mutex::default(),
        }
    }

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

    /// Notes that the process of a journey's page ended.
    pub fn crashed(&self, journey: &'static str) {
        locked(&self.crashes).push(journey);
    }

    /// How often the process of a page ended.
    pub fn crashes(&self) -> usize {
        locked(&self.crashes).len()
    }

    /// Notes that a journey is not run.
    pub fn leaves_out(&self, journey: &'static str, reason: &'static str) {
        locked(&self.left_out).push((journey, reason));
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
        let left_out = locked(&self.left_out);
        let (engine, all) = (self.engine, spent.len() + left_out.len());
        writeln!(
            f,
            "{engine}: {all} journeys, {} not on {engine}",
            left_out.len()
        )?;
        for (journey, reason) in left_out.iter() {
            writeln!(f, "not run on {engine}: {journey}: {reason}")?;
        }
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
        let lists = [
            ("crashes of the engine", &self.crashes),
            ("\nsecond tries", &self.second_tries),
        ];
        for (what, list) in lists {
            let journeys = locked(list);
            let names = if journeys.is_empty() { "" } else { ": " };
            write!(
                f,
                "{what}: {}{names}{}",
                journeys.len(),
                journeys.join(", ")
            )?;
        }
        Ok(())
    }
}

/// A journey that panicked elsewhere leaves the list intact.
fn locked<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}
