//! Findings at a time point: what stands out, so that it can be said in a few words.

use super::PointFigures;
use crate::domain::{Dimension, Score, Scores, exercise::AnswerKey};

/// The most striking fact about a class's answers at a time point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Finding {
    /// The class is further from the key in this dimension than in any other, by more than
    /// [agrees](AnswerKey::agrees) with it.
    Off {
        /// The dimension.
        dimension: Dimension,
        /// Mean − key, −10 to 10.
        bias: f64,
        /// Whether more than half of those who answered lie on that side of the key and do not agree.
        by_most: bool,
    },
    /// The class is near to the key, and disagrees most in this dimension.
    Spread {
        /// The dimension.
        dimension: Dimension,
        /// The lowest and the highest score.
        range: (f64, f64),
    },
    /// No large error, and no wide spread.
    Close,
    /// Too few answered to be shown.
    Hidden,
    /// Nobody gave a score.
    Nothing,
}

impl PointFigures {
    /// The fewest answers of which most can be told.
    const FEWEST: usize = 3;
    /// A standard deviation from which on opinions are called spread.
    const SPREAD: f64 = 1.5;

    /// The most striking fact about the answers, beside the key's scores.
    pub fn finding(&self, key: &Scores) -> Finding {
        let units = self.units.iter();
        let biases = units.filter_map(|(dimension, unit)| Some((dimension, unit.bias?)));
        let furthest = biases.max_by(|(_, one), (_, other)| one.abs().total_cmp(&other.abs()));
        let far = furthest.filter(|(_, bias)| !AnswerKey::agrees(*bias));
        if let Some((dimension, bias)) = far {
            let scores = &self.scores[dimension];
            let is_beyond = |score: &f64| {
                let key = key[dimension].map_or(*score, Score::value);
                let beyond = (score - key) * bias.signum();
                0.0 < beyond && !AnswerKey::agrees(beyond)
            };
            let beyond = scores.iter().map(|score| score.value()).filter(is_beyond);
            return Finding::Off {
                dimension,
                bias,
                by_most: Self::FEWEST <= scores.len() && scores.len() < 2 * beyond.count(),
            };
        }
        let units = self.units.iter();
        let spreads = units.filter_map(|(dimension, unit)| Some((dimension, unit.sd?)));
        let widest = spreads.max_by(|(_, one), (_, other)| one.total_cmp(other));
        if let Some((dimension, _)) = widest.filter(|(_, sd)| Self::SPREAD <= *sd) {
            let scores = self.scores[dimension].iter().map(|score| score.value());
            let (least, most) = (
                scores.clone().fold(10.0, f64::min),
                scores.fold(0.0, f64::max),
            );
            return Finding::Spread {
                dimension,
                range: (least, most),
            };
        }
        if self.units.0.iter().any(|unit| 0 < unit.n) {
            Finding::Close
        } else if self.hidden.0.contains(&true) {
            Finding::Hidden
        } else {
            Finding::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{PerDimension, classroom::ClassRatings};

    fn score(value: f64) -> Score {
        Score::new(value).unwrap()
    }

    /// The scores of the benefit; those of the others are the key's, which is 5.
    fn finding(benefit: &[f64], key: Option<f64>) -> Finding {
        let key = PerDimension([Some(5.0), Some(5.0), Some(5.0), key].map(|it| it.map(score)));
        let scores = PerDimension::from_fn(|dimension| {
            let values = benefit.iter().map(|value| match dimension {
                Dimension::Benefit => score(*value),
                _ => score(5.0),
            });
            values.collect::<Vec<_>>()
        });
        let units = PerDimension::from_fn(|dimension| {
            let rows = scores[dimension].iter().map(|it| vec![Some(*it)]).collect();
            ClassRatings::new(rows, vec![key[dimension]])
                .unwrap()
                .units()[0]
        });
        let point = PointFigures {
            scores,
            units,
            hidden: PerDimension::default(),
            stages: None,
            actions: None,
        };
        point.finding(&key)
    }

    #[test]
    fn what_stands_out_is_the_largest_error_then_the_widest_spread() {
        let off = |bias, by_most| Finding::Off {
            dimension: Dimension::Benefit,
            bias,
            by_most,
        };
        assert_eq!(finding(&[6.0, 7.0, 8.0], Some(5.0)), off(2.0, true));
        assert_eq!(finding(&[2.0, 2.0, 5.0], Some(5.0)), off(-2.0, true));
        // One alone draws the mean away.
        assert_eq!(finding(&[5.0, 5.0, 8.0], Some(5.0)), off(1.0, false));
        let spread = Finding::Spread {
            dimension: Dimension::Benefit,
            range: (2.0, 8.0),
        };
        assert_eq!(finding(&[2.0, 8.0], Some(5.0)), spread);
        assert_eq!(finding(&[2.0, 8.0], None), spread);
        assert_eq!(finding(&[5.0, 5.3], Some(5.0)), Finding::Close);
        // Half a point agrees with the key.
        assert_eq!(finding(&[5.5, 5.5, 5.5], Some(5.0)), Finding::Close);
        assert_eq!(finding(&[4.5, 4.5, 4.5], Some(5.0)), Finding::Close);
        assert_eq!(finding(&[5.5, 5.5, 7.0], Some(5.0)), off(1.0, false));
        assert_eq!(finding(&[5.0, 5.3], None), Finding::Close);
        assert_eq!(finding(&[], Some(5.0)), Finding::Nothing);
    }
}
