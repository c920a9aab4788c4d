//! Entries put, replaced and refused; the first contact and the stages.

use super::*;
use crate::domain::{
    Channel, Dimension, Measurement, Name, Note, PerDimension, Rater, Score, Severity,
};

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn profile() -> Profile {
    Profile {
        name: Name::new("陈工").unwrap(),
        organisation: None,
        title: None,
        tags: Vec::new(),
        note: Note::default(),
    }
}

/// Met on 2026-01-10; the stage `initial` since then is entry 1.
fn client() -> Client {
    let (first_contact, today) = (day("2026-01-10"), day("2026-06-01"));
    Client::new(
        ClientId::new(7),
        profile(),
        first_contact,
        EntryId::new(1),
        today,
    )
    .unwrap()
}

fn rating(id: u64, date: &str, score: f64) -> Record {
    Record::Rating(Rating {
        id: EntryId::new(id),
        date: day(date),
        rater: Rater::Seller,
        measurement: Measurement::Sliders(PerDimension([Score::new(score).ok(); 4])),
        is_blind: false,
        note: Note::default(),
        evidence: Vec::new(),
    })
}

fn contact(id: u64, date: &str) -> Record {
    Record::Contact(Contact {
        id: EntryId::new(id),
        date: day(date),
        channel: Channel::Call,
        minutes: 15,
        served: PerDimension::default(),
        note: Note::default(),
        next: None,
    })
}

fn breach(id: u64, date: &str) -> Record {
    Record::Breach(Breach {
        id: EntryId::new(id),
        date: day(date),
        dimension: Dimension::Conduct,
        severity: Severity::Minor,
        what: Note::default(),
        done: Note::default(),
    })
}

fn stage(id: u64, date: &str, stage: Stage) -> Record {
    Record::Stage(StageEntry {
        id: EntryId::new(id),
        date: day(date),
        stage,
    })
}

fn ids(history: &[Record]) -> Vec<EntryId> {
    history.iter().map(Record::id).collect()
}

#[test]
fn a_relationship_begins_in_the_first_stage_and_not_in_the_future() {
    let client = client();
    assert_eq!(
        (client.id(), client.first_contact()),
        (ClientId::new(7), day("2026-01-10"))
    );
    assert_eq!(
        client.stage_on(day("2026-01-10")).map(|e| e.stage),
        Some(Stage::Initial)
    );
    assert_eq!(client.stage_on(day("2026-01-09")), None);
    assert!(!client.is_example());
    assert!(client.as_example().is_example());

    let (first_contact, today) = (day("2026-06-02"), day("2026-06-01"));
    let early = Client::new(
        ClientId::new(7),
        profile(),
        first_contact,
        EntryId::new(1),
        today,
    );
    assert_eq!(early, Err(DateError::AfterToday { today }));
}

#[test]
fn an_entry_before_the_first_contact_changes_nothing() {
    let mut client = client();
    let before = client.clone();
    for record in [
        rating(2, "2026-01-09", 5.0),
        contact(2, "2026-01-09"),
        breach(2, "2026-01-09"),
        stage(1, "2026-01-09", Stage::Deepening),
    ] {
        let first_contact = day("2026-01-10");
        assert_eq!(
            client.put(record),
            Err(DateError::BeforeFirstContact { first_contact })
        );
        assert_eq!(client, before);
    }
}

#[test]
fn an_entry_takes_the_place_of_the_one_with_its_id() {
    let mut client = client();
    client.put(rating(2, "2026-02-01", 5.0)).unwrap();
    client.put(rating(3, "2026-02-01", 6.0)).unwrap();
    client.put(rating(2, "2026-02-01", 7.0)).unwrap();
    let totals: Vec<_> = client
        .ratings()
        .iter()
        .map(|r| r.scores().total())
        .collect();
    assert_eq!(totals, [Some(28.0), Some(24.0)]);

    client.put(contact(2, "2026-02-02")).unwrap();
    assert_eq!((client.ratings().len(), client.contacts().len()), (1, 1));
    let kind = client.record(EntryId::new(2)).map(|record| record.kind());
    assert_eq!(kind, Some(RecordKind::Contact));
}

#[test]
fn the_only_stage_stays() {
    let mut client = client();
    client.put(breach(2, "2026-02-01")).unwrap();
    assert!(client.remove(EntryId::new(2)));
    assert!(!client.remove(EntryId::new(2)));
    assert!(client.breaches().is_empty());

    assert!(!client.remove(EntryId::new(1)));
    client
        .put(stage(3, "2026-02-01", Stage::Deepening))
        .unwrap();
    assert!(client.remove(EntryId::new(1)));
    assert!(!client.remove(EntryId::new(3)));
    assert_eq!(client.stages().len(), 1);
}

