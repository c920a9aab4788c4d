//! The result of one self-assessment: its profile, the change, the extremes, and suggestions.

mod ask_client;
mod card_picture;
mod change;
mod next;
mod outstanding;

use std::sync::Arc;

use leptos::prelude::*;

use self::{
    ask_client::AskClient, change::ChangeCard, next::NextCard, outstanding::OutstandingCard,
};
use super::{course::CourseCard, history::delete, kind_words};
use crate::{
    app::{
        components::{BackLink, NotFoundPage, ProfileCard, change_scorm_progress},
        items::myself::result::card_picture::CardPicture,
        state::{use_store, use_text},
    },
    chart::{Card, ProfileChart, ProfileRole},
    domain::{Assessment, Dimension, EntryId, Myself, Occasion, Score, Scores},
    exchange::ScormProgress,
    i18n::Text,
    platform::{self, scorm::is_scorm},
    route::Route,
};

/// The page of a self-assessment.
#[component]
pub fn AssessmentPage(id: EntryId) -> impl IntoView {
    let store = use_store();
    move || {
        let myself = store.myself();
        match myself.assessment(id).copied() {
            Some(assessment) => view! { <AssessmentResult myself assessment/> }.into_any(),
            None => view! { <NotFoundPage/> }.into_any(),
        }
    }
}

#[component]
fn AssessmentResult(myself: Arc<Myself>, assessment: Assessment) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    change_scorm_progress(ScormProgress::assess);
    let scores = assessment.answers.scores();
    let form = assessment.answers.form();
    let last = myself
        .last_before(&assessment)
        .or_else(|| myself.pretest_of(&assessment))
        .copied();
    let is_new_series = last.is_none()
        && myself.assessments().iter().any(|entry| {
            entry.date <= assessment.date
                && entry.answers.form() == form
                && entry.answers.version() < assessment.answers.version()
        });
    // Of the latest course, what matters is before and after, and the look back.
    let is_of_course = myself.course().is_some_and(|course| {
        let [after, then] = [course.posttest, course.retrospective_pretest];
        course.posttest.is_some()
            && [after, then]
                .into_iter()
                .flatten()
                .any(|it| it.id == assessment.id)
    });
    let chart = profile(text, &assessment, last.as_ref());
    let subtitle = format!(
        "{} · {}",
        text.full_date(assessment.date),
        kind_words(text, &assessment)
    );
    let card = Card {
        chart: chart.clone(),
        title: text.profile_title().to_owned(),
        date: assessment.date,
        form: text.way_of(assessment.answers.instrument()).to_owned(),
        name: None,
    };
    let missing: Vec<_> = scores
        .iter()
        .filter(|(_, score)| score.is_none())
        .map(|(dimension, _)| text.dimension(dimension))
        .collect();
    let missing = (!missing.is_empty()).then(|| {
        let words = text.unscored_dimensions(&missing.join(text.list_comma()));
        view! { <p class="note" id="unscored">{words}</p> }
    });
    let total = match scores.total() {
        Some(total) => view! {
            <p class="result__total" id="total">
                <strong class="result__figure">{text.number(total, 1)}</strong>
                <span class="quiet">{text.of_forty()}</span>
            </p>
        }
        .into_any(),
        None => ().into_any(),
    };
    // Without an assessment before the course there is none to compare with: the look back is all.
    let look_back = (assessment.occasion == Occasion::Posttest && !is_of_course).then(|| {
        let route = Route::Questionnaire(form, Occasion::RetrospectivePretest).to_string();
        view! {
            <section class="card" aria-labelledby="look-back-title">
                <h2 class="myself__heading" id="look-back-title">{text.start_then()}</h2>
                <p>{text.why_look_back()}</p>
                <p><a class="button" id="look-back" href=route>{text.start()}</a></p>
            </section>
        }
    });
    let id = assessment.id;
    let take_away = move |_| {
        delete(store, id);
        platform::go(Route::Myself);
    };
    view! {
        <article class="page result">
            <header class="result__head">
                <BackLink to=Route::Myself label=text.self_assessment()/>
                <span class="quiet" id="result-date">{subtitle.clone()}</span>
                <h1 class="page__title" tabindex="-1">{text.profile_title()}</h1>
                {total}
            </header>
            {missing}
            {is_of_course.then(|| view! { <CourseCard/> })}
            <div class="result__cards">
                <ProfileCard
                    id="profile"
                    title=text.profile()
                    chart
                    caption_title=text.profile_title().to_owned()
                    caption_subtitle=subtitle
                />
                <div class="result__words">
                    {(!is_of_course).then(|| view! { <ChangeCard assessment last is_new_series/> })}
                    <OutstandingCard assessment/>
                </div>
                <NextCard scores/>
                {look_back}
            </div>
            <p class="actions result__actions">
                <CardPicture card/>
                {(!is_scorm()).then(|| view! { <AskClient/> })}
                <a class="button" id="again" href=Route::Questionnaire(form, Occasion::Ordinary).to_string()>
                    {text.assess_again()}
                </a>
                <button class="button button--danger" type="button" id="delete-assessment" on:click=take_away>
                    {text.delete()}
                </button>
            </p>
        </article>
    }
}

/// The profile, with the previous one behind it.
fn profile(text: Text, assessment: &Assessment, last: Option<&Assessment>) -> ProfileChart {
    let chart = ProfileChart::new(text.this_time(), assessment.answers.scores());
    match last {
        Some(last) => chart.beside(
            ProfileRole::Earlier,
            text.full_date(last.date),
            last.answers.scores(),
        ),
        None => chart,
    }
}

/// The dimensions that have a score, the weakest first; ties keep the formula's order.
fn ranked(scores: &Scores) -> Vec<(Dimension, Score)> {
    let mut ranked: Vec<_> = scores
        .iter()
        .filter_map(|(dimension, score)| Some((dimension, (*score)?)))
        .collect();
    ranked.sort_by(|(_, a), (_, b)| a.value().total_cmp(&b.value()));
    ranked
}
