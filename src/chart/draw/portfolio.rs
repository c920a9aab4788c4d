//! Draws the portfolio chart: a dot per client, the level to the right and the trend upward.

use std::collections::BTreeSet;

use plotters::{prelude::DrawingBackend, style::RGBColor, style::text_anchor::HPos};

use super::{
    ChartLabel, Drawn, LegendEntry, LegendShape, RenderContext,
    painter::{Painted, Painter},
    pen::LABEL,
};
use crate::chart::{
    Marker, PortfolioChart, PortfolioPoint,
    palette::{BAND, Palette, Tint},
};
use crate::domain::Stage;

/// The radius of a dot, and that of one in a crowd.
const RADIUS: i32 = 4;
const SMALL: i32 = 3;

/// How many dots are a crowd.
const CROWD: usize = 400;

impl Painted for PortfolioChart {
    type Point = PortfolioPoint;

    fn points(&self) -> &[Self::Point] {
        self.points()
    }

    fn paint<DB: DrawingBackend>(painter: &Painter<'_, Self, DB>) -> Drawn<DB> {
        painter.zone()?;
        painter.mesh()?;
        if painter.chart.points().is_empty() {
            let plot = &painter.plot;
            let middle = i32::midpoint(plot.top, plot.bottom) - 12;
            return painter.nothing(middle, ChartLabel::NoTrends);
        }
        // Those that rise or fall lie over the many whose trend may be error.
        painter.dots(true)?;
        painter.dots(false)
    }

    fn paint_highlight<DB: DrawingBackend>(
        painter: &Painter<'_, Self, DB>,
        (_, point): (usize, &Self::Point),
    ) -> Drawn<DB> {
        painter.band(point)?;
        let at = painter.chart.place(&painter.plot, point);
        painter
            .pen
            .ring(at, RADIUS + 6, painter.context.palette.ink)?;
        painter.dot(point, RADIUS + 2)
    }

    fn legend(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        let stages = [None].into_iter().chain(Stage::ALL.map(Some));
        let is_drawn = |stage: &Option<Stage>| {
            let mut points = self.points().iter();
            points.any(|point| point.stage() == *stage)
        };
        let key = |stage: Option<Stage>| LegendEntry {
            text: context.labels.word(match stage {
                Some(stage) => ChartLabel::Stage(stage),
                None => ChartLabel::NoStage,
            }),
            shape: LegendShape::Marker(marker(stage)),
            color: color(stage, context.palette),
        };
        let mut keys: Vec<_> = stages.filter(is_drawn).map(key).collect();
        keys.extend(self.zone().map(|_| LegendEntry {
            text: context.labels.word(ChartLabel::ErrorZone),
            shape: LegendShape::Band,
            color: context.palette.muted,
        }));
        keys
    }
}

/// The shape of a stage's dots, so that stages are told apart without colour.
const fn marker(stage: Option<Stage>) -> Marker {
    match stage {
        Some(Stage::Initial) => Marker::Circle,
        Some(Stage::Deepening) => Marker::Square,
        Some(Stage::LongTerm) => Marker::Diamond,
        Some(Stage::Ended) | None => Marker::Triangle,
    }
}

const fn color(stage: Option<Stage>, palette: &Palette) -> RGBColor {
    match stage {
        Some(stage) => palette.stage(stage),
        None => palette.muted,
    }
}

impl<DB: DrawingBackend> Painter<'_, PortfolioChart, DB> {
    fn y(&self, trend: f64) -> i32 {
        self.plot.y(self.chart.range().share(trend))
    }

    /// The band within which half of the clients' trends could not be told from 0.
    fn zone(&self) -> Drawn<DB> {
        let Some(zone) = self.chart.zone() else {
            return Ok(());
        };
        let tint = Tint(self.context.palette.muted, BAND);
        let (left, right) = (self.plot.left, self.plot.right);
        self.pen
            .rect((left, self.y(zone)), (right, self.y(-zone)), tint)
    }

    fn mesh(&self) -> Drawn<DB> {
        let (plot, palette, labels) = (&self.plot, self.context.palette, self.context.labels);
        let ticks = self.chart.ticks();
        for value in &ticks.values {
            let label = labels.number(*value, ticks.decimals);
            self.level(plot, self.y(*value), &label)?;
        }
        let zero = self.y(0.0);
        self.pen
            .line(&[(plot.left, zero), (plot.right, zero)], palette.rule, 1)?;
        for total in [0.0, 10.0, 20.0, 30.0, 40.0] {
            let x = PortfolioChart::column(plot, total);
            let tick = [(x, plot.bottom), (x, plot.bottom + 4)];
            self.pen.line(&tick, palette.rule, 1)?;
            let label = labels.number(total, 0);
            let at = (x, plot.bottom + 13);
            self.pen
                .text(&label, at, LABEL, palette.muted, HPos::Center)?;
        }
        let unit = labels.word(ChartLabel::TrendPer(self.chart.unit()));
        let unit = self.pen.shorten(&unit, LABEL, plot.right - 2);
        let at = (2, plot.top - 17);
        self.pen.text(&unit, at, LABEL, palette.muted, HPos::Left)?;
        let total = labels.word(ChartLabel::Total);
        let at = (plot.right, plot.bottom + 29);
        self.pen.text(&total, at, LABEL, palette.muted, HPos::Right)
    }

    /// The dots of one kind; of several that would cover each other, one.
    fn dots(&self, within_error: bool) -> Drawn<DB> {
        let is_crowd = CROWD < self.chart.points().len();
        let (near, radius) = if is_crowd { (4, SMALL) } else { (2, RADIUS) };
        let mut drawn = BTreeSet::new();
        let points = self.chart.points().iter();
        for point in points.filter(|point| point.is_within_error() == within_error) {
            let (x, y) = self.chart.place(&self.plot, point);
            let stage = point.stage().map_or(0, |stage| stage as u8 + 1);
            if drawn.insert((x / near, y / near, stage)) {
                self.dot(point, radius)?;
            }
        }
        Ok(())
    }

    /// A dot, hollow if the trend may be error; an arrow at the edge if it lies beyond the edge.
    fn dot(&self, point: &PortfolioPoint, radius: i32) -> Drawn<DB> {
        let palette = self.context.palette;
        let stage = point.stage();
        let (marker, color) = (marker(stage), color(stage, palette));
        let at = self.chart.place(&self.plot, point);
        self.pen
            .marker(marker, at, radius, color, palette.surface)?;
        if point.is_within_error() {
            self.pen.shape(marker, at, radius - 2, palette.surface)?;
        }
        let range = self.chart.range();
        if range.contains(point.trend) {
            return Ok(());
        }
        let up = range.high() < point.trend;
        let edge = if up { self.plot.top } else { self.plot.bottom };
        self.pen.arrow((at.0, edge), up, color)
    }

    /// The own band of one client, as far as it lies within the box.
    fn band(&self, point: &PortfolioPoint) -> Drawn<DB> {
        const END: i32 = 4;
        let ink = self.context.palette.ink;
        let x = PortfolioChart::column(&self.plot, point.total);
        let ends = [point.trend - point.margin, point.trend + point.margin];
        let rows = ends.map(|end| self.y(end));
        self.pen.line(&[(x, rows[0]), (x, rows[1])], ink, 1)?;
        for (end, y) in ends.into_iter().zip(rows) {
            if self.chart.range().contains(end) {
                self.pen.line(&[(x - END, y), (x + END, y)], ink, 1)?;
            }
        }
        Ok(())
    }
}
