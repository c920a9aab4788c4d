//! Pages that teach: one text of the site, with a page for each of its sections.

mod live;

use leptos::prelude::*;

use self::live::{LiveFormula, MovingTime};
use super::{scorm::back_to_more, trap::Trap};
use crate::{
    app::{
        components::{PagedText, Pages, contents_of},
        state::use_text,
    },
    content::{Section, parse_prose},
    domain::exercise::Slug,
    platform,
    route::{Route, TourStep},
};

/// The page of a name; the contents without one, and for a name that no page has.
#[component]
pub fn LearnPage(name: Option<Slug>) -> impl IntoView {
    let text = use_text();
    let address = format!("content/learn.{}.md", text.language().id());
    let sections = platform::fetched(address, |file| Ok(parse_prose(file)));
    let pages = Pages {
        title: text.learn(),
        contents: text.learn_contents(),
        route: Route::Learn,
        back: (Route::More, back_to_more(text)),
    };
    // The package has no clients, thus no examples.
    let tour = move || {
        (!platform::scorm::is_scorm()).then(|| {
            view! {
                <p class="quiet" id="tour-offer">
                    {text.tour_offer()}" "
                    <a href=Route::Tour(TourStep::List).to_string()>{text.tour_examples()}</a>
                </p>
            }
        })
    };
    let contents = move |sections: Vec<Section>| {
        view! {
            <p>
                {text.learn_lead()}{text.sentence_space()}
                <span class="learn__keys">{text.learn_keys()}</span>
            </p>
            {contents_of(&sections, pages)}
            {tour()}
            <p class="quiet">
                {text.learn_figures()}" "
                <a href=Route::Help(None).to_string()>{text.what_figures_mean()}</a>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="page page--text learn" id="learn">
            <PagedText sections name pages contents after_introduction=live/>
        </div>
    }
}

/// The widgets of a page.
fn live(id: &str) -> Option<AnyView> {
    match id {
        "formula" => Some(view! { <LiveFormula/> }.into_any()),
        "trap" => Some(view! { <MovingTime/><Trap/> }.into_any()),
        _ => None,
    }
}
