//! Readings have one answer that follows from the figures, or are refused.

use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::domain::{PerDimension, Score};

/// Points a number of days apart, with these scores.
fn points(steps: &[(i64, [Option<f64>; 4])]) -> Vec<ReadPoint> {
    let mut date: CivilDate = "2026-01-01".parse().unwrap();
    let mut day = 0;
    let point = |(step, scores): &(i64, [Option<f64>; 4])| {
        date = date.plus_days(*step).unwrap();
        day += u32::try_from(*step).unwrap();
        let scores = scores.map(|score| score.map(|it| Score::new(it).unwrap()));
        ReadPoint {
            date,
            day,
            scores: PerDimension(scores),
        }
    };
    steps.iter().map(point).collect()
}

fn task(reading: Reading, steps: &[(i64, [Option<f64>; 4])]) -> Result<ReadingTask, TaskError> {
    ReadingTask::new(NonEmptyText::new("?").unwrap(), reading, points(steps))
}

fn choice(reading: Reading, steps: &[(i64, [Option<f64>; 4])]) -> Option<ReadingChoice> {
    task(reading, steps).unwrap().choice()
}

const fn total(of: f64) -> [Option<f64>; 4] {
    [Some(of / 4.0); 4]
}

#[test]
fn a_change_is_told_beyond_4_43_points() {
    for (after, expected) in [
        (24.4, ReadingChoice::Untold),
        (24.5, ReadingChoice::Up),
        (15.6, ReadingChoice::Untold),
        (15.5, ReadingChoice::Down),
    ] {
        let found = choice(Reading::Change, &[(0, total(20.0)), (30, total(after))]);
        assert_eq!(found, Some(expected), "{after}");
    }
}

#[test]
fn a_trend_is_told_where_its_band_leaves_out_0() {
    // Over 60 days the margin is 1.96 × 1.6 ÷ √1800 = 0.0739 a day.
    for (after, expected) in [
        (24.4, ReadingChoice::Untold),
        (24.5, ReadingChoice::Up),
        (15.5, ReadingChoice::Down),
    ] {
        let steps = [
            (0, total(20.0)),
            (30, total(f64::midpoint(20.0, after))),
            (30, total(after)),
        ];
        assert_eq!(choice(Reading::Trend, &steps), Some(expected), "{after}");
    }
    // A fourth time point beyond the 90 days is not in the trend.
    let four = [20.0, 21.0, 22.0, 23.0].map(|it| (40, total(it)));
    assert_eq!(task(Reading::Trend, &four), Err(TaskError::Window));
    assert!(task(Reading::Trend, &four[1..]).is_ok());
}

#[test]
fn a_gate_names_what_is_furthest_from_it() {
    let gate = |stage, scores| choice(Reading::Gate(stage), &[(0, scores)]);
    let furthest = |dimension| Some(ReadingChoice::Furthest(dimension));
    let scores = [7.5, 5.5, 4.5, 6.5].map(Some);
    assert_eq!(
        gate(Stage::Initial, scores),
        furthest(Dimension::Conduct),
        "relationship is not in this gate"
    );
    assert_eq!(
        gate(Stage::Deepening, scores),
        furthest(Dimension::Relationship)
    );
    assert_eq!(gate(Stage::LongTerm, scores), furthest(Dimension::Benefit));
    let scores = [6.0, 6.0, 6.0, 7.0].map(Some);
    for stage in [Stage::Initial, Stage::Deepening, Stage::LongTerm] {
        assert_eq!(gate(stage, scores), Some(ReadingChoice::Reached));
    }
    // A blank leaves the older score standing; if there is none it is furthest.
    let blank = [Some(9.0), None, Some(9.0), None];
    assert_eq!(gate(Stage::Initial, blank), furthest(Dimension::Conduct));
    let both = [(0, [9.0; 4].map(Some)), (9, blank)];
    let reached = choice(Reading::Gate(Stage::Initial), &both);
    assert_eq!(reached, Some(ReadingChoice::Reached));
    let tie = task(Reading::Gate(Stage::Initial), &[(0, [Some(5.0); 4])]);
    assert_eq!(tie, Err(TaskError::GateTie));
    let ended = task(Reading::Gate(Stage::Ended), &[(0, [Some(5.0); 4])]);
    assert_eq!(ended, Err(TaskError::NoScore));
}

#[test]
fn what_came_back_is_a_share_of_the_drop() {
    let steps = [
        (0, [6.5, 6.5, 5.0, 5.5].map(Some)),
        (35, [5.0, 3.0, 3.5, 3.0].map(Some)),
        (84, [Some(7.5), Some(6.0), Some(5.5), Some(6.5)]),
    ];
    let conduct = task(Reading::Recovery(Some(Dimension::Conduct)), &steps).unwrap();
    for (answer, is_right) in [(85.71, true), (86.0, true), (84.0, false), (0.86, false)] {
        let verdict = conduct.verdict(TaskAnswer::Number(answer));
        assert_eq!(
            verdict == Some(VelocityVerdict::Right),
            is_right,
            "{answer}"
        );
    }
    assert_eq!(conduct.verdict(TaskAnswer::Choice(0)), None);
    assert_eq!(conduct.choice(), None);
    let whole = task(Reading::Recovery(None), &steps).unwrap();
    assert_eq!(whole.answer(), TaskAnswer::Number(1100.0 / 9.0));
    let risen = [steps[1], steps[0], steps[2]];
    let risen = risen.map(|(_, scores)| (9, scores));
    assert_eq!(
        task(Reading::Recovery(None), &risen),
        Err(TaskError::NoDrop)
    );
}

#[test]
fn what_is_undefined_is_refused() {
    let gap = [(0, total(20.0)), (9, [None; 4])];
    assert_eq!(task(Reading::Change, &gap), Err(TaskError::NoScore));
    let one = [(0, total(20.0))];
    assert_eq!(task(Reading::Change, &one), Err(TaskError::ReadPoints(1)));
    let still = [(0, total(20.0)), (0, total(21.0))];
    assert_eq!(task(Reading::Change, &still), Err(TaskError::OutOfOrder));
}

#[test]
fn names_are_distinct_and_known() {
    for reading in Reading::ALL {
        assert_eq!(Reading::from_id(reading.id()), Some(reading));
    }
    assert_eq!(Reading::from_id("gate_ended"), None);
}

proptest! {
    #[test]
    fn any_points_have_one_answer_or_an_error(
        reading in prop::sample::select(&Reading::ALL[..]),
        steps in vec((1..200_i64, prop::array::uniform4(option::weighted(0.9, 0..=100_u8))), 0..9),
    ) {
        let steps = steps.into_iter().map(|(step, scores)| {
            (step, scores.map(|score| score.map(|it| f64::from(it) / 10.0)))
        });
        let steps: Vec<_> = steps.collect();
        if let Ok(task) = task(reading, &steps) {
            prop_assert_eq!(task.verdict(task.answer()), Some(VelocityVerdict::Right));
            prop_assert_eq!(task.choice().is_some(), !reading.choices().is_empty());
            if let TaskAnswer::Number(share) = task.answer() {
                prop_assert!(share.is_finite());
            }
        }
    }
}
