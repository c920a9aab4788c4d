//! A time point: what is known, the scores against the key, and the votes.

use leptos::prelude::*;

use super::{
    distribution_card::DistributionCard,
    votes::{Votes, action_votes, stage_votes},
};
use crate::{
    app::{class::results::CurrentResults, state::use_text},
    chart::{DistributionChart, Panel},
    domain::{
        Dimension, Language, PerDimension, Stage,
        exercise::{CasePoint, KeyPoint},
    },
    i18n::Text,
};

/// The class at a time point.
#[component]
pub fn PointStep(results: CurrentResults, at: usize) -> impl IntoView {
    let text = use_text();
    let figures = Memo::new(move |_| results.get()?.board.point(at));
    let exercise = move || Some(results.get()?.board.exercise().clone());
    // A session keeps its exercise while it runs, so this is stable.
    let exercise = Memo::new(move |_| exercise());
    let key = move || Some(exercise.get()?.key().points.get(at)?.clone());
    let key = Memo::new(move |_| key());
    let point = Memo::new(move |_| Some(exercise.get()?.case().points.get(at)?.clone()));
    let language = results.get_untracked().map(|it| it.session.language);

    let chart = Signal::derive(move || {
        let (figures, key) = (figures.get(), key.get());
        DistributionChart::new(PerDimension::from_fn(|dimension| {
            let key = key.as_ref().and_then(|key| key.scores[dimension]);
            match &figures {
                Some(figures) if !figures.hidden[dimension] => {
                    Panel::new(&figures.scores[dimension], key)
                }
                _ => Panel::hidden(key),
            }
        }))
    });
    let stages = Signal::derive(move || {
        let (figures, key) = figures.get().zip(key.get())?;
        let mut votes = figures.stages?;
        votes.retain(|(stage, count)| {
            *stage != Stage::Ended || 0 < *count || key.stage == Stage::Ended
        });
        Some(stage_votes(text, votes, &key))
    });
    let actions = Signal::derive(move || {
        let (figures, key) = figures.get().zip(key.get())?;
        let point = point.get()?;
        Some(action_votes(text, &point, figures.actions?, &key))
    });
    let caption_title = Signal::derive(move || {
        let title = results.get().map(|it| it.session.title.as_str().to_owned());
        title.unwrap_or_default()
    });
    let caption_subtitle = Signal::derive(move || {
        let count = exercise.get().map_or(0, |it| it.case().points.len());
        let people = results.get().map_or(0, |it| it.board.count());
        let people = text.people(people);
        format!("{} · {people}", text.point_of(&(at + 1), &count))
    });
    let facts = move || point.get().map(|point| point.facts.as_str().to_owned());
    let tag = language.map(Language::tag);
    let question = move || {
        let question = point.get()?.question?;
        Some(view! { <p lang=tag>{question.as_str().to_owned()}</p> })
    };
    view! {
        <div class="board__point">
            <section class="board__facts" id="facts" aria-label=text.facts()>
                <p lang=tag>{facts}</p>
                {question}
            </section>
            <DistributionCard
                id="distribution"
                title=text.scores_against_key()
                chart
                caption_title
                caption_subtitle
            />
            <div class="board__votes">
                <Votes id="stage-votes" title=text.stage_votes() votes=stages/>
                <Votes id="action-votes" title=text.action_votes() votes=actions language/>
            </div>
            <details class="fold board__folds" id="reasons">
                <summary>{text.key_reasons()}</summary>
                {move || Some(view! { <Reasons key=key.get()? actions=actions_of(point.get()?) tag/> })}
            </details>
        </div>
    }
}

fn actions_of(point: CasePoint) -> Vec<String> {
    let actions = point.actions.iter();
    actions.map(|action| action.as_str().to_owned()).collect()
}

/// The reasons for the key's scores, stage, and best action.
#[component]
fn Reasons(
    key: KeyPoint,
    actions: Vec<String>,
    /// The language of the exercise.
    tag: Option<&'static str>,
) -> impl IntoView {
    let text = use_text();
    let score = |dimension: Dimension| {
        let score = key.scores[dimension].map(|score| text.number(score.value(), 1));
        let score = score.unwrap_or_else(|| text.gap_in_key().to_owned());
        reason(
            format!("{} {score}", text.dimension(dimension)),
            key.why[dimension].as_str(),
            tag,
        )
    };
    let scores = Dimension::ALL.map(score);
    let stage = reason(stage_words(text, key.stage), key.stage_why.as_str(), tag);
    let actions = actions.into_iter().zip(&key.action_why).enumerate();
    let actions = actions.map(|(nth, (action, why))| {
        let mark = if nth == key.best {
            format!(" · {}", text.best_mark())
        } else {
            String::new()
        };
        reason(format!("{action}{mark}"), why.as_str(), tag)
    });
    view! {
        <dl class="board__reasons">
            {scores.into_iter().collect_view()}
            {stage}
            {actions.collect_view()}
        </dl>
    }
}

fn stage_words(text: Text, stage: Stage) -> String {
    format!(
        "{}{}{}",
        text.stage_votes(),
        text.colon(),
        text.stage_name(stage)
    )
}

fn reason(what: String, why: &str, tag: Option<&'static str>) -> impl IntoView + use<> {
    let why = why.to_owned();
    view! {
        <div>
            <dt><bdi>{what}</bdi></dt>
            <dd lang=tag>{why}</dd>
        </div>
    }
}
