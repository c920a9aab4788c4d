//! The items about oneself.

use leptos::prelude::*;

use crate::{
    app::{
        components::{FormState, Questionnaire},
        state::{use_store, use_text},
    },
    content::Perspective,
    domain::{Assessment, EntryId, Form, ItemResponses, Myself, Occasion},
    platform,
    route::Route,
};

/// Asks about oneself, and shows the result once it is saved.
#[component]
pub fn QuestionnairePage(form: Form, occasion: Occasion) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let version = untrack(|| store.myself()).version_for(form, occasion);
    let id = EntryId::new(platform::random_number());
    let done = move |answers: ItemResponses| {
        let seen = untrack(|| store.myself());
        let date = untrack(|| store.today());
        let mut mine = Myself::clone(&seen);
        mine.put(Assessment {
            id,
            date,
            occasion,
            answers,
        });
        let words = text.saved_what(&text.self_assessment());
        state.run(async move {
            let saved = store.put_myself(seen, mine, &words).await;
            saved.map_err(|error| text.save_error(&error))?;
            state.go(Route::Assessment(id));
            Ok(())
        });
    };
    let looks_back = occasion == Occasion::RetrospectivePretest;
    let subject = looks_back.then(|| text.then_question().to_owned());
    view! {
        <Questionnaire
            version
            form
            perspective=Perspective::General
            title=format!("{} · {} · {}", text.self_assessment(), text.by_items(version, form), text.occasion(occasion))
            subject=subject
            lead=looks_back.then(|| text.looking_back_lead())
            draft=Route::Questionnaire(form, occasion).to_string()
            leave=Route::Myself.to_string()
            save_label=text.save_and_see()
            state
            done
        />
    }
}
