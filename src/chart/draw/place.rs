//! Places for labels: inside of the box, on no other label, on as little data as can be.

use super::pen::Point;
use crate::chart::model::Plot;

/// A box of a label.
#[derive(Clone, Copy)]
pub(super) struct LabelBox {
    pub(super) left: i32,
    pub(super) middle: i32,
    pub(super) width: i32,
}

/// The pixels that labels should keep away from: how much data lies on each pixel of the box.
pub(super) struct Occupancy {
    plot: Plot,
    /// Row by row, the columns from [`LabelBox::BESIDE`] left of the box to as much right of it.
    counts: Vec<u16>,
    labels: Vec<LabelBox>,
    /// By the middle of a label: how much data it would meet in all columns before each.
    rows: Vec<(i32, Vec<u32>)>,
}

impl LabelBox {
    const HALF_HEIGHT: i32 = 7;
    /// Data this far beside a label counts as under it.
    const BESIDE: i32 = 2;

    const fn right(self) -> i32 {
        self.left + self.width
    }

    fn meets(self, other: Self) -> bool {
        let across = self.left < other.right() + 6 && other.left < self.right() + 6;
        across && (self.middle - other.middle).abs() < 2 * Self::HALF_HEIGHT
    }

    fn inside(self, plot: &Plot) -> bool {
        plot.left <= self.left
            && self.right() <= plot.right
            && plot.top <= self.middle - Self::HALF_HEIGHT
            && self.middle + Self::HALF_HEIGHT <= plot.bottom
    }
}

impl Occupancy {
    pub(super) fn new(plot: Plot) -> Self {
        let mut empty = Self {
            plot,
            counts: Vec::new(),
            labels: Vec::new(),
            rows: Vec::new(),
        };
        let rows = usize::try_from(plot.bottom - plot.top + 1).unwrap_or(0);
        empty.counts = vec![0; rows * empty.columns()];
        empty
    }

    /// Data that a label had better not cover: a line, and the markers at its corners.
    pub(super) fn path(&mut self, path: &[Point]) {
        for pair in path.windows(2) {
            let [from, to] = *pair else { continue };
            self.line(from, to);
        }
        for (x, y) in path {
            for (across, down) in [(-5, -5), (5, -5), (-5, 5), (5, 5)] {
                self.count((x + across, y + down));
            }
        }
    }

    /// A straight line that a label had better not cover.
    pub(super) fn line(&mut self, from: Point, to: Point) {
        const EVERY: i32 = 4;
        let length = (to.0 - from.0).abs().max((to.1 - from.1).abs());
        let steps = (length / EVERY).max(1);
        for step in 0..=steps {
            let along = |one: i32, other: i32| one + (other - one) * step / steps;
            self.count((along(from.0, to.0), along(from.1, to.1)));
        }
    }

    /// The candidate with the least data under it, the earlier of equals; none if each leaves
    /// the box or meets another label.
    pub(super) fn place(&mut self, candidates: impl Iterator<Item = LabelBox>) -> Option<LabelBox> {
        let mut best: Option<(u32, LabelBox)> = None;
        for spot in candidates {
            let meets = |label: &LabelBox| label.meets(spot);
            if !spot.inside(&self.plot) || self.labels.iter().any(meets) {
                continue;
            }
            let covered = self.covered(spot);
            if best.is_none_or(|(least, _)| covered < least) {
                best = Some((covered, spot));
            }
            if covered == 0 {
                break;
            }
        }
        let (_, spot) = best?;
        self.labels.push(spot);
        Some(spot)
    }

    fn count(&mut self, (x, y): Point) {
        let column = self.column(x).filter(|column| *column < self.columns());
        let row = usize::try_from(y - self.plot.top).ok();
        let (Some(column), Some(row)) = (column, row) else {
            return;
        };
        let columns = self.columns();
        if let Some(count) = self.counts.get_mut(row * columns + column) {
            *count = count.saturating_add(1);
            self.rows.clear();
        }
    }

    /// How much data lies under a label that stands inside of the box.
    fn covered(&mut self, spot: LabelBox) -> u32 {
        let row = self.rows.iter().position(|row| row.0 == spot.middle);
        let row = row.unwrap_or_else(|| {
            let row = (spot.middle, self.before(spot.middle));
            self.rows.push(row);
            self.rows.len() - 1
        });
        let before = |x: i32| {
            let columns = self.rows.get(row).map(|(_, before)| before);
            let count = columns.and_then(|before| before.get(self.column(x)?));
            count.copied().unwrap_or(0)
        };
        before(spot.right() + LabelBox::BESIDE + 1) - before(spot.left - LabelBox::BESIDE)
    }

    /// How much data lies within the height of a label in all columns before each, and in all.
    fn before(&self, middle: i32) -> Vec<u32> {
        let row = |y: i32| usize::try_from(y - self.plot.top).unwrap_or(0);
        let rows = row(middle - LabelBox::HALF_HEIGHT)..=row(middle + LabelBox::HALF_HEIGHT);
        let columns = self.columns();
        let mut before = vec![0; columns + 1];
        for row in rows {
            let counts = self.counts.iter().skip(row * columns).take(columns);
            for (sum, count) in before.iter_mut().skip(1).zip(counts) {
                *sum += u32::from(*count);
            }
        }
        let mut sum = 0;
        for count in &mut before {
            sum += *count;
            *count = sum;
        }
        before
    }

    fn column(&self, x: i32) -> Option<usize> {
        usize::try_from(x - self.plot.left + LabelBox::BESIDE).ok()
    }

    fn columns(&self) -> usize {
        let width = self.plot.right - self.plot.left + 1 + 2 * LabelBox::BESIDE;
        usize::try_from(width).unwrap_or(0)
    }
}
