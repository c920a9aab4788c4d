//! Exporting a backup: as a file, to another app, or as text.

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::{Made, everything};
use crate::{
    app::{
        components::FileField,
        state::{Store, use_store, use_text},
    },
    exchange::sha256,
    i18n::Text,
    platform,
    platform::files,
};

/// The message, or the failure.
type Outcome = Result<&'static str, String>;

/// A new backup, and the buttons to export it.
#[component]
pub fn ExportCard(made: Made) -> impl IntoView {
    let text = use_text();
    let counts = made.backup().counts();
    let sum: String = sha256(made.content()).chars().take(8).collect();
    let sealed = if made.is_sealed() {
        text.backup_is_sealed()
    } else {
        text.backup_is_plain()
    };
    let checks = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Outcome>);
    let said = move || outcome.get().and_then(Result::ok);
    let failed = move || {
        let words = outcome.get().and_then(Result::err);
        words.map(|words| view! { <p class="form__failure" role="alert">{words}</p> })
    };
    let made = StoredValue::new_local(made);
    view! {
        <section class="card" id="backup-card">
            <h2 class="section__title" id="backup-made" tabindex="-1">{text.backup_made()}</h2>
            <p id="backup-checked">{text.backup_checked(&counts.clients, &counts.entries())}</p>
            <p class="quiet">{sealed}" "<span id="backup-sum">{text.backup_sum(&sum)}</span></p>
            {platform::is_wechat().then(|| view! { <p>{text.wechat_saves_no_files()}</p> })}
            <Buttons made checks outcome/>
            <p role="status" id="backup-outcome">{said}</p>
            {failed}
            {move || checks.get().then(|| view! { <Check made outcome/> })}
            <AsText made outcome/>
        </section>
    }
}

#[component]
fn Buttons(
    made: StoredValue<Made, LocalStorage>,
    checks: RwSignal<bool>,
    outcome: RwSignal<Option<Outcome>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let save = move |_| {
        let made = made.get_value();
        spawn_local(async move {
            let saved = save(text, &made).await;
            if saved == Some(Ok(text.backup_handed_over())) {
                checks.try_set(true);
            }
            show_toast(store, &made, outcome, saved).await;
        });
    };
    let to_share = made.with_value(Made::file_to_share);
    let share = to_share.map(|file| {
        let share = move |_| {
            let (file, made) = (file.clone(), made.get_value());
            spawn_local(async move {
                let shared = match files::share(&file).await {
                    Ok(is_shared) => is_shared.then(|| Ok(text.backup_shared())),
                    Err(reason) => Some(Err(text.backup_not_shared(&reason))),
                };
                show_toast(store, &made, outcome, shared).await;
            });
        };
        view! {
            <button class="button" type="button" id="share-backup" on:click=share>
                {text.share_file()}
            </button>
        }
    });
    let copy = move |_| {
        let made = made.get_value();
        spawn_local(async move {
            let copied = match platform::copy_text(made.content()).await {
                Ok(()) => Ok(text.backup_copied()),
                Err(_) => Err(text.copy_below().to_owned()),
            };
            show_toast(store, &made, outcome, Some(copied)).await;
        });
    };
    view! {
        <p class="actions">
            <button class="button button--primary" type="button" id="save-backup" on:click=save>
                {text.save_as_file()}
            </button>
            {share}
            <button class="button" type="button" id="copy-backup" on:click=copy>
                {text.copy_as_text()}
            </button>
        </p>
    }
}

/// Compares a file that the person chooses with the backup: a page cannot read it by itself.
#[component]
fn Check(
    made: StoredValue<Made, LocalStorage>,
    outcome: RwSignal<Option<Outcome>>,
) -> impl IntoView {
    let text = use_text();
    let compare = move |file: web_sys::File| {
        let made = made.get_value();
        spawn_local(async move {
            let compared = match files::bytes_of(&file).await {
                Ok(bytes) if made.content().as_bytes() == bytes => Ok(text.saved_file_equal()),
                Ok(_) => Err(text.saved_file_unequal().to_owned()),
                Err(reason) => Err(text.file_not_read(&reason)),
            };
            outcome.try_set(Some(compared));
        });
    };
    view! { <FileField id="check-saved" label=text.check_saved() chosen=compare/> }
}

/// The text itself, for browsers that can neither save nor copy.
#[component]
fn AsText(
    made: StoredValue<Made, LocalStorage>,
    outcome: RwSignal<Option<Outcome>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let node = NodeRef::<html::Textarea>::new();
    let content = made.with_value(|made| made.content().to_owned());
    let copied = move |_| {
        let is_whole = node.get_untracked().is_some_and(|area| {
            let end = area.selection_end().ok().flatten();
            area.selection_start() == Ok(Some(0)) && end == Some(area.text_length())
        });
        if is_whole {
            let made = made.get_value();
            spawn_local(async move {
                let copied = Some(Ok(text.backup_copied()));
                show_toast(store, &made, outcome, copied).await;
            });
        }
    };
    let select_all = move |_| {
        if let Some(area) = node.get_untracked() {
            area.select();
        }
    };
    view! {
        <details class="fold">
            <summary>{text.backup_as_text()}</summary>
            <p>{text.backup_as_text_hint()}</p>
            <textarea
                class="field__input"
                node_ref=node
                id="backup-text"
                readonly
                rows="6"
                aria-label=text.backup_as_text()
                prop:value=content
                on:focus=select_all
                on:copy=copied
            ></textarea>
        </details>
    }
}

/// Saves the file; `None` if the person chose no place for it.
async fn save(text: Text, made: &Made) -> Option<Outcome> {
    let not_saved = |reason: String| Err(text.backup_not_saved(&reason));
    if !files::can_pick() {
        let saved = platform::files::save_file(made.file(), &made.file().name());
        return Some(match saved {
            Ok(()) => Ok(text.backup_handed_over()),
            Err(error) => not_saved(format!("{error:?}")),
        });
    }
    match files::pick_and_save(made.file()).await {
        Ok(None) => None,
        Ok(Some(bytes)) if bytes == made.content().as_bytes() => {
            Some(Ok(text.backup_saved_and_read()))
        }
        Ok(Some(_)) => Some(Err(text.backup_saved_unequal().to_owned())),
        Err(reason) => Some(not_saved(reason)),
    }
}

/// Shows the outcome, and records the backup once it is exported.
async fn show_toast(
    store: Store,
    made: &Made,
    outcome: RwSignal<Option<Outcome>>,
    result: Option<Outcome>,
) {
    let Some(result) = result else {
        return;
    };
    let is_out = result.is_ok();
    outcome.try_set(Some(result));
    if !is_out {
        return;
    }
    if let Err(words) = remember(store, made).await {
        outcome.try_set(Some(Err(words)));
    }
}

/// Records that everything is backed up, if it is.
async fn remember(store: Store, made: &Made) -> Result<(), String> {
    let text = store.text();
    let (now, made) = (untrack(|| everything(store)), made.backup());
    let is_same = now.clients() == made.clients()
        && now.myself() == made.myself()
        && now.class() == made.class();
    if !is_same {
        return Err(text.backup_outdated().to_owned());
    }
    let marked = store.mark_backup().await;
    marked.map_err(|error| text.backup_not_marked(&text.save_error(&error)))
}
