//! Pages beside the daily work.

mod about;
pub mod help;
mod icon_badge;
pub mod learn;
mod own_error;
pub mod scorm;
pub mod settings;
pub mod tour;
mod trap;

use about::About;
use leptos::prelude::*;

use crate::{
    app::{
        components::{ExamplesButton, example_ids},
        state::{use_store, use_text},
    },
    platform,
    route::Route,
};

/// Links to what can be learned, the help, settings, data and examples; and what this version is.
#[component]
pub fn MorePage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    // Examples that are loaded here are shown.
    Effect::new(move |had_none: Option<bool>| {
        let has_none = example_ids(store).is_empty();
        if had_none == Some(true) && !has_none {
            platform::go(Route::Clients);
        }
        has_none && !store.is_reading()
    });
    let item = |route: Route, label: &'static str, hint: &'static str| {
        view! {
            <li>
                <a class="card card--link" href=route.to_string()>
                    <strong>{label}</strong>
                    <span class="quiet">{hint}</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="page">
            <h1 class="page__title" tabindex="-1">{text.more()}</h1>
            <ul class="cards">
                {item(Route::Learn(None), text.learn(), text.learn_hint())}
                {item(Route::Help(None), text.what_figures_mean(), text.what_figures_mean_hint())}
                {item(Route::Answers, text.accept_answer(), text.accept_answer_hint())}
                {item(Route::Team, text.team(), text.team_hint())}
                {item(Route::Settings, text.settings(), text.settings_hint())}
                {item(Route::Data, text.data(), text.data_hint())}
            </ul>
            <section class="card">
                <h2 class="card__title">{text.examples()}</h2>
                <p>{text.examples_hint()}</p>
                <ExamplesButton/>
            </section>
            <About/>
            <p class="quiet">{text.privacy_hint()}</p>
        </div>
    }
}
