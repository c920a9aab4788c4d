//! The worked cases of `tests/vectors/velocity` and `recovery_by_dimension`: every figure, to nine digits;
//! those of `own_error`, `bias` and `rounds`, whose intervals are compared to six.
//!
//! `TRUST_VECTORS` names another folder with the same sub-folders.

use std::{env, fs, path::Path};

use serde::{Deserialize, de::DeserializeOwned};
use trust_velocity::domain::{
    Assumptions, CivilDate, Client, Dimension, Instrument, Name, PerDimension, Rater, Score,
    Scores, Stage,
    classroom::TwoRounds,
    velocity::{self, OwnError, Regain, Series},
};

use crate::records;

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

/// The differences, one line per figure.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn same<T: PartialEq + std::fmt::Debug>(&mut self, figure: &str, actual: T, expected: T) {
        if actual != expected {
            self.0
                .push(format!("{figure} is {actual:?}, not {expected:?}"));
        }
    }

    fn number(&mut self, figure: &str, actual: Option<f64>, expected: Option<f64>) {
        self.near(figure, actual, expected, 1e-9);
    }

    /// The end of an interval.
    fn quantile(&mut self, figure: &str, actual: Option<f64>, expected: Option<f64>) {
        self.near(figure, actual, expected, 1e-6);
    }

    fn near(&mut self, figure: &str, actual: Option<f64>, expected: Option<f64>, room: f64) {
        let near = match (actual, expected) {
            (Some(a), Some(e)) => (a - e).abs() <= (room * e.abs()).max(1e-12),
            (None, None) => true,
            _ => false,
        };
        if !near {
            self.0
                .push(format!("{figure} is {actual:?}, not {expected:?}"));
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case<E> {
    #[serde(rename = "name")]
    _name: String,
    #[serde(default, rename = "note")]
    _note: Option<String>,
    first_contact: String,
    as_of: String,
    rater: String,
    assessments: Vec<Assessment>,
    #[serde(default)]
    interactions: Vec<Interaction>,
    #[serde(default)]
    breaches: Vec<String>,
    #[serde(default)]
    stages: Vec<Entered>,
    #[serde(default)]
    settings: Settings,
    expect: E,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnErrorCase {
    #[serde(rename = "name")]
    _name: String,
    pairs: Vec<[[Option<f64>; 4]; 2]>,
    expect: OwnErrorFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnErrorFigures {
    score_pairs: usize,
    re_ratings: usize,
    score_sem: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    offered: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundsCase {
    #[serde(rename = "name")]
    _name: String,
    reference: Vec<Option<f64>>,
    first: Vec<Vec<Option<f64>>>,
    second: Vec<Vec<Option<f64>>>,
    expect: RoundsFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundsFigures {
    units: Vec<RoundsUnit>,
    cells: usize,
    first_error: Option<f64>,
    second_error: Option<f64>,
    error_removed: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundsUnit {
    n: usize,
    first_mean: Option<f64>,
    second_mean: Option<f64>,
    shift: Option<f64>,
    shift_low: Option<f64>,
    shift_high: Option<f64>,
    first_sd: Option<f64>,
    second_sd: Option<f64>,
    first_error: Option<f64>,
    second_error: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BiasCase {
    #[serde(rename = "name")]
    _name: String,
    gaps: Vec<[Option<f64>; 4]>,
    expect: BiasByDimension,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BiasByDimension {
    expertise: BiasFigures,
    conduct: BiasFigures,
    relationship: BiasFigures,
    benefit: BiasFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BiasFigures {
    n: usize,
    mean: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Assessment {
    date: String,
    rater: String,
    scores: [Option<f64>; 4],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Interaction {
    date: String,
    minutes: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entered {
    date: String,
    stage: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(rename = "score_sd")]
    score_sem: Option<f64>,
    window_days: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    formula: Vec<FormulaRow>,
    net: Vec<NetRow>,
    trend: TrendFigures,
    recoveries: Vec<RecoveryRow>,
    stage: Option<StageFigures>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegainsByDimension {
    expertise: Vec<RecoveryRow>,
    conduct: Vec<RecoveryRow>,
    relationship: Vec<RecoveryRow>,
    benefit: Vec<RecoveryRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormulaRow {
    date: String,
    total: Option<f64>,
    per_day: Option<f64>,
    per_contact_hour: Option<f64>,
    parts_per_day: [Option<f64>; 4],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NetRow {
    from: String,
    to: String,
    per_day: f64,
    reliable_change: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrendFigures {
    verdict: String,
    points: usize,
    per_day: Option<f64>,
    standard_error: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    theil_sen_per_day: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoveryRow {
    breach: String,
    drop: Option<f64>,
    recovered: Option<f64>,
    days_to_recover: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StageFigures {
    stage: String,
    since: String,
    gate_progress: Option<f64>,
    unmet: Vec<String>,
    focus_per_day: Option<f64>,
    forecast: ForecastFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForecastFigures {
    days: Option<f64>,
    early: Option<f64>,
    late: Option<f64>,
}

impl<E> Case<E> {
    fn series<'a>(&self, client: &'a Client) -> Series<'a> {
        let rater = rater(&self.rater);
        Series::of(client, &rater, Instrument::Sliders1, day(&self.as_of))
    }

    fn client(&self) -> Client {
        let ratings = self.assessments.iter().map(|assessment| {
            let scores = scores(assessment.scores);
            let (date, rater) = (day(&assessment.date), rater(&assessment.rater));
            move |id| records::rating(id, date, rater.clone(), scores)
        });
        let mut client = records::client(day(&self.first_contact));
        let mut ids = 1..;
        let mut next = || ids.next().unwrap();
        for rating in ratings {
            client.put(rating(next())).unwrap();
        }
        for Interaction { date, minutes } in &self.interactions {
            client
                .put(records::contact(next(), day(date), *minutes))
                .unwrap();
        }
        for date in &self.breaches {
            client.put(records::breach(next(), day(date))).unwrap();
        }
        for Entered { date, stage } in &self.stages {
            let stage = Stage::from_id(stage).unwrap_or_else(|| panic!("no stage {stage:?}"));
            client
                .put(records::stage(next(), day(date), stage))
                .unwrap();
        }
        client
    }
}

impl Settings {
    fn assumptions(&self) -> Assumptions {
        let default = Assumptions::default();
        Assumptions::new(
            self.score_sem.unwrap_or(default.score_sem()),
            self.window_days.unwrap_or(default.window_days()),
            default.thresholds(),
            default.cadence(),
        )
        .unwrap()
    }
}

fn compare_formula(series: &Series, expected: &[FormulaRow], found: &mut Differences) {
    let rows = velocity::formula(series);
    found.same("rows of formula", rows.len(), expected.len());
    for (i, (row, expected)) in rows.iter().zip(expected).enumerate() {
        let name = |figure: &str| format!("formula[{i}].{figure}");
        found.same(&name("date"), row.date, day(&expected.date));
        found.number(&name("total"), row.total, expected.total);
        found.number(&name("per_day"), row.per_day, expected.per_day);
        found.number(
            &name("per_contact_hour"),
            row.per_contact_hour,
            expected.per_contact_hour,
        );
        for ((dimension, part), expected) in row.parts_per_day.iter().zip(expected.parts_per_day) {
            found.number(
                &name(&format!("parts_per_day.{}", dimension.id())),
                *part,
                expected,
            );
        }
    }
}

fn compare_net(
    series: &Series,
    assumptions: &Assumptions,
    expected: &[NetRow],
    found: &mut Differences,
) {
    let rows = velocity::net_changes(series, assumptions);
    found.same("rows of net", rows.len(), expected.len());
    for (i, (row, expected)) in rows.iter().zip(expected).enumerate() {
        let name = |figure: &str| format!("net[{i}].{figure}");
        found.same(&name("from"), row.from, day(&expected.from));
        found.same(&name("to"), row.to, day(&expected.to));
        found.number(&name("per_day"), Some(row.per_day), Some(expected.per_day));
        let (actual, expected) = (row.reliable_change, expected.reliable_change);
        found.number(&name("reliable_change"), Some(actual), Some(expected));
    }
}

fn compare_trend(
    series: &Series,
    assumptions: &Assumptions,
    expected: &TrendFigures,
    found: &mut Differences,
) {
    let trend = velocity::trend(series, assumptions);
    let line = trend.line.as_ref();
    found.same("trend.verdict", trend.verdict.id(), &expected.verdict);
    found.same("trend.points", trend.points, expected.points);
    found.number("trend.per_day", line.map(|l| l.per_day), expected.per_day);
    found.number(
        "trend.standard_error",
        line.map(|l| l.standard_error),
        expected.standard_error,
    );
    found.number("trend.low", line.map(|l| l.low), expected.low);
    found.number("trend.high", line.map(|l| l.high), expected.high);
    let median = line.map(|l| l.theil_sen_per_day);
    found.number(
        "trend.theil_sen_per_day",
        median,
        expected.theil_sen_per_day,
    );
}

fn compare_regains(
    of: &str,
    rows: &[(CivilDate, Regain)],
    expected: &[RecoveryRow],
    found: &mut Differences,
) {
    found.same(&format!("rows of {of}"), rows.len(), expected.len());
    for (i, ((breach, row), expected)) in rows.iter().zip(expected).enumerate() {
        let name = |figure: &str| format!("{of}[{i}].{figure}");
        found.same(&name("breach"), *breach, day(&expected.breach));
        found.number(&name("drop"), row.drop, expected.drop);
        found.number(&name("recovered"), row.recovered, expected.recovered);
        let days = row.days_to_recover.map(|days| days as f64);
        found.number(&name("days_to_recover"), days, expected.days_to_recover);
    }
}

fn compare_stage(
    series: &Series,
    assumptions: &Assumptions,
    expected: Option<&StageFigures>,
    found: &mut Differences,
) {
    let figures = velocity::stage_figures(series, assumptions);
    let (Some(actual), Some(expected)) = (&figures, expected) else {
        found.same("stage is there", figures.is_some(), expected.is_some());
        return;
    };
    found.same("stage.stage", actual.stage.id(), &expected.stage);
    found.same("stage.since", actual.since, day(&expected.since));
    found.number(
        "stage.gate_progress",
        actual.gate_progress,
        expected.gate_progress,
    );
    let unmet: Vec<_> = actual.unmet.iter().copied().map(Dimension::id).collect();
    found.same(
        "stage.unmet",
        unmet,
        expected.unmet.iter().map(String::as_str).collect(),
    );
    found.number(
        "stage.focus_per_day",
        actual.focus_per_day,
        expected.focus_per_day,
    );
    let (forecast, expected) = (actual.forecast.as_ref(), &expected.forecast);
    found.number(
        "stage.forecast.days",
        forecast.and_then(|f| f.days),
        expected.days,
    );
    found.number(
        "stage.forecast.early",
        forecast.and_then(|f| f.early),
        expected.early,
    );
    found.number(
        "stage.forecast.late",
        forecast.and_then(|f| f.late),
        expected.late,
    );
}

fn day(text: &str) -> CivilDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn scores(values: [Option<f64>; 4]) -> Scores {
    PerDimension(values.map(|value| value.map(|value| Score::new(value).unwrap())))
}

fn rater(id: &str) -> Rater {
    match id {
        "seller" => Rater::Seller,
        "peer" => Rater::Peer,
        person => Rater::Client(Name::new(person).unwrap()),
    }
}
