//! A text of the site as pages: one for each of its sections, with the ways to its neighbours.

use leptos::{ev, prelude::*, task::tick};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::{BackLink, prose_blocks};
use crate::{
    app::state::use_text,
    content::{Block, Section},
    domain::exercise::Slug,
    platform,
    route::Route,
};

/// A text of pages: what it is called, and where its pages are.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The title of its contents.
    pub title: &'static str,
    /// The words of the way back to its contents.
    pub contents: &'static str,
    /// The contents, or the page of a name.
    pub route: fn(Option<Slug>) -> Route,
    /// The page above the contents, and the words of the way back to it.
    pub back: (Route, &'static str),
}

impl Pages {
    /// The section's page.
    fn of(self, section: &Section) -> Route {
        (self.route)(Slug::read(&section.id))
    }
}

/// The page of a name, or the one with the line of that id, which takes the focus; the contents without
/// a name, and for one that neither a page nor a line has.
#[component]
pub fn PagedText(
    /// The sections, once they have been fetched.
    sections: RwSignal<Option<Result<Vec<Section>, String>>>,
    name: Option<Slug>,
    pages: Pages,
    /// The page of the contents.
    contents: impl Fn(Vec<Section>) -> AnyView + Send + Sync + 'static,
    /// The view after the introduction of the section of an id, before its first heading.
    after_introduction: fn(&str) -> Option<AnyView>,
) -> impl IntoView {
    let text = use_text();
    Effect::new(move || {
        let (Some(name), Some(Ok(sections))) = (name, sections.get()) else {
            return;
        };
        if sections
            .iter()
            .any(|section| section.has_line(name.as_str()))
        {
            spawn_local(async move {
                tick().await;
                platform::focus(&format!("#{name}"));
            });
        }
    });
    // The heading is there at once, for the focus; the page's own words follow with the text.
    let title = move || {
        let sections = sections.get().and_then(Result::ok).unwrap_or_default();
        let at = name.and_then(|name| place_of(&sections, name.as_str()));
        let own = at.and_then(|at| sections.into_iter().nth(at));
        own.map_or_else(|| pages.title.to_owned(), |section| section.title)
    };
    let body = move || match sections.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(sections)) => match name.and_then(|name| place_of(&sections, name.as_str())) {
            Some(at) => view! { <OnePage sections at pages after_introduction/> }.into_any(),
            None => contents(sections),
        },
    };
    let back = match name {
        None => view! { <BackLink to=pages.back.0 label=pages.back.1/> },
        Some(_) => view! { <BackLink to=(pages.route)(None) label=pages.contents/> },
    };
    view! {
        <p>{back}</p>
        <h1 class="page__title" tabindex="-1">{title}</h1>
        {body}
    }
}

/// Links to all pages.
pub fn contents_of(sections: &[Section], pages: Pages) -> impl IntoView + use<> {
    let links = sections.iter().map(|section| {
        let (route, title) = (pages.of(section).to_string(), section.title.clone());
        view! { <li><a href=route>{title}</a></li> }
    });
    let links = links.collect_view();
    view! { <nav aria-label=use_text().contents()><ol class="contents">{links}</ol></nav> }
}

/// The position of the page of an id, or of the page that has the line of the id.
fn place_of(sections: &[Section], id: &str) -> Option<usize> {
    let page = sections.iter().position(|section| section.id == id);
    page.or_else(|| sections.iter().position(|section| section.has_line(id)))
}

/// One page, and the ways to its neighbours.
#[component]
fn OnePage(
    sections: Vec<Section>,
    at: usize,
    pages: Pages,
    after_introduction: fn(&str) -> Option<AnyView>,
) -> impl IntoView {
    let text = use_text();
    let neighbour = |at: Option<usize>| {
        let section = sections.get(at?)?;
        Some((pages.of(section), section.title.clone()))
    };
    let (before, next) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
    let to_turn_to = [&before, &next].map(|it| it.as_ref().map(|(route, _)| *route));
    let listener = window_event_listener(ev::keydown, move |event| {
        let [left, right] = to_turn_to;
        let to = match event.key().as_str() {
            "ArrowLeft" => left,
            "ArrowRight" => right,
            _ => None,
        };
        if let Some(to) = to.filter(|_| is_free(&event)) {
            event.prevent_default();
            platform::go(to);
        }
    });
    on_cleanup(move || listener.remove());
    let count = sections.len();
    let Section { id, mut blocks, .. } = sections.into_iter().nth(at)?;
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let rest = blocks.split_off(blocks.iter().position(is_heading).unwrap_or(blocks.len()));
    let link = |neighbour: Option<(Route, String)>, id: &'static str, label: &'static str| {
        neighbour.map(|(route, title)| {
            view! {
                <a class="link learn__way" id=id href=route.to_string()>
                    <span class="quiet">{label}</span>" "
                    <span>{title}</span>
                </a>
            }
        })
    };
    Some(view! {
        <div class="prose">
            {prose_blocks(blocks)}
            {after_introduction(&id)}
            {prose_blocks(rest)}
        </div>
        <nav class="learn__ways" aria-label=text.learn_ways()>
            {link(before, "previous-page", text.previous_page())}
            {link(next, "next-page", text.next_page())}
        </nav>
        <p class="quiet">{text.learn_place(&(at + 1), &count)}</p>
    })
}

/// Whether a key means the page, and no field or dialog of it.
fn is_free(event: &ev::KeyboardEvent) -> bool {
    let target = event.target();
    let target = target.and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let is_taken = target.is_some_and(|it| {
        let takers = "input, select, textarea, dialog";
        it.closest(takers).is_ok_and(|taker| taker.is_some())
    });
    let is_chord = event.alt_key() || event.ctrl_key() || event.meta_key() || event.shift_key();
    !(is_taken || is_chord || event.default_prevented())
}
