//! The trainer's guide and the sheets of the exercises: what they say of keys, times and sentences is
//! what the files have.

use std::collections::BTreeSet;

use serde_json::Value;
use trust_velocity::{
    content::{Block, Exercises, Section, Span, parse_prose},
    domain::{Dimension, Language, Stage, exercise::KeyPoint},
    i18n::Text,
    route::Route,
};

const GUIDES: [(Language, &str); 2] = [
    (
        Language::Zh,
        include_str!("../../docs/trainers-guide.zh.md"),
    ),
    (
        Language::En,
        include_str!("../../docs/trainers-guide.en.md"),
    ),
];

const SHEETS: [(Language, &str); 2] = [
    (
        Language::Zh,
        include_str!("../../docs/exercise-sheets.zh.md"),
    ),
    (
        Language::En,
        include_str!("../../docs/exercise-sheets.en.md"),
    ),
];

fn exercises() -> Exercises {
    Exercises::parse(include_str!("../../assets/content/exercises.json")).unwrap()
}

/// The lines of a section's lists, each with its bold start.
fn lines(section: &Section) -> Vec<(String, String)> {
    let lists = section.blocks.iter().filter_map(|block| match block {
        Block::List(lines) => Some(lines),
        Block::Heading(_) | Block::Paragraph(_) => None,
    });
    let line = |spans: &Vec<Span>| {
        let [Span::Strong(start), Span::Plain(rest)] = spans.as_slice() else {
            return None;
        };
        Some((start.clone(), rest.clone()))
    };
    lists.flatten().filter_map(line).collect()
}

fn section(guide: &str, id: &str) -> Section {
    let mut sections = parse_prose(guide).into_iter();
    sections.find(|it| it.id == id).unwrap()
}

/// The keys in a line of a sheet: the time point from 1, of what, and the key.
fn keys_told(language: Language, line: &str) -> Vec<(usize, &str, &str)> {
    let (open, close) = match language {
        Language::Zh => ("（参考答案", '）'),
        Language::En => (" (key", ')'),
    };
    let mut told = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(open) {
        let (key, after) = after.split_once(close).unwrap();
        let (number, of) = match language {
            Language::Zh => before
                .rsplit_once("第 ")
                .and_then(|(_, place)| place.split_once(" 个时间点的"))
                .unwrap(),
            Language::En => {
                let (before, number) = before.rsplit_once(" at time point ").unwrap();
                (number, before.rsplit(' ').next().unwrap())
            }
        };
        told.push((
            number.parse().unwrap(),
            of,
            key.trim_start_matches(['：', ':', ' ']),
        ));
        rest = after;
    }
    told
}

/// The key of a kind of trust or the stage, in the words of a sheet.
fn key_words(text: Text, key: &KeyPoint, of: &str) -> String {
    let of = of.to_lowercase();
    if of == text.key_stage().to_lowercase() {
        return text.stage_name(key.stage).to_lowercase();
    }
    let is_named = |it: &Dimension| text.dimension_short(*it).to_lowercase() == of;
    let dimension = Dimension::ALL.into_iter().find(is_named);
    let score = key.scores[dimension.unwrap_or_else(|| panic!("{of:?} is no kind of trust"))];
    let blank = match text.language() {
        Language::Zh => "留空",
        Language::En => "blank",
    };
    score.map_or_else(|| blank.to_owned(), |it| format!("{:.1}", it.value()))
}

