//! The session of a page, as it is stored now, and its commands.

use leptos::prelude::*;

use crate::{
    app::{
        components::{Lookup, page_about, session_of},
        state::{Store, use_store, use_text},
    },
    documents::{DocumentId, OpaqueDocument, UndoneDocument},
    domain::{EntryId, classroom::Session},
    storage::ChangeSet,
};

/// The session of a page.
#[derive(Clone, Copy)]
pub struct CurrentSession {
    /// The session's id.
    pub id: EntryId,
    store: Store,
    session: Memo<Lookup<Session>>,
}

/// A page about a session, built once: it stays while the session changes.
pub fn session_page<V: IntoView + 'static>(
    id: EntryId,
    page: impl Fn(CurrentSession) -> V + Send + Sync + 'static,
) -> impl IntoView {
    let current = CurrentSession::of(id);
    let session = current.session;
    let found = move || {
        session.with(|session| match session {
            Lookup::Loading => Lookup::Loading,
            Lookup::Failed(words) => Lookup::Failed(words.clone()),
            Lookup::Found(_) => Lookup::Found(()),
        })
    };
    page_about(found, move |()| page(current))
}

impl CurrentSession {
    /// The session of this id.
    pub fn of(id: EntryId) -> Self {
        let (store, text) = (use_store(), use_text());
        let session = Memo::new(move |_| session_of(store, text, id));
        Self { id, store, session }
    }

    /// Reads from the session; `None` once it is deleted.
    pub fn read<T>(self, read: impl FnOnce(&Session) -> T) -> Option<T> {
        self.session.with(|session| match session {
            Lookup::Found(session) => Some(read(session)),
            Lookup::Loading | Lookup::Failed(_) => None,
        })
    }

    /// Reads from the session without tracking it.
    pub fn read_now<T>(self, read: impl FnOnce(&Session) -> T) -> Option<T> {
        untrack(|| self.read(read))
    }

    /// Changes the session without a message, and returns the result of `edit`.
    ///
    /// # Errors
    /// The reason in words; then nothing has changed.
    pub async fn edit<T>(self, edit: impl FnOnce(&mut Session) -> T) -> Result<T, String> {
        let text = self.store.text();
        let edited = self
            .store
            .edit_document(DocumentId::Session(self.id), |newest| {
                let mut session = match newest.map(OpaqueDocument::session) {
                    None => return (None, Err(text.session_missing().to_owned())),
                    Some(Err(reason)) => return (None, Err(text.document_unreadable(&reason))),
                    Some(Ok(session)) => session,
                };
                let output = edit(&mut session);
                match OpaqueDocument::of_session(&session) {
                    Ok(document) => (Some(document), Ok(output)),
                    Err(reason) => (None, Err(text.session_not_made(&reason))),
                }
            });
        edited.await.map_err(|error| text.save_error(&error))?
    }

    /// Like [`Self::edit`], but shows a failure as a toast.
    pub async fn edit_or_toast(self, edit: impl FnOnce(&mut Session)) {
        if let Err(words) = self.edit(edit).await {
            self.store.show_toast(&words);
        }
    }

    /// Replaces the session by `wanted`, and shows a message with an undo action, or the failure.
    pub async fn put(self, wanted: Session, words: &str) {
        let text = self.store.text();
        let id = DocumentId::Session(self.id);
        let document = match OpaqueDocument::of_session(&wanted) {
            Ok(document) => document,
            Err(reason) => return self.store.show_toast(&text.session_not_made(&reason)),
        };
        let before = untrack(|| self.store.document(id));
        let wanted = ChangeSet::of_document(id, before, Some(document));
        let put = self
            .store
            .change_with_undo(wanted, words, UndoneDocument::with_submissions);
        if let Err(error) = put.await {
            self.store.show_toast(&text.save_error(&error));
        }
    }

    /// Deletes the session, and shows a message with an undo action.
    ///
    /// # Errors
    /// The reason in words; then the session still exists.
    pub async fn remove(self, words: &str) -> Result<(), String> {
        let id = DocumentId::Session(self.id);
        let removed = self.store.remove_document(id, words).await;
        removed.map_err(|error| self.store.text().save_error(&error))
    }
}
