//! The place in a page that the person left for a client's page, and comes back to.

use leptos::prelude::*;

use crate::{domain::ClientId, platform, route::Route};

/// The places in the pages that lead to many clients, as long as the app runs.
#[derive(Clone, Copy)]
pub struct PagePlaces {
    /// That in Today.
    pub today: PagePlace,
    /// That in the list of clients.
    pub list: PagePlace,
    opens_beside: StoredValue<bool>,
}

impl PagePlaces {
    /// The top of each page.
    pub fn top() -> Self {
        let [today, list] = [(); 2].map(|()| PagePlace(StoredValue::new(Place::default())));
        Self {
            today,
            list,
            opens_beside: StoredValue::new(true),
        }
    }

    /// Whether the list may open a client beside itself, which it is told once: if it is the first page, or
    /// follows Today or More, where the examples may have been loaded.
    pub fn take_opens_beside(self) -> bool {
        self.opens_beside
            .try_update_value(std::mem::take)
            .unwrap_or_default()
    }

    /// The app goes from one page to another.
    pub fn go(self, left: Route, route: Route) {
        let is_from_elsewhere = matches!(left, Route::Today | Route::More);
        self.opens_beside
            .set_value(is_from_elsewhere && route == Route::Clients);
        if let Some(client) = route.client() {
            self.today.set_row(client);
            self.list.set_row(client);
        }
    }
}

/// The place in a page.
#[derive(Clone, Copy)]
pub struct PagePlace(StoredValue<Place>);

#[derive(Clone, Copy, Default)]
struct Place {
    /// How far the window was scrolled when the page was last seen, in CSS pixels.
    scrolled: f64,
    /// The row that has the focus, or whose client was opened.
    row: Option<ClientId>,
}

impl PagePlace {
    /// The row that has the focus, or whose client was opened: it stays in the page even if it is not
    /// in sight.
    pub fn row(self) -> Option<ClientId> {
        self.0.get_value().row
    }

    /// The row of this client has the focus, or its client is opened.
    pub fn set_row(self, client: ClientId) {
        self.0.update_value(|place| place.row = Some(client));
    }

    /// The page is seen as the window is scrolled now. Browsers scroll before they tell that the hash
    /// has changed, so it would be too late to look then.
    pub fn keep(self) {
        let scrolled = window().scroll_y().unwrap_or_default();
        self.0.update_value(|place| place.scrolled = scrolled);
    }

    /// Shows the place again: the window is scrolled as it was, and the focus goes to the link to the
    /// client that was opened, or to the heading if there is none.
    pub fn show_again(self) {
        let Place { scrolled, row, .. } = self.0.get_value();
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, scrolled);
            let row = row.is_some_and(|client| {
                let link = format!("main a[href='{}']", Route::Client(client));
                platform::focus_in_place(&link)
            });
            if !row {
                platform::focus_in_place("main h1");
            }
        });
    }
}
