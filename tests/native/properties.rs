//! Properties of every history that the types admit.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    strategy::ValueTree,
    test_runner::TestRunner,
};
use trust_velocity::domain::{
    Assumptions, Cadence, CivilDate, Client, Instrument, Name, PerDimension, Rater, Record, Score,
    Scores, Stage,
    velocity::{
        FormulaVelocity, NetChange, OwnError, Recovery, Regain, Series, StageFigures, Trend,
        Verdict, biases, blind_pairs, formula, gap_differences, net_changes, recoveries,
        stage_figures, trend, unrecovered_breach,
    },
};

use crate::{any, records};

proptest! {
    #[test]
    fn every_figure_is_finite_and_in_its_range(
        history in histories(),
        assumptions in assumptions(),
    ) {
        let figures = history.figures(&assumptions);
        for number in figures.numbers() {
            prop_assert!(number.is_finite(), "{number} in {figures:?}");
        }
        for row in &figures.formula {
            prop_assert!(0 <= row.days);
            prop_assert!(row.total.is_none_or(|total| (0.0..=40.0).contains(&total)));
            prop_assert_eq!(row.per_day.is_some(), row.total.is_some() && 0 < row.days);
        }
        if let Some(stage) = &figures.stage {
            prop_assert_eq!(stage.gate_progress.is_none(), stage.stage == Stage::Ended);
            prop_assert!(stage.gate_progress.is_none_or(|share| (0.0..=1.0).contains(&share)));
            let least = stage.weakest.map(|(_, share)| share);
            prop_assert_eq!(least.is_none(), stage.gate_progress.is_none());
            prop_assert!(least <= stage.gate_progress);
            let weakest = stage.weakest.map(|(dimension, _)| dimension);
            prop_assert!(weakest.is_none_or(|it| stage.unmet.is_empty() || stage.unmet.contains(&it)));
            let open = stage.gate_progress.is_none_or(|share| 1.0 <= share);
            prop_assert_eq!(stage.unmet.is_empty(), open);
        }
    }

    #[test]
    fn ones_own_error_and_bias_are_finite_or_none(
        pairs in vec([scores(), scores()], 0..60),
        client in any::clients(),
    ) {
        let error = OwnError::of(pairs.clone());
        prop_assert!(error.re_ratings <= pairs.len());
        prop_assert_eq!(error.estimate.is_some(), 0 < error.score_pairs);
        if let Some(found) = error.estimate {
            let ends = [found.low, found.score_sem, found.high];
            prop_assert!(ends.iter().all(|end| end.is_finite()) && ends.is_sorted(), "{ends:?}");
        }
        let today = records::today();
        let gaps = pairs.iter().map(|[a, b]| {
            PerDimension::from_fn(|dimension| Some(a[dimension]?.value() - b[dimension]?.value()))
        });
        for bias in biases(gaps).0.into_iter().chain(biases(gap_differences(&client, today)).0) {
            let [low, high] = bias.and_then(|bias| bias.interval).unwrap_or_default();
            prop_assert!(low.is_finite() && high.is_finite());
            prop_assert!(bias.is_none_or(|bias| (-10.0..=10.0).contains(&bias.mean)));
        }
        prop_assert!(blind_pairs(&client, today).len() <= client.ratings().len());
    }

    #[test]
    fn the_parts_add_up_to_the_whole(history in histories()) {
        for row in history.figures(&Assumptions::default()).formula {
            let parts: Option<f64> = row.parts_per_day.0.into_iter().sum();
            prop_assert_eq!(parts.is_some(), row.per_day.is_some());
            prop_assert!(parts.zip(row.per_day).is_none_or(|(parts, whole)| near(parts, whole)));
        }
    }

    #[test]
    fn only_the_days_between_dates_matter(
        history in histories(),
        assumptions in assumptions(),
        days in 0..20_000_i64,
    ) {
        let moved = History { first_contact: history.first_contact + days, ..history.clone() };
        let expected = history.figures(&assumptions).moved(days);
        prop_assert_eq!(moved.figures(&assumptions), expected);
    }

    #[test]
    fn another_rater_changes_nothing(
        history in histories(),
        others in vec((0..200_i64, other_raters(), scores()), 1..6),
        at in any::<Index>(),
    ) {
        let mut mixed = history.clone();
        let at = at.index(history.ratings.len() + 1);
        mixed.ratings.splice(at..at, others);
        prop_assert_eq!(
            mixed.figures(&Assumptions::default()),
            history.figures(&Assumptions::default())
        );
    }

    #[test]
    fn nothing_later_than_today_counts(history in histories(), later in histories()) {
        let after = |day: i64| history.as_of + 1 + day;
        let mut known = history.clone();
        for (day, rater, scores) in later.ratings {
            known.ratings.insert(0, (after(day), rater, scores));
        }
        known.contacts.extend(later.contacts.iter().map(|(day, minutes)| (after(*day), *minutes)));
        known.breaches.extend(later.breaches.iter().map(|day| after(*day)));
        known.stages.extend(later.stages.iter().map(|(day, stage)| (after(*day), *stage)));
        prop_assert_eq!(
            known.figures(&Assumptions::default()),
            history.figures(&Assumptions::default())
        );
    }

    #[test]
    fn contacts_change_only_contact_hours(
        history in histories(),
        contacts in vec((0..200_i64, any::<u16>()), 0..8),
    ) {
        let without_contact = |history: &History| {
            let mut figures = history.figures(&Assumptions::default());
            for row in &mut figures.formula {
                row.contact_minutes = 0;
                row.per_contact_hour = None;
            }
            figures
        };
        let other = History { contacts, ..history.clone() };
        prop_assert_eq!(without_contact(&other), without_contact(&history));
    }

    #[test]
    fn contact_hours_only_grow(history in histories()) {
        let rows = history.figures(&Assumptions::default()).formula;
        for row in &rows {
            let minutes: u32 = history
                .contacts
                .iter()
                .filter(|(day, _)| *day <= row.days)
                .map(|(_, minutes)| u32::from(*minutes))
                .sum();
            prop_assert_eq!(row.contact_minutes, minutes);
            let total = row.per_contact_hour.map(|v| v * f64::from(minutes) / 60.0);
            prop_assert_eq!(total.is_some(), row.total.is_some() && 0 < minutes);
            prop_assert!(total.zip(row.total).is_none_or(|(a, b)| near(a, b)));
        }
        prop_assert!(rows.is_sorted_by_key(|row| row.contact_minutes));
    }

    #[test]
    fn the_order_of_entry_matters_only_within_a_date(
        (history, shuffled) in histories().prop_flat_map(|mut history| {
            let ratings: BTreeMap<_, _> = history.ratings.into_iter().map(|r| (r.0, r)).collect();
            history.ratings = ratings.into_values().collect();
            let ratings = Just(history.ratings.clone()).prop_shuffle();
            let contacts = Just(history.contacts.clone()).prop_shuffle();
            (Just(history), ratings, contacts)
        })
        .prop_map(|(history, ratings, contacts)| {
            let shuffled = History { ratings, contacts, ..history.clone() };
            (history, shuffled)
        }),
    ) {
        prop_assert_eq!(
            shuffled.figures(&Assumptions::default()),
            history.figures(&Assumptions::default())
        );
    }

    #[test]
    fn the_last_entered_of_a_date_stands(
        history in histories(),
        at in any::<Index>(),
        scores in scores(),
    ) {
        prop_assume!(!history.ratings.is_empty());
        let (day, rater, _) = history.ratings[at.index(history.ratings.len())].clone();
        let mut twice = history.clone();
        twice.ratings.push((day, rater.clone(), scores));
        let mut once = history;
        once.ratings.retain(|rating| (rating.0, &rating.1) != (day, &rater));
        once.ratings.insert(0, (day, rater, scores));
        prop_assert_eq!(
            twice.figures(&Assumptions::default()),
            once.figures(&Assumptions::default())
        );
    }

    #[test]
    fn net_changes_add_up_to_the_way_made(history in histories()) {
        let client = history.client();
        let series = history.series(&client);
        let totals: Vec<_> = series.complete().map(|(_, total)| total).collect();
        let changes = net_changes(&series, &Assumptions::default());
        prop_assert_eq!(changes.len(), totals.len().saturating_sub(1));
        let way = totals.last().zip(totals.first()).map_or(0.0, |(last, first)| last - first);
        prop_assert!(near(changes.iter().map(|change| change.change).sum(), way));
        let again: f64 = changes.iter().map(|change| change.per_day * change.days as f64).sum();
        prop_assert!(near(again, way));
    }

    #[test]
    fn the_band_holds_the_slope_and_tells_the_verdict(
        history in histories(),
        assumptions in assumptions(),
    ) {
        let client = history.client();
        let series = history.series(&client);
        let trend = trend(&series, &assumptions);
        let Some(line) = trend.line else {
            prop_assert_eq!(trend.verdict, Verdict::Insufficient);
            prop_assert!(trend.points < 3);
            return Ok(());
        };
        prop_assert!(3 <= trend.points);
        prop_assert!(line.low < line.per_day && line.per_day < line.high);
        prop_assert!(near(line.high - line.low, 2.0 * 1.96 * line.standard_error));
        let age = series.as_of().days_since(line.to);
        let stale = i64::from(assumptions.window_days()) <= age;
        prop_assert_eq!(trend.verdict == Verdict::Stale, stale);
        match trend.verdict {
            Verdict::Rising => prop_assert!(0.0 < line.low),
            Verdict::Falling => prop_assert!(line.high < 0.0),
            Verdict::WithinError => prop_assert!(line.low <= 0.0 && 0.0 <= line.high),
            Verdict::Stale | Verdict::Insufficient => {}
        }
    }

    #[test]
    fn the_line_is_the_one_of_least_squares(history in histories(), assumptions in assumptions()) {
        let client = history.client();
        let series = history.series(&client);
        let trend = trend(&series, &assumptions);
        let Some(line) = trend.line else { return Ok(()) };
        let used: Vec<_> = series.complete().filter(|(date, _)| line.from <= *date).collect();
        prop_assert_eq!(used.len(), trend.points);
        prop_assert_eq!(used.last().map(|(date, _)| *date), Some(line.to));

        // The residuals of the line have neither a mean nor a slope.
        let days = |date: CivilDate| date.days_since(line.from) as f64;
        let left = |(date, total): &(CivilDate, f64)| total - line.total_on(*date);
        let span = days(line.to);
        prop_assert!(used.iter().map(left).sum::<f64>().abs() < 1e-8);
        let along: f64 = used.iter().map(|point| days(point.0) / span * left(point)).sum();
        prop_assert!(along.abs() < 1e-8);

        let mean_day = used.iter().map(|point| days(point.0)).sum::<f64>() / used.len() as f64;
        let spread: f64 = used.iter().map(|point| (days(point.0) - mean_day).powi(2)).sum();
        prop_assert!(near(line.standard_error.powi(2) * spread, assumptions.total_sem().powi(2)));
    }

    #[test]
    fn the_median_slope_has_as_many_pairs_above_as_below(history in histories()) {
        let client = history.client();
        let series = history.series(&client);
        let Some(line) = trend(&series, &Assumptions::default()).line else { return Ok(()) };
        let used: Vec<_> = series.complete().filter(|(date, _)| line.from <= *date).collect();
        let (mut above, mut below) = (0_i32, 0_i32);
        for (i, (from, before)) in used.iter().enumerate() {
            for (to, after) in &used[i + 1..] {
                let slope = (after - before) / to.days_since(*from) as f64;
                above += i32::from(line.theil_sen_per_day < slope);
                below += i32::from(slope < line.theil_sen_per_day);
            }
        }
        let pairs = i32::try_from(used.len() * (used.len() - 1) / 2).unwrap();
        prop_assert!(2 * above <= pairs && 2 * below <= pairs, "{above} and {below} of {pairs}");
    }

    #[test]
    fn the_trend_knows_nothing_before_the_last_breach(history in histories()) {
        let last = history.breaches.iter().copied().filter(|day| *day <= history.as_of).max();
        let mut since = history.clone();
        since.ratings.retain(|rating| last.is_none_or(|last| last <= rating.0));
        prop_assert_eq!(
            history.figures(&Assumptions::default()).trend,
            since.figures(&Assumptions::default()).trend
        );
    }

    #[test]
    fn mirrored_scores_mirror_the_slope(history in histories(), assumptions in assumptions()) {
        let mut mirrored = history.clone();
        for (_, _, scores) in &mut mirrored.ratings {
            let mirror = |score: Score| Score::new(10.0 - score.value()).unwrap();
            *scores = PerDimension(scores.0.map(|score| score.map(mirror)));
        }
        let (up, down) = (history.figures(&assumptions), mirrored.figures(&assumptions));
        for (up, down) in up.net.iter().zip(&down.net) {
            prop_assert!(near(up.change, -down.change));
        }
        if let (Some(up), Some(down)) = (up.trend.line, down.trend.line) {
            prop_assert!(near(up.per_day, -down.per_day));
            prop_assert!(near(up.theil_sen_per_day, -down.theil_sen_per_day));
            prop_assert!(near(up.low, -down.high));
        }
    }

    #[test]
    fn double_the_error_doubles_the_standard_error(
        history in histories(),
        score_sem in 0.1..2.5_f64,
    ) {
        let default = Assumptions::default();
        let with = |sd| Assumptions::new(sd, 90, default.thresholds(), default.cadence()).unwrap();
        let (one, two) = (history.figures(&with(score_sem)), history.figures(&with(2.0 * score_sem)));
        prop_assert_eq!(&one.formula, &two.formula);
        prop_assert_eq!(&one.recoveries, &two.recoveries);
        for (one, two) in one.net.iter().zip(&two.net) {
            prop_assert!(near(one.per_day, two.per_day));
            prop_assert!(near(one.reliable_change, 2.0 * two.reliable_change));
            prop_assert!(one.beyond_error() || !two.beyond_error());
        }
        if let (Some(one), Some(two)) = (one.trend.line, two.trend.line) {
            prop_assert!(near(one.per_day, two.per_day));
            prop_assert!(near(2.0 * one.standard_error, two.standard_error));
        }
    }

    #[test]
    fn a_recovery_is_told_by_its_ratings(history in histories()) {
        are_told_by_their_ratings(&history)?;
    }

    #[test]
    fn a_higher_threshold_never_opens_a_gate(
        history in histories(),
        low in assumptions(),
        high in assumptions(),
    ) {
        let thresholds = PerDimension::from_fn(|dimension| {
            let (a, b) = (low.thresholds()[dimension], high.thresholds()[dimension]);
            if a < b { b } else { a }
        });
        let (score_sem, window_days) = (low.score_sem(), low.window_days());
        let high = Assumptions::new(score_sem, window_days, thresholds, low.cadence()).unwrap();
        let (Some(low), Some(high)) = (history.figures(&low).stage, history.figures(&high).stage)
        else { return Ok(()) };
        prop_assert!(low.unmet.iter().all(|dimension| high.unmet.contains(dimension)));
        prop_assert!(high.gate_progress <= low.gate_progress);
        prop_assert_eq!(low.focus_per_day, high.focus_per_day);
        prop_assert_eq!(low.latest, high.latest);
    }

    #[test]
    fn a_forecast_lies_between_early_and_late(
        history in growing_histories(),
        assumptions in assumptions(),
    ) {
        let figures = history.figures(&assumptions);
        let Some(stage) = figures.stage else { return Ok(()) };
        let Some(forecast) = stage.forecast else {
            prop_assert!(figures.trend.verdict != Verdict::Rising || stage.unmet.is_empty());
            return Ok(());
        };
        prop_assert_eq!(figures.trend.verdict, Verdict::Rising);
        prop_assert!(!stage.unmet.is_empty());
        let bound = |days: Option<f64>| days.unwrap_or(f64::INFINITY);
        prop_assert!(0.0 < bound(forecast.early));
        prop_assert!(bound(forecast.early) <= bound(forecast.days));
        prop_assert!(bound(forecast.days) <= bound(forecast.late));
        let today = history.day(history.as_of);
        prop_assert!(forecast.from <= today);
        for days in [forecast.early, forecast.days, forecast.late].into_iter().flatten() {
            if let Some(day) = forecast.upcoming(days, today) {
                prop_assert!(today <= day);
                prop_assert!(days <= day.days_since(forecast.from) as f64);
                prop_assert!((day.days_since(forecast.from) as f64) < days + 1.0);
            }
        }
    }
}

