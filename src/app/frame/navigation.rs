//! The places: tabs below on a phone, a rail beside on a desktop.

use leptos::prelude::*;

use super::super::components::{Icon, Shape};
use crate::{
    app::state::use_text,
    platform::scorm::is_scorm,
    route::{Place, Route},
};

/// The places of the app, with the current one marked.
#[component]
pub fn Navigation(#[prop(into)] route: Signal<Route>) -> impl IntoView {
    let text = use_text();
    let item = move |place: Place, target: Route, shape: Shape, label: &'static str| {
        let current = move || (route.get().place() == place).then_some("page");
        view! {
            <li>
                <a class="navigation__item" href=target.to_string() aria-current=current>
                    <Icon shape/>
                    <span>{label}</span>
                </a>
            </li>
        }
    };
    let more = if is_scorm() {
        text.scorm_place()
    } else {
        text.more()
    };
    view! {
        <nav class="navigation" aria-label=text.places()>
            <ul class="navigation__list">
                {item(Place::Today, Route::Today, Shape::Today, text.today())}
                {item(Place::Clients, Route::Clients, Shape::Clients, text.clients())}
                {item(Place::Myself, Route::Myself, Shape::Myself, text.self_assessment())}
                {item(Place::Class, Route::Class, Shape::Class, text.classroom())}
                {item(Place::More, Route::More, Shape::More, more)}
            </ul>
        </nav>
    }
}
