//! Stores in memory: shared between tabs, and failing on demand.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use trust_velocity::storage::{
    Backend, BackendError, Journal, JournalEntry, JournalError, Journaling, MemoryBackend,
};

/// A store in memory that outlives the repository.
#[derive(Clone, Default)]
pub struct Shared(Rc<MemoryBackend>);

impl Backend for Shared {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        self.0.get(key)
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        self.0.set(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        self.0.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        self.0.keys()
    }
}

/// How an operation of the store goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A write finds no room.
    Full,
    /// The store refuses whatever it is asked.
    Blocked,
    /// A write is taken, and forgotten.
    Forgets,
}

/// A store that goes wrong after some operations, and stays so until it is mended.
#[derive(Clone, Default)]
pub struct Faulty {
    /// The texts that are really stored.
    pub shared: Shared,
    fault: Rc<Cell<Option<(Fault, usize)>>>,
    /// The texts under the keys before each write that is not on the disk yet, the last one last.
    unwritten: Rc<RefCell<Vec<Before>>>,
}

/// A key, and what was under it.
type Before = (String, Option<String>);

impl Faulty {
    /// Kills the browser: the last writes, at most so many, never reached the disk.
    pub fn loses(&self, writes: usize) {
        let mut unwritten = self.unwritten.borrow_mut();
        for _ in 0..writes {
            let Some((key, before)) = unwritten.pop() else {
                break;
            };
            match before {
                Some(text) => self.shared.set(&key, &text).unwrap(),
                None => self.shared.remove(&key).unwrap(),
            }
        }
        unwritten.clear();
    }

    fn note_write(&self, key: &str) {
        let before = self.shared.get(key).unwrap();
        self.unwritten.borrow_mut().push((key.to_owned(), before));
    }

    /// From the operation after these on, everything goes wrong.
    pub fn breaks(&self, fault: Fault, operations: usize) {
        self.fault.set(Some((fault, operations)));
    }

    /// Nothing goes wrong any more.
    pub fn mend(&self) {
        self.fault.set(None);
    }

    /// Whether something has gone wrong by now.
    pub fn is_broken(&self) -> bool {
        self.fault.get().is_some_and(|(_, left)| left == 0)
    }

    fn next(&self) -> Option<Fault> {
        let (fault, left) = self.fault.get()?;
        if left == 0 {
            return Some(fault);
        }
        self.fault.set(Some((fault, left - 1)));
        None
    }
}

fn blocked<T>() -> Result<T, BackendError> {
    Err(BackendError::Unavailable("blocked".to_owned()))
}

impl Backend for Faulty {
    fn get(&self, key: &str) -> Result<Option<String>, BackendError> {
        match self.next() {
            Some(Fault::Blocked) => blocked(),
            _ => self.shared.get(key),
        }
    }

    fn set(&self, key: &str, text: &str) -> Result<(), BackendError> {
        match self.next() {
            None => {
                self.note_write(key);
                self.shared.set(key, text)
            }
            Some(Fault::Full) => Err(BackendError::Full),
            Some(Fault::Blocked) => blocked(),
            Some(Fault::Forgets) => Ok(()),
        }
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        if self.next() == Some(Fault::Blocked) {
            return blocked();
        }
        self.note_write(key);
        self.shared.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        match self.next() {
            Some(Fault::Blocked) => blocked(),
            _ => self.shared.keys(),
        }
    }
}

/// A journal in memory that outlives the repository.
#[derive(Clone, Default)]
pub struct MemoryJournal {
    commands: Rc<RefCell<BTreeMap<u32, String>>>,
    copies: Rc<RefCell<BTreeMap<String, String>>>,
    last_number: Rc<Cell<u32>>,
    /// Whether it refuses whatever it is asked.
    pub fails: Rc<Cell<bool>>,
    /// Whether its store cannot tell when a write is on the disk.
    pub is_lax: Rc<Cell<bool>>,
    /// How often all keys were read.
    pub keys_read: Rc<Cell<usize>>,
}

impl MemoryJournal {
    /// Everything in it, as one text.
    pub fn contents(&self) -> String {
        format!("{:?} {:?}", self.commands.borrow(), self.copies.borrow())
    }

    fn answer<'a, T: 'a>(&self, work: impl FnOnce(&Self) -> T) -> Journaling<'a, T> {
        let answer = if self.fails.get() {
            Err(JournalError)
        } else {
            Ok(work(self))
        };
        Box::pin(async { answer })
    }
}

impl Journal for MemoryJournal {
    fn is_durable(&self) -> bool {
        !self.is_lax.get()
    }

    fn keep<'a>(&'a self, entry: &'a JournalEntry) -> Journaling<'a, u32> {
        self.answer(|journal| {
            let mut commands = journal.commands.borrow_mut();
            let mut copies = journal.copies.borrow_mut();
            if entry.replaces_all {
                commands.clear();
                copies.clear();
            }
            let number = journal.last_number.get() + 1;
            journal.last_number.set(number);
            commands.insert(number, entry.command.clone());
            for (key, text) in &entry.copies {
                match text {
                    Some(text) => copies.insert(key.clone(), text.clone()),
                    None => copies.remove(key),
                };
            }
            number
        })
    }

    fn numbers(&self) -> Journaling<'_, Vec<u32>> {
        self.answer(|journal| journal.commands.borrow().keys().copied().collect())
    }

    fn command(&self, number: u32) -> Journaling<'_, Option<String>> {
        self.answer(|journal| journal.commands.borrow().get(&number).cloned())
    }

    fn copy<'a>(&'a self, key: &'a str) -> Journaling<'a, Option<String>> {
        self.answer(|journal| journal.copies.borrow().get(key).cloned())
    }

    fn copied_keys(&self) -> Journaling<'_, Vec<String>> {
        self.answer(|journal| {
            journal.keys_read.set(journal.keys_read.get() + 1);
            journal.copies.borrow().keys().cloned().collect()
        })
    }

    fn count(&self) -> Journaling<'_, u32> {
        self.answer(|journal| journal.copies.borrow().len().try_into().unwrap())
    }

    fn forget(&self, last: u32) -> Journaling<'_, ()> {
        self.answer(|journal| {
            let mut commands = journal.commands.borrow_mut();
            commands.retain(|number, _| last < *number);
        })
    }

    fn add_copies<'a>(&'a self, added: &'a [(String, String)]) -> Journaling<'a, ()> {
        self.answer(|journal| journal.copies.borrow_mut().extend(added.iter().cloned()))
    }
}

/// The result of a future that waits for nothing: no store in memory does.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}
