//! The one store of the app: commands change it, then persist, then report.
//!
//! Invariant: a signal changes only after the change is stored, so what the page shows is what a
//! reload shows; a command that fails has changed nothing.

mod documents;
mod drafts;
mod edits;
mod error;
mod keeping;
mod later;
mod lock;
mod notice;
mod opening;

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use async_lock::Mutex;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    documents::{Document, DocumentId, Upkeep},
    domain::{CivilDate, Client, ClientId, Language, Myself, Settings, Theme},
    exchange::Lock,
    i18n::Text,
    platform,
    storage::{Change, SaveError, Tab, Unreadable},
};

pub use error::CommandError;
pub use keeping::Keeping;
pub use notice::Notices;
pub use opening::Gate;

/// The records on the page, and the way to change them.
#[derive(Clone, Copy)]
pub struct Store {
    tab: StoredValue<Rc<Mutex<Option<Tab>>>, LocalStorage>,
    gate: RwSignal<Gate>,
    clients: RwSignal<BTreeMap<ClientId, Arc<Client>>>,
    myself: RwSignal<Arc<Myself>>,
    documents: RwSignal<Vec<(DocumentId, Document)>>,
    settings: RwSignal<Settings>,
    unreadable: RwSignal<Vec<Unreadable>>,
    unavailable: RwSignal<Option<String>>,
    keeping: RwSignal<Keeping>,
    today: RwSignal<CivilDate>,
    notices: Notices,
    lock: RwSignal<Option<Lock>>,
    /// The lock's text, as it was last read or written.
    lock_text: StoredValue<Option<String>>,
    /// When the page was last touched, in milliseconds.
    touched: StoredValue<f64>,
}

impl Store {
    /// A store that is being opened: over the browser's storage, or over memory where there is none.
    pub fn open() -> Self {
        let store = Self {
            tab: StoredValue::new_local(Rc::default()),
            gate: RwSignal::new(Gate::Opening),
            clients: RwSignal::default(),
            myself: RwSignal::default(),
            documents: RwSignal::default(),
            settings: RwSignal::default(),
            unreadable: RwSignal::default(),
            unavailable: RwSignal::new(None),
            keeping: RwSignal::new(Keeping {
                space_used: 0,
                changes: 0,
                upkeep: Upkeep::default(),
                may_write: true,
            }),
            today: RwSignal::new(platform::today()),
            notices: Notices::new(),
            lock: RwSignal::new(None),
            lock_text: StoredValue::new(None),
            touched: StoredValue::new(platform::milliseconds()),
        };
        spawn_local(store.read());
        store
    }

    /// Whether the records can be seen.
    pub fn gate(self) -> Gate {
        self.gate.get()
    }

    /// All clients that are not in the bin, in the order of their ids.
    pub fn clients(self) -> Vec<Arc<Client>> {
        self.clients_where(|client| client.binned().is_none())
    }

    /// The clients in the bin, in the order of their ids.
    pub fn bin(self) -> Vec<Arc<Client>> {
        self.clients_where(|client| client.binned().is_some())
    }

    /// Every client, in the order of their ids.
    pub fn all_clients(self) -> Vec<Arc<Client>> {
        self.clients_where(|_| true)
    }

    fn clients_where(self, condition: impl Fn(&Client) -> bool) -> Vec<Arc<Client>> {
        self.clients.with(|clients| {
            let chosen = clients.values().filter(|client| condition(client));
            chosen.cloned().collect()
        })
    }

    /// A client that is not in the bin.
    pub fn client(self, id: ClientId) -> Option<Arc<Client>> {
        let found = self.clients.with(|clients| clients.get(&id).cloned());
        found.filter(|client| client.binned().is_none())
    }

    /// What the person keeps of themself.
    pub fn myself(self) -> Arc<Myself> {
        self.myself.get()
    }

    /// The documents that only some pages look into, in no particular order.
    pub fn documents(self) -> Vec<(DocumentId, Document)> {
        self.documents.get()
    }

    /// One of those documents.
    pub fn document(self, id: DocumentId) -> Option<Document> {
        let is_it = |(other, _): &&(DocumentId, Document)| *other == id;
        self.documents.with(|documents| {
            documents
                .iter()
                .find(is_it)
                .map(|(_, document)| document.clone())
        })
    }

    /// The settings.
    pub fn settings(self) -> Settings {
        self.settings.get()
    }

    /// The language chosen, or the browser's.
    pub fn language(self) -> Language {
        self.settings().language.unwrap_or_else(platform::language)
    }

    /// The texts of the language, for what is told outside of a component.
    pub fn text(self) -> Text {
        Text(untrack(|| self.language()))
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
        self.unavailable.get()
    }

    /// How safely the records are kept.
    pub fn keeping(self) -> Keeping {
        self.keeping.get()
    }

    /// Whether it is time for a backup, by the person's settings.
    pub fn is_backup_due(self) -> bool {
        let keeping = self.keeping();
        let since = match &keeping.upkeep.backup {
            Some(backup) => Some(backup.day),
            None => keeping.upkeep.begun,
        };
        let days = since.map_or(0, |day| self.today().days_since(day));
        self.unavailable().is_none() && self.settings().reminder.is_due(keeping.changes, days)
    }

    /// What was told last.
    pub const fn notices(self) -> Notices {
        self.notices
    }

    /// Tells a sentence that nothing can be undone of.
    pub fn tell(self, words: &str) {
        self.notices.tell(words, false);
    }

