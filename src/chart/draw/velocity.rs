//! Draws the velocity chart.

use plotters::{
    coord::Shift, drawing::DrawingArea, prelude::DrawingBackend, style::RGBColor,
    style::text_anchor::HPos,
};

use super::{
    ChartLabel, Drawn, LegendEntry, LegendShape, RenderContext, Scene, axes,
    pen::{LABEL, Pen},
};
use crate::chart::{
    Marker, VelocityChart, VelocityPoint,
    model::{Plot, clip},
    palette::{BAND, Tint},
};
use crate::domain::{CivilDate, velocity::Verdict};

impl Scene for VelocityChart {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        let Some(plot) = self.plot(area.dim_in_pixel()) else {
            return Ok(());
        };
        let width = i32::try_from(area.dim_in_pixel().0).unwrap_or(plot.right);
        let sketch = Sketch {
            chart: self,
            pen: Pen::new(area),
            plot,
            context,
        };
        axes::dates(&sketch.pen, &plot, self.timeline(), context, width)?;
        let defined = |point: &VelocityPoint| point.formula.is_some() || point.net.is_some();
        if !self.points().iter().any(defined) {
            let none = self.points().is_empty();
            return sketch.nothing(if none {
                ChartLabel::NoRatings
            } else {
                ChartLabel::BaselineOnly
            });
        }
        sketch.mesh()?;
        sketch.trend()?;
        sketch.steps()?;
        sketch.formula()?;
        sketch.highlight()
    }

    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        let palette = context.palette;
        let key = |word, shape, color| LegendEntry {
            text: context.labels.word(word),
            shape,
            color,
        };
        vec![
            key(
                ChartLabel::Formula,
                LegendShape::Marker(Marker::Circle),
                palette.formula,
            ),
            key(ChartLabel::Net, LegendShape::Steps, palette.net),
            key(ChartLabel::Trend, LegendShape::Band, palette.trend),
        ]
    }
}

struct Sketch<'a, DB: DrawingBackend> {
    chart: &'a VelocityChart,
    pen: Pen<'a, DB>,
    plot: Plot,
    context: &'a RenderContext<'a>,
}

