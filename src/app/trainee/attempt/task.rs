//! A task: a velocity by hand, or which client gains faster.

use leptos::prelude::*;

use super::{AttemptState, NextButton, choices::Choices, spares_composition};
use crate::{
    app::{
        components::{DimensionMark, FormState, TextField, focus_first_error},
        state::use_text,
    },
    domain::{
        Dimension,
        exercise::{Compared, FasterTask, Task, TaskAnswer, Total, VelocityTask},
    },
    i18n::Text,
};

/// The page of a task.
#[component]
pub fn TaskStep(
    attempt: AttemptState,
    /// The task's index, from 0.
    at: usize,
) -> impl IntoView {
    let text = use_text();
    let task = attempt.case.with_value(|case| case.tasks.get(at).cloned());
    let Some(task) = task else {
        return ().into_any();
    };
    let ask = task.ask().as_str().to_owned();
    let body = match task {
        Task::Velocity(task) => view! { <Velocity attempt at task/> }.into_any(),
        Task::Faster(task) => view! { <Faster attempt at task/> }.into_any(),
    };
    view! {
        <h1 class="page__title" tabindex="-1" id="step-title">{text.task_number(&(at + 1))}</h1>
        <p class="work__facts"><bdi>{ask}</bdi></p>
        <form class="form work__form" novalidate on:submit=attempt.on_submit() on:keydown=|event| spares_composition(&event)>
            {body}
            <NextButton/>
        </form>
    }
    .into_any()
}

#[component]
fn Velocity(attempt: AttemptState, at: usize, task: VelocityTask) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let start = match attempt.task(at) {
        Some(TaskAnswer::Velocity(value)) => value.to_string(),
        _ => String::new(),
    };
    let typed = RwSignal::new(start);
    Effect::new(move || {
        if let Ok(answer) = TaskAnswer::from_typed(&typed.get()) {
            attempt.answer_task(at, answer);
        }
    });
    attempt.read_with(move || {
        state.clear();
        let read = TaskAnswer::from_typed(&typed.get_untracked());
        let is_read = state.take("velocity", read, |_| text.number_error().to_owned());
        focus_first_error();
        is_read.is_some()
    });
    view! {
        <Given task=task.clone()/>
        <div class="work__velocity">
            <TextField
                name="velocity"
                label=text.your_answer_in(&text.points_per(task.unit))
                value=typed
                state
                input_mode="decimal"
                hint=text.velocity_answer_hint()
            />
        </div>
    }
}

/// The numbers of a velocity task: the scores that it asks about, after the earlier ones, if any,
/// so that a trainee who computes by hand has to choose.
#[component]
fn Given(task: VelocityTask) -> impl IntoView {
    let text = use_text();
    let columns: Vec<_> = task.before.into_iter().chain([task.given]).collect();
    let head = columns
        .iter()
        .map(|given| view! { <th scope="col">{text.on_day(&given.day)}</th> })
        .collect_view();
    let rows = Dimension::ALL.map(|dimension| {
        let scores = columns
            .iter()
            .map(|given| view! { <td>{text.number(given.scores[dimension].value(), 1)}</td> });
        view! {
            <tr data-dimension=dimension.id()>
                <th scope="row"><DimensionMark dimension/>" "{text.dimension(dimension)}</th>
                {scores.collect_view()}
            </tr>
        }
    });
    view! {
        <table class="table work__table">
            <caption class="visually-hidden">{text.task_numbers()}</caption>
            <thead>
                <tr>
                    <th scope="row">{text.days_since_first()}</th>
                    {head}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Faster(attempt: AttemptState, at: usize, task: FasterTask) -> impl IntoView {
    let text = use_text();
    let start = match attempt.task(at) {
        Some(TaskAnswer::Faster(client)) => Some(client),
        _ => None,
    };
    let chosen = RwSignal::new(start);
    Effect::new(move || attempt.answer_task(at, chosen.get().map(TaskAnswer::Faster)));
    let names = task.clients().iter().map(|it| it.name.as_str().to_owned());
    let numbers = (1..).map(|number: usize| number.to_string());
    let untold = ("untold".to_owned(), text.faster_untold().to_owned());
    let choices = numbers.zip(names).chain([untold]).collect();
    view! {
        <ComparedTable clients=task.clients().to_vec()/>
        <Choices name="client" label=text.task_who_gains() value=chosen choices/>
    }
}

/// The totals of several clients on two dates each.
#[component]
pub fn ComparedTable(clients: Vec<Compared>) -> impl IntoView {
    let text = use_text();
    let rows = clients.into_iter().map(|client| {
        view! {
            <tr>
                <th scope="row"><bdi>{client.name.as_str().to_owned()}</bdi></th>
                <td><TotalCell total=client.from/></td>
                <td><TotalCell total=client.to/></td>
            </tr>
        }
    });
    view! {
        <table class="table work__table">
            <caption class="visually-hidden">{text.task_numbers()}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{text.earlier_total()}</th>
                    <th scope="col">{text.later_total()}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn TotalCell(total: Total) -> impl IntoView {
    let text = use_text();
    view! {
        <strong class="work__total">{points(text, total)}</strong>
        <span class="quiet">{text.full_date(total.date)}</span>
    }
}

fn points(text: Text, total: Total) -> String {
    text.total_points(&text.number(total.points.value(), 1))
}