/// A property over cases that never occur would prove nothing.
#[test]
fn the_histories_reach_every_verdict_and_figure() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..2_000 {
        let history = histories().new_tree(&mut runner).unwrap().current();
        let figures = history.figures(&Assumptions::default());
        seen.insert(figures.trend.verdict.id());
        for recovery in &figures.recoveries {
            seen.extend(recovery.of_total.recovered.map(|_| "recovered"));
            seen.extend(recovery.of_total.days_to_recover.map(|_| "days to recover"));
            seen.extend(recovery.of_dimension.recovered.map(|_| "recovered in kind"));
        }
        seen.extend(figures.unrecovered.map(|_| "unrecovered"));
        if let Some(stage) = &figures.stage {
            seen.insert(stage.stage.id());
            seen.extend(stage.focus_per_day.map(|_| "focus"));
            if let Some(forecast) = stage.forecast {
                seen.extend(forecast.days.map(|_| "forecast"));
                seen.extend(forecast.late.map(|_| "late forecast"));
            }
        }
        seen.extend((figures.formula.len() < history.ratings.len()).then_some("left out"));
    }
    assert_eq!(
        seen.len(),
        Verdict::ALL.len() + Stage::ALL.len() + 8,
        "{seen:?}"
    );
}

/// Records by their day after the first contact; the seller's figures are asked for.
#[derive(Clone, Debug)]
pub struct History {
    /// Days after 1900-01-01.
    first_contact: i64,
    pub as_of: i64,
    ratings: Vec<(i64, Rater, Scores)>,
    contacts: Vec<(i64, u16)>,
    breaches: Vec<i64>,
    stages: Vec<(i64, Stage)>,
}

