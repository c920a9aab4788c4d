//! An exercise from its first time point to its last task, with the answer key.

use leptos::prelude::*;

use crate::{
    app::{components::DimensionMark, state::use_text},
    domain::{
        Dimension, NonEmptyText, Note,
        exercise::{CasePoint, Exercise, KeyPoint, Task},
    },
};

/// A whole exercise with its key, folded.
#[component]
pub fn Preview(exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    let exercise = StoredValue::new(exercise);
    let whole = move || {
        open.get()
            .then(|| exercise.with_value(|it| view! { <Whole exercise=it.clone()/> }))
    };
    let toggle = move |event| {
        let details: web_sys::HtmlElement = event_target(&event);
        open.set(details.has_attribute("open"));
    };
    view! {
        <details class="fold exercise__fold" id="preview" on:toggle=toggle>
            <summary>{text.exercise_preview()}</summary>
            <p class="banner banner--warning">{text.exercise_preview_hint()}</p>
            {whole}
        </details>
    }
}

#[component]
fn Whole(exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let (case, key) = (exercise.case(), exercise.key());
    let points = case.points.iter().zip(&key.points).enumerate();
    let points = points.map(|(at, (point, key))| {
        view! { <Point number=at + 1 point=point.clone() key=key.clone()/> }
    });
    let tasks = case.tasks.iter().zip(&key.tasks).enumerate();
    let tasks = tasks.map(|(at, (task, working))| {
        view! { <TaskPart number=at + 1 task=task.clone() working=working.clone()/> }
    });
    let intro = case.intro.as_str().to_owned();
    let intro = (!intro.is_empty()).then(|| {
        view! {
            <h2 class="section__title">{text.exercise_intro()}</h2>
            <p class="exercise-text">{intro}</p>
        }
    });
    view! {
        <div class="exercise-preview" id="preview-content">
            {intro}
            {points.collect_view()}
            {tasks.collect_view()}
        </div>
    }
}

#[component]
fn Point(number: usize, point: CasePoint, key: KeyPoint) -> impl IntoView {
    let text = use_text();
    let title = text.exercise_point_title(&number, &text.full_date(point.date), &point.day);
    let scores = Dimension::ALL.map(|dimension| {
        let why = key.why[dimension].as_str().to_owned();
        let score = key.scores[dimension];
        let score = score.map_or_else(|| text.key_gap().to_owned(), |_| text.score(score));
        view! {
            <div class="exercise-preview__score" data-dimension=dimension.id()>
                <dt><DimensionMark dimension/>" "{text.dimension(dimension)}</dt>
                <dd><strong>{score}</strong>" "{why}</dd>
            </div>
        }
    });
    let actions = point.actions.iter().zip(&key.action_why).enumerate();
    let actions = actions.map(|(at, (action, why))| {
        let best =
            (at == key.best).then(|| view! { " "<span class="badge">{text.best_action()}</span> });
        let (action, why) = (action.as_str().to_owned(), why.as_str().to_owned());
        view! { <li>{action}{best}<br/><span class="quiet">{why}</span></li> }
    });
    let stage_why = key.stage_why.as_str().to_owned();
    let question = point.question.as_ref();
    let question = question
        .map_or(text.key_actions(), NonEmptyText::as_str)
        .to_owned();
    view! {
        <section class="exercise-preview__part">
            <h2 class="section__title">{title}</h2>
            <p class="exercise-text">{point.facts.as_str().to_owned()}</p>
            <h3 class="card__title">{text.key_scores()}</h3>
            <dl class="exercise-preview__scores">{scores}</dl>
            <h3 class="card__title">{text.key_stage()}</h3>
            <p><strong>{text.stage_name(key.stage)}</strong></p>
            <p class="exercise-text">{stage_why}</p>
            <h3 class="card__title">{question}</h3>
            <ol class="exercise-preview__actions">{actions.collect_view()}</ol>
        </section>
    }
}

#[component]
fn TaskPart(number: usize, task: Task, working: Note) -> impl IntoView {
    let text = use_text();
    let answer = text.true_answer_of(&task);
    view! {
        <section class="exercise-preview__part">
            <h2 class="section__title">{text.exercise_task(&number)}</h2>
            <p class="exercise-text">{task.ask().as_str().to_owned()}</p>
            <p><strong><bdi>{text.exercise_task_answer(&answer)}</bdi></strong></p>
            <p class="exercise-text quiet">{working.as_str().to_owned()}</p>
        </section>
    }
}
