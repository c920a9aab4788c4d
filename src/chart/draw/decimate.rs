//! Fewer points if many fall onto one column of pixels.

use crate::chart::model::{FiniteRange, Plot, Timeline};
use crate::domain::CivilDate;

/// The points to draw of those in the order of their columns: of a column with more than two the
/// lowest and the highest, in their order.
pub(super) fn decimate<T: Copy>(
    points: impl IntoIterator<Item = T>,
    column: impl Fn(&T) -> i32,
    value: impl Fn(&T) -> f64,
) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    // The columns of the last two kept.
    let mut columns = [None; 2];
    for point in points {
        let here = Some(column(&point));
        match kept.as_mut_slice() {
            [.., one, other] if columns == [here; 2] => {
                let (first, last, new) = (value(one), value(other), value(&point));
                let is_above = first.max(last) < new;
                if !is_above && first.min(last) <= new {
                    continue;
                }
                // The end that it goes beyond gives way.
                if is_above != (first < last) {
                    *one = *other;
                }
                *other = point;
            }
            _ => {
                kept.push(point);
                columns = [columns[1], here];
            }
        }
    }
    kept
}

/// The area for dated values that a line joins: from edge to edge of a plot, and one value before it.
#[derive(Clone, Copy)]
pub(super) struct Track {
    plot: Plot,
    timeline: Timeline,
    /// The days from edge to edge.
    pub(super) days: FiniteRange,
}

impl Track {
    pub(super) fn new(plot: Plot, timeline: Timeline) -> Self {
        let days = plot.widened(timeline.range());
        Self {
            plot,
            timeline,
            days,
        }
    }

    /// The day of a date, and its column; that of a date before the plot lies outside of it.
    pub(super) fn place(&self, date: CivilDate) -> (f64, i32) {
        let day = self.timeline.day(date);
        let column = if day < self.days.low() {
            self.plot.left - 1
        } else {
            self.x(day)
        };
        (day, column)
    }

    /// The column of a day, held at the edges.
    pub(super) fn x(&self, day: f64) -> i32 {
        self.plot.widened_x(self.days.share(day))
    }

    /// How many of ascending dates lie before the plot.
    pub(super) fn before<T>(&self, points: &[T], date: impl Fn(&T) -> CivilDate) -> usize {
        points.partition_point(|point| self.timeline.day(date(point)) < self.days.low())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(points: &[(i32, f64)]) -> Vec<(i32, f64)> {
        decimate(points.iter().copied(), |point| point.0, |point| point.1)
    }

    #[test]
    fn a_column_keeps_its_lowest_and_its_highest_in_their_order() {
        let few = [(0, 5.0), (1, 3.0), (1, 3.0), (2, 9.0), (3, 1.0), (3, 0.0)];
        assert_eq!(kept(&few), few, "at most two a column");
        let up = [(7, 2.0), (7, 1.0), (7, 3.0), (7, 2.5), (7, 9.0), (8, 4.0)];
        assert_eq!(kept(&up), [(7, 1.0), (7, 9.0), (8, 4.0)]);
        let down = [(7, 2.0), (7, 8.0), (7, 3.0), (7, 0.5), (7, 9.0)];
        assert_eq!(kept(&down), [(7, 0.5), (7, 9.0)]);
        let mut mirrored = down.map(|(column, value)| (column, -value));
        assert_eq!(kept(&mirrored), [(7, -0.5), (7, -9.0)]);
        mirrored.reverse();
        assert_eq!(kept(&mirrored), [(7, -9.0), (7, -0.5)]);
        assert_eq!(kept(&[(7, 2.0); 5]), [(7, 2.0); 2]);
    }

    #[test]
    fn every_column_reaches_as_far_as_before() {
        let walk: Vec<_> = (0..5000_i32)
            .map(|nth| (nth / 17, f64::from(nth * 7919 % 613)))
            .collect();
        let kept = kept(&walk);
        for column in 0..=walk[4999].0 {
            let ends = |points: &[(i32, f64)]| {
                let values = points.iter().filter(|point| point.0 == column);
                values.fold((f64::MAX, f64::MIN, 0), |(low, high, count), point| {
                    (low.min(point.1), high.max(point.1), count + 1)
                })
            };
            let ((low, high, _), (kept_low, kept_high, count)) = (ends(&walk), ends(&kept));
            assert_eq!((low, high), (kept_low, kept_high), "{column}");
            assert!(count <= 2, "{column}");
        }
    }
}
