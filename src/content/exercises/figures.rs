//! Tests of the figures in the exercises: recovery, the trend's band and gates as the texts have them,
//! beside what the app computes from their scores.

use super::Exercises;
use crate::domain::{
    Assumptions, CivilDate, Dimension, Language, Score, Stage, Unit,
    exercise::Exercise,
    velocity::{Regain, Verdict, recoveries, regains, stage_figures, testing::History, trend},
};

const FILE: &str = include_str!("../../../assets/content/exercises.json");

fn exercise(slug: &str, language: Language) -> Exercise {
    let exercises = Exercises::parse(FILE).unwrap();
    exercises
        .get(slug.parse().unwrap(), language)
        .unwrap()
        .clone()
}

/// The key's scores up to a point as a client's ratings, and the point's day.
fn rated(slug: &str, last: usize) -> (History, CivilDate) {
    let exercise = exercise(slug, Language::En);
    let points = &exercise.case().points;
    let first = points[0].date.plus_days(-i64::from(points[0].day)).unwrap();
    let keys = points.iter().zip(&exercise.key().points).take(last + 1);
    let history = keys.fold(
        History::since(&first.to_string()),
        |history, (point, key)| {
            let scores = key.scores.0.map(|score| score.map(Score::value));
            history.rated_in_part(&point.date.to_string(), scores)
        },
    );
    (history, points[last].date)
}

/// The working of a task holds each of the words, in both languages.
fn says(slug: &str, task: usize, words: &[String]) {
    for language in Language::ALL {
        let exercise = exercise(slug, language);
        let working = exercise.key().tasks[task].as_str();
        for word in words {
            assert!(working.contains(word), "{slug}: {word} not in {working}");
        }
    }
}

/// A value with one decimal.
fn one(value: Option<f64>) -> String {
    format!("{:.1}", value.unwrap())
}

#[test]
fn the_complaint_is_recovered_in_the_total_alone() {
    let slug = "complaint-taken-up";
    let (history, date) = rated(slug, 3);
    let history = history.breached("2025-10-20");
    let recovery = recoveries(&history.series(&date.to_string()))[0];
    let Regain {
        drop,
        latest,
        after,
        recovered,
        ..
    } = recovery.of_dimension;
    let share = format!("{:.0}%", recovered.unwrap() * 100.0);
    says(
        slug,
        1,
        &[
            one(recovery.of_total.drop),
            one(drop),
            one(after),
            one(latest),
            share,
        ],
    );
    assert!(recovery.is_open() && 1.0 <= recovery.of_total.recovered.unwrap());
}

#[test]
fn face_that_was_lost_comes_back_on_the_day_told() {
    let slug = "face-before-colleagues";
    let (history, date) = rated(slug, 3);
    let history = history.breached("2025-09-15");
    let series = history.series(&date.to_string());
    let lost = regains(&series, Dimension::Relationship)[0];
    let days = lost.days_to_recover.unwrap();
    let words = [one(lost.before), one(lost.after), one(lost.drop)];
    says(slug, 0, &words);
    for (language, words) in [
        (Language::Zh, format!("用了 {days} 天")),
        (Language::En, format!("after {days} days")),
    ] {
        let exercise = exercise(slug, language);
        assert!(exercise.key().tasks[0].as_str().contains(&words), "{words}");
    }
    for kept in [Dimension::Expertise, Dimension::Conduct] {
        assert!(regains(&series, kept)[0].drop.unwrap() <= 0.0);
    }
}

#[test]
fn the_bands_of_the_trends_are_those_told() {
    for (slug, task, verdict) in [
        ("one-over-t", 4, Verdict::WithinError),
        ("forecast-both-ways", 2, Verdict::Rising),
    ] {
        let (history, date) = rated(slug, 3);
        let found = trend(&history.series(&date.to_string()), &Assumptions::default());
        assert_eq!((found.verdict, found.points), (verdict, 3), "{slug}");
        let line = found.line.unwrap();
        let words = [line.per_day, line.low, line.high]
            .map(|per_day| format!("{:.2}", Unit::Month.from_per_day(per_day)).replace('-', "−"));
        says(slug, task, &words);
    }
}

#[test]
fn the_gates_of_the_deciders_are_those_told() {
    let slug = "several-deciders";
    let (history, date) = rated(slug, 2);
    let date = date.to_string();
    let unmet = |stage| {
        let history = rated(slug, 2).0.entered(&date, stage);
        let figures = stage_figures(&history.series(&date), &Assumptions::default());
        figures.unwrap().unmet
    };
    assert!(unmet(Stage::Deepening).is_empty());
    assert_eq!(unmet(Stage::LongTerm), [Dimension::Benefit]);
    let latest = history.series(&date).latest_known();
    let words = latest.0.map(|known| one(known.map(|it| it.score.value())));
    says(slug, 2, &words);
}
