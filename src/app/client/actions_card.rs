//! The planned actions of a client: what each asks for next, and what was done before scores rose.

use std::sync::Arc;

use leptos::prelude::*;

use super::{plan_until::ActionRow, repair_card::open_breach};
use crate::{
    app::state::{use_store, use_text},
    domain::{
        Client, EntryId, Instrument, PlannedAction, Rater, RecordKind, rises_after_actions,
        steps_to_do,
        velocity::{Figures, Series},
    },
    i18n::Text,
    route::Route,
};

/// How many rises are told of.
const RISES: usize = 3;

/// The actions that ask for something, the earliest day first, and the rises that came after others.
#[component]
pub fn ActionsCard(
    client: Signal<Arc<Client>>,
    calendar: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let rows = move || {
        let client = client.get();
        let open = open_breach(&client, store.today());
        let in_repair = open.map_or_else(Vec::new, |open| steps_to_do(&client, open.id));
        let rows = asking(&client, &in_repair).into_iter().map(|action| {
            let client = Arc::clone(&client);
            view! { <li><ActionRow client action focus="#actions-title" calendar/></li> }
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return view! { <p class="quiet">{text.action_none_open()}</p> }.into_any();
        }
        view! { <ul class="plan" role="list">{rows}</ul> }.into_any()
    };
    let rises = move || {
        let client = client.get();
        let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, store.today());
        let figures = Figures::of(&series, &store.settings().assumptions);
        let rises = rises_in_words(text, &client, &figures);
        (!rises.is_empty()).then(|| {
            let items = rises.into_iter().map(|(head, done)| {
                let done = done.into_iter().map(|done| view! { <li>{done}</li> });
                view! { <p>{head}</p><ul>{done.collect_view()}</ul> }
            });
            view! {
                <section id="rises" aria-labelledby="rises-title">
                    <h3 class="section__title" id="rises-title">{text.rises_after_actions()}</h3>
                    {items.collect_view()}
                    <p class="quiet">{text.rises_are_no_proof()}</p>
                </section>
            }
        })
    };
    let add = move || Route::Record(client.get().id(), RecordKind::Action, None).to_string();
    view! {
        <section class="card" id="actions" aria-labelledby="actions-title">
            <header class="card__head">
                <h2 class="card__title" id="actions-title" tabindex="-1">{text.planned_actions()}</h2>
                <a class="link" href=add>{text.plan_an_action()}</a>
            </header>
            {rows}
            {rises}
        </section>
    }
}

/// The actions that ask for something, the earliest day first, without those of the repair plan.
fn asking(client: &Client, in_repair: &[EntryId]) -> Vec<PlannedAction> {
    let actions = client.actions().iter();
    let actions = actions.filter(|action| !in_repair.contains(&action.id));
    let days = actions.filter_map(|action| Some((action.next_day()?.date(), action)));
    let mut days: Vec<_> = days.collect();
    days.sort_by_key(|(date, _)| *date);
    days.into_iter().map(|(_, action)| action.clone()).collect()
}

/// Each rise with what was done before it.
fn rises_in_words(text: Text, client: &Client, figures: &Figures) -> Vec<(String, Vec<String>)> {
    let rises = rises_after_actions(client, &figures.net);
    let told = rises.iter().take(RISES).map(|rise| {
        let [from, to] = [rise.from, rise.to].map(|date| text.full_date(date));
        let head = text.rise_after_actions(&from, &to, &text.signed(rise.change, 1));
        let done = rise.done.iter().filter_map(|action| {
            let on = text.full_date(action.done_on()?);
            Some(text.action_done_on(&action.what.as_str(), &on))
        });
        (head, done.collect())
    });
    told.collect()
}
