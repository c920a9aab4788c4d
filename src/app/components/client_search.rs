//! The search for a client from any page: what it is for, while it is open.

use leptos::prelude::*;

use crate::{
    domain::{ClientId, RecordKind},
    platform,
    route::Route,
};

/// The purpose of a search for a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchPurpose {
    /// To open the client's page.
    Open,
    /// To enter something.
    NewRecord(RecordKind),
}

impl SearchPurpose {
    /// The page that a client who was found leads to.
    pub const fn route(self, client: ClientId) -> Route {
        match self {
            Self::Open => Route::Client(client),
            Self::NewRecord(kind) => Route::Record(client, kind, None),
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

    /// Asks for the client whom a route needs; returns the page under the search.
    pub fn ask(self, route: Route) -> Route {
        let Route::NewRecord(kind) = route else {
            return route;
        };
        self.0.set(Some(SearchPurpose::NewRecord(kind)));
        // Asked once, not again when the page is loaded anew.
        platform::go_instead(Route::Today);
        Route::Today
    }
}
