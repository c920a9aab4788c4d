//! Both rounds of a class that voted twice, as a CSV file.

use super::{ReportWords, RoundsColumn, count};
use crate::{
    domain::{
        Dimension, Score,
        classroom::{Board, CellShift, Round, RoundFigures, Session},
    },
    exchange::csv::{BYTE_ORDER_MARK, Cell, push_mixed_row, push_row},
};

/// Writes a row for each time point and dimension, over the trainees who scored it in both rounds, in
/// the format of [`points_csv`](super::points_csv); no row if nobody handed in to the second.
pub fn rounds_csv(session: &Session, board: &Board, words: &impl ReportWords) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    let headings = RoundsColumn::all().map(|column| words.rounds_heading(column));
    push_row(&mut text, headings);
    let points = board.both_rounds().map_or(&[][..], |rounds| &rounds.points);
    for (at, point) in points.iter().enumerate() {
        for dimension in Dimension::ALL {
            let key = board.exercise().key().points.get(at);
            let row = RoundsRow {
                session,
                at,
                dimension,
                key: key.and_then(|key| key.scores[dimension]),
                cell: point[dimension],
            };
            let cells = RoundsColumn::all().map(|column| row.cell(column, words));
            push_mixed_row(&mut text, cells);
        }
    }
    text
}

struct RoundsRow<'a> {
    session: &'a Session,
    at: usize,
    dimension: Dimension,
    key: Option<Score>,
    /// `None` if it is hidden.
    cell: Option<CellShift>,
}

impl RoundsRow<'_> {
    fn cell(&self, column: RoundsColumn, words: &impl ReportWords) -> Cell {
        let of = |round: Round, figure: fn(RoundFigures) -> Option<f64>| {
            let of_round = |cell: CellShift| match round {
                Round::First => cell.first,
                Round::Second => cell.second,
            };
            Cell::number(self.cell.map(of_round).and_then(figure))
        };
        let end = |at: usize| Cell::number(self.cell.and_then(|cell| Some(cell.interval?[at])));
        match column {
            RoundsColumn::Session => Cell::Words(self.session.made.to_string()),
            RoundsColumn::Exercise => Cell::Words(self.session.title.as_str().to_owned()),
            RoundsColumn::Point => count(self.at + 1),
            RoundsColumn::Dimension => Cell::Words(words.dimension_name(self.dimension)),
            RoundsColumn::Count => self.cell.map_or(Cell::Empty, |cell| count(cell.n)),
            RoundsColumn::Key => Cell::number(self.key.map(Score::value)),
            RoundsColumn::Mean(round) => of(round, |figures| figures.mean),
            RoundsColumn::Shift => Cell::number(self.cell.and_then(|cell| cell.shift)),
            RoundsColumn::Low => end(0),
            RoundsColumn::High => end(1),
            RoundsColumn::Sd(round) => of(round, |figures| figures.sd),
            RoundsColumn::Error(round) => of(round, |figures| figures.mean_absolute_error),
        }
    }
}
