//! A session's figures as CSV files for spreadsheets: a row for each trainee and time point, a row for
//! each trainee, and, of a class that voted twice, a row for each time point and dimension.
//!
//! Invariant: in an anonymous class no cell shows a name or an id, or an answer that fewer than
//! three trainees gave.

mod columns;
mod rounds;

pub use columns::{PointColumn, ReportWords, RoundsColumn, TraineeColumn};
pub use rounds::rounds_csv;

use super::csv::{BYTE_ORDER_MARK, Cell, push_mixed_row, push_row};
use crate::domain::{
    Dimension, PerDimension, Score,
    classroom::{Board, Marks, PointFigures, Session, TaskFigures, Trainee},
    exercise::{Task, TaskAnswer},
};

/// Writes a row for each trainee and time point: UTF-8 with a byte order mark for Excel, CRLF line
/// endings, and cells that a spreadsheet might read as a formula guarded as in
/// [`ratings_csv`](super::ratings_csv).
pub fn points_csv(session: &Session, board: &Board, words: &impl ReportWords) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let headings = PointColumn::all().map(|column| words.point_heading(column));
    push_row(&mut text, headings);
    let count = board.exercise().case().points.len();
    let points: Vec<_> = (0..count).map_while(|at| board.point(at)).collect();
    for (nth, trainee) in board.trainees().iter().enumerate() {
        for (at, figures) in points.iter().enumerate() {
            let row = PointRow {
                session,
                board,
                figures,
                trainee,
                number: nth + 1,
                at,
            };
            push_mixed_row(
                &mut text,
                PointColumn::all().map(|column| row.cell(column, words)),
            );
        }
    }
    text
}

/// Writes a row for each trainee, in the format of [`points_csv`].
pub fn trainees_csv(session: &Session, board: &Board, words: &impl ReportWords) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let tasks = board.exercise().case().tasks.len();
    let headings = TraineeColumn::all(tasks).map(|column| words.trainee_heading(column));
    push_row(&mut text, headings);
    for (nth, trainee) in board.trainees().iter().enumerate() {
        let row = TraineeRow {
            session,
            board,
            trainee,
            marks: trainee.marks(board.exercise()),
            number: nth + 1,
        };
        let columns = TraineeColumn::all(tasks);
        push_mixed_row(&mut text, columns.map(|column| row.cell(column, words)));
    }
    text
}

struct PointRow<'a> {
    session: &'a Session,
    board: &'a Board,
    figures: &'a PointFigures,
    trainee: &'a Trainee<'a>,
    number: usize,
    at: usize,
}

impl PointRow<'_> {
    fn cell(&self, column: PointColumn, words: &impl ReportWords) -> Cell {
        let exercise = self.board.exercise();
        let point = &exercise.case().points[self.at];
        let key = &exercise.key().points[self.at];
        let answer = &self.trainee.attempt.points()[self.at];
        let scores = PerDimension::from_fn(|dimension| {
            let score = answer.scores[dimension].filter(|_| !self.figures.hidden[dimension]);
            score.map(Score::value)
        });
        let keys = PerDimension::from_fn(|dimension| key.scores[dimension].map(Score::value));
        let stage = answer.stage.filter(|_| self.figures.stages.is_some());
        let action = answer.action.filter(|_| self.figures.actions.is_some());
        match column {
            PointColumn::Session => Cell::Words(self.session.made.to_string()),
            PointColumn::Exercise => Cell::Words(self.session.title.as_str().to_owned()),
            PointColumn::Number => count(self.number),
            PointColumn::Trainee => name(self.trainee, self.number, words),
            PointColumn::Point => count(self.at + 1),
            PointColumn::Date => Cell::Words(point.date.to_string()),
            PointColumn::Day => Cell::Number(point.day.into()),
            PointColumn::Score(dimension) => Cell::number(scores[dimension]),
            PointColumn::Key(dimension) => Cell::number(keys[dimension]),
            PointColumn::Difference(dimension) => {
                let both = scores[dimension].zip(keys[dimension]);
                Cell::number(both.map(|(score, key)| score - key))
            }
            PointColumn::Stage => {
                stage.map_or(Cell::Empty, |stage| Cell::Words(words.stage(stage)))
            }
            PointColumn::KeyStage => Cell::Words(words.stage(key.stage)),
            PointColumn::StageRight => yes(stage.map(|stage| stage == key.stage)),
            PointColumn::Action => action.map_or(Cell::Empty, |at| count(at + 1)),
            PointColumn::KeyAction => count(key.best + 1),
            PointColumn::ActionRight => yes(action.map(|action| action == key.best)),
        }
    }
}

struct TraineeRow<'a> {
    session: &'a Session,
    board: &'a Board,
    trainee: &'a Trainee<'a>,
    marks: Marks,
    number: usize,
}

impl TraineeRow<'_> {
    fn cell(&self, column: TraineeColumn, words: &impl ReportWords) -> Cell {
        let Trainee {
            attempt, figures, ..
        } = self.trainee;
        match column {
            TraineeColumn::Session => Cell::Words(self.session.made.to_string()),
            TraineeColumn::Exercise => Cell::Words(self.session.title.as_str().to_owned()),
            TraineeColumn::Number => count(self.number),
            TraineeColumn::Trainee => name(self.trainee, self.number, words),
            TraineeColumn::Scores => count(self.marks.scores),
            TraineeColumn::ScoresAsked => count(attempt.points().len() * Dimension::ALL.len()),
            TraineeColumn::MeanAbsoluteError => Cell::number(figures.mean_absolute_error),
            TraineeColumn::Bias => Cell::number(figures.bias),
            TraineeColumn::Spearman => Cell::number(figures.spearman),
            TraineeColumn::StraightLine => yes(Some(self.trainee.is_straight_line)),
            TraineeColumn::StagesRight => count(self.marks.stages),
            TraineeColumn::ActionsRight => count(self.marks.actions),
            TraineeColumn::TasksRight => count(self.marks.tasks),
            TraineeColumn::Answer(at) => match (self.answer(at), self.task(at)) {
                (Some(TaskAnswer::Number(value)), _) => Cell::Number(value),
                (Some(TaskAnswer::Choice(choice)), Some(task)) => {
                    Cell::Words(words.choice(task, choice))
                }
                _ => Cell::Empty,
            },
            TraineeColumn::Verdict(at) => {
                let both = self.answer(at).zip(self.task(at));
                let verdict = both.and_then(|(answer, task)| task.verdict(answer));
                verdict.map_or(Cell::Empty, |verdict| Cell::Words(words.verdict(verdict)))
            }
        }
    }

    fn task(&self, at: usize) -> Option<&Task> {
        self.board.exercise().case().tasks.get(at)
    }

    /// The answer, if enough trainees answered for it to be shown.
    fn answer(&self, at: usize) -> Option<TaskAnswer> {
        let is_shown = self.board.task(at) != Some(TaskFigures::Hidden);
        let answers = self.trainee.attempt.tasks();
        answers.get(at).copied().flatten().filter(|_| is_shown)
    }
}

fn name(trainee: &Trainee<'_>, number: usize, words: &impl ReportWords) -> Cell {
    let name = trainee.name.map(|name| name.as_str().to_owned());
    Cell::Words(name.unwrap_or_else(|| words.trainee_number(number)))
}

fn count(number: usize) -> Cell {
    Cell::Number(number as f64)
}

fn yes(is_so: Option<bool>) -> Cell {
    Cell::number(is_so.map(|is_so| f64::from(u8::from(is_so))))
}

#[cfg(test)]
mod tests {
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
}