#[test]
fn each_exercise_has_a_sheet_that_agrees_with_its_key() {
    let exercises = exercises();
    let mut told = Vec::new();
    for (language, sheets) in SHEETS {
        let text = Text(language);
        let sheets = parse_prose(sheets);
        let ids: Vec<_> = sheets.iter().map(|it| it.id.clone()).collect();
        let expected = exercises.iter(language);
        let expected: Vec<_> = expected.map(|(slug, _)| slug.to_string()).collect();
        assert_eq!(ids, expected);
        let mut all = Vec::new();
        for (sheet, (slug, exercise)) in sheets.iter().zip(exercises.iter(language)) {
            assert_eq!(sheet.title, exercise.case().title.as_str());
            let lines = lines(sheet);
            assert_eq!(lines.len(), 6, "{slug}");
            let points = &exercise.key().points;
            for (_, line) in &lines {
                for (number, of, key) in keys_told(language, line) {
                    let point = points.get(number - 1);
                    let point = point.unwrap_or_else(|| panic!("{slug}: no point {number}"));
                    assert_eq!(key_words(text, point, of), key, "{slug}: {line}");
                    all.push((slug.to_string(), number));
                }
            }
            // The time point to drop is one of the case.
            let dropped = &lines[5].1;
            let place = match language {
                Language::Zh => dropped.split("第 ").nth(1),
                Language::En => dropped.split("time point ").nth(1),
            };
            let number: String = place
                .unwrap_or_else(|| panic!("{slug}: nothing to drop"))
                .chars()
                .take_while(char::is_ascii_digit)
                .collect();
            let number: usize = number.parse().unwrap();
            assert!((1..=points.len()).contains(&number), "{slug}: {dropped}");
            all.push((slug.to_string(), number));
        }
        let starts: BTreeSet<_> = sheets
            .iter()
            .flat_map(lines)
            .map(|(start, _)| start)
            .collect();
        assert_eq!(starts.len(), 6, "{starts:?}");
        told.push(BTreeSet::from_iter(all));
    }
    // Both languages speak of the same places.
    assert_eq!(told[0], told[1]);
    assert!(40 < told[0].len(), "{}", told[0].len());
}

#[test]
fn each_page_of_the_guide_has_an_address() {
    for (_, guide) in GUIDES {
        for section in parse_prose(guide) {
            let route = Route::TrainersGuide(Some(section.id.parse().unwrap()));
            assert_eq!(Route::from_hash(&route.to_string()), route);
        }
    }
}

#[test]
fn the_day_has_six_hours_without_a_gap() {
    let minutes = |time: &str| -> u32 {
        let (hours, minutes) = time.split_once(':').unwrap();
        hours.parse::<u32>().unwrap() * 60 + minutes.parse::<u32>().unwrap()
    };
    for (language, guide) in GUIDES {
        let steps = lines(&section(guide, "day-course"));
        for stage in [Stage::Initial, Stage::Deepening, Stage::LongTerm] {
            let name = Text(language).stage_name(stage);
            let blocks = steps.iter().filter(|(start, _)| start.contains(name));
            assert_eq!(blocks.count(), 1, "{name}");
        }
        let spans: Vec<_> = steps
            .iter()
            .map(|(start, _)| {
                let time = start.split(' ').next().unwrap();
                let (from, to) = time.split_once('–').unwrap();
                (minutes(from), minutes(to))
            })
            .collect();
        let taught: u32 = spans.iter().map(|(from, to)| to - from).sum();
        assert_eq!(taught, 6 * 60);
        let breaks = spans.windows(2).filter(|pair| pair[0].1 != pair[1].0);
        assert_eq!(breaks.count(), 1, "lunch alone");
    }
}

#[test]
fn the_role_play_takes_its_sentences_from_the_advice() {
    let advice: Value =
        serde_json::from_str(include_str!("../../assets/content/advice.json")).unwrap();
    for (language, guide) in GUIDES {
        let said: BTreeSet<_> = advice
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["say"][language.id()].as_str().unwrap())
            .collect();
        let scenes = lines(&section(guide, "role-play"));
        assert_eq!(scenes.len(), 8);
        for (scene, rest) in scenes {
            let (_, sentence) = rest.split_once('“').unwrap();
            let sentence = sentence.strip_suffix('”').unwrap();
            assert!(said.contains(sentence), "{scene}: {sentence}");
        }
    }
}
