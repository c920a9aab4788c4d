//! The rows of a long list that stand in the page: those in sight, and some around them.
//!
//! It names nothing else of the program, so that `tests/native` compiles it too.

use std::ops::Range;

/// How many rows stand in the page before and after those in sight: what focus or finger reaches next.
const AROUND: usize = 3;

/// The part of a list that is in sight, in CSS pixels. All rows are equally high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// How far the top of the list is above the top of the window; negative if it is below.
    pub offset: f64,
    /// The height of the window.
    pub window: f64,
    /// The height of a row with the gap after it; over 0.
    pub row: f64,
}

impl Viewport {
    /// The indices of the rows that stand in the page, of so many. If the window is beyond the end,
    /// as it is for a moment when a list gets shorter, they are the last ones.
    ///
    /// ```text
    /// Viewport { offset: 1000.0, window: 800.0, row: 100.0 }.rows(500) == 7..21
    /// ```
    pub fn rows(self, count: usize) -> Range<usize> {
        let first = whole((self.offset / self.row).floor());
        let end = whole(((self.offset + self.window) / self.row).ceil());
        let in_sight = end.saturating_sub(first);
        let first = first.min(count.saturating_sub(in_sight));
        first.saturating_sub(AROUND)..(first + in_sight + AROUND).min(count)
    }
}

/// A count of rows; 0 for what is above the first.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the conversion saturates"
)]
fn whole(rows: f64) -> usize {
    rows as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHONE: Viewport = Viewport {
        offset: 0.0,
        window: 800.0,
        row: 100.0,
    };

    fn at(offset: f64) -> Viewport {
        Viewport { offset, ..PHONE }
    }

    #[test]
    fn the_rows_in_sight_stand_with_some_around_them() {
        assert_eq!(at(1000.0).rows(500), 7..21);
        assert_eq!(
            at(1050.0).rows(500),
            7..22,
            "a row at each edge is in viewport in part"
        );
        assert_eq!(at(1000.0).rows(19), 7..19);
    }

    #[test]
    fn a_list_below_the_top_of_the_window_begins_with_its_first_row() {
        assert_eq!(at(0.0).rows(500), 0..11);
        assert_eq!(at(-250.0).rows(500), 0..9);
        assert_eq!(at(-2000.0).rows(500), 0..3, "it is below the window");
    }

    #[test]
    fn the_last_rows_stand_at_the_end_and_beyond_it() {
        assert_eq!(at(49_200.0).rows(500), 489..500);
        assert_eq!(at(1e9).rows(500), 489..500);
        assert_eq!(at(49_200.0).rows(5), 0..5, "it has just been filtered");
        assert_eq!(at(49_200.0).rows(0), 0..0);
    }

    #[test]
    fn their_number_depends_on_the_window_alone() {
        for count in [30, 500, 100_000] {
            for offset in 0..300 {
                let rows = at(f64::from(offset) * 33.3).rows(count);
                assert!(rows.len() <= 15 && rows.end <= count, "{offset}: {rows:?}");
            }
        }
    }
}
