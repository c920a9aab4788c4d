//! Figures compared with those of a case, and the differences.

use trust_velocity::domain::{
    Assumptions, CivilDate, Dimension,
    velocity::{self, Regain, Series},
};

use super::{
    cases::{FormulaRow, NetRow, RecoveryRow, StageFigures, TrendFigures},
    day,
};

/// The differences, one line per figure.
#[derive(Default)]
pub(super) struct Differences(pub(super) Vec<String>);

impl Differences {
    pub(super) fn same<T: PartialEq + std::fmt::Debug>(
        &mut self,
        figure: &str,
        actual: T,
        expected: T,
    ) {
        if actual != expected {
            self.0
                .push(format!("{figure} is {actual:?}, not {expected:?}"));
        }
    }

    pub(super) fn number(&mut self, figure: &str, actual: Option<f64>, expected: Option<f64>) {
        self.near(figure, actual, expected, 1e-9);
    }

    /// The end of an interval.
    pub(super) fn quantile(&mut self, figure: &str, actual: Option<f64>, expected: Option<f64>) {
        self.near(figure, actual, expected, 1e-6);
    }

    pub(super) fn near(
        &mut self,
        figure: &str,
        actual: Option<f64>,
        expected: Option<f64>,
        room: f64,
    ) {
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

pub(super) fn compare_formula(series: &Series, expected: &[FormulaRow], found: &mut Differences) {
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

pub(super) fn compare_net(
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

pub(super) fn compare_trend(
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

pub(super) fn compare_regains(
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

pub(super) fn compare_stage(
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
