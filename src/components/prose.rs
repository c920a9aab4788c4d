//! Long texts of the site, as elements: never as markup, so a text cannot bring a script.

use leptos::prelude::*;

use crate::content::{Block, Section, Span};

/// The paragraphs and lists of a section, under its heading.
#[component]
pub fn Prose(section: Section, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let blocks = section.blocks.into_iter().map(|block| match block {
        Block::Paragraph(spans) => view! { <p>{inline(spans)}</p> }.into_any(),
        Block::List(items) => {
            let items = items
                .into_iter()
                .map(|spans| view! { <li>{inline(spans)}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    });
    view! {
        <section class="prose" id=section.id>
            <h2 class="prose__title" tabindex="-1">{section.title}</h2>
            {blocks.collect_view()}
            {children.map(|children| children())}
        </section>
    }
}

fn inline(spans: Vec<Span>) -> impl IntoView {
    let spans = spans.into_iter().map(|span| match span {
        Span::Plain(words) => words.into_any(),
        Span::Strong(words) => view! { <strong>{words}</strong> }.into_any(),
    });
    spans.collect_view()
}
