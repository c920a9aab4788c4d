//! The search for a client from any page: what it is for, while it is open.

use leptos::prelude::*;

use crate::{
    domain::{ClientId, RecordKind},
    route::Route,
};

/// What the client is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchPurpose {
    /// To open the client's page.
    Open,
    /// To log a contact.
    LogContact,
}

impl SearchPurpose {
    /// Where a client who was found leads to.
    pub const fn route(self, client: ClientId) -> Route {
        match self {
            Self::Open => Route::Client(client),
            Self::LogContact => Route::Record(client, RecordKind::Contact, None),
        }
    }
}

/// The search; closed with `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientSearch(pub RwSignal<Option<SearchPurpose>>);

impl ClientSearch {
    /// A search that is not open.
    pub fn closed() -> Self {
        Self(RwSignal::new(None))
    }
}
