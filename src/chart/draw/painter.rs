//! The painter of a chart that is drawn in one box, with what such charts share: the axis of dates, the
//! mesh and the hairline of the readout.

use plotters::{
    coord::Shift, drawing::DrawingArea, prelude::DrawingBackend, style::text_anchor::HPos,
};

use super::{
    ChartLabel, Drawn, LegendEntry, RenderContext, Scene,
    pen::{LABEL, Pen},
};
use crate::chart::model::{DateTick, Plot, Plotted, Timeline};

/// Room between two labels of dates.
const GAP: i32 = 14;

/// A chart in one box, drawn by a [`Painter`]: a [`Scene`] that is empty if the area has no room for the box.
pub(super) trait Painted: Plotted + Sized {
    /// The subject of a readout.
    type Point;

    /// The readouts, by their index.
    fn points(&self) -> &[Self::Point];

    /// As [`Scene::draw`].
    fn paint<DB: DrawingBackend>(painter: &Painter<'_, Self, DB>) -> Drawn<DB>;

    /// As [`Scene::draw_highlight`], of a point and its index.
    fn paint_highlight<DB: DrawingBackend>(
        painter: &Painter<'_, Self, DB>,
        at: (usize, &Self::Point),
    ) -> Drawn<DB>;

    /// As [`Scene::keys`].
    fn legend(&self, context: &RenderContext<'_>) -> Vec<LegendEntry>;
}

impl<C: Painted> Scene for C {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        Painter::new(self, area, context).map_or(Ok(()), |painter| C::paint(&painter))
    }

    fn draw_highlight<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
        index: usize,
    ) -> Drawn<DB> {
        let painter = Painter::new(self, area, context);
        match (painter, self.points().get(index)) {
            (Some(painter), Some(point)) => C::paint_highlight(&painter, (index, point)),
            _ => Ok(()),
        }
    }

    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        self.legend(context)
    }
}

/// A chart, its box, and the pen and the context that it is drawn with.
pub(super) struct Painter<'a, C, DB: DrawingBackend> {
    pub(super) chart: &'a C,
    pub(super) pen: Pen<'a, DB>,
    pub(super) plot: Plot,
    pub(super) context: &'a RenderContext<'a>,
    /// The width of the whole area.
    pub(super) width: i32,
}

impl<'a, C: Plotted, DB: DrawingBackend> Painter<'a, C, DB> {
    /// None if the area is too small to show anything.
    pub(super) fn new(
        chart: &'a C,
        area: &'a DrawingArea<DB, Shift>,
        context: &'a RenderContext<'a>,
    ) -> Option<Self> {
        let size = area.dim_in_pixel();
        Some(Self {
            chart,
            pen: Pen::new(area),
            plot: chart.plot(size)?,
            context,
            width: i32::try_from(size.0).ok()?,
        })
    }

    /// The dates under the box, as many as stand without meeting.
    pub(super) fn dates(&self, timeline: Timeline) -> Drawn<DB> {
        let plot = &self.plot;
        let place = |tick: &DateTick| {
            let label = self.context.labels.date(tick.date, tick.grain);
            let x = plot.x(timeline.range().share(timeline.day(tick.date)));
            let wide = self.pen.width(&label, LABEL);
            let left = (x - wide / 2).min(self.width - 2 - wide).max(2);
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
        let palette = self.context.palette;
        for tick in timeline.ticks(fits) {
            let (x, left, _, label) = place(&tick);
            let stroke = [(x, plot.bottom), (x, plot.bottom + 4)];
            self.pen.line(&stroke, palette.rule, 1)?;
            let at = (left, plot.bottom + 14);
            self.pen
                .text(&label, at, LABEL, palette.muted, HPos::Left)?;
        }
        Ok(())
    }

    /// A light level line across a box, with its label at the left.
    pub(super) fn level(&self, plot: &Plot, y: i32, label: &str) -> Drawn<DB> {
        let palette = self.context.palette;
        self.pen
            .line(&[(plot.left, y), (plot.right, y)], palette.grid, 1)?;
        let at = (plot.left - 6, y);
        self.pen.text(label, at, LABEL, palette.muted, HPos::Right)
    }

    /// The upright line of the readout.
    pub(super) fn hairline(&self, x: i32) -> Drawn<DB> {
        let line = [(x, self.plot.top), (x, self.plot.bottom)];
        self.pen.line(&line, self.context.palette.muted, 1)
    }

    /// Why there is nothing to see, in the middle of a row of the box.
    pub(super) fn nothing(&self, y: i32, why: ChartLabel) -> Drawn<DB> {
        let Plot { left, right, .. } = self.plot;
        let word = self.context.labels.word(why);
        let word = self.pen.shorten(&word, 13.0, right - left);
        let at = (i32::midpoint(left, right), y);
        let muted = self.context.palette.muted;
        self.pen.text(&word, at, 13.0, muted, HPos::Center)
    }
}
