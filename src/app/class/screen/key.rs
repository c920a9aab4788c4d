//! The key of an exercise with its reasons, for the whole room.

use leptos::prelude::*;

use crate::{
    app::{components::DimensionMark, state::use_text},
    domain::{
        Dimension, Note,
        exercise::{CasePoint, Exercise, KeyPoint, Task},
    },
};

/// The scores, stages and best actions of each time point, the answers to the tasks, and why.
#[component]
pub fn KeyView(exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let (case, key) = (exercise.case(), exercise.key());
    let points = case.points.iter().zip(&key.points).enumerate();
    let points = points.map(|(at, (point, key))| {
        view! { <Point number=at + 1 point=point.clone() key_point=key.clone()/> }
    });
    let tasks = case.tasks.iter().zip(&key.tasks).enumerate();
    let tasks = tasks.map(|(at, (task, working))| {
        view! { <Answer number=at + 1 task=task.clone() working=working.clone()/> }
    });
    view! {
        <p class="note" id="screen-board">{text.live_screen_board()}</p>
        <section class="screen__key" id="screen-key">
            <h2 class="section__title">{text.key_row()}</h2>
            {points.collect_view()}
            {tasks.collect_view()}
        </section>
    }
}

#[component]
fn Point(number: usize, point: CasePoint, key_point: KeyPoint) -> impl IntoView {
    let text = use_text();
    let title = text.exercise_point_title(&number, &text.full_date(point.date), &point.day);
    let scores = Dimension::ALL.map(|dimension| {
        let why = key_point.why[dimension].as_str().to_owned();
        view! {
            <dt><DimensionMark dimension/>" "{text.dimension(dimension)}" "<strong>{text.score(key_point.scores[dimension])}</strong></dt>
            <dd><bdi>{why}</bdi></dd>
        }
    });
    let best = point.actions.get(key_point.best);
    let best_why = key_point.action_why.get(key_point.best);
    let best = best.zip(best_why).map(|(action, why)| {
        view! {
            <dt>{text.best_of_actions()}{text.colon()}<strong><bdi>{action.as_str().to_owned()}</bdi></strong></dt>
            <dd><bdi>{why.as_str().to_owned()}</bdi></dd>
        }
    });
    view! {
        <section class="card">
            <h3 class="section__title">{title}</h3>
            <dl class="screen__reasons">
                {scores}
                <dt>{text.stage()}{text.colon()}<strong>{text.stage_name(key_point.stage)}</strong></dt>
                <dd><bdi>{key_point.stage_why.as_str().to_owned()}</bdi></dd>
                {best}
            </dl>
        </section>
    }
}

#[component]
fn Answer(number: usize, task: Task, working: Note) -> impl IntoView {
    let text = use_text();
    let answer = text.true_answer_of(&task);
    let answer = match &task {
        Task::Faster(task) if !task.is_told() => text.fastest_or_untold(&answer),
        _ => answer,
    };
    view! {
        <section class="card">
            <h3 class="section__title">{text.task_number(&number)}</h3>
            <p class="exercise-text"><bdi>{task.ask().as_str().to_owned()}</bdi></p>
            <dl class="screen__reasons">
                <dt>{text.task_answer()}{text.colon()}<strong><bdi>{answer}</bdi></strong></dt>
                <dd><bdi>{working.as_str().to_owned()}</bdi></dd>
            </dl>
        </section>
    }
}
