//! The place in the list that the person left for a client's page, and comes back to.

use leptos::prelude::*;

use crate::{domain::ClientId, platform, route::Route};

/// The place in the list, as long as the app runs.
#[derive(Clone, Copy)]
pub struct ListPlace(StoredValue<Place>);

#[derive(Clone, Copy, Default)]
struct Place {
    /// How far the window was scrolled when the list was last seen, in CSS pixels.
    scrolled: f64,
    /// The row that has the focus, or whose client was opened.
    row: Option<ClientId>,
    /// Whether the app has gone to another page than the first.
    has_moved: bool,
}

impl ListPlace {
    /// The top of the list.
    pub fn top() -> Self {
        Self(StoredValue::new(Place::default()))
    }

    /// The row that has the focus, or whose client was opened: it stays in the page even if it is not
    /// in sight.
    pub fn row(self) -> Option<ClientId> {
        self.0.get_value().row
    }

    /// The row of this client has the focus.
    pub(super) fn set_row(self, client: ClientId) {
        self.0.update_value(|place| place.row = Some(client));
    }

    /// The app goes to a page.
    pub fn move_to(self, route: Route) {
        self.0.update_value(|place| {
            place.has_moved = true;
            place.row = route.client().or(place.row);
        });
    }

    /// Whether the app has gone to another page than its first.
    pub(super) fn has_moved(self) -> bool {
        self.0.get_value().has_moved
    }

    /// The list is seen as the window is scrolled now. Browsers scroll before they tell that the hash
    /// has changed, so it would be too late to look then.
    pub(super) fn keep(self) {
        let scrolled = window().scroll_y().unwrap_or_default();
        self.0.update_value(|place| place.scrolled = scrolled);
    }

    /// Shows the place again: where the list stands alone, the window is scrolled as it was. The focus
    /// goes to the row whose client was opened, or to the heading if there is none.
    pub fn show_again(self) {
        let Place { scrolled, row, .. } = self.0.get_value();
        request_animation_frame(move || {
            window().scroll_to_with_x_and_y(0.0, scrolled);
            let row = row.is_some_and(|client| {
                let link = format!(".client-row[href='{}']", Route::Client(client));
                platform::focus_in_place(&link)
            });
            if !row {
                platform::focus_in_place("main h1");
            }
        });
    }
}
