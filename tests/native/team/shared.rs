//! Of each client a seller shares the summary and no more, as chosen for it.

use std::sync::Arc;

use trust_velocity::{
    documents::encode_report,
    domain::{
        Assumptions, Client, EntryId, PerDimension, Rater, Record, RelationshipKind, Score, Stage,
        Summary,
        team::{
            ClientChoice, InvalidReport, Membership, ReasonKind, SharedClient, SharedReason,
            SharedReport,
        },
        velocity::{Slope, Verdict},
    },
    exchange::initials,
};

use super::{INITIAL, TEAM, client, day, membership, name, report};
use crate::records;

/// A client with a rising trend, in the middle of everything.
fn full() -> Client {
    let mut client = records::client(day("2026-01-01"));
    client
        .put(records::stage(1, day("2026-02-01"), Stage::Deepening))
        .unwrap();
    client
        .put(records::contact(2, day("2026-05-01"), 30))
        .unwrap();
    for (id, date, score) in [
        (3, "2026-03-01", 2.0),
        (4, "2026-04-01", 4.0),
        (5, "2026-05-01", 7.0),
    ] {
        let scores = PerDimension([Score::new(score).ok(); 4]);
        let rating = records::rating(id, day(date), Rater::Seller, scores);
        client.put(rating).unwrap();
    }
    client
}

fn summary(client: &Client, today: &str) -> Arc<Summary> {
    Arc::new(Summary::of(client, &Assumptions::default(), day(today)))
}

#[test]
fn what_is_shared_is_the_summary_and_no_more() {
    let today = "2026-05-02";
    let summary = summary(&full(), today);
    let shared = SharedClient::of(&summary, None, &Assumptions::default(), day(today));
    assert_eq!(shared.stage, Some((Stage::Deepening, day("2026-02-01"))));
    assert_eq!((shared.level, shared.gate), (Some(28.0), Some((3, 3))));
    assert_eq!(shared.last_contact, Some(day("2026-05-01")));
    assert_eq!(shared.last_rating, Some(day("2026-05-01")));
    assert_eq!(shared.verdict(day(today)), Verdict::Rising);
    assert_eq!(shared.reasons, []);
    // A month later nobody has called.
    let later = SharedClient::of(&summary, None, &Assumptions::default(), day("2026-06-01"));
    assert_eq!(later.reasons[0].kind, ReasonKind::Contact);
    let snoozed = Arc::new(Summary {
        snoozed_until: Some(day("2026-07-01")),
        ..Summary::clone(&summary)
    });
    let snoozed = SharedClient::of(&snoozed, None, &Assumptions::default(), day("2026-06-01"));
    assert_eq!(snoozed.reasons, []);
    // Nothing of notes or names is in what is sent.
    let report = SharedReport::new(TEAM, EntryId::new(7), None, day(today), 1, vec![shared]);
    let json = encode_report(&report.unwrap()).unwrap();
    assert!(!json.contains(summary.name.as_str()), "{json}");
}

