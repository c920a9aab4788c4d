//! The one store of the app: commands change it, then persist, then report.
//!
//! Invariant: a signal changes only after the change is stored, so what the page shows is what a
//! reload shows; a command that fails has changed nothing.

mod access;
mod badge;
mod changes;
mod deferred;
mod documents;
mod drafts;
mod edits;
mod error;
mod exclusive;
mod lock;
mod reading;
mod show;
mod storage_status;
mod toasts;
mod yielding;

use std::{rc::Rc, sync::Arc};

use async_lock::Mutex;
use leptos::prelude::*;
use litemap::LiteMap;
use wasm_bindgen_futures::spawn_local;

use crate::{
    documents::{BackupLog, DocumentId, OpaqueDocument},
    domain::{CivilDate, Client, ClientId, Language, Myself, Priorities, Settings, Summary, Theme},
    exchange::Lock,
    i18n::Text,
    platform,
    storage::{Durability, Unreadable},
};

pub use access::AccessState;
use access::Records;
pub use deferred::{NeededRecords, PageClients, ReadError};
pub use error::CommandError;
pub use storage_status::StorageStatus;
pub use toasts::{Toast, ToastAction, Toasts};

/// A client as lists show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The facts.
    pub summary: Arc<Summary>,
    /// Whether they hold today and by the settings; if not, they are being made anew.
    pub is_current: bool,
}

/// The records on the page, and the way to change them.
#[derive(Clone, Copy)]
pub struct Store {
    records: StoredValue<Rc<Mutex<Records>>, LocalStorage>,
    access: RwSignal<AccessState>,
    summaries: RwSignal<LiteMap<ClientId, Listed>>,
    /// The clients that were read.
    clients: RwSignal<LiteMap<ClientId, Arc<Client>>>,
    /// How many keys the scan has yet to look at; 1 until that is known.
    scan_left: RwSignal<usize>,
    myself: RwSignal<Arc<Myself>>,
    documents: RwSignal<Vec<(DocumentId, OpaqueDocument)>>,
    settings: RwSignal<Settings>,
    unreadable: RwSignal<Vec<Unreadable>>,
    unavailable: RwSignal<Option<String>>,
    storage_status: RwSignal<StorageStatus>,
    today: RwSignal<CivilDate>,
    toasts: Toasts,
    lock: RwSignal<Option<Lock>>,
    internals: StoredValue<Internals>,
}

/// Values of the store that no page shows.
#[derive(Clone)]
struct Internals {
    /// The lock's text, as it was last read or written.
    lock_text: Option<String>,
    /// When the page was last touched, in milliseconds.
    touched_millis: f64,
    /// When the other tabs were told of it last.
    broadcast_millis: f64,
    /// Keeps what is typed into the form on the page.
    before_lock: Option<Arc<dyn Fn() + Send + Sync>>,
    /// Whether all records but clients were read since the page began, or was unlocked.
    has_read_others: bool,
    /// Whether a scan goes on.
    is_scanning: bool,
    /// How many parts of a long command are left.
    command_left: RwSignal<usize>,
    /// How many clients are to be followed up: counted when it is asked for, once after each change of the
    /// summaries, the settings or the day.
    waiting: Memo<usize>,
}

impl Store {
    /// A store that is being opened: over the browser's storage, or over memory if there is none.
    pub fn open() -> Self {
        let summaries = RwSignal::<LiteMap<ClientId, Listed>>::default();
        let settings = RwSignal::<Settings>::default();
        let today = RwSignal::new(platform::today());
        let store = Self {
            records: StoredValue::new_local(Rc::default()),
            access: RwSignal::new(AccessState::Opening),
            summaries,
            clients: RwSignal::default(),
            scan_left: RwSignal::new(0),
            myself: RwSignal::default(),
            documents: RwSignal::default(),
            settings,
            unreadable: RwSignal::default(),
            unavailable: RwSignal::new(None),
            storage_status: RwSignal::new(StorageStatus {
                space_used: 0,
                changes: 0,
                backup_log: BackupLog::default(),
                may_write: true,
                durability: Durability::Unknown,
                removed: Arc::default(),
            }),
            today,
            toasts: Toasts::new(),
            lock: RwSignal::new(None),
            internals: StoredValue::new(Internals {
                lock_text: None,
                touched_millis: platform::now_millis(),
                broadcast_millis: 0.0,
                before_lock: None,
                has_read_others: false,
                is_scanning: false,
                command_left: RwSignal::new(0),
                waiting: Memo::new(move |_| {
                    let cadence = settings.with(|settings| settings.assumptions.cadence());
                    summaries.with(|all| {
                        let kept = all.values().map(|listed| &*listed.summary);
                        let kept = kept.filter(|summary| summary.binned.is_none());
                        Priorities::count_waiting(kept, cadence, today.get())
                    })
                }),
            }),
        };
        spawn_local(store.read());
        store
    }

