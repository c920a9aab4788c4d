//! Where a label may stand: inside of the box, on no other label, on as little data as can be.

use super::pen::Point;
use crate::chart::model::Plot;

/// A box of a label.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) left: i32,
    pub(super) middle: i32,
    pub(super) width: i32,
}

/// What labels should keep away from.
#[derive(Default)]
pub(super) struct Clutter {
    data: Vec<Point>,
    labels: Vec<Spot>,
}

impl Spot {
    const HALF_HEIGHT: i32 = 7;

    const fn right(self) -> i32 {
        self.left + self.width
    }

    fn holds(self, (x, y): Point) -> bool {
        self.left - 2 <= x && x <= self.right() + 2 && (y - self.middle).abs() <= Self::HALF_HEIGHT
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

impl Clutter {
    /// Data that a label had better not cover: a line, and the markers at its corners.
    pub(super) fn path(&mut self, path: &[Point]) {
        for pair in path.windows(2) {
            let [from, to] = *pair else { continue };
            self.line(from, to);
        }
        let around = [(-5, -5), (5, -5), (-5, 5), (5, 5)];
        let corners = path
            .iter()
            .flat_map(|(x, y)| around.map(|(across, down)| (x + across, y + down)));
        self.data.extend(corners);
    }

    /// A straight line that a label had better not cover.
    pub(super) fn line(&mut self, from: Point, to: Point) {
        const EVERY: i32 = 4;
        let length = (to.0 - from.0).abs().max((to.1 - from.1).abs());
        let steps = (length / EVERY).max(1);
        for step in 0..=steps {
            let along = |one: i32, other: i32| one + (other - one) * step / steps;
            self.data.push((along(from.0, to.0), along(from.1, to.1)));
        }
    }

    /// The candidate with the least data under it, the earlier of equals; none where each leaves
    /// the box or meets another label.
    pub(super) fn place(
        &mut self,
        plot: &Plot,
        candidates: impl Iterator<Item = Spot>,
    ) -> Option<Spot> {
        let free =
            |spot: &Spot| spot.inside(plot) && !self.labels.iter().any(|label| label.meets(*spot));
        let covered = |spot: &Spot| self.data.iter().filter(|point| spot.holds(**point)).count();
        let spot = candidates.filter(free).min_by_key(covered)?;
        self.labels.push(spot);
        Some(spot)
    }
}
