//! The last screen: the reveal code once it is asked for, and suggestions for what to look at next.

use leptos::prelude::*;

use crate::app::{class::results::CurrentResults, state::use_text};

/// The takeaways.
#[component]
pub fn EndStep(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    // The room reads along: the trainer says when.
    let shown = RwSignal::new(false);
    let label = move || {
        if shown.get() {
            text.hide_reveal_code()
        } else {
            text.show_reveal_code()
        }
    };
    let code = move || {
        let code = results.get()?.session.reveal_code.to_string();
        shown.get().then(|| {
            view! { <p class="board__code" id="reveal-code">{code}</p> }
        })
    };
    view! {
        <div class="board__end">
            <p>{text.type_the_code()}</p>
            <div aria-live="polite">{code}</div>
            <div>
                <button
                    class="button"
                    type="button"
                    id="show-code"
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {label}
                </button>
            </div>
            <ol class="board__questions">
                <li>{text.take_away_furthest()}</li>
                <li>{text.take_away_client()}</li>
                <li>{text.take_away_behaviour()}</li>
            </ol>
        </div>
    }
}
