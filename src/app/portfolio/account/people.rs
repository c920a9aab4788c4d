//! The people of an account: role, latest scores, and the way to another account.

use leptos::{ev, prelude::*};

use super::Page;
use crate::{
    domain::{
        BuyingRole, ClientEdit, ClientId, Dimension, Name, RelationshipKind, velocity::Known,
    },
    route::Route,
};

/// The table of the people.
#[component]
pub fn People(page: Page) -> impl IntoView {
    let text = page.text;
    let ids = move || {
        page.people
            .with(|people| people.iter().map(|person| person.id).collect::<Vec<_>>())
    };
    let heads = Dimension::ALL.map(|it| view! { <th scope="col">{text.dimension(it)}</th> });
    view! {
        <section class="card" aria-labelledby="people-title">
            <h2 class="card__title" id="people-title">{text.account_people_title()}</h2>
            <div class="scroll" tabindex="0" role="group" aria-labelledby="people-title">
                <table class="table table--stacked account__people" id="people">
                    <thead>
                        <tr>
                            <th scope="col">{text.account_person()}</th>
                            <th scope="col">{text.buying_role()}</th>
                            {heads.into_iter().collect_view()}
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=ids key=|id| *id let(id)>
                            <Person page id/>
                        </For>
                    </tbody>
                </table>
            </div>
            <p class="quiet">{text.buying_role_hint()}</p>
        </section>
    }
}

#[component]
fn Person(page: Page, id: ClientId) -> impl IntoView {
    let Page { store, text, .. } = page;
    let summary = Memo::new(move |_| store.summary(id));
    let name = move || {
        let summary = summary.get();
        summary.map(|summary| summary.name.as_str().to_owned())
    };
    let facts = move || {
        let summary = summary.get()?;
        let kind = Some(summary.kind).filter(|kind| *kind != RelationshipKind::Client);
        let kind = kind.map(|kind| text.relationship_kind(kind));
        let title = summary.title.as_ref().map(Name::as_str);
        let facts: Vec<_> = kind.into_iter().chain(title).collect();
        (!facts.is_empty()).then(|| facts.join(" · "))
    };
    let scores = Dimension::ALL.map(|dimension| {
        let known = Memo::new(move |_| summary.with(|summary| summary.as_ref()?.latest[dimension]));
        let label = text.dimension(dimension);
        view! { <td data-label=label>{move || score_cell(page, known.get())}</td> }
    });
    view! {
        <tr data-person=id.to_string()>
            <th scope="row">
                <a class="link" href=Route::Client(id).to_string()><bdi>{name}</bdi></a>
                <span class="quiet account__facts">{facts}</span>
            </th>
            <td data-label=text.buying_role()><RoleChoice page id/></td>
            {scores.into_iter().collect_view()}
            <td>
                <button
                    class="button"
                    type="button"
                    aria-haspopup="dialog"
                    aria-label=move || text.move_person_of(&page.name_of(id))
                    on:click=move |_| page.moving.set(Some(id))
                >
                    {text.move_person()}
                </button>
            </td>
        </tr>
    }
}

fn score_cell(page: Page, known: Option<Known>) -> impl IntoView {
    let text = page.text;
    match known {
        None => "—".into_any(),
        Some(known) => {
            let day = text.full_date(known.date);
            view! {
                {text.score(Some(known.score))}
                <span class="quiet account__facts">{day}</span>
            }
            .into_any()
        }
    }
}

/// The role, once the client was read; choosing another one saves it.
#[component]
fn RoleChoice(page: Page, id: ClientId) -> impl IntoView {
    let text = page.text;
    let client = move || page.store.client(id);
    let is_read = Memo::new(move |_| client().is_some());
    let role = Memo::new(move |_| client().and_then(|client| client.role));
    let change = move |event: ev::Event| {
        let chosen = BuyingRole::from_id(&event_target_value(&event));
        let words = text.role_set(&page.name_of(id), &text.role_or_unknown(chosen));
        page.edit(vec![id], ClientEdit::SetRole(chosen), move |_| words);
    };
    let option = move |of: Option<BuyingRole>| {
        view! {
            <option value=of.map_or("", BuyingRole::id) prop:selected=move || role.get() == of>
                {text.role_or_unknown(of)}
            </option>
        }
    };
    move || {
        if !is_read.get() {
            return view! { <span class="quiet">{text.loading()}</span> }.into_any();
        }
        let options = [None].into_iter().chain(BuyingRole::ALL.map(Some));
        view! {
            <select class="select" aria-label=text.role_of(&page.name_of(id)) on:change=change>
                {options.map(option).collect_view()}
            </select>
        }
        .into_any()
    }
}
