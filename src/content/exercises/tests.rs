use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const FILE: &str = include_str!("../../../assets/content/exercises.json");

fn exercises() -> Exercises {
    Exercises::parse(FILE).unwrap()
}

/// Each exercise in each language.
fn each(check: impl Fn(&str, Language, &Exercise)) {
    for language in Language::ALL {
        for (slug, exercise) in exercises().iter(language) {
            check(slug.as_str(), language, exercise);
        }
    }
}

fn damaged(at: &str, value: Value) -> String {
    let mut file: Value = serde_json::from_str(FILE).unwrap();
    *file.pointer_mut(at).unwrap() = value;
    Exercises::parse(&file.to_string()).unwrap_err().to_string()
}

#[test]
fn there_are_enough_of_the_right_size() {
    let exercises = exercises();
    assert_eq!(exercises.iter(Language::Zh).count(), 12);
    each(|slug, language, exercise| {
        let case = exercise.case();
        assert!((10..=20).contains(&case.minutes), "{slug}");
        assert!((3..=5).contains(&case.points.len()), "{slug}");
        for point in &case.points {
            assert!((3..=4).contains(&point.actions.len()), "{slug}");
        }
        let found = exercises.get(slug.parse().unwrap(), language);
        assert_eq!(found, Some(exercise));
    });
    let none_such = "none-such".parse().unwrap();
    assert_eq!(exercises.get(none_such, Language::En), None);
}

#[test]
fn every_number_has_its_reason_in_both_languages() {
    each(|slug, _, exercise| {
        for key in &exercise.key().points {
            for (dimension, score) in key.scores.iter() {
                let why = key.why[dimension].as_str();
                let Some(score) = score.map(Score::value) else {
                    continue;
                };
                assert!(
                    why.contains(&score.to_string()),
                    "{slug}: {score} not in {why}"
                );
                assert!((score * 2.0).fract() == 0.0, "{slug}: {score}");
            }
        }
    });
}

#[test]
fn english_is_english_and_chinese_is_chinese() {
    fn walk(value: &Value, language: &str) {
        match value {
            Value::Object(fields) => fields.iter().for_each(|(name, it)| walk(it, name)),
            Value::Array(all) => all.iter().for_each(|it| walk(it, language)),
            Value::String(text) => {
                let han = text.chars().any(|c| ('\u{3000}'..='\u{ffef}').contains(&c));
                assert_eq!(han, language == "zh", "{text}");
                let half = language == "zh" && text.contains([',', ';', ':', '?', '!', '"']);
                assert!(!half, "{text}");
                assert!(!text.trim().is_empty(), "an empty text");
            }
            _ => {}
        }
    }
    walk(&serde_json::from_str(FILE).unwrap(), "");
}

#[test]
fn answers_follow_from_the_numbers_and_stand_in_the_working() {
    let mut asked = 0;
    for (slug, exercise) in exercises().iter(Language::En) {
        let chinese = exercises().get(slug, Language::Zh).unwrap().clone();
        let tasks = exercise.case().tasks.iter();
        let workings = exercise.key().tasks.iter().zip(&chinese.key().tasks);
        for (task, (en, zh)) in tasks.zip(workings) {
            asked += 1;
            let (in_zh, in_en) = match task {
                Task::Velocity(task) => {
                    let total = task.given.scores.0.iter().map(|it| it.value());
                    let velocity =
                        task.unit.from_per_day(total.sum::<f64>()) / f64::from(task.given.day);
                    let two = format!("= {velocity:.2}");
                    (two.clone(), two)
                }
                Task::Faster(task) => {
                    let net = |it: &Compared| {
                        let days = it.to.date.days_since(it.from.date);
                        (it.to.points.value() - it.from.points.value())
                            / f64::from(u32::try_from(days).unwrap())
                    };
                    let clients = task.clients().iter();
                    let best = clients.max_by(|a, b| net(a).total_cmp(&net(b))).unwrap();
                    let name = best.name.as_str();
                    (format!("，{name} 快"), format!("{name} is faster"))
                }
            };
            assert!(zh.as_str().contains(&in_zh), "{}: {in_zh}", slug.as_str());
            assert!(en.as_str().contains(&in_en), "{}: {in_en}", slug.as_str());
        }
    }
    assert!(12 <= asked, "{asked}");
}

#[test]
fn a_velocity_stands_beside_the_last_complete_scores_before() {
    let days = |slug: &str| {
        let exercises = exercises();
        let exercise = exercises.get(slug.parse().unwrap(), Language::En).unwrap();
        let days = exercise.case().tasks.iter().filter_map(|task| match task {
            Task::Velocity(task) => Some((task.given.day, task.before.map(|it| it.day))),
            Task::Faster(_) => None,
        });
        days.collect::<Vec<_>>()
    };
    assert_eq!(days("maker-steady-visits"), [(400, None), (680, Some(590))]);
    // Day 71 lacks a score.
    assert_eq!(days("labels-price-war"), [(105, Some(57))]);
}

