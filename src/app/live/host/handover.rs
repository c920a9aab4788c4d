//! The handover of a live class to another device, and what is kept of one that came.

use super::{
    super::HandoverContent,
    kept::{self, kept},
};
use crate::{
    app::state::Store, documents::LiveHost, domain::classroom::Session, exchange::Handover,
    live::State, platform, platform::crypto::live::new_handover_words,
};

/// A session with what its host keeps, and words to seal it with.
pub async fn hand_over(store: Store, session: Session) -> Result<HandoverContent, String> {
    let text = store.text();
    let Some((host, _)) = kept(store, session.id).await? else {
        return Err(text.live_without_keys().to_owned());
    };
    let content = Handover { session, host }.write();
    let words = new_handover_words().map_err(|error| error.to_string())?;
    Ok(HandoverContent {
        content: content.map_err(|error| text.session_file_error(&error))?,
        words: words.words(text.language()),
    })
}

/// Keeps the host's part of a class that this device takes over.
pub async fn take_over(store: Store, handover: Handover) -> Result<(), String> {
    let Handover { session, host } = handover;
    let state = host.state.as_ref();
    let state = state.and_then(|state| State::parse(state.as_bytes()).ok());
    let state = state.unwrap_or_else(|| State::begin(session.id));
    let state = state.taken_over(platform::whole_millis());
    let host = LiveHost {
        state: Some(state.write()),
        ..host
    };
    kept::keep(store, session.id, &host).await
}
