//! The learner's progress: in the SCORM package, the page in the place of More.

use leptos::prelude::*;

use super::about::About;
use crate::{
    app::{
        components::fetched_index,
        state::{use_store, use_text},
    },
    domain::{Language, exercise::ExerciseId},
    exchange::{ScormPart, ScormProgress},
    i18n::Text,
    platform::{self, scorm, scorm::ScormStatus},
    route::Route,
};

/// The parts that are done and left, the platform's state, and the score before it is sent.
#[component]
pub fn ScormPage(
    /// Whether the address that was asked for has no page in the package.
    is_elsewhere: bool,
) -> impl IntoView {
    let text = use_text();
    let changes = scorm::status_changes();
    let status = Memo::new(move |_| {
        changes.track();
        scorm::status()
    });
    let progress = Memo::new(move |_| status.with(|it| it.progress.parse::<ScormProgress>().ok()));
    let done = Signal::derive(move || progress.get().unwrap_or_default());
    let elsewhere = is_elsewhere.then(|| {
        view! { <p class="banner banner--warning" role="alert" id="scorm-elsewhere">{text.scorm_not_here()}</p> }
    });
    view! {
        <div class="page page--text" id="scorm">
            <h1 class="page__title" tabindex="-1">{text.scorm_title()}</h1>
            {elsewhere}
            {move || view! { <Warnings status=status.get() is_damaged=progress.get().is_none()/> }}
            <p id="scorm-completion">{move || completion_words(text, &status.get())}</p>
            <ul class="cards">
                <li>
                    <a class="card card--link" id="to-myself" href=Route::Myself.to_string()>
                        <strong>{text.self_assessment()}</strong>
                        <span class="quiet">{move || assessed_words(text, &done.get())}</span>
                    </a>
                </li>
                <li>
                    <a class="card card--link" id="to-learn" href=Route::Learn(None).to_string()>
                        <strong>{text.learn()}</strong>
                        <span class="quiet">{text.learn_hint()}</span>
                    </a>
                </li>
            </ul>
            <ScoreCard done status/>
            <ExerciseLinks done/>
            <p class="quiet">{text.scorm_kept()}</p>
            <p class="quiet" id="scorm-no-clients">{text.scorm_no_clients()}</p>
            <OtherLanguage/>
            <About/>
        </div>
    }
}

/// Warns of anything that keeps the progress from being stored.
#[component]
fn Warnings(status: ScormStatus, is_damaged: bool) -> impl IntoView {
    let text = use_text();
    let warning = |id: &'static str, words: String| {
        view! { <p class="banner banner--warning" role="alert" id=id>{words}</p> }
    };
    let alone = (!status.has_platform).then(|| text.scorm_no_platform().to_owned());
    let refused = status.error.map(|reason| text.scorm_refused(&reason));
    let left_out = (0 < status.left_out).then(|| text.scorm_left_out(status.left_out));
    let begin_anew = |_| {
        scorm::begin_anew();
        // The button is gone.
        platform::focus("#scorm h1");
    };
    let unreadable = (status.is_unreadable || is_damaged).then(|| {
        view! {
            <p class="banner banner--warning" role="alert" id="scorm-unreadable">
                {text.scorm_unreadable()}" "
                <button class="button" type="button" id="scorm-begin-anew" on:click=begin_anew>
                    {text.scorm_begin_anew()}
                </button>
            </p>
        }
    });
    view! {
        {alone.map(|words| warning("scorm-alone", words))}
        {refused.map(|words| warning("scorm-refused", words))}
        {left_out.map(|words| warning("scorm-left-out", words))}
        {unreadable}
    }
}

fn completion_words(text: Text, status: &ScormStatus) -> &'static str {
    if status.is_complete {
        return text.scorm_complete();
    }
    match scorm::needed_parts().as_slice() {
        [ScormPart::Assessment] => text.scorm_needs_assessment(),
        [ScormPart::Exercise] => text.scorm_needs_exercise(),
        _ => text.scorm_needs_both(),
    }
}

