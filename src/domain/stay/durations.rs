//! The length of stays in a stage, some of which go on.

use super::StageHistory;
use crate::domain::{CivilDate, Stage};

/// How long clients stay in a stage, and where they go from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageDurations {
    /// How many stays ended by going on to a later stage.
    pub onward: usize,
    /// How many by going back to an earlier one.
    pub back: usize,
    /// How many by the end of the relationship.
    pub ended: usize,
    /// How many go on: of them it is only known that they are at least so long.
    pub running: usize,
    /// The median in days by Kaplan and Meier; none if more than half stay longer than the longest stay
    /// that is over, so that it is not reached.
    pub median: Option<i64>,
    /// The days of the longest stay, over or going on; 0 of none.
    pub longest: i64,
}

impl StageDurations {
    /// How many stays there are.
    pub const fn stays(&self) -> usize {
        self.onward + self.back + self.ended + self.running
    }

    /// All stays in a stage up to a day.
    ///
    /// A stay that goes on is censored: it says that it is no shorter, and leaving it out would make the
    /// median too short. The estimate is that of Kaplan & Meier 1958 (J. Am. Stat. Assoc. 53, 457–481):
    /// over the lengths `t` at which stays ended, `S(t) = Π (1 − dᵢ / nᵢ)`, with `dᵢ` of the `nᵢ` stays that
    /// were no shorter ended at `tᵢ`; the median is the shortest `t` with `S(t) ≤ ½`.
    ///
    /// ```
    #[doc = include_str!("../velocity/example.md")]
    /// let stay = |stage, from: &str, until: Option<&str>| {
    ///     let until = until.map(|day| date(day)).transpose()?;
    ///     Ok::<_, ParseDateError>(Stay { stage, from: date(from)?, until })
    /// };
    /// let first_contact = date("2026-01-01")?;
    /// let histories = [
    ///     vec![stay(Stage::Initial, "2026-01-01", Some("2026-01-21"))?, stay(Stage::Deepening, "2026-01-21", None)?],
    ///     vec![stay(Stage::Initial, "2026-01-01", Some("2026-02-10"))?, stay(Stage::Ended, "2026-02-10", None)?],
    ///     vec![stay(Stage::Initial, "2026-03-01", None)?],
    /// ].map(|stays| StageHistory { first_contact, stays });
    /// let initial = StageDurations::of(&histories, Stage::Initial, today);
    /// assert_eq!((initial.onward, initial.ended, initial.running), (1, 1, 1));
    /// // 20 days, 30 and longer, 40: ⅔ stay longer than 20 days, and of the one that is then left none
    /// // stays longer than 40.
    /// assert_eq!(initial.median, Some(40));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(histories: &[StageHistory], stage: Stage, as_of: CivilDate) -> Self {
        let mut found = Self {
            onward: 0,
            back: 0,
            ended: 0,
            running: 0,
            median: None,
            longest: 0,
        };
        let mut lengths = Vec::new();
        for history in histories {
            let next = history.stays.iter().skip(1).map(|next| Some(next.stage));
            for (stay, next) in history.stays.iter().zip(next.chain([None])) {
                if stay.stage != stage {
                    continue;
                }
                let end = stay.until.unwrap_or(as_of);
                lengths.push((end.days_since(stay.from), next.is_some()));
                match next {
                    None => found.running += 1,
                    Some(Stage::Ended) => found.ended += 1,
                    Some(next) if (stage as u8) < next as u8 => found.onward += 1,
                    Some(_) => found.back += 1,
                }
            }
        }
        found.longest = lengths.iter().map(|(days, _)| *days).max().unwrap_or(0);
        found.median = kaplan_meier_median(lengths);
        found
    }
}

