//! The field of an organisation, with the accounts here that it may name.

use leptos::prelude::*;

use super::Page;
use crate::{
    app::components::{FormState, TextField},
    domain::{Account, AccountKey, Name},
    platform,
};

/// The most accounts that are shown at once: typing finds the others.
const MOST: usize = 6;

/// The field, and beneath it the accounts whose names have what was typed.
#[component]
pub fn AccountField(
    page: Page,
    name: &'static str,
    label: &'static str,
    typed: RwSignal<String>,
    state: FormState,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let text = page.text;
    let before = typed.get_untracked();
    let found = move || {
        let is_example = page
            .people
            .with(|people| people.iter().any(|person| person.is_example));
        // As long as nothing is typed, all others are offered.
        let typed = typed.get();
        let words = if typed == before { "" } else { typed.trim() };
        let words = platform::searchable(words);
        page.accounts.with(|accounts| {
            let own = accounts.iter().filter(|it| it.is_example == is_example);
            let names = own.map(|account| account.name.as_str().to_owned());
            let is_found = |name: &String| platform::searchable(name).contains(&words);
            // Names that are chosen already are not offered.
            let names = names.filter(|name| is_found(name) && *name != typed);
            names.take(MOST).collect::<Vec<_>>()
        })
    };
    let list = move || {
        let found = found();
        if found.is_empty() {
            return None;
        }
        let items = found.into_iter().map(|name| {
            let chosen = name.clone();
            let choose = move |_| {
                typed.set(chosen.clone());
                platform::focus("dialog[open] .field__input");
            };
            view! {
                <li>
                    <button class="menu__item" type="button" on:click=choose><bdi>{name}</bdi></button>
                </li>
            }
        });
        Some(view! {
            <p class="field__label" id="accounts-here">{text.accounts_here()}</p>
            <ul class="menu" id="account-choices" aria-labelledby="accounts-here">{items.collect_view()}</ul>
        })
    };
    view! {
        <TextField name label value=typed state hint=hint.unwrap_or_default()/>
        {list}
    }
}

/// The account of a name among those here.
pub fn account_named(page: Page, name: &Name) -> Option<Account> {
    let key = AccountKey::of(name, platform::composed);
    let is_example = page
        .people
        .with(|people| people.iter().any(|person| person.is_example));
    page.accounts.with(|accounts| {
        let found = accounts
            .iter()
            .find(|account| account.key == key && account.is_example == is_example);
        found.cloned()
    })
}
