//! The days of planned actions, repair plans, and rises after actions.

use super::*;
use crate::domain::{
    Assumptions, Breach, Dimension, Instrument, Note, Rater, Record, Severity,
    velocity::Series,
    velocity::{
        Figures,
        testing::{History, day},
    },
};

fn action(id: u64, due: &str, outcome: Option<ActionOutcome>) -> PlannedAction {
    PlannedAction {
        id: EntryId::new(id),
        date: day("2026-03-01"),
        due: day(due),
        what: NonEmptyText::new("寄样品").unwrap(),
        origin: ActionOrigin::Own,
        outcome,
        review: None,
    }
}

fn review(on: &str, result: Option<ReviewResult>) -> ActionReview {
    ActionReview {
        on: day(on),
        result: result.map(|result| (result, NonEmptyText::new("有效").unwrap())),
    }
}

#[test]
fn it_asks_for_the_earlier_of_both_until_both_are_over() {
    let mut planned = action(1, "2026-03-20", None);
    planned.review = Some(review("2026-03-10", None));
    assert_eq!(planned.next_day(), Some(NextDay::Review(day("2026-03-10"))));
    planned.review = Some(review("2026-03-10", Some(ReviewResult::Kept)));
    assert_eq!(planned.next_day(), Some(NextDay::Due(day("2026-03-20"))));
    assert_eq!(planned.settled_on(), None);
    planned.review = Some(review("2026-03-10", Some(ReviewResult::Ended)));
    assert!(!planned.is_open());
    assert_eq!(planned.next_day(), None);
    assert_eq!(planned.settled_on(), Some(day("2026-03-10")));
    planned.outcome = Some(ActionOutcome::Done(day("2026-03-12")));
    assert_eq!(planned.settled_on(), Some(day("2026-03-12")));
}

#[test]
fn dates_out_of_order_are_told() {
    assert!(action(1, "2026-03-01", None).is_in_order());
    assert!(!action(1, "2026-02-28", None).is_in_order());
    let early = Some(ActionOutcome::Dismissed(day("2026-02-28")));
    assert!(!action(1, "2026-03-10", early).is_in_order());
    let mut planned = action(1, "2026-03-10", None);
    planned.review = Some(review("2026-02-28", None));
    assert!(!planned.is_in_order());
}

#[test]
fn an_action_of_the_advice_keeps_its_key() {
    let longest = "a".repeat(64);
    for text in ["say-not-sure", "step2", &longest] {
        let key = AdviceKey::new(text).unwrap();
        assert_eq!(key.as_str(), text);
    }
    let too_long = "a".repeat(65);
    for text in ["", "Say", "a b", "价", &too_long] {
        assert_eq!(AdviceKey::new(text), None, "{text}");
    }
}

#[test]
fn the_steps_of_a_repair_are_due_one_after_another() {
    let days = RepairStep::ALL.map(RepairStep::usual_days);
    assert!(0 < days[0] && days.is_sorted_by(|a, b| a < b), "{days:?}");
}

#[test]
fn a_repair_plan_has_the_last_action_of_each_step_that_was_not_dismissed() {
    let mut client = History::since("2026-01-01").0;
    let breach = Breach {
        id: EntryId::new(50),
        date: day("2026-03-01"),
        dimension: Dimension::Conduct,
        severity: Severity::Minor,
        what: Note::new("漏了运费").unwrap(),
        done: Note::default(),
    };
    let step = |id, step, outcome| {
        let origin = ActionOrigin::Repair {
            breach: breach.id,
            step,
        };
        Record::Action(PlannedAction {
            origin,
            ..action(id, "2026-03-10", outcome)
        })
    };
    let dismissed = Some(ActionOutcome::Dismissed(day("2026-03-02")));
    for record in [
        step(60, RepairStep::Explain, None),
        step(61, RepairStep::Explain, dismissed),
        step(62, RepairStep::FollowUp, dismissed),
        Record::Action(action(63, "2026-03-10", None)),
    ] {
        client.put(record).unwrap();
    }
    let plan = repair_plan(&client, breach.id);
    let ids = plan.map(|(_, action)| action.map(|action| action.id.number()));
    assert_eq!(ids, [None, Some(60), None, None, None]);
    assert_eq!(steps_to_do(&client, breach.id), [EntryId::new(60)]);
    assert_eq!(steps_to_do(&client, EntryId::new(51)), []);
}

#[test]
fn what_was_done_stands_before_the_rises_that_came_after_it() {
    let mut client = History::since("2026-01-01")
        .rated("2026-02-01", [4.0; 4])
        .rated("2026-03-10", [7.0; 4])
        .rated("2026-04-10", [7.1; 4])
        .rated("2026-05-10", [9.0; 4])
        .0;
    for (id, on) in [
        (60, "2026-03-05"),
        // On the day of the rating nobody knows which came first.
        (61, "2026-03-10"),
        (62, "2026-04-20"),
        (63, "2026-05-10"),
    ] {
        let done = Some(ActionOutcome::Done(day(on)));
        client
            .put(Record::Action(action(id, "2026-03-20", done)))
            .unwrap();
    }
    let dismissed = Some(ActionOutcome::Dismissed(day("2026-04-21")));
    client
        .put(Record::Action(action(64, "2026-03-20", dismissed)))
        .unwrap();
    let today = day("2026-06-01");
    let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
    let figures = Figures::of(&series, &Assumptions::default());
    let rises = rises_after_actions(&client, &figures.net);
    let told = rises.iter().map(|rise| {
        let ids: Vec<_> = rise.done.iter().map(|done| done.id.number()).collect();
        (rise.to, ids)
    });
    let expected = [(day("2026-05-10"), vec![62]), (day("2026-03-10"), vec![60])];
    assert_eq!(told.collect::<Vec<_>>(), expected);
}
