//! The dialog that moves a person to another account: one that is here, a new one, or none.

use leptos::{ev, prelude::*};

use super::{
    Page,
    account_choice::{AccountField, account_named},
};
use crate::{
    app::components::{Dialog, FormFailure, FormState, focus_first_error},
    domain::{ClientEdit, ClientId, Name, NameError},
};

/// The field's name, and its id.
const FIELD: &str = "move-to";

/// Asks where to, while somebody is about to be moved.
#[component]
pub fn MoveDialog(page: Page) -> impl IntoView {
    let open = RwSignal::new(false);
    let moving = page.moving;
    Effect::new(move || {
        if moving.get().is_some() {
            open.set(true);
        }
    });
    Effect::new(move || {
        if !open.get() {
            moving.set(None);
        }
    });
    let title = Signal::derive(move || {
        let who = moving.get().map(|id| page.name_of(id));
        who.map_or_else(String::new, |who| page.text.move_person_of(&who))
    });
    view! {
        <Dialog open title>
            {move || moving.get_untracked().map(|id| view! { <MoveForm page id open/> })}
        </Dialog>
    }
}

#[component]
fn MoveForm(page: Page, id: ClientId, open: RwSignal<bool>) -> impl IntoView {
    let text = page.text;
    let state = FormState::new();
    let summary = untrack(|| page.store.summary(id));
    let own = summary.as_deref().and_then(|it| it.organisation.as_ref());
    let before = own.map_or_else(String::new, |own| own.as_str().to_owned());
    let typed = RwSignal::new(before.clone());
    let told = move || match organisation(page, &typed.get()) {
        Err(_) => String::new(),
        Ok(Some(name)) if name.as_str() == before => String::new(),
        Ok(None) => text.leaves_accounts().to_owned(),
        Ok(Some(name)) => match account_named(page, &name) {
            None => text.opens_account(&text.name_in_text(&name)),
            Some(account) => {
                let others = account.people.iter().filter(|person| person.id != id);
                let name = text.name_in_text(&account.name);
                text.joins_people(&name, &others.count())
            }
        },
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        let read = untrack(|| organisation(page, &typed.get()));
        let Some(organisation) = state.accept(FIELD, read, |error| text.name_error(&error)) else {
            focus_first_error();
            return;
        };
        let who = page.name_of(id);
        let words = match &organisation {
            Some(name) => text.person_moved(&who, &text.name_in_text(name)),
            None => text.person_moved_out(&who),
        };
        open.set(false);
        page.edit(
            vec![id],
            ClientEdit::SetOrganisation(organisation),
            move |_| words,
        );
    };
    view! {
        <form class="form" id="move-person" novalidate on:submit=submit>
            <FormFailure state/>
            <AccountField
                page
                name=FIELD
                label=text.organisation_label()
                typed
                state
                hint=text.move_person_hint()
            />
            <p role="status" id="move-tells">{told}</p>
            <p class="actions">
                <button class="button button--primary" type="submit">{text.save()}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {text.cancel()}
                </button>
            </p>
        </form>
    }
}

/// The organisation that was typed, in the spelling of its account if there is one.
fn organisation(page: Page, typed: &str) -> Result<Option<Name>, NameError> {
    match Name::new(typed) {
        Err(NameError::Empty) => Ok(None),
        Err(error) => Err(error),
        Ok(name) => Ok(Some(
            account_named(page, &name).map_or(name, |account| account.name),
        )),
    }
}
