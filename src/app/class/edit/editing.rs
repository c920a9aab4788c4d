//! The state of the form: the draft, and its faults.

use std::{collections::BTreeMap, time::Duration};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};

use super::prefill::prefilled;
use crate::{
    app::{components, state::use_text},
    domain::exercise::{Draft, DraftError, Exercise, Field, PointField, TaskField, TaskKind},
    i18n::Text,
};

/// How long typing may go on before it is kept.
const PAUSE: Duration = Duration::from_millis(200);

/// How many faults the summary lists.
const MOST_LISTED: usize = 5;

/// The draft in the form, its faults, and its persistence.
#[derive(Clone, Copy)]
pub struct Editing {
    text: Text,
    draft: RwSignal<Draft>,
    faults: RwSignal<Vec<(Field, DraftError)>>,
    /// The part that was removed last, in words, and the draft before that.
    removed: RwSignal<Option<(String, Draft)>>,
    /// The question and working that were last written for each task, by its number.
    written: StoredValue<BTreeMap<u32, (String, String)>>,
    began: StoredValue<Draft>,
    kept: components::Draft,
    is_restored: RwSignal<bool>,
    is_due: StoredValue<bool>,
    is_over: StoredValue<bool>,
}

impl Editing {
    /// The form with its initial draft, or the kept one.
    pub fn new(text: Text, began: Draft, kept: components::Draft) -> Self {
        let editing = Self {
            text,
            draft: RwSignal::new(began.clone()),
            faults: RwSignal::new(Vec::new()),
            removed: RwSignal::new(None),
            written: StoredValue::new(BTreeMap::new()),
            began: StoredValue::new(began),
            kept,
            is_restored: RwSignal::new(false),
            is_due: StoredValue::new(false),
            is_over: StoredValue::new(false),
        };
        components::on_leave(move || {
            editing.keep_due(components::Draft::keep_text_at_once);
        });
        spawn_local(async move {
            let left = kept.text().await;
            let left = left.and_then(|text| serde_json::from_str::<Draft>(&text).ok());
            // The page may be gone by now.
            if let Some(left) = left
                && editing.draft.try_set(left).is_none()
            {
                editing.is_restored.try_set(true);
            }
        });
        editing
    }

    /// A part of the draft.
    pub fn with<T>(self, read: impl FnOnce(&Draft) -> T) -> T {
        self.draft.with(read)
    }

    /// The typed text of a field.
    pub fn typed(self, field: Field) -> String {
        self.with(|draft| draft.text(field).to_owned())
    }

    /// Sets a field; generated questions are updated.
    pub fn set(self, field: Field, typed: String) {
        self.faults
            .update(|faults| faults.retain(|(other, _)| *other != field));
        self.change(|draft| draft.set(field, typed));
    }

    /// The fault of a field, in words.
    pub fn fault(self, field: Field) -> Option<String> {
        self.faults.with(|faults| {
            let found = faults.iter().find(|(other, _)| *other == field);
            found.map(|(_, error)| self.text.draft_error(error))
        })
    }

    /// The number of faults in a part.
    pub fn faults_of(self, number: u32) -> usize {
        let is_of = |field: &Field| matches!(field, Field::Point(part, _) | Field::Task(part, _) if *part == number);
        self.faults
            .with(|faults| faults.iter().filter(|(field, _)| is_of(field)).count())
    }

    /// The exercise of the draft; if it has faults, shows them and returns `None`.
    pub fn exercise(self) -> Option<Exercise> {
        let made = self.draft.with_untracked(Draft::exercise);
        let (made, faults) = match made {
            Ok(made) => (Some(made), Vec::new()),
            Err(faults) => (None, faults),
        };
        self.faults.set(faults);
        made
    }

    /// Adds a time point; returns its number.
    pub fn add_point(self) -> u32 {
        self.change_parts(Draft::add_point)
    }

    /// Adds an action to a time point.
    pub fn add_action(self, point: u32) {
        self.change_parts(|draft| draft.add_action(point));
    }

    /// Adds a task; returns its number.
    pub fn add_task(self, kind: TaskKind) -> u32 {
        self.change_parts(|draft| draft.add_task(kind))
    }

    /// Adds a client to a task.
    pub fn add_client(self, task: u32) {
        self.change_parts(|draft| draft.add_client(task));
    }

