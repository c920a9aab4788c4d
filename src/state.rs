//! The one store of the app: commands change it, then persist, then report.
//!
//! Invariant: a signal changes only after the change is stored, so what the page shows is what a
//! reload shows; a command that fails has changed nothing.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;

use crate::{
    domain::{
        CivilDate, Client, ClientId, DateError, EntryId, Language, Record, RecordKind, Settings,
        Theme,
    },
    i18n::Text,
    storage::{Loaded, LocalBackend, MemoryBackend, Repository, SaveError, Unreadable},
};

/// The records on the page, and the way to change them.
#[derive(Clone, Copy)]
pub struct Store {
    repository: StoredValue<Repository, LocalStorage>,
    clients: RwSignal<BTreeMap<ClientId, Arc<Client>>>,
    settings: RwSignal<Settings>,
    unreadable: RwSignal<Vec<Unreadable>>,
    unavailable: Option<StoredValue<String>>,
    today: RwSignal<CivilDate>,
    notice: RwSignal<Option<Notice>>,
    notice_is_old: StoredValue<bool>,
    undo: StoredValue<Vec<Change>>,
}

/// What is told after a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub words: String,
    /// Whether the last change can be taken back.
    pub undo: bool,
}

/// A command was not carried out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// The client is not there any more.
    #[error("the client is gone")]
    Gone,
    /// A date cannot be taken.
    #[error(transparent)]
    Date(#[from] DateError),
    /// The change could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl CommandError {
    /// The error in words, with what to do next.
    pub fn words(&self, text: Text) -> String {
        match self {
            Self::Gone => text.gone().to_owned(),
            Self::Date(error) => text.date_error(error),
            Self::Save(error) => text.save_error(error),
        }
    }
}

/// What some clients were before a command; `None` where there was none.
type Change = Vec<(ClientId, Option<Arc<Client>>)>;

impl Store {
    /// The store over the browser's storage, or over memory where there is none.
    pub fn open() -> Self {
        let opened = LocalBackend::open().and_then(|backend| {
            let repository = Repository::new(backend);
            repository.load().map(|loaded| (repository, loaded))
        });
        let (repository, loaded, unavailable) = match opened {
            Ok((repository, loaded)) => (repository, loaded, None),
            Err(error) => (
                Repository::new(MemoryBackend::default()),
                Loaded::default(),
                Some(StoredValue::new(error.to_string())),
            ),
        };
        let by_id = |client: Client| (client.id(), Arc::new(client));
        Self {
            repository: StoredValue::new_local(repository),
            clients: RwSignal::new(loaded.clients.into_iter().map(by_id).collect()),
            settings: RwSignal::new(loaded.settings),
            unreadable: RwSignal::new(loaded.unreadable),
            unavailable,
            today: RwSignal::new(crate::browser::today()),
            notice: RwSignal::new(None),
            notice_is_old: StoredValue::new(false),
            undo: StoredValue::new(Vec::new()),
        }
    }

    /// All clients, in the order of their ids.
    pub fn clients(self) -> Vec<Arc<Client>> {
        self.clients
            .with(|clients| clients.values().cloned().collect())
    }

    /// A client.
    pub fn client(self, id: ClientId) -> Option<Arc<Client>> {
        self.clients.with(|clients| clients.get(&id).cloned())
    }

    /// The settings.
    pub fn settings(self) -> Settings {
        self.settings.get()
    }

    /// The language chosen, or the browser's.
    pub fn language(self) -> Language {
        self.settings()
            .language
            .unwrap_or_else(crate::browser::language)
    }

    /// The texts of the language, for what is told outside of a component.
    fn text(self) -> Text {
        Text(
            self.settings
                .get_untracked()
                .language
                .unwrap_or_else(crate::browser::language),
        )
    }

    /// The theme chosen; none follows the system.
    pub fn theme(self) -> Option<Theme> {
        self.settings().theme
    }

    /// Today's date, by the local calendar.
    pub fn today(self) -> CivilDate {
        self.today.get()
    }

    /// Stored texts that cannot be read.
    pub fn unreadable(self) -> Vec<Unreadable> {
        self.unreadable.get()
    }

    /// Why records are kept only in memory, in the browser's words; `None` where they are stored.
    pub fn unavailable(self) -> Option<String> {
        self.unavailable.map(|words| words.get_value())
    }

    /// What was told last.
    pub fn notice(self) -> Option<Notice> {
        self.notice.get()
    }

    /// Takes the notice away.
    pub fn dismiss_notice(self) {
        self.notice.set(None);
    }

    /// Takes the notice away at the second page after it: a command often leads to the first.
    pub fn age_notice(self) {
        if self.notice_is_old.get_value() {
            self.dismiss_notice();
        }
        self.notice_is_old.set_value(true);
    }

    fn notify(self, words: &str, undo: bool) {
        self.notice_is_old.set_value(false);
        self.notice.set(Some(Notice {
            words: words.to_owned(),
            undo,
        }));
    }

