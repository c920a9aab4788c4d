//! The form of an own exercise.
//!
//! Invariant: the typed texts are one [`Draft`], which is kept while typing and becomes an exercise
//! only as a whole; each fault is shown at its field.

mod editing;
mod fields;
mod point;
mod prefill;
mod task;

use editing::{Editing, Faults, Removed, Removing, reveal};
use fields::{AreaRow, Fault, TextRow};
use leptos::{ev, prelude::*};
use point::Point;
use task::TaskPart;

use super::super::components::{Lookup, exercise_of, page_about, sources};
use crate::{
    app::{
        components,
        components::{FormFailure, FormState, focus_soon, spares_composition},
        state::{Store, use_store, use_text},
    },
    content::Anchors,
    documents::{DocumentId, OpaqueDocument},
    domain::{
        EntryId,
        exercise::{Case, Draft, Exercise, ExerciseId, Field, PointField, TaskField, TaskKind},
    },
    i18n::Text,
    platform,
    route::Route,
    storage::{ChangeSet, SaveError},
};

/// The form of an own exercise.
#[component]
pub fn EditPage(#[prop(optional)] id: Option<EntryId>) -> impl IntoView {
    let (store, text, built_in) = sources();
    // The stored exercise when the form was opened: another tab's change is detected on saving.
    let found = untrack(|| match id {
        None => Lookup::Found(None),
        Some(own) => {
            let id = ExerciseId::Own(own);
            match exercise_of(store, text, built_in, id, store.language()) {
                Lookup::Loading => Lookup::Loading,
                Lookup::Failed(words) => Lookup::Failed(words),
                Lookup::Found(exercise) => Lookup::Found(Some(exercise)),
            }
        }
    });
    page_about(
        move || found.clone(),
        move |exercise| view! { <EditForm id exercise/> },
    )
}

#[component]
fn EditForm(id: Option<EntryId>, exercise: Option<Exercise>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let began = exercise.as_ref().map_or_else(Draft::start, Draft::from);
    let kept = components::Draft::of_page();
    let editing = Editing::new(text, began, kept);
    let state = FormState::new();
    let saving = Saving {
        text,
        store,
        state,
        editing,
        id: id.unwrap_or_else(|| EntryId::new(platform::random_number())),
        base: StoredValue::new(
            id.and_then(|id| untrack(|| store.document(DocumentId::Exercise(id)))),
        ),
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        saving.run();
    };
    let cancel = match id {
        Some(id) => Route::Exercise(ExerciseId::Own(id)),
        None => Route::Class,
    };
    let title = match id {
        Some(_) => text.edit_exercise(),
        None => text.new_exercise(),
    };
    view! {
        <div class="page">
            <form class="form edit" novalidate on:submit=submit on:keydown=|event| spares_composition(&event)>
                <header class="form__head">
                    <a class="form__cancel" href=cancel.to_string() on:click=move |_| editing.end()>
                        {text.cancel()}
                    </a>
                    <h1 class="form__title" tabindex="-1">{title}</h1>
                    <button class="button button--primary" type="submit" id="save-edited">
                        {text.save()}
                    </button>
                </header>
                <FormFailure state/>
                <Faults editing/>
                <Restored editing/>
                <p class="quiet">{text.exercise_kept_here()}</p>
                <Head editing/>
                <Points editing/>
                <Tasks editing/>
                <Removed editing/>
            </form>
        </div>
    }
}

/// Says that a kept draft was restored, with a button to discard it.
#[component]
fn Restored(editing: Editing) -> impl IntoView {
    let text = use_text();
    move || {
        editing.is_restored().then(|| {
            view! {
                <p class="form__draft" role="status" id="restored">
                    {text.draft_restored()}" "
                    <button class="button button--quiet" type="button" on:click=move |_| editing.discard()>
                        {text.discard_draft()}
                    </button>
                </p>
            }
        })
    }
}

/// The fields of the exercise as a whole.
#[component]
fn Head(editing: Editing) -> impl IntoView {
    let text = use_text();
    view! {
        <section class="card edit__head">
            <TextRow editing field=Field::Title label=text.exercise_title()/>
            <TextRow
                editing
                field=Field::Minutes
                label=text.exercise_minutes()
                input_mode="numeric"
            />
            <AreaRow
                editing
                field=Field::About
                label=text.exercise_about()
                hint=text.exercise_about_hint()
            />
            <AreaRow
                editing
                field=Field::Intro
                label=text.exercise_intro()
                hint=text.exercise_intro_hint()
            />
        </section>
    }
}

