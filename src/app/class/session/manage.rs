//! Actions on a whole session: export, merge, reset, delete.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{CurrentSession, import_session::ImportSession, live::is_live};
use crate::{
    app::{
        components::Confirm,
        live::drivers,
        state::{use_store, use_text},
    },
    domain::classroom::Session,
    exchange::ClassFile,
    i18n::Text,
    platform,
    platform::files,
    route::Route,
};

/// A session as a file, the import of the other trainer's file, and the buttons to end it.
#[component]
pub fn Keep(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    view! {
        <details class="fold session__keep" id="keep">
            <summary>{text.keep_session()}</summary>
            <section>
                <h2 class="section__title">{text.export_session()}</h2>
                <p>{text.export_session_hint()}</p>
                <Export current/>
            </section>
            <section>
                <h2 class="section__title">{text.merge_session()}</h2>
                <p>{text.merge_session_hint()}</p>
                <ImportSession only=current.id/>
            </section>
            <section>
                <h2 class="section__title">{text.end_session()}</h2>
                <p>{text.end_session_hint()}</p>
                <p class="actions"><Reset current/><Delete current/></p>
            </section>
        </details>
    }
}

#[component]
fn Export(current: CurrentSession) -> impl IntoView {
    const JSON: &str = "application/json";
    let store = use_store();
    let text = use_text();
    let by_hand = RwSignal::new(None::<String>);
    let content = move || current.read_now(|session| file_of(text, session));
    let save = move |_| {
        let Some((name, content)) = content() else {
            return;
        };
        let saved = content.and_then(|content| {
            let saved = files::save_text(&content, JSON, &format!("{name}.json"));
            saved.map_err(|reason| text.file_not_saved(&reason))
        });
        if let Err(words) = saved {
            store.show_toast(&words);
        }
    };
    // Chrome on Android does not share JSON.
    let kind = [(JSON, "json"), ("text/plain", "txt")];
    let kind = kind.into_iter().find(|(kind, ending)| {
        let file = files::file_of("{}", &format!("a.{ending}"), kind);
        file.is_ok_and(|file| files::can_share(&file))
    });
    let share = kind.map(|(kind, ending)| {
        let share = move |_| {
            let Some((name, content)) = content() else {
                return;
            };
            spawn_local(async move {
                let shared = async {
                    let file = files::file_of(&content?, &format!("{name}.{ending}"), kind);
                    let shared = files::share(&file?).await;
                    shared.map_err(|reason| text.share_failed(&reason))
                };
                if let Err(words) = shared.await {
                    store.show_toast(&words);
                }
            });
        };
        view! {
            <button class="button" type="button" id="share-session" on:click=share>
                {text.share_file()}
            </button>
        }
    });
    let copy = move |_| {
        let Some((_, Ok(content))) = content() else {
            return;
        };
        spawn_local(async move {
            if platform::copy_text(&content).await.is_ok() {
                store.show_toast(text.copied());
            } else {
                by_hand.try_set(Some(content));
                store.show_toast(text.copy_by_hand());
            }
        });
    };
    let field = move || {
        let content = by_hand.get()?;
        Some(view! {
            <textarea
                class="field__input"
                id="session-export"
                readonly
                rows="4"
                aria-label=text.as_text()
                prop:value=content
            ></textarea>
        })
    };
    view! {
        {platform::is_wechat().then(|| view! { <p>{text.wechat_saves_no_files()}</p> })}
        {field}
        <p class="actions">
            <button class="button" type="button" id="save-session" on:click=save>
                {text.save_as_file()}
            </button>
            {share}
            <button class="button" type="button" id="copy-session" on:click=copy>
                {text.copy_as_text()}
            </button>
        </p>
    }
}

/// The name of a session's file, without its ending, and its text or the reason why there is none.
fn file_of(text: Text, session: &Session) -> (String, Result<String, String>) {
    let content = ClassFile::Session(session.clone()).write();
    (
        file_name(text, session),
        content.map_err(|error| text.session_file_error(&error)),
    )
}

/// The name of a session's file, without its ending.
pub fn file_name(text: Text, session: &Session) -> String {
    // File systems refuse these characters in a name.
    let refused = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let title = session.title.as_str().replace(refused, " ");
    text.session_file_name(&title.trim(), &session.made)
}

#[component]
fn Reset(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let asks = RwSignal::new(false);
    let count = move || current.read(|session| session.all_submissions().count());
    let reset = move |()| {
        let Some(session) = current.read_now(Session::clone) else {
            return;
        };
        let words = text.submissions_deleted(session.all_submissions().count());
        spawn_local(async move { current.put(session.without_submissions(), &words).await });
    };
    let button = move || {
        (count() != Some(0)).then(|| {
            view! {
                <button
                    class="button button--danger"
                    type="button"
                    id="reset-session"
                    on:click=move |_| asks.set(true)
                >
                    {text.reset_session()}
                </button>
            }
        })
    };
    let question = move || text.reset_question(count().unwrap_or(0));
    view! {
        {button}
        <Confirm
            id="confirm-reset"
            open=asks
            label=text.reset_session()
            question=Signal::derive(question)
            deletes=true
            act=reset
        />
    }
}

#[component]
fn Delete(current: CurrentSession) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let asks = RwSignal::new(false);
    let delete = move |()| {
        let words = current.read_now(|session| text.session_deleted(session));
        let is_live = current.read_now(is_live);
        spawn_local(async move {
            match current.remove(&words.unwrap_or_default()).await {
                Ok(()) => {
                    platform::go(Route::Class);
                    if is_live == Some(true)
                        && let Ok(drivers) = drivers().await
                    {
                        drivers.remove_host(store, current.id);
                    }
                }
                Err(words) => store.show_toast(&words),
            }
        });
    };
    let question = move || {
        let count = current.read(|session| session.all_submissions().count());
        let mut question = text.delete_session_question(count.unwrap_or(0));
        if current.read(is_live) == Some(true) {
            question.push_str(text.sentence_space());
            question.push_str(text.delete_live_session_question());
        }
        question
    };
    view! {
        <button
            class="button button--danger"
            type="button"
            id="delete-session"
            on:click=move |_| asks.set(true)
        >
            {text.delete_session()}
        </button>
        <Confirm
            id="confirm-delete"
            open=asks
            label=text.delete_session()
            question=Signal::derive(question)
            deletes=true
            act=delete
        />
    }
}
