//! What must be said on every page: records kept in memory only, and records that cannot be read.

use leptos::prelude::*;

use crate::{
    route::Route,
    state::{use_store, use_text},
};

/// The banners, where there is anything to say.
#[component]
pub fn Banners() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let memory = store.unavailable().map(|reason| {
        view! {
            <p class="banner banner--warning" role="alert">
                <strong>{text.memory_only()}</strong>" "{text.memory_only_reason(&reason)}
            </p>
        }
    });
    let unreadable = move || {
        let count = store.unreadable().len();
        (count > 0).then(|| {
            view! {
                <p class="banner banner--warning" role="alert">
                    {text.unreadable_records(count)}" "
                    <a href=Route::Data.to_string()>{text.see_unreadable()}</a>
                </p>
            }
        })
    };
    view! { <div class="banners">{memory}{unreadable}</div> }
}
