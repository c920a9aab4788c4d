//! Whether the installed app's icon shows how many clients to follow up.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::Checkbox,
        state::{use_store, use_text},
    },
    platform,
};

/// The choice, in the installed app of a browser whose icons can show a count.
#[component]
pub fn IconBadgeCard() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let shown = RwSignal::new(true);
    let read = move || {
        spawn_local(async move {
            if let Ok(shows) = store.shows_badge().await {
                // The page may be gone by now.
                shown.try_set(shows);
            }
        });
    };
    read();
    let set = move |shows| {
        spawn_local(async move {
            match store.set_shows_badge(shows).await {
                Ok(()) => {
                    shown.try_set(shows);
                    store.show_toast(text.setting_changed());
                }
                Err(error) => {
                    // The box shows again what is so.
                    shown.try_update(|_| ());
                    store.show_toast(&text.save_error(&error));
                }
            }
        });
    };
    platform::has_badge().then(|| {
        view! {
            <section class="card">
                <Checkbox id="icon-badge" label=text.icon_badge() checked=shown set/>
                <p class="quiet">{text.icon_badge_hint()}</p>
            </section>
        }
    })
}
