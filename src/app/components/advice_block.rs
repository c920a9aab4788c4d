//! One action at a time to develop a dimension, with words to say and the theory behind it.

use leptos::prelude::*;

use super::DimensionMark;
use crate::{
    app::state::use_text,
    content::{Advice, Theory},
    domain::{Dimension, Stage},
};

/// An action for a dimension, and the button that shows another one.
#[component]
pub fn AdviceBlock(
    advice: Advice,
    dimension: Dimension,
    /// The stage that focuses on it; none for advice in general.
    stage: Option<Stage>,
) -> impl IntoView {
    let text = use_text();
    let language = text.language();
    let turn = RwSignal::new(0_usize);
    let action = move || {
        let action = advice.pick(dimension, stage, turn.get())?;
        let idea = match action.idea {
            Theory::SocialExchange => text.idea_social_exchange(),
            Theory::RelationshipMarketing => text.idea_relationship_marketing(),
            Theory::ExpectationConfirmation => text.idea_expectation_confirmation(),
        };
        Some(view! {
            <p class="next__action">{action.action(language).to_owned()}</p>
            <p class="next__say">
                <span class="quiet">{text.example_sentence()}</span>
                <q>{action.say(language).to_owned()}</q>
            </p>
            <p class="quiet">{format!("{idea}{}{}", text.colon(), action.why(language))}</p>
        })
    };
    let name = text.dimension(dimension);
    view! {
        <div class="next__one" data-dimension=dimension.id()>
            <h3 class="result__kind"><DimensionMark dimension/>{name}</h3>
            <div class="next__words" aria-live="polite">{action}</div>
            <p>
                <button
                    class="button"
                    type="button"
                    aria-label=format!("{}{}{name}", text.another_action(), text.colon())
                    on:click=move |_| turn.update(|turn| *turn = turn.wrapping_add(1))
                >
                    {text.another_action()}
                </button>
            </p>
        </div>
    }
}
