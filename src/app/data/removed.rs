//! Records that something else has removed: they can be put back, or given up.

use leptos::prelude::*;

use crate::app::{
    components::Confirm,
    state::{use_store, use_text},
};

/// How many clients are named.
const NAMED: usize = 20;

/// The removed records, with the choice; nothing if there are none.
#[component]
pub fn RemovedSection() -> impl IntoView {
    let store = use_store();
    let is_any = Memo::new(move |_| !store.storage_status().removed.is_empty());
    move || is_any.get().then(|| view! { <RemovedCard/> })
}

#[component]
fn RemovedCard() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let confirm = RwSignal::new(false);
    let count = move || store.storage_status().removed.len();
    let list = move || {
        let removed = store.storage_status().removed;
        let profiles = removed.iter().filter_map(|record| record.profile.as_ref());
        let mut lines: Vec<_> = profiles
            .take(NAMED)
            .map(|profile| text.client_line(profile))
            .collect();
        let others = removed.len() - lines.len();
        if 0 < others {
            lines.push(text.removed_others(others));
        }
        let lines = lines.into_iter().map(|line| view! { <li>{line}</li> });
        lines.collect_view()
    };
    view! {
        <section class="card" id="removed">
            <h2 class="card__title">{text.removed_title()}</h2>
            <p>{text.removed_by()}</p>
            <ul>{list}</ul>
            <p class="actions">
                <button
                    class="button button--primary"
                    type="button"
                    id="put-removed-back"
                    on:click=move |_| store.put_removed_back()
                >
                    {text.put_all_back()}
                </button>
                <button
                    class="button button--danger"
                    type="button"
                    id="give-removed-up"
                    on:click=move |_| confirm.set(true)
                >
                    {text.delete_copies()}
                </button>
            </p>
            <Confirm
                open=confirm
                title=text.delete_copies_title()
                label=text.delete_copies()
                question=Signal::derive(move || text.delete_copies_question(count()))
                deletes=true
                act=move |()| store.give_removed_up()
            />
        </section>
    }
}