    /// Looks at the calendar again: a page can stay open over midnight.
    pub fn refresh_today(self) {
        let today = crate::browser::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// Stores clients, each in the place of the one with its id, as one change.
    ///
    /// # Errors
    /// [`SaveError`]; then none of them has changed.
    pub fn put_clients(self, clients: Vec<Client>, words: &str) -> Result<(), SaveError> {
        let after = clients
            .into_iter()
            .map(|client| (client.id(), Some(Arc::new(client))));
        self.change(after.collect(), words)
    }

    /// Takes clients away, as one change.
    ///
    /// # Errors
    /// [`SaveError`]; then none of them is gone.
    pub fn remove_clients(self, ids: &[ClientId], words: &str) -> Result<(), SaveError> {
        self.change(ids.iter().map(|id| (*id, None)).collect(), words)
    }

    /// Adds an entry to a client's history, or puts it in the place of the one with its id.
    ///
    /// # Errors
    /// [`CommandError`]; then nothing has changed.
    pub fn put_record(self, id: ClientId, record: Record) -> Result<(), CommandError> {
        let text = self.text();
        let (kind, date) = (record.kind(), record.date());
        let mut client = self.copy(id)?;
        client.check_date(record.date(), self.today.get_untracked())?;
        client.put(record)?;
        let words = text.saved_what(&describe(text, kind, date));
        Ok(self.put_clients(vec![client], &words)?)
    }

    /// Takes an entry out of a client's history.
    ///
    /// # Errors
    /// [`CommandError`]; then nothing has changed.
    pub fn remove_record(self, id: ClientId, entry: EntryId) -> Result<(), CommandError> {
        let text = self.text();
        let mut client = self.copy(id)?;
        let record = client.record(entry).ok_or(CommandError::Gone)?;
        let (kind, date) = (record.kind(), record.date());
        if !client.remove(entry) {
            return Err(CommandError::Gone);
        }
        let words = text.deleted_what(&describe(text, kind, date));
        Ok(self.put_clients(vec![client], &words)?)
    }

    /// Stores the settings.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn put_settings(self, settings: Settings) -> Result<(), SaveError> {
        self.repository
            .with_value(|repository| repository.save_settings(&settings))?;
        self.settings.set(settings);
        Ok(())
    }

    /// Changes the settings from a control that has no place for an error: a failure is told.
    pub fn update_settings(self, edit: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.get_untracked();
        edit(&mut settings);
        if let Err(error) = self.put_settings(settings) {
            self.tell(&self.text().save_error(&error));
        }
    }

    /// Takes back the last change to the clients.
    pub fn undo(self) {
        let Some(change) = self.undo.with_value(|stack| stack.last().cloned()) else {
            return;
        };
        let text = self.text();
        match self.write(&change) {
            Ok(_) => {
                self.undo.update_value(|stack| {
                    stack.pop();
                });
                let more = self.undo.with_value(|stack| !stack.is_empty());
                self.notify(text.undone(), more);
            }
            Err(error) => self.tell(&text.save_error(&error)),
        }
    }

    /// Takes an unreadable text away, because the person asked for it.
    pub fn discard(self, unreadable: &Unreadable) {
        match self
            .repository
            .with_value(|repository| repository.discard(unreadable))
        {
            Ok(()) => self
                .unreadable
                .update(|list| list.retain(|other| other != unreadable)),
            Err(error) => self.tell(&self.text().save_error(&error)),
        }
    }

    /// Tells a sentence that nothing can be undone of.
    pub fn tell(self, words: &str) {
        self.notify(words, false);
    }

    fn copy(self, id: ClientId) -> Result<Client, CommandError> {
        self.clients
            .with_untracked(|clients| clients.get(&id).map(|client| Client::clone(client)))
            .ok_or(CommandError::Gone)
    }

    fn change(self, after: Change, words: &str) -> Result<(), SaveError> {
        let before = self.write(&after)?;
        self.undo.update_value(|stack| stack.push(before));
        self.notify(words, true);
        Ok(())
    }

    /// Stores a change and shows it; gives what was there before. Where a part cannot be stored, the
    /// parts before it are put back.
    fn write(self, after: &Change) -> Result<Change, SaveError> {
        let before: Change = self.clients.with_untracked(|clients| {
            after
                .iter()
                .map(|(id, _)| (*id, clients.get(id).cloned()))
                .collect()
        });
        for (at, change) in after.iter().enumerate() {
            if let Err(error) = self.write_one(change) {
                for earlier in before[..at].iter().rev() {
                    // What was just stored there made room for what was there before.
                    self.write_one(earlier)?;
                }
                return Err(error);
            }
        }
        self.clients.update(|clients| {
            for (id, client) in after {
                match client {
                    Some(client) => clients.insert(*id, Arc::clone(client)),
                    None => clients.remove(id),
                };
            }
        });
        Ok(before)
    }

    fn write_one(self, (id, client): &(ClientId, Option<Arc<Client>>)) -> Result<(), SaveError> {
        self.repository.with_value(|repository| match client {
            Some(client) => repository.save_client(client),
            None => repository.remove_client(*id),
        })
    }
}

fn describe(text: Text, kind: RecordKind, date: CivilDate) -> String {
    format!("{} · {}", text.record_kind(kind), text.full_date(date))
}

/// The theme that is shown: the one chosen, or the system's.
#[derive(Clone, Copy)]
pub struct Appearance(pub Signal<Theme>);

/// The theme that is shown.
pub fn use_appearance() -> Signal<Theme> {
    expect_context::<Appearance>().0
}

/// The store of the app.
pub fn use_store() -> Store {
    expect_context()
}

/// The texts of the language in which this part of the page was made; a change of the language
/// makes the page anew.
pub fn use_text() -> Text {
    expect_context()
}
