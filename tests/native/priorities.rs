//! The priority list: every rule with its points, at its limits.

use std::sync::Arc;

use trust_velocity::domain::{
    ActionOrigin, Assumptions, Cadence, CivilDate, Client, ClientId, Dimension, Due, EntryId,
    LikertScore, Name, NonEmptyText, Note, OpenKind, PerDimension, PlannedAction, Priorities,
    Priority, Promise, PromiseOutcome, Rater, Reason, Record, Score, Stage, Summary,
};

use crate::records;

const TODAY: &str = "2026-06-01";

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn ago(days: i64) -> CivilDate {
    day(TODAY).plus_days(-days).unwrap()
}

/// A client who needs nothing: met yesterday, rated yesterday with fives.
fn calm(stage: Stage) -> Client {
    let mut client = records::client(ago(400));
    put(&mut client, records::stage(1, ago(400), stage));
    put(&mut client, records::contact(2, ago(1), 30));
    put(&mut client, rated(3, 1, [5.0; 4]));
    let theirs = Rater::Client(Name::new("陈工").unwrap());
    let scores = PerDimension([Score::new(5.0).ok(); 4]);
    put(&mut client, records::rating(4, ago(1), theirs, scores));
    client
}

fn put(client: &mut Client, record: Record) {
    client.put(record).unwrap();
}

fn rated(id: u64, days_ago: i64, scores: [f64; 4]) -> Record {
    let scores = PerDimension(scores.map(|score| Score::new(score).ok()));
    records::rating(id, ago(days_ago), Rater::Seller, scores)
}

fn promise(id: u64, overdue: i64, outcome: Option<PromiseOutcome>) -> Record {
    Record::Promise(Promise {
        id: EntryId::new(id),
        date: ago(100),
        due: ago(overdue),
        expected: LikertScore::new(5).unwrap(),
        what: Note::new("报价").unwrap(),
        outcome,
    })
}

fn with(stage: Stage, records: impl IntoIterator<Item = Record>) -> Client {
    let mut client = calm(stage);
    for record in records {
        put(&mut client, record);
    }
    client
}

/// The calm client whose last contact, rating and feedback are so many days old; none if there is none.
fn aged(stage: Stage, contact: i64, rating: Option<i64>, feedback: Option<i64>) -> Client {
    let mut client = calm(stage);
    for entry in [2, 3, 4] {
        assert!(client.remove(EntryId::new(entry)));
    }
    put(&mut client, records::contact(2, ago(contact), 30));
    if let Some(days) = rating {
        put(&mut client, rated(3, days, [5.0; 4]));
    }
    if let Some(days) = feedback {
        let theirs = Rater::Client(Name::new("陈工").unwrap());
        let scores = PerDimension([Score::new(5.0).ok(); 4]);
        put(&mut client, records::rating(4, ago(days), theirs, scores));
    }
    client
}

fn summary(client: &Client) -> Arc<Summary> {
    Arc::new(Summary::of(client, &Assumptions::default(), day(TODAY)))
}

/// The reasons of a client by their ids and points.
fn reasons(client: &Client) -> Vec<(&'static str, usize)> {
    let priority = Priority::of(&summary(client), Cadence::default(), day(TODAY));
    let reasons = priority.map_or(Vec::new(), |priority| priority.reasons);
    reasons
        .iter()
        .map(|reason| (reason.id(), reason.points()))
        .collect()
}

