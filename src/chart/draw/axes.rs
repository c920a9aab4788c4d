//! The axis of dates, the mesh and the hairline of the readout, which both charts share.

use plotters::{prelude::DrawingBackend, style::text_anchor::HPos};

use super::{
    ChartLabel, Drawn, RenderContext,
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
    context: &RenderContext<'_>,
    width: i32,
) -> Drawn<DB> {
    let place = |tick: &DateTick| {
        let label = context.labels.date(tick.date, tick.grain);
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
            context.palette.rule,
            1,
        )?;
        pen.text(
            &label,
            (left, plot.bottom + 14),
            LABEL,
            context.palette.muted,
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
    context: &RenderContext<'_>,
) -> Drawn<DB> {
    pen.line(&[(plot.left, y), (plot.right, y)], context.palette.grid, 1)?;
    pen.text(
        label,
        (plot.left - 6, y),
        LABEL,
        context.palette.muted,
        HPos::Right,
    )
}

/// The upright line of the readout.
pub(super) fn hairline<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    x: i32,
    context: &RenderContext<'_>,
) -> Drawn<DB> {
    pen.line(&[(x, plot.top), (x, plot.bottom)], context.palette.muted, 1)
}

/// Why there is nothing to see, in the middle of a row of the box.
pub(super) fn nothing<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    plot: &Plot,
    y: i32,
    why: ChartLabel,
    context: &RenderContext<'_>,
) -> Drawn<DB> {
    let word = pen.shorten(&context.labels.word(why), 13.0, plot.right - plot.left);
    pen.text(
        &word,
        (i32::midpoint(plot.left, plot.right), y),
        13.0,
        context.palette.muted,
        HPos::Center,
    )
}
