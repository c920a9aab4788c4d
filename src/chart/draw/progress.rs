//! Draws the progress chart.

use plotters::{
    coord::Shift, drawing::DrawingArea, prelude::DrawingBackend, style::Color,
    style::text_anchor::HPos,
};

use super::{
    ChartLabel, Drawn, LegendEntry, LegendShape, RenderContext, Scene, axes,
    pen::{LABEL, Pen, Point},
    place::{Clutter, Spot},
};
use crate::chart::{
    Marker, ProgressChart,
    model::{Plot, clip},
};
use crate::domain::{CivilDate, Dimension, PerDimension, Score};

impl Scene for ProgressChart {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        let Some(plot) = Self::plot(area.dim_in_pixel()) else {
            return Ok(());
        };
        let width = i32::try_from(area.dim_in_pixel().0).unwrap_or(plot.right);
        let sketch = Sketch {
            chart: self,
            pen: Pen::new(area),
            plot,
            context,
        };
        let lines = sketch.lines();
        let mut clutter = Clutter::default();
        for run in lines.0.iter().flatten() {
            clutter.path(&run.path);
        }
        sketch.bands()?;
        sketch.mesh()?;
        axes::dates(&sketch.pen, &plot, self.timeline(), context, width)?;
        sketch.contacts()?;
        sketch.breaches(&mut clutter)?;
        sketch.gates(&mut clutter)?;
        sketch.other_raters()?;
        for (dimension, runs) in lines.iter() {
            for run in runs {
                let width = if run.across_missing || sketch.spacing() < 3 {
                    1
                } else {
                    2
                };
                sketch
                    .pen
                    .line(&run.path, context.palette.line[dimension], width)?;
            }
        }
        if self.points().is_empty() {
            let between_lines = plot.y(ProgressChart::scores().share(2.5));
            return axes::nothing(
                &sketch.pen,
                &plot,
                between_lines,
                ChartLabel::NoRatings,
                context,
            );
        }
        sketch.markers()
    }

    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        let key = |dimension| LegendEntry {
            text: context.labels.word(ChartLabel::Dimension(dimension)),
            shape: LegendShape::Marker(Marker::of(dimension)),
            color: context.palette.dimension[dimension],
        };
        Dimension::ALL.map(key).to_vec()
    }
}

struct Sketch<'a, DB: DrawingBackend> {
    chart: &'a ProgressChart,
    pen: Pen<'a, DB>,
    plot: Plot,
    context: &'a RenderContext<'a>,
}

/// The thin line between neighbouring scores of a dimension.
struct Run {
    path: Vec<Point>,
    /// A rating between its two scores left the dimension out.
    across_missing: bool,
}