#[component]
fn Points(editing: Editing) -> impl IntoView {
    let text = use_text();
    // The meanings of the scores, once they have been fetched; scores can be typed without them.
    let anchors = platform::fetched("content/anchors.json".to_owned(), |file| {
        Anchors::parse(file).map_err(|error| error.to_string())
    });
    let anchors = Signal::derive(move || anchors.get().and_then(Result::ok));
    let numbers = Memo::new(move |_| {
        editing.with(|draft| {
            let points = draft.points().iter();
            points.map(|point| point.number).collect::<Vec<_>>()
        })
    });
    let is_full = move || Case::MAX_POINTS <= numbers.with(Vec::len);
    let has_points = Memo::new(move |_| !numbers.with(Vec::is_empty));
    let first_day = move || {
        has_points.get().then(|| {
            view! {
                <TextRow
                    editing
                    field=Field::FirstDay
                    label=text.first_day()
                    hint=text.first_day_hint()
                    input_mode="numeric"
                />
            }
        })
    };
    let add = move |_| {
        let number = editing.add_point();
        reveal(Field::Point(number, PointField::Date));
    };
    view! {
        <section class="edit__parts" id="parts" tabindex="-1">
            <h2 class="section__title">{text.exercise_points()}</h2>
            <p class="quiet">{text.exercise_points_hint()}</p>
            <Fault editing field=Field::Parts/>
            {first_day}
            <For each=move || numbers.get() key=|number| *number let:number>
                <Point editing number anchors/>
            </For>
            <p>
                <button class="button" type="button" id="add-point" disabled=is_full on:click=add>
                    {text.add_point()}
                </button>
            </p>
        </section>
    }
}

#[component]
fn Tasks(editing: Editing) -> impl IntoView {
    let text = use_text();
    let tasks = Memo::new(move |_| {
        editing.with(|draft| {
            let tasks = draft.tasks().iter();
            tasks
                .map(|task| (task.number, task.kind))
                .collect::<Vec<_>>()
        })
    });
    let is_full = move || Case::MAX_TASKS <= tasks.with(Vec::len);
    let button = move |id: &'static str, label: &'static str, kind: TaskKind| {
        let add = move |_| {
            let number = editing.add_task(kind);
            reveal(Field::Task(number, TaskField::Ask));
        };
        view! {
            <button class="button" type="button" id=id disabled=is_full on:click=add>{label}</button>
        }
    };
    view! {
        <section class="edit__parts">
            <h2 class="section__title">{text.exercise_tasks()}</h2>
            <p class="quiet">{text.exercise_tasks_hint()}</p>
            <For each=move || tasks.get() key=|(number, _)| *number let:task>
                <TaskPart editing number=task.0 kind=task.1/>
            </For>
            <p class="actions">
                {button("add-velocity", text.add_velocity_task(), TaskKind::Velocity)}
                {button("add-faster", text.add_faster_task(), TaskKind::Faster)}
                {button("add-reading", text.add_reading_task(), TaskKind::Reading)}
            </p>
        </section>
    }
}

/// Saves the draft.
#[derive(Clone, Copy)]
struct Saving {
    text: Text,
    store: Store,
    state: FormState,
    editing: Editing,
    id: EntryId,
    /// The stored document when the form was opened, or when a conflict was last shown.
    base: StoredValue<Option<OpaqueDocument>>,
}

impl Saving {
    fn run(self) {
        if untrack(|| self.state.is_saving()) {
            return;
        }
        self.state.clear();
        let Some(exercise) = self.editing.exercise() else {
            focus_soon("#faults");
            return;
        };
        let end_draft = self.editing.ending();
        self.state.run(async move {
            let document = OpaqueDocument::of_exercise(&exercise);
            let document = document.map_err(|error| self.text.decode_error(&error))?;
            self.store(document).await?;
            end_draft();
            self.state.go(Route::Exercise(ExerciseId::Own(self.id)));
            Ok(())
        });
    }

    /// Replaces the document that the person saw.
    async fn store(self, document: OpaqueDocument) -> Result<(), String> {
        let id = DocumentId::Exercise(self.id);
        let wanted = ChangeSet::of_document(id, self.base.get_value(), Some(document));
        match self.store.change(wanted, self.text.saved()).await {
            Err(SaveError::Changed(_)) => {
                // A second attempt replaces theirs.
                self.base.set_value(untrack(|| self.store.document(id)));
                Err(self.text.exercise_changed().to_owned())
            }
            saved => saved.map_err(|error| self.text.save_error(&error)),
        }
    }
}
