//! The button that carries out an import.

use std::pin::Pin;

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{app::state::use_text, platform, route::Route, storage::SaveError};

/// The pending result of adding.
pub type Adding = Pin<Box<dyn Future<Output = Result<(), SaveError>>>>;

/// Adds what a plan has, and goes to the list then; a failure is told above it.
#[component]
pub fn AddButton(
    id: &'static str,
    /// The button's label; none if there is nothing to add.
    label: impl Fn() -> Option<String> + Send + 'static,
    /// Adds it as it is at the press; polled once the page shows that it does.
    add: impl Fn() -> Adding + Clone + Send + 'static,
) -> impl IntoView {
    let text = use_text();
    let is_adding = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let press = move |_: ev::MouseEvent| {
        if is_adding.get_untracked() {
            return;
        }
        is_adding.set(true);
        failure.set(None);
        let adding = add();
        spawn_local(async move {
            platform::painted().await;
            let added = adding.await;
            // A person who has left the page stays where they are.
            let is_here = is_adding.try_set(false).is_none();
            match added {
                Ok(()) if is_here => platform::go(Route::Clients),
                Ok(()) => {}
                Err(error) => {
                    failure.try_set(Some(text.save_error(&error)));
                }
            }
        });
    };
    let button = move || {
        let label = label()?;
        let label = if is_adding.get() {
            text.adding().to_owned()
        } else {
            label
        };
        let press = press.clone();
        Some(view! {
            <button class="button button--primary" type="button" id=id on:click=press>
                {label}
            </button>
        })
    };
    let failed = move || {
        let words = failure.get()?;
        Some(view! { <p class="form__failure" role="alert">{words}</p> })
    };
    view! {
        {failed}
        {button}
    }
}
