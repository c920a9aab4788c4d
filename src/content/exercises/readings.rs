//! The answers of the readings, computed once more by formulas written out here from the file itself.

use serde_json::Value;

use super::Exercises;
use crate::domain::{
    CivilDate, Dimension, Language,
    exercise::{Exercise, Reading, ReadingChoice, Task, TaskAnswer, VelocityVerdict},
};

const FILE: &str = include_str!("../../../assets/content/exercises.json");

/// The standard error of a total: four scores of 0.8 each.
const SEM: f64 = 1.6;

/// A point of the file: its date, and the key's scores.
type Point = (CivilDate, [Option<f64>; 4]);

fn points(exercise: &Value, task: &Value) -> Vec<Point> {
    let at = task["points"].as_array().unwrap().iter();
    let point = |at: &Value| {
        let index = usize::try_from(at.as_u64().unwrap()).unwrap();
        let point = &exercise["points"][index];
        let score = |dimension: usize| point["key"]["scores"][dimension].as_f64();
        let date = point["date"].as_str().unwrap().parse().unwrap();
        (date, [0, 1, 2, 3].map(score))
    };
    at.map(point).collect()
}

fn total(point: &Point) -> f64 {
    point.1.iter().map(|score| score.unwrap()).sum()
}

/// Above, below or within the error on either side of 0.
fn direction(value: f64, error: f64) -> ReadingChoice {
    if error < value {
        ReadingChoice::Up
    } else if value < -error {
        ReadingChoice::Down
    } else {
        ReadingChoice::Untold
    }
}

fn change(points: &[Point]) -> ReadingChoice {
    let change = total(&points[1]) - total(&points[0]);
    direction(change, 1.96 * 2_f64.sqrt() * SEM)
}

fn trend(points: &[Point]) -> ReadingChoice {
    let day = |point: &Point| point.0.days_since(points[0].0) as f64;
    let count = points.len() as f64;
    let mean_day = points.iter().map(day).sum::<f64>() / count;
    let mean_total = points.iter().map(total).sum::<f64>() / count;
    let off = |point: &Point| day(point) - mean_day;
    let spread: f64 = points.iter().map(|it| off(it).powi(2)).sum();
    let together = points.iter().map(|it| off(it) * (total(it) - mean_total));
    direction(together.sum::<f64>() / spread, 1.96 * SEM / spread.sqrt())
}

/// Of a gate, given by the positions of its kinds of trust.
fn gate(points: &[Point], of: &[usize]) -> ReadingChoice {
    let latest = |dimension: usize| points.iter().rev().find_map(|point| point.1[dimension]);
    let share = |dimension: &usize| {
        let threshold = if *dimension == 3 { 7.0 } else { 6.0 };
        latest(*dimension).unwrap_or_default() / threshold
    };
    let mut shares: Vec<_> = of.iter().map(|it| (share(it), *it)).collect();
    shares.sort_by(|one, other| one.0.total_cmp(&other.0));
    match shares[0] {
        (share, _) if 1.0 <= share => ReadingChoice::Reached,
        (_, dimension) => ReadingChoice::Furthest(Dimension::ALL[dimension]),
    }
}

fn recovery(points: &[Point], of: impl Fn(&Point) -> f64) -> f64 {
    let [before, after, latest] = [0, 1, 2].map(|at| of(&points[at]));
    (latest - after) / (before - after) * 100.0
}

/// The words for a choice in the working of an answer.
fn said(reading: Reading, choice: ReadingChoice, language: Language) -> String {
    let (zh, en) = match (reading, choice) {
        (Reading::Trend, ReadingChoice::Up) => ("全在 0 以上：在涨", "above 0: it is rising"),
        (Reading::Trend, ReadingChoice::Down) => ("全在 0 以下：在降", "below 0: it is falling"),
        (Reading::Trend, _) => ("区间包含 0", "The band contains 0"),
        (_, ReadingChoice::Up) => ("涨了，超出了误差", "it rose by more than error"),
        (_, ReadingChoice::Down) => ("降了，超出了误差", "it fell by more than error"),
        (_, ReadingChoice::Untold) => ("没有超出误差", "is within error"),
        (_, ReadingChoice::Furthest(dimension)) => {
            let (zh, en) = match dimension {
                Dimension::Expertise => ("专业", "expertise"),
                Dimension::Conduct => ("职业", "conduct"),
                Dimension::Relationship => ("关系", "relationship"),
                Dimension::Benefit => ("利益", "benefit"),
            };
            return match language {
                Language::Zh => format!("差得最远的是{zh}信任"),
                Language::En => format!("{en} trust is the furthest"),
            };
        }
        (_, ReadingChoice::Reached) => ("门槛已经达到", "the gate is reached"),
    };
    match language {
        Language::Zh => zh.to_owned(),
        Language::En => en.to_owned(),
    }
}

