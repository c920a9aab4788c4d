//! The link of a second screen, which shows a live class to the room.

use leptos::prelude::*;

use super::{CurrentSession, live::is_live};
use crate::{
    app::{components::ToSend, state::use_text},
    domain::classroom::Session,
    platform,
    route::Route,
};

/// The link, with the means to open it on another computer; nothing in a session that is not live.
#[component]
pub fn ScreenLinkPart(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    move || {
        let payload = |session: &Session| is_live(session).then(|| session.assignment.clone());
        let link = current.read(payload).flatten()?;
        let link = format!("{}{}/{link}", platform::address(), Route::Screen);
        let message = text.live_screen_message(&link);
        Some(view! {
            <details class="fold" id="screen-link-part">
                <summary>{text.live_screen_title()}</summary>
                <p class="quiet">{text.live_screen_what()}</p>
                <ToSend id="second-screen" message link/>
            </details>
        })
    }
}