    /// Looks at the calendar again, since a page can stay open over midnight, and at what other tabs
    /// have changed.
    pub fn refresh(self) {
        let today = platform::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
        let refreshed = async move {
            // Reading waits for nobody: a page on its way out must not hold up the others.
            let refreshed = self.work(None, async |tab| {
                tab.refresh().await?;
                Ok(self.lock_has_changed(tab))
            });
            match refreshed.await {
                Ok(true) => platform::reload(),
                // Behind the closed door there is nothing to read.
                Ok(false) | Err(SaveError::Locked) => {}
                Err(error) => self.tell(&self.text().save_error(&error)),
            }
        };
        spawn_local(refreshed);
    }

    /// Makes a change, each of its parts from the version that was seen: all of it, or nothing.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn change(self, wanted: Change, words: &str) -> Result<(), SaveError> {
        self.command(async |tab| tab.change(wanted).await).await?;
        self.notices.tell(words, true);
        self.ask_to_persist();
        Ok(())
    }

    /// Stores the settings, and tells so in these words.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_settings(self, settings: Settings, words: &str) -> Result<(), SaveError> {
        self.command(async |tab| tab.put_settings(settings).await)
            .await?;
        self.note_appearance().await?;
        self.notices.tell(words, true);
        Ok(())
    }

    /// Changes the settings from a control that has no place for an error: a failure is told.
    pub fn update_settings(self, edit: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.get_untracked();
        edit(&mut settings);
        let text = self.text();
        spawn_local(async move {
            if let Err(error) = self.put_settings(settings, text.setting_changed()).await {
                // The control shows again what is so.
                self.settings.notify();
                self.tell(&text.save_error(&error));
            }
        });
    }

    fn undo_now(self) {
        spawn_local(async move {
            let undone =
                self.command(async |tab| Ok((tab.undo().await?, tab.last_change().is_some())));
            let text = self.text();
            match undone.await {
                Ok((true, more)) => self.notices.tell(text.undone(), more),
                Ok((false, _)) => self.tell(text.nothing_to_undo()),
                Err(error) => self.notices.tell(&text.save_error(&error), true),
            }
        });
    }

    /// Remembers that a backup of everything was made today.
    ///
    /// # Errors
    /// [`SaveError`]; then it is not remembered.
    pub async fn mark_backup(self) -> Result<(), SaveError> {
        let today = self.today.get_untracked();
        self.command(async |tab| tab.mark_backup(today).await).await
    }

    /// Takes an unreadable text away, because the person asked for it.
    pub fn discard(self, unreadable: Unreadable) {
        spawn_local(async move {
            let discarded = self.command(async |tab| tab.discard(&unreadable));
            if let Err(error) = discarded.await {
                self.tell(&self.text().save_error(&error));
            }
        });
    }

    fn write_here_now(self) {
        spawn_local(async move {
            let claimed = self.command(async |tab| {
                tab.refresh().await?;
                tab.repository_mut().claim(platform::random_number())
            });
            if let Err(error) = claimed.await {
                self.tell(&self.text().save_error(&error));
            }
        });
    }

    /// Asks the browser once, at the first record, to keep the storage for good.
    fn ask_to_persist(self) {
        let is_asked = self
            .keeping
            .with_untracked(|keeping| keeping.upkeep.begun.is_some());
        if is_asked || self.unavailable.get_untracked().is_some() {
            return;
        }
        spawn_local(async move {
            let upkeep = self
                .keeping
                .with_untracked(|keeping| keeping.upkeep.clone());
            let asked = Upkeep {
                begun: Some(self.today.get_untracked()),
                ..upkeep
            };
            // The answer is shown where the data are; if this is not kept, it is asked once more.
            platform::persist().await;
            self.command(async |tab| tab.put_upkeep(asked).await)
                .await
                .ok();
        });
    }

    /// Works on the records while no other tab does, and shows what they are then.
    async fn command<T>(
        self,
        work: impl AsyncFnOnce(&mut Tab) -> Result<T, SaveError>,
    ) -> Result<T, SaveError> {
        self.work(Some("trust-velocity"), work).await
    }

    /// The same, after waiting for the tabs that hold this right, if one is named.
    async fn work<T>(
        self,
        right: Option<&str>,
        work: impl AsyncFnOnce(&mut Tab) -> Result<T, SaveError>,
    ) -> Result<T, SaveError> {
        let shared = self.tab.get_value();
        let mut tab = shared.lock().await;
        let Some(tab) = tab.as_mut() else {
            return Err(SaveError::Locked);
        };
        let exclusive = match right {
            Some(name) => platform::exclusive(name).await,
            None => None,
        };
        let result = work(tab).await;
        // A tab that slept has heard of nothing. What cannot be read now, the next command reads.
        tab.refresh().await.ok();
        drop(exclusive);
        self.show(tab);
        result
    }

    fn show(self, tab: &Tab) {
        fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
            if signal.with_untracked(|old| *old != value) {
                signal.set(value);
            }
        }
        let by_id = |client: &Arc<Client>| (client.id(), Arc::clone(client));
        let repository = tab.repository();
        set(self.clients, tab.clients().map(by_id).collect());
        set(self.myself, Arc::clone(tab.myself()));
        let documents = tab.documents();
        let documents = documents.map(|(id, document)| (id, document.clone()));
        set(self.documents, documents.collect());
        set(self.settings, *tab.settings());
        set(self.unreadable, tab.unreadable().cloned().collect());
        set(
            self.keeping,
            Keeping {
                // A store that cannot be asked is told of by the command that asks it.
                space_used: repository.space_used().unwrap_or(0),
                changes: tab.changes_since_backup(),
                upkeep: tab.upkeep().clone(),
                may_write: repository.may_write().unwrap_or(true),
            },
        );
    }
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
