//! Any exercises, works, submissions and sessions: strategies over everything that the types admit.

use proptest::{collection::vec, option, prelude::*, sample::Index, sample::select};
use trust_velocity::domain::{
    CivilDate, EntryId, Language, NonEmptyText, Note, PerDimension, Score, Scores, Stage, Unit,
    classroom::{Naming, RevealCode, Round, Session, Source, Submission, Timer},
    exercise::{
        AnswerKey, Attempt, Case, CasePoint, Compared, Exercise, ExerciseId, FasterTask, Given,
        KeyPoint, PointAnswer, ReadPoint, Reading, ReadingTask, Task, TaskAnswer, Total,
        TotalPoints, VelocityTask,
    },
};

use crate::any::{dates, names, notes, scores};

/// Any exercise, of up to four points and three tasks.
pub fn exercises() -> impl Strategy<Value = Exercise> {
    let head = (names(), any::<u8>(), notes(), notes());
    let start = (dates(), 0..2_000_u32);
    let points = vec((1..200_u32, points()), 0..5);
    let tasks = vec((tasks(), notes()), 0..4);
    let read = vec(any::<bool>(), 5);
    let readings = (lines(), select(&Reading::ALL[..]), read, notes());
    let parts = (head, start, points, tasks, vec(readings, 0..4));
    parts.prop_filter_map("nothing to do", |(head, start, points, tasks, readings)| {
        let (title, minutes, about, intro) = head;
        let (mut date, mut day): (CivilDate, u32) = start;
        let points = points
            .into_iter()
            .map(|(gap, (facts, actions, question, key))| {
                date = date.plus_days(gap.into()).unwrap();
                day += gap;
                let point = CasePoint {
                    date,
                    day,
                    facts,
                    actions,
                    question,
                };
                (point, key)
            });
        let (points, point_keys) = points.unzip();
        let points: Vec<_> = points;
        let point_keys: Vec<KeyPoint> = point_keys;
        let readings = readings
            .into_iter()
            .filter_map(|(ask, reading, read, working)| {
                let points = points.iter().zip(&point_keys).zip(read);
                let points = points.filter(|(_, is_read)| *is_read);
                let points = points.map(|((point, key), _)| ReadPoint {
                    date: point.date,
                    day: point.day,
                    scores: key.scores,
                });
                let task = ReadingTask::new(ask, reading, points.collect()).ok()?;
                Some((Task::Reading(task), working))
            });
        let (tasks, task_keys) = tasks.into_iter().chain(readings).unzip();
        let case = Case {
            title,
            minutes,
            about,
            intro,
            points,
            tasks,
        };
        let key = AnswerKey {
            points: point_keys,
            tasks: task_keys,
        };
        Exercise::new(case, key).ok()
    })
}

/// The facts and actions of a point, with their key.
fn points() -> impl Strategy<
    Value = (
        NonEmptyText,
        Vec<NonEmptyText>,
        Option<NonEmptyText>,
        KeyPoint,
    ),
> {
    let actions = vec((lines(), notes()), 2..=5);
    let why = [notes(), notes(), notes(), notes()];
    let stage = (select(&Stage::ALL[..]), notes());
    let question = option::weighted(0.2, lines());
    (
        lines(),
        actions,
        question,
        any::<Index>(),
        four(),
        why,
        stage,
    )
        .prop_map(
            |(facts, actions, question, best, scores, why, (stage, stage_why))| {
                let best = best.index(actions.len());
                let (actions, action_why) = actions.into_iter().unzip();
                let key = KeyPoint {
                    scores,
                    why: PerDimension(why),
                    stage,
                    stage_why,
                    best,
                    action_why,
                };
                (facts, actions, question, key)
            },
        )
}

fn tasks() -> impl Strategy<Value = Task> {
    let given = (givens(), option::of(any::<Index>()), givens());
    let velocity = (lines(), given, select(&Unit::ALL[..])).prop_map(
        |(ask, (mut given, earlier, mut before), unit)| {
            given.day += 1;
            let before = earlier.map(|at| {
                before.day = u32::try_from(at.index(given.day as usize)).unwrap();
                before
            });
            Task::Velocity(VelocityTask::new(ask, given, before, unit).unwrap())
        },
    );
    let points = || (0.0..=40.0_f64).prop_map(|value| TotalPoints::new(value).unwrap());
    let client = (names(), dates(), points(), 1..900_i64, points());
    let client = client.prop_map(|(name, date, from, days, to)| Compared {
        name,
        from: Total { date, points: from },
        to: Total {
            date: date.plus_days(days).unwrap(),
            points: to,
        },
    });
    let faster = (lines(), vec(client, FasterTask::CLIENTS));
    let faster = faster.prop_filter_map("a tie", |(ask, clients)| {
        FasterTask::new(ask, clients).ok().map(Task::Faster)
    });
    prop_oneof![velocity, faster]
}

