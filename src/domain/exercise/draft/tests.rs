//! Drafts and the exercises that they give.

use proptest::prelude::*;

use super::{
    check::{days, minutes, total_points},
    *,
};
use crate::domain::{
    exercise::{testing::exercise, *},
    *,
};

fn errors(edit: impl FnOnce(&mut Draft)) -> Vec<(String, DraftError)> {
    let mut draft = Draft::from(&exercise());
    edit(&mut draft);
    let errors = draft.exercise().err().unwrap_or_default();
    let named = errors
        .into_iter()
        .map(|(field, error)| (field.to_string(), error));
    named.collect()
}

fn one(field: &str, error: impl Into<DraftError>) -> Vec<(String, DraftError)> {
    vec![(field.to_owned(), error.into())]
}

/// Types into the field of this name.
fn types(name: &str, text: &str) -> impl FnOnce(&mut Draft) {
    move |draft| {
        let known = draft.texts.insert(name.to_owned(), text.to_owned());
        assert!(
            known.is_some(),
            "{name} is no field: {:?}",
            draft.texts.keys()
        );
    }
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    assert_eq!(errors(|_| ()), []);
    for (field, text, error) in [
        ("title", " ", NameError::Empty.into()),
        ("minutes", "0", DraftError::Minutes),
        ("minutes", "256", DraftError::Minutes),
        ("first-day", "-1", DraftError::Days),
        ("point-1-date", "2026-02-30", DraftError::Date),
        ("point-4-date", "2026-01-11", DraftError::SameDate),
        ("point-1-facts", "", NonEmptyTextError::Empty.into()),
        ("point-1-score-conduct", "", TypedScoreError::Empty.into()),
        (
            "point-1-score-conduct",
            "11",
            TypedScoreError::NotAScore.into(),
        ),
        ("point-1-stage", "", DraftError::Stage),
        ("point-1-best", "99", DraftError::Best),
        ("point-1-action-2", "", NonEmptyTextError::Empty.into()),
        ("task-7-ask", "", NonEmptyTextError::Empty.into()),
        ("task-7-unit", "", DraftError::Unit),
        ("task-7-of", "99", DraftError::NoPoint),
        ("task-7-of", "1", DraftError::Gap),
        ("task-7-day", "0", TaskError::NoTime.into()),
        ("task-7-day-before", "40", TaskError::NotBefore.into()),
        ("task-8-name-9", "", NameError::Empty.into()),
        ("task-8-from-total-9", "40.5", DraftError::Total),
        ("task-8-to-9", "2026-03-02", DraftError::NotLater),
    ] {
        assert_eq!(
            errors(types(field, text)),
            one(field, error),
            "{field}: {text}"
        );
    }
}

#[test]
fn what_is_added_is_asked_for_and_is_part_of_the_exercise() {
    let mut draft = Draft::from(&exercise());
    let (point, task) = (draft.points()[0].number, draft.tasks()[1].number);
    draft.add_action(point);
    draft.add_client(task);
    let action = *draft.points()[0].actions.last().unwrap();
    let client = *draft.tasks()[1].clients.last().unwrap();
    let typed = [
        (Field::Point(point, PointField::Action(action)), "再等"),
        (Field::Task(task, TaskField::Name(client)), "C"),
        (Field::Task(task, TaskField::From(client)), "2026-03-02"),
        (Field::Task(task, TaskField::FromTotal(client)), "10"),
        (Field::Task(task, TaskField::To(client)), "2026-06-01"),
        (Field::Task(task, TaskField::ToTotal(client)), "20"),
    ];
    let asked: Vec<_> = draft.exercise().unwrap_err();
    let asked: Vec<_> = asked.into_iter().map(|(field, _)| field).collect();
    assert_eq!(asked, typed.map(|(field, _)| field));
    for (field, text) in typed {
        draft.set(field, text.to_owned());
    }
    let made = draft.exercise().unwrap();
    let actions = made.case().points[0].actions.iter();
    let actions: Vec<_> = actions.map(NonEmptyText::as_str).collect();
    assert_eq!(actions, ["等", "问", "再等"]);
    let Some(Task::Faster(task)) = made.case().tasks.last() else {
        panic!("it compares clients");
    };
    let names: Vec<_> = task.clients().iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "C"]);
}

