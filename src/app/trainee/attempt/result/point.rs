//! A time point: each score beside the key's, the stage, and the actions.

use leptos::prelude::*;

use super::difference;
use crate::{
    app::{components::DimensionMark, state::use_text},
    domain::{
        Dimension, Score,
        exercise::{CasePoint, KeyPoint, PointAnswer},
    },
};

/// The answers to a point, beside the key.
#[component]
pub fn PointResult(point: CasePoint, key_point: KeyPoint, answer: PointAnswer) -> impl IntoView {
    let text = use_text();
    let cells = Dimension::ALL.map(|dimension| {
        let why = key_point.why[dimension].as_str().to_owned();
        let (own, key) = (answer.scores[dimension], key_point.scores[dimension]);
        view! { <Cell dimension own key why/> }
    });
    let stage = {
        let is_right = answer.stage == Some(key_point.stage);
        let own = answer
            .stage
            .map_or(text.left_unanswered(), |it| text.stage_name(it));
        let verdict = if is_right {
            text.stage_same(&text.stage_name(key_point.stage))
        } else {
            text.stage_other(&own, &text.stage_name(key_point.stage))
        };
        view! {
            <p class="work-result__verdict" data-right=is_right.to_string()>{verdict}</p>
            <p class="work__facts"><bdi>{key_point.stage_why.as_str().to_owned()}</bdi></p>
        }
    };
    let reasons = point.actions.iter().zip(&key_point.action_why).enumerate();
    let actions = reasons.map(|(at, (action, why))| {
        let best = (at == key_point.best).then(
            || view! { <span class="badge work-result__best">{text.best_of_actions()}</span> },
        );
        let own = (answer.action == Some(at))
            .then(|| view! { <span class="badge">{text.chosen_by_you()}</span> });
        view! {
            <li class="work-result__action" data-best=(at == key_point.best).then_some("true")>
                <p><bdi>{action.as_str().to_owned()}</bdi>" "{best}" "{own}</p>
                <p class="quiet"><bdi>{why.as_str().to_owned()}</bdi></p>
            </li>
        }
    });
    view! {
        <section class="card work-result__point">
            <h2 class="section__title">{text.day_and_date(&point.day, &text.full_date(point.date))}</h2>
            <details class="fold">
                <summary>{text.read_facts_again()}</summary>
                <p class="work__facts"><bdi>{point.facts.as_str().to_owned()}</bdi></p>
            </details>
            <ul class="work-result__cells">{cells}</ul>
            <h3 class="work-result__heading">{text.stage()}</h3>
            {stage}
            <h3 class="work-result__heading">{text.next_action_short()}</h3>
            {answer.action.is_none().then(|| view! { <p class="quiet">{text.left_unanswered()}</p> })}
            <ul class="work-result__actions">{actions.collect_view()}</ul>
        </section>
    }
}

/// One score beside the key's, and the reason.
#[component]
fn Cell(
    dimension: Dimension,
    own: Option<Score>,
    key: Option<Score>,
    why: String,
) -> impl IntoView {
    let text = use_text();
    let apart = difference(own, key);
    let place = |score: Score| format!("{}%", score.value() * 10.0);
    let line = own.zip(key).map(|(own, key)| {
        let (low, high) = if own < key { (own, key) } else { (key, own) };
        let gap = format!("{}%", (high.value() - low.value()) * 10.0);
        view! { <span class="work-result__gap" style:left=place(low) style:width=gap></span> }
    });
    let own_mark =
        own.map(|own| view! { <span class="work-result__own" style:left=place(own)></span> });
    let key_mark =
        key.map(|key| view! { <span class="work-result__key" style:left=place(key)></span> });
    view! {
        <li class="work-result__cell" data-dimension=dimension.id()>
            <p class="work-result__name"><DimensionMark dimension/>" "{text.dimension(dimension)}</p>
            <dl class="work-result__numbers">
                <div><dt>{text.of_you()}</dt><dd>{text.score(own)}</dd></div>
                <div><dt>{text.of_key()}</dt><dd>{text.score(key)}</dd></div>
                <div>
                    <dt>{text.apart()}</dt>
                    <dd>{text.signed_or_dash(apart, 1)}</dd>
                </div>
            </dl>
            <div class="work-result__scale" aria-hidden="true">{line}{key_mark}{own_mark}</div>
            <p class="work-result__why"><bdi>{why}</bdi></p>
        </li>
    }
}