    /// Whether the records can be seen.
    pub fn access(self) -> AccessState {
        self.access.get()
    }

    /// The clients that are not in the bin, as lists show them, in the order of their ids.
    pub fn listed(self) -> Vec<Listed> {
        let is_kept = |listed: &&Listed| listed.summary.binned.is_none();
        self.summaries
            .with(|all| all.values().filter(is_kept).cloned().collect())
    }

    /// A client as lists show it, even one in the bin.
    pub fn summary(self, id: ClientId) -> Option<Arc<Summary>> {
        self.summaries
            .with(|all| all.get(&id).map(|listed| Arc::clone(&listed.summary)))
    }

    /// How many clients are not in the bin.
    pub fn client_count(self) -> usize {
        let is_kept = |listed: &&Listed| listed.summary.binned.is_none();
        self.summaries
            .with(|all| all.values().filter(is_kept).count())
    }

    /// Whether stored records are not looked at yet.
    pub fn is_reading(self) -> bool {
        0 < self.scan_left.get()
    }

    /// All clients that are not in the bin, in the order of their ids, once [`Self::read_all`] has
    /// read them.
    pub fn clients(self) -> Vec<Arc<Client>> {
        self.clients_where(|client| client.binned().is_none())
    }

    /// The clients in the bin, in the order of their ids, as [`Self::clients`].
    pub fn bin(self) -> Vec<Arc<Client>> {
        self.clients_where(|client| client.binned().is_some())
    }

    /// Every client, in the order of their ids, as [`Self::clients`].
    pub fn all_clients(self) -> Vec<Arc<Client>> {
        self.clients_where(|_| true)
    }

    fn clients_where(self, condition: impl Fn(&Client) -> bool) -> Vec<Arc<Client>> {
        self.clients.with(|clients| {
            let chosen = clients.values().filter(|client| condition(client));
            chosen.cloned().collect()
        })
    }

    /// A client that is not in the bin, once [`Self::read_client`] has read it.
    pub fn client(self, id: ClientId) -> Option<Arc<Client>> {
        let found = self.clients.with(|clients| clients.get(&id).cloned());
        found.filter(|client| client.binned().is_none())
    }

    /// The person's own records.
    pub fn myself(self) -> Arc<Myself> {
        self.myself.get()
    }

    /// The documents that only some pages look into, in no particular order.
    pub fn documents(self) -> Vec<(DocumentId, OpaqueDocument)> {
        self.documents.get()
    }

    /// Whether there is such a document, once they have been read.
    pub fn has_document(self, is_it: impl Fn(DocumentId) -> bool) -> bool {
        self.documents
            .with(|documents| documents.iter().any(|(id, _)| is_it(*id)))
    }

    /// One of those documents.
    pub fn document(self, id: DocumentId) -> Option<OpaqueDocument> {
        let is_it = |(other, _): &&(DocumentId, OpaqueDocument)| *other == id;
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

    /// Why records are kept only in memory, in the browser's words; `None` if they are stored.
    pub fn unavailable(self) -> Option<String> {
        self.unavailable.get()
    }

    /// How safely the records are kept.
    pub fn storage_status(self) -> StorageStatus {
        self.storage_status.get()
    }

    /// Whether it is time for a backup, by the person's settings.
    pub fn is_backup_due(self) -> bool {
        let storage_status = self.storage_status();
        let since = match &storage_status.backup_log.backup {
            Some(backup) => Some(backup.day),
            None => storage_status.backup_log.begun,
        };
        let days = since.map_or(0, |day| self.today().days_since(day));
        self.unavailable().is_none()
            && self
                .settings()
                .reminder
                .is_due(storage_status.changes, days)
    }

    /// The notices.
    pub const fn toasts(self) -> Toasts {
        self.toasts
    }

    /// Tells a sentence that nothing can be undone of.
    pub fn show_toast(self, words: &str) {
        self.toasts.show(words, None);
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
