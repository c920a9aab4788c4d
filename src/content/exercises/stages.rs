//! Tests of the stages of the key, beside those that the thresholds give.

use super::Exercises;
use crate::domain::{
    Language, PerDimension, Score, Stage,
    exercise::{Exercise, KeyPoint},
};

const FILE: &str = include_str!("../../../assets/content/exercises.json");

/// Each exercise in each language.
fn each(check: impl Fn(&str, Language, &Exercise)) {
    let exercises = Exercises::parse(FILE).unwrap();
    for language in Language::ALL {
        for (slug, exercise) in exercises.iter(language) {
            check(slug.as_str(), language, exercise);
        }
    }
}

/// The time points whose stage is not the one that the thresholds give, since the case decides
/// otherwise.
const JUDGED: [(&str, usize, Stage); 22] = [
    ("software-first-meeting", 2, Stage::Initial),
    ("maker-steady-visits", 2, Stage::LongTerm),
    ("car-owner-one-adviser", 1, Stage::Deepening),
    ("late-seal-repaired", 0, Stage::Deepening),
    ("changed-detergent-hidden", 0, Stage::Deepening),
    ("changed-detergent-hidden", 3, Stage::Ended),
    ("heat-pump-information-gap", 2, Stage::Initial),
    ("labels-price-war", 0, Stage::Initial),
    ("labels-price-war", 1, Stage::Initial),
    ("one-over-t", 2, Stage::Initial),
    ("kindergarten-many-channels", 2, Stage::Deepening),
    ("feedback-against-my-view", 2, Stage::Initial),
    ("project-two-departments", 2, Stage::Deepening),
    ("quiet-buyer", 0, Stage::Initial),
    ("quiet-buyer", 1, Stage::Initial),
    ("new-lead-old-hand", 3, Stage::Deepening),
    ("complaint-taken-up", 3, Stage::Initial),
    ("several-deciders", 1, Stage::Initial),
    ("several-deciders", 2, Stage::Deepening),
    ("forecast-both-ways", 2, Stage::LongTerm),
    ("face-before-colleagues", 2, Stage::Deepening),
    ("face-before-colleagues", 3, Stage::Deepening),
];

/// The stage that the thresholds give for the scores known last, and whether the point has all three
/// of them itself.
fn by_thresholds(points: &[KeyPoint]) -> Vec<(Stage, bool)> {
    let mut known = PerDimension([0.0; 4]);
    let stage = |key: &KeyPoint| {
        for (dimension, score) in key.scores.iter() {
            known[dimension] = score.map_or(known[dimension], Score::value);
        }
        let [expertise, conduct, relationship, _] = known.0;
        let stage = match (expertise.min(conduct), relationship) {
            (..6.0, _) => Stage::Initial,
            (_, ..6.0) => Stage::Deepening,
            _ => Stage::LongTerm,
        };
        (stage, key.scores.0[..3].iter().all(Option::is_some))
    };
    points.iter().map(stage).collect()
}

#[test]
fn a_stage_that_the_thresholds_do_not_give_says_why() {
    each(|slug, language, exercise| {
        let points = &exercise.key().points;
        for (at, (key, (stage, _))) in points.iter().zip(by_thresholds(points)).enumerate() {
            let judged = JUDGED.iter().find(|it| (it.0, it.1) == (slug, at));
            let Some((.., judged)) = judged else {
                assert_eq!(key.stage, stage, "{slug}: point {at}");
                continue;
            };
            assert_eq!(key.stage, *judged, "{slug}: point {at}");
            assert_ne!(key.stage, stage, "{slug}: point {at}");
            // The scores, and what speaks against them.
            let why = key.stage_why.as_str();
            let (scores, against) = match language {
                Language::Zh => (["分", "门槛", "都到了 6"], ["可是", "看不出来", "又不知道"]),
                Language::En => (
                    ["core", "gates", "reached 6"],
                    [" but ", "no score shows", "has not been told"],
                ),
            };
            for words in [scores, against] {
                assert!(words.iter().any(|it| why.contains(it)), "{slug}: {why}");
            }
        }
    });
}

#[test]
fn the_stage_is_a_judgement_in_a_third_of_the_points_or_more() {
    let exercises = Exercises::parse(FILE).unwrap();
    let points = exercises.iter(Language::En).flat_map(|(_, exercise)| {
        let points = &exercise.key().points;
        points.iter().zip(by_thresholds(points))
    });
    let points: Vec<_> = points.collect();
    let told = points.iter().filter(|(_, (_, is_told))| *is_told);
    for points in [points.iter().collect::<Vec<_>>(), told.collect()] {
        let same = points
            .iter()
            .filter(|(key, (stage, _))| key.stage == *stage);
        let (same, of) = (same.count(), points.len());
        assert!(same * 3 <= of * 2, "{same} of {of}");
    }
}
