//! Messages between the tabs of a browser, beside what they store.
//!
//! Invariant: no message holds anything of the records, and a tab does not hear its own: a channel hears
//! all others, also those of its page, so that a page has but one.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

thread_local! {
    /// The channel of this page; none in an old browser, where tabs hear nothing of each other.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new("trust-velocity").ok();
}

/// A message to the other tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TabMessage {
    /// The records are being locked.
    Lock,
    /// A person is at work in this tab.
    Active,
}

impl TabMessage {
    const ALL: [Self; 2] = [Self::Lock, Self::Active];

    const fn id(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Active => "touched",
        }
    }
}

/// Tells the other tabs.
pub fn broadcast(message: TabMessage) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // An open channel takes any text.
            let _ = channel.post_message(&message.id().into());
        }
    });
}

/// Calls this with each message of another tab, as long as the app lives.
pub fn on_tab_message(hear: impl Fn(TabMessage) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let id = event.data().as_string();
        let message = TabMessage::ALL
            .into_iter()
            .find(|message| id.as_deref() == Some(message.id()));
        if let Some(message) = message {
            hear(message);
        }
    });
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
    });
    // It lives as long as the app.
    listener.forget();
}