impl<DB: DrawingBackend> Sketch<'_, DB> {
    fn x(&self, date: CivilDate) -> i32 {
        self.chart.x(&self.plot, date)
    }

    fn y(&self, score: Score) -> i32 {
        self.plot.y(ProgressChart::scores().share(score.value()))
    }

    /// The stages; labels are given from now backwards, where they have room.
    fn bands(&self) -> Drawn<DB> {
        const INDENT: i32 = 6;
        let mut taken = self.plot.right + INDENT;
        for (nth, band) in self.chart.bands().iter().enumerate().rev() {
            let left = if nth == 0 {
                self.plot.left
            } else {
                self.x(band.from)
            };
            let right = band.until.map_or(self.plot.right, |until| self.x(until));
            let tint = self.context.palette.tint(band.stage);
            self.pen
                .rect((left, self.plot.top), (right, self.plot.bottom), tint)?;
            let label = self.context.labels.word(ChartLabel::Stage(band.stage));
            let width = self.pen.width(&label, LABEL);
            // The stage of now keeps its label, moved left where its band is narrow.
            let furthest = if band.until.is_none() {
                self.plot.right - width
            } else {
                i32::MAX
            };
            let start = (left + INDENT).min(furthest);
            if self.plot.left <= start && start + width <= right.min(taken - INDENT) {
                let at = (start, self.plot.top - 12);
                self.pen
                    .text(&label, at, LABEL, self.context.palette.muted, HPos::Left)?;
                taken = start;
            }
        }
        Ok(())
    }

    fn mesh(&self) -> Drawn<DB> {
        for score in [0.0, 5.0, 10.0] {
            let y = self.plot.y(ProgressChart::scores().share(score));
            axes::level(
                &self.pen,
                &self.plot,
                y,
                &self.context.labels.number(score, 0),
                self.context,
            )?;
        }
        Ok(())
    }

    fn contacts(&self) -> Drawn<DB> {
        let mut columns: Vec<_> = self
            .chart
            .contacts()
            .iter()
            .map(|date| self.x(*date))
            .collect();
        columns.dedup();
        for x in columns {
            let tick = [(x, self.plot.bottom - 6), (x, self.plot.bottom)];
            self.pen.line(&tick, self.context.palette.muted, 1)?;
        }
        Ok(())
    }

    fn breaches(&self, clutter: &mut Clutter) -> Drawn<DB> {
        let (plot, color) = (&self.plot, self.context.palette.breach);
        let label = self.context.labels.word(ChartLabel::Breach);
        let width = self.pen.width(&label, LABEL);
        let columns: Vec<_> = self
            .chart
            .breaches()
            .iter()
            .map(|date| self.x(*date))
            .collect();
        for x in &columns {
            let (from, to) = ((*x, plot.top), (*x, plot.bottom));
            self.pen.dashes(from, to, (2, 3), color)?;
            clutter.line(from, to);
        }
        for x in columns {
            let spots = (plot.top + 10..plot.bottom)
                .step_by(16)
                .take(8)
                .flat_map(|middle| {
                    [x + 5, x - 5 - width].map(|left| Spot {
                        left,
                        middle,
                        width,
                    })
                });
            if let Some(spot) = clutter.place(plot, spots) {
                self.pen
                    .text(&label, (spot.left, spot.middle), LABEL, color, HPos::Left)?;
            }
        }
        Ok(())
    }

    fn gates(&self, clutter: &mut Clutter) -> Drawn<DB> {
        let plot = &self.plot;
        for (nth, gate) in self.chart.gates().iter().enumerate() {
            let left = if nth == 0 {
                plot.left
            } else {
                self.x(gate.from).max(plot.left)
            };
            let right = gate.until.map_or(plot.right, |until| self.x(until));
            let y = self.y(gate.threshold);
            self.pen
                .dashes((left, y), (right, y), (4, 4), self.context.palette.rule)?;
            let label = self.context.labels.word(ChartLabel::Gate(gate.threshold));
            let width = self.pen.width(&label, LABEL);
            // Beside its line; where data crowds it, farther off with a leader to the line.
            let spots = [9, 26, 42, 58].into_iter().flat_map(|off| {
                let across = (left + 5..=right - width - 3).step_by(8);
                across.flat_map(move |left| {
                    [y - off, y + off].map(|middle| Spot {
                        left,
                        middle,
                        width,
                    })
                })
            });
            if let Some(spot) = clutter.place(plot, spots) {
                let at = (spot.left, spot.middle);
                if 9 < (spot.middle - y).abs() {
                    let towards_line = 8 * (y - spot.middle).signum();
                    let from = (spot.left + 4, spot.middle + towards_line);
                    self.pen
                        .dashes(from, (from.0, y), (2, 2), self.context.palette.rule)?;
                }
                self.pen
                    .text(&label, at, LABEL, self.context.palette.muted, HPos::Left)?;
            }
        }
        Ok(())
    }

    /// The lines between the known neighbours of each dimension, as far as they are shown.
    fn lines(&self) -> PerDimension<Vec<Run>> {
        PerDimension::from_fn(|dimension| self.runs(&self.chart.known(dimension)))
    }

    fn runs(&self, known: &[(CivilDate, Score, bool)]) -> Vec<Run> {
        let (timeline, scores) = (self.chart.timeline(), ProgressChart::scores());
        let days = self.plot.widened(timeline.range());
        let point = |(day, score)| {
            (
                self.plot.widened_x(days.share(day)),
                self.plot.y(scores.share(score)),
            )
        };
        let mut runs: Vec<Run> = Vec::new();
        for pair in known.windows(2) {
            let [(from, start, _), (to, end, across_missing)] = *pair else {
                continue;
            };
            let ends = [
                (timeline.day(from), start.value()),
                (timeline.day(to), end.value()),
            ];
            let Some(shown) = clip(ends[0], ends[1], days, scores) else {
                continue;
            };
            let [from, to] = shown.map(point);
            match runs.last_mut() {
                Some(run) if !across_missing && !run.across_missing => run.path.push(to),
                _ => runs.push(Run {
                    path: vec![from, to],
                    across_missing,
                }),
            }
        }
        runs
    }

    fn other_raters(&self) -> Drawn<DB> {
        for dimension in Dimension::ALL {
            let color = self.context.palette.line[dimension].mix(self.context.palette.faint);
            for known in self.chart.others(dimension) {
                for run in self.runs(&known) {
                    self.pen.line(&run.path, color, 1)?;
                }
                for (date, score, _) in known {
                    if self.chart.timeline().contains(date) {
                        let (x, y) = (self.x(date), self.y(score));
                        self.pen.ring((x, y), 3, color)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Mean room between two ratings, in pixels.
    fn spacing(&self) -> i32 {
        let count = i32::try_from(self.chart.points().len()).unwrap_or(i32::MAX);
        (self.plot.right - self.plot.left) / count.max(1)
    }

    /// A dot for each rating; where they would merge, for the last alone.
    fn markers(&self) -> Drawn<DB> {
        let points = self.chart.points();
        let radius = match self.spacing() {
            12.. => 4,
            8..12 => 3,
            4..8 => 2,
            _ => 0,
        };
        let last = points.len().saturating_sub(1);
        for (nth, point) in points.iter().enumerate() {
            let radius = if nth == last { radius.max(3) } else { radius };
            if 0 < radius && self.context.highlight != Some(nth) {
                let room = self.room(nth);
                self.dots(&point.scores.0, self.x(point.date), radius, room)?;
            }
        }
        let Some(point) = self.context.highlight.and_then(|nth| points.get(nth)) else {
            return Ok(());
        };
        let x = self.x(point.date);
        axes::hairline(&self.pen, &self.plot, x, self.context)?;
        self.dots(&point.scores.0, x, 6, 0)
    }

    /// How far it is to the nearer neighbour.
    fn room(&self, nth: usize) -> i32 {
        let points = self.chart.points();
        let to = |other: usize| {
            let (one, other) = (points.get(nth)?, points.get(other)?);
            Some((self.x(one.date) - self.x(other.date)).abs())
        };
        let before = nth.checked_sub(1).and_then(to);
        before
            .into_iter()
            .chain(to(nth + 1))
            .min()
            .unwrap_or(i32::MAX)
    }

    /// The markers of one rating; equal ones stand beside each other where there is room.
    fn dots(&self, scores: &[Option<Score>; 4], x: i32, radius: i32, room: i32) -> Drawn<DB> {
        const ASIDE: i32 = 6;
        let rows = scores.map(|score| score.map(|score| self.y(score)));
        let near = |one: i32, other: i32| (one - other).abs() < radius;
        for (nth, dimension) in Dimension::ALL.into_iter().enumerate() {
            let Some(y) = rows[nth] else { continue };
            let (before, after) = rows.split_at(nth);
            let count = |rows: &[Option<i32>]| {
                let equal = rows.iter().flatten().filter(|row| near(**row, y)).count();
                i32::try_from(equal).unwrap_or(0)
            };
            let (before, all) = (count(before), count(before) + count(after));
            let aside = if all * ASIDE + ASIDE <= room {
                (2 * before - all + 1) * ASIDE / 2
            } else {
                0
            };
            let palette = self.context.palette;
            let color = palette.dimension[dimension];
            self.pen.marker(
                Marker::of(dimension),
                (x + aside, y),
                radius,
                color,
                palette.surface,
            )?;
        }
        Ok(())
    }
}
