//! The forms of the actions on the selected clients.

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{
            BulkEdit, Choice, ChoiceField, FormFailure, FormState, TextField, date_of_today,
            focus_first_error, spares_composition, typed_date,
        },
        state::{use_store, use_text},
    },
    domain::{
        CivilDate, ClientEdit, DateError, EntryId, Stage,
        draft::{LaterDateError, TypedDateError, typed_tags},
    },
    platform,
};

/// Adds tags or takes them away.
#[component]
pub fn TagForm(edit: BulkEdit, open: RwSignal<bool>) -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let tags = RwSignal::new(String::new());
    let removes = RwSignal::new(0_usize);
    let choices = vec![
        Choice::new("add", text.add_tags()),
        Choice::new("remove", text.remove_tags()),
    ];
    let read = move || {
        let typed = typed_tags(&tags.get_untracked());
        let tags = state.accept("selected-tags", typed, |error| text.client_error(&error))?;
        if tags.is_empty() {
            let none = Err::<(), ()>(());
            state.accept("selected-tags", none, |()| text.no_tag_typed().to_owned())?;
        }
        Some(tags)
    };
    let submit = move || {
        let Some(tags) = read() else { return };
        open.set(false);
        if removes.get_untracked() == 0 {
            edit.begin(ClientEdit::AddTags(tags), move |count| {
                text.clients_tagged(count)
            });
        } else {
            let words = move |count| text.clients_untagged(count);
            edit.begin(ClientEdit::RemoveTags(tags), words);
        }
    };
    view! {
        <ActionForm id="tag-form" state open save=text.save() submit>
            <ChoiceField name="selected-tag-action" label=text.tags_label() value=removes choices/>
            <TextField
                name="selected-tags"
                label=text.tags_label()
                value=tags
                state
                hint=text.tags_hint()
            />
        </ActionForm>
    }
}

/// Enters one stage, with one date.
#[component]
pub fn StageForm(edit: BulkEdit, open: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let date = typed_date(store, None);
    let chosen = RwSignal::new(0_usize);
    let choices = Stage::ALL.map(|stage| Choice::new(stage.id(), text.stage_name(stage)));
    let read = move || {
        let today = store.today_at_save();
        let typed = date.get_untracked().parse::<CivilDate>();
        let typed = typed.map_err(TypedDateError::from).and_then(|date| {
            if today < date {
                return Err(DateError::AfterToday { today }.into());
            }
            Ok(date)
        });
        state.accept("selected-date", typed, |error| {
            text.typed_date_error(&error)
        })
    };
    let submit = move || {
        let Some(date) = read() else { return };
        open.set(false);
        let entered = ClientEdit::EnterStage {
            id: EntryId::new(platform::random_number()),
            date,
            stage: Stage::ALL[chosen.get_untracked()],
        };
        edit.begin(entered, move |count| text.clients_moved(count));
    };
    view! {
        <ActionForm id="stage-form" state open save=text.save() submit>
            <ChoiceField
                name="selected-stage"
                label=text.stage()
                value=chosen
                choices=choices.to_vec()
            />
            <TextField
                name="selected-date"
                label=text.date_label()
                value=date
                state
                kind="date"
                max=date_of_today(store)
            />
        </ActionForm>
    }
}

/// Leaves the clients out of the priority list until a day.
#[component]
pub fn SnoozeForm(edit: BulkEdit, open: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let tomorrow = move || untrack(|| store.today()).plus_days(1);
    let first = tomorrow().map(|day| day.to_string()).unwrap_or_default();
    let date = RwSignal::new(first.clone());
    let read = move || {
        let typed = date.get_untracked().parse::<CivilDate>();
        let typed = typed
            .map_err(LaterDateError::from)
            .and_then(|date| match tomorrow() {
                Some(earliest) if date < earliest => Err(LaterDateError::Before { earliest }),
                _ => Ok(date),
            });
        let words = |error| text.typed_later_date_error(&error);
        state.accept("selected-until", typed, words)
    };
    let submit = move || {
        let Some(until) = read() else { return };
        open.set(false);
        let day = text.full_date(until);
        edit.begin(ClientEdit::Snooze(until), move |count| {
            text.clients_snoozed_until(&count, &day)
        });
    };
    view! {
        <ActionForm id="snooze-form" state open save=text.snooze() submit>
            <TextField
                name="selected-until"
                label=text.snooze_date()
                value=date
                state
                kind="date"
                min=first
            />
        </ActionForm>
    }
}

/// A form in the dialog.
#[component]
pub fn ActionForm(
    id: &'static str,
    state: FormState,
    open: RwSignal<bool>,
    save: &'static str,
    submit: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    let text = use_text();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        submit();
        focus_first_error();
    };
    view! {
        <form class="form" id=id novalidate on:submit=submit on:keydown=|event| spares_composition(&event)>
            <FormFailure state/>
            {children()}
            <p class="actions">
                <button class="button button--primary" type="submit">{save}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {text.cancel()}
                </button>
            </p>
        </form>
    }
}
