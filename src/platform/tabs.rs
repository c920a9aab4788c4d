//! What the tabs of a browser tell each other, beside what they store.
//!
//! Invariant: no message holds anything of the records.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "trust-velocity";

/// A message to the other tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabMessage {
    /// The records are being locked.
    Lock,
    /// A person is at work in this tab.
    Touched,
}

impl TabMessage {
    const ALL: [Self; 2] = [Self::Lock, Self::Touched];

    const fn id(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Touched => "touched",
        }
    }
}

/// Tells the other tabs; an old browser has no way to do so.
pub fn tell_tabs(message: TabMessage) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        // A channel that is open takes any text.
        let _ = channel.post_message(&message.id().into());
        channel.close();
    }
}

/// Calls this with each message of another tab, as long as the app lives.
pub fn hear_tabs(hear: impl Fn(TabMessage) + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else {
        return;
    };
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let id = event.data().as_string();
        let message = TabMessage::ALL
            .into_iter()
            .find(|message| id.as_deref() == Some(message.id()));
        if let Some(message) = message {
            hear(message);
        }
    });
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // Both live as long as the app.
    leptos::prelude::StoredValue::new_local((channel, listener));
}
