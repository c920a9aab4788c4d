//! The banners on every page: how the records are at risk, and what to do.

use leptos::prelude::*;

use crate::{
    app::state::{use_store, use_text},
    route::{DataPart, Route},
};

/// The banners, if there is anything to say.
#[component]
pub fn Banners(route: RwSignal<Route>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let memory = move || {
        store.unavailable().map(|reason| {
            view! {
                <p class="banner banner--warning" role="alert">
                    <strong>{text.memory_only()}</strong>" "{text.memory_only_reason(&reason)}
                </p>
            }
        })
    };
    let other_tab = move || {
        (!store.storage_status().may_write).then(|| {
            view! {
                <p class="banner banner--warning" role="alert">
                    {text.other_tab_writes()}" "
                    <button class="button" type="button" id="write-here" on:click=move |_| store.write_here()>
                        {text.write_here()}
                    </button>
                </p>
            }
        })
    };
    let unreadable = move || {
        let count = store.unreadable().len();
        (count > 0).then(|| warning(text.unreadable_records(count), text.see_unreadable()))
    };
    let removed = move || {
        let count = store.storage_status().removed.len();
        (count > 0).then(|| warning(text.removed_records(count), text.see_removed()))
    };
    let nearly_full = move || {
        let storage_status = store.storage_status();
        let share = || text.percent(storage_status.share_used());
        storage_status
            .is_nearly_full()
            .then(|| warning(text.nearly_full(&share()), text.make_room()))
    };
    let is_put_off = RwSignal::new(false);
    // Elsewhere one is at work on something else.
    let is_due = Memo::new(move |_| {
        let is_here = matches!(route.get(), Route::Today | Route::Clients | Route::Data);
        is_here && store.is_backup_due() && !is_put_off.get()
    });
    let backup = move || {
        is_due.get().then(|| {
            view! {
                <p class="banner" role="status" id="backup-reminder">
                    {text.backup_due(&store.storage_status().changes)}" "
                    <a href=Route::DataPart(DataPart::Backup).to_string()>{text.back_up_now()}</a>" "
                    <button class="button button--quiet" type="button" on:click=move |_| is_put_off.set(true)>
                        {text.later()}
                    </button>
                </p>
            }
        })
    };
    view! {
        <div class="banners">{memory}{other_tab}{unreadable}{removed}{nearly_full}{backup}</div>
    }
}

/// A warning, with a link to the data page.
fn warning(words: String, to_data: &'static str) -> impl IntoView {
    view! {
        <p class="banner banner--warning" role="alert">
            {words}" "
            <a href=Route::Data.to_string()>{to_data}</a>
        </p>
    }
}
