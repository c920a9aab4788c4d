//! The journal in `IndexedDB`, whose transactions can ask to be on the disk when they are done.
//!
//! Invariant: no answer is waited for longer than [`PATIENCE`] and [`PATIENCE_EACH`], and after one that did
//! not come none is asked for during [`REST_MILLIS`]: a browser that keeps a database waiting must not keep
//! saves waiting.

use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
    time::Duration,
};

use futures_util::future::{Either, select};
use indexed_db_futures::{
    KeyRange,
    database::Database,
    internals::SystemRepr,
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::{
    platform,
    storage::{Journal, JournalEntry, JournalError, Journaling},
};

const DATABASE: &str = "trust-velocity";
/// By the number of a command: its earlier texts.
const COMMANDS: &str = "commands";
/// By the key of a record: its text.
const COPIES: &str = "copies";
/// The longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much longer it may be for each request.
const PATIENCE_EACH: Duration = Duration::from_millis(2);
/// How many texts are put before the browser gets its turn.
const PUT_AT_ONCE: usize = 100;
/// How long the database is left alone after it gave no answer, in milliseconds.
const REST_MILLIS: f64 = 60_000.0;

/// The journal of this origin; it is opened when something is asked of it.
#[derive(Default)]
pub struct IndexedJournal {
    /// None before, and after a failure.
    database: RefCell<Option<Rc<Database>>>,
    /// Whether the last transaction that was answered was strict, as the browser says.
    is_strict: Cell<bool>,
    /// When the database gave no answer last.
    unanswered_millis: Cell<Option<f64>>,
}

impl IndexedJournal {
    async fn database(&self) -> Result<Rc<Database>, JournalError> {
        let open = self.database.borrow().clone();
        if let Some(database) = open {
            return Ok(database);
        }
        let opening = Database::open(DATABASE)
            .with_version(1u8)
            .with_on_upgrade_needed(|_, database| {
                let commands = database.create_object_store(COMMANDS);
                commands.with_auto_increment(true).build()?;
                database.create_object_store(COPIES).build()?;
                Ok(())
            })
            .build()
            .map_err(refused)?;
        let database = Rc::new(opening.await.map_err(refused)?);
        *self.database.borrow_mut() = Some(Rc::clone(&database));
        Ok(database)
    }

    /// Asks for all of this in one transaction, and returns the answers. After a failure, the database is
    /// opened anew.
    async fn ask(&self, mode: TransactionMode, requests: Vec<Request>) -> RequestResults {
        let since = self.unanswered_millis.get();
        // A clock that was moved back says nothing of the time that passed.
        if since.is_some_and(|since| (platform::now_millis() - since).abs() < REST_MILLIS) {
            return Err(JournalError);
        }
        let patience = u32::try_from(requests.len()).unwrap_or(u32::MAX);
        let patience = PATIENCE + PATIENCE_EACH * patience.min(30_000);
        let asked = pin!(async {
            let database = self.database().await?;
            ask_database(&database, mode, requests, &self.is_strict)
                .await
                .map_err(refused)
        });
        let waited = pin!(platform::pause(patience));
        let answers = match select(asked, waited).await {
            Either::Left((answers, _)) => answers,
            Either::Right(_) => {
                self.unanswered_millis.set(Some(platform::now_millis()));
                Err(JournalError)
            }
        };
        if answers.is_err() {
            self.database.borrow_mut().take();
        }
        answers
    }

    async fn read(&self, request: Request) -> RequestResults {
        self.ask(TransactionMode::Readonly, vec![request]).await
    }

    fn text(&self, store: &'static str, key: JsValue) -> Journaling<'_, Option<String>> {
        Box::pin(async move {
            let value = self.read(Request::Get(store, key)).await?;
            Ok(value.first().and_then(JsValue::as_string))
        })
    }
}

/// The answers to requests, in their order.
type RequestResults = Result<Vec<JsValue>, JournalError>;

/// A request to the database: one type for all stores and keys keeps this file small.
enum Request {
    Clear(&'static str),
    /// A store, a key and its value.
    Put(&'static str, JsValue, JsValue),
    /// A store and a value; the answer is its number.
    Add(&'static str, JsValue),
    /// A store and its keys.
    Delete(&'static str, KeyRange<JsValue>),
    /// A store and a key; the answer is the value, or undefined.
    Get(&'static str, JsValue),
    /// A store; the answers are its keys.
    Keys(&'static str),
    /// A store; the answer is the number of its keys.
    Count(&'static str),
}

async fn ask_database(
    database: &Database,
    mode: TransactionMode,
    requests: Vec<Request>,
    is_strict: &Cell<bool>,
) -> Result<Vec<JsValue>, indexed_db_futures::error::Error> {
    let options = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction = database
        .transaction([COMMANDS, COPIES])
        .with_mode(mode)
        .with_options(options)
        .build()?;
    let has_strict = has_strict(&transaction);
    let mut answers = Vec::new();
    for (at, request) in requests.into_iter().enumerate() {
        // A request that nothing waits for fails the transaction if it fails.
        match request {
            Request::Clear(store) => drop(transaction.object_store(store)?.clear()?),
            Request::Put(store, key, value) => {
                let store = transaction.object_store(store)?;
                let put = store.put(value).with_key(key).build()?;
                if at % PUT_AT_ONCE == PUT_AT_ONCE - 1 {
                    put.await?;
                }
            }
            Request::Add(store, value) => {
                let store = transaction.object_store(store)?;
                answers.push(store.add(value).with_key_type::<JsValue>().await?);
            }
            Request::Delete(store, key) => {
                let store = transaction.object_store(store)?;
                drop(store.delete::<JsValue, _>(key).build()?);
            }
            Request::Get(store, key) => {
                let value = transaction.object_store(store)?.get(key).await?;
                answers.push(value.unwrap_or_default());
            }
            Request::Keys(store) => {
                let keys = transaction.object_store(store)?.get_all_keys().await?;
                for key in keys {
                    answers.push(key?);
                }
            }
            Request::Count(store) => {
                let count = transaction.object_store(store)?.count().await?;
                answers.push(count.into());
            }
        }
    }
    transaction.commit().await?;
    is_strict.set(has_strict);
    Ok(answers)
}

/// Whether a transaction is on the disk when it is done. A browser that does not know what it was asked for
/// has no such attribute, or another value in it.
fn has_strict(transaction: &Transaction<'_>) -> bool {
    let durability = Reflect::get(transaction.as_sys(), &"durability".into());
    durability.is_ok_and(|durability| durability == "strict")
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "IndexedDB counts from 1, and nobody gives so many commands"
)]
fn number(value: &JsValue) -> Option<u32> {
    value.as_f64().map(|number| number as u32)
}

/// Why the database refuses concerns nobody: what "saved" means then is told.
fn refused<E>(_: E) -> JournalError {
    JournalError
}

fn put_copy(key: &str, text: &str) -> Request {
    Request::Put(COPIES, key.into(), text.into())
}

impl Journal for IndexedJournal {
    fn is_durable(&self) -> bool {
        self.is_strict.get()
    }

    fn keep<'a>(&'a self, entry: &'a JournalEntry) -> Journaling<'a, u32> {
        Box::pin(async move {
            let mut requests = Vec::new();
            if entry.replaces_all {
                requests.extend([COMMANDS, COPIES].map(Request::Clear));
            }
            requests.extend(entry.copies.iter().map(|(key, text)| match text {
                Some(text) => put_copy(key, text),
                None => Request::Delete(COPIES, KeyRange::Only(key.as_str().into())),
            }));
            requests.push(Request::Add(COMMANDS, entry.command.as_str().into()));
            let answers = self.ask(TransactionMode::Readwrite, requests).await?;
            answers.first().and_then(number).ok_or(JournalError)
        })
    }

    fn numbers(&self) -> Journaling<'_, Vec<u32>> {
        Box::pin(async {
            let keys = self.read(Request::Keys(COMMANDS)).await?;
            Ok(keys.iter().filter_map(number).collect())
        })
    }

    fn command(&self, number: u32) -> Journaling<'_, Option<String>> {
        self.text(COMMANDS, number.into())
    }

    fn copy<'a>(&'a self, key: &'a str) -> Journaling<'a, Option<String>> {
        self.text(COPIES, key.into())
    }

    fn copied_keys(&self) -> Journaling<'_, Vec<String>> {
        Box::pin(async {
            let keys = self.read(Request::Keys(COPIES)).await?;
            Ok(keys.iter().filter_map(JsValue::as_string).collect())
        })
    }

    fn count(&self) -> Journaling<'_, u32> {
        Box::pin(async {
            let count = self.read(Request::Count(COPIES)).await?;
            count.first().and_then(number).ok_or(JournalError)
        })
    }

    fn add_copies<'a>(&'a self, added: &'a [(String, String)]) -> Journaling<'a, ()> {
        Box::pin(async move {
            let requests = added.iter().map(|(key, text)| put_copy(key, text));
            self.ask(TransactionMode::Readwrite, requests.collect())
                .await
                .map(drop)
        })
    }

    fn forget(&self, last: u32) -> Journaling<'_, ()> {
        Box::pin(async move {
            let numbers = KeyRange::UpperBound(last.into(), false);
            let request = Request::Delete(COMMANDS, numbers);
            self.ask(TransactionMode::Readwrite, vec![request])
                .await
                .map(drop)
        })
    }
}