fn assessed_words(text: Text, done: &ScormProgress) -> &'static str {
    if done.has(ScormPart::Assessment) {
        text.scorm_assessed()
    } else {
        text.scorm_not_assessed()
    }
}

/// Just what is sent, and the button that sends it.
#[component]
fn ScoreCard(done: Signal<ScormProgress>, status: Memo<ScormStatus>) -> impl IntoView {
    let text = use_text();
    let sent = move || match status.get().sent {
        Some(score) => text.scorm_sent(&score),
        None => text.scorm_not_sent().to_owned(),
    };
    let has_platform = move || status.with(|it| it.has_platform);
    let score = move || {
        let done = done.get();
        let Some(score) = done.score() else {
            return view! { <p class="quiet">{text.scorm_no_score()}</p> }.into_any();
        };
        let (agreeing, asked) = done.agreement();
        let row = |id: &'static str, words: &'static str, value: u8| {
            view! { <tr><th scope="row">{words}</th><td id=id>{value}</td></tr> }
        };
        view! {
            <p>{text.scorm_score_from(done.finished(), &agreeing, &asked)}</p>
            <p class="quiet">{text.result_is_judged()}</p>
            <table class="table" id="scorm-to-send">
                <caption>{text.scorm_to_send()}</caption>
                <tbody>
                    {row("scorm-raw", text.scorm_raw(), score)}
                    {row("scorm-min", text.scorm_min(), 0)}
                    {row("scorm-max", text.scorm_max(), 100)}
                </tbody>
            </table>
            {move || has_platform().then(|| view! {
                <p class="actions">
                    <button class="button button--primary" type="button" id="scorm-send" on:click=move |_| scorm::send(score)>
                        {text.scorm_send()}
                    </button>
                </p>
            })}
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="scorm-score-title">
            <h2 class="card__title" id="scorm-score-title">{text.scorm_score()}</h2>
            {score}
            <p role="status" id="scorm-sent">{sent}</p>
        </section>
    }
}

/// The exercises, each with its result.
#[component]
fn ExerciseLinks(done: Signal<ScormProgress>) -> impl IntoView {
    let text = use_text();
    let index = fetched_index();
    let list = move || match index.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => {
            view! { <p class="banner banner--warning" role="alert">{text.not_fetched(&reason)}</p> }
                .into_any()
        }
        Some(Ok(index)) => {
            let rows = index.iter(text.language()).map(|(slug, outline)| {
                let route = Route::Practice(ExerciseId::BuiltIn(slug)).to_string();
                let result = move || match done.with(|done| done.result(slug)) {
                    Some(it) => text.scorm_agreement(&it.agreeing(), &it.asked()),
                    None => text.scorm_not_finished().to_owned(),
                };
                let size = text.exercise_size(outline.points, outline.tasks);
                view! {
                    <li>
                        <a class="card card--link" id=format!("exercise-{slug}") href=route>
                            <strong><bdi>{outline.title.as_str().to_owned()}</bdi></strong>
                            <span class="quiet">{text.minutes(outline.minutes.into())}" · "{size}</span>
                            <span class="quiet">{result}</span>
                        </a>
                    </li>
                }
            });
            view! { <ul class="cards" id="scorm-exercises">{rows.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <h2 class="section__title">{text.exercises()}</h2>
        {list}
    }
}

/// The switch to the other language: the package has no settings.
#[component]
fn OtherLanguage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let other = match text.language() {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    };
    let switch = move |_| store.update_settings(|settings| settings.language = Some(other));
    view! {
        <p>
            <button class="button" type="button" id="other-language" lang=other.tag() on:click=switch>
                {text.language_name(Some(other))}
            </button>
        </p>
    }
}

/// The page that the pages of More lead back to, by its name.
pub fn back_to_more(text: Text) -> &'static str {
    if platform::scorm::is_scorm() {
        text.scorm_to_progress()
    } else {
        text.more()
    }
}
