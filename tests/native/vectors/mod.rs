//! The worked cases of `tests/vectors/velocity` and `recovery_by_dimension`: every figure, to nine digits;
//! those of `own_error`, `bias` and `rounds`, whose intervals are compared to six.
//!
//! `TRUST_VECTORS` names another folder with the same sub-folders.

mod cases;
mod compare;

use std::{env, fs, path::Path};

use cases::{BiasCase, Case, Expect, OwnErrorCase, RegainsByDimension, RoundsCase};
use compare::{
    Differences, compare_formula, compare_net, compare_regains, compare_stage, compare_trend,
};
use serde::de::DeserializeOwned;
use trust_velocity::domain::{
    CivilDate, Dimension, PerDimension, Score, Scores,
    classroom::TwoRounds,
    velocity::{self, OwnError},
};

#[test]
fn every_figure_of_every_case() {
    compare_all("velocity", |case: &Case<Expect>, found| {
        let client = case.client();
        let assumptions = case.settings.assumptions();
        let series = case.series(&client);
        let expect = &case.expect;
        compare_formula(&series, &expect.formula, found);
        compare_net(&series, &assumptions, &expect.net, found);
        compare_trend(&series, &assumptions, &expect.trend, found);
        let totals: Vec<_> = velocity::recoveries(&series)
            .iter()
            .map(|recovery| (recovery.date, recovery.of_total))
            .collect();
        compare_regains("recoveries", &totals, &expect.recoveries, found);
        compare_stage(&series, &assumptions, expect.stage.as_ref(), found);
    });
}

#[test]
fn every_kind_of_trust_recovers_by_its_own_scores() {
    compare_all(
        "recovery_by_dimension",
        |case: &Case<RegainsByDimension>, found| {
            let client = case.client();
            let series = case.series(&client);
            let breaches = velocity::recoveries(&series);
            let dates: Vec<_> = breaches.iter().map(|breach| breach.date).collect();
            let expected = [
                &case.expect.expertise,
                &case.expect.conduct,
                &case.expect.relationship,
                &case.expect.benefit,
            ];
            for (dimension, expected) in Dimension::ALL.into_iter().zip(expected) {
                let regains = velocity::regains(&series, dimension);
                let rows: Vec<_> = dates.iter().copied().zip(regains).collect();
                compare_regains(dimension.id(), &rows, expected, found);
            }
        },
    );
}

#[test]
fn ones_own_error_of_every_case() {
    compare_all("own_error", |case: &OwnErrorCase, found| {
        let pairs = case.pairs.iter().map(|pair| pair.map(scores));
        let error = OwnError::of(pairs);
        let expect = &case.expect;
        found.same("score_pairs", error.score_pairs, expect.score_pairs);
        found.same("re_ratings", error.re_ratings, expect.re_ratings);
        let estimate = error.estimate;
        found.number(
            "score_sem",
            estimate.map(|it| it.score_sem),
            expect.score_sem,
        );
        found.quantile("low", estimate.map(|it| it.low), expect.low);
        found.quantile("high", estimate.map(|it| it.high), expect.high);
        found.same("offered", error.offered().is_some(), expect.offered);
    });
}

#[test]
fn the_bias_of_every_case() {
    compare_all("bias", |case: &BiasCase, found| {
        let biases = velocity::biases(case.gaps.iter().copied().map(PerDimension));
        let expect = &case.expect;
        let expected = [
            &expect.expertise,
            &expect.conduct,
            &expect.relationship,
            &expect.benefit,
        ];
        for (dimension, expected) in Dimension::ALL.into_iter().zip(expected) {
            let bias = biases[dimension];
            let name = |figure: &str| format!("{}.{figure}", dimension.id());
            found.same(&name("n"), bias.map_or(0, |bias| bias.gaps), expected.n);
            found.number(&name("mean"), bias.map(|bias| bias.mean), expected.mean);
            let interval = bias.and_then(|bias| bias.interval);
            found.quantile(&name("low"), interval.map(|[low, _]| low), expected.low);
            found.quantile(&name("high"), interval.map(|[_, high]| high), expected.high);
        }
    });
}

