//! The list of clients: search, filter, sort.
//!
//! [`row`] is the one place that makes a row's facts; all else reads rows.

mod place;
mod row;
mod rows;
mod table;

use std::{sync::Arc, time::Duration};

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{ExamplesButton, Icon, Shape},
        state::{use_store, use_text},
    },
    domain::{Dimension, Stage},
    platform,
    route::Route,
};
use rows::Rows;
use table::{Order, Table};

pub use place::ListPlace;

/// The window in which the list stands beside a client's page, as `style/layout/frame.css` has it.
const WIDE: &str = "(min-width: 1000px)";

/// How long the list waits before it makes ready what a search needs.
const BEFORE_PREPARING: Duration = Duration::from_millis(300);

/// The list, with the client marked whose page stands beside it.
#[component]
pub fn ClientList(#[prop(into)] route: Signal<Route>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let search = RwSignal::new(String::new());
    let stage = RwSignal::new(None::<Stage>);
    let order = RwSignal::new(Order::LastContact);
    let is_page = Memo::new(move |_| route.get() == Route::Clients);
    let is_wide = RwSignal::new(platform::matches_media(WIDE));
    let resized = window_event_listener(ev::resize, move |_| {
        is_wide.set(platform::matches_media(WIDE));
    });
    on_cleanup(move || resized.remove());
    // As long as a page hides the list, all that follows stays as it was.
    let table = Memo::new_with_compare(
        move |before: Option<&Arc<Table>>| {
            if !is_page.get() && !is_wide.get() {
                return before.cloned().unwrap_or_default();
            }
            let before = before.map(Arc::as_ref);
            Arc::new(Table::of(store.listed(), store.today(), before))
        },
        |before, now| before.map(Arc::as_ptr) != now.map(Arc::as_ptr),
    );
    Effect::new(move || {
        let table = table.get();
        spawn_local(async move {
            platform::painted().await;
            platform::pause(BEFORE_PREPARING).await;
            table.prepare();
        });
    });
    let sorted = Memo::new(move |_| table.get().sorted(order.get(), text));
    let found = Memo::new(move |_| {
        let words = platform::searchable(search.get().trim());
        sorted.with(|sorted| table.get().found(sorted, &words, stage.get()))
    });
    let current = Memo::new(move |_| route.get().client());
    let count = move || table.with(|table| table.rows().len());
    let some = Memo::new(move |_| 0 < count());
    let has_examples = move || table.with(|table| table.rows().iter().any(|row| row.example));
    let tools = move || {
        view! {
                <div class="client-list__tools">
                    <input
                        class="field__input"
                        type="search"
                        id="search"
                        autocomplete="off"
                        aria-label=text.search()
                        placeholder=text.search()
                        prop:value=search
                        on:input=move |event| search.set(event_target_value(&event))
                    />
                    <select
                        class="select"
                        id="stage-filter"
                        aria-label=text.stage_filter()
                        on:change=move |event| stage.set(Stage::from_id(&event_target_value(&event)))
                    >
                        <option value="">{text.all_stages()}</option>
                        {Stage::ALL.map(|choice| view! {
                            <option value=choice.id() selected=move || stage.get() == Some(choice)>
                                {text.stage_name(choice)}
                            </option>
                        })}
                    </select>
                    <select
                        class="select"
                        id="sort"
                        aria-label=text.sort()
                        on:change=move |event| {
                            let id = event_target_value(&event);
                            let chosen = Order::ALL.into_iter().find(|order| order.id() == id);
                            order.set(chosen.unwrap_or(Order::LastContact));
                        }
                    >
                        {Order::ALL.map(|choice| view! {
                            <option value=choice.id() selected=move || order.get() == choice>
                                {choice.label(text)}
                            </option>
                        })}
                    </select>
                </div>
                <Rows table found current is_page/>
                <p class="visually-hidden" role="status">{move || text.clients_found(found.with(Vec::len))}</p>
                {move || found.with(Vec::is_empty).then(|| view! {
                    <p class="empty">{text.nothing_found()}</p>
                })}
                {move || has_examples().then(|| view! {
                    <p class="client-list__examples"><ExamplesButton/></p>
                })}
        }
    };
    view! {
        <div class="client-list">
            <header class="client-list__head">
                {move || {
                    let title = view! {
                        {text.clients()}" "
                        {move || some.get().then(|| view! { <span class="quiet">{count()}</span> })}
                    };
                    // Beside a client's page, that page has the first heading.
                    if is_page.get() {
                        view! { <h1 class="page__title" tabindex="-1">{title}</h1> }.into_any()
                    } else {
                        view! { <h2 class="page__title">{title}</h2> }.into_any()
                    }
                }}
                <a class="button" href=Route::NewClient.to_string() id="new-client">
                    <Icon shape=Shape::Plus/>{text.new_client()}
                </a>
            </header>
            {move || if some.get() {
                tools().into_any()
            } else if store.is_reading() {
                view! { <p class="empty" role="status">{text.loading()}</p> }.into_any()
            } else {
                view! { <Welcome/> }.into_any()
            }}
        </div>
    }
}

/// The ways in, where there is no client yet.
#[component]
fn Welcome() -> impl IntoView {
    let text = use_text();
    let terms = Dimension::ALL.map(|dimension| {
        let plus = (dimension != Dimension::ALL[0]).then_some(" + ");
        let name = text.dimension_short(dimension);
        view! { {plus}<span data-dimension=dimension.id()>{name}</span> }
    });
    view! {
        <section class="welcome">
            <p class="welcome__formula" aria-hidden="true">
                {text.formula_equals()}
                <span class="welcome__fraction">
                    <span class="welcome__numerator">{terms}</span>
                    <span class="welcome__denominator">{text.formula_denominator()}</span>
                </span>
            </p>
            <p class="welcome__words">{text.welcome()}</p>
            <p class="welcome__ways">
                <a class="button button--primary" href=Route::NewClient.to_string()>{text.add_client()}</a>
                <ExamplesButton/>
                <a class="button" href=Route::Myself.to_string()>{text.rate_myself()}</a>
                <a class="link" href=Route::Help(None).to_string()>{text.what_figures_mean()}</a>
            </p>
            <p class="quiet">{text.privacy_hint()}</p>
        </section>
    }
}
