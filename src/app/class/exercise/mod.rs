//! The page of an exercise: its content and its actions.

mod list;
mod preview;
mod share;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::components::{exercise_of, page_about, sources};
use crate::{
    app::{
        components::BackLink,
        state::{Store, use_store, use_text},
    },
    content::ExerciseOutline,
    documents::{DocumentId, OpaqueDocument},
    domain::{
        EntryId, Name,
        exercise::{Case, Exercise, ExerciseId},
    },
    i18n::Text,
    platform,
    route::{Route, Sheet},
};

pub use list::{ExerciseList, FIRST};
use preview::Preview;
use share::ShareExercise;

/// The page of an exercise.
#[component]
pub fn ExercisePage(id: ExerciseId) -> impl IntoView {
    let (store, text, built_in) = sources();
    page_about(
        move || exercise_of(store, text, built_in, id, store.language()),
        move |exercise| view! { <About id exercise/> },
    )
}

#[component]
fn About(id: ExerciseId, exercise: Exercise) -> impl IntoView {
    let text = use_text();
    let case = exercise.case();
    let title = case.title.as_str().to_owned();
    let about = case.about.as_str().to_owned();
    let about = if about.is_empty() {
        text.no_about().to_owned()
    } else {
        about
    };
    let own = match id {
        ExerciseId::Own(own) => Some(own),
        ExerciseId::BuiltIn(_) | ExerciseId::Drill(_) => None,
    };
    let hand_on = own.map(|_| view! { <ShareExercise exercise=exercise.clone()/> });
    let owners = own.map(|own| view! { <OwnersActions id=own title=title.clone()/> });
    let languages = own.is_none().then(|| text.in_both_languages());
    let copy = Copying {
        text,
        store: use_store(),
        exercise: StoredValue::new(exercise.clone()),
    };
    view! {
        <article class="page page--text exercise">
            <p><BackLink to=Route::Class label=text.classroom()/></p>
            <h1 class="page__title" tabindex="-1"><bdi>{title}</bdi></h1>
            <Size outline=case badge=kind_of(text, id)/>
            <p class="exercise__about">{about}</p>
            <p class="quiet">{languages}</p>
            <p class="actions">
                <a class="button button--primary" id="begin-session" href=Route::NewSession(id).to_string()>
                    {text.exercise_begin()}
                </a>
                <a class="button" id="practise" href=Route::Practice(id).to_string()>
                    {text.exercise_practise()}
                </a>
                <button class="button" type="button" id="copy-exercise" on:click=move |_| copy.run()>
                    {text.copy_exercise()}
                </button>
            </p>
            <p class="actions">
                <a class="button" id="trainers-sheet" href=Route::Sheet(id, Sheet::Trainer).to_string()>
                    {text.trainers_sheet()}
                </a>
                <a class="button" id="paper-sheet" href=Route::Sheet(id, Sheet::Paper).to_string()>
                    {text.paper_sheet()}
                </a>
            </p>
            {owners}
            {hand_on}
            <Preview exercise/>
        </article>
    }
}

/// The kind of an exercise, in a word.
fn kind_of(text: Text, id: ExerciseId) -> &'static str {
    match id {
        ExerciseId::BuiltIn(_) => text.exercise_built_in(),
        ExerciseId::Drill(_) => text.exercise_drill(),
        ExerciseId::Own(_) => text.exercise_mine(),
    }
}

/// The duration of an exercise, and the number of its parts.
#[component]
pub fn Size(
    #[prop(into)] outline: ExerciseOutline,
    /// The kind of exercise, if its surroundings do not name it.
    #[prop(optional)]
    badge: Option<&'static str>,
) -> impl IntoView {
    let text = use_text();
    let minutes = text.minutes(outline.minutes.into());
    view! {
        <p class="exercise__size">
            <strong>{minutes}</strong>
            <span class="quiet">{text.exercise_size(outline.points, outline.tasks)}</span>
            {badge.map(|badge| view! { <span class="badge">{badge}</span> })}
        </p>
    }
}

/// Stores an exercise among the person's own, under a new id.
///
/// # Errors
/// The reason in words; then nothing has changed.
pub async fn add(store: Store, text: Text, exercise: &Exercise) -> Result<EntryId, String> {
    let id = EntryId::new(platform::random_number());
    let document = OpaqueDocument::of_exercise(exercise);
    let document = document.map_err(|error| text.decode_error(&error))?;
    store
        .edit_document(DocumentId::Exercise(id), |_| (Some(document), ()))
        .await
        .map_err(|error| text.save_error(&error))?;
    Ok(id)
}

/// Copies an exercise, and opens the copy's form.
#[derive(Clone, Copy)]
struct Copying {
    text: Text,
    store: Store,
    exercise: StoredValue<Exercise>,
}

impl Copying {
    fn run(self) {
        let Self {
            text,
            store,
            exercise,
        } = self;
        let Some(copy) = exercise.with_value(|it| renamed(it, text.copy_mark())) else {
            return;
        };
        spawn_local(async move {
            match add(store, text, &copy).await {
                Ok(id) => {
                    platform::go(Route::EditExercise(id));
                    store.show_toast(text.copied_exercise());
                }
                Err(words) => store.show_toast(&words),
            }
        });
    }
}

/// A copy of the exercise with a mark after its title, which is shortened if both are too long.
fn renamed(exercise: &Exercise, mark: &str) -> Option<Exercise> {
    let room = Name::MAX_CHARS - mark.chars().count();
    let title: String = exercise.case().title.as_str().chars().take(room).collect();
    let case = Case {
        title: Name::new(&format!("{title}{mark}")).ok()?,
        ..exercise.case().clone()
    };
    Exercise::new(case, exercise.key().clone()).ok()
}

/// The actions for an own exercise.
#[component]
fn OwnersActions(id: EntryId, title: String) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let delete = move |_| {
        let words = text.deleted_what(&title);
        spawn_local(async move {
            match store
                .remove_document(DocumentId::Exercise(id), &words)
                .await
            {
                Ok(()) => platform::go(Route::Class),
                Err(error) => store.show_toast(&text.save_error(&error)),
            }
        });
    };
    view! {
        <p class="actions">
            <a class="button" id="edit-exercise" href=Route::EditExercise(id).to_string()>
                {text.exercise_edit()}
            </a>
            <button class="button button--danger" type="button" id="delete-exercise" on:click=delete>
                {text.delete()}
            </button>
        </p>
    }
}
