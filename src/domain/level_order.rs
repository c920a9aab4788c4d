//! Whether the order of clients by level survives other weights: equal weights are the formula's
//! convention, and an order that hangs on them says little.

use std::cmp::Ordering;

use super::{Dimension, PerDimension, Score, sorted, sorted_places};

/// The fewest clients whose order is compared.
const FEWEST: usize = 4;

/// The most clients that count as the first ones.
const MOST_FIRST: usize = 10;

/// The order by level with one dimension counted twice, against the order with equal weights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherWeights {
    /// The dimension that counts twice.
    pub doubled: Dimension,
    /// How many are the first ones: ten, or half of the clients if those are fewer than twenty.
    pub first: usize,
    /// How many of those still are among as many first ones.
    pub kept: usize,
    /// Kendall's τ-b of the two orders, −1 to 1; none if one of them has no order, all being equal.
    pub tau: Option<f64>,
}

/// The order of clients with each dimension counted twice in turn; none of fewer than four clients.
///
/// ```
/// use trust_velocity::domain::{PerDimension, Score, level_orders};
/// let scores = |four: [f64; 4]| Some(PerDimension([
///     Score::new(four[0]).ok()?, Score::new(four[1]).ok()?,
///     Score::new(four[2]).ok()?, Score::new(four[3]).ok()?,
/// ]));
/// let clients = [[1.0; 4], [2.0; 4], [5.0; 4], [9.0, 4.0, 4.0, 2.0]];
/// let clients: Vec<_> = clients.into_iter().filter_map(scores).collect();
/// let [expertise, conduct, ..] = level_orders(&clients).ok_or("too few")?;
/// // The last two change places, which is one pair of six.
/// assert_eq!((expertise.first, expertise.kept), (2, 2));
/// assert!(expertise.tau.is_some_and(|tau| (tau - 4.0 / 6.0).abs() < 1e-9));
/// assert_eq!(conduct.tau, Some(1.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn level_orders(clients: &[PerDimension<Score>]) -> Option<[OtherWeights; 4]> {
    let first = first_of(clients.len())?;
    let equal = levels(clients, None);
    let highest = sorted_places(equal.len(), &mut |a, b| equal[b].cmp(&equal[a]));
    Some(Dimension::ALL.map(|doubled| {
        let other = levels(clients, Some(doubled));
        OtherWeights {
            doubled,
            first,
            kept: kept(&highest[..first], &other),
            tau: kendall_tau(&equal, &other),
        }
    }))
}

/// How many of the first ones are among as many first ones by other values, the highest first.
pub(super) fn kept(first: &[usize], other: &[i64]) -> usize {
    let least = sorted(other.to_vec(), |a, b| b.cmp(a))[first.len() - 1];
    first
        .iter()
        .filter(|client| least <= other[**client])
        .count()
}

/// How many clients count as the first of so many; none if there are too few to be compared.
pub(super) fn first_of(count: usize) -> Option<usize> {
    (FEWEST <= count).then(|| (count / 2).min(MOST_FIRST))
}

/// The weighted sums, in millionths of a point: sums of tenths that are equal are to stay so.
#[allow(clippy::cast_possible_truncation, reason = "at most 50 points")]
fn levels(clients: &[PerDimension<Score>], doubled: Option<Dimension>) -> Vec<i64> {
    let level = |scores: &PerDimension<Score>| {
        let weighted = Dimension::ALL.map(|dimension| {
            let weight = if doubled == Some(dimension) { 2.0 } else { 1.0 };
            weight * scores[dimension].value()
        });
        (weighted.iter().sum::<f64>() * 1e6).round() as i64
    };
    clients.iter().map(level).collect()
}

