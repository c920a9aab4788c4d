//! A figure that opens an explanation of its computation, and the way to what figures mean.

use leptos::prelude::*;

use super::Dialog;
use crate::{
    app::state::use_text,
    domain::exercise::Slug,
    i18n::GlossaryEntry,
    route::{HelpSection, Route},
};

/// A figure as a button; pressed, it shows how the figure was computed with this client's numbers,
/// and where to read on.
#[component]
pub fn Explained(
    /// The figure's name.
    #[prop(into)]
    title: Signal<String>,
    /// The computation, one step per line.
    #[prop(into)]
    steps: Signal<Vec<String>>,
    /// The section of the help that explains the figure.
    help: HelpSection,
    /// The figure in the glossary.
    entry: GlossaryEntry,
    /// The page of Learn about it, if not that of the section.
    #[prop(optional)]
    lesson: Option<&'static str>,
    /// The class of the button.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    let list = move || {
        steps
            .get()
            .into_iter()
            .map(|step| view! { <li>{step}</li> })
            .collect_view()
    };
    let links = [
        (Route::Help(Some(help)), text.read_more_in_help()),
        (address(entry), text.entry_in_glossary()),
        (
            Route::Learn(Slug::read(lesson.unwrap_or(help.lesson()))),
            text.read_more_in_learn(),
        ),
    ];
    view! {
        <button
            type="button"
            class=format!("figure {class}")
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {children()}
            <span class="visually-hidden">{text.how_computed()}</span>
        </button>
        <Dialog open title>
            <ol class="steps">{list}</ol>
            <ul class="explained__links">
                {links.map(|(route, words)| view! {
                    <li><a href=route.to_string() on:click=move |_| open.set(false)>{words}</a></li>
                })}
            </ul>
        </Dialog>
    }
}

/// The ways to what the figures of a card or a page mean, for those that have no working to show.
#[component]
pub fn GlossaryLinks(
    /// The figures.
    entries: &'static [GlossaryEntry],
) -> impl IntoView {
    let text = use_text();
    let links = entries.iter().map(|entry| {
        let words = text.glossary_entry(*entry);
        view! { <a class="link" href=address(*entry).to_string()>{words}</a> }
    });
    view! { <p class="quiet glossary-links"><span>{text.in_glossary()}</span>{links.collect_view()}</p> }
}

/// The page of Learn that tells in a sentence what each figure is, at an entry.
fn address(entry: GlossaryEntry) -> Route {
    Route::Learn(Slug::read(entry.id()))
}
