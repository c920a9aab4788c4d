//! Who recommended a client, as far as that one is here.

use crate::{app::state::Store, domain::ClientId, i18n::Text};

/// The client of an id in words, and whether it has a page; none while the records are being read.
pub fn recommender(store: Store, text: Text, id: ClientId) -> Option<(String, bool)> {
    let Some(summary) = store.summary(id) else {
        let is_gone = !store.is_reading();
        return is_gone.then(|| (text.recommender_gone().to_owned(), false));
    };
    let name = text.summary_line(&summary);
    Some(match summary.binned {
        None => (name, true),
        Some(_) => (text.recommender_in_bin(&name), false),
    })
}
