//! Accounts: the list of them, and the page of one with the roles and levels of its people; a person is
//! moved to another account, and two accounts are joined.
//!
//! Invariant: only the page of an account reads clients, and those of that account alone.

mod account_choice;
mod figures;
mod join_dialog;
mod list;
mod move_dialog;
mod people;
mod similar;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{BackLink, BulkEdit, EditOutcome, NotFoundPage},
        state::{Store, use_store, use_text},
    },
    domain::{Account, ClientEdit, ClientId, Summary, accounts},
    i18n::Text,
    platform,
    route::{PortfolioView, Route},
};
use figures::Levels;
use join_dialog::{Join, JoinDialog};
pub use list::AccountList;
use move_dialog::MoveDialog;
use people::People;
use similar::SimilarAccounts;

/// How many names stand in a sentence.
const MOST_NAMED: usize = 5;

/// All accounts here.
fn all_accounts(store: Store) -> Vec<Account> {
    let people = store.listed().into_iter().map(|it| it.summary);
    accounts(people, platform::composed)
}

/// The state that the parts of an account's page share.
#[derive(Clone, Copy)]
struct Page {
    store: Store,
    text: Text,
    /// All accounts here.
    accounts: Memo<Vec<Account>>,
    /// The account of the client whose address it is; none of one without an organisation.
    account: Memo<Option<Account>>,
    /// Its people; that client alone if there is no account.
    people: Memo<Vec<Arc<Summary>>>,
    /// The client about to be moved.
    moving: RwSignal<Option<ClientId>>,
    /// The accounts about to be joined.
    joining: RwSignal<Option<Join>>,
    edited: RwSignal<Vec<ClientId>>,
    edit: BulkEdit,
}

impl Page {
    /// The page of the account that a client stands in.
    fn of(id: ClientId) -> Self {
        let store = use_store();
        let accounts = Memo::new(move |_| all_accounts(store));
        let account = Memo::new(move |_| {
            let has = |account: &&Account| account.people.iter().any(|person| person.id == id);
            accounts.with(|accounts| accounts.iter().find(has).cloned())
        });
        let people = Memo::new(move |_| match account.get() {
            Some(account) => account.people,
            None => store.summary(id).into_iter().collect(),
        });
        let edited = RwSignal::new(Vec::new());
        Self {
            store,
            text: use_text(),
            accounts,
            account,
            people,
            moving: RwSignal::new(None),
            joining: RwSignal::new(None),
            edited,
            edit: BulkEdit::of(Memo::new(move |_| edited.get())),
        }
    }

    /// Makes an edit to these clients, as one change; `words` tell how many were changed.
    fn edit(
        self,
        ids: Vec<ClientId>,
        edit: ClientEdit,
        words: impl FnOnce(usize) -> String + 'static,
    ) {
        // Everybody may be so already.
        if ids.is_empty() {
            return;
        }
        self.edited.set(ids);
        if self.edit.may_begin() {
            self.edit.begin(edit, words);
        }
    }

    /// The name of one of the people.
    fn name_of(self, id: ClientId) -> String {
        let summary = untrack(|| self.store.summary(id));
        summary.map_or_else(String::new, |summary| self.text.name_in_text(&summary.name))
    }

    /// The names of people in a sentence; of many the first few.
    fn names_of(self, ids: &[ClientId]) -> String {
        let named = ids.iter().take(MOST_NAMED).map(|id| self.name_of(*id));
        let more = ids.len().saturating_sub(MOST_NAMED);
        let more = (0 < more).then(|| self.text.and_others(more));
        named
            .chain(more)
            .collect::<Vec<_>>()
            .join(self.text.list_comma())
    }
}

/// The page of the account that a client stands in.
#[component]
pub fn AccountPage(id: ClientId) -> impl IntoView {
    let store = use_store();
    let is_here = Memo::new(move |_| {
        let summary = store.summary(id);
        summary.is_some_and(|summary| summary.binned.is_none())
    });
    move || {
        if is_here.get() {
            view! { <Found id/> }.into_any()
        } else {
            view! { <NotFoundPage/> }.into_any()
        }
    }
}

#[component]
fn Found(id: ClientId) -> impl IntoView {
    let page = Page::of(id);
    let Page { store, text, .. } = page;
    let failure = RwSignal::new(None::<String>);
    Effect::new(move |was: Option<()>| {
        let ids: Vec<_> = page
            .people
            .with(|people| people.iter().map(|person| person.id).collect());
        spawn_local(async move {
            for id in ids {
                if let Err(error) = store.read_client(id).await {
                    failure.try_set(Some(text.save_error(&error)));
                    return;
                }
            }
        });
        if was.is_some() {
            keep_focus();
        }
    });
    let account_name = move || {
        let account = page.account.get();
        account.map(|account| account.name.as_str().to_owned())
    };
    let title = move || account_name().unwrap_or_else(|| page.name_of(id));
    let facts = move || {
        let account = page.account.get()?;
        let example = account.is_example.then(|| text.example().to_owned());
        let count = text.account_people(account.people.len());
        Some(
            example
                .into_iter()
                .chain([count])
                .collect::<Vec<_>>()
                .join(" · "),
        )
    };
    let has_account = Memo::new(move |_| page.account.with(Option::is_some));
    let alone = move || {
        (!has_account.get()).then(|| {
            let choose = move |_| page.moving.set(Some(id));
            view! {
                <p class="empty" id="no-account">{text.no_account(&page.name_of(id))}</p>
                <p>
                    <button class="button button--primary" type="button" id="choose-account" aria-haspopup="dialog" on:click=choose>
                        {text.choose_account()}
                    </button>
                </p>
            }
        })
    };
    let parts = move || {
        has_account.get().then(|| {
            view! {
                <Levels page/>
                <People page/>
                <SimilarAccounts page/>
            }
        })
    };
    let join = move |_| page.joining.set(Some(Join::Choosing));
    view! {
        <article class="page account">
            <header>
                <p><BackLink to=Route::Portfolio(PortfolioView::Accounts) label=text.by_account()/></p>
                <h1 class="page__title" tabindex="-1"><bdi>{title}</bdi></h1>
                <p class="quiet" id="account-facts">{facts}</p>
            </header>
            <EditOutcome edit=page.edit/>
            {move || failure.get().map(|words| view! { <p role="alert">{words}</p> })}
            {alone}
            {parts}
            <p>
                <button class="button" type="button" id="join-account" aria-haspopup="dialog" on:click=join>
                    {text.join_accounts()}
                </button>
            </p>
            <MoveDialog page/>
            <JoinDialog page/>
        </article>
    }
}

/// Puts the focus on the heading, if what had it has left the page.
fn keep_focus() {
    request_animation_frame(|| {
        let focused = document().active_element();
        if focused.is_none_or(|element| element.tag_name() == "BODY") {
            platform::focus("main h1");
        }
    });
}