    /// Removes a part, and offers to restore it.
    pub fn remove(self, number: u32, words: &str) {
        let before = self.draft.get_untracked();
        self.change_parts(|draft| draft.remove(number));
        self.removed
            .set(Some((self.text.part_removed(&words), before)));
    }

    fn put_back(self) {
        if let Some((_, before)) = self.removed.get_untracked() {
            self.change_parts(|draft| draft.put_back(&before));
        }
    }

    /// Adds or removes parts. An earlier removal can no longer be undone.
    fn change_parts<T>(self, edit: impl FnOnce(&mut Draft) -> T) -> T {
        self.removed.set(None);
        self.change(edit)
    }

    fn change<T>(self, edit: impl FnOnce(&mut Draft) -> T) -> T {
        let mut draft = self.draft.get_untracked();
        // Between two complete tasks there may be an incomplete one, which has no words.
        let mut written = self.written.get_value();
        written.extend(prefilled(self.text, &draft));
        let output = edit(&mut draft);
        for (number, new) in prefilled(self.text, &draft) {
            let old = written.insert(number, new.clone()).unwrap_or_default();
            for (field, old, new) in [
                (TaskField::Ask, old.0, new.0),
                (TaskField::Working, old.1, new.1),
            ] {
                let field = Field::Task(number, field);
                let typed = draft.text(field);
                if old != new && (typed.is_empty() || typed == old) {
                    draft.set(field, new);
                }
            }
        }
        self.written.set_value(written);
        self.draft.set(draft);
        self.keep();
        output
    }

    /// Keeps the draft after a short delay.
    fn keep(self) {
        if self.is_due.get_value() {
            return;
        }
        self.is_due.set_value(true);
        set_timeout(move || self.keep_due(components::Draft::keep_text), PAUSE);
    }

    /// Keeps the draft, if some of it is not kept yet.
    fn keep_due(self, keep: fn(components::Draft, String)) {
        // The form may have left the page, been saved, or be kept already.
        let is_due = self.is_due.try_get_value() == Some(true);
        if !is_due || self.is_over.get_value() {
            return;
        }
        self.is_due.set_value(false);
        let text = self.draft.with_untracked(serde_json::to_string);
        // Texts and numbers always serialise.
        keep(self.kept, text.unwrap_or_default());
    }

    /// Whether a kept draft was restored.
    pub fn is_restored(self) -> bool {
        self.is_restored.get()
    }

    /// Resets the form.
    pub fn discard(self) {
        self.kept.drop_text();
        self.is_restored.set(false);
        self.removed.set(None);
        self.faults.set(Vec::new());
        self.draft.set(self.began.get_value());
    }

    /// Deletes the draft: it was saved, or the person left the form on purpose.
    pub fn end(self) {
        self.ending()();
    }

    /// Deletes the draft later, as [`Self::end`] does, also once the form has left the page.
    pub fn ending(self) -> impl FnOnce() + 'static {
        let end = self.kept.ending();
        move || {
            self.is_over.set_value(true);
            end();
        }
    }

    /// A field's place in the form, in words.
    fn place(self, field: Field) -> String {
        let text = self.text;
        let (part, name) = match field {
            Field::Title => (None, text.exercise_title()),
            Field::Minutes => (None, text.exercise_minutes()),
            Field::About => (None, text.exercise_about()),
            Field::Intro => (None, text.exercise_intro()),
            Field::FirstDay => (None, text.first_day()),
            Field::Parts => (None, text.exercise_points()),
            Field::Point(number, field) => {
                let at =
                    self.with(|draft| position(draft.points().iter().map(|it| it.number), number));
                (Some(text.exercise_point(&at)), point_field(text, field))
            }
            Field::Task(number, field) => {
                let at =
                    self.with(|draft| position(draft.tasks().iter().map(|it| it.number), number));
                (Some(text.exercise_task(&at)), task_field(text, field))
            }
        };
        let parts = part.into_iter().chain([name.to_owned()]);
        parts.collect::<Vec<_>>().join(" · ")
    }
}

/// The number of a part among its kind, from 1.
pub fn position(mut numbers: impl Iterator<Item = u32>, number: u32) -> usize {
    numbers.position(|it| it == number).map_or(0, |at| at + 1)
}

