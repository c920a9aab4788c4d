//! The last screen: the reveal code once it is asked for, and suggestions for what to look at next.

use leptos::prelude::*;

use crate::app::{
    class::{code_button::CodeButton, results::CurrentResults},
    state::use_text,
};

/// The takeaways.
#[component]
pub fn EndStep(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(false);
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
            <CodeButton shown/>
            <ol class="board__questions">
                <li>{text.take_away_furthest()}</li>
                <li>{text.take_away_client()}</li>
                <li>{text.take_away_behaviour()}</li>
            </ol>
        </div>
    }
}