/// After a drop of the smallest number, far more than it came back.
#[test]
fn a_recovery_from_the_smallest_drop_is_told_by_its_ratings() {
    let scores = |score| PerDimension([Score::new(score).ok(); 4]);
    let rating = |day, score| (day, Rater::Seller, scores(score));
    let history = History {
        first_contact: 0,
        as_of: 50,
        ratings: vec![rating(10, 5e-324), rating(20, 0.0), rating(30, 0.1)],
        contacts: vec![],
        breaches: vec![15],
        stages: vec![],
    };
    are_told_by_their_ratings(&history).unwrap();
}

/// Whether the recoveries of a history are those of its ratings.
fn are_told_by_their_ratings(history: &History) -> Result<(), TestCaseError> {
    let client = history.client();
    let series = history.series(&client);
    let found = recoveries(&series);
    prop_assert_eq!(
        found.len(),
        history
            .breaches
            .iter()
            .filter(|day| **day <= history.as_of)
            .count()
    );
    prop_assert!(found.is_sorted_by_key(|recovery| recovery.date));
    for recovery in &found {
        let next = found
            .iter()
            .map(|r| r.date)
            .filter(|date| recovery.date < *date)
            .min();
        let of_kind = series
            .ratings()
            .iter()
            .filter_map(|rating| Some((rating.date, rating.scores()[recovery.dimension]?.value())));
        is_told_by(
            &recovery.of_total,
            series.complete().collect(),
            recovery.date,
            next,
        )?;
        is_told_by(
            &recovery.of_dimension,
            of_kind.collect(),
            recovery.date,
            next,
        )?;
    }
    let is_lost = |regain: &Regain| regain.recovered.is_some_and(|share| share < 1.0);
    // A rating of the breach's own day may be older than the breach.
    let is_open = |r: &&Recovery| {
        let is_later = |(date, _): (CivilDate, f64)| r.date < date;
        !series.complete().any(is_later) || is_lost(&r.of_total) || is_lost(&r.of_dimension)
    };
    prop_assert_eq!(
        unrecovered_breach(&series),
        found.last().filter(is_open).copied()
    );
    Ok(())
}

