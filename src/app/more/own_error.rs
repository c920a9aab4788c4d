//! One's own rating error and bias, from the records of all clients but the invented ones.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::Explained,
        state::{Store, use_store, use_text},
    },
    domain::{
        Client, Dimension,
        velocity::{
            Bias, ErrorEstimate, FEWEST_RE_RATINGS, OwnError, biases, blind_pairs, gap_differences,
        },
    },
    i18n::{GlossaryEntry, Text},
    route::{HelpSection, Route},
};

/// The estimate of one's own error, or what it still lacks; `take` is given an estimate to be used.
#[component]
pub fn OwnErrorEstimate(take: impl Fn(f64) + Copy + Send + Sync + 'static) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let found = Memo::new(move |_| {
        let clients = own_clients(store);
        let today = store.today();
        OwnError::of(clients.iter().flat_map(|client| blind_pairs(client, today)))
    });
    move || {
        let error = found.get();
        let Some(estimate) = error.offered() else {
            let words = lacking(text, &error);
            return view! { <p class="quiet" id="own-error">{words}</p> }.into_any();
        };
        let [sem, low, high] =
            [estimate.score_sem, estimate.low, estimate.high].map(|it| text.number(it, 2));
        let words = text.own_error(&error.re_ratings, &sem, &low, &high);
        view! {
            <p id="own-error">
                <Explained
                    title=text.own_error_title()
                    steps=steps(text, &error, estimate)
                    help=HelpSection::Assumptions
                    entry=GlossaryEntry::BlindReRating
                >
                    <span>{words}</span>
                </Explained>
                " "
                <button
                    class="button"
                    type="button"
                    id="use-own-error"
                    on:click=move |_| take((estimate.score_sem * 100.0).round() / 100.0)
                >
                    {text.use_own_error(&sem)}
                </button>
            </p>
        }
        .into_any()
    }
}

/// How much one rates above or below the clients themselves.
#[component]
pub fn BiasCard() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let found = Memo::new(move |_| {
        let clients = own_clients(store);
        let today = store.today();
        biases(
            clients
                .iter()
                .flat_map(|client| gap_differences(client, today)),
        )
    });
    let content = move || {
        let biases = found.get();
        let rows = Dimension::ALL.into_iter().filter_map(|dimension| {
            let words = bias_words(text, dimension, biases[dimension]?);
            Some(view! { <li>{words}</li> })
        });
        let rows: Vec<_> = rows.collect();
        if rows.is_empty() {
            return view! { <p class="empty">{text.bias_empty()}</p> }.into_any();
        }
        view! {
            <ul>{rows}</ul>
            <p class="quiet">{text.bias_hint()}</p>
            <p><a href=Route::Help(Some(HelpSection::Dimensions)).to_string()>{text.read_more_in_help()}</a></p>
        }
        .into_any()
    };
    view! {
        <section class="card" id="bias" aria-labelledby="bias-title">
            <h2 class="card__title" id="bias-title">{text.bias_title()}</h2>
            {content}
        </section>
    }
}

/// The clients that are no examples.
pub fn own_clients(store: Store) -> Vec<Arc<Client>> {
    let mut clients = store.clients();
    clients.retain(|client| !client.is_example());
    clients
}

fn lacking(text: Text, error: &OwnError) -> String {
    if FEWEST_RE_RATINGS <= error.re_ratings {
        text.own_error_zero(&error.re_ratings)
    } else {
        text.own_error_few(&error.re_ratings, &FEWEST_RE_RATINGS)
    }
}

fn steps(text: Text, error: &OwnError, estimate: ErrorEstimate) -> Vec<String> {
    let [sem, low, high] =
        [estimate.score_sem, estimate.low, estimate.high].map(|it| text.number(it, 2));
    vec![
        text.step_own_error_pairs(&error.re_ratings, &error.score_pairs),
        text.step_own_error(&error.score_pairs, &sem),
        text.step_own_error_band(&error.score_pairs, &low, &high),
    ]
}

/// “You rate relationship 1.2 higher than they do, 14 pairs.”
fn bias_words(text: Text, dimension: Dimension, bias: Bias) -> String {
    let name = text.dimension_short(dimension);
    let points = text.number(bias.mean.abs(), 1);
    let mean = if bias.mean.abs() < 0.05 {
        text.bias_same(&name, &bias.gaps)
    } else if 0.0 < bias.mean {
        text.bias_higher(&name, &points, &bias.gaps)
    } else {
        text.bias_lower(&name, &points, &bias.gaps)
    };
    let band = bias.interval.map(|[low, high]| {
        let [low, high] = [low, high].map(|end| text.signed(end, 1));
        text.bias_band(&low, &high)
    });
    [mean].into_iter().chain(band).collect::<Vec<_>>().join(" ")
}
