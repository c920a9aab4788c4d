//! Quantiles of the two distributions that intervals need, for whole degrees of freedom, and the interval
//! of a mean.

use std::f64::consts::{FRAC_2_PI, PI};

/// How often a bracket is halved: it ends between two neighbouring numbers.
const HALVINGS: usize = 100;

/// The number of values from which on a mean has an interval.
pub const FEWEST_FOR_INTERVAL: usize = 5;

/// The 95 % interval of the mean of values that do not depend on each other; `None` under
/// [`FEWEST_FOR_INTERVAL`].
///
/// The mean d̄ of n values with the sample standard deviation s; the interval is
/// d̄ ± t(.975, n − 1) · s / √n (Student 1908).
pub(in crate::domain) fn mean_interval(values: &[f64]) -> Option<[f64; 2]> {
    (FEWEST_FOR_INTERVAL <= values.len()).then(|| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares = values.iter().map(|value| (value - mean).powi(2));
        let error = (squares.sum::<f64>() / (n - 1.0) / n).sqrt();
        let reach = student(0.95, values.len() - 1) * error;
        [mean - reach, mean + reach]
    })
}

/// The `share` quantile of χ² with `freedom` degrees, both above 0 and `share` below 1.
///
/// By halving, of the series of the incomplete gamma function (Abramowitz & Stegun 6.5.29), whose terms
/// are all positive.
pub(super) fn chi_square(share: f64, freedom: usize) -> f64 {
    let n = freedom as f64;
    let ln_gamma = ln_gamma_of_half(freedom + 2);
    let below = |x: f64| {
        let half = x / 2.0;
        let mut term = (half.ln() * n / 2.0 - half - ln_gamma).exp();
        let mut sum = term;
        let mut a = n / 2.0;
        // Below x / 2 the terms still grow.
        while a < half || f64::EPSILON * sum < term {
            a += 1.0;
            term *= half / a;
            sum += term;
        }
        sum
    };
    // Ten standard deviations above the mean, and more if there are few degrees.
    solve(0.0, n + 10.0 * (2.0 * n).sqrt() + 20.0, |x| {
        below(x) < share
    })
}

/// The value that |t| with `freedom` degrees (1 or more) exceeds in a share of 1 − `within`.
///
/// By halving, of the finite sums for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4).
fn student(within: f64, freedom: usize) -> f64 {
    let n = freedom as f64;
    let inside = |t: f64| {
        let angle = (t / n.sqrt()).atan();
        let (sine, cosine) = angle.sin_cos();
        let is_odd = !freedom.is_multiple_of(2);
        let mut term = if is_odd { cosine } else { 1.0 };
        let mut sum = 0.0;
        let mut k = if is_odd { 2 } else { 1 };
        // The last power of the cosine is n − 2.
        while k < freedom {
            sum += term;
            term *= cosine * cosine * k as f64 / (k + 1) as f64;
            k += 2;
        }
        if is_odd {
            FRAC_2_PI * (angle + sine * sum)
        } else {
            sine * sum
        }
    };
    solve(0.0, 1_000.0, |t| inside(t) < within)
}

/// The number from `low` to `high` at which a condition that holds for small numbers ceases to hold.
fn solve(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    high
}

/// ln Γ(n / 2) for n of 1 or more, by Γ(x + 1) = x Γ(x).
fn ln_gamma_of_half(n: usize) -> f64 {
    let (first, start) = if n.is_multiple_of(2) {
        (2, 0.0)
    } else {
        (1, PI.ln() / 2.0)
    };
    let steps = (first..n).step_by(2).map(|k| (k as f64 / 2.0).ln());
    start + steps.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_near(actual: f64, expected: f64) {
        let room = 1e-6 * expected;
        assert!(
            (actual - expected).abs() < room,
            "{actual} is not {expected}"
        );
    }

    /// The tables' figures, to more digits (scipy 1.11).
    #[test]
    fn as_in_the_tables() {
        let chi = [
            (0.025, 1, 0.000_982_069_117),
            (0.975, 1, 5.023_886_187),
            (0.025, 2, 0.050_635_616),
            (0.975, 40, 59.341_707_143),
            (0.025, 41, 25.214_518_6),
        ];
        for (share, freedom, expected) in chi {
            assert_near(chi_square(share, freedom), expected);
        }
        let t = [
            (1, 12.706_204_736),
            (2, 4.302_652_730),
            (4, 2.776_445_105),
            (5, 2.570_581_836),
            (30, 2.042_272_456),
        ];
        for (freedom, expected) in t {
            assert_near(student(0.95, freedom), expected);
        }
    }

    /// With many degrees both are nearly normal (Wilson & Hilferty for χ²).
    #[test]
    fn many_degrees_stay_finite() {
        for freedom in [1_000, 9_999, 40_000] {
            let n = freedom as f64;
            let cube = |z: f64| n * (1.0 - 2.0 / (9.0 * n) + z * (2.0 / (9.0 * n)).sqrt()).powi(3);
            for (share, z) in [(0.025, -1.959_964), (0.975, 1.959_964)] {
                let found = chi_square(share, freedom);
                assert!((found / cube(z) - 1.0).abs() < 1e-5, "{found}");
            }
            let t = student(0.95, freedom);
            assert!((t - 1.959_964).abs() < 3.0 / n, "{t}");
        }
    }
}