/// Whether a regain is that of these dated values after a breach and before the next.
fn is_told_by(
    regain: &Regain,
    values: Vec<(CivilDate, f64)>,
    breach: CivilDate,
    next: Option<CivilDate>,
) -> Result<(), TestCaseError> {
    let is_since = |date| breach <= date && next.is_none_or(|next| date < next);
    let since = || values.iter().filter(|(date, _)| is_since(*date));
    let mut earlier = values.iter().filter(|(date, _)| *date < breach);
    prop_assert_eq!(regain.before, earlier.next_back().map(|(_, value)| *value));
    prop_assert_eq!(regain.after, since().next().map(|(_, value)| *value));
    prop_assert_eq!(regain.latest, since().next_back().map(|(_, value)| *value));

    let dropped = regain.drop.is_some_and(|drop| 0.0 < drop);
    // Of a drop near the smallest number, a larger multiple may come back than there are numbers for.
    let regained = regain
        .latest
        .zip(regain.after)
        .map(|(latest, after)| latest - after);
    let multiple = regained
        .zip(regain.drop)
        .map(|(regained, drop)| regained / drop);
    let has_share = dropped && multiple.is_some_and(f64::is_finite);
    prop_assert_eq!(regain.recovered.is_some(), has_share);
    if let Some(days) = regain.days_to_recover {
        let healed = breach.plus_days(days).unwrap();
        prop_assert!(dropped);
        let first = since().find(|(_, value)| regain.before <= Some(*value));
        prop_assert_eq!(first.map(|(date, _)| *date), Some(healed));
    } else if dropped {
        prop_assert!(since().all(|(_, value)| *value < regain.before.unwrap()));
    }
    if let (Some(share), Some(drop)) = (regain.recovered, regain.drop) {
        let latest = regain.after.unwrap() + share * drop;
        prop_assert!(near(latest, regain.latest.unwrap()));
    }
    Ok(())
}

