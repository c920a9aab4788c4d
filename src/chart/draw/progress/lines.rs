//! The lines between the ratings of the progress chart, as thinned out as its columns allow.

use plotters::{prelude::DrawingBackend, style::Color};

use crate::{
    chart::{
        ProgressChart, ProgressPoint,
        draw::{
            Drawn,
            decimate::{Track, decimate},
            painter::Painter,
            pen::Point,
        },
        model::clip,
    },
    domain::{Dimension, PerDimension},
};

/// The thin line between neighbouring scores of a dimension.
pub(super) struct Run {
    pub(super) path: Vec<Point>,
    /// A rating between its two scores left the dimension out.
    pub(super) across_missing: bool,
}

/// A known score where the line of its dimension comes by.
#[derive(Clone, Copy)]
pub(super) struct Corner {
    day: f64,
    column: i32,
    score: f64,
    /// The rating before it left the dimension out.
    across_missing: bool,
}

impl<DB: DrawingBackend> Painter<'_, ProgressChart, DB> {
    /// The known scores of each dimension that its line joins, at most two a column: from the last
    /// one before the plot on.
    pub(super) fn corners(&self, points: &[ProgressPoint]) -> PerDimension<Vec<Corner>> {
        let track = Track::new(self.plot, self.chart.timeline());
        let shown_from = track.before(points, |point| point.date);
        let is_known = |dimension| move |point: &ProgressPoint| point.scores[dimension].is_some();
        let before = points.get(..shown_from).unwrap_or_default();
        let from = PerDimension::from_fn(|dimension| {
            before
                .iter()
                .rposition(is_known(dimension))
                .unwrap_or(shown_from)
        });
        let places = points.iter().map(|point| track.place(point.date));
        let earliest = from.0.into_iter().min().unwrap_or(0);
        let places: Vec<_> = places.skip(earliest).collect();
        PerDimension::from_fn(|dimension| {
            let first = from[dimension];
            let shown = points.iter().enumerate().skip(first);
            let places = places.iter().skip(first - earliest);
            let known = shown
                .zip(places)
                .filter_map(|((nth, point), (day, column))| {
                    let earlier = nth.checked_sub(1).and_then(|before| points.get(before));
                    Some(Corner {
                        day: *day,
                        column: *column,
                        score: point.scores[dimension]?.value(),
                        across_missing: earlier.is_some_and(|it| it.scores[dimension].is_none()),
                    })
                });
            decimate(known, |corner| corner.column, |corner| corner.score)
        })
    }

    /// The lines between neighbouring corners, as far as they are shown.
    pub(super) fn runs(&self, corners: &[Corner]) -> Vec<Run> {
        let track = Track::new(self.plot, self.chart.timeline());
        let scores = ProgressChart::scores();
        let mut runs: Vec<Run> = Vec::new();
        for pair in corners.windows(2) {
            let [from, to] = pair else { continue };
            let ends = [(from.day, from.score), (to.day, to.score)];
            let Some(shown) = clip(ends[0], ends[1], track.days, scores) else {
                continue;
            };
            let [from, end] =
                shown.map(|(day, score)| (track.x(day), self.plot.y(scores.share(score))));
            match runs.last_mut() {
                Some(run) if !to.across_missing && !run.across_missing => run.path.push(end),
                _ => runs.push(Run {
                    path: vec![from, end],
                    across_missing: to.across_missing,
                }),
            }
        }
        runs
    }

    pub(super) fn other_raters(&self) -> Drawn<DB> {
        let others = self.chart.others().iter();
        let others: Vec<_> = others.map(|points| self.corners(points)).collect();
        let days = self.chart.timeline().range();
        for dimension in Dimension::ALL {
            let color = self.context.palette.line[dimension].mix(self.context.palette.faint);
            for corners in others.iter().map(|corners| &corners[dimension]) {
                for run in self.runs(corners) {
                    self.pen.line(&run.path, color, 1)?;
                }
                for corner in corners.iter().filter(|corner| days.contains(corner.day)) {
                    let y = self.plot.y(ProgressChart::scores().share(corner.score));
                    let x = self.plot.x(days.share(corner.day));
                    self.pen.ring((x, y), 3, color)?;
                }
            }
        }
        Ok(())
    }
}
