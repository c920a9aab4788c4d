//! A task: the true answer with its working, and the class's answers.

use leptos::prelude::*;

use super::votes::{Vote, Votes};
use crate::{
    app::{class::results::CurrentResults, state::use_text},
    domain::{
        Dimension, Language, PerDimension, Scores, Unit,
        classroom::TaskFigures,
        exercise::{
            Compared, FasterTask, Given, ReadingTask, Task, TaskAnswer, VelocityTask,
            VelocityVerdict,
        },
    },
    i18n::Text,
};

/// The class at a task.
#[component]
pub fn TaskStep(results: CurrentResults, at: usize) -> impl IntoView {
    let text = use_text();
    let figures = Memo::new(move |_| results.with(|it| it.as_ref()?.board.task(at)));
    let task = Memo::new(move |_| {
        results.with(|it| it.as_ref()?.board.exercise().case().tasks.get(at).cloned())
    });
    let working = Memo::new(move |_| {
        results.with(|it| {
            let notes = &it.as_ref()?.board.exercise().key().tasks;
            Some(notes.get(at)?.as_str().to_owned())
        })
    });
    let language = results.get_untracked().map(|it| it.session.language);
    let tag = language.map(Language::tag);
    let ask = move || task.get().map(|task| task.ask().as_str().to_owned());
    let body = move || {
        Some(match task.get()? {
            Task::Velocity(task) => view! { <Velocity task/> }.into_any(),
            Task::Faster(task) => faster_contrast(text, &task)
                .map(|words| view! { <p>{words}</p> })
                .into_any(),
            Task::Reading(task) => view! { <Read task/> }.into_any(),
        })
    };
    let votes = Signal::derive(move || match (task.get()?, figures.get()?) {
        (_, TaskFigures::Numbers(counts)) => Some(verdict_votes(text, counts)),
        (task, TaskFigures::Choices(counts)) => Some(choice_votes(text, &task, &counts)),
        _ => None,
    });
    view! {
        <div class="board__task">
            <p class="board__ask" lang=tag>{ask}</p>
            {body}
            <Votes id="task-votes" title=text.answers_given() votes/>
            <details class="fold" id="working">
                <summary>{text.working()}</summary>
                <p lang=tag>{move || working.get()}</p>
            </details>
        </div>
    }
}

/// The given numbers, and the true answer by the formula.
#[component]
fn Velocity(task: VelocityTask) -> impl IntoView {
    let text = use_text();
    let given = |given: &Given, label: String| {
        let scores = PerDimension(given.scores.0.map(Some));
        view! { <GivenScores label scores/> }
    };
    let before = task.before.as_ref();
    let before = before.map(|it| given(it, text.given_before(&it.day)));
    view! {
        {before}
        {given(&task.given, text.given_scores(&task.given.day))}
        <p class="board__answer" id="true-answer">
            <span class="board__given-day">{text.true_answer()}</span>
            {working_words(text, &task)}
        </p>
    }
}

/// The scores of a day.
#[component]
fn GivenScores(label: String, scores: Scores) -> impl IntoView {
    let text = use_text();
    let scores = Dimension::ALL.map(|dimension| {
        view! {
            <span class="board__dimension" data-dimension=dimension.id()>
                {text.dimension_short(dimension)}" "<strong>{text.score(scores[dimension])}</strong>
            </span>
        }
    });
    view! {
        <p class="board__given">
            <span class="board__given-day">{label}</span>
            {scores.into_iter().collect_view()}
        </p>
    }
}

/// The scores read, what else is needed, and the true answer.
#[component]
fn Read(task: ReadingTask) -> impl IntoView {
    let text = use_text();
    let given = task.points().iter().map(|it| {
        view! { <GivenScores label=text.given_scores(&it.day) scores=it.scores/> }
    });
    view! {
        {given.collect_view()}
        <p>{text.reading_hint(&task)}</p>
        <p class="board__answer" id="true-answer">
            <span class="board__given-day">{text.true_answer()}</span>
            {text.true_answer_of(&Task::Reading(task.clone()))}
        </p>
    }
}

/// The fraction with its numbers, as written by hand.
pub fn working_words(text: Text, task: &VelocityTask) -> String {
    let scores = task.given.scores.0.iter();
    let sum: Vec<_> = scores.map(|score| text.number(score.value(), 1)).collect();
    let factor = match task.unit {
        Unit::Day => String::new(),
        Unit::Week => format!(" × {}", text.number(task.unit.days(), 0)),
        Unit::Month | Unit::Year => format!(" × {}", text.number(task.unit.days(), 2)),
    };
    let answer = format!(
        "{}\u{a0}{}",
        text.number(task.answer(), 2),
        text.points_per(task.unit)
    );
    text.working_of(
        &sum.join(" + "),
        &text.number(task.given.total(), 1),
        &text.days(task.given.day.into()),
        &factor,
        &answer,
    )
}

/// The answers, by the kind of mistake.
pub fn verdict_votes(text: Text, mut counts: Vec<(VelocityVerdict, usize)>) -> Vec<Vote> {
    // Recognised mistakes precede the others.
    counts.sort_by_key(|(verdict, _)| *verdict == VelocityVerdict::Other);
    let vote = |(verdict, count)| Vote {
        label: text.verdict_words(verdict),
        about: None,
        count,
        is_key: verdict == VelocityVerdict::Right,
        mark: None,
    };
    counts.into_iter().map(vote).collect()
}

/// The votes of the class for each choice; of clients, each with the net change.
pub fn choice_votes(text: Text, task: &Task, counts: &[usize]) -> Vec<Vote> {
    let vote = |(choice, count): (usize, &usize)| {
        let client = match task {
            Task::Faster(task) => task.clients().get(choice),
            Task::Velocity(_) | Task::Reading(_) => None,
        };
        let is_right = task.is_right(TaskAnswer::Choice(choice));
        let words = text.task_choice(task, choice);
        Vote {
            about: client.map(|client| change_words(text, client)),
            ..Vote::marked(&words, *count, is_right, text.right_mark())
        }
    };
    counts.iter().enumerate().map(vote).collect()
}

fn change_words(text: Text, client: &Compared) -> String {
    let days = client.to.date.days_since(client.from.date);
    let change = Unit::Week.from_per_day(client.net_change());
    text.net_change_of(
        &text.number(client.from.points.value(), 1),
        &text.number(client.to.points.value(), 1),
        &text.days(days),
        &format!(
            "{}\u{a0}{}",
            text.signed(change, 2),
            text.points_per(Unit::Week)
        ),
    )
}

/// Says that the highest total and the fastest gain are different clients', if they are.
fn faster_contrast(text: Text, task: &FasterTask) -> Option<String> {
    let points = |client: &&Compared| client.to.points.value();
    let mut clients = task.clients().iter();
    let first = clients.next()?;
    let highest = clients.fold(first, |most, it| {
        if points(&most) < points(&it) {
            it
        } else {
            most
        }
    });
    let faster = task.clients().get(task.answer())?;
    (points(&faster) < points(&highest)).then(|| text.higher_total(&highest.name, &faster.name))
}
