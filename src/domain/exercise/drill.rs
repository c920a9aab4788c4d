//! Number drills: the numbers of five tasks, drawn from a seed.
//!
//! Invariant: a seed gives the same numbers for ever, since a class shares only the seed. Whatever
//! changes what is drawn makes trainer and trainee see different tasks under the same name.

use std::ops::RangeInclusive;

use super::{Given, Total, TotalPoints};
use crate::domain::{CivilDate, PerDimension, Score, Unit};

/// The numbers of a task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DrillTask {
    /// A formula velocity to work out. Its usual mistakes give other numbers, each its own.
    Velocity {
        /// The four scores and their day.
        given: Given,
        /// Four scores of an earlier day, with another total.
        before: Given,
        /// The unit of the answer.
        unit: Unit,
    },
    /// Two clients, one of whom gains faster by net change, and gains indeed.
    Faster([DrillClient; 2]),
}

/// A client who is compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DrillClient {
    /// Days from first contact to the later total.
    pub days: u32,
    /// The earlier total.
    pub from: Total,
    /// The later total.
    pub to: Total,
}

impl DrillClient {
    /// The formula velocity on the day of the later total, in points per day.
    pub fn formula_velocity(&self) -> f64 {
        self.to.points.value() / f64::from(self.days)
    }

    /// The net change between the two totals, in points per day.
    pub fn net_change(&self) -> f64 {
        self.to.net_change_since(self.from)
    }
}

/// The number drill of a seed: three or four velocities, each in another unit, then one or two
/// comparisons, in at least one of which formula velocity and net change disagree.
///
/// ```
/// use trust_velocity::domain::exercise::{DrillTask, drill};
/// assert_eq!(drill(7), drill(7));
/// assert_ne!(drill(7), drill(8));
/// assert!(matches!(drill(7)[0], DrillTask::Velocity { .. }));
/// ```
pub fn drill(seed: u32) -> [DrillTask; 5] {
    let mut random = SplitMix64(seed.into());
    let mut units = Unit::ALL;
    for at in (1..units.len()).rev() {
        units.swap(at, random.index(at + 1));
    }
    let velocities = 3 + random.index(2);
    let disagreeing = velocities + random.index(5 - velocities);
    std::array::from_fn(|at| match units.get(at) {
        Some(unit) if at < velocities => until(|| velocity(&mut random, *unit)),
        _ => until(|| faster(&mut random, at == disagreeing)),
    })
}

/// The first draw that will do.
fn until<T>(mut draw: impl FnMut() -> Option<T>) -> T {
    loop {
        if let Some(drawn) = draw() {
            return drawn;
        }
    }
}

fn velocity(random: &mut SplitMix64, unit: Unit) -> Option<DrillTask> {
    // In a longer unit, more days: the mistakes stay apart when rounded to two decimals.
    let day = random.within(match unit {
        Unit::Day => 10..=30,
        Unit::Week => 20..=120,
        Unit::Month => 60..=400,
        Unit::Year => 200..=1_200,
    });
    // In halves of a point: from 2.5 to 9.0, and before from two points less to half a point more.
    let now = [(); 4].map(|()| random.within(5..=18));
    let then = now.map(|halves| halves + random.within(0..=5) - 4);
    let given = scored(now, day)?;
    let before = scored(then, random.within(day / 4..=day * 3 / 4))?;
    are_apart(&answers(given, before, unit)).then_some(DrillTask::Velocity {
        given,
        before,
        unit,
    })
}

fn scored(halves: [u32; 4], day: u32) -> Option<Given> {
    let score = |halves| Score::new(f64::from(halves) / 2.0);
    let [Ok(e), Ok(c), Ok(r), Ok(b)] = halves.map(score) else {
        return None;
    };
    let scores = PerDimension([e, c, r, b]);
    Some(Given { scores, day })
}

/// No answer at all, the right one (among those in all units), and the usual mistakes.
fn answers(given: Given, before: Given, unit: Unit) -> [f64; 10] {
    let (total, days) = (given.total(), f64::from(given.day));
    let [day, week, month, year] = Unit::ALL.map(|unit| unit.from_per_day(total / days));
    let net = (total - before.total()) / f64::from(given.day - before.day);
    let without = |score: Score| unit.from_per_day((total - score.value()) / days);
    let [e, c, r, b] = given.scores.0.map(without);
    let net = unit.from_per_day(net);
    [0.0, day, week, month, year, net, e, c, r, b]
}