fn givens() -> impl Strategy<Value = Given> {
    let score = || (0.0..=10.0_f64).prop_map(|value| Score::new(value).unwrap());
    let scores = [score(), score(), score(), score()];
    (scores, 0..4_000_u32).prop_map(|(scores, day)| Given {
        scores: PerDimension(scores),
        day,
    })
}

/// Any answers, to no exercise in particular.
pub fn works() -> impl Strategy<Value = Attempt> {
    let stage = option::of(select(&Stage::ALL[..]));
    let point = (four(), stage, option::of(0..5_usize));
    let point = point.prop_map(|(scores, stage, action)| PointAnswer {
        scores,
        stage,
        action,
    });
    let number = prop::num::f64::NORMAL | prop::num::f64::NEGATIVE | prop::num::f64::ZERO;
    let task = prop_oneof![
        number
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(TaskAnswer::Number),
        (0..6_usize).prop_map(TaskAnswer::Choice)
    ];
    let points = vec(point, 0..=Case::MAX_POINTS);
    let tasks = vec(option::of(task), 0..=Case::MAX_TASKS);
    (points, tasks).prop_map(|(points, tasks)| Attempt::new(points, tasks))
}

/// Submissions to a session, with ids up to `most`.
pub fn submissions_to(session: EntryId, most: u64) -> impl Strategy<Value = Submission> {
    let edition = prop_oneof![1..4_u32, any::<u32>()];
    let round = select(&Round::ALL[..]);
    (0..=most, round, edition, option::of(names()), works()).prop_map(
        move |(id, round, edition, name, attempt)| Submission {
            session,
            id: EntryId::new(id),
            round,
            edition,
            name,
            attempt,
        },
    )
}

/// Any submission.
pub fn submissions() -> impl Strategy<Value = Submission> {
    any::<u64>().prop_flat_map(|session| submissions_to(EntryId::new(session), u64::MAX))
}

/// Sessions whose ids, and those of their submissions, are at most this: they meet often.
pub fn sessions_among(most: u64) -> impl Strategy<Value = Session> {
    (0..=most).prop_flat_map(move |id| {
        let id = EntryId::new(id);
        let source = prop_oneof![
            2 => known().prop_map(Source::Known),
            1 => exercises().prop_map(|exercise| Source::Own(Box::new(exercise))),
        ];
        let naming = prop_oneof![
            Just(Naming::Anonymous),
            vec(names(), 0..4).prop_map(Naming::Named)
        ];
        let timer = prop_oneof![
            any::<u64>().prop_map(|left| Timer::Paused { left }),
            any::<u64>().prop_map(|until| Timer::Running { until })
        ];
        let head = (dates(), source, names(), select(&Language::ALL[..]));
        let run = (option::of(any::<u16>()), timer, any::<bool>());
        let begins = any::<bool>();
        let codes = ("[A-Z0-9]{4,12}", "[A-Za-z0-9_-]{0,60}");
        let submissions = vec(submissions_to(id, most), 0..5);
        (head, naming, codes, (run, begins), submissions).prop_map(
            move |(head, naming, codes, (run, begins), submissions)| {
                let (made, source, title, language) = head;
                let (reveal_code, assignment) = codes;
                let reveal_code = RevealCode::new(&reveal_code).unwrap();
                let mut session = Session::new(id, made, source, title, reveal_code);
                session.language = language;
                session.naming = naming;
                (session.expected, session.timer, session.is_revealed) = run;
                session.assignment = assignment;
                for submission in submissions {
                    session.accept(submission);
                }
                if begins {
                    session.begin_second_round();
                }
                session
            },
        )
    })
}

/// An exercise that everybody has.
pub fn known() -> impl Strategy<Value = ExerciseId> {
    let drill = any::<u32>().prop_map(ExerciseId::Drill);
    // No hexadecimal number, and no drill.
    let built_in = "x[a-z0-9-]{0,31}".prop_map(|slug| ExerciseId::BuiltIn(slug.parse().unwrap()));
    prop_oneof![drill, built_in]
}

fn four() -> impl Strategy<Value = Scores> {
    [scores(), scores(), scores(), scores()].prop_map(PerDimension)
}

fn lines() -> impl Strategy<Value = NonEmptyText> {
    let text = "[\\PC\n\t\"\\\\]{1,60}";
    text.prop_filter_map("empty", |text| NonEmptyText::new(&text).ok())
}

/// Notes as long as they may be.
pub fn longest_note() -> Note {
    Note::new(&"信".repeat(Note::MAX_CHARS)).unwrap()
}
