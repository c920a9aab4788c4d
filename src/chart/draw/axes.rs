//! What both charts share: the axis of dates, the mesh, the hairline of the readout.

use plotters::{prelude::DrawingBackend, style::text_anchor::HPos};

use super::{
    Drawn, Look, Word,
    pen::{LABEL, Pen},
};
use crate::chart::model::{DateTick, Plot, Timeline};

/// Room between two labels of dates.
const GAP: i32 = 14;

/// The dates under the box, as many as stand without meeting.
pub(super) fn dates<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    timeline: Timeline,
    look: &Look<'_>,
    width: i32,
) -> Drawn<DB> {
    let place = |tick: &DateTick| {
        let label = look.labels.date(tick.date, tick.grain);
        let x = plot.x(timeline.range().share(timeline.day(tick.date)));
        let wide = pen.width(&label, LABEL);
        let left = (x - wide / 2).min(width - 2 - wide).max(2);
        (x, left, wide, label)
    };
    let fits = |ticks: &[DateTick]| {
        let mut taken = i32::MIN;
        ticks.iter().map(place).all(|(_, left, wide, _)| {
            let free = taken < left;
            taken = left + wide + GAP;
            free
        })
    };
    for tick in timeline.ticks(fits) {
        let (x, left, _, label) = place(&tick);
        pen.line(
            &[(x, plot.bottom), (x, plot.bottom + 4)],
            look.theme.rule,
            1,
        )?;
        pen.text(
            &label,
            (left, plot.bottom + 14),
            LABEL,
            look.theme.muted,
            HPos::Left,
        )?;
    }
    Ok(())
}

/// A light level line with its label at the left.
pub(super) fn level<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    y: i32,
    label: &str,
    look: &Look<'_>,
) -> Drawn<DB> {
    pen.line(&[(plot.left, y), (plot.right, y)], look.theme.grid, 1)?;
    pen.text(
        label,
        (plot.left - 6, y),
        LABEL,
        look.theme.muted,
        HPos::Right,
    )
}

/// The upright line of the readout.
pub(super) fn hairline<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    x: i32,
    look: &Look<'_>,
) -> Drawn<DB> {
    pen.line(&[(x, plot.top), (x, plot.bottom)], look.theme.muted, 1)
}

/// Why there is nothing to see, in the middle of a row of the box.
pub(super) fn nothing<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    y: i32,
    why: Word,
    look: &Look<'_>,
) -> Drawn<DB> {
    let word = pen.shorten(&look.labels.word(why), 13.0, plot.right - plot.left);
    pen.text(
        &word,
        (i32::midpoint(plot.left, plot.right), y),
        13.0,
        look.theme.muted,
        HPos::Center,
    )
}
