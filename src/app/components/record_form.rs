//! The parts that the forms of all entries share: the client, the date field, and saving.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::{FormState, TextField, entry_words},
        state::{CommandError, Store, use_store, use_text},
    },
    domain::{CivilDate, Client, ClientId, EntryId, Record, draft::Field},
    platform,
    route::Route,
    storage::SaveError,
};

/// A form for one entry of one client.
#[derive(Clone, Copy)]
pub struct RecordForm {
    client: ClientId,
    /// The client when the form was opened: the state that the entry changes.
    seen: StoredValue<Arc<Client>>,
    /// The entry's id: that of the edited one, or a new one.
    pub id: EntryId,
    /// The messages of the form.
    pub state: FormState,
    /// The date as typed.
    pub date: RwSignal<String>,
    /// The note as typed.
    pub note: RwSignal<String>,
    store: Store,
}

impl RecordForm {
    /// The form of a client's entry, with the entry if it exists already; `None` if the client or
    /// the entry is gone, or if the entry is of another kind.
    pub fn open<T: TryFrom<Record>>(
        client: ClientId,
        entry: Option<EntryId>,
    ) -> Option<(Self, Arc<Client>, Option<T>)> {
        let (form, client, record) = Self::open_any(client, entry)?;
        Some((form, client, record.map(T::try_from).transpose().ok()?))
    }

    fn open_any(
        client: ClientId,
        entry: Option<EntryId>,
    ) -> Option<(Self, Arc<Client>, Option<Record>)> {
        let store = use_store();
        let found = untrack(|| store.client(client))?;
        let record = match entry {
            Some(id) => Some(found.record(id)?),
            None => None,
        };
        let form = Self {
            client,
            seen: StoredValue::new(Arc::clone(&found)),
            id: entry.unwrap_or_else(|| EntryId::new(platform::random_number())),
            state: FormState::new(),
            date: typed_date(store, record.as_ref().map(Record::date)),
            note: RwSignal::new(String::new()),
            store,
        };
        Some((form, found, record))
    }

    /// The address of "cancel".
    pub fn cancel(&self) -> String {
        Route::Client(self.client).to_string()
    }

    /// Today.
    pub fn today(&self) -> CivilDate {
        self.store.today_at_save()
    }

    /// Saves the entry of a valid draft; else shows the faults of the draft.
    pub fn save_checked<T: Into<Record>, E>(
        &self,
        checked: Result<T, Vec<(Field, E)>>,
        words: impl Fn(&E) -> String,
    ) {
        match checked {
            Ok(entry) => self.save(entry.into()),
            Err(faults) => self.state.show(faults, words),
        }
    }

    /// Saves the entry and shows the client; if that fails, shows the error and keeps the form.
    /// Another tab's version of the entry is shown beside the typed one, and the next save replaces
    /// it.
    pub fn save(&self, record: Record) {
        let Self {
            client,
            id,
            seen,
            store,
            ..
        } = *self;
        let text = store.text();
        let state = self.state;
        state.run(async move {
            match store.put_record(seen.get_value(), record).await {
                Ok(()) => {
                    state.go(Route::Client(client));
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

/// A date as typed: a known one, or today's. Today's goes on with the calendar until another is typed: a
/// form may be open over midnight.
pub fn typed_date(store: Store, known: Option<CivilDate>) -> RwSignal<String> {
    let start = known.unwrap_or_else(|| untrack(|| store.today()));
    let date = RwSignal::new(start.to_string());
    if known.is_none() {
        Effect::new(move |before: Option<String>| {
            let today = store.today().to_string();
            if before.is_some_and(|before| date.get_untracked() == before) {
                date.set(today.clone());
            }
            today
        });
    }
    date
}

/// Today's date for a field, as it goes on.
pub fn date_of_today(store: Store) -> Signal<String> {
    Signal::derive(move || store.today().to_string())
}

/// The entry's date, from the first contact until today.
#[component]
pub fn DateField(
    form: RecordForm,
    client: Arc<Client>,
    /// Its label; "date" by default.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    let text = use_text();
    view! {
        <TextField
            name="date"
            label=label.unwrap_or_else(|| text.date_label())
            value=form.date
            state=form.state
            kind="date"
            min=client.first_contact().to_string()
            max=date_of_today(form.store)
        />
    }
}
