//! Draws the progress chart: stages, gates and breaches, the lines between ratings, and their markers.

mod lines;

use plotters::{prelude::DrawingBackend, style::text_anchor::HPos};

use super::{
    ChartLabel, Drawn, LegendEntry, LegendShape, LineStyle, RenderContext,
    painter::{Painted, Painter},
    pen::LABEL,
    place::{LabelBox, Occupancy},
};
use crate::chart::{Marker, ProgressChart, ProgressPoint, palette::Tint};
use crate::domain::{CivilDate, Dimension, PerDimension, Score, velocity::Recovery};

impl Painted for ProgressChart {
    type Point = ProgressPoint;

    fn points(&self) -> &[Self::Point] {
        self.points()
    }

    fn paint<DB: DrawingBackend>(painter: &Painter<'_, Self, DB>) -> Drawn<DB> {
        let (chart, plot) = (painter.chart, painter.plot);
        let corners = painter.corners(chart.ratings());
        let lines = PerDimension::from_fn(|dimension| painter.runs(&corners[dimension]));
        let mut occupancy = Occupancy::new(plot);
        for run in lines.0.iter().flatten() {
            occupancy.path(&run.path);
        }
        painter.bands()?;
        painter.mesh()?;
        painter.dates(chart.timeline())?;
        painter.contacts()?;
        painter.breaches(&mut occupancy)?;
        painter.gates(&mut occupancy)?;
        painter.other_raters()?;
        for (dimension, runs) in lines.iter() {
            for run in runs {
                let width = if run.across_missing || painter.spacing() < 3 {
                    1
                } else {
                    2
                };
                painter
                    .pen
                    .line(&run.path, painter.context.palette.line[dimension], width)?;
            }
        }
        if chart.points().is_empty() {
            let between_lines = plot.y(ProgressChart::scores().share(2.5));
            return painter.nothing(between_lines, ChartLabel::NoRatings);
        }
        painter.markers()
    }

    fn paint_highlight<DB: DrawingBackend>(
        painter: &Painter<'_, Self, DB>,
        (_, point): (usize, &Self::Point),
    ) -> Drawn<DB> {
        let x = painter.x(point.date);
        painter.hairline(x)?;
        painter.dots(&point.scores.0, x, 6)
    }

    fn legend(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        let key = |dimension| LegendEntry {
            text: context.labels.word(ChartLabel::Dimension(dimension)),
            shape: LegendShape::Marker(Marker::of(dimension)),
            color: context.palette.dimension[dimension],
        };
        let mut keys = Dimension::ALL.map(key).to_vec();
        let is_shown = |point: &ProgressPoint| self.timeline().contains(point.date);
        if self.others().iter().flatten().any(is_shown) {
            keys.push(LegendEntry {
                text: context.labels.word(ChartLabel::OtherRatings),
                shape: LegendShape::Line(LineStyle::Ringed),
                color: context.palette.muted,
            });
        }
        keys
    }
}

