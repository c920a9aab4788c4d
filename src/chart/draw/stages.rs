//! Draws the stages over time: a row of bars for each stage, all to one scale.

use plotters::{prelude::DrawingBackend, style::RGBColor, style::text_anchor::HPos};

use super::{
    ChartLabel, Drawn, LegendEntry, RenderContext,
    painter::{Painted, Painter},
    pen::LABEL,
};
use crate::chart::{Grain, StagesChart, palette::Tint};
use crate::domain::{CivilDate, Stage, StageCount};

/// Room between two labels of dates.
const GAP: i32 = 10;

impl Painted for StagesChart {
    type Point = StageCount;

    fn points(&self) -> &[Self::Point] {
        self.points()
    }

    fn paint<DB: DrawingBackend>(painter: &Painter<'_, Self, DB>) -> Drawn<DB> {
        for (nth, stage) in painter.chart.stages().iter().enumerate() {
            painter.row(nth, *stage)?;
        }
        painter.bar_dates()
    }

    fn paint_highlight<DB: DrawingBackend>(
        painter: &Painter<'_, Self, DB>,
        (index, _): (usize, &Self::Point),
    ) -> Drawn<DB> {
        let (plot, ink) = (&painter.plot, painter.context.palette.ink);
        let (left, right) = painter.chart.bar(plot, index);
        for x in [left - 1, right + 1] {
            painter
                .pen
                .line(&[(x, plot.top), (x, plot.bottom)], ink, 1)?;
        }
        Ok(())
    }

    /// None: each row has its words above it.
    fn legend(&self, _: &RenderContext<'_>) -> Vec<LegendEntry> {
        Vec::new()
    }
}

impl<DB: DrawingBackend> Painter<'_, StagesChart, DB> {
    fn color(&self, stage: Option<Stage>) -> RGBColor {
        let palette = self.context.palette;
        stage.map_or(palette.muted, |stage| palette.stage(stage))
    }

    /// A stage with its bars, its name, and how many are in it at last.
    fn row(&self, nth: usize, stage: Option<Stage>) -> Drawn<DB> {
        let labels = self.context.labels;
        let (words, field) = self.chart.row(&self.plot, nth);
        let most = labels.number(self.chart.most(), 0);
        self.level(&field, field.top, &most)?;
        self.level(&field, field.bottom, &labels.number(0.0, 0))?;
        let color = self.color(stage);
        for (nth, point) in self.chart.points().iter().enumerate() {
            let clients = point.of(stage);
            if 0 < clients {
                let (left, right) = self.chart.bar(&self.plot, nth);
                let top = self.chart.y(&field, clients).min(field.bottom - 2);
                self.pen
                    .rect((left, top), (right, field.bottom), Tint(color, 1.0))?;
            }
        }
        let latest = self.chart.points().last().map_or(0, |last| last.of(stage));
        let latest = labels.number(latest as f64, 0);
        let at = (self.plot.right, words);
        self.pen
            .text(&latest, at, LABEL, self.context.palette.ink, HPos::Right)?;
        let name = labels.word(stage.map_or(ChartLabel::NoStage, ChartLabel::Stage));
        let room = self.plot.right - self.plot.left - self.pen.width(&latest, LABEL) - GAP;
        let name = self.pen.shorten(&name, LABEL, room);
        let at = (self.plot.left, words);
        self.pen.text(&name, at, LABEL, color, HPos::Left)
    }

    /// The dates under the bars, as many as stand without meeting.
    fn bar_dates(&self) -> Drawn<DB> {
        let place = |(nth, date, grain): &(usize, CivilDate, Grain)| {
            let label = self.context.labels.date(*date, *grain);
            let (left, right) = self.chart.bar(&self.plot, *nth);
            let wide = self.pen.width(&label, LABEL);
            let start = (i32::midpoint(left, right) - wide / 2).min(self.width - 2 - wide);
            (start.max(2), wide, label)
        };
        let fits = |labels: &[(usize, CivilDate, Grain)]| {
            let mut taken = i32::MIN;
            labels.iter().map(place).all(|(left, wide, _)| {
                let is_free = taken < left;
                taken = left + wide + GAP;
                is_free
            })
        };
        for label in self.chart.labels(fits) {
            let (left, _, label) = place(&label);
            let at = (left, self.plot.bottom + 14);
            let muted = self.context.palette.muted;
            self.pen.text(&label, at, LABEL, muted, HPos::Left)?;
        }
        Ok(())
    }
}
