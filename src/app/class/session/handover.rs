//! A live session goes to another device of the trainer: the file here, and its opening there.

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::{CurrentSession, import_session::bring, manage::file_name};
use crate::{
    app::{
        components::{
            FormFailure, FormState, TextField, crypto_words, focus_first_error, focus_soon,
        },
        live::{HandoverContent, drivers},
        state::{Store, use_store, use_text},
    },
    domain::classroom::Session,
    exchange::{FileError, Handover, sealed::Sealed},
    i18n::Text,
    live::HandoverWords,
    platform::{
        self,
        crypto::{self, CryptoError},
        files,
    },
    route::{Route, SessionPart},
};

/// Makes the sealed file for another device, and shows the words that open it.
#[component]
pub fn HandOver(current: CurrentSession) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let words = RwSignal::new(None::<String>);
    let failure = RwSignal::new(None::<String>);
    let is_sealing = RwSignal::new(false);
    let make = move |_| {
        let Some(session) = current.read_now(Session::clone) else {
            return;
        };
        if is_sealing.get_untracked() {
            return;
        }
        is_sealing.set(true);
        failure.set(None);
        words.set(None);
        let name = text.handover_file_name(&file_name(text, &session));
        spawn_local(async move {
            let made = made(store, session).await;
            // The page may be gone by now, and no file is of use whose words are not shown.
            if is_sealing.is_disposed() {
                return;
            }
            is_sealing.set(false);
            let saved = made.and_then(|(content, words)| {
                let saved = files::save_text(&content, "application/json", &format!("{name}.json"));
                saved.map_err(|reason| text.file_not_saved(&reason))?;
                Ok(words)
            });
            match saved {
                Ok(made) => {
                    words.set(Some(made));
                    focus_soon("#live-move-words");
                }
                Err(reason) => failure.set(Some(reason)),
            }
        });
    };
    let shown = move || {
        let words = words.get()?;
        Some(view! {
            <p>{text.live_move_words()}</p>
            <p class="session__words" id="live-move-words" tabindex="-1">{words}</p>
        })
    };
    let failed = move || {
        let words = failure.get();
        words.map(|words| view! { <p class="form__failure" role="alert">{words}</p> })
    };
    view! {
        <details class="fold session__move" id="live-move">
            <summary>{text.live_move()}</summary>
            <p>{text.live_move_hint()}</p>
            {platform::is_wechat().then(|| view! { <p>{text.wechat_saves_no_files()}</p> })}
            <p>
                <button class="button" type="button" id="live-move-make" on:click=make>
                    {text.live_move_make()}
                </button>
            </p>
            <p class="quiet" role="status">{move || is_sealing.get().then(|| text.live_moving())}</p>
            {failed}
            {shown}
        </details>
    }
}

/// The text of a sealed file, and the words that open it.
async fn made(store: Store, session: Session) -> Result<(String, String), String> {
    let text = store.text();
    let drivers = drivers().await;
    let drivers = drivers.map_err(|_| text.page_not_fetched().to_owned())?;
    let HandoverContent { content, words } = drivers.hand_over(store, session).await?;
    let sealed = crypto::seal_text(&content, &HandoverWords::secret_of(&words)).await;
    let sealed = sealed.map_err(|error| crypto_words(text, &error))?;
    let content = sealed.write();
    let content = content.map_err(|error| text.session_file_error(&error))?;
    Ok((content, words))
}

/// The content of a sealed file, opened with the words as they were typed.
async fn opened(text: Text, sealed: &Sealed, typed: &str) -> Result<Handover, String> {
    let opened = crypto::open_text(sealed, &HandoverWords::secret_of(typed)).await;
    let opened = opened.map_err(|error| match error {
        CryptoError::WrongKey => text.handover_wrong().to_owned(),
        error => crypto_words(text, &error),
    })?;
    Handover::read(&opened).map_err(|error| match error {
        FileError::Foreign => text.handover_foreign().to_owned(),
        error => text.session_file_error(&error),
    })
}

/// Asks for the words that open a sealed file, and goes on with the session in it.
#[component]
pub fn TakeOver(sealed: Sealed) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let typed = RwSignal::new(String::new());
    let is_opening = RwSignal::new(false);
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if is_opening.get_untracked() {
            return;
        }
        state.clear();
        let typed = typed.get_untracked();
        if typed.trim().is_empty() {
            let missing = |()| text.handover_words_missing().to_owned();
            state.accept("handover-words", Err::<(), _>(()), missing);
            focus_first_error();
            return;
        }
        is_opening.set(true);
        let sealed = sealed.clone();
        state.run(async move {
            let taken = async {
                let handover = opened(text, &sealed, &typed).await?;
                let drivers = drivers().await;
                let drivers = drivers.map_err(|_| text.page_not_fetched().to_owned())?;
                let session = handover.session.clone();
                let id = session.id;
                bring(store, text, session).await?;
                drivers.take_over(store, handover).await?;
                Ok(id)
            };
            let taken: Result<_, String> = taken.await;
            // The page may be gone by now.
            is_opening.try_set(false);
            state.go(Route::Session(taken?, SessionPart::Collect));
            Ok(())
        });
    };
    view! {
        <form class="form" novalidate on:submit=open id="handover">
            <h3>{text.handover_title()}</h3>
            <p>{text.handover_hint()}</p>
            <FormFailure state/>
            <TextField
                name="handover-words"
                label=text.handover_words()
                value=typed
                state
                hint=text.handover_words_hint()
                required=true
            />
            <p>
                <button class="button button--primary" type="submit" id="open-handover">
                    {text.handover_open()}
                </button>
            </p>
            <p class="quiet" role="status">{move || is_opening.get().then(|| text.handover_opening())}</p>
        </form>
    }
}
