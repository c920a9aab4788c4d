//! The rows of the list: what they say of a day, and how they are found and sorted.

use std::sync::Arc;

use trust_velocity::domain::{
    Assumptions, Cadence, CivilDate, Client, ClientId, EntryId, Form, ItemResponses, ItemsVersion,
    Measurement, Name, Need, Note, Order, PerDimension, Rater, Rating, Record, RelationshipKind,
    Score, Stage, Summary,
};

use crate::{
    records,
    row::{Filter, Row, compare},
};

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// A client in a stage since the first contact.
fn client(id: u64, name: &str, first_contact: &str, stage: Stage) -> Client {
    let mut client = records::client(day(first_contact)).with_id(ClientId::new(id));
    client.profile.name = Name::new(name).unwrap();
    let entry = records::stage(1, day(first_contact), stage);
    client.put(entry).unwrap();
    client
}

fn contacted(mut client: Client, date: &str) -> Client {
    client.put(records::contact(2, day(date), 30)).unwrap();
    client
}

fn rated(mut client: Client, rater: Rater, scores: [Option<f64>; 4]) -> Client {
    let scores = scores.map(|score| score.map(|score| Score::new(score).unwrap()));
    let date = client.first_contact();
    let rating = records::rating(3, date, rater, PerDimension(scores));
    client.put(rating).unwrap();
    client
}

fn row_on(client: &Client, today: &str, cadence: Cadence) -> Row {
    let summary = Summary::of(client, &Assumptions::default(), day(today));
    Row::of(&Arc::new(summary), true, day(today), cadence)
}

fn row(client: &Client) -> Row {
    row_on(client, "2026-06-01", Cadence::default())
}

fn is_found(row: &Row, filter: &Filter) -> bool {
    filter.holds(row, str::to_lowercase)
}

#[test]
fn contact_is_overdue_the_day_after_its_last_day() {
    let overdue = |stage, today: &str| {
        let client = contacted(client(1, "Ada", "2026-01-01", stage), "2026-05-01");
        row_on(&client, today, Cadence::default()).days_overdue()
    };
    for (stage, last, first) in [
        (Stage::Initial, "2026-05-08", "2026-05-09"),
        (Stage::Deepening, "2026-05-15", "2026-05-16"),
        (Stage::LongTerm, "2026-05-31", "2026-06-01"),
    ] {
        assert_eq!(overdue(stage, last), None, "{stage:?}");
        assert_eq!(overdue(stage, first), Some(1), "{stage:?}");
    }
    assert_eq!(overdue(Stage::Initial, "2026-05-17"), Some(9));
    assert_eq!(overdue(Stage::Ended, "2027-01-01"), None);

    // By the settings of the person, and by the stage of the day.
    let mut moved = contacted(client(1, "Ada", "2026-01-01", Stage::Initial), "2026-05-01");
    let cadence = Cadence::new(3, 20, 30).unwrap();
    assert_eq!(
        row_on(&moved, "2026-05-10", cadence).days_overdue(),
        Some(6)
    );
    let later = records::stage(4, day("2026-05-10"), Stage::Deepening);
    moved.put(later).unwrap();
    assert_eq!(row_on(&moved, "2026-05-10", cadence).days_overdue(), None);
}

#[test]
fn without_a_contact_the_days_count_from_the_first_one() {
    let never = client(1, "Ada", "2026-05-01", Stage::Initial);
    let on = |today: &str| {
        let row = row_on(&never, today, Cadence::default());
        (row.days_without_contact, row.days_overdue())
    };
    assert_eq!(on("2026-05-01"), (0, None));
    assert_eq!(on("2026-05-08"), (7, None));
    assert_eq!(on("2026-05-09"), (8, Some(1)));
    // One with a date in the future is none yet.
    let planned = contacted(never.clone(), "2026-06-03");
    assert_eq!(row(&planned).days_without_contact, 31);
    assert_eq!(row(&contacted(never, "2026-06-01")).days_without_contact, 0);
}