#[test]
fn a_new_exercise_begins_with_a_time_point_of_two_actions() {
    let draft = Draft::start();
    let actions: Vec<_> = draft.points().iter().map(|it| it.actions.len()).collect();
    assert_eq!((actions, draft.tasks()), (vec![2], &[][..]));
}

#[test]
fn parts_that_do_not_fit_together_are_refused() {
    let actions = ExerciseError::Actions { point: 0, count: 1 };
    assert_eq!(
        errors(|draft| draft.remove(2)),
        one("point-1-actions", actions)
    );
    let clients = TaskError::Clients(1);
    assert_eq!(
        errors(|draft| draft.remove(9)),
        one("task-8-clients", clients)
    );
    let tie = errors(types("task-8-to-total-10", "11"));
    assert_eq!(tie, one("task-8-clients", TaskError::Tie));
    let none = ExerciseError::Size {
        points: 0,
        tasks: 0,
    };
    let empty = errors(|draft| [1, 4, 7, 8].into_iter().for_each(|part| draft.remove(part)));
    assert_eq!(empty, one("parts", none));
}

#[test]
fn a_reading_says_what_is_wrong_with_its_time_points() {
    let mut draft = Draft::from(&exercise());
    let number = draft.add_task(TaskKind::Reading);
    let at = |field| Field::Task(number, field);
    draft.set(at(TaskField::Ask), "?".to_owned());
    // The first time point and the last are chosen, and both lack a score.
    let refused = |draft: &Draft, error: TaskError| {
        let expected = vec![(at(TaskField::Reads), error.into())];
        assert_eq!(draft.exercise(), Err(expected));
    };
    refused(&draft, TaskError::NoScore);
    for (point, score) in [(1, "3"), (4, "9.5")] {
        let field = PointField::Score(Dimension::Relationship);
        draft.set(Field::Point(point, field), score.to_owned());
    }
    let made = draft.exercise().unwrap();
    let Some(Task::Reading(task)) = made.case().tasks.last() else {
        panic!("it was added last");
    };
    assert_eq!(task.choice(), Some(ReadingChoice::Up));
    draft.set(at(TaskField::Read(1)), String::new());
    refused(&draft, TaskError::ReadPoints(1));
    draft.set(at(TaskField::Reading), "mood".to_owned());
    let expected = vec![(at(TaskField::Reading), DraftError::Reading)];
    assert_eq!(draft.exercise(), Err(expected));
}

#[test]
fn dates_put_the_points_in_order() {
    let mut draft = Draft::from(&exercise());
    draft.set(Field::Point(4, PointField::Date), "2026-01-01".to_owned());
    assert_eq!((draft.day(4), draft.day(1)), (Some(10), Some(20)));
    let made = draft.exercise().unwrap();
    let days: Vec<_> = made.case().points.iter().map(|point| point.day).collect();
    assert_eq!(days, [10, 20]);
    assert_eq!(made.case().points[0].date.to_string(), "2026-01-01");
}

#[test]
fn what_was_taken_away_can_be_put_back() {
    let whole = Draft::from(&exercise());
    let mut draft = whole.clone();
    draft.remove(1);
    draft.set(Field::Title, "A".to_owned());
    assert_eq!(draft.points().len(), 1);
    draft.put_back(&whole);
    let made = draft.exercise().unwrap();
    assert_eq!(made.case().points, exercise().case().points);
    assert_eq!(made.case().title.as_str(), "A");
}

#[test]
fn full_width_digits_are_numbers() {
    assert_eq!(minutes(" １２ "), Ok(12));
    assert_eq!(total_points("２１。５").ok(), TotalPoints::new(21.5));
    assert_eq!(days("1000001"), Err(DraftError::Days));
}

fn scores() -> impl Strategy<Value = PerDimension<Option<Score>>> {
    let score = prop::option::weighted(0.8, 0..=100_u8);
    let score = score.prop_map(|tenths| tenths.map(|it| Score::new(f64::from(it) / 10.0).unwrap()));
    prop::array::uniform4(score).prop_map(PerDimension)
}

