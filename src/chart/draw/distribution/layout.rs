//! The layout of a panel of the distribution chart.

use crate::chart::model::Plot;

/// The size of all type, in CSS pixels: 14 on a phone, from 24 on if the chart is wide.
fn type_size(width: i32, panel_height: i32) -> i32 {
    let by_width = if width < 900 {
        14 + (width - 360) * 10 / 540
    } else {
        (width / 50).max(24)
    };
    by_width.min(panel_height / 7).clamp(13, 40)
}

/// The layout of a panel.
pub(super) struct Layout {
    pub(super) plot: Plot,
    /// The size of its type.
    pub(super) em: i32,
    /// The middle of the row of the key's words, and of the numbers of the axis.
    pub(super) key_row: i32,
    pub(super) number_row: i32,
    /// From score 0 to 10, and from the axis to the upper end of the key's line.
    pub(super) field: Plot,
}

impl Layout {
    pub(super) fn new(plot: &Plot, chart_width: u32) -> Self {
        let width = i32::try_from(chart_width).unwrap_or(i32::MAX);
        let em = type_size(width, plot.bottom - plot.top);
        let inset = ((plot.right - plot.left) / 42).max(em * 3 / 5 + 1);
        let title = plot.top + em * 7 / 5;
        Self {
            plot: *plot,
            em,
            key_row: title + em / 2,
            number_row: plot.bottom - em * 5 / 9,
            field: Plot {
                left: plot.left + inset,
                top: title + em * 9 / 8,
                right: plot.right - inset,
                bottom: plot.bottom - em * 9 / 5,
            },
        }
    }

    pub(super) fn x(&self, score: f64) -> i32 {
        self.field.widened_x(score / 10.0)
    }

    /// The field of the dots and bars: the key's line is seen above them.
    pub(super) fn scores(&self) -> Plot {
        Plot {
            top: self.field.top + self.em / 3,
            ..self.field
        }
    }

    /// From one bin to the next: there are 20 steps.
    pub(super) fn step(&self) -> i32 {
        (self.field.right - self.field.left) / 20
    }

    /// The left end of words around a column, inside of the panel.
    pub(super) fn around(&self, x: i32, width: i32) -> i32 {
        (x - width / 2)
            .min(self.plot.right - width)
            .max(self.plot.left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{draw::distribution::LEAST_PITCH, model::DistributionChart};

    #[test]
    fn type_is_read_from_the_back_of_a_room_and_on_a_phone() {
        for (width, height) in [(900, 180), (1024, 234), (1024, 400), (1920, 400)] {
            assert!(24 <= type_size(width, height), "{width}");
        }
        for width in [110, 320, 358, 559] {
            assert!((13..=18).contains(&type_size(width, 140)), "{width}");
        }
    }

    #[test]
    fn rows_stand_under_each_other_in_every_panel() {
        for width in (110..2600).step_by(35) {
            for height in (76..1600).step_by(31) {
                let Some(plots) = DistributionChart::plots((width, height)) else {
                    continue;
                };
                let panel = plots.0[3];
                let layout = Layout::new(&panel, width);
                let (field, em) = (layout.scores(), layout.em);
                let rows = [
                    panel.top,
                    layout.key_row - em * 5 / 9,
                    field.top - 8,
                    field.bottom - 2 * LEAST_PITCH,
                    field.bottom,
                    layout.number_row - em * 5 / 9,
                    panel.bottom - em,
                ];
                assert!(rows.is_sorted(), "{width} × {height}: {rows:?}");
                assert!(2 <= layout.step() && panel.left <= field.left);
            }
        }
    }
}
