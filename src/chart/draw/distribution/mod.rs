//! The distribution chart: a panel for each dimension, with a dot for each score.
//!
//! One dot is one person in all panels alike, so heights can be compared. If dots would be too
//! small to be counted, all panels show bars instead. Set in type for the back of a room.

mod layout;

use plotters::{
    coord::Shift,
    drawing::DrawingArea,
    prelude::DrawingBackend,
    style::{RGBColor, text_anchor::HPos},
};

use self::layout::Layout;
use super::{
    ChartLabel, Drawn, LegendEntry, RenderContext, Scene,
    pen::{Pen, Point},
};
use crate::{
    chart::{
        Marker,
        model::{Answers, DistributionChart, Panel},
        palette::Tint,
    },
    domain::Dimension,
};

/// From one dot to the next, at least; with less, and with less than a third of a letter, bars are
/// clearer: whoever reads the words shall see the dots.
const LEAST_PITCH: i32 = 5;

/// From which column to which.
type Span = (i32, i32);

impl Scene for DistributionChart {
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB> {
        let size = area.dim_in_pixel();
        let Some(plots) = Self::plots(size) else {
            return Ok(());
        };
        for (dimension, plot) in plots.iter() {
            let painter = PanelPainter {
                pen: Pen::new(area),
                context,
                dimension,
                panel: &self.panels()[dimension],
                layout: Layout::new(plot, size.0),
            };
            painter.draw(self.fullest())?;
        }
        Ok(())
    }

    fn draw_highlight<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
        index: usize,
    ) -> Drawn<DB> {
        let size = area.dim_in_pixel();
        let plots = Self::plots(size);
        let (Some(plots), Some(dimension)) = (plots, Dimension::ALL.get(index)) else {
            return Ok(());
        };
        let layout = Layout::new(&plots[*dimension], size.0);
        foot(&Pen::new(area), &layout, context.palette.ink)
    }

    /// None: all marks have their words beside them.
    fn keys(&self, _: &RenderContext<'_>) -> Vec<LegendEntry> {
        Vec::new()
    }
}

/// The line that all scores of a panel stand on.
fn foot<DB: DrawingBackend>(pen: &Pen<'_, DB>, layout: &Layout, color: RGBColor) -> Drawn<DB> {
    let (plot, y) = (&layout.plot, layout.field.bottom);
    pen.line(&[(plot.left, y), (plot.right, y)], color, 2)
}

struct PanelPainter<'a, DB: DrawingBackend> {
    pen: Pen<'a, DB>,
    context: &'a RenderContext<'a>,
    dimension: Dimension,
    panel: &'a Panel,
    layout: Layout,
}