/// A case: its subject, the client, and the reasons by their ids with their points.
type Case = (&'static str, Client, &'static [(&'static str, usize)]);

fn check(table: Vec<Case>) {
    for (name, client, expected) in table {
        assert_eq!(reasons(&client), expected, "{name}");
    }
}

#[test]
fn breaches_promises_and_trends_have_their_points() {
    use Stage::{Deepening, Ended, Initial};
    let withdrawn = Some(PromiseOutcome::Withdrawn { on: ago(3) });
    let three = [(21, 1), (22, 2), (23, 3)].map(|(id, days)| promise(id, days, None));
    let fall = [rated(10, 60, [9.0; 4]), rated(11, 30, [7.0; 4])];
    let mut old_fall = aged(Deepening, 1, None, None);
    for (id, days, score) in [(10, 200, 9.0), (11, 170, 7.0), (12, 140, 5.0)] {
        put(&mut old_fall, rated(id, days, [score; 4]));
    }
    let damaged = |days| with(Initial, [records::breach(20, ago(days))]);
    let promised = |days, outcome| with(Initial, [promise(20, days, outcome)]);
    let mut all = three.to_vec();
    all.extend([records::breach(20, ago(0)), rated(3, 1, [3.0; 4])]);
    check(vec![
        ("nothing", calm(Initial), &[]),
        ("a breach", damaged(0), &[("breach", 5)]),
        // A rating of its own day may be older than it.
        ("a breach, rated that day", damaged(1), &[("breach", 5)]),
        ("a breach, rated since", damaged(2), &[]),
        ("a promise of today", promised(0, None), &[]),
        (
            "a promise of yesterday",
            promised(1, None),
            &[("promise", 4)],
        ),
        ("a promise withdrawn", promised(1, withdrawn), &[]),
        (
            "three promises",
            with(Initial, three.clone()),
            &[("promise", 4), ("promise", 4), ("promise", 4)],
        ),
        ("a falling trend", with(Deepening, fall), &[("trend", 3)]),
        ("a trend that is stale", old_fall, &[("rating", 1)]),
        (
            "all at once",
            with(Initial, all.clone()),
            &[
                ("breach", 5),
                ("promise", 4),
                ("promise", 4),
                ("promise", 4),
                ("focus", 2),
            ],
        ),
        ("an end", with(Ended, all.clone()), &[]),
        ("an end without anything", aged(Ended, 300, None, None), &[]),
    ]);
    // All overdue promises are told, and two of them count.
    for (records, points) in [(three.to_vec(), 8), (all, 15)] {
        let client = summary(&with(Initial, records));
        let priority = Priority::of(&client, Cadence::default(), day(TODAY)).unwrap();
        assert_eq!(priority.points(), points);
    }
}

/// A step of a repair that is to be done so many days ago.
fn step(id: u64, days_ago: i64) -> Record {
    Record::Action(PlannedAction {
        id: EntryId::new(id),
        date: ago(100),
        due: ago(days_ago),
        what: NonEmptyText::new("说明").unwrap(),
        origin: ActionOrigin::Own,
        outcome: None,
        review: None,
    })
}

/// A case: its subject, the client, what is due with the days since, and the points.
type Week = (&'static str, Client, Vec<(OpenKind, i64)>, usize);

/// All that is due within a week is known, and has no points unless it is a promise or a contact.
#[test]
fn everything_due_within_a_week_is_known_and_planned_actions_have_no_points() {
    use OpenKind::{Action, Promise};
    let due = |client: &Client| {
        let summary = summary(client);
        let entries = summary.due(ago(-6)).filter_map(|due| match due {
            Due::Entry(entry) => Some((entry.kind, day(TODAY).days_since(entry.due))),
            Due::Contact(_) => None,
        });
        entries.collect::<Vec<_>>()
    };
    let steps = [step(20, -1), step(21, -3), step(22, -7)];
    let overdue = [(30, 4), (31, 3), (32, 2), (33, 1), (34, 0)].map(|(id, days)| step(id, days));
    let both = [step(20, 1), promise(21, -2, None), promise(22, 1, None)];
    let promises = (20..24).map(|id| promise(id, 0, None));
    let table: [Week; 5] = [
        ("nothing", calm(Stage::Initial), vec![], 0),
        (
            "steps of a repair",
            with(Stage::Initial, steps),
            vec![(Action, -1), (Action, -3)],
            0,
        ),
        (
            "all steps, overdue",
            with(Stage::Initial, overdue),
            [4, 3, 2, 1, 0].map(|days| (Action, days)).to_vec(),
            0,
        ),
        (
            "promises and a step",
            with(Stage::Initial, both),
            vec![(Promise, 1), (Promise, -2), (Action, 1)],
            4,
        ),
        (
            "four promises on one day",
            with(Stage::Initial, promises),
            vec![(Promise, 0); 4],
            0,
        ),
    ];
    for (name, client, expected, points) in table {
        assert_eq!(due(&client), expected, "{name}");
        let sum: usize = reasons(&client).iter().map(|(_, points)| points).sum();
        assert_eq!(sum, points, "{name}");
    }
}

#[test]
fn an_agreed_contact_that_has_passed_is_a_reason_within_the_cadence() {
    let agreed = |contact: i64, next: i64| {
        let mut client = aged(Stage::Deepening, 30, Some(1), Some(1));
        let Record::Contact(mut record) = records::contact(9, ago(contact), 30) else {
            unreachable!()
        };
        record.next = Some(ago(next));
        put(&mut client, Record::Contact(record));
        client
    };
    check(vec![
        ("passed yesterday", agreed(5, 1), &[("missed", 2)]),
        ("is today", agreed(5, 0), &[]),
        ("is to come", agreed(5, -1), &[]),
        (
            "passed, and the cadence too",
            agreed(20, 1),
            &[("contact", 2)],
        ),
    ]);
}

#[test]
fn contact_feedback_focus_and_ratings_have_their_points() {
    use Stage::{Deepening, Initial, LongTerm};
    let contact = |stage, days| aged(stage, days, Some(1), Some(1));
    let feedback = |stage, days| aged(stage, 1, Some(1), days);
    let scored = |stage, scores| with(stage, [rated(3, 1, scores)]);
    let rating = |days| aged(Initial, 1, days, Some(1));
    check(vec![
        ("contact on its last day", contact(Initial, 7), &[]),
        ("contact overdue", contact(Initial, 8), &[("contact", 2)]),
        (
            "before a further cadence",
            contact(Initial, 13),
            &[("contact", 2)],
        ),
        (
            "one further cadence",
            contact(Initial, 14),
            &[("contact", 3)],
        ),
        (
            "two further cadences",
            contact(Initial, 21),
            &[("contact", 4)],
        ),
        (
            "many further cadences",
            contact(Initial, 300),
            &[("contact", 4)],
        ),
        ("the cadence of deepening", contact(Deepening, 14), &[]),
        (
            "overdue in deepening",
            contact(Deepening, 15),
            &[("contact", 2)],
        ),
        (
            "overdue in long-term",
            contact(LongTerm, 31),
            &[("contact", 2)],
        ),
        ("feedback of 180 days", feedback(LongTerm, Some(180)), &[]),
        (
            "feedback of 181 days",
            feedback(LongTerm, Some(181)),
            &[("feedback", 2)],
        ),
        ("no feedback", feedback(LongTerm, None), &[("feedback", 2)]),
        (
            "no feedback before long-term",
            feedback(Deepening, None),
            &[],
        ),
        ("a focus of 4", scored(Initial, [4.0, 5.0, 0.0, 0.0]), &[]),
        (
            "a focus under 4",
            scored(Initial, [3.9, 5.0, 5.0, 5.0]),
            &[("focus", 2)],
        ),
        (
            "two under 4",
            scored(Initial, [3.9, 3.8, 5.0, 5.0]),
            &[("focus", 2)],
        ),
        (
            "deepening",
            scored(Deepening, [0.0, 0.0, 3.0, 0.0]),
            &[("focus", 2)],
        ),
        (
            "long-term",
            scored(LongTerm, [0.0, 0.0, 0.0, 3.9]),
            &[("focus", 2)],
        ),
        ("a rating of 90 days", rating(Some(90)), &[]),
        ("a rating of 91 days", rating(Some(91)), &[("rating", 1)]),
        ("no rating", rating(None), &[("rating", 1)]),
    ]);
}

#[test]
fn the_weakest_focus_and_the_earliest_promise_are_named() {
    let client = with(
        Stage::Initial,
        [
            rated(3, 1, [3.9, 3.8, 0.0, 0.0]),
            promise(20, 2, None),
            promise(21, 5, None),
        ],
    );
    let priority = Priority::of(&summary(&client), Cadence::default(), day(TODAY)).unwrap();
    let weak = Reason::WeakFocus {
        dimension: Dimension::Conduct,
        score: Score::new(3.8).unwrap(),
    };
    assert!(priority.reasons.contains(&weak));
    let Reason::OverduePromise { promise, days } = &priority.reasons[0] else {
        panic!("{:?}", priority.reasons);
    };
    assert_eq!((promise.id, *days), (EntryId::new(21), 5));
    assert_eq!((priority.points(), priority.days_overdue()), (10, 5));
}

#[test]
fn the_list_is_sorted_by_points_days_name_and_id() {
    let named = |id, name, client: Client| {
        let mut client = client.with_id(ClientId::new(id));
        client.profile.name = Name::new(name).unwrap();
        summary(&client)
    };
    let overdue = |days| aged(Stage::Initial, days, Some(1), None);
    let snoozed = |until: i64| overdue(8).snoozed(Some(ago(-until)));
    let clients = [
        named(9, "Ada", overdue(8)),
        named(1, "Bea", overdue(8)),
        named(2, "Ada", overdue(8)),
        named(3, "Zoe", overdue(9)),
        named(4, "Zed", with(Stage::Initial, [promise(20, 1, None)])),
        named(5, "Calm", calm(Stage::LongTerm)),
        named(6, "Later", snoozed(9)),
        named(7, "Sooner", snoozed(1)),
        named(8, "Back", snoozed(0)),
        named(
            10,
            "Calm, snoozed",
            calm(Stage::Initial).snoozed(Some(ago(-9))),
        ),
    ];
    let all = Priorities::of(clients.iter(), Cadence::default(), day(TODAY));
    let waiting: Vec<_> = all
        .waiting
        .iter()
        .map(|one| one.summary.id.number())
        .collect();
    assert_eq!(waiting, [4, 3, 2, 9, 8, 1]);
    let snoozed: Vec<_> = all.snoozed.iter().map(|one| one.id.number()).collect();
    assert_eq!(snoozed, [7, 6]);
    assert_eq!(all.calm, 2);

    let turned = Priorities::of(clients.iter().rev(), Cadence::default(), day(TODAY));
    assert_eq!(turned, all);
    // The icon's count is that of the list.
    let summaries = || clients.iter().map(Arc::as_ref);
    let count = |day| Priorities::count_waiting(summaries(), Cadence::default(), day);
    assert_eq!(count(day(TODAY)), waiting.len());
    assert_eq!(count(day("2026-06-11")), clients.len() - 1);
}
