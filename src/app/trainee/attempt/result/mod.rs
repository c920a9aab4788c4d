//! A trainee's own answers beside the key, with the reasons.

mod point;
mod task;

use leptos::prelude::*;
use point::PointResult;
use task::TaskResult;

use crate::{
    app::{components::GlossaryLinks, state::use_text},
    domain::{
        Score,
        classroom::ClassRatings,
        exercise::{AnswerKey, Attempt, Exercise},
    },
    i18n::{GlossaryEntry, Text},
};

/// The trainee's answers beside the key: in all, for each point and for each task.
#[component]
pub fn ResultPart(exercise: Exercise, attempt: Attempt) -> impl IntoView {
    let text = use_text();
    let (case, key) = (exercise.case(), exercise.key());
    let answers = attempt.points().iter();
    let points = case.points.iter().zip(&key.points).zip(answers);
    let points = points.map(|((point, key), answer)| {
        view! { <PointResult point=point.clone() key_point=key.clone() answer=*answer/> }
    });
    let points = points.collect_view();
    let tasks = case.tasks.iter().zip(&key.tasks).zip(attempt.tasks());
    let tasks = tasks.enumerate().map(|(at, ((task, attempt), answer))| {
        view! { <TaskResult number={at + 1} task=task.clone() solution=attempt.clone() answer=*answer/> }
    });
    let tasks = tasks.collect_view();
    // The answers to tasks are computed, so only points need judgement.
    let is_judged = !case.points.is_empty();
    view! {
        <div class="work-result" id="result">
            <Summary exercise=exercise.clone() attempt/>
            {is_judged.then(|| view! { <p class="quiet">{text.result_is_judged()}</p> })}
            {points}
            {tasks}
        </div>
    }
}

/// The distance of the answers from the key in all.
#[component]
fn Summary(exercise: Exercise, attempt: Attempt) -> impl IntoView {
    let text = use_text();
    let (case, key) = (exercise.case(), exercise.key());
    let own: Vec<_> = attempt.points().iter().flat_map(|it| it.scores.0).collect();
    let wanted: Vec<_> = key.points.iter().flat_map(|it| it.scores.0).collect();
    let cells = own.iter().zip(&wanted);
    let apart: Vec<_> = cells
        .filter_map(|(own, key)| difference(*own, *key))
        .collect();
    let agreeing = apart
        .iter()
        .filter(|apart| AnswerKey::agrees(**apart))
        .count();
    let cells = apart.len();
    // The attempt has the points of its case, so both have the same length.
    let ratings = ClassRatings::new(vec![own], wanted).unwrap_or_default();
    let distance = distance_words(text, &ratings, cells);
    let share = |right: usize, of: usize, words: fn(Text, &usize, &usize) -> String| {
        (0 < of).then(|| view! { <li>{words(text, &right, &of)}</li> })
    };
    let points = || attempt.points().iter().zip(&key.points);
    let stages = points().filter(|(own, key)| own.stage == Some(key.stage));
    let actions = points().filter(|(own, key)| own.action == Some(key.best));
    let tasks = case.tasks.iter().zip(attempt.tasks());
    let tasks = tasks.filter(|(task, answer)| answer.is_some_and(|answer| task.is_right(answer)));
    let straight = ratings
        .is_straight_line(0)
        .then(|| view! { <p class="note" id="straight-line">{text.straight_line_question()}</p> });
    let count = case.points.len();
    view! {
        <section class="card" id="result-summary">
            <ul class="work-result__summary">
                {distance}
                {share(agreeing, cells, |text, right, of| text.result_scores(right, of))}
                {share(stages.count(), count, |text, right, of| text.result_stages(right, of))}
                {share(actions.count(), count, |text, right, of| text.result_actions(right, of))}
                {share(tasks.count(), case.tasks.len(), |text, right, of| text.result_tasks(right, of))}
            </ul>
            {straight}
            <GlossaryLinks entries=&[GlossaryEntry::Key, GlossaryEntry::MeanError]/>
        </section>
    }
}

fn distance_words(
    text: Text,
    ratings: &ClassRatings,
    cells: usize,
) -> Option<impl IntoView + use<>> {
    /// A smaller bias is described as none: it would be shown as 0.0.
    const LEAST_BIAS: f64 = 0.05;
    let figures = ratings.raters().first().copied()?;
    let (distance, bias) = figures.mean_absolute_error.zip(figures.bias)?;
    let size = text.number(bias.abs(), 1);
    let bias = if bias.abs() < LEAST_BIAS {
        text.bias_none().to_owned()
    } else if 0.0 < bias {
        text.bias_high(&size)
    } else {
        text.bias_low(&size)
    };
    let distance = text.number(distance, 1);
    Some(view! {
        <li class="work-result__distance">
            <strong class="work-result__figure">{text.points_apart(&distance)}</strong>
            " "
            <span class="quiet">{text.mean_over_cells(cells)}</span>
        </li>
        <li>{bias}</li>
    })
}

/// Own score − key, if both exist.
fn difference(own: Option<Score>, key: Option<Score>) -> Option<f64> {
    let (own, key) = own.zip(key)?;
    Some(own.value() - key.value())
}
