//! The rows of trainees and of both rounds, and what an anonymous class leaves out.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        EntryId, Language, Name, Scores, Stage,
        classroom::{Naming, RevealCode, Round, Source, Submission},
        exercise::{Attempt, Exercise, PointAnswer},
    },
    exchange::read_contacts,
    i18n::Text,
};

const WORDS: Text = Text(Language::En);

fn exercise() -> Exercise {
    crate::content::Exercises::parse(include_str!("../../../assets/content/exercises.json"))
        .unwrap()
        .iter(Language::Zh)
        .next()
        .unwrap()
        .1
        .clone()
}

fn session(naming: Naming) -> Session {
    let mut session = Session::new(
        EntryId::new(1),
        "2026-11-22".parse().unwrap(),
        Source::Known("software-first-meeting".parse().unwrap()),
        Name::new("=1+1").unwrap(),
        RevealCode::new("K7PM2X").unwrap(),
    );
    session.naming = naming;
    session
}

fn answer(scores: Scores) -> PointAnswer {
    PointAnswer {
        scores,
        stage: Some(Stage::Deepening),
        action: Some(0),
    }
}

/// Trainees with these names, each with the same score at each point, if any.
fn board(naming: Naming, trainees: &[(u64, &str, Option<f64>)]) -> (Session, Board) {
    let mut session = session(naming);
    let exercise = exercise();
    for (id, name, score) in trainees {
        let mut attempt = Attempt::none(exercise.case());
        for at in 0..attempt.points().len() {
            let score = score.map(|value| Score::new(value).unwrap());
            if score.is_some() {
                attempt.set_point(at, answer(PerDimension([score; 4])));
            }
        }
        session.accept(Submission {
            session: session.id,
            id: EntryId::new(*id),
            round: Round::First,
            edition: 1,
            name: Some(Name::new(name).unwrap()),
            attempt,
        });
    }
    let board = Board::new(exercise, &session);
    (session, board)
}

fn column(rows: &[Vec<String>], heading: &str) -> Vec<String> {
    let at = rows[0].iter().position(|cell| cell == heading);
    let at = at.unwrap_or_else(|| panic!("{heading} is none of {:?}", rows[0]));
    rows[1..].iter().map(|row| row[at].clone()).collect()
}

/// The cells as any CSV reader returns them, with the apostrophes.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv_core::Reader::new();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut input = csv.trim_start_matches(BYTE_ORDER_MARK).as_bytes();
    let (mut field, mut output) = (Vec::new(), [0; 64]);
    loop {
        let (result, read, written) = reader.read_field(input, &mut output);
        input = &input[read..];
        field.extend_from_slice(&output[..written]);
        match result {
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8(std::mem::take(&mut field)).unwrap());
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
            _ => {}
        }
    }
}

#[test]
fn a_trainee_stands_beside_the_key() {
    let named = [(7, "@李雷", Some(1.0)), (8, "韩梅", None)];
    let (session, board) = board(Naming::Named(Vec::new()), &named);
    let points = cells(&points_csv(&session, &board, &WORDS));
    let heading = |column| WORDS.point_heading(column);
    let of = |name| column(&points, &heading(name));
    assert_eq!(of(PointColumn::Trainee)[0], "'@李雷");
    assert_eq!(of(PointColumn::Exercise)[0], "'=1+1");
    let expertise = Dimension::Expertise;
    assert_eq!(of(PointColumn::Score(expertise))[0], "1");
    assert_eq!(of(PointColumn::Key(expertise))[0], "1.5");
    assert_eq!(of(PointColumn::Difference(expertise))[0], "-0.5");
    assert_eq!(
        (
            &*of(PointColumn::Stage)[0],
            &*of(PointColumn::StageRight)[0]
        ),
        ("Deepening", "0")
    );
    let open = board.exercise().case().points.len();
    assert_eq!(of(PointColumn::Score(expertise))[open], "");
    assert_eq!(of(PointColumn::StageRight)[open], "");

    let trainees = cells(&trainees_csv(&session, &board, &WORDS));
    let of = |name| column(&trainees, &WORDS.trainee_heading(name));
    assert_eq!(
        of(TraineeColumn::Scores),
        [(open * 4).to_string(), "0".to_owned()]
    );
    assert_eq!(of(TraineeColumn::StraightLine), ["1", "0"]);
    assert_eq!(of(TraineeColumn::MeanAbsoluteError)[1], "");
    // A reader of tables removes the apostrophes.
    assert!(read_contacts(&trainees_csv(&session, &board, &WORDS)).is_ok());
}

#[test]
fn what_few_answered_is_left_out_of_an_anonymous_file() {
    let two = [(7, "a", Some(1.0)), (8, "b", Some(2.0)), (9, "c", None)];
    let (session, board) = board(Naming::Anonymous, &two);
    let points = cells(&points_csv(&session, &board, &WORDS));
    let blank = [
        PointColumn::Score(Dimension::Benefit),
        PointColumn::Difference(Dimension::Benefit),
        PointColumn::Stage,
        PointColumn::StageRight,
        PointColumn::Action,
    ];
    for heading in blank {
        let cells = column(&points, &WORDS.point_heading(heading));
        assert!(cells.iter().all(String::is_empty), "{heading:?}: {cells:?}");
    }
    let (session, board) = self::board(Naming::Anonymous, &two[..2]);
    assert_eq!(cells(&points_csv(&session, &board, &WORDS)).len(), 1);
    assert_eq!(cells(&trainees_csv(&session, &board, &WORDS)).len(), 1);
}

