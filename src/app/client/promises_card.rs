//! The promises to a client: those that are open, how many were kept on time, and how the client
//! experienced them.

use std::sync::Arc;

use leptos::prelude::*;

use super::calendar::ToCalendar;
use crate::{
    app::{
        components::Explained,
        state::{use_store, use_text},
    },
    domain::{Client, ClientId, EntryId, Promise, PromiseFigures, RecordKind},
    i18n::{GlossaryEntry, Text},
    route::{HelpSection, Route},
};

/// Open promises with their due dates, and the figures of all; nothing before the first promise.
#[component]
pub fn PromisesCard(
    #[prop(into)] client: Signal<Arc<Client>>,
    /// The promise whose day is to go into the calendar.
    calendar: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    move || {
        let client = client.get();
        let today = store.today();
        if client.promises().is_empty() {
            return None;
        }
        let figures = PromiseFigures::of(client.promises(), today);
        let mut open: Vec<_> = client
            .promises()
            .iter()
            .filter(|one| one.is_open())
            .collect();
        open.sort_by_key(|promise| promise.due);
        let none_open = open
            .is_empty()
            .then(|| view! { <p class="quiet">{text.promises_all_settled()}</p> });
        let rows = open.into_iter().map(|promise| {
            let due = text.full_date(promise.due);
            let due = if promise.is_overdue(today) {
                view! { <strong>{text.promise_overdue(&due)}</strong> }.into_any()
            } else {
                view! { <span class="quiet">{text.promise_due(&due)}</span> }.into_any()
            };
            let (entry, what) = (promise.id, promise.what.as_str().to_owned());
            view! {
                <li>
                    <p>{what.clone()}" "{due}</p>
                    <p class="plan__buttons">
                        {settle(text, client.id(), promise)}
                        <ToCalendar entry what chosen=calendar/>
                    </p>
                </li>
            }
        });
        Some(view! {
            <section class="card" id="promises" aria-labelledby="promises-title">
                <h2 class="card__title" id="promises-title">{text.promises()}</h2>
                {none_open}
                <ul class="plan">{rows.collect_view()}</ul>
                <p>
                    <Explained title=text.promises() steps=steps(text, figures) help=HelpSection::Breach entry=GlossaryEntry::KeptOnTime lesson="theories">
                        <span>{in_words(text, figures)}</span>
                    </Explained>
                </p>
            </section>
        })
    }
}

/// The way to say what became of a promise.
fn settle(text: Text, client: ClientId, promise: &Promise) -> impl IntoView + use<> {
    let route = Route::Record(client, RecordKind::Promise, Some(promise.id)).to_string();
    let which = text.promise_settle_which(&promise.what.as_str());
    view! { <a class="button" href=route aria-label=which>{text.promise_settle()}</a> }
}

fn in_words(text: Text, figures: PromiseFigures) -> String {
    let on_time = match figures.on_time_rate() {
        Some(rate) => {
            text.promises_kept_on_time(&figures.kept_on_time, &figures.due, &text.percent(rate))
        }
        None => text.promises_none_due().to_owned(),
    };
    let mean = figures.mean_disconfirmation();
    let mean = mean.map(|mean| text.promises_disconfirmation(&text.signed(mean, 1)));
    let parts: Vec<_> = [on_time].into_iter().chain(mean).collect();
    parts.join(" · ")
}

fn steps(text: Text, figures: PromiseFigures) -> Vec<String> {
    let mean = figures.mean_disconfirmation();
    let mean = mean.map(|mean| text.step_promises_mean(figures.kept, &text.signed(mean, 1)));
    let due = text.step_promises_due(&figures.due);
    let kept = text.step_promises_kept(&figures.kept_on_time);
    [due, kept].into_iter().chain(mean).collect()
}
