//! The trainer's guide: teaching with the app, step by step, with a page for each of its sections.
//! The page of its contents prints all of them.

use leptos::prelude::*;

use super::print_button::PrintButton;
use crate::{
    app::{
        components::{PagedText, Pages, ProseSection, contents_of, fetched_index},
        state::use_text,
    },
    content::{Section, parse_prose},
    domain::exercise::{ExerciseId, Slug},
    platform,
    route::{Route, Sheet},
};

/// The page of a name; the contents without one, and for a name that no page has.
#[component]
pub fn GuidePage(name: Option<Slug>) -> impl IntoView {
    let text = use_text();
    let address = format!("content/trainers-guide.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    let pages = Pages {
        title: text.trainers_guide(),
        contents: text.guide_contents(),
        route: Route::TrainersGuide,
        back: (Route::Class, text.classroom()),
    };
    let contents = move |sections: Vec<Section>| {
        let links = contents_of(&sections, pages);
        let all = sections
            .into_iter()
            .map(|section| view! { <ProseSection section/> });
        view! {
            <div class="guide__screen">
                <p class="quiet">{text.guide_contents_hint()}</p>
                {links}
                <PrintButton/>
            </div>
            <div class="guide__paper">{all.collect_view()}</div>
        }
        .into_any()
    };
    view! {
        <div class="page page--text guide" id="guide">
            <PagedText sections name pages contents after_introduction=sheets/>
        </div>
    }
}

/// The trainer's sheets, on the page about the exercises.
fn sheets(id: &str) -> Option<AnyView> {
    (id == "exercises").then(|| view! { <SheetList/> }.into_any())
}

#[component]
fn SheetList() -> impl IntoView {
    let text = use_text();
    let index = fetched_index();
    let links = move || {
        let index = index.get()?.ok()?;
        let links = index.iter(text.language()).map(|(slug, outline)| {
            let to = Route::Sheet(ExerciseId::BuiltIn(slug), Sheet::Trainer).to_string();
            let title = outline.title.as_str().to_owned();
            view! { <li><a href=to>{title}</a></li> }
        });
        Some(links.collect_view())
    };
    view! {
        <h2 class="prose__title">{text.trainers_sheets()}</h2>
        <p class="quiet">{text.trainers_sheets_hint()}</p>
        <ul class="contents" id="trainers-sheets">{links}</ul>
    }
}
