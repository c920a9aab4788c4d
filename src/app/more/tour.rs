//! The tour of the example clients: a panel tells of one part of the list or of a client's page after
//! another, and that part is outlined (`style/pages/tour.css`).
//!
//! The step is in the route, so a reload shows it again. The panel is not modal: what it tells of can be
//! used meanwhile, and whoever opens another page has left the tour.

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{example_ids, has_dialog, load_examples},
        state::{Store, use_store, use_text},
    },
    domain::ClientId,
    i18n::Text,
    platform,
    route::{Route, TourStep},
};

/// How long to wait between asking whether the part that is told of is there.
const BETWEEN_ASKING: Duration = Duration::from_millis(50);

/// A step of the tour, with the page of the first example after the panel. Loads the examples if there
/// are none.
#[component]
pub fn TourPage(
    step: TourStep,
    /// The page of a client.
    client_page: fn(ClientId) -> AnyView,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let example = Memo::new(move |_| example_ids(store).first().copied());
    let busy = RwSignal::new(true);
    let load = move || spawn_local(load_examples(store, text, busy));
    // Once: who takes them away again is asked.
    let has_loaded = StoredValue::new(false);
    Effect::new(move || {
        if example.get().is_none() && !store.is_reading() && !has_loaded.get_value() {
            has_loaded.set_value(true);
            load();
        }
    });
    let here = StoredValue::new(());
    Effect::new(move || {
        if example.get().is_some() {
            spawn_local(show_part(step, here));
        }
    });
    let end = move || match example.get() {
        Some(id) if step != TourStep::List => Route::Client(id),
        _ => Route::Clients,
    };
    let ended_by_key = window_event_listener(ev::keydown, move |event| {
        // A dialog over the page closes first.
        let is_for_tour = event.key() == "Escape" && !event.is_composing() && !has_dialog();
        if is_for_tour {
            platform::go(untrack(end));
        }
    });
    on_cleanup(move || ended_by_key.remove());
    let body = move || match example.get() {
        Some(id) => words(store, text, step, id).into_any(),
        None if busy.get() => {
            view! { <p class="quiet" role="status">{text.tour_loading()}</p> }.into_any()
        }
        None => view! {
            <p role="alert">{text.tour_not_loaded()}</p>
            <p>
                <button class="button" type="button" id="tour-load" on:click=move |_| load()>
                    {text.load_examples()}
                </button>
            </p>
        }
        .into_any(),
    };
    let way = |to: TourStep, id: &'static str, class: &'static str, label: &'static str| {
        view! { <a class=class id=id href=Route::Tour(to).to_string()>{label}</a> }
    };
    let previous = step
        .previous()
        .map(|to| way(to, "tour-previous", "button", text.tour_previous()));
    let next = step.next().map(|to| {
        let class = "button button--primary";
        way(to, "tour-next", class, text.tour_next())
    });
    let place = text.tour_place(&step.number(), &TourStep::ALL.len());
    let page = move || {
        let id = example.get().filter(|_| step != TourStep::List);
        id.map(client_page)
    };
    view! {
        <section
            class="tour"
            id="tour"
            role="dialog"
            aria-labelledby="tour-title"
            aria-describedby="tour-words"
            data-step=step.id()
        >
            <h2 class="tour__title" id="tour-title" tabindex="-1">
                {title(text, step)}" "<span class="tour__place">{place}</span>
            </h2>
            <div class="tour__words" id="tour-words">{body}</div>
            <p class="actions">
                {next}
                {previous}
                <a class="button" id="tour-end" href=move || end().to_string()>{text.tour_end()}</a>
            </p>
        </section>
        {page}
    }
}

const fn title(text: Text, step: TourStep) -> &'static str {
    match step {
        TourStep::List => text.tour_list(),
        TourStep::Formula => text.tour_formula(),
        TourStep::Verdict => text.tour_verdict(),
        TourStep::Records => text.tour_records(),
    }
}

/// The words of a step, on the page of an example.
fn words(store: Store, text: Text, step: TourStep, example: ClientId) -> impl IntoView {
    let told = match step {
        TourStep::List => text.tour_list_words().to_owned(),
        TourStep::Formula => {
            let listed = untrack(|| store.listed()).into_iter();
            let named = listed.map(|listed| listed.summary);
            let named = named.into_iter().find(|summary| summary.id == example);
            let name = named.map_or_else(String::new, |summary| text.summary_line(&summary));
            text.tour_formula_words(&name)
        }
        TourStep::Verdict => text.tour_verdict_words().to_owned(),
        TourStep::Records => text.tour_records_words(&text.log_contact(), &text.rate()),
    };
    let examples = (step == TourStep::List).then(|| {
        let words = text.tour_list_examples(&text.remove_examples());
        view! { <p class="quiet">{words}</p> }
    });
    view! {
        <p>{told}</p>
        {examples}
    }
}

/// Scrolls to the part that a step tells of, once it is there, and brings the focus back to the panel,
/// unless the step has been left by then: `here` is gone with it.
async fn show_part(step: TourStep, here: StoredValue<()>) {
    let part = match step {
        TourStep::List => ".client-list__rows",
        TourStep::Formula => ".tour ~ * .formula-card",
        TourStep::Verdict => ".tour ~ * .trend-card",
        TourStep::Records => ".tour ~ * .client__actions",
    };
    while here.try_get_value().is_some() {
        // A selector of our own is well-formed.
        let Ok(Some(part)) = document().query_selector(part) else {
            platform::pause(BETWEEN_ASKING).await;
            continue;
        };
        // A page that came after a wait takes the focus before this.
        platform::painted().await;
        if here.try_get_value().is_some() {
            part.scroll_into_view();
            platform::focus_in_place("#tour-title");
        }
        return;
    }
}
