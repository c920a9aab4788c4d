//! The button that prints a page.

use leptos::prelude::*;

use crate::app::state::use_text;

/// The button that prints the page; it is not on paper itself.
#[component]
pub fn PrintButton() -> impl IntoView {
    let print = |_| {
        // A browser that cannot print says so in its own menu.
        let _ = window().print();
    };
    view! {
        <p class="actions">
            <button class="button button--primary" type="button" id="print" on:click=print>
                {use_text().print_page()}
            </button>
        </p>
    }
}
