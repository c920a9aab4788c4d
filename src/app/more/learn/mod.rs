//! Pages that teach: one text of the site, with a page for each of its sections.

mod live;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use self::live::{LiveFormula, MovingTime};
use super::trap::Trap;
use crate::{
    app::{
        components::{BackLink, prose_blocks},
        state::use_text,
    },
    content::{Block, Section, parse_prose},
    domain::exercise::Slug,
    platform,
    route::Route,
};

/// The page of a name; the contents without one, and for a name that no page has.
#[component]
pub fn LearnPage(name: Option<Slug>) -> impl IntoView {
    let text = use_text();
    let address = format!("content/learn.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    // The heading is there at once, for the focus; the page's own words follow with the text.
    let title = move || {
        let sections = sections.get().and_then(Result::ok).unwrap_or_default();
        let at = name.and_then(|name| place_of(&sections, name.as_str()));
        let own = at.and_then(|at| sections.into_iter().nth(at));
        own.map_or_else(|| text.learn().to_owned(), |section| section.title)
    };
    let body = move || match sections.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(sections)) => match name.and_then(|name| place_of(&sections, name.as_str())) {
            Some(at) => view! { <Lesson sections at/> }.into_any(),
            None => view! { <Contents sections/> }.into_any(),
        },
    };
    let back = match name {
        None => view! { <BackLink to=Route::More label=text.more()/> },
        Some(_) => view! { <BackLink to=Route::Learn(None) label=text.learn_contents()/> },
    };
    view! {
        <div class="page page--text learn" id="learn">
            <p>{back}</p>
            <h1 class="page__title" tabindex="-1">{title}</h1>
            {body}
        </div>
    }
}

fn place_of(sections: &[Section], id: &str) -> Option<usize> {
    sections.iter().position(|section| section.id == id)
}

/// A section's page.
fn route(section: &Section) -> Route {
    Route::Learn(Slug::read(&section.id))
}

/// Links to all pages.
#[component]
fn Contents(sections: Vec<Section>) -> impl IntoView {
    let text = use_text();
    let links = sections.into_iter().map(|section| {
        let route = route(&section).to_string();
        view! { <li><a href=route>{section.title}</a></li> }
    });
    view! {
        <p>
            {text.learn_lead()}{text.sentence_space()}
            <span class="learn__keys">{text.learn_keys()}</span>
        </p>
        <nav aria-label=text.contents()><ol class="contents">{links.collect_view()}</ol></nav>
        <p class="quiet">
            {text.learn_figures()}" "
            <a href=Route::Help(None).to_string()>{text.what_figures_mean()}</a>
        </p>
    }
}

/// One page, and the ways to its neighbours.
#[component]
fn Lesson(sections: Vec<Section>, at: usize) -> impl IntoView {
    let text = use_text();
    let neighbour = |at: Option<usize>| {
        let section = sections.get(at?)?;
        Some((route(section), section.title.clone()))
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
    // What can be tried out follows the introduction.
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let rest = blocks.split_off(blocks.iter().position(is_heading).unwrap_or(blocks.len()));
    let live = match id.as_str() {
        "formula" => Some(view! { <LiveFormula/> }.into_any()),
        "trap" => Some(view! { <MovingTime/><Trap/> }.into_any()),
        _ => None,
    };
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
            {live}
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
