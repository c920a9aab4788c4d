//! The figures of trust over time: pure functions of one [`Series`] of ratings.
//!
//! Invariant: whatever the types admit gives finite numbers, and what is not defined is `None`,
//! never 0. Velocities are in points per day; [`Unit`](super::Unit) tells them per week, month or
//! year. There is no clock here: "today" is the series' `as_of`, and nothing later counts.
//!
//! | question | figure | source |
//! |---|---|---|
//! | how much trust for the time since we met? | [`formula`] | the course's `V = S / t` |
//! | how do the seller and the client differ? | [`gaps`], [`biases`] | Edwards & Parry 1993; Student 1908 |
//! | what changed between two ratings? | [`net_changes`] | Jacobson & Truax 1991 |
//! | where is it going of late? | [`trend`] | least squares; Sen 1968; Brandmaier et al. 2018 |
//! | has a breach healed? | [`recoveries`] | Schweitzer, Hershey & Bradlow 2006 |
//! | how exact are one's own ratings? | [`OwnError`] of [`blind_pairs`] | Dahlberg 1940 |
//! | is it time for the next stage? | [`stage_figures`] | the course's three stages; Dwyer, Schurr & Oh 1987 |
//!
//! The examples below speak of one client, met on 2026-01-01 and rated three times since:
//!
//! | date | expertise | conduct | relationship | benefit | total |
//! |---|---|---|---|---|---|
//! | 2026-01-11 | 4 | 4 | 2 | 2 | 12 |
//! | 2026-02-10 | 5 | 6 | 3 | 4 | 18 |
//! | 2026-03-12 | 6 | 7 | 5 | 6 | 24 |
//!
//! There was one contact, of two hours on 2026-01-05, and the stage is `deepening` since
//! 2026-02-01.

mod bias;
mod figures;
mod formula;
mod gap;
mod gate;
mod net;
mod own_error;
mod quantile;
mod recovery;
mod series;
mod slope;
#[cfg(test)]
pub(crate) mod testing;
mod trend;

pub use bias::{Bias, biases, gap_differences};
pub use figures::Figures;
pub use formula::{FormulaVelocity, formula};
pub use gap::{Gap, MOST_DAYS_APART, gaps};
pub use gate::{Forecast, StageFigures, stage_figures};
pub use net::{NetChange, least_reliable_change, net_changes};
pub use own_error::{
    ErrorEstimate, FEWEST_RE_RATINGS, MOST_DAYS_BETWEEN, OwnError, blind_offer, blind_pairs,
};
pub use quantile::FEWEST_FOR_INTERVAL;
pub(in crate::domain) use quantile::mean_interval;
pub use recovery::{Recovery, Regain, recoveries, regains, unrecovered_breach};
pub use series::{Known, Series};
pub use slope::{Slope, slope};
pub(in crate::domain) use trend::outside_window;
pub use trend::{Trend, TrendLine, Verdict, trend, trend_of_totals};

/// How many standard errors reach to either side of a 95 % band.
pub(super) const Z95: f64 = 1.96;
