//! Bias: how much one rates above or below the clients themselves: a difference of views, not of who is
//! right.

use super::{gaps, quantile::mean_interval};
use crate::domain::{CivilDate, Client, PerDimension, Rater, sorted};

/// The mean of seller − client for one dimension, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bias {
    /// How many gaps it is the mean of, 1 or more.
    pub gaps: usize,
    /// The mean, −10 to 10; above 0 the seller rates higher.
    pub mean: f64,
    /// The 95 % interval; none under [`FEWEST_FOR_INTERVAL`](super::FEWEST_FOR_INTERVAL) gaps.
    pub interval: Option<[f64; 2]>,
}

/// The bias of each dimension over gaps of seller − client; none if no gap has that dimension.
///
/// The mean d̄ of n gaps with the sample standard deviation s; the interval is d̄ ± t(.975, n − 1) · s / √n
/// (Student 1908), for gaps that do not depend on each other.
///
/// ```
/// use trust_velocity::domain::{Dimension, PerDimension, velocity::biases};
/// let gap = |relationship| PerDimension([Some(0.0), None, Some(relationship), Some(-1.0)]);
/// let biases = biases([1.0, 2.0, 0.0, 1.0, 2.0].map(gap));
/// let relationship = biases[Dimension::Relationship].ok_or("five gaps")?;
/// assert_eq!((relationship.gaps, relationship.mean), (5, 1.2));
/// let [low, high] = relationship.interval.ok_or("five are enough")?;
/// // s = √0.7, and t(.975, 4) = 2.776.
/// assert!((low - 0.161).abs() < 1e-3 && (high - 2.239).abs() < 1e-3);
/// assert_eq!(biases[Dimension::Conduct], None);
/// # Ok::<(), &str>(())
/// ```
pub fn biases(
    gaps: impl IntoIterator<Item = PerDimension<Option<f64>>>,
) -> PerDimension<Option<Bias>> {
    let gaps: Vec<_> = gaps.into_iter().collect();
    PerDimension::from_fn(|dimension| {
        let of_dimension = gaps.iter().filter_map(|gap| gap[dimension]);
        Bias::of(&of_dimension.collect::<Vec<_>>())
    })
}

/// Seller − client of all of a client's gaps up to a day, whichever person answered.
pub fn gap_differences(client: &Client, as_of: CivilDate) -> Vec<PerDimension<Option<f64>>> {
    let raters = client.ratings().iter().map(|rating| &rating.rater);
    let raters = raters.filter(|rater| matches!(rater, Rater::Client(_)));
    let mut raters = sorted(raters.collect(), Ord::cmp);
    raters.dedup();
    let gaps = raters
        .into_iter()
        .flat_map(|rater| gaps(client, rater, as_of));
    gaps.map(|gap| gap.difference()).collect()
}

impl Bias {
    fn of(gaps: &[f64]) -> Option<Self> {
        let n = gaps.len() as f64;
        let mean = gaps.iter().sum::<f64>() / n;
        (!gaps.is_empty()).then(|| Self {
            gaps: gaps.len(),
            mean,
            interval: mean_interval(gaps),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{History, assert_near, day};
    use super::*;
    use crate::domain::{Dimension, Name};

    #[test]
    fn all_persons_of_a_client_count_and_others_do_not() {
        let person = |name| Rater::Client(Name::new(name).unwrap());
        let client = History::since("2026-01-01")
            .rated("2026-02-01", [6.0; 4])
            .rated_by(person("陈工"), "2026-02-02", [5.0; 4])
            .rated_by(person("李总"), "2026-02-03", [3.0; 4])
            .rated_by(Rater::Peer, "2026-02-03", [0.0; 4]);
        let found = biases(gap_differences(&client.0, day("2026-06-01")));
        let bias = found[Dimension::Benefit].unwrap();
        assert_eq!((bias.gaps, bias.mean, bias.interval), (2, 2.0, None));
        assert_eq!(gap_differences(&client.0, day("2026-02-01")), []);
    }

    #[test]
    fn an_interval_begins_with_five_gaps() {
        let of = |gaps: &[f64]| Bias::of(gaps).and_then(|bias| bias.interval);
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[1.0; 4]), None);
        let [low, high] = of(&[1.0; 5]).unwrap();
        assert_near(low, 1.0);
        assert_near(high, 1.0);
    }
}