fn any_exercise() -> impl Strategy<Value = Exercise> {
    let point = (1..400_i64, scores(), 0..3_usize, 2..=5_usize, "[ -~]{0,9}");
    let points = prop::collection::vec(point, 0..=8);
    let own = (scores(), scores(), 2..90_u32);
    let clients = prop::collection::vec(0..=400_u16, 2..=6);
    let tasks = prop::collection::vec((0..4_usize, own, 0..8_usize, clients), 1..=8);
    (points, tasks, 1..=255_u8, 0..2_000_u32)
        .prop_map(|(points, tasks, minutes, first_day)| {
            let line = |text: &str| NonEmptyText::new(&format!("x{text}")).unwrap();
            let note = |text: &str| Note::new(text).unwrap();
            let mut date: CivilDate = "2026-01-01".parse().unwrap();
            let mut day = first_day;
            let mut case_points = Vec::new();
            let mut key_points = Vec::new();
            for (at, (step, scores, stage, actions, text)) in points.into_iter().enumerate() {
                if 0 < at {
                    date = date.plus_days(step).unwrap();
                    day += u32::try_from(step).unwrap();
                }
                case_points.push(CasePoint {
                    date,
                    day,
                    facts: line(&text),
                    actions: (0..actions)
                        .map(|at| line(&format!("{at}{text}")))
                        .collect(),
                    question: (stage == 0).then(|| line(&text)),
                });
                key_points.push(KeyPoint {
                    scores,
                    why: PerDimension([(); 4].map(|()| note(&text))),
                    stage: Stage::ALL[stage],
                    stage_why: note(&text),
                    best: actions - 1,
                    action_why: (0..actions)
                        .map(|at| note(&format!("{text}{at}")))
                        .collect(),
                });
            }
            let given = |scores: Scores, day| {
                Some(Given {
                    scores: scores.whole()?,
                    day,
                })
            };
            let tasks =
                tasks
                    .into_iter()
                    .filter_map(|(unit, (own, before, own_day), at, totals)| {
                        let ask = line(&at.to_string());
                        let velocity = |given, before| {
                            VelocityTask::new(ask.clone(), given, before, Unit::ALL[unit])
                                .ok()
                                .map(Task::Velocity)
                        };
                        // Of a time point, of no time point, and of clients.
                        if let Some((point, key)) = case_points.get(at).zip(key_points.get(at)) {
                            let mut earlier = case_points.iter().zip(&key_points).take(at).rev();
                            let before =
                                earlier.find_map(|(point, key)| given(key.scores, point.day));
                            return velocity(given(key.scores, point.day)?, before);
                        }
                        if let Some(own) = given(own, own_day) {
                            return velocity(own, given(before, own_day - 1));
                        }
                        let total = |date: &str, tenths| Total {
                            date: date.parse().unwrap(),
                            points: TotalPoints::new(f64::from(tenths) / 10.0).unwrap(),
                        };
                        let clients = totals.iter().map(|tenths| Compared {
                            name: Name::new("A").unwrap(),
                            from: total("2026-01-01", 12_u16),
                            to: total("2026-02-01", *tenths),
                        });
                        FasterTask::new(ask.clone(), clients.collect())
                            .ok()
                            .map(Task::Faster)
                    });
            let mut tasks: Vec<_> = tasks.collect();
            // The first time points, as far as there are any.
            let read = case_points.iter().zip(&key_points).take(3);
            let read = read.map(|(point, key)| ReadPoint {
                date: point.date,
                day: point.day,
                scores: key.scores,
            });
            let readings = Reading::ALL.into_iter().filter_map(|reading| {
                let read = read.clone().take(*reading.points().start());
                ReadingTask::new(line("?"), reading, read.collect()).ok()
            });
            let room = Case::MAX_TASKS - tasks.len();
            tasks.extend(readings.take(room).map(Task::Reading));
            let key = AnswerKey {
                points: key_points,
                tasks: tasks.iter().map(|_| note("= 1")).collect(),
            };
            let case = Case {
                title: Name::new("A").unwrap(),
                minutes,
                about: note("b"),
                intro: note("c"),
                points: case_points,
                tasks,
            };
            Exercise::new(case, key).ok()
        })
        .prop_filter_map("no part", |made| made)
}

proptest! {
    #[test]
    fn a_draft_gives_its_exercise_again(exercise in any_exercise()) {
        let draft = Draft::from(&exercise);
        prop_assert_eq!(draft.exercise(), Ok(exercise));
    }

    #[test]
    fn any_text_is_taken_or_refused(text in ".{0,12}", at: prop::sample::Index) {
        let mut draft = Draft::from(&exercise());
        let names: Vec<_> = draft.texts.keys().cloned().collect();
        let name = at.get(&names);
        types(name, &text)(&mut draft);
        if let Err(errors) = draft.exercise() {
            prop_assert!(!errors.is_empty(), "{name}: {text}");
        }
    }
}
