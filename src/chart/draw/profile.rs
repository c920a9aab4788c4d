//! The profile chart: four axes from one middle, expertise above and on clockwise.

use plotters::{
    coord::Shift,
    drawing::DrawingArea,
    prelude::DrawingBackend,
    style::{Color, RGBColor, text_anchor::HPos},
};

use super::{
    ChartLabel, Drawn, LegendEntry, LegendShape, LineStyle, RenderContext, Scene,
    pen::{Pen, Point},
    place::{LabelBox, Occupancy},
};
use crate::{
    chart::{
        Marker,
        model::{Plot, Profile, ProfileChart, ProfileRole},
    },
    domain::Dimension,
};

/// Sizes of an axis' name, of its score, and of the numbers of the scale.
const NAME: f64 = 13.0;
const SCORE: f64 = 17.0;
const SCALE: f64 = 10.0;

/// How much of its colour the lead's area has.
const FILL: f64 = 0.12;

/// From the tip of an axis to its label, and from there to the edge.
const GAP: i32 = 12;
const EDGE: i32 = 2;

impl Scene for ProfileChart {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        let Some(painter) = ProfilePainter::new(self, area, context) else {
            return Ok(());
        };
        painter.grid()?;
        painter.scale()?;
        painter.profiles()?;
        painter.labels()
    }

    fn draw_highlight<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
        index: usize,
    ) -> Drawn<DB> {
        let painter = ProfilePainter::new(self, area, context);
        let (Some(painter), Some(dimension)) = (painter, Dimension::ALL.get(index)) else {
            return Ok(());
        };
        let ends = [0.0, 10.0].map(|score| painter.axes.at(*dimension, score));
        painter.pen.line(&ends, context.palette.ink, 1)?;
        for profile in self.profiles().rev() {
            painter.mark(profile, *dimension, 1)?;
        }
        Ok(())
    }

    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        let key = |profile: &Profile| LegendEntry {
            text: match profile.scores.total() {
                Some(total) => format!("{} {}", profile.label, context.labels.number(total, 1)),
                None => profile.label.clone(),
            },
            shape: LegendShape::Line(line_style(profile.role)),
            color: color(profile.role, context),
        };
        self.profiles().map(key).collect()
    }
}

const fn line_style(role: ProfileRole) -> LineStyle {
    match role {
        ProfileRole::Current => LineStyle::Solid,
        ProfileRole::Earlier => LineStyle::Dashed,
        ProfileRole::Retrospective => LineStyle::Dotted,
        ProfileRole::Client => LineStyle::Ringed,
    }
}

const fn color(role: ProfileRole, context: &RenderContext<'_>) -> RGBColor {
    match role {
        ProfileRole::Current => context.palette.formula,
        ProfileRole::Earlier | ProfileRole::Retrospective => context.palette.muted,
        ProfileRole::Client => context.palette.ink,
    }
}

/// The name of an axis and the lead's score on it.
struct Label {
    name: String,
    score: String,
    name_width: i32,
    score_width: i32,
}

impl Label {
    fn new<DB: DrawingBackend>(
        chart: &ProfileChart,
        dimension: Dimension,
        pen: &Pen<'_, DB>,
        context: &RenderContext<'_>,
    ) -> Self {
        let name = context.labels.word(ChartLabel::Axis(dimension));
        let score = match chart.lead().scores[dimension] {
            Some(score) => context.labels.number(score.value(), 1),
            None => "—".to_owned(),
        };
        Self {
            name_width: pen.width(&name, NAME),
            score_width: pen.bold_width(&score, SCORE),
            name,
            score,
        }
    }
}

/// The places of the labels of the level axes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sides {
    /// Beside the tips.
    Beside,
    /// Above the tips, in the corners that the slanted rings leave free.
    Above,
}

impl Sides {
    /// How far above the axis the middles of name and score stand.
    const fn rows(self) -> [i32; 2] {
        match self {
            Self::Beside => [10, -9],
            Self::Above => [36, 18],
        }
    }
}

