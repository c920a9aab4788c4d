//! Looking up an exercise or a session: in the site's file, from a seed, or in the records.

use leptos::prelude::*;

use crate::{
    app::state::{Store, use_store, use_text},
    content::{Exercises, drill},
    documents::DocumentId,
    domain::{
        EntryId, Language,
        classroom::{Session, Source},
        exercise::{Exercise, ExerciseId},
    },
    i18n::Text,
    platform,
};

/// The built-in exercises, once they have been fetched.
pub type FetchedExercises = RwSignal<Option<Result<Exercises, String>>>;

/// Fetches the built-in exercises.
pub fn fetched_exercises() -> FetchedExercises {
    platform::fetched("content/exercises.json".to_owned(), |file| {
        Exercises::parse(file).map_err(|error| error.to_string())
    })
}

/// The result of a lookup.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup<T> {
    /// Its file is being fetched.
    Loading,
    /// It was not found; the reason in words.
    Failed(String),
    /// It was found.
    Found(T),
}

/// The exercise of an id; the language matters for those that exist in both.
pub fn exercise_of(
    store: Store,
    text: Text,
    built_in: FetchedExercises,
    id: ExerciseId,
    language: Language,
) -> Lookup<Exercise> {
    let missing = || Lookup::Failed(text.exercise_missing().to_owned());
    match id {
        ExerciseId::BuiltIn(slug) => match built_in.get() {
            None => Lookup::Loading,
            Some(Err(reason)) => Lookup::Failed(text.not_fetched(&reason)),
            Some(Ok(exercises)) => exercises
                .get(slug, language)
                .map_or_else(missing, |exercise| Lookup::Found(exercise.clone())),
        },
        ExerciseId::Drill(seed) => drill(seed, language).map_or_else(|_| missing(), Lookup::Found),
        ExerciseId::Own(id) => match store.document(DocumentId::Exercise(id)) {
            None => missing(),
            Some(document) => match document.exercise() {
                Ok(exercise) => Lookup::Found(exercise),
                Err(reason) => Lookup::Failed(text.document_unreadable(&reason)),
            },
        },
    }
}

/// The exercise of a session's source.
pub fn exercise_of_session(
    store: Store,
    text: Text,
    built_in: FetchedExercises,
    session: &Session,
) -> Lookup<Exercise> {
    match &session.source {
        Source::Known(id) => exercise_of(store, text, built_in, *id, session.language),
        Source::Own(exercise) => Lookup::Found(Exercise::clone(exercise)),
    }
}

/// A stored session.
pub fn session_of(store: Store, text: Text, id: EntryId) -> Lookup<Session> {
    match store.document(DocumentId::Session(id)) {
        None => Lookup::Failed(text.session_missing().to_owned()),
        Some(document) => match document.session() {
            Ok(session) => Lookup::Found(session),
            Err(reason) => Lookup::Failed(text.document_unreadable(&reason)),
        },
    }
}

/// A page about the result of a lookup, or a message while there is none. The page is built again
/// whenever `found` changes, so keep its value stable.
pub fn page_about<T, V>(
    found: impl Fn() -> Lookup<T> + Send + Sync + 'static,
    page: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let text = use_text();
    let found = Memo::new(move |_| found());
    move || match found.get() {
        Lookup::Loading => {
            view! { <p class="page quiet" role="status">{text.loading()}</p> }.into_any()
        }
        Lookup::Failed(words) => view! { <NotHere words/> }.into_any(),
        Lookup::Found(it) => page(it).into_any(),
    }
}

#[component]
fn NotHere(words: String) -> impl IntoView {
    let text = use_text();
    let to_class = crate::route::Route::Class.to_string();
    view! {
        <div class="page page--text" id="not-here">
            <h1 class="page__title" tabindex="-1">{text.classroom()}</h1>
            <p role="alert">{words}</p>
            <p><a class="button" href=to_class>{text.to_classroom()}</a></p>
        </div>
    }
}

/// The store, the texts, and the built-in exercises, which are fetched from now on.
pub fn sources() -> (Store, Text, FetchedExercises) {
    (use_store(), use_text(), fetched_exercises())
}
