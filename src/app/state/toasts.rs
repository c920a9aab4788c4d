//! What is told after a command.

use leptos::prelude::*;

/// A sentence, and whether the last change can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub words: String,
    /// Whether the last change can be taken back.
    pub undo: bool,
}

/// The last notice.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Option<Toast>>,
    is_old: StoredValue<bool>,
}

impl Toasts {
    /// Nothing told yet.
    pub(super) fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            is_old: StoredValue::new(false),
        }
    }

    /// What was told last.
    pub fn shown(self) -> Option<Toast> {
        self.shown.get()
    }

    /// Takes the notice away.
    pub fn dismiss(self) {
        self.shown.set(None);
    }

    /// Takes the notice away at the second page after it: a command often leads to the first.
    pub fn expire(self) {
        if self.is_old.get_value() {
            self.dismiss();
        }
        self.is_old.set_value(true);
    }

    /// Tells a sentence.
    pub(super) fn show(self, words: &str, undo: bool) {
        self.is_old.set_value(false);
        self.shown.set(Some(Toast {
            words: words.to_owned(),
            undo,
        }));
    }
}
