//! An edit of several clients: its progress, and what became of it.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::state::{Store, Toast, ToastAction, use_store, use_text},
    domain::{ClientEdit, ClientId},
    i18n::Text,
};

/// How many of those that failed are named.
const MOST_NAMED: usize = 10;

/// The result of an edit, in words.
#[derive(Clone, Debug, PartialEq)]
enum Told {
    /// Nobody failed.
    Done(String),
    /// Some failed: how many did not, and who did, with why; how many more.
    Failed(String, Vec<String>, usize),
}

/// An edit of the clients that are chosen.
#[derive(Clone, Copy)]
pub struct BulkEdit {
    chosen: Memo<Vec<ClientId>>,
    store: Store,
    text: Text,
    is_busy: RwSignal<bool>,
    told: RwSignal<Option<Told>>,
}

impl BulkEdit {
    /// The edit of these.
    pub fn of(chosen: Memo<Vec<ClientId>>) -> Self {
        Self {
            chosen,
            store: use_store(),
            text: use_text(),
            is_busy: RwSignal::new(false),
            told: RwSignal::new(None),
        }
    }

    /// Whether anybody is selected, and nothing goes on; tells if nobody is.
    pub fn may_begin(self) -> bool {
        let is_some = self.chosen.with_untracked(|chosen| !chosen.is_empty());
        if !self.is_busy.get_untracked() {
            let told = (!is_some)
                .then(|| Told::Failed(self.text.select_somebody().to_owned(), Vec::new(), 0));
            self.told.set(told);
        }
        is_some && !self.is_busy.get_untracked()
    }

    /// Makes an edit to the chosen clients; `words` tell how many were changed.
    pub fn begin(self, edit: ClientEdit, words: impl FnOnce(usize) -> String + 'static) {
        self.is_busy.set(true);
        self.told.set(None);
        let ids = self.chosen.get_untracked();
        spawn_local(async move {
            let told = self.carry_out(ids, edit, words).await;
            // The bar may be gone by now; the toast tells of what was changed.
            self.told.try_set(Some(told));
            self.is_busy.try_set(false);
        });
    }

    async fn carry_out(
        self,
        ids: Vec<ClientId>,
        edit: ClientEdit,
        words: impl FnOnce(usize) -> String,
    ) -> Told {
        let (store, text) = (self.store, self.text);
        // Who is put into the bin has no name in the list afterwards.
        let names = untrack(|| store.listed());
        let each = match store.edit_each(ids, edit, words).await {
            Ok(each) => each,
            Err(error) => return Told::Failed(text.save_error(&error), Vec::new(), 0),
        };
        let changed = text.clients_changed(each.changed);
        let mut done = vec![changed];
        if 0 < each.unchanged {
            done.push(text.clients_unchanged(each.unchanged));
        }
        let done = done.join(text.list_comma());
        if each.failed.is_empty() {
            return Told::Done(done);
        }
        let failures = each.failed.iter().take(MOST_NAMED).map(|(id, error)| {
            let is_it = |place: usize| (names[place].summary.id == *id).then_some(place);
            let place = (0..names.len()).find_map(is_it);
            let name = place.map(|place| text.summary_line(&names[place].summary));
            text.client_not_changed(&name.unwrap_or_default(), &text.not_changed(error))
        });
        let failed = each.failed.len();
        let words = text.some_not_changed(&done, &failed);
        Told::Failed(words, failures.collect(), failed.saturating_sub(MOST_NAMED))
    }
}

/// How much is left of the edit, and then what became of it.
#[component]
pub fn EditOutcome(edit: BulkEdit) -> impl IntoView {
    let text = use_text();
    let store = use_store();
    // After an undo it is not so any more.
    Effect::new(move || {
        let undone = |toast: Toast| toast.action == Some(ToastAction::Redo);
        if store.toasts().shown().is_some_and(undone) {
            edit.told.set(None);
        }
    });
    let progress = move || {
        edit.is_busy.get().then(|| match store.command_left() {
            0 => text.changing_clients().to_owned(),
            left => text.clients_left_to_change(left),
        })
    };
    let done = move || match edit.told.get() {
        Some(Told::Done(words)) => Some(words),
        _ => None,
    };
    let failed = move || {
        let Some(Told::Failed(words, named, more)) = edit.told.get() else {
            return None;
        };
        let named = named.into_iter().map(|words| view! { <li>{words}</li> });
        Some(view! {
            <div class="edit-failed" role="alert" id="edit-failed">
                <p>{words}</p>
                <ul>{named.collect_view()}</ul>
                {(0 < more).then(|| view! { <p>{text.and_more_clients(more)}</p> })}
            </div>
        })
    };
    view! {
        <p role="status" id="edit-outcome">{progress}{done}</p>
        {failed}
    }
}
