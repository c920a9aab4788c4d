//! Toasts: the notices after a command, with what can be done about it.

use leptos::prelude::*;

/// The action that a notice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToastAction {
    /// To take the last change back.
    Undo,
    /// To make again what was taken back last.
    Redo,
}

/// A sentence, and what it offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub words: String,
    /// The action that it offers, if any.
    pub action: Option<ToastAction>,
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

    /// The notice that is shown.
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
    pub(super) fn show(self, words: &str, action: Option<ToastAction>) {
        self.is_old.set_value(false);
        self.shown.set(Some(Toast {
            words: words.to_owned(),
            action,
        }));
    }
}
