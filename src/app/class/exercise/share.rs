//! Sharing an own exercise with another trainer: as a link, codes, or a file.

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{QrCode, ToSend},
        state::{use_store, use_text},
    },
    domain::exercise::Exercise,
    exchange::{
        ClassFile,
        link::{MOST_CHARS, write_exercise},
    },
    platform,
    platform::files,
    route::Route,
};

/// The media type of an exercise's file.
const JSON: &str = "application/json";

/// Shares an exercise with its key: by a link if chat apps keep it whole, else by codes; and as a
/// file.
#[component]
pub fn ShareExercise(exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let title = exercise.case().title.as_str().to_owned();
    let by_link = match write_exercise(&exercise) {
        Err(_) => view! { <p id="no-link">{text.too_long_to_send()}</p> }.into_any(),
        Ok(payload) => {
            let link = format!("{}{}/{payload}", platform::address(), Route::ImportExercise);
            let count = link.chars().count();
            if MOST_CHARS < count {
                let words = text.too_long_to_link(&count, &MOST_CHARS);
                view! {
                    <p id="no-link">{words}</p>
                    <Codes payload/>
                }
                .into_any()
            } else {
                let message = format!("{}\n{link}", text.hand_on_message(&title));
                view! { <ToSend id="exercise" message link/> }.into_any()
            }
        }
    };
    let as_file = match ClassFile::Exercise(exercise).write() {
        Ok(content) => view! { <AsFile content title/> }.into_any(),
        Err(error) => {
            view! { <p class="form__failure">{text.import_file_error(&error)}</p> }.into_any()
        }
    };
    view! {
        <details class="fold exercise__fold" id="hand-on">
            <summary>{text.hand_on()}</summary>
            <p>{text.hand_on_hint()}</p>
            {by_link}
            {as_file}
        </details>
    }
}

/// The codes of a text, made on demand.
#[component]
fn Codes(payload: String) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(false);
    let codes = move || {
        let payload = payload.clone();
        shown
            .get()
            .then(|| view! { <QrCode shown=Signal::derive(move || payload.clone())/> })
    };
    view! {
        <p class="actions">
            <button
                class="button"
                type="button"
                id="show-codes"
                aria-expanded=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {text.show_codes()}
            </button>
        </p>
        {codes}
    }
}

/// The file, to be saved, shared to another app, or copied as text.
#[component]
fn AsFile(content: String, title: String) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let node = NodeRef::<html::Textarea>::new();
    let name = format!("trust-velocity-{}.json", file_name(&title));
    // Browsers that do not share JSON share text; the file's content says what it is.
    let sent = [
        (JSON, name.clone()),
        ("text/plain", name.replace(".json", ".txt")),
    ];
    let sent = sent.into_iter().find_map(|(kind, name)| {
        let file = files::file_of(&content, &name, kind).ok()?;
        files::can_share(&file).then_some(file)
    });
    let share = sent.map(|file| {
        let share = move |_| {
            let file = file.clone();
            spawn_local(async move {
                if let Err(reason) = files::share(&file).await {
                    store.show_toast(&text.share_failed(&reason));
                }
            });
        };
        view! {
            <button class="button" type="button" id="share-exercise-file" on:click=share>
                {text.share_exercise_file()}
            </button>
        }
    });
    let save = {
        let content = content.clone();
        move |_| {
            if let Err(reason) = files::save_text(&content, JSON, &name) {
                store.show_toast(&text.file_not_saved(&reason));
            }
        }
    };
    let copy = {
        let content = content.clone();
        move |_| {
            let content = content.clone();
            spawn_local(async move {
                if platform::copy_text(&content).await.is_ok() {
                    return store.show_toast(text.copied());
                }
                if let Some(area) = node.try_get_untracked().flatten() {
                    area.select();
                }
                store.show_toast(text.copy_by_hand());
            });
        }
    };
    view! {
        {platform::is_wechat().then(|| view! { <p>{text.wechat_saves_no_files()}</p> })}
        <p class="actions">
            <button class="button" type="button" id="save-exercise" on:click=save>
                {text.save_exercise_file()}
            </button>
            {share}
        </p>
        <details class="fold">
            <summary>{text.exercise_as_text()}</summary>
            <textarea
                class="field__input"
                node_ref=node
                id="exercise-text"
                readonly
                rows="4"
                aria-label=text.exercise_as_text()
                prop:value=content
            ></textarea>
            <p class="actions">
                <button class="button" type="button" id="copy-exercise-text" on:click=copy>
                    {text.copy()}
                </button>
            </p>
        </details>
    }
}

/// The title for a file's name: letters and digits of any script.
fn file_name(title: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    title.chars().take(40).map(plain).collect()
}
