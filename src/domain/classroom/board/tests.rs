//! The figures of the board, and those that a small anonymous group does not show.

use super::*;
use crate::domain::{
    classroom::{Naming, Round, Submission, session::testing::session},
    exercise::{PointAnswer, testing::exercise},
};

fn answer(value: f64, stage: Stage, action: usize) -> PointAnswer {
    PointAnswer {
        scores: PerDimension([Some(Score::new(value).unwrap()); 4]),
        stage: Some(stage),
        action: Some(action),
    }
}

fn board(naming: Naming, works: &[Attempt]) -> Board {
    let mut session = session(naming);
    for (attempt, id) in works.iter().zip(1..) {
        session.accept(Submission {
            session: session.id,
            id: EntryId::new(id),
            round: Round::First,
            edition: 1,
            name: Some(Name::new("李雷").unwrap()),
            attempt: attempt.clone(),
        });
    }
    Board::new(exercise(), &session)
}

/// The key is 5, 5, none, 4 at both points; the tasks' answers are 4.2 and the second client.
fn works() -> Vec<Attempt> {
    let attempt = |one, other, velocity, client| {
        Attempt::new(
            vec![one, other],
            vec![
                Some(TaskAnswer::Number(velocity)),
                Some(TaskAnswer::Choice(client)),
            ],
        )
    };
    let initial = |value| answer(value, Stage::Initial, 1);
    vec![
        attempt(initial(5.0), answer(9.0, Stage::Deepening, 0), 4.2, 1),
        attempt(initial(5.0), answer(9.0, Stage::Deepening, 1), 0.6, 1),
        attempt(initial(6.0), answer(8.0, Stage::Initial, 1), 0.93, 0),
        attempt(initial(4.0), answer(3.0, Stage::Initial, 1), 3.15, 1),
    ]
}

#[test]
fn a_point_is_told_beside_the_key() {
    let board = board(Naming::Named(Vec::new()), &works());
    let point = board.point(1).unwrap();
    let expertise = point.units[Dimension::Expertise];
    assert_eq!((expertise.n, expertise.mean), (4, Some(7.25)));
    assert_eq!(expertise.bias, Some(2.25));
    assert_eq!(point.units[Dimension::Relationship].bias, None);
    assert_eq!(point.scores[Dimension::Benefit].len(), 4);
    assert_eq!(point.actions, Some(vec![1, 3]));
    let stages = point.stages.unwrap();
    assert_eq!(stages[0], (Stage::Initial, 2));
    assert_eq!(stages[1], (Stage::Deepening, 2));
    assert_eq!(board.point(2), None);
    let benefit = board.dimension_errors()[Dimension::Benefit].unwrap();
    let expected = DimensionError {
        n: 8,
        bias: 2.125,
        mean_absolute_error: 2.375,
    };
    assert_eq!(benefit, expected);
    assert_eq!(board.dimension_errors()[Dimension::Relationship], None);
}

#[test]
fn three_things_are_worth_discussing() {
    let discussion = board(Naming::Named(Vec::new()), &works()).discussion();
    let [
        Discussion::Disagreement { point: 1, .. },
        Discussion::CommonError {
            point: 1,
            dimension: Dimension::Benefit,
            bias,
        },
        Discussion::OppositeStages {
            point: 1,
            first: (_, 2),
            second: (_, 2),
            others: 0,
        },
    ] = discussion[..]
    else {
        panic!("{discussion:?}");
    };
    assert_eq!(Some(bias), Some(3.25));
    assert_eq!(board(Naming::Anonymous, &[]).discussion(), []);
}

#[test]
fn mistakes_are_counted() {
    let board = board(Naming::Named(Vec::new()), &works());
    let expected = TaskFigures::Numbers(vec![
        (VelocityVerdict::Right, 1),
        (VelocityVerdict::WrongUnit(crate::domain::Unit::Day), 1),
        (VelocityVerdict::NetChange, 1),
        (VelocityVerdict::LeftOut(None), 1),
    ]);
    assert_eq!(board.task(0), Some(expected));
    assert_eq!(board.task(1), Some(TaskFigures::Choices(vec![1, 3, 0])));
    assert_eq!(board.task(2), None);
}

