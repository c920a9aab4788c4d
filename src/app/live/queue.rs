//! A line of work that is done one after the other, since sealing and storing take their time.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use wasm_bindgen_futures::spawn_local;

/// Things that wait to be done, no more than `MOST`.
pub struct Queue<T> {
    waiting: RefCell<VecDeque<T>>,
    is_busy: Cell<bool>,
}

/// The most that waits: what comes beyond it is lost, as on the way, and comes again.
const MOST: usize = 3_000;

impl<T: 'static> Queue<T> {
    /// Nothing waits.
    pub fn new() -> Rc<Self> {
        Rc::new(Self {
            waiting: RefCell::default(),
            is_busy: Cell::new(false),
        })
    }

    /// Adds something; `work` is called with all that waits, again and again until nothing does.
    pub fn put<F: Future<Output = ()>>(
        self: &Rc<Self>,
        things: impl IntoIterator<Item = T>,
        work: impl Fn(Vec<T>) -> F + 'static,
    ) {
        let mut waiting = self.waiting.borrow_mut();
        let room = MOST.saturating_sub(waiting.len());
        waiting.extend(things.into_iter().take(room));
        drop(waiting);
        if self.is_busy.replace(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn_local(async move {
            loop {
                let things: Vec<_> = this.waiting.take().into();
                if things.is_empty() {
                    break;
                }
                work(things).await;
            }
            this.is_busy.set(false);
        });
    }
}
