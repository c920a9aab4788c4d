//! A client's page: the formula, the verdict, the charts, the stage and the
//! history.

mod actions_card;
mod advice_card;
mod calendar;
mod evidence_card;
mod feedback_card;
mod folded;
mod formula_card;
mod gap_card;
mod history;
mod period;
mod plan_until;
mod progress_card;
mod promises_card;
mod recommendations;
mod repair_card;
mod stage_card;
mod velocity_card;

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use self::folded::fetch_shown_cards;
use self::{
    calendar::CalendarDialog,
    folded::{Folded, FoldedCards},
    formula_card::FormulaCard,
    history::History,
    progress_card::ProgressCard,
    promises_card::PromisesCard,
    recommendations::Recommendations,
    stage_card::StageCard,
};
use crate::{
    app::{
        components::{Dialog, Icon, NotFoundPage, Shape, TrendCard},
        state::{use_store, use_text},
    },
    domain::{
        Client, ClientId, EntryId, Instrument, Name, NextDay, Rater, RecordKind, RelationshipKind,
        steps_to_do,
        velocity::{Figures, Recovery, Series},
    },
    i18n::Text,
    platform,
    route::Route,
};

/// The page of a client.
#[component]
pub fn ClientPage(id: ClientId) -> impl IntoView {
    let store = use_store();
    let exists = Memo::new(move |_| store.client(id).is_some());
    move || {
        let found = exists.get().then(|| untrack(|| store.client(id))).flatten();
        match found {
            Some(client) => view! { <Found client/> }.into_any(),
            None => view! { <NotFoundPage/> }.into_any(),
        }
    }
}

#[component]
fn Found(client: Arc<Client>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let id = client.id();
    // The last one known stays on the page while a deletion takes the page away.
    let client = Memo::new(move |old: Option<&Arc<Client>>| {
        store
            .client(id)
            .or_else(|| old.cloned())
            .unwrap_or_else(|| Arc::clone(&client))
    });
    let figures = Memo::new(move |_| {
        let client = client.get();
        let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, store.today());
        Arc::new(Figures::of(&series, &store.settings().assumptions))
    });
    let kind = Memo::new(move |_| client.with(|client| client.kind));
    let heading = move || text.client_line(&client.get().profile);
    let facts = move || {
        let client = client.get();
        let profile = &client.profile;
        // Most are clients, and the page speaks of one unless it says otherwise.
        let kind = Some(client.kind).filter(|kind| *kind != RelationshipKind::Client);
        let kind = kind.map(|kind| text.relationship_kind(kind));
        let title = profile.title.as_ref().map(Name::as_str);
        let facts = kind.into_iter().chain(title);
        let mut facts: Vec<_> = facts.map(str::to_owned).collect();
        facts.push(text.first_contact_on(&text.full_date(client.first_contact())));
        facts.extend(profile.tags.iter().map(|tag| tag.as_str().to_owned()));
        facts.join(" · ")
    };
    let account = move || {
        let organisation = client.get().profile.organisation.clone()?;
        let name = organisation.as_str().to_owned();
        let role = client
            .get()
            .role
            .map(|role| format!(" · {}", text.buying_role_name(role)));
        Some(view! {
            <p class="quiet" id="account">
                {text.account()}{text.colon()}
                <a href=Route::Account(id).to_string()><bdi>{name}</bdi></a>
                {role}
            </p>
        })
    };
    let calendar = RwSignal::new(None);
    let next = move || {
        let client = client.get();
        let last = client.last_contact(store.today())?;
        let (entry, day) = (last.id, last.next?);
        Some(view! {
            <p class="quiet">
                {text.next_contact_on(&text.full_date(day))}" "
                <button class="button button--quiet to-calendar" type="button" id="calendar-next" on:click=move |_| calendar.set(Some(entry))>
                    {text.add_to_calendar()}
                </button>
            </p>
        })
    };
    let stage = move || {
        let today = store.today();
        client.get().stage_on(today).map(|entry| {
            let days = text.days(today.days_since(entry.date));
            view! {
                <span class="badge badge--stage" data-stage=entry.stage.id()>
                    {format!("{} · {days}", text.stage_name(entry.stage))}
                </span>
            }
        })
    };
    let note = move || {
        let note = client.get().profile.note.as_str().to_owned();
        (!note.is_empty()).then(|| view! { <p class="client__note">{note}</p> })
    };
    // Before the first rating there is nothing that the client's view is compared with.
    let has_view = Memo::new(move |_| {
        client.with(|client| !client.ratings().is_empty() || !client.feedback().is_empty())
    });
    let told = Signal::derive(move || {
        let last = client.get().last_feedback(store.today());
        last.map_or_else(String::new, |date| text.full_date(date))
    });
    let has_open_breach = Memo::new(move |_| {
        figures.with(|figures| figures.recoveries.last().is_some_and(Recovery::is_open))
    });
    let in_repair = Memo::new(move |_| {
        let breach = figures.with(|figures| figures.recoveries.last().copied());
        let open = breach.filter(Recovery::is_open);
        open.map_or_else(Vec::new, |open| steps_to_do(&client.get(), open.breach))
    });
    let next_action = Signal::derive(move || {
        let told = |client: &Arc<Client>| in_repair.with(|steps| next_action(text, client, steps));
        client.with(told)
    });
    // The cards below the top ones are made in a task of their own, so that a slow phone is not busy for long.
    let has_top = RwSignal::new(false);
    spawn_local(async move {
        platform::pause(Duration::ZERO).await;
        // The page may be gone.
        has_top.try_set(true);
    });
    view! {
        <article class="page client">
            <header class="client__head">
                <a class="link client__back" href=Route::Clients.to_string()>
                    <Icon shape=Shape::Back/>{text.clients()}
                </a>
                <div class="client__who">
                    <h1 class="page__title" tabindex="-1">{heading}</h1>
                    <p class="quiet">{facts}</p>
                    {account}
                    <Recommendations client/>
                    {next}
                    {stage}
                    {note}
                </div>
                {move || view! { <Actions id kind=kind.get()/> }}
            </header>
            <div class="client__cards">
                {move || has_open_breach.get().then(|| view! {
                    <Folded cards=FoldedCards::Repair client title=text.repair_plan() calendar/>
                })}
                <FormulaCard client figures/>
                <div class="client__side">
                    <TrendCard figures/>
                    {move || has_top.get().then(|| view! {
                        <StageCard client figures/>
                        <PromisesCard client calendar/>
                    })}
                </div>
                {move || has_top.get().then(|| view! {
                    <Folded cards=FoldedCards::NextSteps client title=text.next_steps() calendar gist=next_action/>
                    <ProgressCard client/>
                    {move || has_view.get().then(|| view! {
                        <Folded cards=FoldedCards::ClientView client title=text.view_of(kind.get()) calendar gist=told/>
                    })}
                    <Folded cards=FoldedCards::Velocity client title=text.velocity() calendar/>
                    <History client in_repair/>
                })}
            </div>
            <CalendarDialog client chosen=calendar/>
        </article>
    }
}