#[test]
fn a_small_anonymous_group_is_hidden() {
    let few = board(Naming::Anonymous, &works()[..2]);
    let point = few.point(0).unwrap();
    assert_eq!(point.scores, PerDimension::default());
    assert_eq!(point.units, PerDimension::default());
    assert_eq!(point.hidden, PerDimension([true; 4]));
    assert_eq!((point.stages, point.actions), (None, None));
    assert_eq!(few.dimension_errors(), PerDimension([None; 4]));
    assert_eq!((few.alpha(), few.discussion()), (None, Vec::new()));
    assert_eq!(few.task(0), Some(TaskFigures::Hidden));
    assert_eq!(few.task(1), Some(TaskFigures::Hidden));
    assert_eq!(few.trainees(), []);
    assert_eq!(few.count(), 2);

    let mut works = works();
    works[0] = Attempt::none(exercise().case());
    let three = board(Naming::Anonymous, &works);
    assert!(three.point(0).unwrap().stages.is_some() && three.alpha().is_some());
    works[1] = Attempt::none(exercise().case());
    let two = board(Naming::Anonymous, &works);
    assert_eq!(two.point(0).unwrap().stages, None);
    assert_eq!(two.task(0), Some(TaskFigures::Hidden));
}

#[test]
fn answers_of_an_earlier_build_leave_later_tasks_open() {
    let shorter = works().into_iter().map(|attempt| {
        let tasks = attempt.tasks()[..1].to_vec();
        Attempt::new(attempt.points().to_vec(), tasks)
    });
    let board = board(Naming::Named(Vec::new()), &shorter.collect::<Vec<_>>());
    assert_eq!(board.count(), 4);
    assert!(matches!(board.task(0), Some(TaskFigures::Numbers(counts)) if counts.len() == 4));
    assert_eq!(board.task(1), Some(TaskFigures::Choices(vec![0, 0, 0])));
    assert_eq!(board.trainees()[0].marks(board.exercise()).tasks, 1);
}

#[test]
fn answers_of_a_later_build_count_for_what_is_known() {
    let longer = works().into_iter().map(|attempt| {
        let mut tasks = attempt.tasks().to_vec();
        tasks.push(Some(TaskAnswer::Number(50.0)));
        Attempt::new(attempt.points().to_vec(), tasks)
    });
    let longer: Vec<_> = longer.collect();
    let all = board(Naming::Named(Vec::new()), &longer);
    let known = board(Naming::Named(Vec::new()), &works());
    assert_eq!(all.count(), 4);
    assert_eq!((all.task(0), all.task(1)), (known.task(0), known.task(1)));
    assert_eq!(all.task(2), None);
    let marks = |board: &Board| board.trainees()[0].marks(board.exercise());
    assert_eq!(marks(&all), marks(&known));
    // The session keeps what this build does not know.
    let mut session = session(Naming::Named(Vec::new()));
    session.accept(Submission {
        session: session.id,
        id: EntryId::new(1),
        round: Round::First,
        edition: 1,
        name: None,
        attempt: longer[0].clone(),
    });
    assert_eq!(session.submissions()[0].attempt, longer[0]);
}

#[test]
fn answers_to_another_case_are_left_out() {
    let mut works = works();
    works.push(Attempt::new(Vec::new(), Vec::new()));
    let board = board(Naming::Named(Vec::new()), &works);
    assert_eq!(board.count(), 4);
    let rows = board.trainees();
    assert_eq!(rows.len(), 4);
    assert!(rows[0].is_straight_line && rows[0].name.is_some());
    assert_eq!(rows[0].figures.mean_absolute_error, Some(14.0 / 6.0));
}

