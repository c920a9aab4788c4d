//! Long texts of the site, rendered as elements: never as markup, so a text cannot inject a script.

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    content::{Block, Section, Span},
};

/// A long text of the site: a message while it is fetched or if that fails, then its contents and
/// sections.
#[component]
pub fn LongText(
    /// The sections, once they have been fetched.
    sections: RwSignal<Option<Result<Vec<Section>, String>>>,
    /// A section's link in the contents, from its id and title; `None` if it is not listed.
    entry: impl Fn(&str, String) -> Option<AnyView> + Send + Sync + 'static,
    /// Content at the end of the section of an id.
    after: impl Fn(&str) -> Option<AnyView> + Send + Sync + 'static,
) -> impl IntoView {
    let text = use_text();
    move || match sections.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(sections)) => {
            let contents = sections.iter().filter_map(|section| {
                let link = entry(&section.id, section.title.clone())?;
                Some(view! { <li>{link}</li> })
            });
            let contents = contents.collect_view();
            let sections = sections.into_iter().map(|section| {
                let after = after(&section.id);
                view! { <Prose section>{after}</Prose> }
            });
            view! {
                <nav aria-label=text.contents()><ol class="contents">{contents}</ol></nav>
                {sections.collect_view()}
            }
            .into_any()
        }
    }
}

/// The blocks of a section, under its heading.
#[component]
fn Prose(section: Section, children: Children) -> impl IntoView {
    view! {
        <section class="prose" id=section.id>
            <h2 class="prose__title" tabindex="-1">{section.title}</h2>
            {prose_blocks(section.blocks)}
            {children()}
        </section>
    }
}

/// Blocks as elements; their headings are of the second level, below a page's own.
pub fn prose_blocks(blocks: Vec<Block>) -> AnyView {
    let blocks = blocks.into_iter().map(|block| match block {
        Block::Heading(words) => view! { <h2 class="prose__title">{words}</h2> }.into_any(),
        Block::Paragraph(spans) => view! { <p>{inline(spans)}</p> }.into_any(),
        Block::List(items) => {
            let items = items
                .into_iter()
                .map(|spans| view! { <li>{inline(spans)}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    });
    blocks.collect_view().into_any()
}

fn inline(spans: Vec<Span>) -> impl IntoView {
    let spans = spans.into_iter().map(|span| match span {
        Span::Plain(words) => words.into_any(),
        Span::Strong(words) => view! { <strong>{words}</strong> }.into_any(),
        Span::Link { words, to } => view! { <a href=to>{words}</a> }.into_any(),
    });
    spans.collect_view()
}
