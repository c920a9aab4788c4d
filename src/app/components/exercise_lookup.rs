//! Looking up an exercise or a session: in the site's files, from a seed, or in the records.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::state::{Store, use_store, use_text},
    content::{ExerciseIndex, Exercises, drill},
    documents::DocumentId,
    domain::{
        EntryId, Language,
        classroom::{Session, Source},
        exercise::{Exercise, ExerciseId, Slug},
    },
    i18n::Text,
    platform,
};

/// Fetches the outlines of the built-in exercises; none until they are here.
pub fn fetched_index() -> RwSignal<Option<Result<ExerciseIndex, String>>> {
    platform::fetched("content/exercise-index.json".to_owned(), |file| {
        ExerciseIndex::parse(file).map_err(|error| error.to_string())
    })
}

/// The built-in exercises that a page asks for: each is a file of the site, fetched when it is first
/// asked for.
#[derive(Clone, Copy)]
pub struct BuiltInExercises {
    /// The result of each file; `None` if the site does not have it.
    files: RwSignal<BTreeMap<Slug, Lookup<Option<Exercises>>>>,
}

impl BuiltInExercises {
    fn none() -> Self {
        Self {
            files: RwSignal::new(BTreeMap::new()),
        }
    }

    /// The exercise of a name in a language; `None` if the site does not have it.
    fn get(self, slug: Slug, language: Language) -> Lookup<Option<Exercise>> {
        let known = self.files.with(|files| files.get(&slug).cloned());
        match known {
            None => {
                self.fetch(slug);
                Lookup::Loading
            }
            Some(Lookup::Loading) => Lookup::Loading,
            Some(Lookup::Failed(reason)) => Lookup::Failed(reason),
            Some(Lookup::Found(file)) => {
                Lookup::Found(file.and_then(|file| file.get(slug, language).cloned()))
            }
        }
    }

    fn fetch(self, slug: Slug) {
        // Nobody shows more while it is on its way.
        self.files
            .update_untracked(|files| files.insert(slug, Lookup::Loading));
        spawn_local(async move {
            let address = format!("content/exercises/{slug}.json");
            let file = platform::fetch_text_if_any(&address).await;
            let parse = |file: String| Exercises::parse(&file).map_err(|error| error.to_string());
            let parsed = file.and_then(|file| file.map(parse).transpose());
            let found = parsed.map_or_else(Lookup::Failed, Lookup::Found);
            // The page may be gone by now.
            self.files.try_update(|files| files.insert(slug, found));
        });
    }
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
    built_in: BuiltInExercises,
    id: ExerciseId,
    language: Language,
) -> Lookup<Exercise> {
    let missing = || Lookup::Failed(text.exercise_missing().to_owned());
    match id {
        ExerciseId::BuiltIn(slug) => match built_in.get(slug, language) {
            Lookup::Loading => Lookup::Loading,
            Lookup::Failed(reason) => Lookup::Failed(text.not_fetched(&reason)),
            Lookup::Found(exercise) => exercise.map_or_else(missing, Lookup::Found),
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
    built_in: BuiltInExercises,
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

/// The store, the texts, and the built-in exercises that the page will ask for.
pub fn sources() -> (Store, Text, BuiltInExercises) {
    (use_store(), use_text(), BuiltInExercises::none())
}
