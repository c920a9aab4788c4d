//! A session's figures as CSV files for spreadsheets: a row for each trainee and time point, a row for
//! each trainee, and, of a class that voted twice, a row for each time point and dimension.
//!
//! Invariant: in an anonymous class no cell shows a name or an id, or an answer that fewer than
//! three trainees gave.

mod columns;
mod rounds;
#[cfg(test)]
mod tests;

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
