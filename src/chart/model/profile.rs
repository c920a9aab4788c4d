//! The profile chart: the four dimensions of one rating side by side, against others of them.

use super::Plot;
use crate::domain::{Dimension, Scores};

/// The role of a profile in a chart, and so how it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProfileRole {
    /// The chart's subject: filled, with a solid outline and the dimensions' own markers.
    Current,
    /// An earlier one of the same rater: a dashed outline.
    Earlier,
    /// How the rater sees the same earlier day from here: a dotted outline.
    Retrospective,
    /// The client's own answer: a thin outline with open markers, since it weighs as much.
    Client,
}

/// Four scores with their place in the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The role in the chart.
    pub role: ProfileRole,
    /// Of when or of whom it is, as 这一次 or 9月12日; the legend sets the total behind it.
    pub label: String,
    /// The four scores, 0–10; a missing one is `None` and leaves a gap.
    pub scores: Scores,
}

/// One profile, and those that it is compared with. Made for up to three in all.
///
/// ```
/// use trust_velocity::chart::{ProfileChart, ProfileRole};
/// use trust_velocity::domain::{Dimension, PerDimension, Score};
/// let scores = |four: [f64; 4]| PerDimension(four.map(|score| Score::new(score).ok()));
/// let chart = ProfileChart::new("Now", scores([7.5, 8.0, 4.5, 6.0]))
///     .beside(ProfileRole::Earlier, "12 Sep", scores([7.0, 8.0, 5.0, 6.0]));
/// assert_eq!(chart.difference(Dimension::Expertise), Some(0.5));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileChart {
    lead: Profile,
    others: Vec<Profile>,
}

impl ProfileChart {
    /// The chart of what is the case now.
    pub fn new(label: impl Into<String>, scores: Scores) -> Self {
        let lead = Profile {
            role: ProfileRole::Current,
            label: label.into(),
            scores,
        };
        Self {
            lead,
            others: Vec::new(),
        }
    }

    /// The same chart with one more profile behind.
    #[must_use]
    pub fn beside(mut self, role: ProfileRole, label: impl Into<String>, scores: Scores) -> Self {
        self.others.push(Profile {
            role,
            label: label.into(),
            scores,
        });
        self
    }

    /// The profile that is the chart's subject.
    pub const fn lead(&self) -> &Profile {
        &self.lead
    }

    /// The profiles that it is compared with, in the order given.
    pub fn others(&self) -> &[Profile] {
        &self.others
    }

    /// All profiles, the lead first.
    pub fn profiles(&self) -> impl DoubleEndedIterator<Item = &Profile> {
        std::iter::once(&self.lead).chain(&self.others)
    }

    /// By how many points the lead lies above the first of the others, if both are known.
    pub fn difference(&self, dimension: Dimension) -> Option<f64> {
        let other = self.others.first()?;
        Some(self.lead.scores[dimension]?.value() - other.scores[dimension]?.value())
    }

    /// The same for the totals.
    pub fn total_difference(&self) -> Option<f64> {
        let other = self.others.first()?;
        Some(self.lead.scores.total()? - other.scores.total()?)
    }

    /// The dimension whose axis is nearest to a point, in CSS pixels from the upper left corner of a
    /// canvas of this size; none if nothing is drawn.
    pub fn nearest(&self, (x, y): (f64, f64), size: (u32, u32)) -> Option<Dimension> {
        let center = Self::center(&Self::plot(size)?);
        let (right, down) = (x - f64::from(center.0), y - f64::from(center.1));
        Some(if right.abs() < down.abs() {
            if down < 0.0 {
                Dimension::Expertise
            } else {
                Dimension::Relationship
            }
        } else if right < 0.0 {
            Dimension::Benefit
        } else {
            Dimension::Conduct
        })
    }

    /// The whole canvas; none if it is too small for axes and labels.
    pub(in crate::chart) fn plot(size: (u32, u32)) -> Option<Plot> {
        const LEAST: u32 = 160;
        Plot::inside(size, [0; 4]).filter(|_| LEAST <= size.0.min(size.1))
    }

    /// The point in which the four axes meet.
    pub(in crate::chart) const fn center(plot: &Plot) -> (i32, i32) {
        (
            plot.left.midpoint(plot.right),
            plot.top.midpoint(plot.bottom),
        )
    }
}
