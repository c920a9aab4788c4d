//! Today.

use trust_velocity::documents::SHARDS;

use super::App;

impl App {
    /// Goes to Today.
    #[track_caller]
    pub fn goes_to_today(&self) {
        self.go("#/today");
        self.shows("main h1", self.text.today());
    }

    /// Waits until the priority list names just these, in this order.
    #[track_caller]
    pub fn has_waiting(&self, names: &[&str]) {
        self.until(&format!("those who wait are {names:?}"), || {
            self.texts(".today__name") == names
        });
    }

    /// The reasons of each row, by their ids.
    #[track_caller]
    pub fn reasons(&self) -> Vec<String> {
        let reasons = self.script(
            "return [...document.querySelectorAll('.today__row')].map((row) =>
               [...row.querySelectorAll('[data-reason]')].map((it) => it.dataset.reason).join(' '))",
        );
        serde_json::from_value(reasons).expect("a list of texts")
    }

    /// Waits until every shard of summaries is stored.
    #[track_caller]
    pub fn has_stored_summaries(&self) {
        self.until("the summaries are stored", || {
            let count = "return Object.keys(localStorage)
                .filter((key) => key.startsWith('trust-velocity/summaries/')).length";
            self.script(count) == SHARDS
        });
    }

    /// Snoozes the client of a row, the first being 1, by its choice of this number.
    #[track_caller]
    pub fn snoozes(&self, row: usize, choice: usize) {
        let row = format!(".today__rows > :nth-child({row}) .today__snooze");
        self.click(&format!("{row} summary"));
        self.click(&format!("{row}[open] .today__days > :nth-child({choice})"));
    }
}
