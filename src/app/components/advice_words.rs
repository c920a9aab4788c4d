//! An action of the advice in words, and the file that has all of it.

use leptos::prelude::*;

use crate::{
    content::{Action, Advice, Theory},
    domain::RelationshipKind,
    i18n::Text,
    platform,
};

/// The advice for a kind of relationship, once its file is here, or why it is not.
pub fn fetched_advice(kind: RelationshipKind) -> RwSignal<Option<Result<Advice, String>>> {
    platform::fetched(Advice::address(kind).to_owned(), |file| {
        Advice::parse(file).map_err(|error| error.to_string())
    })
}

/// An action of the advice: what to do, words to say, and the idea behind it.
pub fn advice_words(text: Text, action: &Action) -> impl IntoView + use<> {
    let language = text.language();
    let idea = match action.idea {
        Theory::SocialExchange => text.idea_social_exchange(),
        Theory::RelationshipMarketing => text.idea_relationship_marketing(),
        Theory::ExpectationConfirmation => text.idea_expectation_confirmation(),
    };
    view! {
        <p class="next__action">{action.action(language).to_owned()}</p>
        <p class="next__say">
            <span class="quiet">{text.example_sentence()}</span>
            <q>{action.say(language).to_owned()}</q>
        </p>
        <p class="quiet">{format!("{idea}{}{}", text.colon(), action.why(language))}</p>
    }
}
