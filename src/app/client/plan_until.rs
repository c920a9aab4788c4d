//! The parts that the cards of planned actions share: a due date with the button that plans until it, and
//! the row of an action with what can be done about it.

use std::sync::Arc;

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::calendar::ToCalendar;
use crate::{
    app::{
        components::focus_soon,
        state::{Store, use_store, use_text},
    },
    domain::{
        ActionOrigin, ActionOutcome, CivilDate, Client, EntryId, NextDay, NonEmptyText,
        PlannedAction, RecordKind,
    },
    i18n::Text,
    platform,
    route::Route,
};

/// Saves a planned action, and has the focus on a card once it is shown.
pub fn save_action(store: Store, client: Arc<Client>, action: PlannedAction, focus: &'static str) {
    spawn_local(async move {
        match store.put_record(client, action.into()).await {
            Ok(()) => focus_soon(focus),
            Err(error) => store.show_toast(&error.words(store.text())),
        }
    });
}

/// A new action, planned today and open.
pub fn planned_today(
    store: Store,
    due: CivilDate,
    what: NonEmptyText,
    origin: ActionOrigin,
) -> PlannedAction {
    PlannedAction {
        id: EntryId::new(platform::random_number()),
        date: store.today_at_save(),
        due,
        what,
        origin,
        outcome: None,
        review: None,
    }
}

/// A due date from today on, and the button that plans until it.
#[component]
pub fn PlanUntil(
    /// The field's id, unique on the page.
    id: String,
    /// The button's words.
    label: &'static str,
    /// Its name if the words alone do not tell it.
    #[prop(optional)]
    which: Option<String>,
    /// In how many days it is due unless another day is chosen.
    usual_days: i64,
    /// The field, if something else reads its date too.
    #[prop(optional)]
    date: NodeRef<html::Input>,
    plan: impl Fn(CivilDate) + 'static,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let fault = RwSignal::new(None::<String>);
    let today = untrack(|| store.today());
    let usual = today.plus_days(usual_days).unwrap_or(today).to_string();
    let press = move |_| {
        let due = due_in(store, date);
        fault.set(due.clone().err());
        if let Ok(due) = due {
            plan(due);
        }
    };
    let shown = move || {
        let fault = fault.get();
        fault.map(|words| view! { <p class="form__failure" role="alert">{words}</p> })
    };
    view! {
        <div class="plan__until">
            <label class="plan__date">
                {text.plan_until()}
                <input class="field__input" type="date" id=id node_ref=date min=today.to_string() value=usual/>
            </label>
            <button class="button" type="button" aria-label=which on:click=press>{label}</button>
        </div>
        {shown}
    }
}

/// The due date in a field.
///
/// # Errors
/// The fault of the date, in words.
pub fn due_in(store: Store, date: NodeRef<html::Input>) -> Result<CivilDate, String> {
    let text = store.text();
    let typed = date.get_untracked();
    let typed = typed.map_or_else(String::new, |field| field.value());
    let due = typed.parse::<CivilDate>();
    let due = due.map_err(|_| text.date_error_malformed().to_owned())?;
    let earliest = store.today_at_save();
    if due < earliest {
        return Err(text.later_date_error(&earliest));
    }
    Ok(due)
}

/// The next day of an action, and whether it has passed, in words; none if the action has no next day.
fn day_words(text: Text, action: &PlannedAction, today: CivilDate) -> Option<AnyView> {
    let next = action.next_day()?;
    let (date, is_overdue) = (text.full_date(next.date()), next.date() < today);
    let words = match (next, is_overdue) {
        (NextDay::Due(_), false) => text.action_due(&date),
        (NextDay::Due(_), true) => text.action_overdue(&date),
        (NextDay::Review(_), false) => text.action_review_on(&date),
        (NextDay::Review(_), true) => text.action_review_overdue(&date),
    };
    Some(if is_overdue {
        view! { <strong>{words}</strong> }.into_any()
    } else {
        view! { <span class="quiet">{words}</span> }.into_any()
    })
}

/// An action that asks for something: the day, and what can be done about it.
#[component]
pub fn ActionRow(
    client: Arc<Client>,
    action: PlannedAction,
    /// The element that has the focus after a button was pressed.
    focus: &'static str,
    /// The entry whose day is to go into the calendar.
    calendar: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let id = action.id;
    let what = action.what.as_str().to_owned();
    let day = day_words(text, &action, untrack(|| store.today()));
    let form = Route::Record(client.id(), RecordKind::Action, Some(id)).to_string();
    let (link, which) = if action.is_open() {
        (text.edit(), text.edit_entry(&what))
    } else {
        (text.action_review(), text.action_review_which(&what))
    };
    let [done_which, dismiss_which] = [
        text.action_mark_done_which(&what),
        text.action_dismiss_which(&what),
    ];
    let settle = action.is_open().then(|| {
        let settled = StoredValue::new((client, action));
        let settle = move |outcome: fn(CivilDate) -> ActionOutcome| {
            let (client, mut action) = settled.get_value();
            action.outcome = Some(outcome(store.today_at_save()));
            save_action(store, client, action, focus);
        };
        view! {
            <button class="button" type="button" data-action="done" aria-label=done_which on:click=move |_| settle(ActionOutcome::Done)>
                {text.action_mark_done()}
            </button>
            <button class="button button--quiet" type="button" data-action="dismiss" aria-label=dismiss_which on:click=move |_| settle(ActionOutcome::Dismissed)>
                {text.action_dismiss()}
            </button>
        }
    });
    view! {
        <p>{what.clone()}" "{day}</p>
        <p class="plan__buttons">
            {settle}
            <a class="button button--quiet" href=form aria-label=which>{link}</a>
            <ToCalendar entry=id what chosen=calendar/>
        </p>
    }
}
