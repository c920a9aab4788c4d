//! The parts of a session, and full screen for a projector.

use leptos::{ev, prelude::*};

use super::{CurrentSession, live::LiveNote};
use crate::{
    app::state::use_text,
    domain::EntryId,
    i18n::Text,
    platform,
    route::{Route, SessionPart},
};

/// The parts of a session, with the current one marked.
#[component]
pub fn SessionNav(id: EntryId, part: SessionPart) -> impl IntoView {
    let text = use_text();
    let links = SessionPart::ALL.map(|it| {
        let current = (it == part).then_some("page");
        let href = Route::Session(id, it).to_string();
        view! {
            <li>
                <a class="session-nav__part" href=href aria-current=current>{part_name(text, it)}</a>
            </li>
        }
    });
    view! {
        <nav class="session-nav" aria-label=text.session_parts()>
            <ul class="session-nav__list">{links.collect_view()}</ul>
            {platform::offers_whole_screen().then(|| view! { <WholeScreen/> })}
        </nav>
        // The first part shows all of it.
        {(part != SessionPart::Join).then(|| view! { <LiveNote current=CurrentSession::of(id)/> })}
    }
}

/// The button for full screen, on a screen that offers it.
#[component]
pub fn WholeScreen() -> impl IntoView {
    let text = use_text();
    let is_whole = RwSignal::new(platform::is_whole_screen());
    let changed = window_event_listener(ev::fullscreenchange, move |_| {
        is_whole.set(platform::is_whole_screen());
    });
    on_cleanup(move || changed.remove());
    let label = move || {
        if is_whole.get() {
            text.leave_whole_screen()
        } else {
            text.whole_screen()
        }
    };
    view! {
        <button
            class="button button--quiet"
            type="button"
            id="whole-screen"
            on:click=move |_| platform::switch_whole_screen()
        >
            {label}
        </button>
    }
}

/// The name of a part of a session.
pub const fn part_name(text: Text, part: SessionPart) -> &'static str {
    match part {
        SessionPart::Join => text.part_join(),
        SessionPart::Collect => text.collect(),
        SessionPart::Board => text.part_board(),
        SessionPart::Report => text.part_report(),
    }
}
