//! The part of a live class that its host keeps in the store.

use crate::{
    app::state::Store,
    documents::LiveHost,
    domain::{EntryId, live::Channel},
    live::State,
    platform::crypto::live::new_live_keys,
    storage::SaveError,
};

/// Makes the keys of a session that begins, and keeps them.
pub async fn new_keys(store: Store, session: EntryId) -> Result<Channel, String> {
    let keys = new_live_keys().await;
    let host = LiveHost {
        keys: keys.map_err(|error| error.to_string())?,
        state: None,
    };
    // A link whose keys are lost would be of use to nobody.
    keep(store, session, &host).await?;
    Ok(host.keys.public().channel())
}

/// Keeps the part of a session.
pub async fn keep(store: Store, session: EntryId, host: &LiveHost) -> Result<(), String> {
    let kept = store.with_live_keys(async |records| {
        let text = host.encode().map_err(SaveError::Occupied)?;
        records.save_draft(&LiveHost::draft(session), &text).await
    });
    kept.await.map_err(|error| store.text().save_error(&error))
}

/// The kept part of a session with its state; `None` if its keys are not in this browser.
pub async fn kept(
    store: Store,
    session: EntryId,
) -> Result<Option<(LiveHost, Option<State>)>, String> {
    let text = store.text();
    let draft = store.live_keys(&LiveHost::draft(session)).await;
    let Some(draft) = draft.map_err(|error| text.save_error(&error))? else {
        return Ok(None);
    };
    let stored = LiveHost::decode(&draft).map_err(|error| text.document_unreadable(&error))?;
    // A state of a later version is put right by the broker's.
    let state = stored.state.as_ref();
    let state = state.and_then(|state| State::parse(state.as_bytes()).ok());
    Ok(Some((stored, state)))
}
