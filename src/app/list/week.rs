//! The list of all that is due within a week.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::{
    app::state::{use_store, use_text},
    domain::{CivilDate, ClientId, Due, OpenKind, RecordKind, Stage, sorted},
    i18n::Text,
    route::Route,
};

/// How many days after today it looks ahead: seven with today.
const DAYS_AHEAD: i64 = 6;

/// The most entries that stand in the page.
const MOST: usize = 20;

/// An entry: when, what, and where it is.
#[derive(Clone, PartialEq)]
struct Entry {
    date: CivilDate,
    client: ClientId,
    name: String,
    what: String,
    route: Route,
}

/// Open promises and next contacts from today on, and all that planned actions ask for, also if that is
/// overdue: it has no points, and stands nowhere else. Nothing if there is none. Any other that is overdue
/// is a reason of its row.
#[component]
pub fn Week() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let due = Memo::new(move |_| {
        let today = store.today();
        let end = today.plus_days(DAYS_AHEAD).unwrap_or(today);
        let mut entries = Vec::new();
        for listed in store.listed() {
            let summary = &listed.summary;
            let is_over = matches!(summary.stage, Some((Stage::Ended, _)));
            for due in summary.due(end) {
                let is_past = due.date() < today;
                let (what, kind, entry) = match due {
                    Due::Contact(_) if !is_past && !is_over => {
                        (text.next_contact().to_owned(), RecordKind::Contact, None)
                    }
                    Due::Entry(entry) if !is_past || entry.kind != OpenKind::Promise => {
                        let what = entry.what.as_str();
                        let (what, kind) = match entry.kind {
                            OpenKind::Promise => (text.promise_named(&what), RecordKind::Promise),
                            OpenKind::Action => (text.action_named(&what), RecordKind::Action),
                            OpenKind::Review => {
                                (text.action_review_named(&what), RecordKind::Action)
                            }
                        };
                        (what, kind, Some(entry.id))
                    }
                    _ => continue,
                };
                entries.push(Entry {
                    date: due.date(),
                    client: summary.id,
                    name: text.summary_line(summary),
                    what,
                    route: Route::Record(summary.id, kind, entry),
                });
            }
        }
        sorted(entries, |a, b| (a.date, a.client).cmp(&(b.date, b.client)))
    });
    move || {
        let entries = due.get();
        let rest = entries.len().saturating_sub(MOST);
        let today = store.today();
        let rows = entries.iter().take(MOST).map(|entry| {
            view! {
                <li class="today__due">
                    <span class="quiet">{day(text, entry.date, today)}</span>
                    <a href=entry.route.to_string()><strong>{entry.name.clone()}</strong>" "{entry.what.clone()}</a>
                </li>
            }
        });
        (!entries.is_empty()).then(|| {
            view! {
                <section class="today__section" id="due" aria-labelledby="due-title">
                    <h2 class="section__title" id="due-title">{text.due_within_a_week()}</h2>
                    <ul role="list">{rows.collect_view()}</ul>
                    {(0 < rest).then(|| view! { <p class="quiet">{text.more_are_due(rest)}</p> })}
                </section>
            }
        })
    }
}

fn day(text: Text, date: CivilDate, today: CivilDate) -> String {
    match date.cmp(&today) {
        Ordering::Less => text.action_overdue(&text.full_date(date)),
        Ordering::Equal => text.on_this_day().to_owned(),
        Ordering::Greater => text.full_date(date),
    }
}
