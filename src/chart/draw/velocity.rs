//! Draws the velocity chart.

use plotters::{
    coord::Shift, drawing::DrawingArea, prelude::DrawingBackend, style::RGBColor,
    style::text_anchor::HPos,
};

use super::{
    Drawn, Key, KeyShape, Look, Scene, Word, axes,
    pen::{LABEL, Pen},
};
use crate::chart::{
    Marker, VelocityChart, VelocityPoint,
    model::{Plot, clip},
    theme::{BAND, Tint},
};
use crate::domain::{CivilDate, velocity::Verdict};

impl Scene for VelocityChart {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        look: &Look<'_>,
    ) -> Drawn<DB> {
        let Some(plot) = self.plot(area.dim_in_pixel()) else {
            return Ok(());
        };
        let width = i32::try_from(area.dim_in_pixel().0).unwrap_or(plot.right);
        let sketch = Sketch {
            chart: self,
            pen: Pen::new(area),
            plot,
            look,
        };
        axes::dates(&sketch.pen, &plot, self.timeline(), look, width)?;
        let defined = |point: &VelocityPoint| point.formula.is_some() || point.net.is_some();
        if !self.points().iter().any(defined) {
            let none = self.points().is_empty();
            return sketch.nothing(if none {
                Word::NoRatings
            } else {
                Word::BaselineOnly
            });
        }
        sketch.mesh()?;
        sketch.trend()?;
        sketch.steps()?;
        sketch.formula()?;
        sketch.highlight()
    }

    fn keys(&self, look: &Look<'_>) -> Vec<Key> {
        let theme = look.theme;
        let key = |word, shape, color| Key {
            text: look.labels.word(word),
            shape,
            color,
        };
        vec![
            key(
                Word::Formula,
                KeyShape::Marker(Marker::Circle),
                theme.formula,
            ),
            key(Word::Net, KeyShape::Steps, theme.net),
            key(Word::Trend, KeyShape::Band, theme.trend),
        ]
    }
}

struct Sketch<'a, DB: DrawingBackend> {
    chart: &'a VelocityChart,
    pen: Pen<'a, DB>,
    plot: Plot,
    look: &'a Look<'a>,
}

impl<DB: DrawingBackend> Sketch<'_, DB> {
    fn x(&self, date: CivilDate) -> i32 {
        self.chart.x(&self.plot, date)
    }

    fn y(&self, value: f64) -> i32 {
        self.plot.y(self.chart.range().share(value))
    }

    fn mesh(&self) -> Drawn<DB> {
        let (ticks, labels) = (self.chart.ticks(), self.look.labels);
        for value in &ticks.values {
            let label = labels.number(*value, ticks.decimals);
            axes::level(&self.pen, &self.plot, self.y(*value), &label, self.look)?;
        }
        let zero = self.y(0.0);
        let (left, right) = (self.plot.left, self.plot.right);
        self.pen
            .line(&[(left, zero), (right, zero)], self.look.theme.rule, 1)?;
        let unit = labels.word(Word::PointsPer(self.chart.unit()));
        self.pen.text(
            &unit,
            (2, self.plot.top - 17),
            LABEL,
            self.look.theme.muted,
            HPos::Left,
        )
    }

    fn nothing(&self, why: Word) -> Drawn<DB> {
        let zero = self.plot.bottom;
        let line = [(self.plot.left, zero), (self.plot.right, zero)];
        self.pen.line(&line, self.look.theme.rule, 1)?;
        let middle = i32::midpoint(self.plot.top, self.plot.bottom);
        axes::nothing(&self.pen, &self.plot, middle, why, self.look)
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
        let color = self.look.theme.trend;
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
        let color = self.look.theme.net;
        let start = self.chart.timeline().start();
        let chosen = self
            .look
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
        let theme = self.look.theme;
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
                .line(&line, theme.formula_line, if room < 3 { 1 } else { 2 })?;
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
                self.beyond(self.x(date), value, theme.formula)?;
            } else if 0 < radius {
                let at = (self.x(date), self.y(value));
                self.pen
                    .marker(Marker::Circle, at, radius, theme.formula, theme.surface)?;
            }
        }
        Ok(())
    }

    fn highlight(&self) -> Drawn<DB> {
        let points = self.chart.points();
        let Some(point) = self.look.highlight.and_then(|nth| points.get(nth)) else {
            return Ok(());
        };
        let (x, theme) = (self.x(point.date), self.look.theme);
        axes::hairline(&self.pen, &self.plot, x, self.look)?;
        match point.formula {
            Some(value) if self.chart.range().contains(value) => self.pen.marker(
                Marker::Circle,
                (x, self.y(value)),
                6,
                theme.formula,
                theme.surface,
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