#[test]
fn both_rounds_of_every_class() {
    compare_all("rounds", |case: &RoundsCase, found| {
        let row = |values: &[Option<f64>]| {
            let scores = values.iter();
            let scores = scores.map(|value| value.map(|value| Score::new(value).unwrap()));
            scores.collect::<Vec<_>>()
        };
        let trainees = case.first.iter().zip(&case.second);
        let trainees = trainees.map(|(first, second)| [row(first), row(second)]);
        let rounds = TwoRounds::new(trainees.collect(), row(&case.reference)).unwrap();
        let expect = &case.expect;
        let cells = rounds.cells();
        found.same("cells", cells.len(), expect.units.len());
        for (at, (cell, expected)) in cells.iter().zip(&expect.units).enumerate() {
            let name = |figure: &str| format!("units[{at}].{figure}");
            found.same(&name("n"), cell.n, expected.n);
            for (figure, actual, expected) in [
                ("first_mean", cell.first.mean, expected.first_mean),
                ("second_mean", cell.second.mean, expected.second_mean),
                ("shift", cell.shift, expected.shift),
                ("first_sd", cell.first.sd, expected.first_sd),
                ("second_sd", cell.second.sd, expected.second_sd),
                (
                    "first_error",
                    cell.first.mean_absolute_error,
                    expected.first_error,
                ),
                (
                    "second_error",
                    cell.second.mean_absolute_error,
                    expected.second_error,
                ),
            ] {
                found.number(&name(figure), actual, expected);
            }
            let [low, high] = [0, 1].map(|end| cell.interval.map(|interval| interval[end]));
            found.quantile(&name("shift_low"), low, expected.shift_low);
            found.quantile(&name("shift_high"), high, expected.shift_high);
        }
        let error = rounds.error();
        found.same("pairs", error.map_or(0, |error| error.pairs), expect.cells);
        found.number(
            "first_error",
            error.map(|error| error.first),
            expect.first_error,
        );
        found.number(
            "second_error",
            error.map(|error| error.second),
            expect.second_error,
        );
        let removed = error.and_then(|error| error.removed);
        found.number("error_removed", removed, expect.error_removed);
    });
}

/// Compares each case of a folder.
fn compare_all<C: DeserializeOwned>(folder: &str, compare: impl Fn(&C, &mut Differences)) {
    let vectors = env::var("TRUST_VECTORS").unwrap_or_else(|_| "tests/vectors".to_owned());
    let folder = Path::new(&vectors).join(folder);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no case in {}", folder.display());

    let mut wrong = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap();
        let case: C = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let mut found = Differences::default();
        compare(&case, &mut found);
        let lines = found.0.iter();
        wrong.extend(lines.map(|line| format!("{}: {line}", file.display())));
    }
    assert!(
        wrong.is_empty(),
        "{} figures differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn an_unknown_field_is_an_error() {
    let text = fs::read_to_string("tests/vectors/velocity/baseline-only.json").unwrap();
    let case: serde_json::Value = serde_json::from_str(&text).unwrap();
    for place in [
        "",
        "/assessments/0",
        "/stages/0",
        "/expect",
        "/expect/formula/0",
        "/expect/trend",
    ] {
        let mut odd = case.clone();
        odd.pointer_mut(place).unwrap()["odd"] = 1.into();
        assert!(
            serde_json::from_value::<Case<Expect>>(odd).is_err(),
            "taken at {place:?}"
        );
    }
    assert!(serde_json::from_value::<Case<Expect>>(case).is_ok());
}

#[test]
fn a_wrong_figure_is_found() {
    let mut found = Differences::default();
    found.number("a", Some(1.0), Some(1.0 + 1e-10));
    found.number("b", None, None);
    assert_eq!(found.0.len(), 0);
    found.number("c", Some(1.0), Some(1.0 + 1e-8));
    found.number("d", Some(0.0), Some(1e-11));
    found.number("e", None, Some(0.0));
    found.number("f", Some(0.0), None);
    found.number("g", Some(f64::NAN), Some(0.0));
    assert_eq!(found.0.len(), 5);
}

fn day(text: &str) -> CivilDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn scores(values: [Option<f64>; 4]) -> Scores {
    PerDimension(values.map(|value| value.map(|value| Score::new(value).unwrap())))
}
