//! A task of the form: its numbers, its question, and the computed answer.

use leptos::prelude::*;

use super::{
    Editing, Removing,
    editing::position,
    fields::{AreaRow, Fault, Radios, TextRow},
};
use crate::{
    app::state::use_text,
    domain::{
        Dimension, Unit,
        exercise::{FasterTask, Field, OWN, READ, Reading, TaskField, TaskKind},
    },
    i18n::Text,
};

/// A task, which can be folded away.
#[component]
pub fn TaskPart(editing: Editing, number: u32, kind: TaskKind) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Task(number, field);
    let place = Memo::new(move |_| {
        editing.with(|draft| position(draft.tasks().iter().map(|it| it.number), number))
    });
    let summary = move || match kind {
        TaskKind::Velocity => text.velocity_task(&place.get()),
        TaskKind::Faster => text.faster_task(&place.get()),
        TaskKind::Reading => text.reading_task(&place.get()),
    };
    let faults = move || {
        let count = editing.faults_of(number);
        (0 < count).then(|| view! { <span class="edit__count">{text.faults(count)}</span> })
    };
    let numbers = match kind {
        TaskKind::Velocity => view! { <Velocity editing number/> }.into_any(),
        TaskKind::Faster => view! { <Clients editing number/> }.into_any(),
        TaskKind::Reading => view! { <Reads editing number/> }.into_any(),
    };
    let answer_text = move || {
        let task = editing.with(|draft| draft.task(number))?;
        Some(text.exercise_task_answer(&text.true_answer_of(&task)))
    };
    view! {
        <details class="card edit__part" open id=format!("task-{number}")>
            <summary class="edit__summary">
                <strong>{summary}</strong>
                {faults}
            </summary>
            {numbers}
            <output class="edit__answer" id=format!("task-{number}-answer")><bdi>{answer_text}</bdi></output>
            <AreaRow
                editing
                field=at(TaskField::Ask)
                label=text.exercise_question()
                hint=text.exercise_question_hint()
            />
            <AreaRow editing field=at(TaskField::Working) label=text.exercise_working()/>
            <p class="edit__end">
                <Removing
                    editing
                    number
                    label=Signal::derive(move || text.remove_task(&place.get()))
                    words=Signal::derive(move || text.exercise_task(&place.get()))
                />
            </p>
        </details>
    }
}

/// The number of each time point, and how it is called in a list.
fn point_names(editing: Editing, text: Text) -> Vec<(u32, String)> {
    editing.with(|draft| {
        let points = draft.points().iter().enumerate();
        let points = points.map(|(at, point)| {
            let day = draft.day(point.number).map(|day| text.exercise_day(&day));
            let parts = [Some(text.exercise_point(&(at + 1))), day];
            let words: Vec<_> = parts.into_iter().flatten().collect();
            (point.number, words.join(" · "))
        });
        points.collect()
    })
}

/// The choice of a reading, and of the time points that it reads.
#[component]
fn Reads(editing: Editing, number: u32) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Task(number, field);
    let (what, reads) = (at(TaskField::Reading), at(TaskField::Reads));
    let options = Reading::ALL.map(|reading| {
        let is_chosen = move || editing.with(|draft| draft.text(what) == reading.id());
        view! { <option value=reading.id() selected=is_chosen>{text.reading_name(reading)}</option> }
    });
    let points = Memo::new(move |_| point_names(editing, text));
    let check = move |(point, words): (u32, String)| {
        let field = at(TaskField::Read(point));
        let is_read = move || editing.with(|draft| draft.text(field) == READ);
        let tick = move |event| {
            let read = if event_target_checked(&event) {
                READ
            } else {
                ""
            };
            editing.set(reads, String::new());
            editing.set(field, read.to_owned());
        };
        view! {
            <label class="check">
                <input type="checkbox" id=field.to_string() prop:checked=is_read on:change=tick/>
                {words}
            </label>
        }
    };
    view! {
        <div class="field">
            <label class="field__label" for=what.to_string()>{text.reading_what()}</label>
            <select
                class="select"
                id=what.to_string()
                aria-describedby=format!("{what}-error")
                on:change=move |event| {
                    editing.set(reads, String::new());
                    editing.set(what, event_target_value(&event));
                }
            >
                {options.collect_view()}
            </select>
            <Fault editing field=what/>
        </div>
        <fieldset class="field" id=reads.to_string() aria-describedby=format!("{reads}-error")>
            <legend class="field__label">{text.reading_points()}</legend>
            {move || points.get().into_iter().map(check).collect_view()}
            <Fault editing field=reads/>
        </fieldset>
    }
}

