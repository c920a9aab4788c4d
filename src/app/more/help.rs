//! The help: a text of the site, with the 1/t trap on the reader's own client.

use leptos::{prelude::*, task::tick};
use wasm_bindgen_futures::spawn_local;

use super::trap::Trap;
use crate::{
    app::{
        components::{BackLink, LongText},
        state::use_text,
    },
    content::parse_prose,
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
            if let Some(target) = document().get_element_by_id(section.id()) {
                target.scroll_into_view();
            }
        });
    });
    let entry = |id: &str, title: String| {
        let target = HelpSection::ALL.into_iter().find(|it| it.id() == id)?;
        Some(view! { <a href=Route::Help(Some(target)).to_string()>{title}</a> }.into_any())
    };
    let after = |id: &str| (id == HelpSection::Trap.id()).then(|| view! { <Trap/> }.into_any());
    view! {
        <div class="page page--text">
            <p><BackLink to=Route::More label=text.more()/></p>
            <h1 class="page__title" tabindex="-1">{text.what_figures_mean()}</h1>
            <LongText sections entry after/>
        </div>
    }
}
