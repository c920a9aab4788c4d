//! Draws the velocity chart.

use plotters::{prelude::DrawingBackend, style::RGBColor, style::text_anchor::HPos};

use super::{
    ChartLabel, Drawn, LegendEntry, LegendShape, RenderContext,
    decimate::{Track, decimate},
    painter::{Painted, Painter},
    pen::LABEL,
};
use crate::chart::{
    Marker, VelocityChart, VelocityPoint,
    model::{NetStep, clip},
    palette::{BAND, Tint},
};
use crate::domain::{CivilDate, velocity::Verdict};

impl Painted for VelocityChart {
    type Point = VelocityPoint;

    fn points(&self) -> &[Self::Point] {
        self.points()
    }

    fn paint<DB: DrawingBackend>(painter: &Painter<'_, Self, DB>) -> Drawn<DB> {
        let chart = painter.chart;
        painter.dates(chart.timeline())?;
        let defined = |point: &VelocityPoint| point.formula.is_some() || point.net.is_some();
        if !chart.points().iter().any(defined) {
            let none = chart.points().is_empty();
            return painter.no_values(if none {
                ChartLabel::NoRatings
            } else {
                ChartLabel::BaselineOnly
            });
        }
        painter.mesh()?;
        // Net changes and the trend tell of rise and fall: they lie over the formula's thin line.
        painter.formula()?;
        painter.trend()?;
        painter.steps()
    }

    fn paint_highlight<DB: DrawingBackend>(
        painter: &Painter<'_, Self, DB>,
        (_, point): (usize, &Self::Point),
    ) -> Drawn<DB> {
        let step = painter.chart.step_to(point.date);
        if let Some(step) = step.filter(|step| painter.is_inside(step)) {
            painter.step(step, 6)?;
        }
        let x = painter.x(point.date);
        painter.hairline(x)?;
        match point.formula {
            Some(value) if painter.chart.range().contains(value) => {
                painter.formula_point((point.date, value), 6)
            }
            _ => Ok(()),
        }
    }

    fn legend(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        let palette = context.palette;
        let key = |word, shape, color| LegendEntry {
            text: context.labels.word(word),
            shape,
            color,
        };
        let start = self.timeline().start();
        let has_net = self.points().iter().any(|point| point.net.is_some());
        let has_trend = self.trend().is_some_and(|trend| start <= trend.to);
        let has_formula = self.points().iter().any(|point| point.formula.is_some());
        let net = key(ChartLabel::Net, LegendShape::Steps, palette.net);
        let trend = key(ChartLabel::Trend, LegendShape::Band, palette.trend);
        let shape = LegendShape::Marker(Marker::Circle);
        let formula = key(ChartLabel::Formula, shape, palette.formula);
        let all = [(has_net, net), (has_trend, trend), (has_formula, formula)];
        all.into_iter()
            .filter_map(|(is_drawn, key)| is_drawn.then_some(key))
            .collect()
    }
}

impl<DB: DrawingBackend> Painter<'_, VelocityChart, DB> {
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
            self.level(&self.plot, self.y(*value), &label)?;
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

    fn no_values(&self, why: ChartLabel) -> Drawn<DB> {
        let zero = self.plot.bottom;
        let line = [(self.plot.left, zero), (self.plot.right, zero)];
        self.pen.line(&line, self.context.palette.rule, 1)?;
        let middle = i32::midpoint(self.plot.top, self.plot.bottom);
        self.nothing(middle, why)
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
        let start = self.chart.timeline().start();
        let steps = self.chart.steps();
        let shown_from = steps.partition_point(|step| step.to <= start);
        let shown = steps.get(shown_from..).unwrap_or_default();
        let column = |step: &&NetStep| self.x(step.from);
        let (inside, beyond): (Vec<_>, Vec<_>) =
            shown.iter().partition(|step| self.is_inside(step));
        let [inside, beyond] =
            [inside, beyond].map(|steps| decimate(steps, column, |step| step.value));
        let mut beyond = beyond.into_iter().peekable();
        for step in inside {
            while let Some(other) = beyond.next_if(|other| other.from < step.from) {
                self.step_beyond(other)?;
            }
            self.step(step, if step.beyond_error { 4 } else { 2 })?;
        }
        beyond.try_for_each(|step| self.step_beyond(step))
    }

    fn step_beyond(&self, step: &NetStep) -> Drawn<DB> {
        let middle = i32::midpoint(self.x(step.from), self.x(step.to));
        self.beyond(middle, step.value, self.context.palette.net)
    }

    fn is_inside(&self, step: &NetStep) -> bool {
        self.chart.range().contains(step.value)
    }

    fn step(&self, step: &NetStep, width: u32) -> Drawn<DB> {
        let (left, right) = (self.x(step.from), self.x(step.to));
        let y = self.y(step.value);
        // A gap between neighbours keeps level steps apart.
        let right = (right - 2).max(left + 2);
        self.pen.line(
            &[(left + 1, y), (right, y)],
            self.context.palette.net,
            width,
        )
    }

    fn formula(&self) -> Drawn<DB> {
        let (timeline, range) = (self.chart.timeline(), self.chart.range());
        let palette = self.context.palette;
        let values: Vec<_> = self.chart.formula().collect();
        let room = (self.plot.right - self.plot.left)
            / i32::try_from(self.chart.points().len())
                .unwrap_or(i32::MAX)
                .max(1);
        let track = Track::new(self.plot, timeline);
        let entering = track.before(&values, |(date, _)| *date).saturating_sub(1);
        let corners = values.iter().skip(entering).map(|(date, value)| {
            let (day, column) = track.place(*date);
            (day, *value, column)
        });
        let corners = decimate(corners, |(.., column)| *column, |(_, value, _)| *value);
        for pair in corners.windows(2) {
            let [(from, start, _), (to, end, _)] = *pair else {
                continue;
            };
            let Some(shown) = clip((from, start), (to, end), track.days, range) else {
                continue;
            };
            let line = shown.map(|(day, value)| (track.x(day), self.y(value)));
            self.pen.line(&line, palette.formula_line, 1)?;
        }
        let radius = match room {
            8.. => 2,
            4..8 => 1,
            _ => 0,
        };
        let shown_from = values.partition_point(|(date, _)| *date < timeline.start());
        let Some((last, earlier)) = values.get(shown_from..).and_then(<[_]>::split_last) else {
            return Ok(());
        };
        // The line that leaves the chart tells enough of values beyond its edge.
        let is_marked = |(_, value): &&(_, f64)| 0 < radius && range.contains(*value);
        for point in earlier.iter().filter(is_marked) {
            self.formula_point(*point, radius)?;
        }
        self.formula_point(*last, radius.max(3))
    }

    /// A value of the formula: a dot, or an arrow if it lies beyond the edge.
    fn formula_point(&self, (date, value): (CivilDate, f64), radius: i32) -> Drawn<DB> {
        let (x, palette) = (self.x(date), self.context.palette);
        if !self.chart.range().contains(value) {
            return self.beyond(x, value, palette.formula);
        }
        let at = (x, self.y(value));
        self.pen
            .marker(Marker::Circle, at, radius, palette.formula, palette.surface)
    }

    /// An arrow at the edge beyond which a value lies.
    fn beyond(&self, x: i32, value: f64, color: RGBColor) -> Drawn<DB> {
        let up = self.chart.range().high() < value;
        let y = if up { self.plot.top } else { self.plot.bottom };
        self.pen.arrow((x, y), up, color)
    }
}