/// How long the axes can be, and of some length even if the labels leave no room. Longer ones
/// are worth labels that stand less well.
fn fitted((x, y): Point, labels: &[Label; 4]) -> (i32, Sides) {
    const LEAST: i32 = 24;
    const LINE: i32 = 22;
    // From the lower edge of a text to its middle, with room for the ring below.
    const HALF: [i32; 2] = [13, 15];
    let [_, right, _, left] = labels;
    let names = right.name_width.max(left.name_width);
    let scores = right.score_width.max(left.score_width);
    let most = y - GAP - LINE;
    let beside = most.min(x - EDGE - GAP - names.max(scores));
    let [name_row, score_row] = Sides::Above.rows();
    let above = most
        .min(x - EDGE - names + name_row - HALF[0])
        .min(x - EDGE - scores + score_row - HALF[1]);
    if beside * 5 < above * 4 {
        (above.max(LEAST), Sides::Above)
    } else {
        (beside.max(LEAST), Sides::Beside)
    }
}

/// From scores to pixels. The axes begin a little off the middle, so that the four marks of a
/// score of 0 lie side by side, and 0 is not the same as nothing.
#[derive(Clone, Copy)]
struct Axes {
    center: Point,
    radius: i32,
}

impl Axes {
    const START: f64 = 8.0;

    fn at(self, dimension: Dimension, score: f64) -> Point {
        let length = f64::from(self.radius) - Self::START;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "at most the radius, and a float's cast saturates"
        )]
        let reach = (Self::START + length * score / 10.0).round() as i32;
        self.out(dimension, reach)
    }

    const fn out(self, dimension: Dimension, reach: i32) -> Point {
        let (x, y) = self.center;
        match dimension {
            Dimension::Expertise => (x, y - reach),
            Dimension::Conduct => (x + reach, y),
            Dimension::Relationship => (x, y + reach),
            Dimension::Benefit => (x - reach, y),
        }
    }
}

/// Each dimension with the next one clockwise.
fn neighbours() -> impl Iterator<Item = (Dimension, Dimension)> {
    let next = Dimension::ALL.into_iter().cycle().skip(1);
    Dimension::ALL.into_iter().zip(next)
}

struct ProfilePainter<'a, DB: DrawingBackend> {
    chart: &'a ProfileChart,
    pen: Pen<'a, DB>,
    context: &'a RenderContext<'a>,
    plot: Plot,
    names: [Label; 4],
    axes: Axes,
    sides: Sides,
}

impl<'a, DB: DrawingBackend> ProfilePainter<'a, DB> {
    /// None if the area is too small to show anything.
    fn new(
        chart: &'a ProfileChart,
        area: &'a DrawingArea<DB, Shift>,
        context: &'a RenderContext<'a>,
    ) -> Option<Self> {
        let plot = ProfileChart::plot(area.dim_in_pixel())?;
        let center = ProfileChart::center(&plot);
        let pen = Pen::new(area);
        let names = Dimension::ALL.map(|dimension| Label::new(chart, dimension, &pen, context));
        let (radius, sides) = fitted(center, &names);
        Some(Self {
            chart,
            pen,
            context,
            plot,
            names,
            axes: Axes { center, radius },
            sides,
        })
    }

    fn grid(&self) -> Drawn<DB> {
        let grid = self.context.palette.grid;
        let color = |cover: f64| grid.mix(cover);
        for (score, cover) in [(0.0, 0.6), (2.5, 0.6), (5.0, 1.0), (7.5, 0.6), (10.0, 1.0)] {
            let ring = Dimension::ALL.map(|dimension| self.axes.at(dimension, score));
            let closed = [ring.as_slice(), &ring[..1]].concat();
            self.pen.line(&closed, color(cover), 1)?;
        }
        for dimension in Dimension::ALL {
            let ends = [0.0, 10.0].map(|score| self.axes.at(dimension, score));
            self.pen.line(&ends, color(0.6), 1)?;
        }
        Ok(())
    }

    /// The meaning of the middle and the outer ring, beside the edge at which the least is drawn.
    fn scale(&self) -> Drawn<DB> {
        const AROUND: i32 = 3;
        let mut occupancy = Occupancy::new(self.plot);
        for (from, to) in self
            .chart
            .profiles()
            .flat_map(|profile| self.edges(profile))
        {
            occupancy.line(from, to);
        }
        for score in [5.0, 10.0] {
            let text = self.context.labels.number(score, 0);
            let width = self.pen.width(&text, SCALE);
            let corner = |(one, other): (Dimension, Dimension)| {
                let (one, other) = (self.axes.at(one, score), self.axes.at(other, score));
                let middle = (one.0.midpoint(other.0), one.1.midpoint(other.1));
                let out = |at: i32, center: i32| at + (at - center).signum() * 7;
                let (x, y) = self.axes.center;
                LabelBox {
                    left: out(middle.0, x) - width / 2 - AROUND,
                    middle: out(middle.1, y),
                    width: width + 2 * AROUND,
                }
            };
            if let Some(spot) = occupancy.place(neighbours().map(corner)) {
                let muted = self.context.palette.muted;
                let at = (spot.left + AROUND, spot.middle);
                self.pen.text(&text, at, SCALE, muted, HPos::Left)?;
            }
        }
        Ok(())
    }

