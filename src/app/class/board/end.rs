//! The last screen: the reveal code, and suggestions for what to look at next.

use leptos::prelude::*;

use crate::app::{class::results::CurrentResults, state::use_text};

/// The takeaways.
#[component]
pub fn EndStep(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let code = move || results.get().map(|it| it.session.reveal_code.to_string());
    view! {
        <div class="board__end">
            <p>{text.type_the_code()}</p>
            <p class="board__code" id="reveal-code">{code}</p>
            <ol class="board__questions">
                <li>{text.take_away_furthest()}</li>
                <li>{text.take_away_client()}</li>
                <li>{text.take_away_behaviour()}</li>
            </ol>
        </div>
    }
}
