//! The sheet of an exercise's trainer, on one page of paper: the notes of the site, and the key.

use leptos::prelude::*;

use super::{SheetTitle, sheet_page};
use crate::{
    app::{components::prose_blocks, state::use_text},
    content::{Section, parse_prose},
    domain::{
        Dimension,
        exercise::{Exercise, ExerciseId, Task},
    },
    i18n::Text,
    platform,
};

/// The trainer's sheet of an exercise.
#[component]
pub fn TrainersSheetPage(id: ExerciseId) -> impl IntoView {
    let sheet = move |exercise: Exercise| {
        let text = use_text();
        let title = exercise.case().title.as_str().to_owned();
        // Only built-in exercises have notes.
        let notes = matches!(id, ExerciseId::BuiltIn(_)).then(|| view! { <Notes id/> });
        view! {
            <SheetTitle kind=text.trainers_sheet() title/>
            {notes}
            <Key exercise/>
        }
        .into_any()
    };
    sheet_page(id, Text::trainers_sheet_hint, sheet)
}

#[component]
fn Notes(id: ExerciseId) -> impl IntoView {
    let text = use_text();
    let address = format!("content/exercise-sheets.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    move || match sections.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(sections)) => {
            let is_own = |section: &Section| section.id == id.to_string();
            let blocks = sections.into_iter().find(is_own).map(|it| it.blocks);
            view! { <div class="prose" id="sheet-notes">{blocks.map(prose_blocks)}</div> }
                .into_any()
        }
    }
}

/// The scores, stages and best actions as a table, and the answers to the tasks.
#[component]
fn Key(exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let (case, key) = (exercise.case(), exercise.key());
    let points = case.points.iter().zip(&key.points).enumerate();
    let rows = points.map(|(at, (point, key))| {
        let scores = Dimension::ALL.map(|it| view! { <td>{text.score(key.scores[it])}</td> });
        view! {
            <tr>
                <th scope="row">{text.sheet_point(&(at + 1), &point.day)}</th>
                {scores.collect_view()}
                <td>{text.stage_name(key.stage)}</td>
                <td>{key.best + 1}</td>
            </tr>
        }
    });
    let names = Dimension::ALL.map(|it| view! { <th scope="col">{text.dimension_short(it)}</th> });
    let table = (!case.points.is_empty()).then(|| {
        view! {
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{text.time_points()}</th>
                        {names.collect_view()}
                        <th scope="col">{text.key_stage()}</th>
                        <th scope="col">{text.sheet_best()}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    });
    let tasks = case.tasks.iter().zip(&key.tasks).enumerate();
    let tasks = tasks.map(|(at, (task, working))| {
        let answer = answer_of(text, task).map(|it| text.exercise_task_answer(&it));
        view! {
            <li>
                {text.exercise_task(&(at + 1))}" "<bdi>{answer}</bdi>" "
                <span class="quiet">{working.as_str().to_owned()}</span>
            </li>
        }
    });
    view! {
        <section class="sheet__key" id="sheet-key">
            <h2 class="section__title">{text.key_row()}</h2>
            <div class="scroll">{table}</div>
            <ul class="sheet__list">{tasks.collect_view()}</ul>
        </section>
    }
}

/// The answer of a task; who gains faster stands in the working, with what else is right.
fn answer_of(text: Text, task: &Task) -> Option<String> {
    match task {
        Task::Faster(_) => None,
        Task::Velocity(_) | Task::Reading(_) => Some(text.true_answer_of(task)),
    }
}
