//! The built-in exercises: their words, their numbers and their keys agree in both languages.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::{
    Assumptions, CivilDate, Dimension, Score, Unit,
    exercise::{Compared, Task},
    velocity::least_reliable_change,
};

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
    assert_eq!(exercises.iter(Language::Zh).count(), 17);
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
                // Computed once more in `readings`.
                Task::Reading(_) => continue,
            };
            assert!(zh.as_str().contains(&in_zh), "{}: {in_zh}", slug.as_str());
            assert!(en.as_str().contains(&in_en), "{}: {in_en}", slug.as_str());
        }
    }
    assert!(12 <= asked, "{asked}");
}

/// The number at the end or the start of a text.
fn number(text: &str) -> Option<f64> {
    text.trim().replace('−', "-").parse().ok()
}

#[test]
fn every_sum_in_the_words_is_right() {
    // Of `a + b = c` and `a ÷ b × c = d`, in both languages.
    let mut sums = 0;
    let is_sum = |c: char| c.is_ascii_digit() || " .+−÷×/=".contains(c);
    let check = |text: &str, slug: &str| {
        let parts = text.split(|c| !is_sum(c)).filter(|part| part.contains('='));
        let mut count = 0;
        for part in parts {
            let (left, right) = part.split_once('=').unwrap();
            let told = right.trim().trim_end_matches('.');
            let decimals = told.split_once('.').map_or(0, |(_, rest)| rest.len());
            let value: Option<f64> = left.split('+').try_fold(0.0, |sum, term| {
                let mut value = None;
                let mut sign = '×';
                for factor in term.split_inclusive(['×', '÷', '/']) {
                    let bare = factor.trim_end_matches(['×', '÷', '/']);
                    let next = number(bare)?;
                    value = Some(match (value, sign) {
                        (None, _) => next,
                        (Some(value), '×') => value * next,
                        (Some(value), _) => value / next,
                    });
                    sign = factor.chars().last().unwrap_or('×');
                }
                value.map(|value: f64| sum + value)
            });
            let value = value.unwrap_or_else(|| panic!("{slug}: {part}"));
            assert_eq!(format!("{value:.decimals$}"), told, "{slug}: {part}");
            count += 1;
        }
        count
    };
    for language in Language::ALL {
        for (slug, exercise) in exercises().iter(language) {
            for working in &exercise.key().tasks {
                sums += check(working.as_str(), slug.as_str());
            }
        }
    }
    assert!(50 <= sums, "{sums}");
}

#[test]
fn what_is_told_of_the_clients_compared_follows_from_their_totals() {
    let mut told = 0;
    for (slug, exercise) in exercises().iter(Language::Zh) {
        let tasks = exercise.case().tasks.iter().zip(&exercise.key().tasks);
        for (task, working) in tasks {
            let Task::Faster(task) = task else { continue };
            let ask = task.ask.as_str();
            let words = format!("{ask}{}", working.as_str());
            for client in task.clients() {
                // “A 是 2026 年 2 月 2 日认识的”
                let name = client.name.as_str();
                let since = ask.split_once(&format!("{name} 是 ")).unwrap().1;
                let numbers = since.split(|c: char| !c.is_ascii_digit());
                let mut numbers = numbers.filter_map(|part| part.parse::<u16>().ok());
                let [year, month, day] = [(); 3].map(|()| numbers.next().unwrap());
                let met = CivilDate::new(year.into(), month.into(), day.into()).unwrap();
                let days = client.to.date.days_since(met);
                let days = f64::from(i32::try_from(days).unwrap());
                let formula = Unit::Month.from_per_day(client.to.points.value() / days);
                let gained = client.to.points.value() - client.from.points.value();
                let net = Unit::Month.from_per_day(client.net_change());
                for number in [
                    format!(" {formula:.2} 分/月"),
                    format!(" {net:.2} 分/月"),
                    format!("{name} 多了 {gained:.1} 分"),
                ] {
                    assert!(words.contains(&number), "{}: {number}", slug.as_str());
                    told += 1;
                }
            }
            if let [a, b] = task.clients()
                && words.contains("两个变化相比")
            {
                // Over the same days the error of a difference of two changes is √2 times as large.
                assert_eq!((a.from.date, a.to.date), (b.from.date, b.to.date));
                let gained = |it: &Compared| it.to.points.value() - it.from.points.value();
                let apart = (gained(a) - gained(b)).abs();
                let least = least_reliable_change(&Assumptions::default()) * 2_f64.sqrt();
                assert!(words.contains(&format!("相差 {apart:.1} 分")), "{words}");
                assert!(words.contains(&format!("约 {least:.2} 分")), "{words}");
            }
            let least = least_reliable_change(&Assumptions::default());
            assert!(words.contains(&format!("约 {least:.2} 分")), "{words}");
            assert_eq!(words.contains("答“分不出”也对"), !task.is_told(), "{words}");
        }
    }
    assert_eq!(told, 24);
}

