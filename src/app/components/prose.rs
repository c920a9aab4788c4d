//! Texts of the site, rendered as elements.
//!
//! Invariant: no text becomes markup, so none can inject a script.

use leptos::prelude::*;

use crate::content::{Block, Section, Span};

/// The blocks of a section, under its heading.
#[component]
pub fn ProseSection(
    section: Section,
    /// The content below its blocks.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="prose" id=section.id>
            <h2 class="prose__title" tabindex="-1">{section.title}</h2>
            {prose_blocks(section.blocks)}
            {children.map(|children| children())}
        </section>
    }
}

/// Blocks as elements; their headings are of the second level, below a page's own.
pub fn prose_blocks(blocks: Vec<Block>) -> AnyView {
    let blocks = blocks.into_iter().map(|block| match block {
        Block::Heading(words) => view! { <h2 class="prose__title">{words}</h2> }.into_any(),
        Block::Paragraph(spans) => view! { <p>{inline(spans)}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|spans| {
                let id = match spans.first() {
                    Some(Span::Anchor(id)) => Some(id.clone()),
                    _ => None,
                };
                // An address leads to it, which takes the focus there.
                let tabindex = id.is_some().then_some("-1");
                view! { <li id=id tabindex=tabindex>{inline(spans)}</li> }
            });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    });
    blocks.collect_view().into_any()
}

fn inline(spans: Vec<Span>) -> impl IntoView {
    let spans = spans.into_iter().map(|span| match span {
        // The id of the line.
        Span::Anchor(_) => ().into_any(),
        Span::Plain(words) => words.into_any(),
        Span::Strong(words) => view! { <strong>{words}</strong> }.into_any(),
        Span::Code(words) => view! { <code>{words}</code> }.into_any(),
        Span::Link { words, to } => view! { <a href=to>{words}</a> }.into_any(),
    });
    spans.collect_view()
}
