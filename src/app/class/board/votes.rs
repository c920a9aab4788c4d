//! Votes: bars with the number of those who chose each of several answers.

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    domain::{
        Language, NonEmptyText, Stage,
        exercise::{CasePoint, KeyPoint},
    },
    i18n::Text,
};

/// One of the answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// The answer.
    pub label: String,
    /// A secondary line about it.
    pub about: Option<String>,
    /// How many chose it.
    pub count: usize,
    /// Whether it is the key's answer.
    pub is_key: bool,
    /// A word that marks it, if its label does not.
    pub mark: Option<&'static str>,
}

impl Vote {
    /// A vote that is marked by a word if it is the key's.
    pub fn marked(label: &str, count: usize, is_key: bool, mark: &'static str) -> Self {
        Self {
            label: label.to_owned(),
            about: None,
            count,
            is_key,
            mark: is_key.then_some(mark),
        }
    }
}

/// The votes for the stages of a time point, in their order.
pub fn stage_votes(text: Text, votes: Vec<(Stage, usize)>, key: &KeyPoint) -> Vec<Vote> {
    let vote = |(stage, count)| {
        let is_key = stage == key.stage;
        Vote::marked(text.stage_name(stage), count, is_key, text.key_mark())
    };
    votes.into_iter().map(vote).collect()
}

/// The votes for the actions of a time point, in their order.
pub fn action_votes(text: Text, point: &CasePoint, votes: Vec<usize>, key: &KeyPoint) -> Vec<Vote> {
    let votes = point.actions.iter().zip(votes).enumerate();
    let vote = |(nth, (action, count)): (usize, (&NonEmptyText, usize))| {
        Vote::marked(action.as_str(), count, nth == key.best, text.best_mark())
    };
    votes.map(vote).collect()
}

/// Bars for votes that may be shown.
#[component]
pub fn Votes(
    /// The id of its element.
    id: &'static str,
    title: &'static str,
    #[prop(into)] votes: Signal<Option<Vec<Vote>>>,
    /// The language of the labels, if it can differ from the page's.
    #[prop(optional_no_strip)]
    language: Option<Language>,
) -> impl IntoView {
    let text = use_text();
    let rows = move || {
        let Some(votes) = votes.get() else {
            return view! { <p class="votes__none">{text.small_group_hidden()}</p> }.into_any();
        };
        let all: usize = votes.iter().map(|vote| vote.count).sum();
        let none = (all == 0).then(|| view! { <p class="votes__none">{text.no_votes()}</p> });
        let rows = votes
            .into_iter()
            .map(|vote| view! { <VoteRow vote all language/> });
        view! {
            {none}
            <ul class="votes__list">{rows.collect_view()}</ul>
        }
        .into_any()
    };
    view! {
        <section class="votes" id=id aria-label=title>
            <h2 class="votes__title">{title}</h2>
            {rows}
        </section>
    }
}

#[component]
fn VoteRow(
    vote: Vote,
    all: usize,
    #[prop(optional_no_strip)] language: Option<Language>,
) -> impl IntoView {
    let text = use_text();
    let share = vote.count as f64 / all.max(1) as f64;
    // One vote has no share.
    let percent = (1 < all).then(|| format!("· {}", text.percent(share)));
    let mark = vote
        .mark
        .map(|mark| view! { <strong class="vote__mark">{mark}</strong>" " });
    let about = vote
        .about
        .map(|about| view! { <span class="vote__about">{about}</span> });
    view! {
        <li class="vote" data-key=vote.is_key.then_some("true")>
            <span class="vote__label">
                {mark}
                <bdi lang=language.map(Language::tag)>{vote.label}</bdi>
                {about}
            </span>
            <span class="vote__count"><strong>{vote.count}</strong>" "{percent}</span>
            <span class="vote__bar" aria-hidden="true">
                <span class="vote__share" style:width=format!("{}%", 100.0 * share)></span>
            </span>
        </li>
    }
}
