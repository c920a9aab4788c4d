//! Importing a session from a file or a text: from another device, or from the other trainer.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::handover::TakeOver;
use crate::{
    app::{
        components::{FileField, focus_soon},
        state::{Store, use_store, use_text},
    },
    documents::{DocumentId, OpaqueDocument},
    domain::{EntryId, classroom::Session},
    exchange::{ClassFile, FileError, sealed::Sealed},
    i18n::Text,
    platform::{files, files::TextError},
    storage::ChangeSet,
};

/// Imports a session: adds it to this browser, or merges it into the stored one.
#[component]
pub fn ImportSession(
    /// The session of the page; another session is imported only after a question.
    #[prop(optional)]
    only: Option<EntryId>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let pasted = RwSignal::new(String::new());
    let failure = RwSignal::new(None::<String>);
    let other = RwSignal::new(None::<Session>);
    let sealed = RwSignal::new_local(None::<Sealed>);
    let take = move |content: Result<String, String>| {
        failure.set(None);
        other.set(None);
        sealed.set(None);
        match content.and_then(|content| file_in(text, &content)) {
            Err(words) => failure.set(Some(words)),
            Ok(SessionFile::Sealed(file)) => {
                sealed.set(Some(file));
                focus_soon("#handover-words");
            }
            Ok(SessionFile::Open(session)) if only.is_some_and(|only| only != session.id) => {
                other.set(Some(session));
            }
            Ok(SessionFile::Open(session)) => spawn_local(async move {
                if let Err(words) = bring(store, text, session).await {
                    failure.try_set(Some(words));
                }
            }),
        }
    };
    let chosen = move |file: web_sys::File| {
        spawn_local(async move {
            let content = content_of(text, &file).await;
            // The page may be gone by now.
            if failure.is_disposed() {
                return;
            }
            take(content);
        });
    };
    let read = move |_| take(Ok(untrack(|| pasted.get())));
    let failed = move || {
        let words = failure.get();
        words.map(|words| view! { <p class="form__failure" role="alert">{words}</p> })
    };
    let offer = move || {
        let session = other.get()?;
        let words = text.other_session(&session);
        let take = move |_| {
            let session = session.clone();
            other.set(None);
            spawn_local(async move {
                if let Err(words) = bring(store, text, session).await {
                    failure.try_set(Some(words));
                }
            });
        };
        Some(view! {
            <div class="banner banner--warning" role="status" id="other-session">
                <p>{words}</p>
                <p class="actions">
                    <button class="button" type="button" id="import-other" on:click=take>
                        {text.import_other_session()}
                    </button>
                </p>
            </div>
        })
    };
    view! {
        <FileField id="session-file" label=text.choose_session_file() chosen/>
        <details class="fold">
            <summary>{text.paste_session()}</summary>
            <textarea
                class="field__input"
                id="session-text"
                rows="4"
                aria-label=text.paste_session()
                prop:value=pasted
                on:input=move |event| pasted.set(event_target_value(&event))
            ></textarea>
            <p><button class="button" type="button" id="read-session" on:click=read>{text.read_pasted()}</button></p>
        </details>
        {failed}
        {offer}
        {move || sealed.get().map(|sealed| view! { <TakeOver sealed/> })}
    }
}

/// Reads the text of a file.
///
/// # Errors
/// The reason in words if it cannot be read.
pub async fn content_of(text: Text, file: &web_sys::File) -> Result<String, String> {
    let content = files::text_of(file, ClassFile::MAX_BYTES).await;
    content.map_err(|error| match error {
        TextError::TooLarge(size) => text.session_file_error(&FileError::TooLarge(size)),
        TextError::Refused(reason) => text.file_not_read(&reason),
    })
}

/// A session in a file.
enum SessionFile {
    Open(Session),
    Sealed(Sealed),
}

fn file_in(text: Text, content: &str) -> Result<SessionFile, String> {
    match ClassFile::read(content) {
        Ok(ClassFile::Session(session)) => Ok(SessionFile::Open(session)),
        Ok(ClassFile::Sealed(sealed)) => Ok(SessionFile::Sealed(sealed)),
        Ok(ClassFile::Exercise(_)) => Err(text.session_file_is_exercise().to_owned()),
        Err(error) => Err(text.session_file_error(&error)),
    }
}

/// Parses the session in the text of a file that is not sealed.
///
/// # Errors
/// The reason in words if there is none.
pub fn session_in(text: Text, content: &str) -> Result<Session, String> {
    match file_in(text, content)? {
        SessionFile::Open(session) => Ok(session),
        SessionFile::Sealed(_) => Err(text.session_file_is_sealed().to_owned()),
    }
}

/// Stores a session or merges it into the stored one, and shows a message with an undo action.
///
/// # Errors
/// The reason in words; then nothing has changed.
pub async fn bring(store: Store, text: Text, session: Session) -> Result<(), String> {
    let id = DocumentId::Session(session.id);
    let base = untrack(|| store.document(id));
    let (wanted, words) = match base.as_ref().map(OpaqueDocument::session) {
        None => {
            let words = text.session_imported(&session);
            (session, words)
        }
        Some(Err(reason)) => return Err(text.document_unreadable(&reason)),
        Some(Ok(here)) => {
            let (merged, count) = here.merged(&session).unwrap_or((here.clone(), 0));
            if merged == here {
                store.show_toast(&text.session_nothing_new(&session));
                return Ok(());
            }
            (merged, text.session_merged(&session, count))
        }
    };
    let document = OpaqueDocument::of_session(&wanted);
    let document = document.map_err(|reason| text.session_not_made(&reason))?;
    let change = ChangeSet::of_document(id, base, Some(document));
    let changed = store.change(change, &words).await;
    changed.map_err(|error| text.save_error(&error))
}