#[test]
fn who_gave_all_the_same_score_is_counted() {
    let mut works = works();
    let count = |naming, works: &[Attempt]| board(naming, works).straight_lines();
    assert_eq!(count(Naming::Named(Vec::new()), &works), Some(4));
    assert_eq!(count(Naming::Anonymous, &works), Some(4));
    for work in &mut works[..2] {
        let mut point = work.points()[1];
        point.scores[Dimension::Benefit] = Score::new(1.5).ok();
        work.set_point(1, point);
    }
    assert_eq!(count(Naming::Named(Vec::new()), &works), Some(2));
    assert_eq!(count(Naming::Anonymous, &works), None, "too few");
}

/// The class of [`works`], with the second round of the trainees of these ids.
fn voted_twice(naming: Naming, second: &[(u64, f64)]) -> Board {
    let mut session = session(naming);
    let submission = |id, round, attempt| Submission {
        session: EntryId::new(1),
        id: EntryId::new(id),
        round,
        edition: 1,
        name: None,
        attempt,
    };
    for (attempt, id) in works().into_iter().zip(1..) {
        session.accept(submission(id, Round::First, attempt));
    }
    for (id, value) in second {
        let mut attempt = works().swap_remove(0);
        attempt.set_point(1, answer(*value, Stage::Initial, 1));
        session.accept(submission(*id, Round::Second, attempt));
    }
    Board::new(exercise(), &session)
}

#[test]
fn both_rounds_stand_beside_each_other() {
    let once = board(Naming::Named(Vec::new()), &works());
    assert_eq!(once.both_rounds(), None);
    // The fifth hands in to the second round alone.
    let board = voted_twice(
        Naming::Named(Vec::new()),
        &[(1, 6.0), (2, 6.0), (4, 4.5), (5, 9.0)],
    );
    assert_eq!(board.count(), 5);
    let rounds = board.both_rounds().unwrap();
    assert_eq!((rounds.handed_in, rounds.count), ([4, 4], 3));
    let cell = rounds.points[1][Dimension::Expertise].unwrap();
    assert_eq!((cell.n, cell.first.mean), (3, Some(7.0)));
    assert_eq!((cell.second.mean, cell.shift), (Some(5.5), Some(-1.5)));
    assert_eq!(cell.is_closer(), Some(true));
    let keyless = rounds.points[1][Dimension::Relationship].unwrap();
    assert_eq!(keyless.first.mean_absolute_error, None);
    // The first point is 5, 5 and 4 against 5 once, and 5 of all in the second round.
    let spreads = rounds.spreads();
    assert_eq!((spreads.closer, spreads.further, spreads.cells), (8, 0, 8));
    let error = rounds.error.unwrap();
    assert_eq!(error.pairs, 18);
    assert!(error.second < error.first && error.removed.is_some_and(|share| 0.0 < share));
    // Elsewhere the latest answers count: the third's are those of the first round.
    let point = board.point(1).unwrap();
    let scores = &point.scores[Dimension::Expertise];
    assert_eq!(
        scores.iter().map(|score| score.value()).collect::<Vec<_>>(),
        [6.0, 6.0, 8.0, 4.5, 9.0]
    );
}

#[test]
fn scores_that_lie_further_apart_after_the_talk_are_told() {
    let second = [(1, 0.0), (2, 10.0), (4, 9.0)];
    let board = voted_twice(Naming::Named(Vec::new()), &second);
    // At the second point they were 9, 9 and 3. At the first all come to 5.
    let expected = Spreads {
        closer: 4,
        further: 4,
        cells: 8,
    };
    assert_eq!(board.both_rounds().unwrap().spreads(), expected);
}

#[test]
fn an_anonymous_class_is_not_shown_two_rounds_of_two() {
    let second = [(1, 6.0), (2, 6.0), (4, 4.5)];
    let of_two = voted_twice(Naming::Anonymous, &second[..2]);
    let rounds = of_two.both_rounds().unwrap();
    assert_eq!((rounds.count, rounds.error), (2, None));
    let hidden = PerDimension([None; 4]);
    assert_eq!(rounds.points, [hidden; 2]);
    let of_three = voted_twice(Naming::Anonymous, &second);
    assert!(of_three.both_rounds().unwrap().error.is_some());
}
