//! The screens of the board and their headings.

use crate::{
    app::class::results::Results,
    domain::{
        Dimension,
        classroom::{Board, Finding, PointFigures, TaskFigures},
        exercise::{KeyPoint, TaskAnswer, VelocityVerdict},
    },
    i18n::Text,
};

/// A screen of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The class as a whole.
    Overview,
    /// Both rounds of a class that voted twice, as a whole.
    Rounds,
    /// A time point, from 0.
    Point(usize),
    /// Both rounds at a time point, from 0.
    PointRounds(usize),
    /// A task, from 0.
    Task(usize),
    /// The takeaways.
    End,
}

/// A move between screens, by a key or a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the previous screen.
    Back,
    /// To the next screen.
    On,
    /// To the overview.
    First,
    /// To the last screen.
    Last,
}

impl Step {
    /// All screens of a board, in their order.
    pub fn all(board: &Board) -> Vec<Self> {
        let case = board.exercise().case();
        let rounds = board.both_rounds().filter(|_| !case.points.is_empty());
        let can_compare = rounds.is_some_and(|rounds| 0 < rounds.count);
        let points = (0..case.points.len()).flat_map(|at| {
            let rounds = can_compare.then_some(Self::PointRounds(at));
            std::iter::once(Self::Point(at)).chain(rounds)
        });
        let tasks = (0..case.tasks.len()).map(Self::Task);
        let first = std::iter::once(Self::Overview);
        first
            .chain(rounds.map(|_| Self::Rounds))
            .chain(points)
            .chain(tasks)
            .chain([Self::End])
            .collect()
    }

    /// Its name in the list.
    pub fn name(self, text: Text) -> String {
        match self {
            Self::Overview => text.overview().to_owned(),
            Self::Rounds => text.two_rounds().to_owned(),
            Self::Point(at) => format!("{} {}", text.point_column(), at + 1),
            Self::PointRounds(at) => text.point_two_rounds(&(at + 1)),
            Self::Task(at) => format!("{} {}", text.task_word(), at + 1),
            Self::End => text.take_away().to_owned(),
        }
    }

    /// The place in the exercise; `None` if the heading names it.
    pub fn subtitle(self, text: Text, results: &Results) -> Option<String> {
        let case = results.board.exercise().case();
        Some(match self {
            Self::Point(at) | Self::PointRounds(at) => {
                let nth = text.point_of(&(at + 1), &case.points.len());
                let point = case.points.get(at);
                let day = point.map(|it| {
                    let day = text.day_nth(&it.day);
                    format!(" · {} · {day}", text.full_date(it.date))
                });
                format!("{nth}{}", day.unwrap_or_default())
            }
            Self::Task(at) => text.task_of(&(at + 1), &case.tasks.len()),
            Self::Overview | Self::Rounds => self.name(text),
            Self::End => return None,
        })
    }

    /// The heading.
    pub fn headline(self, text: Text, results: &Results) -> String {
        let board = &results.board;
        match self {
            Self::Overview => overview_headline(text, board),
            Self::Point(at) => {
                let key = board.exercise().key().points.get(at);
                let both = board.point(at).zip(key);
                both.map_or_else(String::new, |(point, key)| finding_words(text, &point, key))
            }
            Self::Rounds => rounds_headline(text, board),
            Self::PointRounds(at) => text.point_two_rounds(&(at + 1)),
            Self::Task(at) => task_headline(text, board, at),
            Self::End => text.take_away().to_owned(),
        }
    }
}

fn overview_headline(text: Text, board: &Board) -> String {
    if board.count() == 0 {
        return text.nobody_handed_in().to_owned();
    }
    if board.is_hidden(board.count()) {
        return text.small_group_hidden().to_owned();
    }
    if board.count() == 1 {
        return text.one_handed_in().to_owned();
    }
    match board.alpha() {
        Some(alpha) => alpha_words(text, alpha).to_owned(),
        None => text.overview().to_owned(),
    }
}

fn rounds_headline(text: Text, board: &Board) -> String {
    match board.both_rounds() {
        Some(rounds) if rounds.count == 0 => text.nobody_in_both().to_owned(),
        Some(rounds) if board.is_hidden(rounds.count) => text.small_group_hidden().to_owned(),
        Some(rounds) => text.spreads(rounds.spreads()),
        None => text.two_rounds().to_owned(),
    }
}

/// The meaning of an alpha, in Krippendorff's bands.
fn alpha_words(text: Text, alpha: f64) -> &'static str {
    // Compared as it is shown: to two decimals.
    match (alpha * 100.0).round() {
        80.0.. => text.alpha_reliable(),
        67.0.. => text.alpha_tentative(),
        5.0.. => text.alpha_low(),
        -5.0.. => text.alpha_by_chance(),
        _ => text.alpha_below_chance(),
    }
}

fn finding_words(text: Text, point: &PointFigures, key: &KeyPoint) -> String {
    let name = |dimension: Dimension| text.dimension(dimension);
    match point.finding(&key.scores) {
        Finding::Off {
            dimension,
            bias,
            by_most,
        } => {
            let name = name(dimension);
            let points = text.number(bias.abs(), 1);
            if point.units[dimension].n == 1 {
                return if 0.0 < bias {
                    text.one_above_key(&name, &points)
                } else {
                    text.one_below_key(&name, &points)
                };
            }
            match (by_most, 0.0 < bias) {
                (true, true) => text.most_above_key(&name),
                (true, false) => text.most_below_key(&name),
                (false, true) => text.mean_above_key(&name, &points),
                (false, false) => text.mean_below_key(&name, &points),
            }
        }
        Finding::Spread { dimension, range } => {
            let (least, most) = (text.number(range.0, 1), text.number(range.1, 1));
            text.scores_spread(&name(dimension), &least, &most)
        }
        Finding::Close if key.scores.0.iter().all(Option::is_none) => {
            text.key_is_blank().to_owned()
        }
        Finding::Close if point.units.0.iter().all(|unit| unit.n <= 1) => {
            text.one_near_key().to_owned()
        }
        Finding::Close => text.nothing_stands_out().to_owned(),
        Finding::Hidden => text.small_group_hidden().to_owned(),
        Finding::Nothing => text.no_scores_yet().to_owned(),
    }
}

fn task_headline(text: Text, board: &Board, at: usize) -> String {
    let right_of = match board.task(at) {
        None => None,
        Some(TaskFigures::Hidden) => return text.small_group_hidden().to_owned(),
        Some(TaskFigures::Numbers(counts)) => {
            let right =
                |(verdict, _): &&(VelocityVerdict, usize)| *verdict == VelocityVerdict::Right;
            let right = counts.iter().find(right).map_or(0, |(_, count)| *count);
            let all: usize = counts.iter().map(|(_, count)| count).sum();
            (0 < all).then(|| text.right_of(&right, &all))
        }
        Some(TaskFigures::Choices(votes)) => {
            let task = board.exercise().case().tasks.get(at);
            let is_right = |choice| task.is_some_and(|it| it.is_right(TaskAnswer::Choice(choice)));
            let right = votes.iter().enumerate();
            let right = right.filter(|(choice, _)| is_right(*choice));
            let right: usize = right.map(|(_, count)| count).sum();
            let all: usize = votes.iter().sum();
            (0 < all).then(|| text.right_choice_of(&right, &all))
        }
    };
    right_of.unwrap_or_else(|| text.nobody_answered().to_owned())
}
