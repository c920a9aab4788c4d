//! About this version: its number, what changed, and the licences of what it is built from.

use leptos::prelude::*;

use crate::{
    app::{components::prose_blocks, state::use_text},
    content::parse_prose,
    platform,
};

/// The number of the version, and the texts that come with it.
#[component]
pub fn About() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="card" id="about">
            <h2 class="card__title">{text.about()}</h2>
            <p>{text.version(&env!("CARGO_PKG_VERSION"))}</p>
            <FoldedText id="changes" title=text.what_changed() address="content/CHANGELOG.md" show=as_prose/>
            <FoldedText id="licences" title=text.licences() address="licences.txt" show=as_it_is/>
        </section>
    }
}

/// A text of the site in English, fetched once it is opened.
#[component]
fn FoldedText(
    id: &'static str,
    title: &'static str,
    address: &'static str,
    show: fn(String) -> AnyView,
) -> impl IntoView {
    let text = use_text();
    let fetched = RwSignal::new(None);
    let open = move |_| {
        if untrack(|| fetched.get()).is_none() {
            fetched.set(Some(platform::fetched(address.to_owned(), |file| {
                Ok(file.to_owned())
            })));
        }
    };
    let body = move || {
        fetched.get().map(
            |file: RwSignal<Option<Result<String, String>>>| match file.get() {
                None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
                Some(Err(reason)) => {
                    view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any()
                }
                Some(Ok(file)) => show(file),
            },
        )
    };
    view! {
        <details class="fold" id=id on:toggle=open>
            <summary>{title}</summary>
            {body}
        </details>
    }
}

/// Markdown as headings and lists.
fn as_prose(file: String) -> AnyView {
    let sections = parse_prose(&file).into_iter().map(|section| {
        view! {
            <h2 class="section__title">{section.title}</h2>
            {prose_blocks(section.blocks)}
        }
    });
    view! { <div class="prose" lang="en">{sections.collect_view()}</div> }.into_any()
}

fn as_it_is(file: String) -> AnyView {
    view! { <pre class="plain-text" lang="en" tabindex="0">{file}</pre> }.into_any()
}