#[test]
fn rows_are_sorted_by_contact_and_by_what_is_overdue() {
    let clients = [
        client(1, "never, 62 days", "2026-03-31", Stage::Initial),
        contacted(
            client(2, "60 days", "2026-01-01", Stage::LongTerm),
            "2026-04-02",
        ),
        client(3, "never, 20 days", "2026-05-12", Stage::Initial),
        contacted(
            client(4, "25 days", "2026-01-01", Stage::Deepening),
            "2026-05-07",
        ),
        contacted(
            client(5, "300 days, ended", "2025-01-01", Stage::Ended),
            "2025-08-05",
        ),
        contacted(
            client(6, "today", "2026-01-01", Stage::Initial),
            "2026-06-01",
        ),
    ];
    let sorted = |order: Order| {
        let mut rows: Vec<_> = clients.iter().map(row).collect();
        rows.sort_by(|a, b| compare(order, a, b));
        let ids = rows.iter().map(|row| row.summary.id.number());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(sorted(Order::LastContact), [5, 1, 2, 4, 3, 6]);
    // By 55, 30, 13 and 11 days, then the one due in 7, then the one that has ended.
    assert_eq!(sorted(Order::Overdue), [1, 2, 3, 4, 6, 5]);
}

#[test]
fn the_filters_leave_what_has_all_that_is_chosen() {
    let mut both = client(1, "Ada", "2026-05-01", Stage::Initial);
    both.profile.tags = ["East", "Tools"]
        .map(|tag| Name::new(tag).unwrap())
        .to_vec();
    both.kind = RelationshipKind::TeamMember;
    let both = row(&both);
    let calm = contacted(client(2, "Bea", "2026-05-01", Stage::Initial), "2026-05-31");
    let calm = row(&rated(calm, Rater::Seller, [Some(5.0); 4]));
    let found = |filter: Filter| [&both, &calm].map(|row| is_found(row, &filter));
    let all = Filter::default;

    assert_eq!(found(all()), [true, true]);
    let need = Some(Need::Contact);
    assert_eq!(found(Filter { need, ..all() }), [true, false]);
    let need = Some(Need::Rating);
    assert_eq!(found(Filter { need, ..all() }), [true, false]);
    let kind = |kind| Filter {
        kind: Some(kind),
        ..all()
    };
    assert_eq!(found(kind(RelationshipKind::Client)), [false, true]);
    assert_eq!(found(kind(RelationshipKind::TeamMember)), [true, false]);
    assert_eq!(found(kind(RelationshipKind::Supplier)), [false, false]);
    let tag = |tag: &str| Filter {
        tag: tag.to_owned(),
        ..all()
    };
    assert_eq!(found(tag("Tools")), [true, false]);
    assert_eq!(found(tag("Tool")), [false, false], "a tag is chosen whole");
    let stage = Some(Stage::LongTerm);
    assert_eq!(
        found(Filter {
            stage,
            ..tag("East")
        }),
        [false, false]
    );
    let stage = Some(Stage::Initial);
    assert_eq!(found(Filter { stage, ..all() }), [true, true]);
    let words = |words: &str| Filter {
        words: words.to_owned(),
        ..all()
    };
    assert_eq!(found(words("tool")), [true, false]);
    assert_eq!(found(words("bea")), [false, true]);
}

#[test]
fn one_is_rated_by_the_seller_with_any_instrument() {
    let is_rated = |client: &Client| {
        let need = Some(Need::Rating);
        !is_found(
            &row(client),
            &Filter {
                need,
                ..Filter::default()
            },
        )
    };
    let ada = client(1, "Ada", "2026-05-01", Stage::Initial);
    assert!(!is_rated(&ada));
    assert!(is_rated(&rated(
        ada.clone(),
        Rater::Seller,
        [Some(5.0), None, None, None]
    )));
    let theirs = Rater::Client(Name::new("Ada").unwrap());
    assert!(!is_rated(&rated(ada.clone(), theirs, [Some(5.0); 4])));
    let mut by_items = ada;
    by_items
        .put(Record::Rating(Rating {
            id: EntryId::new(3),
            date: day("2026-05-02"),
            rater: Rater::Seller,
            measurement: Measurement::Items(ItemResponses::none(
                ItemsVersion::CURRENT,
                Form::Short,
            )),
            is_blind: false,
            note: Note::default(),
            evidence: Vec::new(),
        }))
        .unwrap();
    assert!(is_rated(&by_items));
}