const fn point_field(text: Text, field: PointField) -> &'static str {
    match field {
        PointField::Date => text.date_label(),
        PointField::Facts => text.exercise_facts(),
        PointField::Score(dimension) | PointField::Why(dimension) => text.dimension(dimension),
        PointField::Stage | PointField::StageWhy => text.key_stage(),
        PointField::Question => text.own_question(),
        PointField::Actions
        | PointField::Action(_)
        | PointField::ActionWhy(_)
        | PointField::Best => text.key_actions(),
    }
}

const fn task_field(text: Text, field: TaskField) -> &'static str {
    match field {
        TaskField::Ask => text.exercise_question(),
        TaskField::Working => text.exercise_working(),
        TaskField::Unit => text.unit(),
        TaskField::Of => text.task_point(),
        TaskField::Reading => text.reading_what(),
        TaskField::Reads | TaskField::Read(_) => text.reading_points(),
        TaskField::Score(_) | TaskField::Day => text.given_now(),
        TaskField::ScoreBefore(_) | TaskField::DayBefore => text.before_optional(),
        TaskField::Clients
        | TaskField::Name(_)
        | TaskField::From(_)
        | TaskField::FromTotal(_)
        | TaskField::To(_)
        | TaskField::ToTotal(_) => text.clients_compared(),
    }
}

/// Focuses a field, and unfolds what it is in.
pub fn reveal(field: Field) {
    request_animation_frame(move || {
        let Some(found) = document().get_element_by_id(&field.to_string()) else {
            return;
        };
        let mut around = found.parent_element();
        while let Some(element) = around {
            if element.tag_name() == "DETAILS" {
                // Setting an attribute of our own elements never fails.
                let _ = element.set_attribute("open", "");
            }
            around = element.parent_element();
        }
        // The first of several buttons.
        let first: Option<Element> = found.query_selector("input").ok().flatten();
        let target = first.unwrap_or(found);
        if let Ok(target) = target.dyn_into::<HtmlElement>() {
            // A field in the page accepts the focus.
            let _ = target.focus();
        }
    });
}

/// All faults, each with a link to its field.
#[component]
pub fn Faults(editing: Editing) -> impl IntoView {
    let text = use_text();
    let list = move || {
        let faults = editing.faults.get();
        let count = faults.len();
        (0 < count).then(|| {
            let rows = faults.into_iter().take(MOST_LISTED).map(|(field, error)| {
                let place = untrack(|| editing.place(field));
                view! {
                    <li>
                        <button class="faults__link" type="button" on:click=move |_| reveal(field)>
                            <strong>{place}</strong>" "{text.draft_error(&error)}
                        </button>
                    </li>
                }
            });
            let more = MOST_LISTED < count;
            let more = more.then(|| view! { <li>{text.faults_more(&(count - MOST_LISTED))}</li> });
            view! {
                <p><strong>{text.faults(count)}</strong></p>
                <ul class="faults__list">{rows.collect_view()}{more}</ul>
            }
        })
    };
    let is_empty = move || editing.faults.with(Vec::is_empty);
    view! {
        <div class="form__failure faults" id="faults" role="alert" tabindex="-1" hidden=is_empty>
            {list}
        </div>
    }
}

/// The part that was removed last, and the button to restore it.
#[component]
pub fn Removed(editing: Editing) -> impl IntoView {
    let text = use_text();
    let words = move || {
        editing.removed.get().map(|(words, _)| {
            view! {
                <span class="edit__removed">
                    <bdi>{words}</bdi>
                    <button class="button button--quiet" type="button" id="put-back" on:click=move |_| editing.put_back()>
                        {text.undo()}
                    </button>
                </span>
            }
        })
    };
    view! { <div class="edit__status" role="status">{words}</div> }
}

/// The button that removes a part.
#[component]
pub fn Removing(
    editing: Editing,
    number: u32,
    /// The label of the button, with the part's number.
    #[prop(into)]
    label: Signal<String>,
    /// The words shown afterwards.
    #[prop(into)]
    words: Signal<String>,
) -> impl IntoView {
    view! {
        <button
            class="button button--quiet"
            type="button"
            id=format!("remove-{number}")
            on:click=move |_| editing.remove(number, &words.get_untracked())
        >
            {label}
        </button>
    }
}
