//! The results of a session, which the board and the report show: its submissions beside the key.
//!
//! Invariant: neither page is made before the session is revealed, so the document contains neither
//! the answers nor the key.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    super::components::{Lookup, exercise_of_session, page_about, session_of, sources},
    session::SessionNav,
};
use crate::{
    app::state::use_text,
    domain::{
        EntryId,
        classroom::{Board, Session},
    },
    i18n::Text,
    route::{Route, SessionPart},
};

/// A revealed session with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The session.
    pub session: Session,
    /// Its figures beside the key.
    pub board: Board,
}

/// The current results; `None` while the page is being left.
pub type CurrentResults = Memo<Option<Arc<Results>>>;

/// A page of results, which stays while submissions come in. Before the session is revealed it
/// shows how many have submitted, and a link to reveal.
pub fn results_page<V: IntoView + 'static>(
    id: EntryId,
    part: SessionPart,
    page: impl Fn(CurrentResults) -> V + Send + Sync + 'static,
) -> impl IntoView {
    let (store, text, built_in) = sources();
    let session = Memo::new(move |_| session_of(store, text, id));
    let found = Memo::new(move |_| match session.get() {
        Lookup::Found(session) if session.is_revealed => {
            match exercise_of_session(store, text, built_in, &session) {
                Lookup::Found(exercise) => {
                    let board = Board::new(exercise, &session);
                    Lookup::Found(Some(Arc::new(Results { session, board })))
                }
                Lookup::Loading => Lookup::Loading,
                Lookup::Failed(words) => Lookup::Failed(words),
            }
        }
        Lookup::Found(_) => Lookup::Found(None),
        Lookup::Loading => Lookup::Loading,
        Lookup::Failed(words) => Lookup::Failed(words),
    });
    let results = Memo::new(move |_| match found.get() {
        Lookup::Found(results) => results,
        Lookup::Loading | Lookup::Failed(_) => None,
    });
    let is_revealed = move || match found.get() {
        Lookup::Found(results) => Lookup::Found(results.is_some()),
        Lookup::Loading => Lookup::Loading,
        Lookup::Failed(words) => Lookup::Failed(words),
    };
    page_about(is_revealed, move |is_revealed| {
        if is_revealed {
            view! { <SessionNav id part/>{page(results)} }.into_any()
        } else {
            view! { <SessionNav id part/><NotRevealed id session/> }.into_any()
        }
    })
}

#[component]
fn NotRevealed(id: EntryId, session: Memo<Lookup<Session>>) -> impl IntoView {
    let text = use_text();
    let about = move || match session.get() {
        Lookup::Found(session) => {
            let title = session.title.as_str().to_owned();
            let count = session.latest().len();
            let count = [Some(text.handed_in(count)), expected(text, &session)];
            let count = count.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Some(view! {
                <p><bdi>{title}</bdi></p>
                <p class="results__count" id="handed-in" aria-live="polite">{count}</p>
            })
        }
        Lookup::Loading | Lookup::Failed(_) => None,
    };
    let to_reveal = Route::Session(id, SessionPart::Join).to_string();
    view! {
        <div class="page page--text" id="not-revealed">
            <h1 class="page__title" tabindex="-1">{text.not_revealed()}</h1>
            {about}
            <p>{text.not_revealed_hint()}</p>
            <p><a class="button button--primary" id="to-reveal" href=to_reveal>{text.to_reveal()}</a></p>
        </div>
    }
}

/// How many are expected, to follow the number of submissions.
pub fn expected(text: Text, session: &Session) -> Option<String> {
    session.expects().map(|count| text.of_expected(&count))
}
