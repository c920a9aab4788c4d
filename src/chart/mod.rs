//! Drawing the figures: domain → model → scene → any backend of plotters.
//!
//! - [`model`]: the places of all marks, pure: [`ProgressChart`] and [`VelocityChart`] hold finite
//!   ranges, points, bands and marks, tell which point is nearest to a finger, and list what the
//!   data table and the text summary say; [`ProfileChart`] holds four scores against others,
//!   [`DistributionChart`] those of a class against the key, [`PortfolioChart`] all clients,
//!   [`StagesChart`] how many of them stood in each stage. Nothing else makes a [`FiniteRange`], so no
//!   backend ever meets an infinite bound.
//! - [`draw`]: each chart is a [`Scene`]: drawn onto any `DrawingBackend`, so the same scene is
//!   an SVG in a native test, a canvas on the page and an image to share ([`draw::poster`]).
//! - [`palette`]: the colours, light and dark, and each dimension's marker.
//! - In a browser, `platform::canvas` draws onto a canvas of any pixel density, or gives a PNG.
//!
//! A chart knows no language: its few words, dates and numbers come through [`Labels`].
//!
//! ```ignore
//! let chart = ProgressChart::new(&series, &others, Period::All, &assumptions);
//! let context = RenderContext { palette: &Palette::LIGHT, labels: &labels };
//! let canvas = canvas::Canvas::new(element)?;
//! canvas.paint(size, &chart, &context)?;
//! let index = chart.nearest(x, (width, height));   // into chart.points()
//! ```

pub mod draw;
pub mod model;
pub mod palette;

pub use draw::{Card, ChartLabel, Drawn, Labels, LegendEntry, RenderContext, Scene};
pub use model::{
    Answers, DistributionChart, FiniteRange, Grain, LeftOut, Panel, Period, PortfolioChart,
    PortfolioPoint, PortfolioSummary, Profile, ProfileChart, ProfileRole, ProgressChart,
    ProgressPoint, ProgressSummary, StagesChart, Timeline, VelocityChart, VelocityPoint,
    VelocitySummary,
};
pub use palette::{Marker, Palette};