/// The median of lengths in days, each with whether it ended; none if it is not reached.
fn kaplan_meier_median(mut lengths: Vec<(i64, bool)>) -> Option<i64> {
    /// More than the error of some thousand products.
    const ROUNDING: f64 = 1e-9;
    lengths.sort_unstable();
    let mut left = lengths.len();
    let mut survival = 1.0;
    for same in lengths.chunk_by(|a, b| a.0 == b.0) {
        let ended = same.iter().filter(|(_, has_ended)| *has_ended).count();
        survival *= 1.0 - ended as f64 / left as f64;
        if survival <= 0.5 + ROUNDING {
            return same.first().map(|(days, _)| *days);
        }
        left -= same.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::{
        super::{StageCounts, testing::history},
        *,
    };
    use crate::domain::velocity::testing::{History, day};

    /// Remission in weeks, after Freireich et al. 1963 (Blood 21, 699–716), the example of most books on
    /// survival: medians 23 with 6-mercaptopurine, 8 with placebo.
    #[test]
    fn medians_of_censored_times_are_those_of_the_books() {
        let ended = |days: &[i64]| days.iter().map(|days| (*days, true)).collect::<Vec<_>>();
        let running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|days| (days, false));
        let mut treated = ended(&[6, 6, 6, 7, 10, 13, 16, 22, 23]);
        treated.extend(running);
        assert_eq!(kaplan_meier_median(treated), Some(23));
        let placebo = [
            1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
        ];
        assert_eq!(kaplan_meier_median(ended(&placebo)), Some(8));
        assert_eq!(kaplan_meier_median(Vec::new()), None);
        // Half is reached, whatever the products round to: 3/4 × 2/3.
        assert_eq!(
            kaplan_meier_median(vec![(1, true), (2, true), (3, false), (4, false)]),
            Some(2)
        );
        let open = vec![(1, true), (2, false), (3, false)];
        assert_eq!(kaplan_meier_median(open), None, "two of three stay longer");
    }

    #[test]
    fn where_stays_lead_is_counted_and_running_ones_are_no_end() {
        use Stage::{Deepening, Ended, Initial, LongTerm};
        let histories = [
            history(
                &[
                    ("2026-01-10", Initial),
                    ("2026-01-30", LongTerm),
                    ("2026-02-10", Deepening),
                    ("2026-02-20", Initial),
                ],
                "2026-04-10",
            ),
            history(
                &[("2026-01-10", Initial), ("2026-02-09", Ended)],
                "2026-04-10",
            ),
            history(&[("2026-03-16", Initial)], "2026-04-10"),
        ];
        let of = |stage| StageDurations::of(&histories, stage, day("2026-04-10"));
        let initial = of(Initial);
        // 20 and 30 days are over, 25 and 49 go on: with all taken for over it would be 25.
        assert_eq!((initial.onward, initial.back, initial.ended), (1, 0, 1));
        assert_eq!((initial.running, initial.stays()), (2, 4));
        assert_eq!((initial.median, initial.longest), (Some(30), 49));
        let deepening = of(Deepening);
        assert_eq!((deepening.back, deepening.median), (1, Some(10)));
        assert_eq!(of(LongTerm).back, 1);
        let none = StageDurations::of(&[], Deepening, day("2026-04-10"));
        assert_eq!((none.stays(), none.median, none.longest), (0, None, 0));
    }

    proptest! {
        /// Nobody is lost or counted twice, and a longer running stay makes no median shorter.
        #[test]
        fn counts_add_up_and_running_stays_only_lengthen(
            clients in vec(vec((0_i64..900, 0_usize..4), 0..6), 1..8),
            more in 1_i64..400,
        ) {
            let first = day("2026-01-10");
            let as_of = first.plus_days(950).unwrap();
            let histories: Vec<_> = clients.iter().map(|entries| {
                let client = entries.iter().fold(History::since("2026-01-10"), |client, (days, stage)| {
                    let date = first.plus_days(*days).unwrap().to_string();
                    client.entered(&date, Stage::ALL[*stage])
                });
                StageHistory::of(&client.0, as_of)
            }).collect();
            let counts = StageCounts::of(&histories, as_of).unwrap();
            for point in &counts.points {
                let all: usize = point.stages.iter().sum();
                prop_assert_eq!(all + point.without, histories.len());
            }
            let later = as_of.plus_days(more).unwrap();
            for stage in Stage::ALL {
                let now = StageDurations::of(&histories, stage, as_of);
                let then = StageDurations::of(&histories, stage, later);
                let at_least = |found: StageDurations| found.median.unwrap_or(i64::MAX);
                prop_assert!(at_least(now) <= at_least(then));
                prop_assert!(now.median.is_none_or(|median| median <= now.longest));
            }
        }
    }
}
