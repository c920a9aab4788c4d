//! The worked cases of `tests/vectors/classroom`: every figure, to nine digits.
//!
//! `TRUST_VECTORS` names another folder with the same sub-folders.

use std::{env, fs, path::Path};

use serde::Deserialize;
use trust_velocity::domain::{Score, classroom::ClassRatings};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for the reader")]
    note: String,
    reference: Vec<Option<f64>>,
    ratings: Vec<Vec<Option<f64>>>,
    expect: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    units: Vec<Unit>,
    raters: Vec<Rater>,
    alpha_interval: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    n: usize,
    mean: Option<f64>,
    median: Option<f64>,
    sd: Option<f64>,
    bias: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rater {
    mean_absolute_error: Option<f64>,
    bias: Option<f64>,
    spearman: Option<f64>,
}

#[test]
fn every_figure_of_every_case() {
    let folder = env::var("TRUST_VECTORS").unwrap_or_else(|_| "tests/vectors".to_owned());
    let folder = Path::new(&folder).join("classroom");
    let files = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut count = 0;
    for file in files.map(|entry| entry.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let case: Case = serde_json::from_str(&fs::read_to_string(&file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        case.check();
        count += 1;
    }
    assert!(0 < count, "no case in {}", folder.display());
}

#[test]
fn a_wrong_figure_is_found() {
    assert!(is_near(Some(1.0), Some(1.0 + 1e-10)) && is_near(None, None));
    assert!(!is_near(Some(1.0), Some(1.0 + 1e-8)) && !is_near(Some(0.0), None));
}

impl Case {
    fn check(&self) {
        let scores = |values: &[Option<f64>]| {
            let scores = values
                .iter()
                .map(|value| value.map(|v| Score::new(v).unwrap()));
            scores.collect::<Vec<_>>()
        };
        let ratings = self.ratings.iter().map(|row| scores(row)).collect();
        let class = ClassRatings::new(ratings, scores(&self.reference)).unwrap();
        let is = |what: &str, found, expected| {
            let name = &self.name;
            assert!(
                is_near(found, expected),
                "{name}, {what}: {found:?}, not {expected:?}"
            );
        };
        let units = class.units();
        assert_eq!(units.len(), self.expect.units.len(), "{}", self.name);
        for (at, (found, expected)) in units.iter().zip(&self.expect.units).enumerate() {
            assert_eq!(found.n, expected.n, "{}, unit {at}", self.name);
            is(&format!("mean of unit {at}"), found.mean, expected.mean);
            is(
                &format!("median of unit {at}"),
                found.median,
                expected.median,
            );
            is(&format!("sd of unit {at}"), found.sd, expected.sd);
            is(&format!("bias of unit {at}"), found.bias, expected.bias);
        }
        let raters = class.raters();
        assert_eq!(raters.len(), self.expect.raters.len(), "{}", self.name);
        for (at, (found, expected)) in raters.iter().zip(&self.expect.raters).enumerate() {
            let error = (found.mean_absolute_error, expected.mean_absolute_error);
            is(&format!("error of rater {at}"), error.0, error.1);
            is(&format!("bias of rater {at}"), found.bias, expected.bias);
            is(
                &format!("rho of rater {at}"),
                found.spearman,
                expected.spearman,
            );
        }
        is("alpha", class.alpha(), self.expect.alpha_interval);
    }
}

fn is_near(found: Option<f64>, expected: Option<f64>) -> bool {
    match (found, expected) {
        (Some(found), Some(expected)) => {
            (found - expected).abs() <= 1e-9_f64.mul_add(expected.abs(), 1e-12)
        }
        (None, None) => true,
        _ => false,
    }
}
