//! A time point: the events, the four dimensions, the stage, and the next action.

use leptos::prelude::*;

use super::{AttemptState, NextButton, choices::Choices};
use crate::{
    app::{
        components::{FormState, ScoreSlider, focus_first_error},
        state::use_text,
    },
    content::Anchors,
    domain::{
        Dimension, NonEmptyText, PerDimension, Stage,
        draft::Answer,
        exercise::{Case, PointAnswer},
    },
    i18n::Text,
};

/// The page of a time point.
#[component]
pub fn PointStep(
    attempt: AttemptState,
    /// The point's index, from 0.
    at: usize,
    #[prop(into)] anchors: Signal<Option<Anchors>>,
) -> impl IntoView {
    let text = use_text();
    let case = attempt.case.get_value();
    let Some(point) = case.points.get(at).cloned() else {
        return ().into_any();
    };
    let is_closed = attempt.progress.with_untracked(|it| it.is_closed);
    let questions = if is_closed {
        view! { <Closed attempt at/> }.into_any()
    } else {
        view! { <Questions attempt at anchors/> }.into_any()
    };
    view! {
        <h1 class="page__title" tabindex="-1" id="step-title">
            {text.day_and_date(&point.day, &text.full_date(point.date))}
        </h1>
        <Earlier case at/>
        <p class="work__facts card"><bdi>{point.facts.as_str().to_owned()}</bdi></p>
        {questions}
    }
    .into_any()
}

/// The people and the earlier events: open if they are new, folded if they were read.
#[component]
fn Earlier(case: Case, at: usize) -> impl IntoView {
    let text = use_text();
    let intro = case.intro.as_str().to_owned();
    if at == 0 {
        return view! { <p class="work__facts" id="intro"><bdi>{intro}</bdi></p> }.into_any();
    }
    let points = case.points.iter().take(at).map(|point| {
        let title = text.day_and_date(&point.day, &text.full_date(point.date));
        let facts = point.facts.as_str().to_owned();
        view! {
            <h2 class="work__day">{title}</h2>
            <p class="work__facts"><bdi>{facts}</bdi></p>
        }
    });
    view! {
        <details class="fold" id="earlier">
            <summary>{text.earlier_facts()}</summary>
            <div class="work__earlier">
                <p class="work__facts"><bdi>{intro}</bdi></p>
                {points.collect_view()}
            </div>
        </details>
    }
    .into_any()
}

#[component]
fn Questions(
    attempt: AttemptState,
    at: usize,
    #[prop(into)] anchors: Signal<Option<Anchors>>,
) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let (start, unsure) = attempt.progress.with_untracked(|it| {
        let unsure = it.unsure.get(at).copied().unwrap_or_default();
        (attempt.point(at), unsure)
    });
    let earlier = at.checked_sub(1).map(|before| attempt.point(before).scores);
    let answers = PerDimension::from_fn(|dimension| {
        RwSignal::new(match start.scores[dimension] {
            Some(score) => Answer::from_score(Some(score)),
            None if unsure[dimension] => Answer::Unknown,
            None => Answer::Open,
        })
    });
    let position = |stage| {
        Stage::ALL
            .into_iter()
            .position(|other| Some(other) == stage)
    };
    let stage = RwSignal::new(position(start.stage));
    let action = RwSignal::new(start.action);
    Effect::new(move || {
        let scores = answers.0.map(|answer| answer.get());
        let answer = PointAnswer {
            scores: PerDimension(scores.each_ref().map(|it| it.parse().ok().flatten())),
            stage: stage.get().and_then(|at| Stage::ALL.get(at)).copied(),
            action: action.get(),
        };
        let unsure = PerDimension(scores.map(|it| it == Answer::Unknown));
        attempt.answer_point(at, answer, unsure);
    });
    let sliders = Dimension::ALL.map(|dimension| {
        let last = earlier.and_then(|scores| scores[dimension]);
        view! {
            <ScoreSlider
                dimension
                answer=answers[dimension]
                anchors
                last=Signal::stored(last)
                state
                unknown=text.cannot_tell()
                unknown_meaning=text.cannot_tell_meaning()
            />
        }
    });
    attempt.read_with(move || {
        state.clear();
        let is_read = read_all(text, state, answers);
        focus_first_error();
        is_read
    });
    let stages = Stage::ALL.map(|stage| (stage.id().to_owned(), text.stage_name(stage).to_owned()));
    let actions = attempt.case.with_value(|case| {
        let actions = case.points.get(at).map(|point| point.actions.iter());
        let words = actions.into_iter().flatten().map(NonEmptyText::as_str);
        (1..)
            .map(|number: usize| number.to_string())
            .zip(words.map(str::to_owned))
            .collect::<Vec<_>>()
    });
    let question = attempt.case.with_value(|case| {
        let own = case.points.get(at).and_then(|point| point.question.clone());
        own.map_or_else(
            || text.which_action().to_owned(),
            |own| own.as_str().to_owned(),
        )
    });
    view! {
        <form class="form work__form" novalidate on:submit=attempt.on_submit()>
            <div>
                <h2 class="section__title">{text.rate_trusts()}</h2>
                <p class="quiet">{text.rate_hint()}</p>
                {sliders}
            </div>
            <Choices name="stage" label=text.which_stage() hint=text.which_stage_hint() value=stage choices=stages.to_vec()/>
            <Choices name="action" label=question value=action choices=actions is_list=true/>
            <NextButton attempt/>
        </form>
    }
}

/// Whether each typed number is a score; shows an error at each that is not.
fn read_all(text: Text, state: FormState, answers: PerDimension<RwSignal<Answer>>) -> bool {
    let scores = PerDimension::from_fn(|dimension| match answers[dimension].get_untracked() {
        Answer::Typed(typed) if !typed.trim().is_empty() => {
            let score = Answer::Typed(typed).parse();
            let words = |error| text.typed_score_error(error).to_owned();
            state.accept(dimension.id(), score, words).is_some()
        }
        // Every field is optional.
        _ => true,
    });
    scores.0.into_iter().all(|is_read| is_read)
}

/// The answers, once they can no longer change.
#[component]
fn Closed(attempt: AttemptState, at: usize) -> impl IntoView {
    let text = use_text();
    let answer = attempt.point(at);
    let stage = answer.stage.map_or("—", |stage| text.stage_name(stage));
    let action = attempt.case.with_value(|case| {
        let actions = case.points.get(at).map(|point| &point.actions);
        let chosen = answer.action.and_then(|chosen| actions?.get(chosen));
        chosen.map_or_else(|| "—".to_owned(), |action| action.as_str().to_owned())
    });
    view! {
        <form class="form work__form" novalidate on:submit=attempt.on_submit()>
            <p class="note" id="ratings-closed">{text.ratings_closed()}</p>
            <dl class="facts">
                <dt>{text.your_ratings()}</dt><dd>{text.scores_line(&answer.scores)}</dd>
                <dt>{text.stage()}</dt><dd>{stage}</dd>
                <dt>{text.next_action_short()}</dt><dd><bdi>{action}</bdi></dd>
            </dl>
            <NextButton attempt/>
        </form>
    }
}
