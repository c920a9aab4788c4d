//! The tables of the report: the class, its time points, its tasks, and its trainees.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    app::{
        class::{
            board::{
                Vote, action_votes, choice_votes, discussion_words, stage_votes, verdict_votes,
                why_no_alpha, working_words,
            },
            results::CurrentResults,
        },
        components::FigureTable,
        state::use_text,
    },
    domain::{
        Dimension,
        classroom::{Board, DimensionError, TaskFigures, Trainee},
        exercise::Task,
    },
    i18n::Text,
};

/// Agreement, mean errors, and suggestions for the discussion.
#[component]
pub fn ClassTables(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let body = move || {
        let results = results.get()?;
        let board = &results.board;
        if board.exercise().case().points.is_empty() {
            return None;
        }
        let alpha = board.alpha().map(|alpha| text.number(alpha, 3));
        let alpha = alpha.unwrap_or_else(|| why_no_alpha(text, board).to_owned());
        let row = |(dimension, error): (Dimension, &Option<DimensionError>)| {
            let name = text.dimension(dimension).to_owned();
            let Some(error) = error else {
                return vec![name, "—".to_owned(), "—".to_owned(), "—".to_owned()];
            };
            vec![
                name,
                error.n.to_string(),
                text.signed(error.bias, 2),
                text.number(error.mean_absolute_error, 2),
            ]
        };
        let rows: Vec<_> = board.dimension_errors().iter().map(row).collect();
        let head = vec![
            text.dimension_column(),
            text.scores_given_column(),
            text.bias_column(),
            text.distance_column(),
        ];
        let (discussion, people) = (board.discussion(), board.count());
        let discussion = discussion
            .iter()
            .map(|it| view! { <li>{discussion_words(text, it, people)}</li> });
        Some(view! {
            <section class="report__section" id="report-class">
                <h2 class="section__title">{text.the_class()}</h2>
                <p id="report-alpha">{text.alpha_row()}{text.colon()}<strong>{alpha}</strong></p>
                <p class="quiet">{text.agreement_is_not_accuracy()}</p>
                <FigureTable name=text.mean_errors() head rows/>
                <h3 class="report__subtitle">{text.worth_discussing()}</h3>
                <ol class="report__list">{discussion.collect_view()}</ol>
            </section>
        })
    };
    view! { {body} }
}

/// Each time point with its figures and votes.
#[component]
pub fn PointTables(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let body = move || {
        let results = results.get()?;
        let board = &results.board;
        let count = board.exercise().case().points.len();
        let points = (0..count).map(|at| point_view(text, board, at, count));
        let points = points.collect_view();
        (0 < count).then(|| {
            view! {
                <section class="report__section" id="report-points">
                    <h2 class="section__title">{text.time_points()}</h2>
                    {points}
                </section>
            }
        })
    };
    view! { {body} }
}

fn point_view(text: Text, board: &Board, at: usize, count: usize) -> Option<impl IntoView + use<>> {
    let figures = board.point(at)?;
    let (point, key) = (
        board.exercise().case().points.get(at)?,
        board.exercise().key().points.get(at)?,
    );
    let row = |dimension: Dimension| {
        let unit = figures.units[dimension];
        let n = if figures.hidden[dimension] {
            text.distribution_hidden().to_owned()
        } else {
            unit.n.to_string()
        };
        vec![
            text.dimension(dimension).to_owned(),
            n,
            text.number_or_dash(unit.mean, 2),
            text.number_or_dash(unit.median, 1),
            text.number_or_dash(unit.sd, 2),
            text.score(key.scores[dimension]),
            text.signed_or_dash(unit.bias, 2),
        ]
    };
    let head = vec![
        text.dimension_column(),
        text.count_column(),
        text.mean_row(),
        text.median_row(),
        text.sd_column(),
        text.key_row(),
        text.bias_column(),
    ];
    let stages = figures.stages.map(|votes| stage_votes(text, votes, key));
    let actions = figures
        .actions
        .map(|votes| action_votes(text, point, votes, key));
    let title = format!(
        "{} · {} · {}",
        text.point_of(&(at + 1), &count),
        text.full_date(point.date),
        text.day_nth(&point.day)
    );
    Some(view! {
        <section class="report__point">
            <h3 class="report__subtitle">{title}</h3>
            <FigureTable name=text.time_points() head rows=Dimension::ALL.map(row).to_vec()/>
            <VoteList title=text.stage_votes() votes=stages/>
            <VoteList title=text.action_votes() votes=actions/>
        </section>
    })
}

