//! The data page: the storage of the records, and the actions on all of them.

mod backup;
mod bin;
mod calendar;
mod import;
mod lock;
pub mod lock_screen;
mod offline;
mod removed;
mod restore;
mod unreadable;

use backup::BackupPage;
use bin::BinPage;
use calendar::CalendarSection;
use import::ImportPage;
use leptos::prelude::*;
use lock::LockPage;
use offline::OfflineSection;
use removed::RemovedSection;
use restore::RestorePage;
use unreadable::UnreadableSection;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::BackLink,
        state::{use_store, use_text},
    },
    i18n::Text,
    platform,
    route::{DataPart, Route},
};

/// Shows where the records are stored and how safely, with links to the actions on all of them.
#[component]
pub fn DataPage() -> impl IntoView {
    let text = use_text();
    let item = |part: DataPart| {
        let (label, hint) = named(text, part);
        view! {
            <li>
                <a class="card card--link" href=Route::DataPart(part).to_string()>
                    <strong>{label}</strong>
                    <span class="quiet">{hint}</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="page">
            <p><BackLink to=Route::More label=text.more()/></p>
            <h1 class="page__title" tabindex="-1">{text.data()}</h1>
            <RemovedSection/>
            <Kept/>
            <Space/>
            <ul class="cards">{DataPart::ALL.map(item).collect_view()}</ul>
            <CalendarSection/>
            <OfflineSection/>
            <UnreadableSection/>
        </div>
    }
}

/// One of the actions on all records.
#[component]
pub fn DataPartPage(part: DataPart) -> impl IntoView {
    let text = use_text();
    let (title, _) = named(text, part);
    let content = match part {
        DataPart::Backup => view! { <BackupPage/> }.into_any(),
        DataPart::Restore => view! { <RestorePage/> }.into_any(),
        DataPart::Bin => view! { <BinPage/> }.into_any(),
        DataPart::Lock => view! { <LockPage/> }.into_any(),
        DataPart::Import => view! { <ImportPage/> }.into_any(),
    };
    view! {
        <div class="page page--text">
            <p><BackLink to=Route::Data label=text.data()/></p>
            <h1 class="page__title" tabindex="-1">{title}</h1>
            {content}
        </div>
    }
}

/// The name of an action, and its purpose.
const fn named(text: Text, part: DataPart) -> (&'static str, &'static str) {
    match part {
        DataPart::Backup => (text.backup(), text.backup_hint()),
        DataPart::Restore => (text.restore(), text.restore_hint()),
        DataPart::Import => (text.import(), text.import_hint()),
        DataPart::Bin => (text.bin(), text.bin_hint_short()),
        DataPart::Lock => (text.lock(), text.lock_hint()),
    }
}

/// The storage, whether the browser promises to keep it, and the date of the last backup.
#[component]
fn Kept() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let place = move || match store.unavailable() {
        Some(_) => text.kept_in_memory(),
        None => text.kept_in_browser(),
    };
    let durability = move || {
        let is_stored = store.unavailable().is_none();
        is_stored.then(|| {
            view! {
                <p id="durability">{text.durability(store.storage_status().durability)}</p>
            }
        })
    };
    let promise = RwSignal::new(None::<Option<bool>>);
    spawn_local(async move {
        promise.try_set(Some(platform::is_persisted().await));
    });
    let ask = move |_| {
        spawn_local(async move {
            promise.try_set(Some(platform::persist().await));
        });
    };
    let promised = move || {
        let answer = promise.get()?;
        let button = (answer == Some(false)).then(|| {
            view! {
                " "
                <button class="button button--quiet" type="button" id="persist" on:click=ask>
                    {text.ask_to_persist()}
                </button>
            }
        });
        Some(view! { <p id="persisted">{text.persisted(answer)}{button}</p> })
    };
    let backup = move || {
        let storage_status = store.storage_status();
        let words = match &storage_status.backup_log.backup {
            Some(backup) => text.last_backup(&text.full_date(backup.day), &storage_status.changes),
            None => text.no_backup(&storage_status.changes),
        };
        view! { <p id="last-backup">{words}</p> }
    };
    view! {
        <section class="card">
            <h2 class="card__title">{text.where_kept()}</h2>
            <p>{place}</p>
            {durability}
            <p class="quiet" id="shared-origin">{text.shared_origin()}</p>
            {promised}
            <p>{move || text.clients_kept(store.clients().len())}</p>
            {backup}
        </section>
    }
}

/// How much of the browser's storage is used.
#[component]
fn Space() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let share = move || store.storage_status().share_used();
    let words = move || {
        text.space_used(
            &text.percent(share()),
            &text.number(store.storage_status().space_used as f64, 0),
        )
    };
    view! {
        <section class="card">
            <h2 class="card__title" id="space-title">{text.space()}</h2>
            <meter class="meter" min="0" max="1" high="0.8" value=share aria-labelledby="space-title"></meter>
            <p id="space">{words}</p>
            {move || store.storage_status().is_nearly_full().then(|| view! {
                <p class="banner banner--warning">{text.nearly_full_what_to_do()}</p>
            })}
        </section>
    }
}