#[test]
fn the_best_action_gives_itself_away_neither_by_its_place_nor_by_its_length() {
    for language in Language::ALL {
        let (mut places, mut longest, mut shortest) = ([0_usize; 3], 0, 0);
        let mut points = 0;
        for (_, exercise) in exercises().iter(language) {
            for (point, key) in exercise.case().points.iter().zip(&exercise.key().points) {
                let length = |at: usize| point.actions[at].as_str().chars().count();
                let others = || (0..point.actions.len()).filter(|at| *at != key.best);
                points += 1;
                places[key.best] += 1;
                longest += usize::from(others().all(|at| length(at) < length(key.best)));
                shortest += usize::from(others().all(|at| length(key.best) < length(at)));
            }
        }
        // A guess by any of these rules is right in a third of the points at most, or slightly
        // more.
        let counts = format!("{language:?}: {places:?}, {longest} longest, {shortest} shortest");
        for count in places.into_iter().chain([longest, shortest]) {
            assert!((points / 5..=points * 2 / 5).contains(&count), "{counts}");
        }
    }
}

#[test]
fn days_count_from_the_first_contact_that_the_introduction_tells() {
    const MONTHS: &str = "January February March April May June July August September October \
                          November December";
    each(|slug, language, exercise| {
        let first = &exercise.case().points[0];
        let contact = first.date.plus_days(-i64::from(first.day)).unwrap();
        let text = contact.to_string();
        let parts: Vec<usize> = text.split('-').map(|it| it.parse().unwrap()).collect();
        let (year, month, day) = (parts[0], parts[1], parts[2]);
        let first_contact = match language {
            Language::Zh => format!("{year} 年 {month} 月 {day} 日"),
            Language::En => {
                let month = MONTHS.split_whitespace().nth(month - 1).unwrap();
                format!("{day} {month} {year}")
            }
        };
        let intro = exercise.case().intro.as_str();
        assert!(
            intro.contains(&first_contact),
            "{slug}: {first_contact} not in {intro}"
        );
    });
}

#[test]
fn every_stage_follows_from_the_last_known_scores() {
    each(|slug, _, exercise| {
        let mut known = PerDimension([0.0; 4]);
        for (at, key) in exercise.key().points.iter().enumerate() {
            for (dimension, score) in key.scores.iter() {
                known[dimension] = score.map_or(known[dimension], Score::value);
            }
            let [expertise, conduct, relationship, _] = known.0;
            let stage = match (expertise.min(conduct), relationship) {
                (..6.0, _) => Stage::Initial,
                (_, ..6.0) => Stage::Deepening,
                _ => Stage::LongTerm,
            };
            let ended = key.stage == Stage::Ended;
            assert!(ended || key.stage == stage, "{slug}: point {at}");
        }
    });
}

#[test]
fn a_reason_names_the_band_of_its_score() {
    let mut named = 0;
    for language in Language::ALL {
        for (slug, exercise) in exercises().iter(language) {
            for key in &exercise.key().points {
                for (dimension, why) in key.why.iter() {
                    let why = why.as_str();
                    for (at, dash) in why.match_indices('–') {
                        let before = why[..at].rsplit(|c: char| !c.is_ascii_digit()).next();
                        let after = &why[at + dash.len()..];
                        let after = after.split(|c: char| !c.is_ascii_digit()).next();
                        let band = [before, after].map(|it| it.unwrap().parse::<f64>().unwrap());
                        let score = key.scores[dimension].unwrap().value();
                        assert!(
                            (band[0]..band[1]).contains(&score),
                            "{}: {why}",
                            slug.as_str()
                        );
                        named += 1;
                    }
                }
            }
        }
    }
    assert!(200 <= named, "{named}");
}

#[test]
fn what_cannot_be_worked_through_is_refused() {
    let flaw = "\"software-first-meeting\": ";
    for (at, value, words) in [
        (
            "/0/points/1/date",
            json!("2025-11-17"),
            "point 1 does not follow",
        ),
        ("/0/points/1/day", json!(37), "days of point 1 do not fit"),
        (
            "/0/points/0/key/actions/0/best",
            json!(true),
            "has 2 best actions",
        ),
        (
            "/0/points/0/key/actions/1/best",
            json!(false),
            "has 0 best actions",
        ),
        (
            "/0/points/0/key/actions/1/text/en",
            json!(" "),
            "the text is empty",
        ),
        ("/0/title/zh", json!(""), "a name is empty"),
        (
            "/0/points/1/key/scores/2",
            json!(null),
            "asks about point 1",
        ),
        ("/0/tasks/0/point", json!(9), "asks about point 9"),
        ("/7/tasks/0/point", json!(0), "on day 0"),
        (
            "/7/tasks/3/clients/0/to/1",
            json!(15.5),
            "no client gains fastest",
        ),
        ("/0/points", json!([]), "asks about point 1"),
        (
            "/0/points/0/key/stage",
            json!("first"),
            "\"first\" is no stage",
        ),
        ("/0/points/0/key/scores/0", json!(10.5), "10.5"),
        ("/0/points/0/day", json!(-1), "-1"),
        ("/0/tasks/0/unit", json!("hour"), "\"hour\" is no unit"),
        ("/7/tasks/3/clients/0/to/1", json!(40.5), "40.5 is no total"),
        (
            "/0/id",
            json!("quiet-buyer"),
            "two exercises \"quiet-buyer\"",
        ),
        ("/0/id", json!("Quiet"), "Quiet"),
    ] {
        let error = damaged(at, value);
        assert!(error.contains(words), "{at}: {error}");
    }
    assert!(damaged("/0/title/zh", json!("")).starts_with(flaw));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn a_cut_file_is_refused(end in 0..FILE.trim_end().len()) {
        let cut = String::from_utf8_lossy(&FILE.as_bytes()[..end]);
        prop_assert!(Exercises::parse(&cut).is_err());
    }
}