/// Whether each number, rounded to two decimals, is taken for none of the others.
fn are_apart(numbers: &[f64]) -> bool {
    // Twice what rounding moves a number, and the share that an answer may be off.
    let apart = |a: f64, b: f64| 0.011 + 0.016 * a.abs().max(b.abs()) < (a - b).abs();
    let rest = |at: usize| numbers.iter().skip(at + 1);
    let mut all = numbers.iter().enumerate();
    all.all(|(at, a)| rest(at).all(|b| apart(*a, *b)))
}

fn faster(random: &mut SplitMix64, disagrees: bool) -> Option<DrillTask> {
    let first = CivilDate::new(2026, 3, 2)?;
    let date = first.plus_days(random.within(28..=300).into())?;
    let clients = [client(random, date)?, client(random, date)?];
    let [a, b] = clients;
    let more = a.net_change().max(b.net_change());
    let net = a.net_change() - b.net_change();
    let formula = a.formula_velocity() - b.formula_velocity();
    // Two decimals tell them apart, in points per month.
    let is_clear = |difference: f64| 0.1 < Unit::Month.from_per_day(difference).abs();
    let is_told = is_clear(net) && is_clear(formula) && 0.0 < more;
    let fits = !disagrees || (net < 0.0) != (formula < 0.0);
    (is_told && fits).then_some(DrillTask::Faster(clients))
}

/// A client with a second total on a date, one to three months after the first.
fn client(random: &mut SplitMix64, date: CivilDate) -> Option<DrillClient> {
    let between = 7 * random.within(4..=13);
    let known = random.within(7..=600);
    let halves = random.within(16..=64);
    // From two points less to six more.
    let later = halves + random.within(0..=16) - 4;
    let total = |date, halves| {
        let points = TotalPoints::new(f64::from(halves) / 2.0)?;
        Some(Total { date, points })
    };
    (halves != later).then_some(DrillClient {
        days: known + between,
        from: total(date.plus_days(-i64::from(between))?, halves)?,
        to: total(date, later)?,
    })
}

/// Steele, Lea and Flood's generator of pseudo-random numbers (2014, “Fast splittable pseudorandom
/// number generators”, 10.1145/2660193.2660195), in the constants of Vigna's `splitmix64.c`.
struct SplitMix64(u64);

impl SplitMix64 {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number of a range, which is small: each is as likely, but for less than one in 2^50.
    fn within(&mut self, range: RangeInclusive<u32>) -> u32 {
        let count = u64::from(range.end() - range.start()) + 1;
        let drawn = self.next() % count;
        range.start() + u32::try_from(drawn).unwrap_or_default()
    }

