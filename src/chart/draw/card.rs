//! The picture of a profile to share in a chat: portrait, on its own ground, with all its words.

use plotters::{
    coord::Shift, drawing::DrawingArea, prelude::DrawingBackend, style::text_anchor::HPos,
};

use super::{ChartLabel, Drawn, LegendEntry, RenderContext, Scene, legend, pen::Pen};
use crate::{
    chart::{Marker, model::ProfileChart},
    domain::{CivilDate, Dimension},
};

/// The size of a card, in CSS pixels.
pub const CARD: (u32, u32) = (375, 530);

/// A profile with what must be said beside it wherever it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The profile, and what it is compared with.
    pub chart: ProfileChart,
    /// The title, as 我的信任画像.
    pub title: String,
    /// The day of the answers.
    pub date: CivilDate,
    /// In which form they were given, as 16 题自评.
    pub form: String,
    /// The person's name; only if they want it told.
    pub name: Option<String>,
}

const EDGE: i32 = 24;

/// The row where the chart begins, and that of the line below it.
const TOP: i32 = 106;
const RULE: i32 = 424;

impl Scene for Card {
    /// Draws onto an area of the size [`CARD`], and covers its ground.
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        let (width, height) = (375, 530);
        let (left, right) = (EDGE, width - EDGE);
        let palette = context.palette;
        let pen = Pen::new(area);
        area.fill(&palette.surface)?;

        let app = context.labels.word(ChartLabel::App);
        pen.bold(&app, (left + 25, 30), 13.0, palette.ink, HPos::Left)?;
        sign(&pen, (left, 30), context)?;
        let date = context.labels.full_date(self.date);
        pen.text(&date, (right, 30), 13.0, palette.muted, HPos::Right)?;

        // Bold letters are broader than the plain ones that shorten measures.
        let title = pen.shorten(&self.title, 20.0, (right - left) * 9 / 10);
        let title_row = if self.name.is_some() { 66 } else { 74 };
        pen.bold(&title, (left, title_row), 20.0, palette.ink, HPos::Left)?;
        if let Some(name) = &self.name {
            let name = pen.shorten(name, 15.0, right - left);
            pen.text(&name, (left, 93), 15.0, palette.muted, HPos::Left)?;
        }

        let keys = self.compared(&pen, right - left, context);
        let mut bottom = RULE - 14;
        for row in keys.iter().rev() {
            legend(&pen, row, (left, right), bottom - 7)?;
            bottom -= 20;
        }
        let chart = area
            .clone()
            .shrink((left, TOP), (right - left, bottom - TOP));
        self.chart.draw(&chart, context)?;

        pen.line(&[(left, RULE), (right, RULE)], palette.grid, 1)?;
        self.sum(&pen, (left, right), context)?;
        let scale = context.labels.word(ChartLabel::Scale);
        pen.text(
            &scale,
            (right, height - 42),
            12.0,
            palette.muted,
            HPos::Right,
        )?;
        let room = right - left - pen.width(&scale, 12.0) - 12;
        let form = pen.shorten(&self.form, 13.0, room);
        pen.text(&form, (left, height - 42), 13.0, palette.ink, HPos::Left)?;
        let note = context.labels.word(ChartLabel::PracticeNote);
        let note = pen.shorten(&note, 12.0, right - left);
        pen.text(&note, (left, height - 22), 12.0, palette.muted, HPos::Left)
    }

    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry> {
        self.chart.keys(context)
    }
}

impl Card {
    /// The rows of the legend: none if nothing is compared, one if they all fit into it.
    fn compared<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        width: i32,
        context: &RenderContext<'_>,
    ) -> Vec<Vec<LegendEntry>> {
        const MOST: usize = 3;
        let keys = self.keys(context);
        if keys.len() < 2 {
            return Vec::new();
        }
        let taken: i32 = keys.iter().map(|key| pen.width(&key.text, 13.0) + 28).sum();
        if taken <= width {
            return vec![keys];
        }
        keys.into_iter().take(MOST).map(|key| vec![key]).collect()
    }

    /// The total, and the four scores that it is made of, if all are known.
    fn sum<DB: DrawingBackend>(
        &self,
        pen: &Pen<'_, DB>,
        (left, right): (i32, i32),
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        const ROW: i32 = RULE + 32;
        let (palette, labels) = (context.palette, context.labels);
        let scores = self.chart.lead().scores;
        let name = labels.word(ChartLabel::Total);
        pen.text(&name, (left, ROW + 4), 13.0, palette.muted, HPos::Left)?;
        let x = left + pen.width(&name, 13.0) + 8;
        let Some(sum) = scores.total() else {
            return pen.bold("—", (x, ROW + 4), 15.0, palette.muted, HPos::Left);
        };
        let total = labels.number(sum, 1);
        pen.bold(&total, (x, ROW), 32.0, palette.ink, HPos::Left)?;

        let mut x = right;
        // Rounded one by one, the four may not add up to the rounded total.
        let tenths = |value: f64| (value * 10.0).round();
        let parts = scores.0.iter().flatten();
        let added: f64 = parts.map(|score| tenths(score.value())).sum();
        let is_exact = (added - tenths(sum)).abs() < 0.5;
        let equals = if is_exact { "=" } else { "≈" };
        let signs = [equals, "+", "+", "+"].into_iter().zip(Dimension::ALL);
        for ((sign, dimension), score) in signs.zip(scores.0).rev() {
            let Some(score) = score else { continue };
            let score = labels.number(score.value(), 1);
            let color = palette.dimension[dimension];
            pen.bold(&score, (x, ROW + 4), 15.0, color, HPos::Right)?;
            x -= pen.bold_width(&score, 15.0) + 9;
            pen.text(sign, (x, ROW + 4), 13.0, palette.muted, HPos::Center)?;
            x -= 8;
        }
        Ok(())
    }
}

/// The four markers in their colours: what the app goes by on a picture.
fn sign<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    (x, y): (i32, i32),
    context: &RenderContext<'_>,
) -> Drawn<DB> {
    let places = [(9, -6), (15, 0), (9, 6), (3, 0)];
    for (dimension, (right, down)) in Dimension::ALL.into_iter().zip(places) {
        let (marker, color) = (Marker::of(dimension), context.palette.dimension[dimension]);
        pen.shape(marker, (x + right, y + down), 3, color)?;
    }
    Ok(())
}
