//! Feedback of the client: the latest with its age, and all over time.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::{GlossaryLinks, feedback_facts},
        state::{use_store, use_text},
    },
    domain::{CivilDate, Client, FEEDBACK_MAX_AGE_DAYS, Feedback, RecordKind, sorted},
    i18n::{GlossaryEntry, Text},
    route::Route,
};

/// How many are listed at first.
const FIRST: usize = 6;

/// The client's feedback, newest first, and the way to record some.
#[component]
pub fn FeedbackCard(client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let shows_all = RwSignal::new(false);
    let content = move || {
        let client = client.get();
        let all = newest_first(&client);
        let Some(latest) = all.first() else {
            return view! { <p>{text.feedback_none()}</p> }.into_any();
        };
        let age = age(text, latest.date, store.today());
        let count = all.len();
        let shown = if shows_all.get() { count } else { FIRST };
        let rows = all.iter().take(shown).map(|feedback| {
            let facts = feedback_facts(text, feedback).join(" · ");
            let date = text.full_date(feedback.date);
            view! { <li><strong>{date}</strong>" · "<span class="entry__detail">{facts}</span></li> }
        });
        view! {
            <p id="feedback-age">{age}</p>
            <ul>{rows.collect_view()}</ul>
            {(shown < count).then(|| view! {
                <p>
                    <button class="button" type="button" on:click=move |_| shows_all.set(true)>
                        {text.show_all(count)}
                    </button>
                </p>
            })}
            <GlossaryLinks entries=&[GlossaryEntry::ClientFeedback]/>
        }
        .into_any()
    };
    let add = move || Route::Record(client.get().id(), RecordKind::Feedback, None).to_string();
    view! {
        <section class="card" id="feedback" aria-labelledby="feedback-title">
            <header class="card__head">
                <h2 class="card__title" id="feedback-title" tabindex="-1">{move || text.feedback_of(client.get().kind)}</h2>
                <a class="link" href=add>{move || text.record_feedback_of(client.get().kind)}</a>
            </header>
            {content}
        </section>
    }
}

/// Of one date the later entered first.
fn newest_first(client: &Client) -> Vec<&Feedback> {
    let latest = client.feedback().iter().rev().collect();
    sorted(latest, |a: &&Feedback, b| b.date.cmp(&a.date))
}

fn age(text: Text, date: CivilDate, today: CivilDate) -> String {
    let days = today.days_since(date);
    let age = text.feedback_latest(&text.days_ago(days));
    let is_old = FEEDBACK_MAX_AGE_DAYS < days;
    let old = is_old.then(|| text.feedback_too_old(&text.days(FEEDBACK_MAX_AGE_DAYS)));
    let parts: Vec<_> = [age].into_iter().chain(old).collect();
    parts.join(" · ")
}