    /// A place among `count`, at least one.
    fn index(&mut self, count: usize) -> usize {
        let drawn = self.next() % count as u64;
        usize::try_from(drawn).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::{
        Dimension, Name, NonEmptyText,
        exercise::{Compared, FasterTask, VelocityTask, VelocityVerdict},
    };

    fn two_decimals(value: f64) -> f64 {
        (value * 100.0).round() / 100.0
    }

    #[test]
    fn the_generator_is_the_published_one() {
        let mut random = SplitMix64(1_234_567);
        let drawn = [(); 5].map(|()| random.next());
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(drawn, published);
    }

    #[test]
    fn a_seed_gives_the_same_numbers_for_ever() {
        let scores = |it: Given| {
            let scores = it.scores.0.map(|score| score.value().to_string());
            format!("day {}: {}", it.day, scores.join(" "))
        };
        let total = |it: Total| format!("{} on {}", it.points.value(), it.date);
        let client =
            |it: DrillClient| format!("{} days: {}, {}", it.days, total(it.from), total(it.to));
        let tasks = drill(7).map(|task| match task {
            DrillTask::Velocity {
                given,
                before,
                unit,
            } => format!("{}; {}; {}", scores(before), scores(given), unit.id()),
            DrillTask::Faster(clients) => clients.map(client).join("; "),
        });
        assert_eq!(
            tasks,
            [
                "day 49: 7 2.5 7 6; day 84: 8.5 2.5 9 6; week",
                "day 210: 8.5 3 3 7; day 380: 8.5 4 5 9; month",
                "day 4: 7 4.5 5.5 7.5; day 11: 9 5.5 6.5 8.5; day",
                "day 515: 4 5.5 7 3; day 921: 4 5 7 2.5; year",
                "643 days: 23 on 2026-07-08, 27 on 2026-09-16; 236 days: 16 on 2026-08-05, 17.5 on 2026-09-16",
            ]
        );
    }

    #[test]
    fn drills_vary() {
        let (mut totals, mut days, mut counts) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut answers, mut agreeing) = ([0; 2], 0);
        for seed in 0..300 {
            let tasks = drill(seed);
            counts.insert(
                tasks
                    .iter()
                    .filter(|it| matches!(it, DrillTask::Faster(_)))
                    .count(),
            );
            for task in tasks {
                match task {
                    DrillTask::Velocity { given, .. } => {
                        totals.insert(given.total().to_string());
                        days.insert(given.day);
                    }
                    DrillTask::Faster([a, b]) => {
                        let is_b = a.net_change() < b.net_change();
                        answers[usize::from(is_b)] += 1;
                        let formula_is_b = a.formula_velocity() < b.formula_velocity();
                        agreeing += usize::from(is_b == formula_is_b);
                    }
                }
            }
        }
        assert!(35 < totals.len() && 200 < days.len(), "{totals:?} {days:?}");
        assert_eq!(counts, BTreeSet::from([1, 2]));
        assert!(answers.iter().all(|count| 150 < *count), "{answers:?}");
        assert!(40 < agreeing, "{agreeing}");
    }

    proptest! {
        #[test]
        fn each_answer_and_each_mistake_is_told_from_all_others(seed: u32) {
            let line = || NonEmptyText::new("?").unwrap();
            let mut units = Vec::new();
            for task in drill(seed) {
                let DrillTask::Velocity { given, before, unit } = task else {
                    continue;
                };
                units.push(unit);
                let task = VelocityTask::new(line(), given, Some(before), unit).unwrap();
                let days = f64::from(given.day);
                let scores = given.scores.0.map(Score::value);
                let total: f64 = scores.iter().sum();
                let total_before: f64 = before.scores.0.iter().map(|it| it.value()).sum();
                let mut cases = vec![(VelocityVerdict::Right, unit.days() * total / days)];
                for other in Unit::ALL.into_iter().filter(|it| *it != unit) {
                    cases.push((VelocityVerdict::WrongUnit(other), other.days() * total / days));
                }
                let net = (total - total_before) / (days - f64::from(before.day));
                cases.push((VelocityVerdict::NetChange, net * unit.days()));
                for (dimension, score) in Dimension::ALL.into_iter().zip(scores) {
                    let rest = (total - score) / days * unit.days();
                    cases.push((VelocityVerdict::LeftOut(Some(dimension)), rest));
                }
                for (verdict, number) in cases {
                    prop_assert_eq!(task.verdict(number), verdict);
                    prop_assert_eq!(task.verdict(two_decimals(number)), verdict);
                }
            }
            let different = Unit::ALL.iter().filter(|unit| units.contains(unit)).count();
            prop_assert!(units.len() == different && (3..=4).contains(&different));
        }

        #[test]
        fn a_comparison_has_one_answer_and_one_misleads(seed: u32) {
            let mut misleading = 0;
            for task in drill(seed) {
                let DrillTask::Faster(clients) = task else {
                    continue;
                };
                let compared = clients.map(|it| Compared {
                    name: Name::new("A").unwrap(),
                    from: it.from,
                    to: it.to,
                });
                let task = FasterTask::new(NonEmptyText::new("?").unwrap(), compared.to_vec()).unwrap();
                let gain = |it: &DrillClient| it.to.points.value() - it.from.points.value();
                prop_assert!(0.0 < gain(&clients[task.answer()]));
                let formula = clients.map(|it| two_decimals(
                    it.to.points.value() / f64::from(it.days) * Unit::Month.days(),
                ));
                prop_assert!((formula[0] - formula[1]).abs() > 0.05);
                misleading += usize::from(formula[task.answer()] < formula[1 - task.answer()]);
            }
            prop_assert!(1 <= misleading);
        }
    }
}
