//! Ratings, stages and last contacts come in from a table, and what the app exports comes back.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    domain::{
        CivilDate, Client, ClientId, Dimension, EntryId, Form, ItemResponses, Language,
        Measurement, Name, Note, PerDimension, Rater, Rating, Record, RelationshipKind, Score,
        Stage,
    },
    exchange::{
        Field, HistoryPlan, HistoryPlanner, Mapping, RatingWords, RowError, Table,
        history_template, ratings_csv, read_contacts, refused_csv,
    },
    i18n::Text,
};

use crate::exchange::{day, here, read_file};
use crate::records;

const HEADER: &str =
    "客户,单位,日期,专业信任,职业信任,关系信任,利益信任,备注,阶段,阶段起始日期,最近联系\n";

fn table(text: &str) -> Table {
    read_contacts(text).unwrap()
}

fn planned_as(table: &Table, mapping: Mapping, existing: Vec<Arc<Client>>) -> HistoryPlan {
    let words = [Text(Language::Zh), Text(Language::En)];
    let words = words.each_ref().map(|text| text as &dyn RatingWords);
    let mut ids = 1_000..;
    let id = || ids.next().unwrap();
    let mut planner = HistoryPlanner::new(table, mapping, existing, here(), &words, id).unwrap();
    // Slices of any size give the same plan.
    while 0 < planner.step(3) {}
    planner.finish()
}

fn plan(rows: &str, existing: &[&Client]) -> HistoryPlan {
    let table = table(&format!("{HEADER}{rows}"));
    let existing = existing.iter().map(|client| Arc::new((*client).clone()));
    planned_as(&table, Mapping::guess(&table), existing.collect())
}

/// Ratings, stages and contacts of a client in words.
fn lines(client: &Client) -> Vec<String> {
    let rating = |rating: &Rating| {
        let scores = rating
            .scores()
            .0
            .map(|score| score.map_or("-".to_owned(), |score| score.value().to_string()));
        format!(
            "{} {} {}",
            rating.date,
            scores.join("/"),
            rating.note.as_str()
        )
    };
    let ratings = client.ratings().iter().map(rating);
    let stages = client.stage_history().into_iter();
    let stages = stages.map(|entry| format!("{} {}", entry.date, entry.stage.id()));
    let contacts = client.contacts().iter();
    let contacts = contacts.map(|contact| format!("{} {}", contact.date, contact.channel.id()));
    ratings.chain(stages).chain(contacts).collect()
}

fn reasons(rows: &[trust_velocity::exchange::Refused]) -> Vec<(usize, RowError)> {
    rows.iter()
        .map(|row| (row.line, row.reason.clone()))
        .collect()
}

fn known_client(first_contact: &str) -> Client {
    let mut client = records::client(day(first_contact));
    client
        .put(records::stage(1, day(first_contact), Stage::Initial))
        .unwrap();
    client
}

