//! The few strokes that the charts are made of.

use plotters::{
    coord::Shift,
    drawing::DrawingArea,
    element::{Circle, PathElement, Polygon, Rectangle},
    prelude::DrawingBackend,
    style::{
        Color, FontDesc, FontFamily, FontStyle, RGBColor, TextStyle,
        text_anchor::{HPos, Pos, VPos},
    },
};

use super::{Drawn, LegendEntry, LegendShape, LineStyle};
use crate::chart::palette::{BAND, FONT_FAMILY, Marker, Tint};

/// A point in CSS pixels.
pub(super) type Point = (i32, i32);

/// Height and size of labels.
pub(super) const LABEL: f64 = 12.0;

pub(super) struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    pub(super) const fn new(area: &'a DrawingArea<DB, Shift>) -> Self {
        Self { area }
    }

    pub(super) fn line(&self, points: &[Point], color: impl Color, width: u32) -> Drawn<DB> {
        self.area
            .draw(&PathElement::new(points, color.stroke_width(width)))
    }

    /// A line in its style.
    pub(super) fn styled(
        &self,
        from: Point,
        to: Point,
        style: LineStyle,
        color: RGBColor,
    ) -> Drawn<DB> {
        match style {
            LineStyle::Solid => self.line(&[from, to], color, 2),
            LineStyle::Dashed => self.dashes(from, to, (5, 4), color),
            LineStyle::Dotted => along(from, to, 5)
                .try_for_each(|(dot, _)| self.shape(Marker::Circle, dot, 1, color)),
            LineStyle::Ringed => self.line(&[from, to], color, 1),
        }
    }

    /// A dashed line; its dashes are counted along the longer of its two sides.
    pub(super) fn dashes(
        &self,
        from: Point,
        to: Point,
        (dash, gap): (i32, i32),
        color: RGBColor,
    ) -> Drawn<DB> {
        // All alike: rounded one by one, those of a slanted line would each point elsewhere.
        let (right, down) = point_at(from, to, dash);
        let (right, down) = (right - from.0, down - from.1);
        let every = (dash + gap).unsigned_abs() as usize;
        along(from, to, every).try_for_each(|((x, y), at)| {
            let end = if at + dash < length(from, to) {
                (x + right, y + down)
            } else {
                to
            };
            self.line(&[(x, y), end], color, 1)
        })
    }

    pub(super) fn rect(
        &self,
        corner: Point,
        opposite: Point,
        Tint(color, cover): Tint,
    ) -> Drawn<DB> {
        self.area.draw(&Rectangle::new(
            [corner, opposite],
            color.mix(cover).filled(),
        ))
    }

    /// A marker of about `radius`, set off from what lies under it by a ring in the ground's colour.
    pub(super) fn marker(
        &self,
        marker: Marker,
        at: Point,
        radius: i32,
        color: RGBColor,
        ground: RGBColor,
    ) -> Drawn<DB> {
        self.shape(marker, at, radius + 1, ground)?;
        self.shape(marker, at, radius, color)
    }

    pub(super) fn shape(
        &self,
        marker: Marker,
        (x, y): Point,
        radius: i32,
        color: RGBColor,
    ) -> Drawn<DB> {
        let (r, more) = (radius, radius + 1);
        match marker {
            Marker::Circle => self.area.draw(&Circle::new((x, y), r, color.filled())),
            Marker::Square => {
                // One pixel less than the circle's width, to look as large.
                self.area.draw(&Rectangle::new(
                    [(x - r + 1, y - r + 1), (x + r, y + r)],
                    color.filled(),
                ))
            }
            Marker::Diamond => self.polygon(
                &[(x, y - more), (x + more, y), (x, y + more), (x - more, y)],
                color,
            ),
            Marker::Triangle => self.polygon(
                &[(x, y - more), (x + more, y + r), (x - more, y + r)],
                color,
            ),
        }
    }

    /// An open dot.
    pub(super) fn ring(&self, at: Point, radius: i32, color: impl Color) -> Drawn<DB> {
        self.area
            .draw(&Circle::new(at, radius, color.stroke_width(1)))
    }

    /// A small arrow whose tip touches the edge beyond which a value lies.
    pub(super) fn arrow(&self, (x, y): Point, up: bool, color: RGBColor) -> Drawn<DB> {
        let base = if up { y + 7 } else { y - 7 };
        self.polygon(&[(x, y), (x - 4, base), (x + 4, base)], color)
    }

    pub(super) fn polygon(&self, points: &[Point], color: impl Color) -> Drawn<DB> {
        self.area.draw(&Polygon::new(points, color.filled()))
    }

    pub(super) fn key(&self, key: &LegendEntry, (x, y): Point) -> Drawn<DB> {
        match key.shape {
            LegendShape::Marker(marker) => self.shape(marker, (x, y), 4, key.color),
            LegendShape::Steps => self.line(&[(x - 7, y), (x + 7, y)], key.color, 4),
            LegendShape::Band => {
                self.rect((x - 7, y - 5), (x + 7, y + 5), Tint(key.color, BAND))?;
                self.line(&[(x - 7, y), (x + 7, y)], key.color, 2)
            }
            LegendShape::Line(LineStyle::Ringed) => {
                self.line(&[(x - 9, y), (x - 3, y)], key.color, 1)?;
                self.line(&[(x + 3, y), (x + 9, y)], key.color, 1)?;
                self.ring((x, y), 3, key.color)
            }
            LegendShape::Line(style) => self.styled((x - 7, y), (x + 7, y), style, key.color),
        }
    }

    /// A text whose middle stands at a row, and its left end, middle or right end at a column.
    pub(super) fn text(
        &self,
        text: &str,
        at: Point,
        size: f64,
        color: RGBColor,
        anchor: HPos,
    ) -> Drawn<DB> {
        self.letters(text, at, style(size).color(&color), anchor)
    }

    /// The same in bold.
    pub(super) fn bold(
        &self,
        text: &str,
        at: Point,
        size: f64,
        color: RGBColor,
        anchor: HPos,
    ) -> Drawn<DB> {
        let bold = font(size, FontStyle::Bold).color(&color);
        self.letters(text, at, bold, anchor)
    }

    fn letters(&self, text: &str, at: Point, style: TextStyle<'_>, anchor: HPos) -> Drawn<DB> {
        let anchored = style.pos(Pos::new(anchor, VPos::Center));
        self.area.draw_text(text, &anchored, at)
    }

    /// The width of a text; if the backend cannot tell, that of as many Chinese characters.
    pub(super) fn width(&self, text: &str, size: f64) -> i32 {
        self.measured(text, &style(size))
    }

    /// The width of a text in bold.
    pub(super) fn bold_width(&self, text: &str, size: f64) -> i32 {
        self.measured(text, &font(size, FontStyle::Bold))
    }

    fn measured(&self, text: &str, style: &TextStyle<'_>) -> i32 {
        match self.area.estimate_text_size(text, style) {
            Ok((width, _)) => i32::try_from(width).unwrap_or(i32::MAX / 4),
            Err(_) => i32::try_from(text.chars().count())
                .unwrap_or(0)
                .saturating_mul(13),
        }
    }

    /// The text, or as much of it as a width holds, with an ellipsis.
    pub(super) fn shorten(&self, text: &str, size: f64, width: i32) -> String {
        let mut short = text.to_owned();
        while width < self.width(&short, size) {
            let keep = short
                .trim_end_matches('…')
                .chars()
                .count()
                .saturating_sub(1);
            if keep == 0 {
                break;
            }
            short = short.chars().take(keep).chain(['…']).collect();
        }
        short
    }
}

/// Points of a line every so many pixels along the longer of its two sides, each with how far it is.
fn along(from: Point, to: Point, every: usize) -> impl Iterator<Item = (Point, i32)> {
    (0..length(from, to))
        .step_by(every)
        .map(move |at| (point_at(from, to, at), at))
}

/// The whole pixel nearest to a point of a line, at most its end.
fn point_at(from: Point, to: Point, at: i32) -> Point {
    let length = length(from, to).max(1);
    let step = |one: i32, other: i32| {
        let twice = 2 * (other - one) * at.min(length) + length;
        one + twice.div_euclid(2 * length)
    };
    (step(from.0, to.0), step(from.1, to.1))
}

fn length(from: Point, to: Point) -> i32 {
    (to.0 - from.0).abs().max((to.1 - from.1).abs())
}

fn style(size: f64) -> TextStyle<'static> {
    font(size, FontStyle::Normal)
}

/// By name and not from a text, which would bring Unicode's lower case into the wasm.
fn font(size: f64, style: FontStyle) -> TextStyle<'static> {
    FontDesc::new(FontFamily::Name(FONT_FAMILY), size, style).into()
}
