//! Restoring a backup: choose a file, decrypt it, look at the preview, and only then restore.
//!
//! Invariant: nothing is stored before the person asks for it; every error is shown, changes
//! nothing, and lets the person choose another file.

mod apply;
mod item_rows;
mod item_words;
mod preview;
mod work;

use std::sync::Arc;

use leptos::{ev, prelude::*};
use preview::Preview;
use work::{ReadBackup, Work};

use crate::{
    app::{
        components::{
            FileField, FormFailure, FormState, PassphraseField, PasteField, ShowPassphrase,
            crypto_words, focus_first_error, focus_soon,
        },
        state::use_text,
    },
    exchange::{FileError, MAX_BYTES, sealed::Sealed},
    i18n::Text,
    platform::{crypto, crypto::CryptoError, files, files::TextError},
};

/// The step of the restore.
#[derive(Clone)]
enum Step {
    /// No file is chosen.
    Choose,
    /// An encrypted backup is chosen.
    Open(Sealed),
    /// A readable backup is chosen.
    Look(Arc<ReadBackup>),
}

/// Restores a backup from a file or from text.
#[component]
pub fn RestorePage() -> impl IntoView {
    let text = use_text();
    let step = RwSignal::new(Step::Choose);
    let work = Work::new();
    let content = move || match step.get() {
        Step::Choose => view! { <Choose step work/> }.into_any(),
        Step::Open(sealed) => view! { <Open sealed step work/> }.into_any(),
        Step::Look(read) => view! { <Preview read step work/> }.into_any(),
    };
    // The progress is another every few milliseconds.
    let is_busy = Memo::new(move |_| work.is_busy());
    let progress = move || {
        let cancel = move |_| {
            work.cancel();
            focus_soon("#backup-file, #passphrase, #restore-next");
        };
        is_busy.get().then(|| {
            view! {
                <p>
                    <button class="button" type="button" id="cancel-reading" on:click=cancel>
                        {text.cancel()}
                    </button>
                </p>
            }
        })
    };
    let other = move || {
        let is_chosen = step.with(|step| !matches!(step, Step::Choose));
        is_chosen.then(|| {
            view! {
                <p>
                    <button
                        class="button"
                        type="button"
                        id="other-file"
                        on:click=move |_| {
                            work.cancel();
                            step.set(Step::Choose);
                            focus_soon("#backup-file");
                        }
                    >
                        {text.other_file()}
                    </button>
                </p>
            }
        })
    };
    view! {
        <p>{text.restore_safe()}</p>
        {content}
        <p class="quiet" id="restore-progress">{move || work.words(text)}</p>
        <p class="visually-hidden" role="status">{move || is_busy.get().then(|| text.loading())}</p>
        {progress}
        {other}
    }
}

/// A file, dropped or chosen, or a pasted text.
#[component]
fn Choose(step: RwSignal<Step>, work: Work) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let pasted = RwSignal::new(String::new());
    let take_file = move |file: web_sys::File| {
        state.clear();
        state.run(async move {
            let content = text_of(text, &file).await;
            let content = content.map_err(|words| text.nothing_changed(&words))?;
            go_on(step, work.read(text, content).await?);
            Ok(())
        });
    };
    let read = move |event: ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        let content = untrack(|| pasted.get());
        state.run(async move {
            go_on(step, work.read(text, content).await?);
            Ok(())
        });
    };
    view! {
        <form class="form" novalidate on:submit=read>
            <FormFailure state/>
            <FileField id="backup-file" label=text.choose_file() chosen=take_file/>
            <div class="card">
                <PasteField id="backup-pasted" label=text.or_paste() value=pasted rows=4/>
                <p><button class="button" type="submit" id="read-pasted">{text.read_pasted()}</button></p>
            </div>
        </form>
    }
}

/// The passphrase of a sealed backup.
#[component]
fn Open(sealed: Sealed, step: RwSignal<Step>, work: Work) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let passphrase = RwSignal::new(String::new());
    let shown = RwSignal::new(false);
    let is_opening = RwSignal::new(false);
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| is_opening.get()) {
            return;
        }
        state.clear();
        let typed = untrack(|| passphrase.get());
        if typed.is_empty() {
            let missing = |()| text.passphrase_missing().to_owned();
            state.accept("passphrase", Err::<(), _>(()), missing);
            focus_first_error();
            return;
        }
        is_opening.set(true);
        let sealed = sealed.clone();
        state.run(async move {
            let opened = crypto::open_text(&sealed, &typed).await;
            // The page may be gone by now.
            is_opening.try_set(false);
            let opened = match opened {
                Ok(opened) => opened,
                Err(CryptoError::WrongKey) => {
                    state.accept("passphrase", Err::<(), _>(()), |()| {
                        text.passphrase_wrong().to_owned()
                    });
                    focus_first_error();
                    return Ok(());
                }
                Err(error) => return Err(text.nothing_changed(&crypto_words(text, &error))),
            };
            let next = work.read(text, opened).await?;
            if let Some(Step::Open(_)) = next {
                return Err(text.nothing_changed(&text.file_error(&FileError::Foreign)));
            }
            go_on(step, next);
            Ok(())
        });
    };
    view! {
        <form class="form" novalidate on:submit=open>
            <h2 class="section__title" id="restore-next" tabindex="-1">{text.sealed_title()}</h2>
            <p>{text.sealed_hint()}</p>
            <FormFailure state/>
            <PassphraseField
                name="passphrase"
                label=text.passphrase()
                value=passphrase
                state
                shown
                autocomplete="current-password"
            />
            <ShowPassphrase shown/>
            <p>
                <button class="button button--primary" type="submit" id="open-backup">
                    {text.open_backup()}
                </button>
            </p>
            <p class="quiet" role="status">
                {move || is_opening.get().then(|| text.opening_backup())}
            </p>
        </form>
    }
}

/// Shows the next step, unless the person has cancelled it.
fn go_on(step: RwSignal<Step>, next: Option<Step>) {
    if let Some(next) = next {
        step.try_set(next);
        focus_soon("#restore-next");
    }
}

/// The text of a file; the reason in words if there is none.
async fn text_of(text: Text, file: &web_sys::File) -> Result<String, String> {
    let content = files::text_of(file, MAX_BYTES).await;
    content.map_err(|error| match error {
        TextError::TooLarge(size) => text.file_error(&FileError::TooLarge(size)),
        TextError::Refused(reason) => text.file_not_read(&reason),
    })
}