#[test]
fn numbers_in_the_stories_follow_from_the_scores() {
    let exercises = exercises();
    let totals = |slug: &str| {
        let exercise = exercises.get(slug.parse().unwrap(), Language::Zh).unwrap();
        let points = exercise.case().points.iter().zip(&exercise.key().points);
        let points = points.map(|(point, key)| (point.day, key.scores.total()));
        points.collect::<Vec<_>>()
    };
    let says = |slug: &str, words: &str| {
        for (language, found) in
            Language::ALL.map(|it| (it, exercises.get(slug.parse().unwrap(), it)))
        {
            let exercise = format!("{:?}", found.unwrap());
            assert!(exercise.contains(words), "{language:?} {slug}: {words}");
        }
    };
    let of = |(_, total): (u32, Option<f64>)| total.unwrap();

    let seal = totals("late-seal-repaired");
    assert!(of(seal[3]) > of(seal[0]) && of(seal[2]) < of(seal[0]));
    for words in [format!("{:.1}", of(seal[3])), format!("{:.1}", of(seal[0]))] {
        says("late-seal-repaired", &words);
    }
    says("late-seal-repaired", &(seal[3].0 - seal[1].0).to_string());

    let trap = totals("one-over-t");
    let (first, later) = (of(trap[1]), of(trap[2]));
    says("one-over-t", &format!("{first:.1}"));
    says("one-over-t", &format!("{later:.1}"));
    assert_eq!(
        (of(trap[0]), later - first, trap[2].0 - trap[1].0),
        (12.0, 4.5, 90)
    );
    let ceiling = Unit::Month.from_per_day(40.0 / 150.0);
    says("one-over-t", &format!("{ceiling:.2}"));
    assert!(least_reliable_change(&Assumptions::default()) < later - first);

    // The total is back after the complaint, the trust that was damaged is not.
    let complaint = totals("complaint-taken-up");
    assert!(of(complaint[0]) < of(complaint[3]));
    let slug = "complaint-taken-up".parse().unwrap();
    let exercise = exercises.get(slug, Language::En).unwrap();
    let conduct = |at: usize| exercise.key().points[at].scores[Dimension::Conduct];
    assert!(conduct(3) < conduct(0));
    says(
        "complaint-taken-up",
        &conduct(0).unwrap().value().to_string(),
    );
    let more = of(complaint[3]) - of(complaint[0]);
    says("complaint-taken-up", &format!("{more:.1}"));

    // The plan that is given up has changed nothing beyond error.
    let deciders = totals("several-deciders");
    let tried = of(deciders[1]) - of(deciders[0]);
    let least = least_reliable_change(&Assumptions::default());
    assert!(tried < least);
    for words in [format!("{tried:.1}"), format!("{least:.2}")] {
        says("several-deciders", &words);
    }

    // The client's answers can come from items, and are averaged with the seller's own scores.
    let (own, client) = ([8.0, 8.0, 8.5, 8.0], [5.4, 3.3, 5.8, 4.2]);
    for score in client {
        says("feedback-against-my-view", &score.to_string());
        let of_items = |quarter: u8| f64::from(quarter) / 24.0 * 10.0;
        let is_possible =
            (0..=24).any(|quarter| format!("{:.1}", of_items(quarter)) == score.to_string());
        assert!(is_possible, "{score}");
    }
    let all = own.iter().chain(&client).sum::<f64>() / 8.0;
    says("feedback-against-my-view", &format!("{all:.1}"));
}

#[test]
fn a_velocity_stands_beside_the_last_complete_scores_before() {
    let days = |slug: &str| {
        let exercises = exercises();
        let exercise = exercises.get(slug.parse().unwrap(), Language::En).unwrap();
        let days = exercise.case().tasks.iter().filter_map(|task| match task {
            Task::Velocity(task) => Some((task.given.day, task.before.map(|it| it.day))),
            Task::Faster(_) | Task::Reading(_) => None,
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