/// How many chose each of several answers, one per line.
#[component]
fn VoteList(title: &'static str, votes: Option<Vec<Vote>>) -> impl IntoView {
    let text = use_text();
    let Some(votes) = votes else {
        return view! { <p>{title}{text.colon()}{text.small_group_hidden()}</p> }.into_any();
    };
    let line = |vote: Vote| {
        let mark = vote
            .mark
            .map(|mark| view! { " "<strong>"["{mark}"]"</strong> });
        let about = vote
            .about
            .map(|about| view! { " "<span class="quiet">{about}</span> });
        view! {
            <li>
                {text.people(vote.count)}
                " · "
                <bdi>{vote.label}</bdi>
                {mark}
                {about}
            </li>
        }
    };
    view! {
        <p class="report__votes">{title}</p>
        <ul class="report__list">{votes.into_iter().map(line).collect_view()}</ul>
    }
    .into_any()
}

/// Each task with its true answer, and the class's answers.
#[component]
pub fn TaskTables(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let body = move || {
        let results = results.get()?;
        let board = &results.board;
        let tasks = &board.exercise().case().tasks;
        let task = |(at, task): (usize, &Task)| {
            let votes = match board.task(at)? {
                TaskFigures::Numbers(counts) => Some(verdict_votes(text, counts)),
                TaskFigures::Choices(counts) => Some(choice_votes(text, task, &counts)),
                TaskFigures::Hidden => None,
            };
            let working = match task {
                Task::Velocity(task) => Some(working_words(text, task)),
                Task::Reading(_) => Some(text.true_answer_of(task)),
                Task::Faster(_) => None,
            };
            Some(view! {
                <section class="report__point">
                    <h3 class="report__subtitle">{text.task_of(&(at + 1), &tasks.len())}</h3>
                    <p>{task.ask().as_str().to_owned()}</p>
                    {working.map(|words| view! { <p>{text.true_answer()}{text.colon()}{words}</p> })}
                    <VoteList title=text.answers_given() votes/>
                </section>
            })
        };
        let shown = tasks.iter().enumerate().map(task).collect_view();
        (!tasks.is_empty()).then(|| {
            view! {
                <section class="report__section" id="report-tasks">
                    <h2 class="section__title">{text.tasks()}</h2>
                    {shown}
                </section>
            }
        })
    };
    view! { {body} }
}

/// A row for each trainee.
#[component]
pub fn TraineeTable(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    // Long in a large class: the page is shown before it.
    let is_time = RwSignal::new(false);
    set_timeout(
        move || {
            // The page may be gone by now.
            is_time.try_set(true);
        },
        Duration::ZERO,
    );
    let body = move || {
        let results = results.get().filter(|_| is_time.get())?;
        let board = &results.board;
        let trainees = board.trainees();
        if trainees.is_empty() {
            return Some(view! { <p>{text.no_trainees_shown()}</p> }.into_any());
        }
        let rows = trainees.iter().enumerate();
        let rows = rows.map(|(nth, it)| trainee_row(text, board, nth, it));
        let head = vec![
            text.trainee_column(),
            text.distance_column(),
            text.bias_column(),
            text.spearman_column(),
            text.scores_given_column(),
            text.stages_right_column(),
            text.actions_right_column(),
            text.tasks_right_column(),
            text.straight_line_column(),
        ];
        Some(view! { <FigureTable name=text.trainees() head rows=rows.collect()/> }.into_any())
    };
    view! {
        <section class="report__section" id="report-trainees">
            <h2 class="section__title">{text.trainees()}</h2>
            {body}
        </section>
    }
}

fn trainee_row(text: Text, board: &Board, nth: usize, trainee: &Trainee<'_>) -> Vec<String> {
    let case = board.exercise().case();
    let marks = trainee.marks(board.exercise());
    let of = |count: usize, all: usize| format!("{count}/{all}");
    let name = trainee.name.map(|name| name.as_str().to_owned());
    let is_flat = if trainee.is_straight_line {
        text.yes_mark()
    } else {
        ""
    };
    vec![
        name.unwrap_or_else(|| text.trainee_nth(&(nth + 1))),
        text.number_or_dash(trainee.figures.mean_absolute_error, 2),
        text.signed_or_dash(trainee.figures.bias, 2),
        text.signed_or_dash(trainee.figures.spearman, 2),
        of(marks.scores, case.points.len() * Dimension::ALL.len()),
        of(marks.stages, case.points.len()),
        of(marks.actions, case.points.len()),
        of(marks.tasks, case.tasks.len()),
        is_flat.to_owned(),
    ]
}
