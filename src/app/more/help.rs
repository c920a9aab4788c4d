//! The help: a text of the site, with the 1/t trap on the reader's own client.

use leptos::{prelude::*, task::tick};
use wasm_bindgen_futures::spawn_local;

use super::{scorm::back_to_more, trap::Trap};
use crate::{
    app::{
        components::{BackLink, ProseSection},
        state::use_text,
    },
    content::{Section, parse_prose},
    platform,
    route::{HelpSection, Route},
};

/// The help, from its start or at a section.
#[component]
pub fn HelpPage(section: Option<HelpSection>) -> impl IntoView {
    let text = use_text();
    let address = format!("content/help.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    Effect::new(move || {
        let (Some(section), Some(Ok(_))) = (section, sections.get()) else {
            return;
        };
        spawn_local(async move {
            tick().await;
            // After the new page was shown from its top.
            request_animation_frame(move || {
                if let Some(target) = document().get_element_by_id(section.id()) {
                    target.scroll_into_view();
                    platform::focus_in_place(&format!("#{} > h2", section.id()));
                }
            });
        });
    });
    let body = move || match sections.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(sections)) => view! { <Whole sections/> }.into_any(),
    };
    view! {
        <div class="page page--text">
            <p><BackLink to=Route::More label=back_to_more(text)/></p>
            <h1 class="page__title" tabindex="-1">{text.what_figures_mean()}</h1>
            {body}
        </div>
    }
}

/// The contents, and all sections.
#[component]
fn Whole(sections: Vec<Section>) -> impl IntoView {
    let text = use_text();
    let contents = sections.iter().filter_map(|section| {
        let mut all = HelpSection::ALL.into_iter();
        let target = all.find(|it| it.id() == section.id)?;
        let route = Route::Help(Some(target)).to_string();
        let title = section.title.clone();
        Some(view! { <li><a href=route>{title}</a></li> })
    });
    let contents = contents.collect_view();
    let sections = sections.into_iter().map(|section| {
        let trap = (section.id == HelpSection::Trap.id()).then(|| view! { <Trap/> });
        view! { <ProseSection section>{trap}</ProseSection> }
    });
    view! {
        <nav aria-label=text.contents()><ol class="contents">{contents}</ol></nav>
        {sections.collect_view()}
    }
}
