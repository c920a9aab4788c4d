//! The list of clients.

use super::App;

/// The most rows that stand in the page at once: those in sight, some around them, and the one that
/// had the focus.
const MOST_ROWS: usize = 30;

/// How the list can be sorted.
#[derive(Clone, Copy, Debug)]
pub enum Order {
    Name,
    Trust,
    Trend,
    LastContact,
    Overdue,
}

impl App {
    /// Goes to the list. If it is there already, the page loads anew, and may open a client beside it.
    #[track_caller]
    pub fn goes_to_clients(&self) {
        self.go("#/clients");
        // No script: WebKit loses one that runs while the page unloads.
        self.sees(".client-list h1, .client-list:has(.client-row[aria-current]) h2");
    }

    /// Adds a client in the form; ends on the client's page.
    #[track_caller]
    pub fn adds_client(&self, name: &str, first_contact: &str) {
        self.goes_to_clients();
        self.click("#new-client");
        self.fill("#name", name);
        self.click("#first-contact-date");
        self.set("#date", first_contact);
        self.saves_to_client();
    }

    /// Loads the two examples.
    #[track_caller]
    pub fn loads_examples(&self) {
        self.click("#examples");
        self.tells(self.text.examples_loaded());
    }

    /// Removes them.
    #[track_caller]
    pub fn removes_examples(&self) {
        self.click("#examples");
        self.tells(self.text.examples_removed());
    }

    /// Waits until the list names just these, in this order.
    #[track_caller]
    pub fn lists(&self, names: &[&str]) {
        self.until(&format!("the list is {names:?}"), || {
            self.texts(".client-row__name") == names
        });
    }

    /// Searches the list.
    #[track_caller]
    pub fn searches(&self, words: &str) {
        self.fill("#search", words);
    }

    /// Shows only a stage's clients; an empty name shows all.
    #[track_caller]
    pub fn filters_by_stage(&self, id: &str) {
        self.set("#stage-filter", id);
    }

    /// Sorts the list.
    #[track_caller]
    pub fn sorts_by(&self, order: Order) {
        let id = match order {
            Order::Name => "name",
            Order::Trust => "trust",
            Order::Trend => "trend",
            Order::LastContact => "last-contact",
            Order::Overdue => "overdue",
        };
        self.set("#sort", id);
    }

    /// Opens the page of the client in this row, the first being 1.
    #[track_caller]
    pub fn opens_row(&self, number: usize) {
        self.click(&format!(".client-list__rows > :nth-child({number}) a"));
        self.sees(".client h1");
    }

    /// Waits until the list tells that it has so many rows, and has few of them in the page.
    #[track_caller]
    pub fn has_few_rows_of(&self, count: usize) {
        self.until(&format!("few rows of {count} are in the page"), || {
            let rows = self.count(".client-row");
            let told = self.count(&format!(".client-list__rows > [aria-setsize='{count}']"));
            0 < rows && rows <= MOST_ROWS && told == rows
        });
    }

    /// Scrolls the list to its end, as a finger does.
    #[track_caller]
    pub fn scrolls_to_the_end(&self) {
        self.script(
            "for (const it of [document.scrollingElement, document.querySelector('.split__list')])
               it.scrollTop = it.scrollHeight",
        );
    }

    /// How far the window is scrolled.
    #[track_caller]
    pub fn scrolled(&self) -> f64 {
        self.script("return scrollY").as_f64().unwrap_or_default()
    }

    /// The box of the row at this place, the first being 1, while clients are selected.
    pub fn select_box(place: usize) -> String {
        format!(".client-list__rows > [aria-posinset='{place}'] .client-list__check")
    }

    /// Ticks the box of this row with Shift held, by the event that a browser makes of either the key or
    /// the pointer: the drivers hold keys differently.
    #[track_caller]
    pub fn ticks_with_shift(&self, place: usize) {
        self.script_with(
            "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent('click',
               { shiftKey: true, bubbles: true, cancelable: true }))",
            serde_json::json!([Self::select_box(place)]),
        );
    }

    /// Waits until the bar tells that so many clients are selected.
    #[track_caller]
    pub fn counts_selected(&self, count: usize) {
        self.shows("#selection-count", &self.text.clients_selected(count));
    }
}
