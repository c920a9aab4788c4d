//! The right of one tab of a browser to take what comes in for a session or a team.
//!
//! Invariant: a right that was given up is not held again, even if it comes only then.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::prelude::set_timeout;

use crate::platform::{self, Exclusive};

/// A right, which this tab holds or waits for.
#[derive(Default)]
pub struct Right {
    lock: RefCell<Option<Exclusive>>,
    stage: Rc<Cell<Stage>>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Waiting,
    Held,
    GivenUp,
}

/// How long another tab may take to give the right up before the page tells of it.
const RIGHT_WAIT: Duration = Duration::from_millis(500);

impl Right {
    /// Waits for the right of a name. Calls `tell` if another tab has it, and does not give it up at once.
    pub async fn wait(&self, name: &str, tell: impl FnOnce() + 'static) {
        let stage = Rc::clone(&self.stage);
        set_timeout(
            move || {
                if stage.get() == Stage::Waiting {
                    tell();
                }
            },
            RIGHT_WAIT,
        );
        let lock = platform::exclusive(name).await;
        if self.stage.get() == Stage::Waiting {
            self.lock.replace(lock);
            self.stage.set(Stage::Held);
        }
    }

    /// Whether this tab holds it, or tabs cannot wait for each other.
    pub fn is_held(&self) -> bool {
        self.stage.get() == Stage::Held
    }

    /// Whether this tab gave it up.
    pub fn is_given_up(&self) -> bool {
        self.stage.get() == Stage::GivenUp
    }

    /// Gives it up.
    pub fn give_up(&self) {
        self.stage.set(Stage::GivenUp);
        self.lock.take();
    }
}
