//! Calendar files, read back by a parser that is not ours.

use std::collections::BTreeMap;

use icalendar::{Calendar, CalendarComponent, Component};
use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    domain::{
        ActionOrigin, ActionOutcome, ActionReview, Channel, CivilDate, Client, Contact, EntryId,
        LikertScore, NonEmptyText, Note, PerDimension, PlannedAction, Promise, PromiseOutcome,
        Record,
    },
    exchange::{CALENDAR_DAYS, CalendarEvent, CalendarItem, CalendarKind, calendar_file},
};

use crate::{any, records};

const TODAY: &str = "2026-03-31";

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn promise(id: u64, due: &str, outcome: Option<PromiseOutcome>) -> Record {
    Record::Promise(Promise {
        id: EntryId::new(id),
        date: day("2026-02-01"),
        due: day(due),
        expected: LikertScore::new(6).unwrap(),
        what: Note::new("三年的用工成本, 含社保; \\ 第二版\n周五前").unwrap(),
        outcome,
    })
}

fn contact(id: u64, date: &str, next: Option<&str>) -> Record {
    Record::Contact(Contact {
        id: EntryId::new(id),
        date: day(date),
        channel: Channel::Call,
        minutes: 0,
        served: PerDimension::default(),
        note: Note::default(),
        next: next.map(day),
    })
}

fn client(entries: Vec<Record>) -> Client {
    let mut client = records::client(day("2026-01-01"));
    client.put_all(entries).unwrap();
    client
}

/// The file of a client that was saved so often.
fn file(client: &Client, rev: u64) -> String {
    let items = CalendarItem::of(client, day(TODAY)).into_iter();
    let events = items.map(|item| CalendarEvent {
        rev,
        summary: match &item.kind {
            CalendarKind::Promise(what) => what.clone(),
            CalendarKind::Action { what, is_review } => format!("{what} {is_review}"),
            CalendarKind::Contact => "联系".to_owned(),
        },
        item,
    });
    calendar_file(&events.collect::<Vec<_>>(), day(TODAY))
}

/// An event as a calendar knows it.
#[derive(Debug, PartialEq)]
struct Shown {
    sequence: u64,
    start: String,
    status: String,
    summary: String,
}