impl<DB: DrawingBackend> PanelPainter<'_, DB> {
    fn draw(&self, fullest: usize) -> Drawn<DB> {
        self.title()?;
        self.axis()?;
        self.key()?;
        let Some(answers) = self.panel.answers() else {
            self.why_empty(ChartLabel::Hidden)?;
            return self.numbers(None);
        };
        self.scores(answers, fullest)?;
        let Some(mean) = answers.figures().mean else {
            self.why_empty(ChartLabel::NoScores)?;
            return self.numbers(None);
        };
        self.mean(match answers.figures().n {
            1 => (mean, ChartLabel::OnlyScore(mean)),
            _ => (mean, ChartLabel::Mean(mean)),
        })
    }

    /// The dimension's name, and how many answered.
    fn title(&self) -> Drawn<DB> {
        let Layout { plot, em, .. } = &self.layout;
        let (size, row) = (f64::from(*em), plot.top + em * 3 / 4);
        let palette = self.context.palette;
        let mut room = plot.right - plot.left;
        if let Some(answers) = self.panel.answers() {
            let count = self
                .context
                .labels
                .word(ChartLabel::Answers(answers.figures().n));
            let count = self.pen.shorten(&count, size, room / 2);
            let at = (plot.right, row);
            self.pen
                .text(&count, at, size, palette.muted, HPos::Right)?;
            room -= self.pen.width(&count, size) + em / 2;
        }
        let color = palette.dimension[self.dimension];
        let mut name = self
            .context
            .labels
            .word(ChartLabel::Dimension(self.dimension));
        if room < self.pen.bold_width(&name, size) {
            let short = self.context.labels.word(ChartLabel::Axis(self.dimension));
            // Bold letters are broader than the plain ones that shorten measures.
            name = self.pen.shorten(&short, size, room * 9 / 10);
        }
        let at = (plot.left, row);
        self.pen.bold(&name, at, size, color, HPos::Left)
    }

    fn axis(&self) -> Drawn<DB> {
        let Layout { em, field, .. } = &self.layout;
        let rule = self.context.palette.rule;
        let y = field.bottom;
        for score in 0..=10 {
            let x = self.layout.x(f64::from(score));
            let long = if score % 5 == 0 { em / 3 } else { em / 6 };
            self.pen.line(&[(x, y), (x, y + long)], rule, 1)?;
        }
        foot(&self.pen, &self.layout, rule)
    }

    fn scores(&self, answers: &Answers, fullest: usize) -> Drawn<DB> {
        let field = self.layout.scores();
        let high = field.bottom - 1 - field.top;
        let fullest = i32::try_from(fullest).unwrap_or(i32::MAX).max(1);
        let pitch = (high / fullest).min(self.layout.step());
        for (middle, count) in answers.bins() {
            let foot = (self.layout.x(middle), field.bottom - 1);
            let count = i32::try_from(count).unwrap_or(i32::MAX);
            if LEAST_PITCH.max(self.layout.em / 3) <= pitch {
                self.dots(foot, count, pitch)?;
            } else if 0 < count {
                self.bar(foot, f64::from(count) / f64::from(fullest))?;
            }
        }
        Ok(())
    }

    /// As many dots as there are scores, from the axis up.
    fn dots(&self, (x, foot): Point, count: i32, pitch: i32) -> Drawn<DB> {
        let color = self.context.palette.dimension[self.dimension];
        let radius = (pitch - 1) / 2;
        (0..count).try_for_each(|nth| {
            let y = foot - pitch * nth - pitch / 2;
            self.pen.shape(Marker::Circle, (x, y), radius, color)
        })
    }

    /// A bar as high as its share of the fullest bin; of a single score it can still be seen.
    fn bar(&self, (x, foot): Point, share: f64) -> Drawn<DB> {
        let color = self.context.palette.dimension[self.dimension];
        let half = (self.layout.step() * 2 / 5).max(1);
        let top = self.layout.scores().y(share).min(foot - 2);
        let bar = Tint(color, 1.0);
        self.pen.rect((x - half, top), (x + half, foot), bar)
    }

    /// The key's words, and its line from there to the axis, behind all scores and higher than they;
    /// or that it has no score.
    fn key(&self) -> Drawn<DB> {
        let Layout {
            plot, em, field, ..
        } = &self.layout;
        let palette = self.context.palette;
        let Some(key) = self.panel.key() else {
            let size = f64::from(*em);
            let words = self.context.labels.word(ChartLabel::NoKey);
            let words = self.pen.shorten(&words, size, plot.right - plot.left);
            let at = (plot.left, self.layout.key_row);
            return self.pen.text(&words, at, size, palette.muted, HPos::Left);
        };
        let x = self.layout.x(key.value());
        let half = (em / 12).max(1);
        let (corner, opposite) = ((x - half, field.top), (x + half, field.bottom));
        self.pen.rect(corner, opposite, Tint(palette.ink, 1.0))?;
        let size = f64::from(*em);
        let words = self.context.labels.word(ChartLabel::Key(key));
        let words = self.pen.shorten(&words, size, plot.right - plot.left);
        let left = self.layout.around(x, self.pen.width(&words, size));
        let at = (left, self.layout.key_row);
        self.pen.text(&words, at, size, palette.ink, HPos::Left)
    }

    /// The mean as a triangle under the axis with its words, which step aside for its numbers.
    fn mean(&self, (mean, label): (f64, ChartLabel)) -> Drawn<DB> {
        let Layout {
            plot, em, field, ..
        } = &self.layout;
        let size = f64::from(*em);
        let color = self.context.palette.dimension[self.dimension];
        let (x, half) = (self.layout.x(mean), em / 3);
        let (tip, base) = (field.bottom + 2, field.bottom + 2 + em / 2);
        let triangle = [(x, tip), (x - half, base), (x + half, base)];
        self.pen.polygon(&triangle, color)?;

        let words = self.context.labels.word(label);
        let words = self
            .pen
            .shorten(&words, size, (plot.right - plot.left) * 9 / 10);
        let width = self.pen.bold_width(&words, size);
        let around = |x| {
            let left = self.layout.around(x, width);
            (left, left + width)
        };
        let aside = width / 2 - half;
        let spans = [x, x + aside, x - aside].map(around);
        let is_free = |span: &&Span| {
            !self
                .number_spans()
                .iter()
                .any(|(_, other)| self.meet(**span, *other))
        };
        let span = spans.iter().find(is_free).unwrap_or(&spans[0]);
        let at = (span.0, self.layout.number_row);
        self.pen.bold(&words, at, size, color, HPos::Left)?;
        self.numbers(Some(*span))
    }

    /// The numbers of the axis, without those that would meet other words.
    fn numbers(&self, words: Option<Span>) -> Drawn<DB> {
        let (size, muted) = (f64::from(self.layout.em), self.context.palette.muted);
        for (number, span) in self.number_spans() {
            if words.is_some_and(|words| self.meet(words, span)) {
                continue;
            }
            let at = (span.0, self.layout.number_row);
            self.pen.text(&number, at, size, muted, HPos::Left)?;
        }
        Ok(())
    }

    fn number_spans(&self) -> [(String, Span); 3] {
        [0.0, 5.0, 10.0].map(|score| {
            let number = self.context.labels.number(score, 0);
            let width = self.pen.width(&number, f64::from(self.layout.em));
            let left = self.layout.around(self.layout.x(score), width);
            (number, (left, left + width))
        })
    }

    fn meet(&self, one: Span, other: Span) -> bool {
        let gap = self.layout.em / 3;
        one.0 < other.1 + gap && other.0 < one.1 + gap
    }

    /// Why there are no scores to see, before the key's line.
    fn why_empty(&self, why: ChartLabel) -> Drawn<DB> {
        let Layout {
            plot, em, field, ..
        } = &self.layout;
        let (size, palette) = (f64::from(*em), self.context.palette);
        let words = self.context.labels.word(why);
        let words = self.pen.shorten(&words, size, plot.right - plot.left);
        let half = self.pen.width(&words, size) / 2 + em / 3;
        let (x, y) = (
            i32::midpoint(plot.left, plot.right),
            i32::midpoint(field.top, field.bottom),
        );
        let ground = Tint(palette.surface, 1.0);
        let (corner, opposite) = (
            ((x - half).max(plot.left), (y - em * 2 / 3).max(field.top)),
            (
                (x + half).min(plot.right),
                (y + em * 2 / 3).min(field.bottom - 1),
            ),
        );
        self.pen.rect(corner, opposite, ground)?;
        self.pen
            .text(&words, (x, y), size, palette.muted, HPos::Center)
    }
}
