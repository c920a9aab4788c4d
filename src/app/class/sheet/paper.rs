//! An exercise for a room without phones: its facts, with space for the answers, and without its key.

use leptos::prelude::*;

use super::{SheetTitle, sheet_page};
use crate::{
    app::state::use_text,
    domain::{
        Dimension, NonEmptyText, PerDimension, Stage,
        exercise::{
            Case, CasePoint, Compared, Exercise, ExerciseId, ReadingTask, Task, Total, VelocityTask,
        },
    },
    i18n::Text,
};

/// The paper sheet of an exercise.
#[component]
pub fn PaperSheetPage(id: ExerciseId) -> impl IntoView {
    // Only the case: the key stays behind.
    let sheet =
        |exercise: Exercise| view! { <PaperSheet case=exercise.case().clone()/> }.into_any();
    sheet_page(id, Text::paper_sheet_hint, sheet)
}

#[component]
fn PaperSheet(case: Case) -> impl IntoView {
    let text = use_text();
    let title = case.title.as_str().to_owned();
    let intro = case.intro.as_str().to_owned();
    let points = case.points.into_iter().enumerate();
    let points = points.map(|(at, point)| view! { <Point number=at + 1 point/> });
    let has_points = 0 < points.len();
    let tasks = case.tasks.into_iter().enumerate();
    let tasks = tasks.map(|(at, task)| view! { <TaskSpace number=at + 1 task/> });
    let has_tasks = 0 < tasks.len();
    let cases = has_points.then(|| {
        view! {
            <p class="sheet__rules">{text.paper_rules()}</p>
            <p class="exercise-text">{intro}</p>
            {points.collect_view()}
        }
    });
    let tasks = has_tasks.then(|| {
        let hint = has_points.then(|| text.paper_tasks_hint());
        view! {
            <div class="sheet__tasks" class:sheet__tasks--after=has_points>
                <h2 class="section__title">{text.tasks()}</h2>
                <p class="sheet__rules">{hint}</p>
                {has_points.then(|| view! { <NameLine/> })}
                {tasks.collect_view()}
            </div>
        }
    });
    view! {
        <SheetTitle kind=text.paper_sheet_name() title/>
        <NameLine/>
        {cases}
        {tasks}
    }
}

#[component]
fn NameLine() -> impl IntoView {
    view! { <p class="sheet__name">{use_text().paper_name()}" "<span class="sheet__line"></span></p> }
}

#[component]
fn Point(number: usize, point: CasePoint) -> impl IntoView {
    let text = use_text();
    let title = text.exercise_point_title(&number, &text.full_date(point.date), &point.day);
    let scores = Dimension::ALL.map(|it| {
        view! { <li>{text.dimension(it)}" "<span class="sheet__score"></span></li> }
    });
    let stages = Stage::ALL.map(|stage| view! { <li><TickBox/>{text.stage_name(stage)}</li> });
    let actions = point.actions.iter().enumerate().map(|(at, action)| {
        let action = action.as_str().to_owned();
        view! { <li><TickBox/>{at + 1}". "<bdi>{action}</bdi></li> }
    });
    let question = point.question.as_ref();
    let question = question
        .map_or(text.paper_one_action(), NonEmptyText::as_str)
        .to_owned();
    view! {
        <section class="sheet__point">
            <h2 class="section__title">{title}</h2>
            <p class="exercise-text">{point.facts.as_str().to_owned()}</p>
            <h3 class="sheet__label">{text.paper_scores()}</h3>
            <ul class="sheet__row">{scores.collect_view()}</ul>
            <h3 class="sheet__label">{text.paper_one_stage()}</h3>
            <ul class="sheet__row">{stages.collect_view()}</ul>
            <h3 class="sheet__label">{question}</h3>
            <ul class="sheet__actions">{actions.collect_view()}</ul>
        </section>
    }
}

/// A box to tick.
#[component]
fn TickBox() -> impl IntoView {
    view! { <span class="sheet__box" aria-hidden="true"></span> }
}

#[component]
fn TaskSpace(number: usize, task: Task) -> impl IntoView {
    let text = use_text();
    let ask = task.ask().as_str().to_owned();
    let given: Vec<_> = match &task {
        Task::Velocity(task) => numbers_of(text, task),
        Task::Faster(task) => {
            let clients = task.clients().iter();
            clients.map(|it| totals_of(text, it)).collect()
        }
        Task::Reading(task) => readings_of(text, task),
    };
    let given = given
        .into_iter()
        .map(|line| view! { <li><bdi>{line}</bdi></li> });
    view! {
        <section class="sheet__point">
            <h3 class="sheet__subtitle">{text.exercise_task(&number)}</h3>
            <p class="exercise-text">{ask}</p>
            <ul class="sheet__list">{given.collect_view()}</ul>
            <p class="sheet__label">{text.paper_working()}</p>
            <div class="sheet__space"></div>
        </section>
    }
}

/// The scores that a task gives, a line for each day.
fn numbers_of(text: Text, task: &VelocityTask) -> Vec<String> {
    let given = task.before.into_iter().chain([task.given]);
    let lines = given.map(|it| {
        let scores = PerDimension(it.scores.0.map(Some));
        format!("{} · {}", text.on_day(&it.day), text.scores_line(&scores))
    });
    lines.collect()
}

/// The scores that a reading gives, a line for each day, what else is needed, and the choices.
fn readings_of(text: Text, task: &ReadingTask) -> Vec<String> {
    let points = task.points().iter();
    let lines = points.map(|it| {
        let scores = text.scores_line(&it.scores);
        format!("{} · {scores}", text.on_day(&it.day))
    });
    let choices = task.reading().choices().iter();
    let choices: Vec<_> = choices
        .map(|choice| text.reading_choice(task.reading(), *choice))
        .collect();
    let choices = (!choices.is_empty()).then(|| choices.join(" / "));
    let lines = lines.chain([text.reading_hint(task)]);
    lines.chain(choices).collect()
}

/// A client's totals on two dates, in one line.
fn totals_of(text: Text, client: &Compared) -> String {
    let total = |it: Total| {
        let points = text.total_points(&text.number(it.points.value(), 1));
        format!("{} {points}", text.full_date(it.date))
    };
    let name = client.name.as_str();
    format!("{name} · {} · {}", total(client.from), total(client.to))
}
