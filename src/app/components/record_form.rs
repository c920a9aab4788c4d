//! What the forms of all entries share: the client, the date field, and saving.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::{FormState, TextField, entry_words},
        state::{CommandError, Store, use_store, use_text},
    },
    domain::{CivilDate, Client, ClientId, EntryId, Note, Record},
    platform,
    route::Route,
    storage::SaveError,
};

/// A form for one entry of one client.
#[derive(Clone, Copy)]
pub struct RecordForm {
    client: ClientId,
    /// The client as it was when the form was opened: what the entry changes.
    seen: StoredValue<Arc<Client>>,
    /// The entry's id: of the one edited, or a new one.
    pub id: EntryId,
    /// What the form has to say.
    pub state: FormState,
    /// The date as typed.
    pub date: RwSignal<String>,
    /// The note as typed.
    pub note: RwSignal<String>,
    store: Store,
}

impl RecordForm {
    /// The form of a client's entry, with the entry where it is there already; none where the
    /// client or the entry is gone.
    pub fn open(
        client: ClientId,
        entry: Option<EntryId>,
    ) -> Option<(Self, Arc<Client>, Option<Record>)> {
        let store = use_store();
        let found = untrack(|| store.client(client))?;
        let record = match entry {
            Some(id) => Some(found.record(id)?),
            None => None,
        };
        let date = match &record {
            Some(record) => record.date(),
            None => untrack(|| store.today()),
        };
        let form = Self {
            client,
            seen: StoredValue::new(Arc::clone(&found)),
            id: entry.unwrap_or_else(|| EntryId::new(platform::random_number())),
            state: FormState::new(),
            date: RwSignal::new(date.to_string()),
            note: RwSignal::new(String::new()),
            store,
        };
        Some((form, found, record))
    }

    /// Where "cancel" leads.
    pub fn cancel(&self) -> String {
        Route::Client(self.client).to_string()
    }

    /// The date typed, if it may stand; else the form says why not.
    pub fn read_date(&self, client: &Client) -> Option<CivilDate> {
        let text = self.store.text();
        let typed = self.date.get_untracked();
        let date = typed.parse::<CivilDate>();
        let date = self
            .state
            .take("date", date, |_| text.date_error_malformed().to_owned())?;
        let today = untrack(|| self.store.today());
        let checked = client.check_date(date, today).map(|()| date);
        self.state
            .take("date", checked, |error| text.date_error(&error))
    }

    /// The note typed, if it may stand; else the form says why not.
    pub fn read_note(&self, field: &'static str, typed: RwSignal<String>) -> Option<Note> {
        let text = self.store.text();
        self.state
            .take(field, Note::new(&typed.get_untracked()), |error| {
                text.note_error(&error)
            })
    }

    /// Saves the entry and shows the client; where that fails, the form says why and stays. What
    /// another tab made of the entry is shown beside what was typed, and the next save replaces it.
    pub fn save(&self, record: Record) {
        let Self {
            client,
            id,
            seen,
            store,
            ..
        } = *self;
        let text = store.text();
        self.state.run(async move {
            match store.put_record(seen.get_value(), record).await {
                Ok(()) => {
                    platform::go(Route::Client(client));
                    Ok(())
                }
                Err(CommandError::Save(SaveError::Changed(_))) => {
                    let theirs = untrack(|| store.client(client));
                    let theirs = theirs.ok_or_else(|| text.gone().to_owned())?;
                    let entry = theirs.record(id);
                    seen.set_value(theirs);
                    Err(entry.map_or_else(
                        || text.entry_deleted().to_owned(),
                        |entry| text.entry_changed(&entry_words(text, &entry)),
                    ))
                }
                Err(error) => Err(error.words(text)),
            }
        });
    }
}

/// The entry's date, from the first contact until today.
#[component]
pub fn DateField(form: RecordForm, client: Arc<Client>) -> impl IntoView {
    let text = use_text();
    view! {
        <TextField
            name="date"
            label=text.date_label()
            value=form.date
            state=form.state
            kind="date"
            min=client.first_contact().to_string()
            max=untrack(|| form.store.today()).to_string()
        />
    }
}
