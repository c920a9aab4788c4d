//! The accounts whose names differ from that of the page by a legal form alone.

use leptos::prelude::*;

use super::{Join, Page};
use crate::{domain::ClientId, route::Route};

/// An account of a similar name.
#[derive(Clone, Debug, PartialEq)]
struct Similar {
    name: String,
    people: usize,
    /// One of its people.
    first: ClientId,
}

/// The card of those accounts, with the way to join each; nothing if there is none.
#[component]
pub fn SimilarAccounts(page: Page) -> impl IntoView {
    let text = page.text;
    let similar = Memo::new(move |_| {
        let Some(own) = page.account.get() else {
            return Vec::new();
        };
        page.accounts.with(|accounts| {
            let others = accounts.iter().filter(|other| {
                other.is_example == own.is_example
                    && other.key != own.key
                    && other.key.stem() == own.key.stem()
            });
            let others = others.filter_map(|other| {
                Some(Similar {
                    name: other.name.as_str().to_owned(),
                    people: other.people.len(),
                    first: other.people.first()?.id,
                })
            });
            others.collect::<Vec<_>>()
        })
    });
    let row = move |similar: Similar| {
        let Similar {
            name,
            people,
            first,
        } = similar;
        let join = move |_| page.joining.set(Some(Join::With(first)));
        let label = text.join_with(&name);
        view! {
            <li>
                <a class="link" href=Route::Account(first).to_string()><bdi>{name}</bdi></a>
                " "<span class="quiet">{text.account_people(people)}</span>" "
                <button class="button" type="button" aria-haspopup="dialog" aria-label=label on:click=join>
                    {text.join_save()}
                </button>
            </li>
        }
    };
    move || {
        let similar = similar.get();
        (!similar.is_empty()).then(|| {
            view! {
                <section class="card" id="similar-accounts" aria-labelledby="similar-title">
                    <h2 class="card__title" id="similar-title">{text.similar_accounts()}</h2>
                    <p class="quiet">{text.similar_hint()}</p>
                    <ul>{similar.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}
