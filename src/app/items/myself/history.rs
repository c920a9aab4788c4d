//! All self-assessments, newest first.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{kind_words, named};
use crate::{
    app::{
        components::{Icon, ScoreBar, Shape},
        state::{Store, use_store, use_text},
    },
    domain::{Assessment, EntryId, Myself},
    route::Route,
};

/// The history of self-assessments.
#[component]
pub fn AssessmentHistory() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    move || {
        let mut entries = store.myself().assessments().to_vec();
        // Of the same date, the one entered later is the newer one.
        entries.reverse();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.date));
        let rows = entries
            .into_iter()
            .map(|assessment| view! { <Row assessment/> });
        let rows: Vec<_> = rows.collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="card" aria-labelledby="assessments-title">
                    <h2 class="card__title" id="assessments-title">{text.history()}</h2>
                    <ol class="history__list" id="assessments">{rows}</ol>
                </section>
            }
        })
    }
}

#[component]
fn Row(assessment: Assessment) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let id = assessment.id;
    let scores = assessment.answers.scores();
    let total = match scores.total() {
        Some(total) => text.total_points(&text.number(total, 1)),
        None => text.incomplete_rating().to_owned(),
    };
    view! {
        <li class="entry myself__entry">
            <a class="entry__body" href=Route::Assessment(id).to_string()>
                <span class="entry__title">
                    <strong>{text.full_date(assessment.date)}</strong>" "
                    <span class="quiet">{kind_words(text, &assessment)}</span>
                </span>
                <ScoreBar scores/>
                <span>{total}</span>
            </a>
            <span class="entry__actions">
                <button
                    class="button button--quiet button--icon"
                    type="button"
                    aria-label=text.delete_entry(&named(text, &assessment))
                    on:click=move |_| delete(store, id)
                >
                    <Icon shape=Shape::Delete/>
                </button>
            </span>
        </li>
    }
}

/// Deletes a self-assessment, or shows why not.
pub fn delete(store: Store, id: EntryId) {
    let seen: Arc<Myself> = untrack(|| store.myself());
    let text = store.text();
    let Some(words) = seen
        .assessment(id)
        .map(|entry| text.deleted_what(&named(text, entry)))
    else {
        return;
    };
    let mut mine = Myself::clone(&seen);
    mine.remove(id);
    spawn_local(async move {
        if let Err(error) = store.put_myself(seen, mine, &words).await {
            store.show_toast(&text.save_error(&error));
        }
    });
}