#[test]
fn both_rounds_have_a_row_for_each_cell() {
    let trainees = [
        (1, "甲", Some(3.0)),
        (2, "乙", Some(5.0)),
        (3, "丙", Some(7.0)),
    ];
    let twice = |naming: Naming, of: usize| {
        let (mut session, board) = board(naming, &trainees);
        let first = session.submissions()[..of].to_vec();
        for submission in first {
            let mut attempt = submission.attempt.clone();
            for at in 0..attempt.points().len() {
                let score = Score::new(6.0).ok();
                attempt.set_point(at, answer(PerDimension([score; 4])));
            }
            let round = Round::Second;
            session.accept(Submission {
                round,
                attempt,
                ..submission
            });
        }
        let board = Board::new(board.exercise().clone(), &session);
        cells(&rounds_csv(&session, &board, &WORDS))
    };
    let rows = exercise().case().points.len() * 4;
    let heading = |column| WORDS.rounds_heading(column);
    let named = twice(Naming::Named(Vec::new()), 2);
    assert_eq!(named.len(), 1 + rows);
    let of = |at| column(&named, &heading(at));
    assert_eq!(of(RoundsColumn::Count), vec!["2"; rows]);
    assert_eq!(of(RoundsColumn::Mean(Round::First)), vec!["4"; rows]);
    assert_eq!(of(RoundsColumn::Shift), vec!["2"; rows]);
    assert_eq!(of(RoundsColumn::Low), vec![""; rows]);
    assert_eq!(of(RoundsColumn::Sd(Round::Second)), vec!["0"; rows]);
    // Two of an anonymous class are not shown, three are; a class that voted once has no row.
    let shifts = |of| column(&twice(Naming::Anonymous, of), &heading(RoundsColumn::Shift));
    assert_eq!(shifts(2), vec![""; rows]);
    assert_eq!(shifts(3), vec!["1"; rows]);
    assert_eq!(twice(Naming::Anonymous, 0).len(), 1);
}

proptest! {
    #[test]
    fn every_trainee_has_a_row_for_each_point(
        ids in prop::collection::btree_set(any::<u64>(), 0..9),
        // No heading of our files has these letters.
        name in "[=+@-]?[ъЖ\"\n,;]{1,8}ъ",
        is_anonymous: bool,
    ) {
        let trainees: Vec<_> = ids.iter().map(|id| (*id, &*name, Some(4.0))).collect();
        let naming = if is_anonymous { Naming::Anonymous } else { Naming::Named(Vec::new()) };
        let (session, board) = board(naming, &trainees);
        let shown = if is_anonymous && ids.len() < 3 { 0 } else { ids.len() };
        let count = board.exercise().case().points.len();
        let files = [
            (points_csv(&session, &board, &WORDS), shown * count),
            (trainees_csv(&session, &board, &WORDS), shown),
        ];
        for (csv, rows) in files {
            prop_assert!(csv.starts_with(BYTE_ORDER_MARK));
            let found = cells(&csv);
            prop_assert_eq!(found.len(), 1 + rows);
            let lengths: BTreeSet<_> = found.iter().map(Vec::len).collect();
            prop_assert_eq!(lengths.len(), 1);
            for cell in found.iter().flatten() {
                let is_formula = cell.starts_with(['=', '+', '-', '@']);
                prop_assert!(!is_formula || cell.parse::<f64>().is_ok(), "{}", cell);
            }
            prop_assert_eq!(csv.contains('ъ'), !is_anonymous && 0 < rows);
            for id in &ids {
                prop_assert!(!csv.contains(&EntryId::new(*id).to_string()));
            }
        }
    }

    #[test]
    fn the_order_of_an_anonymous_file_tells_nothing_of_who_came_when(
        ids in prop::collection::vec(any::<u64>(), 3..9),
    ) {
        let ids: BTreeSet<_> = ids.into_iter().collect();
        prop_assume!(3 <= ids.len());
        let file = |ids: Vec<u64>| {
            let mut values = std::collections::BTreeMap::new();
            for (nth, id) in ids.iter().copied().collect::<BTreeSet<_>>().into_iter().enumerate() {
                values.insert(id, nth as f64);
            }
            let all: Vec<_> = ids.iter().map(|id| (*id, "a", Some(values[id]))).collect();
            let (session, board) = board(Naming::Anonymous, &all);
            points_csv(&session, &board, &WORDS)
        };
        let one: Vec<_> = ids.iter().copied().collect();
        let other: Vec<_> = ids.iter().copied().rev().collect();
        prop_assert_eq!(file(one), file(other));
    }
}
