//! Model → picture, on any backend of plotters. Lengths are CSS pixels.
//!
//! Our own few, light lines instead of plotters' mesh. The ground stays clear: the page's card shows
//! through, and [`poster`] fills its own.
//!
//! Invariant: nothing is drawn beyond the area.

mod card;
mod decimate;
mod distribution;
mod painter;
mod pen;
mod place;
mod portfolio;
mod profile;
mod progress;
mod stages;
mod velocity;

use plotters::{
    coord::Shift,
    drawing::{DrawingArea, DrawingAreaErrorKind},
    prelude::DrawingBackend,
    style::{RGBColor, text_anchor::HPos},
};

use crate::chart::{Grain, Marker, Palette};
use crate::domain::{CivilDate, Dimension, Score, Stage, Unit};
pub use card::{CARD, Card};
use pen::Pen;

/// The result of drawing; the error is the backend's own.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A word or two that a chart shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChartLabel {
    /// A dimension's name, as 专业信任.
    Dimension(Dimension),
    /// A dimension's name at its axis, as 专业.
    Axis(Dimension),
    /// A stage's name, as 初次接触.
    Stage(Stage),
    /// A gate's threshold, as 门槛 6.
    Gate(Score),
    /// A breach of trust, as 受损.
    Breach,
    /// A breach of trust and the share of what it took that has come back, 0–1, as 受损，恢复 60%.
    Regained(f64),
    /// The ratings of others than the rater shown, as 其他评分.
    OtherRatings,
    /// Formula velocity, as 公式速度.
    Formula,
    /// Net change, as 净变化.
    Net,
    /// Recent trend, as 近期趋势.
    Trend,
    /// Points per unit, as 分/月.
    PointsPer(Unit),
    /// Nothing was rated, as 还没有评分.
    NoRatings,
    /// One rating on the day of the first contact has no velocity yet, as 已记下基线.
    BaselineOnly,
    /// The app's name.
    App,
    /// The sum of the four scores, as 总分.
    Total,
    /// Between which numbers the scores and their total lie, as 每项 0–10，总分 0–40.
    Scale,
    /// The kind of such figures, as 练习用自评，不是测验.
    PracticeNote,
    /// How many answered, as 38 人.
    Answers(usize),
    /// The key, as 参考答案 6.0.
    Key(Score),
    /// The key has no score, as 参考答案留空.
    NoKey,
    /// The mean of a class, as 平均 6.3.
    Mean(f64),
    /// The score of the only one who gave one, as 打了 6.3 分.
    OnlyScore(f64),
    /// Nobody gave a score, as 没有评分.
    NoScores,
    /// A group is too small to be shown, as 不足 3 人，不显示.
    Hidden,
    /// The recent trend in points per unit, as 近期趋势（分/月）.
    TrendPer(Unit),
    /// The zone in which a trend may be error, as 误差之内.
    ErrorZone,
    /// No stage was recorded, as 还没有阶段.
    NoStage,
    /// No client has a recent trend, as 还没有可以比较的趋势.
    NoTrends,
}

/// The words, dates and numbers of a language, short enough for an axis.
pub trait Labels {
    /// A word or two.
    fn word(&self, word: ChartLabel) -> String;
    /// A date on the axis: month and day, the month alone, or the year.
    fn date(&self, date: CivilDate, grain: Grain) -> String;
    /// A date in full, as 2026年11月21日.
    fn full_date(&self, date: CivilDate) -> String;
    /// A number with so many decimals.
    fn number(&self, number: f64, decimals: usize) -> String;
}

/// How a chart looks at the moment.
#[derive(Clone, Copy)]
pub struct RenderContext<'a> {
    /// Its colours.
    pub palette: &'a Palette,
    /// Its language.
    pub labels: &'a dyn Labels,
}

/// How a series is told from the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LegendShape {
    /// By the shape of its points.
    Marker(Marker),
    /// As steps between two dates.
    Steps,
    /// As a line with a band.
    Band,
    /// By its line.
    Line(LineStyle),
}