/// Kendall's τ-b of two lists of the same length, by Knight's algorithm (1966): the discordant pairs
/// are the exchanges of a merge sort.
pub(super) fn kendall_tau(one: &[i64], other: &[i64]) -> Option<f64> {
    let pairs: Vec<_> = one.iter().copied().zip(other.iter().copied()).collect();
    let pairs = sorted(pairs, Ord::cmp);
    let mut second: Vec<_> = pairs.iter().map(|(_, second)| *second).collect();
    let exchanged = exchanges(&mut second);
    let all = pair_count(pairs.len());
    let tied_first = tied(&pairs, |a, b| a.0.cmp(&b.0));
    let tied_both = tied(&pairs, Ord::cmp);
    let tied_second = tied(&second, Ord::cmp);
    let norm = ((all - tied_first) * (all - tied_second)).sqrt();
    let agreeing = all - tied_first - tied_second + tied_both - 2.0 * exchanged;
    (0.0 < norm).then(|| (agreeing / norm).clamp(-1.0, 1.0))
}

fn pair_count(count: usize) -> f64 {
    count as f64 * (count as f64 - 1.0) / 2.0
}

/// The pairs of equal ones in a sorted list.
fn tied<T>(list: &[T], compare: impl Fn(&T, &T) -> Ordering) -> f64 {
    let runs = list.chunk_by(|a, b| compare(a, b) == Ordering::Equal);
    runs.map(|run| pair_count(run.len())).sum()
}

/// Sorts a list; returns how many pairs stood the wrong way round.
fn exchanges(list: &mut [i64]) -> f64 {
    let middle = list.len() / 2;
    if middle == 0 {
        return 0.0;
    }
    let (left, right) = list.split_at_mut(middle);
    let mut count = exchanges(left) + exchanges(right);
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut from_left, mut from_right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let next = match (from_left.peek(), from_right.peek()) {
            (Some(left), Some(right)) if right < left => {
                count += from_left.len() as f64;
                from_right.next()
            }
            (Some(_), _) => from_left.next(),
            (None, _) => from_right.next(),
        };
        match next {
            Some(next) => merged.push(*next),
            None => break,
        }
    }
    list.copy_from_slice(&merged);
    count
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// By its definition, over all pairs.
    fn by_pairs(one: &[i64], other: &[i64]) -> Option<f64> {
        let (mut agree, mut first, mut second) = (0, 0, 0);
        for a in 0..one.len() {
            for b in 0..a {
                let (x, y) = ((one[a] - one[b]).signum(), (other[a] - other[b]).signum());
                agree += x * y;
                first += x.abs();
                second += y.abs();
            }
        }
        let norm = ((first * second) as f64).sqrt();
        (0.0 < norm).then(|| agree as f64 / norm)
    }

    fn clients(rows: &[[f64; 4]]) -> Vec<PerDimension<Score>> {
        let scores = |row: &[f64; 4]| PerDimension(row.map(|score| Score::new(score).unwrap()));
        rows.iter().map(scores).collect()
    }

    #[test]
    fn three_clients_are_too_few() {
        assert_eq!(level_orders(&clients(&[[1.0; 4]; 3])), None);
    }

    #[test]
    fn equal_clients_have_no_order_and_all_stay() {
        let orders = level_orders(&clients(&[[5.0; 4]; 6])).unwrap();
        for order in orders {
            assert_eq!((order.first, order.kept, order.tau), (3, 3, None));
        }
    }

    #[test]
    fn a_dimension_that_counts_twice_may_bring_others_to_the_front() {
        // With equal weights the first two lead; expertise alone speaks for the others.
        let rows = [
            [2.0, 8.0, 8.0, 8.0],
            [2.0, 8.0, 8.0, 7.9],
            [9.9, 5.0, 5.0, 5.0],
            [9.8, 5.0, 5.0, 5.0],
        ];
        let [expertise, conduct, ..] = level_orders(&clients(&rows)).unwrap();
        assert_eq!((expertise.first, expertise.kept), (2, 0));
        // Two of six pairs stay.
        assert!((expertise.tau.unwrap() - (2.0 - 4.0) / 6.0).abs() < 1e-12);
        assert_eq!((conduct.kept, conduct.tau), (2, Some(1.0)));
    }

    proptest! {
        #[test]
        fn tau_is_that_of_all_pairs(pairs in vec((0_i64..6, 0_i64..6), 0..40)) {
            let (one, other): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
            match (kendall_tau(&one, &other), by_pairs(&one, &other)) {
                (Some(found), Some(expected)) => prop_assert!((found - expected).abs() < 1e-9),
                (found, expected) => prop_assert_eq!(found, expected),
            }
        }
    }
}
