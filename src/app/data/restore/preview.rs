//! The preview of a restore: new, different and equal clients, and the choices.

use std::sync::Arc;

use leptos::prelude::*;

use super::item::{ChoiceSelect, ItemCard};
use crate::{
    app::{
        components::{Checkbox, FormFailure, FormState, focus_soon},
        state::{use_store, use_text},
    },
    domain::{Client, Myself, Settings},
    exchange::backup::{Backup, Changes, Choice, ClassCounts, Item, Plan, Standing},
    i18n::Text,
    platform,
    route::Route,
    storage::{Change, ChangeSet, SaveError},
};

/// The records here when the plan was made.
struct Before {
    clients: Vec<Arc<Client>>,
    settings: Settings,
    myself: Arc<Myself>,
}

/// The plan of a restore, with a choice for each client, and the button that carries it out.
#[component]
pub fn Preview(
    backup: Backup,
    /// Called to plan again, if the records here have changed since.
    stale: impl Fn() + Clone + 'static,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let day = text.full_date(backup.made());
    let before = untrack(|| store.all_clients());
    let (settings, myself) = untrack(|| (store.settings(), store.myself()));
    let documents = untrack(|| store.documents()).into_iter().collect();
    let plan = Plan::new(backup, &before, &settings, &myself, &documents);
    let before = Before {
        clients: before,
        settings,
        myself,
    };
    let (new, rest): (Vec<_>, Vec<_>) =
        (plan.items().iter().cloned()).partition(|item| item.standing() == Standing::New);
    let (equal, differing): (Vec<_>, Vec<_>) =
        (rest.into_iter()).partition(|item| item.standing() == Standing::Equal);
    let summary = text.restore_summary(&new.len(), &differing.len(), &equal.len());
    let is_empty = plan.items().is_empty()
        && plan.new_assessments() == 0
        && plan.class_counts() == ClassCounts::default();
    let plan = RwSignal::new(plan);
    view! {
        <section class="restore">
            <h2 class="section__title" id="restore-next" tabindex="-1">{text.restore_found(&day)}</h2>
            <p id="restore-summary">{summary}</p>
            {is_empty.then(|| view! { <p>{text.restore_empty()}</p> })}
            <Group title=text.restore_new_title() items=new plan/>
            <Group title=text.restore_differs_title() items=differing plan/>
            <EqualOnes items=equal/>
            <RestoreSettings plan/>
            <RestoreAssessments plan/>
            <RestoreClass plan/>
            <Apply plan before day stale/>
        </section>
    }
}

/// Clients of one standing, each with its choice, and a choice for all of them.
#[component]
fn Group(title: &'static str, items: Vec<Item>, plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let standing = items.first()?.standing();
    let ids: Vec<_> = items.iter().map(|item| item.in_file().id()).collect();
    let for_all = (1 < ids.len()).then(|| {
        let id = if standing == Standing::New {
            "all-new"
        } else {
            "all-differing"
        };
        let choose = move |choice| {
            plan.update(|plan| ids.iter().for_each(|id| plan.choose(*id, choice)));
        };
        view! {
            <p class="restore__all">
                <label class="field__label" for=id>{text.choice_for_all()}</label>
                <ChoiceSelect id standing chosen=|| None choose blank=text.choice_each()/>
            </p>
        }
    });
    let cards = items
        .into_iter()
        .map(|item| view! { <ItemCard item plan/> });
    Some(view! {
        <section>
            <h3 class="section__title">{title}</h3>
            {for_all}
            <ul class="cards">{cards.collect_view()}</ul>
        </section>
    })
}

/// The names of the equal clients.
#[component]
fn EqualOnes(items: Vec<Item>) -> impl IntoView {
    let text = use_text();
    let names =
        |item: Item| view! { <li><bdi>{text.client_line(&item.in_file().profile)}</bdi></li> };
    (!items.is_empty()).then(|| {
        view! {
            <details class="fold" id="restore-equal">
                <summary>{text.restore_equal_title(items.len())}</summary>
                <ul class="fold__list">{items.into_iter().map(names).collect_view()}</ul>
            </details>
        }
    })
}

/// Whether to restore the settings, if they differ.
#[component]
fn RestoreSettings(plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    plan.with_untracked(Plan::settings_differ).then(|| {
        view! {
            <Part id="restore-settings" label=text.restore_settings_too() plan is_on=Plan::restores_settings set=Plan::set_restores_settings/>
        }
    })
}

/// Whether to add the self-assessments that only the file has.
#[component]
fn RestoreAssessments(plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let count = plan.with_untracked(Plan::new_assessments);
    (0 < count).then(|| {
        view! {
            <Part id="restore-assessments" label=text.restore_assessments_too(count) plan is_on=Plan::restores_myself set=Plan::set_restores_myself/>
        }
    })
}

