//! A session that a page is about, as it is stored now, and the ways to change it.

use leptos::prelude::*;

use crate::{
    app::{
        components::{Lookup, page_about, session_of},
        state::{Store, use_store, use_text},
    },
    documents::{DocumentId, OpaqueDocument},
    domain::{EntryId, classroom::Session},
    storage::ChangeSet,
};

/// A session that a page is about.
#[derive(Clone, Copy)]
pub struct CurrentSession {
    /// Which one.
    pub id: EntryId,
    store: Store,
    session: Memo<Lookup<Session>>,
}

/// A page about a session: it is made once, and stays while the session changes.
pub fn session_page<V: IntoView + 'static>(
    id: EntryId,
    page: impl Fn(CurrentSession) -> V + Send + Sync + 'static,
) -> impl IntoView {
    let (store, text) = (use_store(), use_text());
    let session = Memo::new(move |_| session_of(store, text, id));
    let current = CurrentSession { id, store, session };
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
    /// What can be read of it; none once it is gone.
    pub fn read<T>(self, read: impl FnOnce(&Session) -> T) -> Option<T> {
        self.session.with(|session| match session {
            Lookup::Found(session) => Some(read(session)),
            Lookup::Loading | Lookup::Failed(_) => None,
        })
    }

    /// The same, of what it is at this moment.
    pub fn read_now<T>(self, read: impl FnOnce(&Session) -> T) -> Option<T> {
        untrack(|| self.read(read))
    }

    /// Changes it, and says nothing of it. Tells what `edit` gave.
    ///
    /// # Errors
    /// In words; then nothing has changed.
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
        let edited = edited.await.map_err(|error| text.save_error(&error))?;
        // What the notice offers to undo is the change before this one.
        if edited.is_ok() && untrack(|| self.store.toasts().shown()).is_some_and(|it| it.undo) {
            self.store.toasts().dismiss();
        }
        edited
    }

    /// The same where a failure has no place but a notice.
    pub async fn edit_or_toast(self, edit: impl FnOnce(&mut Session)) {
        if let Err(words) = self.edit(edit).await {
            self.store.show_toast(&words);
        }
    }

    /// Puts `wanted` in its place, and tells so with the way to take that back; a failure is told.
    pub async fn put(self, wanted: Session, words: &str) {
        let text = self.store.text();
        let id = DocumentId::Session(self.id);
        let document = match OpaqueDocument::of_session(&wanted) {
            Ok(document) => document,
            Err(reason) => return self.store.show_toast(&text.session_not_made(&reason)),
        };
        let before = untrack(|| self.store.document(id));
        let wanted = ChangeSet::of_document(id, before, Some(document));
        if let Err(error) = self.store.change(wanted, words).await {
            self.store.show_toast(&text.save_error(&error));
        }
    }

    /// Takes it away, and tells so with the way to take that back.
    ///
    /// # Errors
    /// In words; then it is still there.
    pub async fn remove(self, words: &str) -> Result<(), String> {
        let id = DocumentId::Session(self.id);
        let removed = self.store.remove_document(id, words).await;
        removed.map_err(|error| self.store.text().save_error(&error))
    }
}
