//! The team or the membership of a page, as it is stored now, and its commands.

use leptos::prelude::*;

use crate::{
    app::state::{Store, use_store, use_text},
    documents::{DocumentId, OpaqueDocument, TeamDocument, UndoneDocument},
    domain::{
        CivilDate, EntryId,
        team::{InvalidReport, Membership, Shared, SharedReport, Team},
    },
    i18n::Text,
    route::Route,
    storage::ChangeSet,
};

/// A kind of document that a page is about.
pub trait Stored: Clone + PartialEq + Send + Sync + 'static {
    /// The content, if it is of this kind.
    fn of(document: TeamDocument) -> Option<Self>;
    /// The document.
    fn into_document(self) -> TeamDocument;
}

impl Stored for Team {
    fn of(document: TeamDocument) -> Option<Self> {
        match document {
            TeamDocument::Led(team) => Some(team),
            TeamDocument::Joined(_) => None,
        }
    }

    fn into_document(self) -> TeamDocument {
        TeamDocument::Led(self)
    }
}

impl Stored for Membership {
    fn of(document: TeamDocument) -> Option<Self> {
        match document {
            TeamDocument::Joined(membership) => Some(membership),
            TeamDocument::Led(_) => None,
        }
    }

    fn into_document(self) -> TeamDocument {
        TeamDocument::Joined(self)
    }
}

/// The stored value of a page.
pub struct Current<T: Stored> {
    store: Store,
    id: EntryId,
    value: Memo<Option<T>>,
}

// A derived one would ask the value to be one that can be copied.
#[allow(clippy::expl_impl_clone_on_copy)]
impl<T: Stored> Clone for Current<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Stored> Copy for Current<T> {}

impl<T: Stored> Current<T> {
    /// The value under an id.
    pub fn new(id: EntryId) -> Self {
        let store = use_store();
        let value = Memo::new(move |_| {
            let document = store.document(DocumentId::Team(id))?;
            T::of(document.team().ok()?)
        });
        Self { store, id, value }
    }

    /// The value; none once it is removed.
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// Reads from the value; `None` once it is removed.
    pub fn read<R>(self, read: impl FnOnce(&T) -> R) -> Option<R> {
        self.value.with(|value| value.as_ref().map(read))
    }

    /// Changes the value as it is stored, without a message, and returns what `edit` gives.
    ///
    /// # Errors
    /// The reason in words; then nothing has changed.
    pub async fn edit<R>(self, edit: impl FnOnce(&mut T) -> R) -> Result<R, String> {
        let text = self.store.text();
        let edited = self
            .store
            .edit_document(DocumentId::Team(self.id), |newest| {
                let stored = newest.map(OpaqueDocument::team);
                let mut value = match stored.map(|read| read.map(T::of)) {
                    Some(Ok(Some(value))) => value,
                    Some(Err(reason)) => return (None, Err(text.document_unreadable(&reason))),
                    Some(Ok(None)) | None => return (None, Err(text.team_missing().to_owned())),
                };
                let told = edit(&mut value);
                match OpaqueDocument::of_team(&value.into_document()) {
                    Ok(document) => (Some(document), Ok(told)),
                    Err(reason) => (None, Err(text.team_not_made(&reason))),
                }
            });
        edited.await.map_err(|error| text.save_error(&error))?
    }

    /// As [`Self::edit`]; a failure is told in a toast.
    pub async fn edit_or_toast(self, edit: impl FnOnce(&mut T)) {
        if let Err(words) = self.edit(edit).await {
            self.store.show_toast(&words);
        }
    }

    /// Replaces the value, and tells so with the way to undo it.
    ///
    /// # Errors
    /// The reason in words; then nothing has changed.
    pub async fn put(self, wanted: T, words: &str) -> Result<(), String> {
        put(self.store, self.id, wanted, words).await
    }

    /// Removes the value, and tells so with the way to undo it.
    ///
    /// # Errors
    /// The reason in words; then it is still there.
    pub async fn remove(self, words: &str) -> Result<(), String> {
        let id = DocumentId::Team(self.id);
        let removed = self.store.remove_document(id, words).await;
        removed.map_err(|error| self.store.text().save_error(&error))
    }
}

impl Current<Membership> {
    /// Makes the next edition of the report. It is noted before it goes: no two reports have the same.
    ///
    /// # Errors
    /// The reason in words if it could not be noted; within, why there is no such report.
    pub async fn next_report(
        self,
        shared: &[Shared],
        date: CivilDate,
    ) -> Result<Result<SharedReport, InvalidReport>, String> {
        let report = self.edit(|membership| {
            let report = membership.report(shared, date);
            if let Ok(report) = &report {
                membership.last = Some((report.edition, date));
            }
            report
        });
        report.await
    }
}

/// Stores a team or a membership, and tells so with the way to undo it.
///
/// # Errors
/// The reason in words; then nothing has changed.
pub async fn put<T: Stored>(
    store: Store,
    id: EntryId,
    wanted: T,
    words: &str,
) -> Result<(), String> {
    let text = store.text();
    let id = DocumentId::Team(id);
    let document = OpaqueDocument::of_team(&wanted.into_document());
    let document = document.map_err(|reason| text.team_not_made(&reason))?;
    let before = untrack(|| store.document(id));
    let change = ChangeSet::of_document(id, before, Some(document));
    let changed = store.change_with_undo(change, words, UndoneDocument::with_reports);
    let changed = changed.await;
    changed.map_err(|error| text.save_error(&error))
}

/// All teams and memberships that can be read, and the ids and reasons of those that cannot.
pub fn all(store: Store) -> Vec<Result<TeamDocument, (EntryId, String)>> {
    let documents = store.documents();
    let teams = documents.iter().filter_map(|(id, document)| match id {
        DocumentId::Team(id) => {
            let team = document.team();
            Some(team.map_err(|reason| (*id, reason.to_string())))
        }
        DocumentId::Exercise(_) | DocumentId::Session(_) => None,
    });
    teams.collect()
}

/// The address of a stored team or membership.
pub fn link_to(id: EntryId) -> String {
    format!("{}/{id}", Route::Team)
}

/// Goes to a page of this folder.
pub fn go_to(address: &str) {
    // Setting the hash of the own page never fails.
    let _ = window().location().set_hash(address);
}

/// Words and a reason why a document cannot be shown.
#[component]
pub fn Unreadable(reason: String) -> impl IntoView {
    let text: Text = use_text();
    view! {
        <div class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.team()}</h1>
            <p role="alert">{text.document_unreadable(&reason)}</p>
        </div>
    }
}
