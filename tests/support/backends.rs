//! Stores in memory: shared between tabs, and failing on demand.

use std::{
    cell::Cell,
    pin::pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use trust_velocity::storage::{Backend, BackendError, MemoryBackend};

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
    /// What is really stored.
    pub shared: Shared,
    fault: Rc<Cell<Option<(Fault, usize)>>>,
}

impl Faulty {
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
            None => self.shared.set(key, text),
            Some(Fault::Full) => Err(BackendError::Full),
            Some(Fault::Blocked) => blocked(),
            Some(Fault::Forgets) => Ok(()),
        }
    }

    fn remove(&self, key: &str) -> Result<(), BackendError> {
        match self.next() {
            Some(Fault::Blocked) => blocked(),
            _ => self.shared.remove(key),
        }
    }

    fn keys(&self) -> Result<Vec<String>, BackendError> {
        match self.next() {
            Some(Fault::Blocked) => blocked(),
            _ => self.shared.keys(),
        }
    }
}

/// What a future gives that waits for nothing: no store in memory does.
pub fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}
