//! Domain → finite ranges, points, bands and marks. Pure: no pixel is drawn and no word said here.
//!
//! Invariant: every range is finite and not empty, and nothing here can panic, whatever the records.
//! Only this module makes a [`FiniteRange`]: plotters' axes hang on an infinite bound.

mod axis;
mod distribution;
mod portfolio;
mod profile;
mod progress;
mod stages;
mod velocity;

pub use axis::{DateTick, FiniteRange, Grain, Period, Plot, Timeline, ValueTicks};
pub(in crate::chart) use axis::{Plotted, clip};
pub use distribution::{Answers, DistributionChart, Panel};
pub use portfolio::{LeftOut, PortfolioChart, PortfolioPoint, PortfolioSummary};
pub use profile::{Profile, ProfileChart, ProfileRole};
pub use progress::{GateLine, KnownSpan, ProgressChart, ProgressPoint, ProgressSummary};
pub use stages::StagesChart;
pub use velocity::{NetStep, TrendSpan, VelocityChart, VelocityPoint, VelocitySummary};

/// The index of the point whose column is nearest to `x`, the columns ascending; of equally near
/// ones the first.
fn nearest<T>(x: f64, points: &[T], column: impl Fn(&T) -> i32) -> Option<usize> {
    if !x.is_finite() {
        return (!points.is_empty()).then_some(0);
    }
    let after = points.partition_point(|point| f64::from(column(point)) < x);
    let to = |index: usize| {
        let column = column(points.get(index)?);
        Some((column, (f64::from(column) - x).abs()))
    };
    let before = after.checked_sub(1).and_then(to);
    let (nearest, _) = match (before, to(after)) {
        (Some(before), Some(after)) if after.1 < before.1 => after,
        (before, after) => before.or(after)?,
    };
    Some(points.partition_point(|point| column(point) < nearest))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_column_is_found_without_looking_at_all() {
        let columns = [3, 3, 7, 10, 10, 10, 40];
        let looks = std::cell::Cell::new(0);
        for tenth in -50..500 {
            let x = f64::from(tenth) / 10.0;
            let distance = |column: &i32| (f64::from(*column) - x).abs();
            let least = columns.iter().map(distance).fold(f64::INFINITY, f64::min);
            let first = columns.iter().position(|column| distance(column) <= least);
            assert_eq!(nearest(x, &columns, |column| *column), first, "{x}");
        }
        let many: Vec<i32> = (0..5000).collect();
        let column = |column: &i32| {
            looks.set(looks.get() + 1);
            *column
        };
        assert_eq!(nearest(1234.4, &many, column), Some(1234));
        assert!(looks.get() < 40, "{} of 5,000 points", looks.get());
        assert_eq!(nearest(5.0, &[] as &[i32], |column| *column), None);
    }
}