/// The events of a file by their UIDs.
fn read(file: &str) -> BTreeMap<String, Shown> {
    assert!(
        file.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let calendar: Calendar = file.parse().unwrap();
    let events = calendar.components.iter().map(|component| {
        let CalendarComponent::Event(event) = component else {
            panic!("no event: {component:?}")
        };
        let value = |key| event.property_value(key).unwrap_or_default().to_owned();
        let shown = Shown {
            sequence: value("SEQUENCE").parse().unwrap(),
            start: value("DTSTART"),
            status: value("STATUS"),
            summary: event.get_summary().unwrap_or_default().to_owned(),
        };
        // A day, not a time.
        assert!(matches!(
            event.get_start(),
            Some(icalendar::DatePerhapsTime::Date(_))
        ));
        (event.get_uid().unwrap().to_owned(), shown)
    });
    let count = calendar.components.len();
    let events: BTreeMap<_, _> = events.collect();
    assert_eq!(events.len(), count, "an UID twice");
    events
}

#[test]
fn a_moved_promise_keeps_its_uid_and_a_withdrawn_one_is_cancelled() {
    let first = read(&file(&client(vec![promise(6, "2026-04-03", None)]), 4));
    let moved = read(&file(&client(vec![promise(6, "2026-04-10", None)]), 5));
    let outcome = PromiseOutcome::Withdrawn {
        on: day("2026-03-31"),
    };
    let withdrawn = client(vec![promise(6, "2026-04-10", Some(outcome))]);
    let withdrawn = read(&file(&withdrawn, 6));
    let uid = "0000000000000001-0000000000000006@trust-velocity";
    let shown = |sequence, start: &str, status: &str| Shown {
        sequence,
        start: start.to_owned(),
        status: status.to_owned(),
        summary: "三年的用工成本, 含社保; \\ 第二版\n周五前".to_owned(),
    };
    let expected = [
        shown(4, "20260403", "CONFIRMED"),
        shown(5, "20260410", "CONFIRMED"),
        shown(6, "20260410", "CANCELLED"),
    ];
    for (found, expected) in [first, moved, withdrawn].into_iter().zip(expected) {
        assert_eq!(found, BTreeMap::from([(uid.to_owned(), expected)]));
    }
}

#[test]
fn a_planned_action_moves_to_its_review_and_is_cancelled_when_dismissed() {
    let action = |due: &str, outcome, review: Option<&str>| {
        client(vec![Record::Action(PlannedAction {
            id: EntryId::new(6),
            date: day("2026-03-01"),
            due: day(due),
            what: NonEmptyText::new("寄样品").unwrap(),
            origin: ActionOrigin::Own,
            outcome,
            review: review.map(|on| ActionReview {
                on: day(on),
                result: None,
            }),
        })])
    };
    let done = Some(ActionOutcome::Done(day("2026-03-30")));
    let dismissed = Some(ActionOutcome::Dismissed(day("2026-03-30")));
    let long_ago = Some(ActionOutcome::Done(day("2026-03-01")));
    let uid = "0000000000000001-0000000000000006@trust-velocity";
    for (rev, client, start, status, summary) in [
        (
            4,
            action("2026-04-03", None, None),
            "20260403",
            "CONFIRMED",
            "寄样品 false",
        ),
        (
            5,
            action("2026-04-10", None, None),
            "20260410",
            "CONFIRMED",
            "寄样品 false",
        ),
        (
            6,
            action("2026-04-10", done, Some("2026-05-01")),
            "20260501",
            "CONFIRMED",
            "寄样品 true",
        ),
        (
            7,
            action("2026-04-10", dismissed, Some("2026-05-01")),
            "20260410",
            "CANCELLED",
            "寄样品 false",
        ),
    ] {
        let shown = Shown {
            sequence: rev,
            start: start.to_owned(),
            status: status.to_owned(),
            summary: summary.to_owned(),
        };
        let expected = BTreeMap::from([(uid.to_owned(), shown)]);
        assert_eq!(read(&file(&client, rev)), expected);
    }
    // Done 30 days ago it is told for the last time.
    assert_eq!(
        read(&file(&action("2026-03-02", long_ago, None), 8)).len(),
        1
    );
    let longer_ago = Some(ActionOutcome::Done(day("2026-03-01")));
    let items = CalendarItem::of(&action("2026-03-02", longer_ago, None), day("2026-04-01"));
    assert_eq!(items, []);
}

/// Day and state of each item.
fn items(client: &Client) -> Vec<(String, bool)> {
    let items = CalendarItem::of(client, day(TODAY)).into_iter();
    items
        .map(|item| (item.day.to_string(), item.is_cancelled))
        .collect()
}

#[test]
fn what_was_settled_is_cancelled_for_thirty_days() {
    let kept = |on| {
        let experienced = LikertScore::new(5).unwrap();
        Some(PromiseOutcome::Kept {
            on: day(on),
            experienced,
        })
    };
    let broken = Some(PromiseOutcome::Broken {
        on: day("2026-03-30"),
    });
    let entries = vec![
        promise(1, "2026-04-01", kept("2026-03-01")),
        promise(2, "2026-04-02", kept("2026-02-28")),
        promise(3, "2026-04-03", broken),
        promise(4, "2026-03-03", None),
    ];
    let found = [
        ("2026-04-01", true),
        ("2026-04-03", true),
        ("2026-03-03", false),
    ];
    assert_eq!(
        items(&client(entries)),
        found.map(|(day, is)| (day.to_owned(), is))
    );
}

#[test]
fn a_contact_that_came_before_its_day_cancels_it() {
    /// The day of a contact, and that of the next one.
    type Met<'a> = (&'a str, Option<&'a str>);
    /// The day of an item, and whether it is cancelled.
    type Day<'a> = (&'a str, bool);
    let cases: [(&[Met], &[Day]); 6] = [
        (
            &[("2026-03-01", Some("2026-04-10"))],
            &[("2026-04-10", false)],
        ),
        // Met before, and another day agreed.
        (
            &[
                ("2026-03-01", Some("2026-04-10")),
                ("2026-03-20", Some("2026-04-20")),
            ],
            &[("2026-04-10", true), ("2026-04-20", false)],
        ),
        (
            &[("2026-03-01", Some("2026-04-10")), ("2026-03-20", None)],
            &[("2026-04-10", true)],
        ),
        // Met on that day, or after it.
        (
            &[("2026-03-01", Some("2026-03-20")), ("2026-03-20", None)],
            &[],
        ),
        // Long ago.
        (
            &[("2026-01-01", Some("2026-02-10")), ("2026-02-01", None)],
            &[],
        ),
        // Of one day the later entered stands.
        (
            &[
                ("2026-03-20", Some("2026-04-10")),
                ("2026-03-20", Some("2026-04-20")),
            ],
            &[("2026-04-10", true), ("2026-04-20", false)],
        ),
    ];
    for (contacts, expected) in cases {
        let contacts = contacts.iter().zip(1..);
        let contacts = contacts.map(|((date, next), id)| contact(id, date, *next));
        let expected = expected.iter().map(|(day, is)| ((*day).to_owned(), *is));
        assert_eq!(
            items(&client(contacts.collect())),
            expected.collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_client_in_the_bin_cancels_all_and_the_coming_days_end_with_the_thirtieth() {
    let all = || {
        client(vec![
            promise(1, "2026-03-31", None),
            promise(2, "2026-04-30", None),
            promise(3, "2026-05-01", None),
            promise(4, "2026-03-30", None),
        ])
    };
    let coming = |client: &Client| {
        let items = CalendarItem::of(client, day(TODAY)).into_iter();
        let coming = items.filter(|item| item.is_of_coming_days(day(TODAY)));
        coming
            .map(|item| (item.entry.number(), item.is_cancelled))
            .collect::<Vec<_>>()
    };
    assert_eq!(coming(&all()), [(1, false), (2, false)]);
    let binned = |on| coming(&all().into_bin(day(on)));
    assert_eq!(binned("2026-03-01"), [1, 2, 3, 4].map(|id| (id, true)));
    assert_eq!(binned("2026-02-28"), []);
}

proptest! {
    /// Whatever stands in a name or a promise, no line is too long and nothing gets out of its value.
    #[test]
    fn any_words_come_back(words in vec(any::notes(), 1..6), rev in any::<u64>()) {
        // This parser takes a backslash before a colon for part of an escape.
        let words: Vec<_> = words.iter().map(|it| it.as_str().replace('\\', "/")).collect();
        let events: Vec<_> = (1..).zip(&words).map(|(id, words)| CalendarEvent {
            item: CalendarItem {
                client: trust_velocity::domain::ClientId::new(7),
                entry: EntryId::new(id),
                day: day(TODAY).plus_days(CALENDAR_DAYS).unwrap(),
                kind: CalendarKind::Contact,
                is_cancelled: false,
            },
            rev,
            summary: words.clone(),
        }).collect();
        let read = read(&calendar_file(&events, day(TODAY)));
        let found: Vec<_> = read.values().map(|shown| shown.summary.clone()).collect();
        let expected = words.iter().map(|words| words.replace('\t', " "));
        prop_assert_eq!(found, expected.collect::<Vec<_>>());
    }
}
