//! The button of a restore, in sight wherever one scrolls: what it does, whether there is room for it,
//! and the restore itself.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::{
    Step, go_on,
    work::{ReadBackup, Work},
};
use crate::{
    app::{
        components::{FormFailure, FormState},
        state::{Store, use_store, use_text},
    },
    exchange::backup::{Effect, Plan},
    i18n::Text,
    platform,
    route::Route,
    storage::{Change, ChangeSet, RestoredFile, SaveError},
};

/// The button, whose label names the changes; a sentence if there are none.
#[component]
pub fn Apply(
    plan: RwSignal<Plan>,
    read: Arc<ReadBackup>,
    day: String,
    step: RwSignal<Step>,
    work: Work,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let is_running = RwSignal::new(false);
    let apply = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| is_running.get()) {
            return;
        }
        is_running.set(true);
        state.clear();
        let (words, read) = (text.restore_done(&day), Arc::clone(&read));
        let plan = plan.get_untracked();
        state.run(async move {
            let restored = restore(store, text, &read, &plan, &words).await;
            // A person who has left the page stays where they are.
            let is_here = is_running.try_set(false).is_none();
            match restored {
                Ok(()) if is_here => platform::go(Route::Clients),
                Ok(()) => {}
                // Another tab was faster: the preview shows its result.
                Err(error @ SaveError::Changed(_)) => {
                    store.show_toast(&text.save_error(&error));
                    if is_here {
                        go_on(step, work.plan(Arc::clone(&read.backup)).await);
                    }
                }
                Err(error) => return Err(text.save_error(&error)),
            }
            Ok(())
        });
    };
    // A page that is closed meanwhile leaves a part of the clients restored.
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        if is_running.try_get_untracked() == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || leaving.remove());
    let what = Memo::new(move |_| plan.with(|plan| what_happens(text, plan)));
    let room = Memo::new(move |_| {
        let (taken, freed) = plan.with(Plan::space);
        let needed = taken.saturating_sub(freed);
        let free = store.storage_status().space_free();
        // Memory takes what it gets.
        (store.unavailable().is_none() && free < needed).then_some((needed, free))
    });
    let no_room = move || {
        let (needed, free) = room.get()?;
        let [needed, free] = [needed, free].map(|count| text.number(count as f64, 0));
        Some(view! {
            <p class="banner banner--warning" id="restore-no-room" role="alert">
                {text.restore_no_room(&needed, &free)}
            </p>
        })
    };
    let label = move |what: &str| match (is_running.get(), store.command_left()) {
        (false, _) => text.restore_do(&what),
        (true, 0) => text.restoring_begun().to_owned(),
        (true, left) => text.restoring(&left),
    };
    let button = move || match what.get() {
        None => view! { <p id="restore-nothing">{text.restore_nothing()}</p> }.into_any(),
        Some(what) => view! {
            <p>
                <button class="button button--primary" type="submit" id="restore">
                    {move || label(&what)}
                </button>
            </p>
        }
        .into_any(),
    };
    view! {
        {no_room}
        <form class="form restore__apply" novalidate on:submit=apply>
            <FormFailure state/>
            {button}
            <p class="visually-hidden" role="status">
                {move || is_running.get().then(|| text.restoring_begun())}
            </p>
        </form>
    }
}

/// Carries the plan out: all of it, or nothing.
async fn restore(
    store: Store,
    text: Text,
    read: &ReadBackup,
    plan: &Plan,
    words: &str,
) -> Result<(), SaveError> {
    let (mut items, mut clients) = (plan.items().iter(), Vec::new());
    let made = || {
        let Some(item) = items.next() else {
            return Some(());
        };
        let change = item.change(text.copy_mark());
        clients.extend(change.map(|(before, after)| Change {
            before,
            after: Some(after),
        }));
        None
    };
    platform::in_slices(made, || true).await;
    let others = plan.other_changes();
    let documents = others.documents.into_iter();
    let wanted = ChangeSet {
        clients,
        settings: others.settings.map(|after| Change {
            before: read.here.settings,
            after,
        }),
        myself: others.myself.map(|after| Change {
            before: Arc::clone(&read.here.myself),
            after: Arc::new(after),
        }),
        documents: documents
            .map(|(id, before, after)| (id, Change { before, after }))
            .collect(),
    };
    let file = RestoredFile {
        made: read.backup.made(),
        clients: read.backup.clients().to_vec(),
        myself: read.backup.myself().cloned(),
        documents: plan.documents().to_vec(),
    };
    store.restore(wanted, &file, words).await
}

/// The changes in words, such as “add 3 clients, replace 1 client”; `None` if there are none.
fn what_happens(text: Text, plan: &Plan) -> Option<String> {
    let [added, taken_out, filled, replaced] = [
        Effect::Adds,
        Effect::TakesOut,
        Effect::Fills,
        Effect::Replaces,
    ]
    .map(|effect| plan.count(effect));
    let others = plan.other_changes();
    let parts = [
        (0 < added).then(|| text.restore_adds(added)),
        (0 < taken_out).then(|| text.restore_takes_out(taken_out)),
        (0 < filled).then(|| text.restore_fills(filled)),
        (0 < replaced).then(|| text.restore_replaces(replaced)),
        others.settings.map(|_| text.restore_settings().to_owned()),
        // Else it is the name in requests alone.
        others.myself.map(|_| {
            let added = text.myself_added(plan);
            text.restore_part(&added.as_deref().unwrap_or(text.restore_own_name()))
        }),
        text.class_added(&plan.class_counts())
            .filter(|_| !others.documents.is_empty())
            .map(|what| text.restore_part(&what)),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(text.list_comma()))
}
