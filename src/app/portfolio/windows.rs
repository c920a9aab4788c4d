//! Whether the order by trend survives another window, in words.
//!
//! A summary has the slope under one window, so the clients themselves are read once they are asked for.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::all_clients::AllClients;
use crate::{
    app::{
        components::focus_soon,
        state::{use_store, use_text},
    },
    domain::{OtherWindow, SlopesByWindow, trend_orders},
    i18n::Text,
    platform,
};

/// The button that asks for the order by trend under other windows, and then the answer.
#[component]
pub fn Windows() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let is_asked = RwSignal::new(false);
    let ask = move |_| {
        is_asked.set(true);
        focus_soon("#windows-title");
    };
    let days = move || text.days(store.settings().assumptions.window_days().into());
    view! {
        <section class="card" id="windows" aria-labelledby="windows-title" data-asked=move || is_asked.get().to_string()>
            <h2 class="card__title" id="windows-title" tabindex="-1">{text.windows_title()}</h2>
            <p>{move || text.windows_intro(&days())}</p>
            {move || if is_asked.get() {
                view! { <AllClients><Orders/></AllClients> }.into_any()
            } else {
                view! {
                    <p>
                        <button class="button" type="button" id="compare-windows" on:click=ask>
                            {text.compare_windows()}
                        </button>
                    </p>
                }
                .into_any()
            }}
        </section>
    }
}

/// Compares the clients that were read, a few at a time, until the page is left.
#[component]
fn Orders() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let found = RwSignal::new(None::<Vec<OtherWindow>>);
    let (today, assumptions) = untrack(|| (store.today(), store.settings().assumptions));
    let mut clients = untrack(|| store.clients()).into_iter();
    spawn_local(async move {
        let mut slopes = Vec::with_capacity(clients.len());
        let step = || {
            if let Some(client) = clients.next() {
                slopes.push(SlopesByWindow::of(&client, &assumptions, today));
                None
            } else {
                Some(trend_orders(&slopes, assumptions.window_days()))
            }
        };
        // The page may be gone.
        let goes_on = || !found.is_disposed();
        if let Some(orders) = platform::in_slices(step, goes_on).await {
            found.try_set(Some(orders));
        }
    });
    move || match found.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(orders) => {
            let rows = orders
                .iter()
                .map(|order| view! { <li>{sentence(order, text)}</li> });
            view! {
                <ul class="bullets">{rows.collect_view()}</ul>
                <p class="quiet">{text.windows_meaning()}</p>
            }
            .into_any()
        }
    }
}

fn sentence(found: &OtherWindow, text: Text) -> String {
    let days = text.days(found.days.into());
    match found.order {
        None => text.window_of_few(&days, &found.clients),
        Some(order) => text.window_of(
            &days,
            &found.clients,
            &order.kept,
            &order.first,
            &text.number_or_dash(order.tau, 2),
        ),
    }
}
