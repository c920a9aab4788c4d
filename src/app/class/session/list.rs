//! The sessions of this trainer.

use leptos::prelude::*;

use super::{import_session::ImportSession, nav::part_name};
use crate::{
    app::state::{use_store, use_text},
    documents::{DocumentId, OpaqueDocument},
    domain::{CivilDate, EntryId, Name, classroom::Session},
    route::{Route, SessionPart},
};

/// The part of a session that the list shows.
#[derive(Clone, PartialEq)]
struct Row {
    id: EntryId,
    made: CivilDate,
    title: Name,
    count: usize,
    of: Option<usize>,
    is_revealed: bool,
}

/// The sessions of this trainer, newest first.
#[component]
pub fn SessionList() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let rows = Memo::new(move |_| {
        let documents = store.documents();
        let sessions = documents.iter().filter_map(|(id, document)| match id {
            DocumentId::Session(id) => Some(row(*id, document)),
            DocumentId::Exercise(_) | DocumentId::Team(_) => None,
        });
        let mut rows: Vec<_> = sessions.collect();
        // Unreadable ones come last.
        rows.sort_by_key(|row| std::cmp::Reverse(row.as_ref().ok().map(|row| row.made)));
        rows
    });
    let list = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return view! { <p class="empty">{text.no_sessions()}</p> }.into_any();
        }
        let rows = rows.into_iter().map(|row| match row {
            Ok(row) => view! { <SessionRow row/> }.into_any(),
            Err((id, reason)) => {
                let id = format!("unread-{id}");
                let words = text.document_unreadable(&reason);
                view! { <li class="card" id=id>{words}</li> }.into_any()
            }
        });
        view! { <ul class="cards" id="sessions">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section>
            <h2 class="section__title">{text.sessions()}</h2>
            {list}
            <details class="fold" id="import-session">
                <summary>{text.import_session()}</summary>
                <p>{text.import_session_hint()}</p>
                <ImportSession/>
            </details>
        </section>
    }
}

fn row(id: EntryId, document: &OpaqueDocument) -> Result<Row, (EntryId, String)> {
    let session: Session = document
        .session()
        .map_err(|reason| (id, reason.to_string()))?;
    Ok(Row {
        id,
        made: session.made,
        count: session.latest().len(),
        of: session.expects(),
        is_revealed: session.is_revealed,
        title: session.title,
    })
}

#[component]
fn SessionRow(row: Row) -> impl IntoView {
    let text = use_text();
    let Row { id, made, .. } = row;
    let link = move |part| Route::Session(id, part).to_string();
    let count = match row.of {
        Some(of) => text.handed_in_of(&row.count, &of),
        None => text.handed_in_count(&row.count),
    };
    let state = if row.is_revealed {
        text.is_revealed()
    } else {
        text.is_not_revealed()
    };
    let title = row.title.as_str().to_owned();
    let parts = SessionPart::ALL.map(|part| {
        // The four links have the same words in each row, so their accessible names include the
        // session.
        let label = format!("{} {title}", part_name(text, part));
        view! {
            <li><a class="link" href=link(part) aria-label=label>{part_name(text, part)}</a></li>
        }
    });
    view! {
        <li class="card session-row">
            <h3 class="session-row__title">
                <a href=link(SessionPart::Join)><bdi>{title.clone()}</bdi></a>
            </h3>
            <p class="quiet">{text.full_date(made)}" · "{count}" · "{state}</p>
            <ul class="session-row__parts">{parts.collect_view()}</ul>
        </li>
    }
}
