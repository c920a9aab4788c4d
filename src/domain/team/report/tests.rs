//! The figures of a client as they are shared, and reports that cannot be.

use super::{
    super::testing::{INITIAL, TEAM, client},
    *,
};
use crate::domain::{
    Client, LikertScore, Note, Promise, Record,
    velocity::testing::{History, day},
};

/// A client with a rising trend, in the middle of everything.
fn full() -> History {
    History::since("2026-01-01")
        .entered("2026-02-01", Stage::Deepening)
        .met("2026-05-01", 30)
        .rated("2026-03-01", [2.0; 4])
        .rated("2026-04-01", [4.0; 4])
        .rated("2026-05-01", [7.0; 4])
}

fn shared(client: &Client, today: &str) -> SharedClient {
    let assumptions = Assumptions::default();
    let summary = Arc::new(Summary::of(client, &assumptions, day(today)));
    SharedClient::of(&summary, None, &assumptions, day(today))
}

#[test]
fn what_is_shared_is_the_summary() {
    let today = "2026-05-02";
    let client = shared(&full().0, today);
    assert_eq!(client.called, None);
    assert_eq!(client.stage, Some((Stage::Deepening, day("2026-02-01"))));
    assert_eq!((client.level, client.gate), (Some(28.0), Some((3, 3))));
    assert_eq!(client.last_contact, Some(day("2026-05-01")));
    assert_eq!(client.last_rating, Some(day("2026-05-01")));
    assert_eq!(client.verdict(day(today)), Verdict::Rising);
    assert_eq!(client.reasons, []);
    // A month later nobody has called.
    let today = "2026-06-01";
    assert_eq!(
        shared(&full().0, today).reasons[0].kind,
        ReasonKind::Contact
    );
    let snoozed = full().0.snoozed(Some(day("2026-07-01")));
    assert_eq!(shared(&snoozed, today).reasons, []);
}

#[test]
fn figures_are_shared_no_finer_than_they_are_shown() {
    let client = History::since("2026-01-01")
        .rated("2026-03-01", [2.0; 4])
        .rated("2026-03-02", [3.01; 4])
        .rated("2026-03-08", [7.01; 4])
        .0;
    let told = shared(&client, "2026-03-09");
    assert_eq!(told.level, Some(28.0));
    let slope = told.slope.unwrap();
    for shown in [slope.per_day, slope.standard_error] {
        let millionths = 1e6 * shown;
        assert!((millionths - millionths.round()).abs() < 1e-6, "{shown}");
    }
    let summary = Summary::of(&client, &Assumptions::default(), day("2026-03-09"));
    let exact = summary.slope.unwrap();
    assert!((slope.per_day - exact.per_day).abs() < 1e-6);
    assert!((slope.standard_error - exact.standard_error).abs() < 1e-6);
    assert_ne!(slope.per_day.to_bits(), exact.per_day.to_bits());
}

#[test]
fn every_reason_of_the_list_is_shared_and_two_of_the_overdue_promises() {
    let mut client = full().breached("2026-05-02").0;
    for id in 101..=103 {
        let promise = Promise {
            id: EntryId::new(id),
            date: day("2026-05-01"),
            due: day("2026-05-03"),
            expected: LikertScore::new(5).unwrap(),
            what: Note::default(),
            outcome: None,
        };
        client.put(Record::Promise(promise)).unwrap();
    }
    let kinds = |today: &str| {
        let reasons = shared(&client, today).reasons.into_iter();
        reasons.map(|reason| reason.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("2026-05-03"), [ReasonKind::Breach]);
    assert_eq!(shared(&client, "2026-05-02").promises_due, 0);
    assert_eq!(shared(&client, "2026-05-03").promises_due, 3);
    assert_eq!(
        kinds("2026-12-01"),
        [
            ReasonKind::Breach,
            ReasonKind::Promise,
            ReasonKind::Promise,
            ReasonKind::Contact,
            ReasonKind::Rating
        ]
    );
    // As many points as in the list of the seller.
    let assumptions = Assumptions::default();
    let today = day("2026-12-01");
    let summary = Arc::new(Summary::of(&client, &assumptions, today));
    let listed = Priority::of(&summary, assumptions.cadence(), today).unwrap();
    let client = SharedClient::of(&summary, None, &assumptions, today);
    assert_eq!(client.points(), listed.points());
}

#[test]
fn a_report_with_impossible_numbers_is_none() {
    let refused = |client: SharedClient| {
        let date = day("2026-11-01");
        SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![client]).err()
    };
    let with = |edit: fn(&mut SharedClient)| {
        let mut one = client(INITIAL, None);
        edit(&mut one);
        refused(one)
    };
    assert_eq!(with(|_| {}), None);
    assert_eq!(with(|it| it.level = Some(40.1)), Some(InvalidReport::Level));
    assert_eq!(
        with(|it| it.level = Some(f64::NAN)),
        Some(InvalidReport::Level)
    );
    for possible in [(0, 1), (3, 3), (4, 4)] {
        let mut one = client(INITIAL, None);
        one.gate = Some(possible);
        assert_eq!(refused(one), None);
    }
    assert_eq!(with(|it| it.gate = Some((3, 2))), Some(InvalidReport::Gate));
    assert_eq!(with(|it| it.gate = Some((0, 0))), Some(InvalidReport::Gate));
    assert_eq!(with(|it| it.gate = Some((0, 5))), Some(InvalidReport::Gate));
    let points = |points| SharedReason {
        kind: ReasonKind::Breach,
        points,
    };
    let reasons = Some(InvalidReport::Reasons);
    for wrong in [vec![points(0)], vec![points(6)], vec![points(1); 10]] {
        let mut one = client(INITIAL, None);
        one.reasons = wrong;
        assert_eq!(refused(one), reasons);
    }
    let mut most = client(INITIAL, None);
    most.reasons = vec![points(5); 9];
    assert_eq!(refused(most), None);
    let slope = |per_day, standard_error| Slope {
        from: day("2026-01-01"),
        to: day("2026-02-01"),
        points: 3,
        window_days: 90,
        per_day,
        standard_error,
    };
    let with_slope = |slope| {
        let mut one = client(INITIAL, None);
        one.slope = Some(slope);
        refused(one)
    };
    let flat = slope(0.0, 0.0);
    assert_eq!(with_slope(flat), None);
    let one_day = Slope {
        to: flat.from,
        ..flat
    };
    assert_eq!(with_slope(one_day), None);
    let turned = Slope {
        from: flat.to,
        to: flat.from,
        ..flat
    };
    let of_two = Slope { points: 2, ..flat };
    for wrong in [
        slope(f64::INFINITY, 0.1),
        slope(0.1, f64::INFINITY),
        slope(0.1, -0.1),
        turned,
        of_two,
    ] {
        assert_eq!(with_slope(wrong), Some(InvalidReport::Slope));
    }
    let report = |count| {
        let clients = vec![client(None, None); count];
        SharedReport::new(TEAM, EntryId::new(7), None, day("2026-11-01"), 1, clients).err()
    };
    let most = SharedReport::MAX_CLIENTS;
    assert_eq!(report(most), None);
    let many = InvalidReport::TooManyClients(most + 1);
    assert_eq!(report(most + 1), Some(many));
}