fn check(exercise: &Exercise, language: Language, at: usize, raw: &Value, points: &[Point]) {
    let Task::Reading(task) = &exercise.case().tasks[at] else {
        panic!("it is a reading in the file");
    };
    let id = raw["reading"].as_str().unwrap();
    assert_eq!(Reading::from_id(id), Some(task.reading()));
    let of = |dimension: usize| move |point: &Point| point.1[dimension].unwrap();
    let working = exercise.key().tasks[at].as_str();
    let choice = match id {
        "change" => change(points),
        "trend" => trend(points),
        "gate_initial" => gate(points, &[0, 1]),
        "gate_deepening" => gate(points, &[0, 1, 2]),
        "gate_long_term" => gate(points, &[3]),
        _ => {
            let share = match id {
                "recovery_total" => recovery(points, total),
                "recovery_expertise" => recovery(points, of(0)),
                "recovery_conduct" => recovery(points, of(1)),
                "recovery_relationship" => recovery(points, of(2)),
                _ => recovery(points, of(3)),
            };
            let verdict = task.verdict(TaskAnswer::Number(share));
            assert_eq!(verdict, Some(VelocityVerdict::Right), "{id}: {share}");
            let words = format!("{share:.0}%");
            assert!(working.contains(&words), "{words} not in {working}");
            return;
        }
    };
    assert_eq!(task.choice(), Some(choice), "{}", task.ask.as_str());
    let words = said(task.reading(), choice, language);
    assert!(working.contains(&words), "{words} not in {working}");
    if task.reading() == Reading::Change {
        for it in points {
            let words = format!("{:.1}", total(it));
            assert!(working.contains(&words), "{words} not in {working}");
        }
    }
}

#[test]
fn the_answers_of_the_readings_follow_from_the_file() {
    let file: Value = serde_json::from_str(FILE).unwrap();
    let exercises = Exercises::parse(FILE).unwrap();
    let mut with_readings = 0;
    let mut kinds = std::collections::BTreeSet::new();
    for (index, raw) in file.as_array().unwrap().iter().enumerate() {
        let tasks = raw["tasks"].as_array().into_iter().flatten().enumerate();
        let readings: Vec<_> = tasks
            .filter(|(_, task)| task["kind"] == "reading")
            .collect();
        with_readings += usize::from(!readings.is_empty());
        for (at, task) in readings {
            kinds.insert(task["reading"].as_str().unwrap().split('_').next().unwrap());
            let points = points(raw, task);
            for language in Language::ALL {
                let (_, exercise) = exercises.iter(language).nth(index).unwrap();
                check(exercise, language, at, task, &points);
            }
        }
    }
    assert!(6 <= with_readings, "{with_readings}");
    let all = ["change", "gate", "recovery", "trend"];
    assert!(kinds.into_iter().eq(all));
}

#[test]
fn one_time_point_asks_for_a_new_plan() {
    for language in Language::ALL {
        let exercises = Exercises::parse(FILE).unwrap();
        let points = exercises.iter(language).flat_map(|(_, exercise)| {
            let points = exercise.case().points.iter().zip(&exercise.key().points);
            points
                .map(|(point, key)| (point.clone(), key.clone()))
                .collect::<Vec<_>>()
        });
        let asked: Vec<_> = points
            .filter(|(point, _)| point.question.is_some())
            .collect();
        let [(point, key)] = asked.as_slice() else {
            panic!("{}", asked.len());
        };
        // The actions tried and the figures are asked with it; the reason for the best change gives both.
        assert!(3 <= point.actions.len());
        assert!(key.action_why[key.best].as_str().contains("4.43"));
    }
}

#[test]
fn a_reading_that_cannot_be_answered_is_refused() {
    let damaged = |at: &str, value: Value| {
        let mut file: Value = serde_json::from_str(FILE).unwrap();
        *file.pointer_mut(at).unwrap() = value;
        Exercises::parse(&file.to_string()).unwrap_err().to_string()
    };
    for (at, value, words) in [
        ("/3/tasks/1/points/0", Value::from(9), "asks about point 9"),
        ("/3/tasks/1/points/0", Value::from(1), "not later"),
        (
            "/3/tasks/1/points",
            serde_json::json!([0, 1]),
            "2 time points are read",
        ),
        (
            "/3/tasks/1/points",
            serde_json::json!([1, 2, 3]),
            "nothing dropped",
        ),
        (
            "/3/tasks/1/reading",
            Value::from("mood"),
            "\"mood\" is no reading",
        ),
        (
            "/7/tasks/4/points",
            serde_json::json!([0, 1, 2, 3]),
            "in the trend's window",
        ),
        ("/12/tasks/2/points/0", Value::from(0), "lacks a score"),
        (
            "/14/points/1/question/en",
            Value::from(" "),
            "the text is empty",
        ),
    ] {
        let error = damaged(at, value);
        assert!(error.contains(words), "{at}: {error}");
    }
}
