//! A task: the trainee's answer, the true one, the kind of mistake, and the working.

use leptos::prelude::*;

use super::super::task::{ComparedTable, ReadTable};
use crate::{
    app::state::use_text,
    domain::{
        Note,
        exercise::{Task, TaskAnswer, VelocityVerdict},
    },
    i18n::Text,
};

/// The answer to a task, beside the true answer.
#[component]
pub fn TaskResult(
    /// The task's number, from 1.
    number: usize,
    task: Task,
    /// The working.
    solution: Note,
    answer: Option<TaskAnswer>,
) -> impl IntoView {
    let text = use_text();
    let right = answer.is_some_and(|answer| task.is_right(answer));
    let own = answer.map_or_else(
        || text.left_unanswered().to_owned(),
        |answer| text.given_answer(&task, answer),
    );
    let truth = true_words(text, &task);
    let verdict = verdict_words(text, &task, answer);
    let table = match &task {
        Task::Velocity(_) => None,
        Task::Faster(task) => {
            let clients = task.clients().to_vec();
            Some(view! { <ComparedTable clients/> }.into_any())
        }
        Task::Reading(task) => {
            let task = task.clone();
            Some(view! { <ReadTable task/> }.into_any())
        }
    };
    view! {
        <section class="card work-result__task">
            <h2 class="section__title">{text.task_number(&number)}</h2>
            <p class="work__facts"><bdi>{task.ask().as_str().to_owned()}</bdi></p>
            {table}
            <dl class="facts">
                <dt>{text.your_answer()}</dt><dd><bdi>{own}</bdi></dd>
                <dt>{text.task_answer()}</dt><dd><bdi>{truth}</bdi></dd>
            </dl>
            {verdict.map(|words| view! { <p class="work-result__verdict" data-right=right.to_string()>{words}</p> })}
            <p class="work__facts"><bdi>{solution.as_str().to_owned()}</bdi></p>
        </section>
    }
}

fn true_words(text: Text, task: &Task) -> String {
    let truth = text.true_answer_of(task);
    match task {
        Task::Faster(task) if !task.is_told() => text.fastest_or_untold(&truth),
        _ => truth,
    }
}

/// The kind of answer; `None` if there is none.
fn verdict_words(text: Text, task: &Task, answer: Option<TaskAnswer>) -> Option<String> {
    let answer = answer?;
    let (Task::Velocity(task), TaskAnswer::Number(value)) = (task, answer) else {
        let words = match task {
            task if task.is_right(answer) => text.task_right(),
            Task::Faster(_) => text.compare_net_change(),
            _ => text.task_other(),
        };
        return Some(words.to_owned());
    };
    Some(match task.verdict(value) {
        VelocityVerdict::Right => text.task_right().to_owned(),
        VelocityVerdict::WrongUnit(found) => {
            let (wanted, given) = (task.unit.days(), found.days());
            let way = if given < wanted {
                format!("× {}", plain(text, wanted / given))
            } else {
                format!("÷ {}", plain(text, given / wanted))
            };
            text.task_wrong_unit(&text.points_per(found), &text.points_per(task.unit), &way)
        }
        VelocityVerdict::NetChange => text.task_net_change().to_owned(),
        VelocityVerdict::LeftOut(Some(dimension)) => text.task_left_out(&text.dimension(dimension)),
        VelocityVerdict::LeftOut(None) => text.task_left_one_out().to_owned(),
        VelocityVerdict::Other => text.task_other().to_owned(),
    })
}

/// A factor with two decimals, or none if it is whole.
fn plain(text: Text, factor: f64) -> String {
    const WHOLE: f64 = 1e-9;
    let decimals = if factor.fract().abs() < WHOLE { 0 } else { 2 };
    text.number(factor, decimals)
}