/// How the outline of a profile is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineStyle {
    /// ———
    Solid,
    /// – – –
    Dashed,
    /// · · ·
    Dotted,
    /// —○—
    Ringed,
}

/// One entry of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// Its name.
    pub text: String,
    /// How it is drawn.
    pub shape: LegendShape,
    /// In which colour.
    pub color: RGBColor,
}

/// Something that can be drawn. The number of operations depends on the area's width, not on the number of
/// points.
pub trait Scene {
    /// Draws onto an area. One too small to show anything is left as it is.
    ///
    /// # Errors
    /// The backend's own.
    fn draw<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
        context: &RenderContext<'_>,
    ) -> Drawn<DB>;

    /// Marks the point of a readout on a layer above the drawing: an index into the chart's
    /// `points()`; one out of range is none. It takes a few operations, however many points there
    /// are.
    ///
    /// # Errors
    /// The backend's own.
    fn draw_highlight<DB: DrawingBackend>(
        &self,
        _area: &DrawingArea<DB, Shift>,
        _context: &RenderContext<'_>,
        _index: usize,
    ) -> Drawn<DB> {
        Ok(())
    }

    /// Its legend.
    fn keys(&self, context: &RenderContext<'_>) -> Vec<LegendEntry>;
}

/// The words above a shared image.
#[derive(Clone, Copy, Debug)]
pub struct Caption<'a> {
    /// Of whom and what it is.
    pub title: &'a str,
    /// Of which date, and whose rating.
    pub subtitle: &'a str,
}

/// The size of a shared image, in CSS pixels.
pub const POSTER: (u32, u32) = (600, 420);

/// Draws a scene as an image to share: on its own ground, with title and legend, sized [`POSTER`].
///
/// # Errors
/// The backend's own.
pub fn poster<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    scene: &impl Scene,
    context: &RenderContext<'_>,
    caption: Caption<'_>,
) -> Drawn<DB> {
    const EDGE: i32 = 20;
    let (width, height) = (600, 420);
    let palette = context.palette;
    let pen = Pen::new(area);
    area.fill(&palette.surface)?;
    let title = pen.shorten(caption.title, 17.0, width - 2 * EDGE);
    pen.bold(&title, (EDGE, 30), 17.0, palette.ink, HPos::Left)?;
    let subtitle = pen.shorten(caption.subtitle, 13.0, width - 2 * EDGE);
    pen.text(&subtitle, (EDGE, 54), 13.0, palette.muted, HPos::Left)?;
    let chart = area
        .clone()
        .shrink((EDGE - 8, 70), (width - 2 * EDGE + 16, height - 70 - 46));
    scene.draw(&chart, context)?;
    legend(
        &pen,
        &scene.keys(context),
        (EDGE, width - EDGE),
        height - 24,
    )
}

/// The keys in a row between two columns, closer if they need room.
fn legend<DB: DrawingBackend>(
    pen: &Pen<'_, DB>,
    keys: &[LegendEntry],
    (left, right): (i32, i32),
    y: i32,
) -> Drawn<DB> {
    const MARK: i32 = 20;
    let widths: Vec<_> = keys
        .iter()
        .map(|key| MARK + pen.width(&key.text, 13.0))
        .collect();
    let count = i32::try_from(keys.len()).unwrap_or(1).max(1);
    let gap = ((right - left - widths.iter().sum::<i32>()) / count).clamp(4, 18);
    let mut x = left;
    for (key, width) in keys.iter().zip(widths) {
        if right - MARK < x + MARK {
            break;
        }
        pen.key(key, (x + 7, y))?;
        let text = pen.shorten(&key.text, 13.0, right - x - MARK);
        pen.text(&text, (x + MARK, y), 13.0, key.color, HPos::Left)?;
        x += width + gap;
    }
    Ok(())
}