#[test]
fn history_runs_from_the_newest_entry() {
    let mut client = client();
    for record in [
        contact(2, "2026-02-01"),
        contact(3, "2026-03-01"),
        contact(4, "2026-02-01"),
        stage(5, "2026-02-15", Stage::Deepening),
        breach(6, "2026-02-20"),
        rating(7, "2026-04-01", 5.0),
    ] {
        client.put(record).unwrap();
    }
    assert_eq!(
        ids(&client.history()),
        [7, 3, 6, 5, 4, 2, 1].map(EntryId::new)
    );
    assert_eq!(client.record(EntryId::new(8)), None);
    let last = |date| client.last_contact(day(date)).map(|contact| contact.id);
    assert_eq!(last("2026-01-31"), None);
    assert_eq!(last("2026-02-28"), Some(EntryId::new(4)));
}

#[test]
fn of_two_stages_on_one_day_the_later_entered_stands() {
    let mut client = client();
    client.put(stage(2, "2026-03-01", Stage::LongTerm)).unwrap();
    client.put(stage(3, "2026-02-01", Stage::Ended)).unwrap();
    client
        .put(stage(4, "2026-02-01", Stage::Deepening))
        .unwrap();
    let on = |date| client.stage_on(day(date)).map(|entry| entry.stage);
    assert_eq!(on("2026-02-28"), Some(Stage::Deepening));
    assert_eq!(on("2026-03-01"), Some(Stage::LongTerm));
    let history: Vec<_> = client
        .stage_history()
        .iter()
        .map(|entry| entry.stage)
        .collect();
    assert_eq!(
        history,
        [
            Stage::Initial,
            Stage::Ended,
            Stage::Deepening,
            Stage::LongTerm
        ]
    );
}

#[test]
fn a_date_lies_between_the_first_contact_and_today() {
    let (client, today) = (client(), day("2026-02-01"));
    assert_eq!(client.check_date(day("2026-01-10"), today), Ok(()));
    assert_eq!(client.check_date(today, today), Ok(()));
    let first_contact = day("2026-01-10");
    let early = DateError::BeforeFirstContact { first_contact };
    assert_eq!(client.check_date(day("2026-01-09"), today), Err(early));
    let late = DateError::AfterToday { today };
    assert_eq!(client.check_date(day("2026-02-02"), today), Err(late));
}

#[test]
fn the_first_stage_moves_with_the_first_contact() {
    let mut client = client();
    client.put(contact(2, "2026-02-01")).unwrap();
    for date in ["2026-01-01", "2026-02-01"].map(day) {
        client.set_first_contact(date, day("2026-06-01")).unwrap();
        assert_eq!(
            (client.first_contact(), client.stages()[0].date),
            (date, date)
        );
    }
    let today = day("2026-02-01");
    assert_eq!(client.set_first_contact(today, today), Ok(()));
}

#[test]
fn a_first_contact_cannot_pass_a_record() {
    let mut client = client();
    client.put(contact(2, "2026-03-01")).unwrap();
    client.put(breach(3, "2026-02-01")).unwrap();
    let (before, today) = (client.clone(), day("2026-06-01"));
    let breach = DateError::RecordInTheWay {
        kind: RecordKind::Breach,
        date: day("2026-02-01"),
    };
    assert_eq!(
        client.set_first_contact(day("2026-03-02"), today),
        Err(breach)
    );
    let late = DateError::AfterToday { today };
    assert_eq!(
        client.set_first_contact(day("2026-06-02"), today),
        Err(late)
    );
    assert_eq!(client, before);
}

#[test]
fn a_later_stage_stays_where_it_was_entered() {
    let mut client = Client::empty(ClientId::new(1), profile(), day("2026-01-10"));
    client.put(stage(1, "2026-02-01", Stage::Initial)).unwrap();
    client
        .set_first_contact(day("2026-01-01"), day("2026-06-01"))
        .unwrap();
    assert_eq!(client.stages()[0].date, day("2026-02-01"));
}

#[test]
fn an_entry_is_found_by_its_id() {
    let mut client = Client::empty(ClientId::new(1), profile(), day("2026-01-10"));
    let [first, second] =
        [(1, "2026-02-01"), (2, "2026-01-20")].map(|(id, date)| stage(id, date, Stage::Initial));
    client.put_all(vec![first.clone(), second.clone()]).unwrap();
    let indexed = client.indexed_entries();
    assert_eq!(indexed.entries(), [first, second.clone()]);
    assert_eq!(indexed.get(EntryId::new(2)), Some(&second));
    assert_eq!(client.record(EntryId::new(2)), Some(second));
    assert_eq!(indexed.get(EntryId::new(3)), None);
    assert_eq!(client.record(EntryId::new(3)), None);
}
