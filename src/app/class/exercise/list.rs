//! The exercises: one's own, the built-in ones, and number drills; and the links to add more.

use leptos::{ev, prelude::*};

use super::Size;
use crate::{
    app::{
        components::{FormState, TextField, fetched_index, focus_first_error},
        state::{use_store, use_text},
    },
    content::{ExerciseOutline, drill},
    documents::DocumentId,
    domain::exercise::ExerciseId,
    platform,
    route::Route,
};

/// The exercise that the trainer's guide recommends for a first class.
pub const FIRST: &str = "heat-pump-information-gap";

/// The exercises, and the links to add more.
#[component]
pub fn ExerciseList() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="exercises" id="exercises">
            <h2 class="section__title">{text.exercises()}</h2>
            <p class="quiet">{text.exercises_hint()}</p>
            <OwnExercises/>
            <BuiltIn/>
            <p class="actions">
                <a class="button" id="new-exercise" href=Route::NewExercise.to_string()>
                    {text.new_exercise()}
                </a>
                <a class="button" id="import-exercise" href=Route::ImportExercise.to_string()>
                    {text.import_exercise()}
                </a>
            </p>
            <Drills/>
        </section>
    }
}

#[component]
fn OwnExercises() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let documents = Memo::new(move |_| {
        let mut documents = store.documents();
        documents.sort_by_key(|(id, _)| *id);
        let own = documents.into_iter().filter_map(|(id, document)| match id {
            DocumentId::Exercise(id) => Some((id, document)),
            DocumentId::Session(_) | DocumentId::Team(_) => None,
        });
        own.collect::<Vec<_>>()
    });
    let cards = move || {
        let documents = documents.get().into_iter();
        let cards = documents.map(|(id, document)| {
            let id = ExerciseId::Own(id);
            match document.exercise() {
                Ok(exercise) => view! { <Card id outline=exercise.case()/> }.into_any(),
                Err(reason) => {
                    let words = text.document_unreadable(&text.decode_error(&reason));
                    view! { <li class="banner banner--warning">{words}</li> }.into_any()
                }
            }
        });
        cards.collect_view()
    };
    let list = move || {
        let is_empty = documents.with(Vec::is_empty);
        (!is_empty).then(|| {
            view! {
                <h3 class="card__title">{text.own_exercises()}</h3>
                <ul class="cards exercises__cards" id="own-exercises">{cards}</ul>
            }
        })
    };
    view! { {list} }
}

#[component]
fn BuiltIn() -> impl IntoView {
    let text = use_text();
    let index = fetched_index();
    let cards = move || match index.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => {
            view! { <p class="banner banner--warning" role="alert">{text.not_fetched(&reason)}</p> }
                .into_any()
        }
        Some(Ok(index)) => {
            let mut exercises: Vec<_> = index.iter(text.language()).collect();
            exercises.sort_by_key(|(slug, _)| slug.as_str() != FIRST);
            let cards = exercises.into_iter().map(|(slug, outline)| {
                view! { <Card id=ExerciseId::BuiltIn(slug) outline/> }
            });
            let cards = cards.collect_view();
            view! { <ul class="cards exercises__cards" id="built-in-exercises">{cards}</ul> }
                .into_any()
        }
    };
    view! {
        <h3 class="card__title">{text.built_in_exercises()}</h3>
        {cards}
    }
}

#[component]
fn Card(id: ExerciseId, #[prop(into)] outline: ExerciseOutline) -> impl IntoView {
    let text = use_text();
    let title = outline.title.as_str().to_owned();
    let about = outline.about.as_str().to_owned();
    let route = Route::Exercise(id).to_string();
    let note = match id {
        ExerciseId::Own(_) => Some(text.exercise_mine()),
        ExerciseId::BuiltIn(slug) if slug.as_str() == FIRST => Some(text.exercise_first()),
        _ => None,
    };
    let badge = note.map(|note| {
        view! { <span class="badge">{note}</span> }
    });
    view! {
        <li>
            <a class="card card--link exercises__card" id=format!("exercise-{id}") href=route>
                <span class="exercises__name"><strong><bdi>{title}</bdi></strong>{badge}</span>
                <Size outline/>
                <span class="quiet exercises__about">{about}</span>
            </a>
        </li>
    }
}

/// A number drill by its seed, or a random one.
#[component]
fn Drills() -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let seed = RwSignal::new(String::new());
    let open = move |seed: u32| platform::go(Route::Exercise(ExerciseId::Drill(seed)));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        let typed = seed.get_untracked().trim().parse();
        let words = |_| text.drill_number_error().to_owned();
        match state.accept("drill-number", typed, words) {
            Some(seed) => open(seed),
            None => focus_first_error(),
        }
    };
    // Short enough to be read aloud.
    let any = move |_| open((platform::random_number() % 1_000_000) as u32);
    // All drills have the same size. If none can be made, the form shows no size, and opening one
    // shows the reason.
    let size = drill(1, text.language()).ok();
    let size = size.map(|drill| view! { <Size outline=drill.case()/> });
    view! {
        <h3 class="card__title">{text.exercise_drill()}</h3>
        <form class="card exercises__drill" novalidate on:submit=submit>
            {size}
            <p>{text.exercise_drill_hint()}</p>
            <TextField
                name="drill-number"
                label=text.drill_number()
                value=seed
                state
                input_mode="numeric"
            />
            <p class="actions">
                <button class="button" type="submit" id="open-drill">{text.open_drill()}</button>
                <button class="button" type="button" id="any-drill" on:click=any>
                    {text.another_drill()}
                </button>
            </p>
        </form>
    }
}