/// The next day of the planned actions but these, in words; empty if there is none.
fn next_action(text: Text, client: &Client, but: &[EntryId]) -> String {
    let actions = client.actions().iter();
    let actions = actions.filter(|action| !but.contains(&action.id));
    let days = actions.filter_map(|action| Some((action, action.next_day()?)));
    let next = days.min_by_key(|(_, day)| day.date());
    next.map_or_else(String::new, |(action, day)| {
        let (what, date) = (action.what.as_str(), text.full_date(day.date()));
        match day {
            NextDay::Due(_) => text.action_planned_and_due(&what, &date),
            NextDay::Review(_) => text.action_planned_and_review(&what, &date),
        }
    })
}

/// The actions on the page: the two most frequent entries, and everything else in a dialog.
#[component]
fn Actions(id: ClientId, kind: RelationshipKind) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let open = RwSignal::new(false);
    // An organisation is a link on the page itself.
    let has_no_account = Memo::new(move |_| {
        store
            .client(id)
            .is_some_and(|client| client.profile.organisation.is_none())
    });
    let entry = move |kind: RecordKind, shape: Shape, label: &'static str| {
        view! {
            <li>
                <a class="menu__item" href=Route::Record(id, kind, None).to_string()>
                    <Icon shape/>{label}
                </a>
            </li>
        }
    };
    let delete = move |_| {
        open.set(false);
        let Some(client) = untrack(|| store.client(id)) else {
            return;
        };
        let words = text.binned_what(&text.client_line(&client.profile));
        spawn_local(async move {
            match store.bin_client(client, &words).await {
                Ok(()) => platform::go(Route::Clients),
                Err(error) => store.show_toast(&text.save_error(&error)),
            }
        });
    };
    view! {
        <div class="client__actions">
            <a class="button" href=Route::Record(id, RecordKind::Contact, None).to_string() id="log-contact">
                {text.log_contact()}
            </a>
            <a
                class="button button--primary"
                href=Route::Record(id, RecordKind::Rating, None).to_string()
                id="rate"
            >
                {text.rate()}
            </a>
            <button
                class="button button--icon"
                type="button"
                id="more-actions"
                aria-haspopup="dialog"
                aria-label=text.more_actions()
                on:click=move |_| open.set(true)
            >
                <Icon shape=Shape::More/>
            </button>
            <Dialog open title=text.more_actions().to_owned()>
                <ul class="menu" on:click=move |_| open.set(false)>
                    {entry(RecordKind::Stage, Shape::Stage, text.change_stage())}
                    {entry(RecordKind::Promise, Shape::Promise, text.record_promise())}
                    {entry(RecordKind::Feedback, Shape::Feedback, text.record_feedback_of(kind))}
                    {entry(RecordKind::Breach, Shape::Breach, text.record_breach())}
                    {kind.has_items().then(|| entry(RecordKind::Request, Shape::Request, text.ask()))}
                    <li>
                        <a class="menu__item" href=Route::Answers.to_string()>
                            <Icon shape=Shape::Answer/>{text.accept_answer()}
                        </a>
                    </li>
                </ul>
                <ul class="menu" on:click=move |_| open.set(false)>
                    {move || has_no_account.get().then(|| view! {
                        <li>
                            <a class="menu__item" href=Route::Account(id).to_string()>
                                <Icon shape=Shape::Clients/>{text.people_of_account()}
                            </a>
                        </li>
                    })}
                    <li>
                        <a class="menu__item" href=Route::EditClient(id).to_string()>
                            <Icon shape=Shape::Edit/>{text.edit_of(kind)}
                        </a>
                    </li>
                    <li>
                        <button class="menu__item menu__item--danger" type="button" on:click=delete>
                            <Icon shape=Shape::Delete/>{text.delete_of(kind)}
                        </button>
                    </li>
                </ul>
            </Dialog>
        </div>
    }
}