#[component]
fn Velocity(editing: Editing, number: u32) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Task(number, field);
    let of = at(TaskField::Of);
    let points = Memo::new(move |_| {
        let points = point_names(editing, text).into_iter();
        let points = points.map(|(number, words)| (number.to_string(), words));
        let own = (OWN.to_owned(), text.task_of_own().to_owned());
        points.chain([own]).collect::<Vec<_>>()
    });
    let options = move || {
        let points = points.get();
        let is_there =
            editing.with(|draft| points.iter().any(|(value, _)| value == draft.text(of)));
        // The point that it refers to is gone.
        let none = (!is_there).then(|| view! { <option value="" selected>"—"</option> });
        let options = points.into_iter().map(|(value, words)| {
            let is_chosen = editing.with(|draft| draft.text(of) == value);
            view! { <option value=value selected=is_chosen>{words}</option> }
        });
        (none, options.collect_view())
    };
    let is_own = Memo::new(move |_| editing.with(|draft| draft.text(of) == OWN));
    let own = move || is_own.get().then(|| view! { <OwnNumbers editing number/> });
    let units = Unit::ALL.map(|unit| (unit.id(), text.points_per(unit)));
    view! {
        <div class="field">
            <label class="field__label" for=of.to_string()>{text.task_point()}</label>
            <select
                class="select"
                id=of.to_string()
                aria-invalid=move || editing.fault(of).is_some().then_some("true")
                aria-describedby=format!("{of}-error")
                on:change=move |event| editing.set(of, event_target_value(&event))
            >
                {options}
            </select>
            <Fault editing field=of/>
        </div>
        {own}
        <Radios editing field=at(TaskField::Unit) label=text.unit() choices=units.to_vec()/>
    }
}

/// Numbers that are independent of the time points.
#[component]
fn OwnNumbers(editing: Editing, number: u32) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Task(number, field);
    let scores = move |field: fn(Dimension) -> TaskField| {
        Dimension::ALL.map(|dimension| {
            view! {
                <TextRow
                    editing
                    field=at(field(dimension))
                    label=text.dimension_short(dimension)
                    input_mode="decimal"
                />
            }
        })
    };
    view! {
        <fieldset class="edit__numbers">
            <legend class="field__label">{text.given_now()}</legend>
            {scores(TaskField::Score)}
            <TextRow editing field=at(TaskField::Day) label=text.day_given() input_mode="numeric"/>
        </fieldset>
        <fieldset class="edit__numbers">
            <legend class="field__label">{text.before_optional()}</legend>
            {scores(TaskField::ScoreBefore)}
            <TextRow
                editing
                field=at(TaskField::DayBefore)
                label=text.day_given()
                input_mode="numeric"
            />
        </fieldset>
    }
}

/// The clients compared, each with two totals.
#[component]
fn Clients(editing: Editing, number: u32) -> impl IntoView {
    let text = use_text();
    let field = Field::Task(number, TaskField::Clients);
    let numbers = Memo::new(move |_| {
        editing.with(|draft| {
            let mut tasks = draft.tasks().iter();
            let task = tasks.find(|it| it.number == number);
            task.map(|task| task.clients.clone()).unwrap_or_default()
        })
    });
    let is_full = move || *FasterTask::CLIENTS.end() <= numbers.with(Vec::len);
    view! {
        <fieldset class="edit__actions" id=field.to_string()>
            <legend class="field__label">{text.clients_compared()}</legend>
            <Fault editing field/>
            <For each=move || numbers.get() key=|client| *client let:client>
                <Client editing task=number number=client numbers/>
            </For>
        </fieldset>
        <p>
            <button
                class="button"
                type="button"
                id=format!("add-client-{number}")
                disabled=is_full
                on:click=move |_| editing.add_client(number)
            >
                {text.add_client_compared()}
            </button>
        </p>
    }
}

#[component]
fn Client(editing: Editing, task: u32, number: u32, numbers: Memo<Vec<u32>>) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Task(task, field);
    let place = move || numbers.with(|numbers| position(numbers.iter().copied(), number));
    let name = Signal::derive(move || text.client_name(&place()));
    view! {
        <div class="edit__action">
            <TextRow editing field=at(TaskField::Name(number)) label=name/>
            <div class="form__grid">
                <TextRow
                    editing
                    field=at(TaskField::From(number))
                    label=text.earlier_date()
                    kind="date"
                />
                <TextRow
                    editing
                    field=at(TaskField::FromTotal(number))
                    label=text.total_then()
                    input_mode="decimal"
                />
                <TextRow editing field=at(TaskField::To(number)) label=text.later_date() kind="date"/>
                <TextRow
                    editing
                    field=at(TaskField::ToTotal(number))
                    label=text.total_then()
                    input_mode="decimal"
                />
            </div>
            <Removing
                editing
                number
                label=Signal::derive(move || text.remove_client(&place()))
                words=name
            />
        </div>
    }
}
