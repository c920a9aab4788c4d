//! A card that a phone shows only once it is asked for.

use leptos::{ev, prelude::*};

use crate::{app::components::focus_soon, platform};

/// A window that has room for every card.
const ROOMY: &str = "(min-width: 700px)";

/// A card behind a button with its title, until it is pressed; at once where there is room, and on paper.
/// What is not shown is not made.
#[component]
pub fn Folded(
    title: &'static str,
    /// What has the focus once the card is there.
    focus: &'static str,
    /// What is seen of it beforehand.
    #[prop(optional)]
    gist: Option<Signal<String>>,
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(platform::matches_media(ROOMY));
    let printed = window_event_listener(ev::beforeprint, move |_| is_open.set(true));
    on_cleanup(move || printed.remove());
    let open = move |_| {
        is_open.set(true);
        focus_soon(focus);
    };
    move || {
        if is_open.get() {
            children().into_any()
        } else {
            view! {
                <button class="card card--folded" type="button" aria-expanded="false" on:click=open>
                    <span class="card__title">{title}</span>
                    {gist.map(|gist| view! { <span class="card__gist">{gist}</span> })}
                </button>
            }
            .into_any()
        }
    }
}
