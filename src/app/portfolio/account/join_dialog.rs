//! The dialog that joins another account, or a client without one, with the account of the page: all
//! people of both are given one organisation.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::{Page, account_choice::AccountField};
use crate::{
    app::components::{
        ClientChoice, Dialog, FormFailure, FormState, focus_first_error, focus_soon,
    },
    domain::{Account, ClientEdit, ClientId, Name, NameError, Summary},
};

/// The field's name, and its id.
const FIELD: &str = "joint-name";

/// How far joining is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Join {
    /// The other account is being chosen.
    Choosing,
    /// The name is asked for; the client is one of the other account.
    With(ClientId),
}

/// Asks with which account, and then for the name of both.
#[component]
pub fn JoinDialog(page: Page) -> impl IntoView {
    let text = page.text;
    let open = RwSignal::new(false);
    let joining = page.joining;
    Effect::new(move || {
        if joining.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move || {
        if !open.get() {
            joining.set(None);
        }
    });
    let body = move || match joining.get()? {
        Join::Choosing => Some(view! { <OtherChoice page/> }.into_any()),
        Join::With(other) => {
            focus_soon("#joint-name");
            Some(view! { <JoinForm page other open/> }.into_any())
        }
    };
    view! { <Dialog open title=text.join_accounts().to_owned()>{body}</Dialog> }
}

#[component]
fn OtherChoice(page: Page) -> impl IntoView {
    let item = move |id: ClientId, line: String| {
        let choose = move |_| page.joining.set(Some(Join::With(id)));
        view! {
            <button class="menu__item" type="button" on:click=choose><bdi>{line}</bdi></button>
        }
        .into_any()
    };
    let keeps = move |summary: &Summary| {
        page.people.with(|people| {
            let is_example = people.iter().any(|person| person.is_example);
            summary.is_example == is_example && people.iter().all(|it| it.id != summary.id)
        })
    };
    view! {
        <p>{page.text.join_choose_hint()}</p>
        <ClientChoice id="join-search" list_id="join-choices" keeps item/>
    }
}

#[component]
fn JoinForm(page: Page, other: ClientId, open: RwSignal<bool>) -> impl IntoView {
    let text = page.text;
    let state = FormState::new();
    let people = Memo::new(move |_| both(page, other));
    let proposed = untrack(|| {
        let own = page.account.get().map(|account| account.name);
        own.or_else(|| account_of(page, other).map(|account| account.name))
    });
    let typed = RwSignal::new(proposed.map_or_else(String::new, |name| name.as_str().to_owned()));
    let changed = move |name: &Name| {
        people.with(|people| {
            let others = people
                .iter()
                .filter(|it| it.organisation.as_ref() != Some(name));
            others.map(|person| person.id).collect::<Vec<_>>()
        })
    };
    let told = move || {
        let name = Name::new(&typed.get()).ok()?;
        let all = people.with(Vec::len);
        Some(text.join_tells(changed(&name).len(), &text.account_people(all)))
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        let read = Name::new(&typed.get_untracked());
        let words = |error| match error {
            NameError::Empty => text.join_needs_name().to_owned(),
            error => text.name_error(&error),
        };
        let Some(name) = state.accept(FIELD, read, words) else {
            focus_first_error();
            return;
        };
        open.set(false);
        let ids = untrack(|| changed(&name));
        let told = text.name_in_text(&name);
        let words = move |count| text.people_joined(count, &told);
        page.edit(ids, ClientEdit::SetOrganisation(Some(name)), words);
    };
    let names = move || people.with(|people| people.iter().map(|it| line(page, it)).collect_view());
    view! {
        <form class="form" id="join-form" novalidate on:submit=submit>
            <FormFailure state/>
            <ul class="account__joined" id="joined-people">{names}</ul>
            <AccountField page name=FIELD label=text.join_name() typed state/>
            <p role="status" id="join-tells">{told}</p>
            <p class="actions">
                <button class="button button--primary" type="submit">{text.join_save()}</button>
                <button class="button" type="button" on:click=move |_| page.joining.set(Some(Join::Choosing))>
                    {text.change_recommender()}
                </button>
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {text.cancel()}
                </button>
            </p>
        </form>
    }
}

fn line(page: Page, person: &Summary) -> impl IntoView + use<> {
    let line = page.text.summary_line(person);
    view! { <li><bdi>{line}</bdi></li> }
}

fn account_of(page: Page, id: ClientId) -> Option<Account> {
    let has = |account: &&Account| account.people.iter().any(|person| person.id == id);
    page.accounts
        .with(|accounts| accounts.iter().find(has).cloned())
}

/// The people of both accounts.
fn both(page: Page, other: ClientId) -> Vec<Arc<Summary>> {
    let others = match account_of(page, other) {
        Some(account) => account.people,
        None => page.store.summary(other).into_iter().collect(),
    };
    let own = page.people.get();
    let others = others
        .into_iter()
        .filter(|person| own.iter().all(|it| it.id != person.id));
    let others: Vec<_> = others.collect();
    own.into_iter().chain(others).collect()
}