#[derive(Clone, Debug, PartialEq)]
struct Figures {
    formula: Vec<FormulaVelocity>,
    net: Vec<NetChange>,
    trend: Trend,
    recoveries: Vec<Recovery>,
    unrecovered: Option<Recovery>,
    stage: Option<StageFigures>,
}

impl History {
    pub fn day(&self, days: i64) -> CivilDate {
        let start: CivilDate = "1900-01-01".parse().unwrap();
        start.plus_days(self.first_contact + days).unwrap()
    }

    pub fn client(&self) -> Client {
        let mut client = records::client(self.day(0));
        let mut put = |record: Record| client.put(record).unwrap();
        for (id, (day, rater, scores)) in (0..).zip(&self.ratings) {
            put(records::rating(id, self.day(*day), rater.clone(), *scores));
        }
        for (id, (day, minutes)) in (1_000..).zip(&self.contacts) {
            put(records::contact(id, self.day(*day), *minutes));
        }
        for (id, day) in (2_000..).zip(&self.breaches) {
            put(records::breach(id, self.day(*day)));
        }
        for (id, (day, stage)) in (3_000..).zip(&self.stages) {
            put(records::stage(id, self.day(*day), *stage));
        }
        client
    }

    fn series<'a>(&self, client: &'a Client) -> Series<'a> {
        Series::of(
            client,
            &Rater::Seller,
            Instrument::Sliders1,
            self.day(self.as_of),
        )
    }

    fn figures(&self, assumptions: &Assumptions) -> Figures {
        let client = self.client();
        let series = self.series(&client);
        Figures {
            formula: formula(&series),
            net: net_changes(&series, assumptions),
            trend: trend(&series, assumptions),
            recoveries: recoveries(&series),
            unrecovered: unrecovered_breach(&series),
            stage: stage_figures(&series, assumptions),
        }
    }
}

