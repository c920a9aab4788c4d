//! The trainer's guide: teaching a lesson with the app, step by step. It is often printed.

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{BackLink, LongText},
        state::use_text,
    },
    content::parse_prose,
    platform,
    route::Route,
};

/// The trainer's guide.
#[component]
pub fn GuidePage() -> impl IntoView {
    let text = use_text();
    let address = format!("content/trainers-guide.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    // The sections have no routes of their own.
    let entry = |id: &str, title: String| {
        let id = id.to_owned();
        let lead = move |event: ev::MouseEvent| {
            event.prevent_default();
            if let Some(section) = document().get_element_by_id(&id) {
                section.scroll_into_view();
                platform::focus(&format!("#{id} h2"));
            }
        };
        let entry = view! { <a href=Route::TrainersGuide.to_string() on:click=lead>{title}</a> };
        Some(entry.into_any())
    };
    view! {
        <div class="page page--text guide" id="guide">
            <p><BackLink to=Route::Class label=text.classroom()/></p>
            <h1 class="page__title" tabindex="-1">{text.trainers_guide()}</h1>
            <p class="quiet guide__hint">{text.guide_contents_hint()}</p>
            <LongText sections entry after=|_: &str| None/>
        </div>
    }
}
