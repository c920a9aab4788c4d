//! Who recommended a client, and whom the client recommended; both from the summaries.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::recommender,
        state::{use_store, use_text},
    },
    domain::Client,
    route::Route,
};

/// Two lines, each if there is something to tell.
#[component]
pub fn Recommendations(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let by = Memo::new(move |_| {
        let id = client.with(|client| client.recommended_by())?;
        let (name, is_here) = recommender(store, text, id)?;
        Some((id, name, is_here))
    });
    let others = Memo::new(move |_| {
        let id = client.with(|client| client.id());
        let mut others = store.listed();
        others.retain(|other| other.summary.recommended_by == Some(id));
        let others = others.into_iter();
        let named = others.map(|other| (other.summary.id, text.summary_line(&other.summary)));
        named.collect::<Vec<_>>()
    });
    let by = move || {
        let (id, name, is_here) = by.get()?;
        let who = if is_here {
            let route = Route::Client(id).to_string();
            view! { <a class="link" href=route><bdi>{name}</bdi></a> }.into_any()
        } else {
            view! { <bdi>{name}</bdi> }.into_any()
        };
        let label = format!("{}{}", text.recommended_by(), text.colon());
        Some(view! { <p class="quiet" id="recommended-by">{label}{who}</p> })
    };
    let others = move || {
        let others = others.get();
        if others.is_empty() {
            return None;
        }
        let links = others.into_iter().enumerate().map(|(at, (id, name))| {
            let route = Route::Client(id).to_string();
            let comma = (0 < at).then(|| text.list_comma());
            view! { {comma}<a class="link" href=route><bdi>{name}</bdi></a> }
        });
        let label = format!("{}{}", text.recommended_others(), text.colon());
        Some(view! { <p class="quiet" id="recommended-others">{label}{links.collect_view()}</p> })
    };
    view! { {by}{others} }
}
