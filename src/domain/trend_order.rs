//! Whether the order of clients by recent trend survives another window: an order that hangs on the days
//! that the trend looks back says little.

use super::{
    Assumptions, CivilDate, Client, Instrument, Rater, Stage,
    level_order::{first_of, kendall_tau, kept},
    sorted_places,
    velocity::{Series, Verdict, slope},
};

/// The windows that are tried, in days.
const WINDOWS: [u16; 4] = [30, 60, 180, 365];

/// The slope of a client under the window of the settings, and under each of [`OtherWindow`], in millionths
/// of a point per day; none if it has no recent trend then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlopesByWindow {
    own: Option<i64>,
    others: [Option<i64>; WINDOWS.len()],
}

/// The order by recent trend under another window, against that under the window of the settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherWindow {
    /// The window, in days.
    pub days: u16,
    /// How many clients have a recent trend under both windows.
    pub clients: usize,
    /// The comparison of their orders; none of fewer than four clients.
    pub order: Option<WindowOrder>,
}

/// Two orders of the same clients, compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WindowOrder {
    /// How many are the first ones: ten, or half of the clients if those are fewer than twenty.
    pub first: usize,
    /// How many of those still are among as many first ones.
    pub kept: usize,
    /// Kendall's τ-b of the two orders, −1 to 1; none if one of them has no order, all being equal.
    pub tau: Option<f64>,
}

impl SlopesByWindow {
    /// The slopes of the seller's ratings with sliders on a day; none of a relationship that has ended.
    ///
    /// ```
    /// use trust_velocity::domain::{SlopesByWindow, trend_orders};
    #[doc = include_str!("velocity/example.md")]
    /// let assumptions = Assumptions::default();
    /// let slopes = SlopesByWindow::of(&client, &assumptions, today);
    /// let [month, ..] = trend_orders(&[slopes; 4], assumptions.window_days())[..] else { return Err("none".into()) };
    /// // Its last rating lies in the window of 30 days, too.
    /// assert_eq!((month.days, month.clients), (30, 4));
    /// assert_eq!(month.order.and_then(|order| order.tau), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(client: &Client, assumptions: &Assumptions, today: CivilDate) -> Self {
        let is_over = matches!(client.stage_on(today), Some(entry) if entry.stage == Stage::Ended);
        let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, today);
        let of = |assumptions: &Assumptions| {
            let slope = slope(&series, assumptions).filter(|_| !is_over)?;
            (slope.verdict(today) != Verdict::Stale).then(|| millionths(slope.per_day))
        };
        Self {
            own: of(assumptions),
            others: WINDOWS.map(|days| of(&assumptions.with_window(days).ok()?)),
        }
    }
}

#[allow(clippy::cast_possible_truncation, reason = "at most 40 points a day")]
fn millionths(per_day: f64) -> i64 {
    (per_day * 1e6).round() as i64
}

/// The order of these clients under each other window than that of the settings, the steepest rise first.
pub fn trend_orders(clients: &[SlopesByWindow], own_days: u16) -> Vec<OtherWindow> {
    let windows = WINDOWS.into_iter().enumerate();
    let windows = windows.filter(|(_, days)| *days != own_days);
    let of = |(place, days): (usize, u16)| {
        let both = clients
            .iter()
            .filter_map(|client| Some((client.own?, client.others[place]?)));
        let (own, other): (Vec<_>, Vec<_>) = both.unzip();
        let order = first_of(own.len()).map(|first| {
            let highest = sorted_places(own.len(), &mut |a, b| own[b].cmp(&own[a]));
            WindowOrder {
                first,
                kept: kept(&highest[..first], &other),
                tau: kendall_tau(&own, &other),
            }
        });
        OtherWindow {
            days,
            clients: own.len(),
            order,
        }
    };
    windows.map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::velocity::testing::{History, day};

    fn slopes(own: Option<i64>, others: [Option<i64>; 4]) -> SlopesByWindow {
        SlopesByWindow { own, others }
    }

    #[test]
    fn an_order_is_compared_among_those_who_have_both_trends() {
        let clients = [
            slopes(Some(4), [Some(4), Some(1), None, Some(0)]),
            slopes(Some(3), [Some(3), Some(2), None, Some(0)]),
            slopes(Some(2), [Some(2), Some(3), Some(2), Some(0)]),
            slopes(Some(1), [Some(1), Some(4), Some(1), Some(0)]),
            slopes(None, [Some(9); 4]),
        ];
        let found = trend_orders(&clients, 90);
        let told = |place: usize| {
            let OtherWindow {
                days,
                clients,
                order,
            } = found[place];
            let order = order.map(|order| (order.first, order.kept, order.tau));
            (days, clients, order)
        };
        assert_eq!(told(0), (30, 4, Some((2, 2, Some(1.0)))));
        assert_eq!(told(1), (60, 4, Some((2, 0, Some(-1.0)))));
        assert_eq!(told(2), (180, 2, None), "too few");
        assert_eq!(told(3), (365, 4, Some((2, 2, None))), "all are equal");
    }

    #[test]
    fn the_window_of_the_settings_is_not_another() {
        let days = |own| {
            trend_orders(&[], own)
                .iter()
                .map(|it| it.days)
                .collect::<Vec<_>>()
        };
        assert_eq!(days(90), [30, 60, 180, 365]);
        assert_eq!(days(60), [30, 180, 365]);
    }

    #[test]
    fn the_slope_is_that_of_ones_own_ratings_while_the_relationship_goes_on() {
        // A point of the total in ten days.
        let history = || {
            History::since("2026-01-01")
                .rated("2026-03-01", [5.0; 4])
                .rated("2026-03-11", [5.25; 4])
                .rated("2026-03-21", [5.5; 4])
        };
        let of = |history: &History, today: &str| {
            SlopesByWindow::of(&history.0, &Assumptions::default(), day(today))
        };
        let slope = Some(100_000);
        assert_eq!(of(&history(), "2026-03-31"), slopes(slope, [slope; 4]));
        let year_alone = slopes(None, [None, None, None, slope]);
        assert_eq!(of(&history(), "2026-12-31"), year_alone);
        let none = slopes(None, [None; 4]);
        let ended = history().entered("2026-03-25", Stage::Ended);
        assert_eq!(of(&ended, "2026-03-31"), none);
        assert_eq!(of(&ended, "2026-03-24"), slopes(slope, [slope; 4]));
    }
}