impl<DB: DrawingBackend> Painter<'_, ProgressChart, DB> {
    fn x(&self, date: CivilDate) -> i32 {
        self.chart.x(&self.plot, date)
    }

    fn y(&self, score: Score) -> i32 {
        self.plot.y(ProgressChart::scores().share(score.value()))
    }

    /// The stages; labels are given from now backwards, shortened if a band is narrow, and left out
    /// if not even two characters have room.
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
            // The stage of now keeps its label, moved left if its band is narrow.
            let furthest = if band.until.is_none() {
                self.plot.right - width
            } else {
                i32::MAX
            };
            let start = (left + INDENT).min(furthest);
            let room = right.min(taken - INDENT) - start;
            let label = if room < width {
                self.pen.shorten(&label, LABEL, room)
            } else {
                label
            };
            let is_readable = 2 < label.chars().count();
            if self.plot.left <= start && self.pen.width(&label, LABEL) <= room && is_readable {
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
            let label = self.context.labels.number(score, 0);
            self.level(&self.plot, y, &label)?;
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

    fn breaches(&self, occupancy: &mut Occupancy) -> Drawn<DB> {
        let (plot, color) = (&self.plot, self.context.palette.breach);
        let mut columns: Vec<(i32, &Recovery)> = Vec::new();
        for breach in self.chart.breaches() {
            let x = self.x(breach.date);
            // Of several that fall onto one column the last, to which the later ratings belong.
            columns.pop_if(|(last, _)| *last == x);
            columns.push((x, breach));
        }
        for (x, breach) in &columns {
            let (from, to) = ((*x, plot.top), (*x, plot.bottom));
            self.pen.dashes(from, to, (2, 3), color)?;
            occupancy.line(from, to);
            self.bracket(*x, breach, occupancy)?;
        }
        for (x, breach) in columns {
            let share = breach.of_dimension.recovered;
            let regained = share.map(|share| ChartLabel::Regained(share.clamp(0.0, 1.0)));
            // The word alone if the share has no room.
            let words = regained.into_iter().chain([ChartLabel::Breach]);
            let mut labels = words.map(|word| self.context.labels.word(word));
            let placed = labels.find_map(|label| {
                let width = self.pen.width(&label, LABEL);
                let spots = (plot.top + 10..plot.bottom)
                    .step_by(16)
                    .take(8)
                    .flat_map(|middle| {
                        [x + 5, x - 5 - width].map(|left| LabelBox {
                            left,
                            middle,
                            width,
                        })
                    });
                Some((label, occupancy.place(spots)?))
            });
            if let Some((label, spot)) = placed {
                self.pen
                    .text(&label, (spot.left, spot.middle), LABEL, color, HPos::Left)?;
            }
        }
        Ok(())
    }

    /// From the score before a breach down to the one after it, in the colour of the kind of trust that it
    /// hit; thick as far up as the latest score has come back. It stands beside the line of the breach, on
    /// the side where the next rating is further away, since markers would cover it.
    fn bracket(&self, x: i32, breach: &Recovery, occupancy: &mut Occupancy) -> Drawn<DB> {
        const OFF: i32 = 9;
        let regain = &breach.of_dimension;
        let (Some(before), Some(after), Some(share)) =
            (regain.before, regain.after, regain.recovered)
        else {
            return Ok(());
        };
        let color = self.context.palette.dimension[breach.dimension];
        let row = |score: f64| self.plot.y(ProgressChart::scores().share(score));
        let (top, foot) = (row(before), row(after));
        let room = |side: i32| {
            let ratings = self.chart.points().iter();
            let distances = ratings.map(|point| (self.x(point.date) - side).abs());
            distances.min().unwrap_or(i32::MAX)
        };
        let (left, right) = (x - OFF, x + OFF);
        let side = if self.plot.left <= left && room(right) <= room(left) {
            left
        } else {
            right
        };
        for y in [top, foot] {
            self.pen.line(&[(side, y), (x, y)], color, 2)?;
        }
        self.pen.line(&[(side, top), (side, foot)], color, 1)?;
        occupancy.line((side, top), (side, foot));
        let reached = row(after + (before - after) * share.clamp(0.0, 1.0));
        if reached < foot {
            let thick = Tint(color, 1.0);
            self.pen
                .rect((side - 2, reached), (side + 2, foot), thick)?;
        }
        Ok(())
    }

    fn gates(&self, occupancy: &mut Occupancy) -> Drawn<DB> {
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
            // Beside its line; if data crowds it, farther off with a leader to the line.
            let spots = [9, 26, 42, 58].into_iter().flat_map(|off| {
                let across = (left + 5..=right - width - 3).step_by(8);
                across.flat_map(move |left| {
                    [y - off, y + off].map(|middle| LabelBox {
                        left,
                        middle,
                        width,
                    })
                })
            });
            if let Some(spot) = occupancy.place(spots) {
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

    /// Mean room between two ratings, in pixels.
    fn spacing(&self) -> i32 {
        let count = i32::try_from(self.chart.points().len()).unwrap_or(i32::MAX);
        (self.plot.right - self.plot.left) / count.max(1)
    }

    /// The size of the dots; 0 if they would merge.
    fn radius(&self) -> i32 {
        match self.spacing() {
            12.. => 4,
            8..12 => 3,
            4..8 => 2,
            _ => 0,
        }
    }

    /// A dot for each rating; if they would merge, for the last alone.
    fn markers(&self) -> Drawn<DB> {
        let points = self.chart.points();
        let radius = self.radius();
        let last = points.len().saturating_sub(1);
        let first = if radius == 0 { last } else { 0 };
        for (nth, point) in points.iter().enumerate().skip(first) {
            let radius = if nth == last { radius.max(3) } else { radius };
            let x = self.x(point.date);
            self.dots(&point.scores.0, x, radius)?;
        }
        Ok(())
    }

    /// The markers of one rating, all on its day; of equal ones each is drawn within the one before it.
    fn dots(&self, scores: &[Option<Score>; 4], x: i32, radius: i32) -> Drawn<DB> {
        const RIM: i32 = 3;
        let rows = scores.map(|score| score.map(|score| self.y(score)));
        let near = |one: i32, other: i32| (one - other).abs() < radius;
        for (nth, dimension) in Dimension::ALL.into_iter().enumerate() {
            let Some(y) = rows[nth] else { continue };
            let after = rows.iter().skip(nth + 1).flatten();
            let within = after.filter(|row| near(**row, y)).count();
            let within = i32::try_from(within).unwrap_or(0);
            let palette = self.context.palette;
            let color = palette.dimension[dimension];
            self.pen.marker(
                Marker::of(dimension),
                (x, y),
                radius + within * RIM,
                color,
                palette.surface,
            )?;
        }
        Ok(())
    }
}
