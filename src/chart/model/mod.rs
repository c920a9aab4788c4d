//! Domain → finite ranges, points, bands and marks. Pure: no pixel is drawn and no word said here.
//!
//! Invariant: every range is finite and not empty, and nothing here can panic, whatever the records.
//! Only this module makes a [`FiniteRange`]: plotters' axes hang on an infinite bound.

mod axis;
mod distribution;
mod profile;
mod progress;
mod velocity;

pub(in crate::chart) use axis::clip;
pub use axis::{DateTick, FiniteRange, Grain, Period, Plot, Timeline, ValueTicks};
pub use distribution::{Answers, DistributionChart, Panel};
pub use profile::{Profile, ProfileChart, ProfileRole};
pub use progress::{Band, GateLine, KnownSpan, ProgressChart, ProgressPoint, ProgressSummary};
pub use velocity::{NetStep, TrendSpan, VelocityChart, VelocityPoint, VelocitySummary};

/// The index of the column nearest to `x`; of equally near ones the first.
fn nearest(x: f64, columns: impl Iterator<Item = i32>) -> Option<usize> {
    columns
        .map(|column| (f64::from(column) - x).abs())
        .enumerate()
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(index, _)| index)
}
