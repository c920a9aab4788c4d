//! A task: a velocity by hand, which client gains faster, or what the figures say.

use leptos::prelude::*;

use super::{AttemptState, NextButton, choices::Choices};
use crate::{
    app::{
        components::{DimensionMark, FormState, TextField, focus_first_error, spares_composition},
        state::use_text,
    },
    domain::{
        Dimension, PerDimension, Scores,
        exercise::{Compared, FasterTask, ReadingTask, Task, TaskAnswer, Total, VelocityTask},
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
        Task::Reading(task) => view! { <Read attempt at task/> }.into_any(),
    };
    view! {
        <h1 class="page__title" tabindex="-1" id="step-title">{text.task_number(&(at + 1))}</h1>
        <p class="work__facts"><bdi>{ask}</bdi></p>
        <form class="form work__form" novalidate on:submit=attempt.on_submit() on:keydown=|event| spares_composition(&event)>
            {body}
            <NextButton attempt/>
        </form>
    }
    .into_any()
}

/// The numbers of a velocity task: the scores that it asks about, after the earlier ones, if any,
/// so that a trainee who computes by hand has to choose.
#[component]
fn Velocity(attempt: AttemptState, at: usize, task: VelocityTask) -> impl IntoView {
    let text = use_text();
    let given = task.before.into_iter().chain([task.given]);
    let columns = given.map(|it| (it.day, PerDimension(it.scores.0.map(Some))));
    view! {
        <ScoresTable columns=columns.collect()/>
        <NumberAnswer
            attempt
            at
            name="velocity"
            label=text.your_answer_in(&text.points_per(task.unit))
            hint=text.velocity_answer_hint().to_owned()
        />
    }
}

/// The scores read, what else is needed, and the choices or the field.
#[component]
fn Read(attempt: AttemptState, at: usize, task: ReadingTask) -> impl IntoView {
    let text = use_text();
    let hint = text.reading_hint(&task);
    let reading = task.reading();
    let label = text.reading_label(reading);
    let choices = reading.choices().iter().map(|choice| {
        let words = text.reading_choice(reading, *choice).to_owned();
        (choice.id().to_owned(), words)
    });
    let choices: Vec<_> = choices.collect();
    let answer = if choices.is_empty() {
        let label = text.your_answer_in(&"%");
        view! { <NumberAnswer attempt at name="percent" label hint/> }.into_any()
    } else {
        let value = chosen(attempt, at);
        view! { <Choices name="reading" label hint value choices is_list=true/> }.into_any()
    };
    view! {
        <ReadTable task/>
        {answer}
    }
}

/// The scores that a reading takes.
#[component]
pub fn ReadTable(task: ReadingTask) -> impl IntoView {
    let columns = task.points().iter().map(|it| (it.day, it.scores));
    view! { <ScoresTable columns=columns.collect()/> }
}

/// The field of an answer that is a number.
#[component]
fn NumberAnswer(
    attempt: AttemptState,
    at: usize,
    /// The field's name.
    name: &'static str,
    label: String,
    hint: String,
) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let start = match attempt.task(at) {
        Some(TaskAnswer::Number(value)) => value.to_string(),
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
        let is_read = state.accept(name, read, |_| text.number_error().to_owned());
        focus_first_error();
        is_read.is_some()
    });
    view! {
        <div class="work__velocity">
            <TextField name label value=typed state input_mode="decimal" hint/>
        </div>
    }
}

/// The position of the chosen answer, kept with the attempt.
fn chosen(attempt: AttemptState, at: usize) -> RwSignal<Option<usize>> {
    let start = match attempt.task(at) {
        Some(TaskAnswer::Choice(choice)) => Some(choice),
        _ => None,
    };
    let chosen = RwSignal::new(start);
    Effect::new(move || attempt.answer_task(at, chosen.get().map(TaskAnswer::Choice)));
    chosen
}

/// The scores of several days, a column each.
#[component]
fn ScoresTable(columns: Vec<(u32, Scores)>) -> impl IntoView {
    let text = use_text();
    let head = columns
        .iter()
        .map(|(day, _)| view! { <th scope="col">{text.on_day(day)}</th> })
        .collect_view();
    let rows = Dimension::ALL.map(|dimension| {
        let scores = columns
            .iter()
            .map(|(_, scores)| view! { <td>{text.score(scores[dimension])}</td> });
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
    let names = task.clients().iter().map(|it| it.name.as_str().to_owned());
    let numbers = (1..).map(|number: usize| number.to_string());
    let untold = ("untold".to_owned(), text.faster_untold().to_owned());
    let choices = numbers.zip(names).chain([untold]).collect();
    view! {
        <ComparedTable clients=task.clients().to_vec()/>
        <Choices name="client" label=text.task_who_gains() value=chosen(attempt, at) choices/>
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