    fn profiles(&self) -> Drawn<DB> {
        let palette = self.context.palette;
        let lead = self.chart.lead();
        let corners = Dimension::ALL.map(|dimension| self.corner(lead, dimension));
        if let [Some(a), Some(b), Some(c), Some(d)] = corners {
            self.pen.polygon(&[a, b, c, d], palette.formula.mix(FILL))?;
        }
        for profile in self.chart.profiles().rev() {
            let (style, color) = (line_style(profile.role), color(profile.role, self.context));
            for (from, to) in self.edges(profile) {
                self.pen.styled(from, to, style, color)?;
            }
            for dimension in Dimension::ALL {
                self.mark(profile, dimension, 0)?;
            }
        }
        Ok(())
    }

    /// The corner of a profile, larger by some pixels.
    fn mark(&self, profile: &Profile, dimension: Dimension, more: i32) -> Drawn<DB> {
        let Some(corner) = self.corner(profile, dimension) else {
            return Ok(());
        };
        let palette = self.context.palette;
        let (marker, color) = (Marker::of(dimension), color(profile.role, self.context));
        match profile.role {
            ProfileRole::Current => {
                let color = palette.dimension[dimension];
                self.pen
                    .marker(marker, corner, 5 + more, color, palette.surface)
            }
            ProfileRole::Client => {
                self.pen.shape(marker, corner, 5 + more, color)?;
                self.pen.shape(marker, corner, 3 + more, palette.surface)
            }
            // A corner that no line leads to would not be seen.
            ProfileRole::Earlier | ProfileRole::Retrospective => {
                self.pen.shape(Marker::Circle, corner, 2 + more, color)
            }
        }
    }

    fn labels(&self) -> Drawn<DB> {
        const BETWEEN: i32 = 5;
        let plot = &self.plot;
        for (dimension, label) in Dimension::ALL.into_iter().zip(&self.names) {
            let color = self.context.palette.dimension[dimension];
            let (x, y) = self.axes.out(dimension, self.axes.radius + GAP);
            let stacked = |x: i32, anchor, room: i32| {
                let [name_row, score_row] = self.sides.rows().map(|up| y - up);
                let name = self.pen.shorten(&label.name, NAME, room);
                self.pen.text(&name, (x, name_row), NAME, color, anchor)?;
                self.pen
                    .bold(&label.score, (x, score_row), SCORE, color, anchor)
            };
            let half = plot.right - self.axes.center.0 - EDGE;
            let level = |y: i32| {
                let room = plot.right - plot.left - BETWEEN - label.score_width;
                let name = self.pen.shorten(&label.name, NAME, room);
                let width = self.pen.width(&name, NAME) + BETWEEN;
                let left = x - width.midpoint(label.score_width);
                self.pen
                    .text(&name, (left, y + 1), NAME, color, HPos::Left)?;
                self.pen
                    .bold(&label.score, (left + width, y), SCORE, color, HPos::Left)
            };
            match (dimension, self.sides) {
                (Dimension::Expertise, _) => level(y - 8)?,
                (Dimension::Relationship, _) => level(y + 8)?,
                (Dimension::Conduct, Sides::Beside) => stacked(x, HPos::Left, plot.right - x)?,
                (Dimension::Benefit, Sides::Beside) => stacked(x, HPos::Right, x - plot.left)?,
                (Dimension::Conduct, Sides::Above) => {
                    stacked(plot.right - EDGE, HPos::Right, half)?;
                }
                (Dimension::Benefit, Sides::Above) => {
                    stacked(plot.left + EDGE, HPos::Left, half)?;
                }
            }
        }
        Ok(())
    }

    fn corner(&self, profile: &Profile, dimension: Dimension) -> Option<Point> {
        profile.scores[dimension].map(|score| self.axes.at(dimension, score.value()))
    }

    /// The lines of a profile; none to or across a missing score.
    fn edges(&self, profile: &Profile) -> Vec<(Point, Point)> {
        neighbours()
            .filter_map(|(one, other)| self.corner(profile, one).zip(self.corner(profile, other)))
            .collect()
    }
}
