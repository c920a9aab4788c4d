//! One row: a client, the reasons to turn to them, and what can be done about it at once.

use leptos::prelude::*;

use crate::{
    app::{
        split::{Screen, SplitPage},
        state::{use_store, use_text},
    },
    domain::{ClientId, Priority, Reason, RecordKind, Summary, Unit},
    i18n::Text,
    route::Route,
};

/// The entry of the glossary that explains the points.
const GLOSSARY: &str = "#/learn/points";

/// A row of the priority list.
#[component]
pub fn Row(priority: Priority) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let summary = &*priority.summary;
    let id = summary.id;
    let name = text.summary_line(summary);
    let stage = summary.stage.map_or_else(String::new, |(stage, _)| {
        text.stage_name(stage).to_owned() + " · "
    });
    let points = text.follow_up_points(priority.points());
    let unit = untrack(|| store.settings()).unit;
    let reasons = priority.reasons.iter().map(|reason| {
        view! {
            <li class="today__reason" data-reason=reason.id()>
                <span aria-hidden="true">{mark(reason)}</span>
                <a href=mended_at(reason, summary).to_string()>{in_words(reason, text, unit)}</a>
            </li>
        }
    });
    let reasons = reasons.collect_view();
    // There is no row without a reason.
    let (route, words) = first_step(priority.reasons.first(), summary, text);
    let label = [words, text.colon(), &name].concat();
    view! {
        <li class="today__row">
            <h2 class="today__name"><a href=Route::Client(id).to_string()>{name.clone()}</a></h2>
            <p class="quiet">{stage}<a href=GLOSSARY.to_owned()>{points}</a></p>
            <ul role="list">{reasons}</ul>
            <div class="today__actions">
                <a class="button button--primary" href=route.to_string() aria-label=label>{words}</a>
                <Snooze id name/>
            </div>
        </li>
    }
}

/// Leaves the client out until a day. The days are made when they are asked for, in another file: a field for
/// a date is costly, even where nobody sees it.
#[component]
fn Snooze(id: ClientId, name: String) -> impl IntoView {
    let text = use_text();
    let is_open = RwSignal::new(false);
    let toggled = move |event| {
        is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <details class="today__snooze" open=move || is_open.get() on:toggle=toggled>
            <summary class="button" aria-label=text.snooze_who(&name)>{text.snooze()}</summary>
            {move || is_open.get().then(|| view! { <SplitPage screen=Screen::SnoozeDays(id)/> })}
        </details>
    }
}

/// The sentence of a reason.
fn in_words(reason: &Reason, text: Text, unit: Unit) -> String {
    match reason {
        Reason::UnrecoveredBreach(date) => text.reason_breach(&text.full_date(*date)),
        Reason::OverduePromise { promise, days } => {
            let promise = text.promise_named(&promise.what.as_str());
            text.reason_promise(&promise, &text.days(*days))
        }
        Reason::FallingTrend { per_day } => {
            let slope = text.signed(unit.from_per_day(*per_day), 1);
            text.reason_falling(&slope, &text.points_per(unit))
        }
        Reason::OverdueContact { days, cadence } => {
            text.reason_contact(&text.days(*days), &text.days((*cadence).into()))
        }
        Reason::MissedContact { date, days } => {
            text.reason_missed_contact(&text.full_date(*date), &text.days(*days))
        }
        Reason::NoFeedback { days: None } => text.reason_no_feedback().to_owned(),
        Reason::NoFeedback { days: Some(days) } => text.reason_old_feedback(&text.days(*days)),
        Reason::WeakFocus { dimension, score } => {
            text.reason_weak_focus(&text.dimension(*dimension), &text.score(Some(*score)))
        }
        Reason::NoRating { days: None } => text.no_ratings().to_owned(),
        Reason::NoRating { days: Some(days) } => text.reason_old_rating(&text.days(*days)),
    }
}

/// The page on which to act on a reason: the record or its form, else the client's page, which has the
/// figures and the advice.
fn mended_at(reason: &Reason, client: &Summary) -> Route {
    let record = |kind, entry| Route::Record(client.id, kind, entry);
    match reason {
        Reason::UnrecoveredBreach(_) | Reason::FallingTrend { .. } | Reason::WeakFocus { .. } => {
            Route::Client(client.id)
        }
        Reason::OverduePromise { promise, .. } => record(RecordKind::Promise, Some(promise.id)),
        Reason::OverdueContact { .. } | Reason::MissedContact { .. } => {
            record(RecordKind::Contact, None)
        }
        Reason::NoFeedback { .. } => record(feedback(client), None),
        Reason::NoRating { .. } => record(RecordKind::Rating, None),
    }
}

/// The first action that a row offers: that of its weightiest reason, else a contact.
fn first_step(reason: Option<&Reason>, client: &Summary, text: Text) -> (Route, &'static str) {
    let words = match reason {
        Some(Reason::UnrecoveredBreach(_)) => text.repair_plan(),
        Some(Reason::OverduePromise { .. }) => text.promise_settle(),
        Some(Reason::NoFeedback { .. }) if client.kind.has_items() => text.ask(),
        Some(Reason::NoFeedback { .. }) => text.record_feedback_of(client.kind),
        Some(Reason::NoRating { .. }) => text.rate(),
        _ => {
            let contact = Route::Record(client.id, RecordKind::Contact, None);
            return (contact, text.log_contact());
        }
    };
    let route = reason.map_or(Route::Today, |reason| mended_at(reason, client));
    (route, words)
}

/// How their view is learned: by asking, or as they told it, since the items are worded for clients.
const fn feedback(client: &Summary) -> RecordKind {
    if client.kind.has_items() {
        RecordKind::Request
    } else {
        RecordKind::Feedback
    }
}

/// A mark beside the sentence, which says the same.
const fn mark(reason: &Reason) -> &'static str {
    match reason {
        Reason::UnrecoveredBreach(_) | Reason::OverduePromise { .. } => "!",
        Reason::FallingTrend { .. } => "▼",
        Reason::OverdueContact { .. } | Reason::MissedContact { .. } => "◷",
        Reason::NoFeedback { .. } | Reason::WeakFocus { .. } | Reason::NoRating { .. } => "○",
    }
}