/// Whether to add the missing exercises and sessions, and which of them stay unchanged.
#[component]
fn RestoreClass(plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let counts = plan.with_untracked(Plan::class_counts);
    let take = text.class_added(&counts).map(|what| {
        view! {
            <Part id="restore-class" label=text.restore_class_too(&what) plan is_on=Plan::restores_class set=Plan::set_restores_class/>
        }
    });
    let kept = [
        (
            counts.other_exercises,
            text.class_other_exercises(counts.other_exercises),
        ),
        (counts.unreadable, text.class_unreadable(counts.unreadable)),
    ];
    let kept = kept.into_iter().filter(|(count, _)| 0 < *count);
    let kept = kept.map(|(_, words)| view! { <p class="quiet">{words}</p> });
    view! {
        {take}
        {kept.collect_view()}
    }
}

/// A checkbox for a part of the file other than its clients.
#[component]
fn Part(
    id: &'static str,
    #[prop(into)] label: String,
    plan: RwSignal<Plan>,
    is_on: fn(&Plan) -> bool,
    set: fn(&mut Plan, bool),
) -> impl IntoView {
    let checked = Signal::derive(move || plan.with(is_on));
    view! {
        <Checkbox id label checked set=move |is_on| plan.update(|plan| set(plan, is_on))/>
    }
}

/// The button, whose label names the changes; a sentence if there are none.
#[component]
fn Apply(
    plan: RwSignal<Plan>,
    before: Before,
    day: String,
    stale: impl Fn() + Clone + 'static,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let is_running = RwSignal::new(false);
    let changes = Memo::new(move |_| plan.with(|plan| plan.changes(text.copy_mark())));
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| is_running.get()) {
            return;
        }
        is_running.set(true);
        state.clear();
        let changes = untrack(|| changes.get());
        let edits = changes.clients.into_iter().map(|client| {
            let base = before
                .clients
                .iter()
                .find(|before| before.id() == client.id());
            Change {
                before: base.cloned(),
                after: Some(Arc::new(client)),
            }
        });
        let myself = changes.myself.map(Arc::new);
        let documents = changes.documents.into_iter();
        let wanted = ChangeSet {
            clients: edits.collect(),
            settings: changes.settings.map(|after| Change {
                before: before.settings,
                after,
            }),
            myself: myself.map(|after| Change {
                before: Arc::clone(&before.myself),
                after,
            }),
            documents: documents
                .map(|(id, before, after)| (id, Change { before, after }))
                .collect(),
        };
        let (words, stale) = (text.restore_done(&day), stale.clone());
        state.run(async move {
            let restored = store.change(wanted, &words).await;
            // The page may be gone by now.
            is_running.try_set(false);
            match restored {
                Ok(()) => {
                    platform::go(Route::Clients);
                    Ok(())
                }
                // Another tab was faster: the preview shows its result.
                Err(error @ SaveError::Changed(_)) => {
                    stale();
                    store.show_toast(&text.save_error(&error));
                    focus_soon("#restore-next");
                    Ok(())
                }
                Err(error) => Err(text.save_error(&error)),
            }
        });
    };
    let button = move || match what_happens(text, &plan.get(), &changes.get()) {
        None => view! { <p id="restore-nothing">{text.restore_nothing()}</p> }.into_any(),
        Some(what) => view! {
            <p>
                <button class="button button--primary" type="submit" id="restore">
                    {text.restore_do(&what)}
                </button>
            </p>
        }
        .into_any(),
    };
    view! {
        <form class="form" novalidate on:submit=apply>
            <FormFailure state/>
            {button}
        </form>
    }
}

/// The changes in words, such as “add 3 clients, replace 1 client”; `None` if there are none.
fn what_happens(text: Text, plan: &Plan, changes: &Changes) -> Option<String> {
    let here = |client: &&Client| {
        let mut items = plan.items().iter();
        items.find(|item| item.in_file().id() == client.id() && item.here().is_some())
    };
    let in_place: Vec<_> = changes
        .clients
        .iter()
        .filter_map(|client| here(&client))
        .collect();
    let is_replaced = |item: &&&Item| item.choice() == Choice::Replace;
    let replaced = in_place.iter().filter(is_replaced).count();
    let (added, filled) = (
        changes.clients.len() - in_place.len(),
        in_place.len() - replaced,
    );
    let parts = [
        (0 < added).then(|| text.restore_adds(added)),
        (0 < filled).then(|| text.restore_fills(filled)),
        (0 < replaced).then(|| text.restore_replaces(replaced)),
        changes.settings.map(|_| text.restore_settings().to_owned()),
        changes
            .myself
            .as_ref()
            .map(|_| text.restore_assessments(plan.new_assessments())),
        text.class_added(&plan.class_counts())
            .filter(|_| !changes.documents.is_empty())
            .map(|what| text.restore_class(&what)),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(text.list_comma()))
}
