//! Importing another trainer's exercise: from a link, pasted text, codes, or a file.
//!
//! Invariant: an exercise is shown before it is imported, and none is imported twice.

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::exercise::{Size, add};
use crate::{
    app::{
        components::{
            BackLink, FileField, FormFailure, FormState, PasteField, QrReader, focus_first_error,
            focus_soon,
        },
        state::{use_store, use_text},
    },
    documents::{DocumentId, OpaqueDocument},
    domain::{
        EntryId,
        exercise::{Exercise, ExerciseId},
    },
    exchange::{ClassFile, FileError, link::find_exercise},
    i18n::Text,
    platform,
    platform::{files, files::TextError},
    route::{Route, payload},
};

/// An exercise, or the reason in words why there is none.
type Received = Result<Exercise, String>;

/// Imports the exercise in the location's hash, or asks for one.
#[component]
pub fn ImportExercisePage() -> impl IntoView {
    let text = use_text();
    let hash = platform::hash();
    let carried = payload(&hash)
        .map(|payload| find_exercise(&payload).map_err(|error| text.import_link_error(&error)));
    let received = RwSignal::new(carried);
    let other = move |_| {
        received.set(None);
        if payload(&platform::hash()).is_some() {
            platform::go(Route::ImportExercise);
        }
        focus_soon("#exercise-pasted");
    };
    let content = move || {
        match received.get() {
        Some(Ok(exercise)) => view! {
            <FoundExercise exercise/>
            <p>
                <button class="button button--quiet" type="button" id="other-exercise" on:click=other>
                    {text.other_exercise()}
                </button>
            </p>
        }
        .into_any(),
        Some(Err(words)) => view! { <Ask received words=Some(words)/> }.into_any(),
        None => view! { <Ask received words=None/> }.into_any(),
    }
    };
    view! {
        <article class="page page--text">
            <p><BackLink to=Route::Class label=text.classroom()/></p>
            <h1 class="page__title" tabindex="-1">{text.import_exercise()}</h1>
            {content}
        </article>
    }
}

/// Parses the exercise in a pasted text: a link or the content of a file.
fn in_text(text: Text, pasted: &str) -> Received {
    if pasted.trim_start().starts_with('{') {
        return in_file(text, pasted);
    }
    find_exercise(pasted).map_err(|error| text.import_link_error(&error))
}

fn in_file(text: Text, content: &str) -> Received {
    match ClassFile::read(content) {
        Ok(ClassFile::Exercise(exercise)) => Ok(exercise),
        Ok(ClassFile::Session(_) | ClassFile::Sealed(_)) => {
            Err(text.import_is_session().to_owned())
        }
        Err(error) => Err(text.import_file_error(&error)),
    }
}

async fn read(text: Text, file: web_sys::File) -> Received {
    let content = files::text_of(&file, ClassFile::MAX_BYTES).await;
    let content = content.map_err(|error| match error {
        TextError::TooLarge(size) => text.import_file_error(&FileError::TooLarge(size)),
        TextError::Refused(reason) => text.file_not_read(&reason),
    })?;
    in_file(text, &content)
}

/// The box for a received text, the file, and the camera.
#[component]
fn Ask(
    received: RwSignal<Option<Received>>,
    /// The error of the previous text.
    words: Option<String>,
) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let pasted = RwSignal::new(String::new());
    if let Some(words) = words {
        state.fail(words);
    }
    let receive = move |found: Received| match found {
        Ok(exercise) => {
            received.set(Some(Ok(exercise)));
            focus_soon("#found-exercise");
        }
        Err(words) => {
            state.clear();
            state.fail(words);
            focus_first_error();
        }
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let pasted = pasted.get_untracked();
        if pasted.trim().is_empty() {
            return receive(Err(text.nothing_pasted().to_owned()));
        }
        receive(in_text(text, &pasted));
    };
    let chosen = move |file: web_sys::File| {
        spawn_local(async move {
            let found = read(text, file).await;
            // The page may be gone by now.
            if received.try_get_untracked().is_some() {
                receive(found);
            }
        });
    };
    let scanned = UnsyncCallback::new(move |found: String| receive(in_text(text, &found)));
    view! {
        <form class="form" novalidate on:submit=submit>
            <FormFailure state/>
            <PasteField id="exercise-pasted" label=text.import_exercise_field() value=pasted rows=4 hint=text.answer_field_hint()/>
            <p>
                <button class="button button--primary" type="submit" id="read-exercise">
                    {text.read_it()}
                </button>
            </p>
        </form>
        <FileField
            id="exercise-file"
            label=text.exercise_file()
            accept=".json,.txt,application/json,text/plain"
            chosen
        />
        <QrReader on_text=scanned/>
    }
}

/// The received exercise, and the button that imports it.
#[component]
fn FoundExercise(exercise: Exercise) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let case = exercise.case().clone();
    let (title, about) = (
        case.title.as_str().to_owned(),
        case.about.as_str().to_owned(),
    );
    // An exercise without a document equals no stored one; adding it shows why.
    let document = OpaqueDocument::of_exercise(&exercise).ok();
    let here = Memo::new(move |_| {
        let mut documents = store.documents().into_iter();
        documents.find_map(|(id, other)| match id {
            DocumentId::Exercise(id) if Some(&other) == document.as_ref() => Some(id),
            _ => None,
        })
    });
    let exercise = StoredValue::new(exercise);
    let is_adding = RwSignal::new(false);
    let go = move |id: EntryId| platform::go(Route::Exercise(ExerciseId::Own(id)));
    let add_it = move |_| {
        if is_adding.get_untracked() {
            return;
        }
        is_adding.set(true);
        spawn_local(async move {
            match add(store, text, &exercise.get_value()).await {
                Ok(id) => {
                    go(id);
                    store.show_toast(text.added_exercise());
                }
                Err(words) => {
                    is_adding.try_set(false);
                    store.show_toast(&words);
                }
            }
        });
    };
    let buttons = move || {
        match here.get() {
        Some(id) => view! {
            <p>{text.exercise_here_already()}</p>
            <p>
                <a class="button button--primary" id="open-exercise" href=Route::Exercise(ExerciseId::Own(id)).to_string()>
                    {text.open_exercise()}
                </a>
            </p>
        }
        .into_any(),
        None => view! {
            <p>
                <button class="button button--primary" type="button" id="add-exercise" on:click=add_it>
                    {text.add_exercise()}
                </button>
            </p>
        }
        .into_any(),
    }
    };
    view! {
        <section class="card" id="received-exercise">
            <h2 class="card__title" id="found-exercise" tabindex="-1">{text.found_exercise()}</h2>
            <p class="exercise__title"><strong><bdi>{title}</bdi></strong></p>
            <Size outline=&case/>
            <p>{about}</p>
            {buttons}
        </section>
    }
}