#[test]
fn rows_of_one_client_make_one_history() {
    let plan = plan(
        "陈工,,2026/4/1,7,7.5,6,5,谈过价格,深化关系,,2026-04-20\n\
         王总,某某公司,2026-03-05,8,,,,,,,\n\
         陈工,,2026年3月1日,6,6,5,5,,初次接触,,\n\
         陈工,,2026-05-02,７。5,8,7,6,,深化关系,,2026-04-20\n\
         林小燕,,,,,,,,长期合作,2026-02-01,2026-05-30\n\
         赵六,,,,,,,,,,\n",
        &[],
    );
    assert_eq!(
        (reasons(&plan.refused), reasons(&plan.left_out)),
        (vec![], vec![])
    );
    assert_eq!(plan.known, Vec::<usize>::new());
    let told: Vec<_> = plan
        .clients
        .iter()
        .map(|client| {
            (
                client.lines.clone(),
                client.ratings,
                client.stages,
                client.contacts,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (vec![2, 4, 5], 3, 1, 1),
            (vec![3], 1, 0, 0),
            (vec![6], 0, 0, 1),
            (vec![7], 0, 0, 0),
        ]
    );
    let [first, _, third, fourth] = plan.clients.as_slice() else {
        panic!("four clients")
    };
    assert_eq!(
        first.after.first_contact(),
        day("2026-03-01"),
        "the earliest of its dates"
    );
    assert_eq!(
        lines(&first.after),
        [
            "2026-04-01 7/7.5/6/5 谈过价格",
            "2026-03-01 6/6/5/5 ",
            "2026-05-02 7.5/8/7/6 ",
            "2026-03-01 initial",
            "2026-04-01 deepening",
            "2026-04-20 other",
        ]
    );
    // A new client begins in the stage that the table tells.
    assert_eq!(
        lines(&third.after),
        ["2026-02-01 long_term", "2026-05-30 other"]
    );
    assert_eq!(third.after.first_contact(), day("2026-02-01"));
    assert_eq!(fourth.after.first_contact(), here().today);
}

#[test]
fn a_bad_value_costs_its_rating_or_itself() {
    let plan = plan(
        "陈工,,2026-03-01,11,7,6,5,,,,\n\
         陈工,,2026-03-02,7,7,6,5,,,,\n\
         陈工,,soon,7,7,6,5,,,,\n\
         陈工,,,7,7,6,5,,,,\n\
         陈工,,2026-03-03,,,,,,,,\n\
         陈工,,2026-07-01,7,7,6,5,,,,\n\
         陈工,,2026-03-04,7.25,7,6,5,,,,\n\
         ,,2026-03-04,7,7,6,5,,,,\n\
         陈工,,2026-03-05,7,7,6,5,,谈判中,,\n\
         陈工,,2026-03-06,7,7,6,5,,长期合作,someday,2026-12-01\n\
         陈工,,,,,,,,深化关系,,\n\
         陈工,,03/04/2026,7,7,6,5,,,,\n",
        &[],
    );
    let score = |text: &str| RowError::NotAScore {
        dimension: Dimension::Expertise,
        text: text.to_owned(),
    };
    assert_eq!(
        reasons(&plan.refused),
        [
            (2, score("11")),
            (4, RowError::NotADate("soon".into())),
            (5, RowError::NoRatingDate),
            (6, RowError::NoScores),
            (7, RowError::NotYet(day("2026-07-01"))),
            (
                8,
                RowError::TooPrecise {
                    dimension: Dimension::Expertise,
                    text: "7.25".into()
                }
            ),
            (9, RowError::NoName),
            (10, RowError::NotAStage("谈判中".into())),
            (12, RowError::StageWithoutDate),
            (13, RowError::AmbiguousDate("03/04/2026".into())),
        ]
    );
    assert_eq!(
        reasons(&plan.left_out),
        [
            (11, RowError::NotADate("someday".into())),
            (11, RowError::NotYet(day("2026-12-01"))),
        ]
    );
    assert_eq!(plan.clients[0].lines, [3, 11]);
    assert_eq!(
        lines(&plan.clients[0].after),
        [
            "2026-03-02 7/7/6/5 ",
            "2026-03-06 7/7/6/5 ",
            "2026-03-02 initial",
        ]
    );

    // The rows to mend, mended and imported again, add only what was missing.
    let to_mend = plan.to_mend();
    let lines_to_mend: Vec<_> = to_mend.iter().map(|row| row.line).collect();
    assert_eq!(lines_to_mend, [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    let source = table(&format!("{HEADER}x,,,,,,,,,,\n"));
    let file = refused_csv(&source, &to_mend, ["行", "原因"], ToString::to_string);
    let file = file.replace("谈判中", "深化关系").replace(",11,", ",10,");
    let mended = table(&file);
    let again = planned_as(
        &mended,
        Mapping::guess(&mended),
        vec![Arc::new(plan.clients[0].after.clone())],
    );
    assert_eq!(again.clients.len(), 1);
    // The first row lies before what has become the first contact.
    assert_eq!((again.clients[0].ratings, again.clients[0].stages), (1, 1));
    assert!(matches!(
        again.refused[0].reason,
        RowError::BeforeFirstContact { .. }
    ));
}

#[test]
fn a_client_who_is_here_gets_what_is_new() {
    let mut here = known_client("2026-03-01");
    let scores = PerDimension([7.0, 7.0, 6.0, 5.0].map(|score| Score::new(score).ok()));
    here.put(records::rating(2, day("2026-03-10"), Rater::Seller, scores))
        .unwrap();
    here.put(records::contact(3, day("2026-03-11"), 30))
        .unwrap();
    let rows = "陈工,,2026-03-10,7,7,6,5,,深化关系,,2026-03-11\n\
        陈工,,2026-03-10,7,7,6,5.5,,,,\n\
        陈工,,2026-02-28,7,7,6,5,,,,\n\
        陈工,,2026-04-01,8,8,8,8,,深化关系,2026-03-20,2026-02-01\n\
        陈工,,2026-04-01,8,8,8,8,,,,\n";
    let plan = plan(rows, &[&here]);
    assert_eq!(plan.known, [2, 6]);
    let early = |date| RowError::BeforeFirstContact {
        date: day(date),
        first_contact: day("2026-03-01"),
    };
    assert_eq!(reasons(&plan.refused), [(4, early("2026-02-28"))]);
    assert_eq!(reasons(&plan.left_out), [(5, early("2026-02-01"))]);
    let [client] = plan.clients.as_slice() else {
        panic!("one client")
    };
    assert_eq!(client.before.as_deref(), Some(&here));
    assert_eq!((client.ratings, client.stages, client.contacts), (2, 1, 0));
    assert_eq!(
        lines(&client.after),
        [
            "2026-03-10 7/7/6/5 ",
            "2026-03-10 7/7/6/5.5 ",
            "2026-04-01 8/8/8/8 ",
            "2026-03-01 initial",
            "2026-03-20 deepening",
            "2026-03-11 visit",
        ]
    );
    // The entries that were there are untouched: undo and merge go entry by entry.
    for record in here.entries() {
        assert_eq!(client.after.record(record.id()), Some(record));
    }

    // All of it once more adds nothing.
    let again = super::histories::plan(rows, &[&client.after]);
    assert_eq!(again.clients, []);
    assert_eq!(again.known, [2, 3, 6]);

    // Of two clients of the same name nothing tells which is meant, but an identifier does.
    let other = here.clone().with_id("9".repeat(16).parse().unwrap());
    let two = super::histories::plan(rows, &[&here, &other]);
    assert!(two.clients.is_empty());
    assert!(
        two.refused
            .iter()
            .all(|row| row.reason == RowError::SeveralClients)
    );
    let named = table(&format!(
        "客户,日期,专业信任,客户编号\n陈工,2026-04-01,8,{}\n",
        other.id()
    ));
    let mapping = Mapping::guess(&named);
    let named = planned_as(
        &named,
        mapping,
        vec![Arc::new(here), Arc::new(other.clone())],
    );
    assert_eq!(named.clients[0].after.id(), other.id());
    // Examples are no clients.
    let example = known_client("2026-03-01").as_example();
    assert_eq!(
        super::histories::plan(rows, &[&example]).clients[0].before,
        None
    );
}

#[test]
fn a_table_of_ratings_is_known_by_its_columns() {
    let fields = |header: &str| {
        let table = table(&format!("{header}\nx\n"));
        let mapping = Mapping::guess(&table);
        let fields: Vec<_> = (0..table.header().len())
            .map(|at| mapping.field(at))
            .collect();
        (fields, mapping.is_of_history())
    };
    for language in Language::ALL {
        let headings = Text(language).template_headings();
        let template = history_template(headings.clone());
        assert_eq!(template.trim_end().lines().count(), 1, "nobody to import");
        let (fields, is_of_history) = fields(
            &headings
                .iter()
                .map(|heading| format!("\"{heading}\""))
                .collect::<Vec<_>>()
                .join(","),
        );
        let [expertise, conduct, relationship, benefit] = Dimension::ALL.map(Field::Score);
        assert_eq!(
            fields,
            [
                Field::Name,
                Field::Organisation,
                Field::RatingDate,
                expertise,
                conduct,
                relationship,
                benefit,
                Field::RatingNote,
                Field::Stage,
                Field::StageSince,
                Field::LastContact,
            ]
            .map(Some)
        );
        assert!(is_of_history);
    }
    // In a table of people the same headings mean what they always meant.
    let (fields, is_of_history) = fields("客户,日期,备注,阶段,客户编号");
    assert_eq!(
        fields,
        [
            Some(Field::Name),
            Some(Field::FirstContact),
            Some(Field::Note),
            None,
            None
        ]
    );
    assert!(!is_of_history);
}

#[test]
fn the_export_comes_back_in_both_languages() {
    let mut client = known_client("2026-03-01");
    let scores = |values: [Option<f64>; 4]| {
        PerDimension(values.map(|value| value.and_then(|value| Score::new(value).ok())))
    };
    let person = trust_velocity::domain::Name::new("王\u{202e}总").unwrap();
    let raters = [Rater::Seller, Rater::Peer, Rater::Client(person)];
    for (at, rater) in (2_u64..).zip(raters) {
        let scores = scores([
            Some(7.0),
            Some(6.5),
            None,
            Some(if at == 2 { 0.3 } else { 10.0 }),
        ]);
        client
            .put(records::rating(at, day("2026-04-01"), rater, scores))
            .unwrap();
    }
    client
        .put(records::stage(8, day("2026-03-15"), Stage::LongTerm))
        .unwrap();
    let items: ItemResponses = "7564".parse().unwrap();
    assert_eq!(items.form(), Form::Short);
    let of_items = Record::Rating(Rating {
        id: EntryId::new(9),
        date: day("2026-04-02"),
        rater: Rater::Seller,
        measurement: Measurement::Items(items),
        is_blind: false,
        note: Note::new("=1+1, \"quoted\"\nin two lines").unwrap(),
        evidence: Vec::new(),
    });
    client.put(of_items).unwrap();
    client.kind = RelationshipKind::ProjectPartner;
    client.set_recommended_by(Some(ClientId::new(77))).unwrap();
    for language in Language::ALL {
        let file = ratings_csv([&client], |_| Name::new("王总").ok(), &Text(language));
        let exported = read_file(file.as_bytes());
        let mapping = Mapping::guess(&exported);
        assert!(mapping.is_of_history());
        let back = |existing| planned_as(&exported, mapping.clone(), existing);
        // Here it is known, to the last digit of a questionnaire.
        let known = back(vec![Arc::new(client.clone())]);
        assert_eq!((known.clients.len(), known.known.len()), (0, 4));
        // Elsewhere all comes in but that questionnaire, whose answers a table has not.
        let new = back(Vec::new());
        assert_eq!(reasons(&new.refused), [(5, RowError::OfItems)]);
        let after = &new.clients[0].after;
        // Who recommended a client is not read from a table.
        assert_eq!(after.kind, RelationshipKind::ProjectPartner);
        assert_eq!(after.recommended_by(), None);
        let without_ids = |client: &Client| -> Vec<_> {
            let ratings = client.ratings().iter().take(3);
            ratings
                .map(|one| (one.date, one.rater.clone(), one.scores()))
                .collect()
        };
        assert_eq!(without_ids(after), without_ids(&client));
        assert_eq!(
            after.stage_on(day("2026-04-01")).unwrap().stage,
            Stage::LongTerm
        );
    }
}

proptest! {
    #[test]
    fn every_row_is_accounted_for(
        rows in vec(
            (
                select(vec!["陈工", "王总", "", "Ann"]),
                select(vec!["", "2026-03-01", "2026/4/2", "x", "2027-01-01"]),
                select(vec!["", "7", "11", "5.5", "5.55"]),
                select(vec!["", "深化关系", "Initial", "?"]),
                select(vec!["", "2026-03-20", "2025-01-01", "!"]),
                select(vec!["", "2026-05-01", "2024-01-01"]),
            ),
            1..40,
        ),
        begun in 0_i64..200,
    ) {
        let lines = rows.iter().map(|(name, date, score, stage, since, last)| {
            format!("{name},,{date},{score},,,,,{stage},{since},{last}\n")
        });
        let text = lines.collect::<Vec<_>>().concat();
        let first: CivilDate = day("2026-01-01").plus_days(begun).unwrap();
        let here = known_client(&first.to_string());
        let table = table(&format!("{HEADER}{text}"));
        let plan = planned_as(&table, Mapping::guess(&table), vec![Arc::new(here.clone())]);
        let of_clients = plan.clients.iter().flat_map(|client| client.lines.clone());
        let refused = plan.refused.iter().map(|row| row.line);
        let mut lines: Vec<_> = of_clients.chain(plan.known.clone()).chain(refused).collect();
        lines.sort_unstable();
        let all: Vec<_> = table.rows().iter().map(|row| row.line).collect();
        prop_assert_eq!(lines, all);
        // A second import of the same adds nothing.
        let after = plan.clients.iter().map(|client| Arc::new(client.after.clone()));
        let mut after: Vec<_> = after.collect();
        if after.iter().all(|client| client.id() != here.id()) {
            after.push(Arc::new(here));
        }
        let again = planned_as(&table, Mapping::guess(&table), after);
        prop_assert_eq!(again.added(), [0, 0, 0]);
    }
}