impl Figures {
    /// The same figures, every date later by some days.
    fn moved(mut self, days: i64) -> Self {
        let put_off = |date: &mut CivilDate| *date = date.plus_days(days).unwrap();
        for row in &mut self.formula {
            put_off(&mut row.date);
        }
        for row in &mut self.net {
            put_off(&mut row.from);
            put_off(&mut row.to);
        }
        if let Some(line) = &mut self.trend.line {
            put_off(&mut line.from);
            put_off(&mut line.to);
        }
        for row in self.recoveries.iter_mut().chain(&mut self.unrecovered) {
            put_off(&mut row.date);
        }
        if let Some(stage) = &mut self.stage {
            put_off(&mut stage.since);
            for known in stage.latest.0.iter_mut().flatten() {
                put_off(&mut known.date);
            }
            if let Some(forecast) = &mut stage.forecast {
                put_off(&mut forecast.from);
            }
        }
        self
    }

    fn numbers(&self) -> Vec<f64> {
        let mut numbers = Vec::new();
        for row in &self.formula {
            numbers.extend(
                row.total
                    .into_iter()
                    .chain(row.per_day)
                    .chain(row.per_contact_hour),
            );
            numbers.extend(row.parts_per_day.0.into_iter().flatten());
        }
        for row in &self.net {
            numbers.extend([row.change, row.per_day, row.reliable_change]);
        }
        if let Some(line) = self.trend.line {
            numbers.extend([line.mean_total, line.per_day, line.standard_error]);
            numbers.extend([line.low, line.high, line.theil_sen_per_day]);
            numbers.extend([line.total_on(line.from), line.total_on(line.to)]);
        }
        for row in &self.recoveries {
            for regain in [row.of_total, row.of_dimension] {
                numbers.extend([regain.drop, regain.recovered].into_iter().flatten());
                let values = [regain.before, regain.after, regain.latest];
                numbers.extend(values.into_iter().flatten());
            }
        }
        if let Some(stage) = &self.stage {
            numbers.extend(stage.gate_progress.into_iter().chain(stage.focus_per_day));
            if let Some(forecast) = stage.forecast {
                let days = forecast.days.into_iter();
                numbers.extend(days.chain(forecast.early).chain(forecast.late));
            }
        }
        numbers
    }
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

pub fn histories() -> impl Strategy<Value = History> {
    prop_oneof![
        histories_of(200, vec((0..200_i64, raters(), scores()), 0..12)),
        histories_of(20_000, vec((0..20_000_i64, raters(), scores()), 0..8)),
        growing_histories(),
    ]
}

/// Trust that grows or falls steadily, but for the error of each score.
fn growing_histories() -> impl Strategy<Value = History> {
    let noise = vec(
        (0..160_i64, raters(), [-8..8_i32, -8..8, -8..8, -8..8]),
        3..12,
    );
    let ratings = (0..100_i32, -40..80_i32, noise).prop_map(|(start, pace, noise)| {
        let at = |day: i64, noise: i32| {
            let way = i64::from(pace) * day / 100;
            let tenths = i64::from(start + noise) + way;
            Score::new(tenths.clamp(0, 100) as f64 / 10.0).ok()
        };
        noise
            .into_iter()
            .map(|(day, rater, noise)| {
                (day, rater, PerDimension(noise.map(|noise| at(day, noise))))
            })
            .collect()
    });
    histories_of(200, ratings)
}

fn histories_of(
    days: i64,
    ratings: impl Strategy<Value = Vec<(i64, Rater, Scores)>>,
) -> impl Strategy<Value = History> {
    let contacts = vec(
        (0..days, prop_oneof![Just(0), 1..600_u16, Just(u16::MAX)]),
        0..6,
    );
    let breaches = vec(0..days, 0..3);
    let stages = vec((0..days, select(&Stage::ALL[..])), 0..4);
    (0..60_000_i64, 0..days, ratings, contacts, breaches, stages).prop_map(
        |(first_contact, as_of, ratings, contacts, breaches, stages)| History {
            first_contact,
            as_of,
            ratings,
            contacts,
            breaches,
            stages,
        },
    )
}

fn raters() -> impl Strategy<Value = Rater> {
    prop_oneof![8 => Just(Rater::Seller), 1 => other_raters()]
}

fn other_raters() -> impl Strategy<Value = Rater> {
    let person = |name| Rater::Client(Name::new(name).unwrap());
    select(vec![Rater::Peer, person("陈工"), person("seller")])
}

fn scores() -> impl Strategy<Value = Scores> {
    let score = || proptest::option::weighted(0.95, score());
    [score(), score(), score(), score()].prop_map(PerDimension)
}

/// Slider steps, scores from items, and the smallest numbers there are.
fn score() -> impl Strategy<Value = Score> {
    prop_oneof![
        8 => (0..=100_u8).prop_map(|tenths| f64::from(tenths) / 10.0),
        2 => 0.0..=10.0,
        1 => select(vec![0.0, f64::MIN_POSITIVE, 5e-324, 1e-13]),
    ]
    .prop_map(|value| Score::new(value).unwrap())
}

pub fn assumptions() -> impl Strategy<Value = Assumptions> {
    let threshold = || score().prop_filter("a gate of 0", |score| 0.0 < score.value());
    let thresholds = [threshold(), threshold(), threshold(), threshold()];
    (0.1..=5.0, 7..=3_650_u16, thresholds).prop_map(|(score_sem, window_days, thresholds)| {
        let thresholds = PerDimension(thresholds);
        Assumptions::new(score_sem, window_days, thresholds, Cadence::default()).unwrap()
    })
}