impl<DB: DrawingBackend> Sketch<'_, DB> {
    fn x(&self, date: CivilDate) -> i32 {
        self.chart.x(&self.plot, date)
    }

    fn y(&self, value: f64) -> i32 {
        self.plot.y(self.chart.range().share(value))
    }

    fn mesh(&self) -> Drawn<DB> {
        let (ticks, labels) = (self.chart.ticks(), self.context.labels);
        for value in &ticks.values {
            let label = labels.number(*value, ticks.decimals);
            axes::level(&self.pen, &self.plot, self.y(*value), &label, self.context)?;
        }
        let zero = self.y(0.0);
        let (left, right) = (self.plot.left, self.plot.right);
        self.pen
            .line(&[(left, zero), (right, zero)], self.context.palette.rule, 1)?;
        let unit = labels.word(ChartLabel::PointsPer(self.chart.unit()));
        self.pen.text(
            &unit,
            (2, self.plot.top - 17),
            LABEL,
            self.context.palette.muted,
            HPos::Left,
        )
    }

    fn nothing(&self, why: ChartLabel) -> Drawn<DB> {
        let zero = self.plot.bottom;
        let line = [(self.plot.left, zero), (self.plot.right, zero)];
        self.pen.line(&line, self.context.palette.rule, 1)?;
        let middle = i32::midpoint(self.plot.top, self.plot.bottom);
        axes::nothing(&self.pen, &self.plot, middle, why, self.context)
    }

    fn trend(&self) -> Drawn<DB> {
        let Some(trend) = self.chart.trend() else {
            return Ok(());
        };
        if trend.to < self.chart.timeline().start() {
            return Ok(());
        }
        let (left, right) = (self.x(trend.from), self.x(trend.to));
        let right = right.max(left + 2);
        let color = self.context.palette.trend;
        let (high, low) = (self.y(trend.high), self.y(trend.low));
        self.pen
            .rect((left, high), (right, low), Tint(color, BAND))?;
        let y = self.y(trend.value);
        if trend.verdict == Verdict::Stale {
            return self.pen.dashes((left, y), (right, y), (5, 4), color);
        }
        self.pen.line(&[(left, y), (right, y)], color, 2)
    }

    fn steps(&self) -> Drawn<DB> {
        let color = self.context.palette.net;
        let start = self.chart.timeline().start();
        let chosen = self
            .context
            .highlight
            .and_then(|nth| self.chart.points().get(nth));
        for step in self.chart.steps().iter().filter(|step| start < step.to) {
            let (left, right) = (self.x(step.from), self.x(step.to));
            if self.chart.range().contains(step.value) {
                let thick = chosen.is_some_and(|point| point.date == step.to);
                let width = if thick {
                    6
                } else if step.beyond_error {
                    4
                } else {
                    2
                };
                let y = self.y(step.value);
                // A gap between neighbours keeps level steps apart.
                let right = (right - 2).max(left + 2);
                self.pen.line(&[(left + 1, y), (right, y)], color, width)?;
            } else {
                self.beyond(i32::midpoint(left, right), step.value, color)?;
            }
        }
        Ok(())
    }

    fn formula(&self) -> Drawn<DB> {
        let (timeline, range) = (self.chart.timeline(), self.chart.range());
        let palette = self.context.palette;
        let days = self.plot.widened(timeline.range());
        let values: Vec<_> = self.chart.formula().collect();
        let room = (self.plot.right - self.plot.left)
            / i32::try_from(self.chart.points().len())
                .unwrap_or(i32::MAX)
                .max(1);
        for pair in values.windows(2) {
            let [(from, start), (to, end)] = pair else {
                continue;
            };
            let ends = [(timeline.day(*from), *start), (timeline.day(*to), *end)];
            let Some(shown) = clip(ends[0], ends[1], days, range) else {
                continue;
            };
            let line =
                shown.map(|(day, value)| (self.plot.widened_x(days.share(day)), self.y(value)));
            self.pen
                .line(&line, palette.formula_line, if room < 3 { 1 } else { 2 })?;
        }
        let radius = match room {
            12.. => 4,
            8..12 => 3,
            4..8 => 2,
            _ => 0,
        };
        let last = values.len().saturating_sub(1);
        for (nth, (date, value)) in values.into_iter().enumerate() {
            let radius = if nth == last { radius.max(3) } else { radius };
            if !timeline.contains(date) {
                continue;
            }
            if !range.contains(value) {
                self.beyond(self.x(date), value, palette.formula)?;
            } else if 0 < radius {
                let at = (self.x(date), self.y(value));
                self.pen
                    .marker(Marker::Circle, at, radius, palette.formula, palette.surface)?;
            }
        }
        Ok(())
    }

    fn highlight(&self) -> Drawn<DB> {
        let points = self.chart.points();
        let Some(point) = self.context.highlight.and_then(|nth| points.get(nth)) else {
            return Ok(());
        };
        let (x, palette) = (self.x(point.date), self.context.palette);
        axes::hairline(&self.pen, &self.plot, x, self.context)?;
        match point.formula {
            Some(value) if self.chart.range().contains(value) => self.pen.marker(
                Marker::Circle,
                (x, self.y(value)),
                6,
                palette.formula,
                palette.surface,
            ),
            _ => Ok(()),
        }
    }

    /// An arrow at the edge beyond which a value lies.
    fn beyond(&self, x: i32, value: f64, color: RGBColor) -> Drawn<DB> {
        let up = self.chart.range().high() < value;
        let y = if up { self.plot.top } else { self.plot.bottom };
        self.pen.arrow((x, y), up, color)
    }
}
