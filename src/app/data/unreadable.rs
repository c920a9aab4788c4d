//! Stored texts that cannot be read, each with its reason and a way to copy it out.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::Confirm,
        state::{use_store, use_text},
    },
    platform,
    storage::Unreadable,
};

/// All unreadable texts, or a sentence that there are none.
#[component]
pub fn UnreadableSection() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let cards = move || {
        let list = store.unreadable();
        if list.is_empty() {
            return view! { <p class="quiet">{text.all_readable()}</p> }.into_any();
        }
        let cards = list
            .into_iter()
            .map(|record| view! { <UnreadableCard record/> });
        cards.collect_view().into_any()
    };
    view! {
        <section>
            <h2 class="section__title">{text.unreadable_title()}</h2>
            {cards}
        </section>
    }
}

#[component]
fn UnreadableCard(record: Unreadable) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let confirm = RwSignal::new(false);
    let copy = {
        let content = record.text.clone();
        move |_| {
            let content = content.clone();
            spawn_local(async move {
                match platform::copy_text(&content).await {
                    Ok(()) => store.show_toast(text.copied()),
                    Err(_) => store.show_toast(text.copy_by_hand()),
                }
            });
        }
    };
    let field = format!("unreadable-{}", record.key.replace('/', "-"));
    let (key, reason, content) = (
        record.key.clone(),
        record.reason.clone(),
        record.text.clone(),
    );
    view! {
        <article class="card unreadable">
            <h3 class="card__title">{key}</h3>
            <p>{text.decode_error(&reason)}</p>
            <label class="field__label" for=field.clone()>{text.kept_as_it_is()}</label>
            <textarea class="field__input" id=field readonly rows="5" prop:value=content></textarea>
            <p class="actions">
                <button class="button" type="button" on:click=copy>{text.copy()}</button>
                <button class="button button--danger" type="button" on:click=move |_| confirm.set(true)>
                    {text.discard()}
                </button>
            </p>
            <Confirm
                open=confirm
                title=text.discard_title()
                label=text.discard()
                question=text.discard_question()
                deletes=true
                act=move |()| store.discard(record.clone())
            />
        </article>
    }
}