#[test]
fn each_client_is_shared_as_its_seller_chose() {
    let today = day("2026-05-02");
    let of = |client: &Client| summary(client, "2026-05-02");
    let plain = of(&full());
    let example = Arc::new(Summary {
        is_example: true,
        ..Summary::clone(&plain)
    });
    let binned = Arc::new(Summary {
        binned: Some(today),
        ..Summary::clone(&plain)
    });
    let colleague = Arc::new(Summary {
        kind: RelationshipKind::TeamMember,
        ..Summary::clone(&plain)
    });
    let all = [plain.clone(), example, binned, colleague];
    let assumptions = Assumptions::default();
    let shared =
        |membership: &Membership| membership.shared(all.iter(), initials, &assumptions, today);
    let called = |membership: &Membership| {
        let shared = shared(membership);
        assert_eq!(shared.len(), 1);
        shared[0].client.clone().map(|client| client.called)
    };
    let mut mine = membership(false);
    assert_eq!(called(&mine), Some(None));
    mine.set_usual(ClientChoice::Named);
    assert_eq!(called(&mine), Some(Some(plain.name.clone())));
    mine.choose(plain.id, ClientChoice::Initials);
    let letters = name(&initials(plain.name.as_str()));
    assert_eq!(called(&mine), Some(Some(letters)));
    mine.choose(plain.id, ClientChoice::Nothing);
    assert_eq!(called(&mine), None);
    assert_eq!(mine.report(&shared(&mine), today).unwrap().clients(), []);
    // A choice that is the usual one again is none of its own.
    mine.set_usual(ClientChoice::Nothing);
    assert!(mine.choices.is_empty());
    let mut unnamed = membership(true);
    unnamed.set_usual(ClientChoice::Named);
    assert_eq!(called(&unnamed), Some(None));
    let report = unnamed.report(&shared(&unnamed), today).unwrap();
    assert_eq!((report.name.clone(), report.edition), (None, 1));
    unnamed.last = Some((4, today));
    assert_eq!(unnamed.report(&[], today).unwrap().edition, 5);
}

#[test]
fn a_report_with_impossible_numbers_is_none() {
    let with = |edit: fn(&mut SharedClient)| {
        let mut one = client(INITIAL, None);
        edit(&mut one);
        let date = day("2026-11-01");
        SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![one]).err()
    };
    assert_eq!(with(|_| {}), None);
    assert_eq!(with(|it| it.level = Some(40.1)), Some(InvalidReport::Level));
    assert_eq!(
        with(|it| it.level = Some(f64::NAN)),
        Some(InvalidReport::Level)
    );
    assert_eq!(with(|it| it.gate = Some((3, 2))), Some(InvalidReport::Gate));
    let points = |points| SharedReason {
        kind: ReasonKind::Breach,
        points,
    };
    let reasons = Some(InvalidReport::Reasons);
    assert_eq!(
        with(|it| it.reasons = vec![SharedReason {
            kind: ReasonKind::Breach,
            points: 6
        }]),
        reasons
    );
    let mut many = client(INITIAL, None);
    many.reasons = vec![points(1); 10];
    let date = day("2026-11-01");
    let many = SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![many]);
    assert_eq!(many.err(), reasons);
    let slope = |per_day, points| Slope {
        from: day("2026-01-01"),
        to: day("2026-02-01"),
        points,
        window_days: 90,
        per_day,
        standard_error: 0.1,
    };
    for slope in [slope(f64::INFINITY, 3), slope(0.1, 2)] {
        let mut one = client(INITIAL, None);
        one.slope = Some(slope);
        let report = SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![one]);
        assert_eq!(report.err(), Some(InvalidReport::Slope));
    }
    let many = vec![client(None, None); SharedReport::MAX_CLIENTS + 1];
    let count = many.len();
    let many = SharedReport::new(TEAM, EntryId::new(7), None, date, 1, many);
    assert_eq!(many.err(), Some(InvalidReport::TooManyClients(count)));
}

/// A record of no client in a report: the fixture of a client has notes.
#[test]
fn no_note_of_a_client_is_shared() {
    let text = include_str!("../../fixtures/client-v4.json");
    let (_, client) = trust_velocity::documents::decode_client(text).unwrap();
    let summary = summary(&client, "2026-06-01");
    let shared = SharedClient::of(&summary, None, &Assumptions::default(), day("2026-06-01"));
    let json = encode_report(&report(7, 1, "2026-06-01", vec![shared])).unwrap();
    let notes = client.entries().filter_map(|record| match record {
        Record::Rating(it) => Some(it.note),
        Record::Contact(it) => Some(it.note),
        Record::Promise(it) => Some(it.what),
        _ => None,
    });
    for note in notes.filter(|note| !note.as_str().is_empty()) {
        assert!(!json.contains(note.as_str()), "{json}");
    }
}
