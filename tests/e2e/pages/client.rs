//! A client's page.

use super::App;

/// Everything that a client's page shows.
#[derive(Debug, PartialEq, Eq)]
pub struct ClientView {
    heading: String,
    figures: Vec<String>,
    history: Vec<String>,
    summaries: Vec<String>,
    pictures: [u64; 2],
}

impl App {
    /// Rates the client in the form; ends on the client's page.
    #[track_caller]
    pub fn rates(&self, date: &str, scores: [&str; 4]) {
        self.click("#rate");
        self.set("#date", date);
        self.scores(scores);
        self.saves_to_client();
    }

    /// Logs a contact in the form; ends on the client's page.
    #[track_caller]
    pub fn logs_contact(&self, date: &str, minutes: &str) {
        self.click("#log-contact");
        self.set("#date", date);
        self.fill("#minutes", minutes);
        self.saves_to_client();
    }

    /// Changes the stage in the form; ends on the client's page.
    #[track_caller]
    pub fn changes_stage(&self, date: &str, stage: &str) {
        self.opens_menu();
        self.press_button(self.text.change_stage());
        self.has_no_dialog();
        self.chooses("stage", stage);
        self.set("#date", date);
        self.saves_to_client();
    }

    /// Opens the dialog with everything that can be done with the client.
    #[track_caller]
    pub fn opens_menu(&self) {
        self.click("#more-actions");
        self.opens_dialog(self.text.more_actions());
    }

    /// Deletes the client; ends on the list.
    #[track_caller]
    pub fn deletes_client(&self) {
        self.opens_menu();
        self.press_button(self.text.delete_client());
        self.tells(&self.text.binned_what(&""));
        self.arrives_at("#/clients");
    }

    /// Deletes the entry of this number in the history, the newest being 1.
    #[track_caller]
    pub fn deletes_entry(&self, number: usize) {
        self.opens_entry(number);
        self.click(&format!(
            ".entry:nth-child({number}) .entry__actions button"
        ));
        self.tells(&self.text.deleted_what(&""));
    }

    /// Opens the form of the entry of this number in the history.
    #[track_caller]
    pub fn edits_entry(&self, number: usize) {
        self.opens_entry(number);
        self.click(&format!(".entry:nth-child({number}) .entry__actions a"));
        self.sees("form");
    }

    /// Opens the entry of this number in the history, and waits for what can be done with it.
    #[track_caller]
    pub fn opens_entry(&self, number: usize) {
        self.click(&format!(".entry:nth-child({number}) summary"));
        self.sees(&format!(".entry:nth-child({number}) .entry__actions"));
    }

    /// The entries' titles with their dates, the newest first.
    #[track_caller]
    pub fn history(&self) -> Vec<String> {
        self.sees(".entry");
        self.texts(".entry__title")
    }

    /// Shows the data table of a chart, with its summary.
    #[track_caller]
    pub fn opens_table(&self, chart: &str) {
        let table = format!("#{chart} details");
        if !self.has(&format!("{table}[open]")) {
            self.click(&format!("{table} summary"));
            self.sees(&format!("{table}[open]"));
        }
    }

    /// Shows the cards that a phone folds away.
    #[track_caller]
    pub fn unfolds_cards(&self) {
        self.sees("#progress");
        while self.has(".card--folded") {
            self.click(".card--folded");
            self.settle();
        }
    }

    /// Waits until the cards that a phone folds away can be there at once: their file has come.
    #[track_caller]
    pub fn has_all_cards_at_hand(&self) {
        self.until("the file of the cards is here", || {
            let files = "return performance.getEntriesByType('resource')
                .some(({ name, responseEnd }) => name.includes('/cards-') && 0 < responseEnd)";
            self.script(files) == true
        });
        self.settle();
    }

    /// The chart in words.
    #[track_caller]
    pub fn summary(&self, chart: &str) -> String {
        self.opens_table(chart);
        self.text(&format!("#{chart}-summary"))
    }

    /// The chart's picture as one number.
    #[track_caller]
    pub fn picture(&self, chart: &str) -> u64 {
        self.pixels(&format!("#{chart}-chart"))
    }

    /// All that the page shows, once its last cards are there.
    #[track_caller]
    pub fn client_view(&self) -> ClientView {
        self.sees(".stage-card");
        self.sees(".entry");
        ClientView {
            heading: self.text(".client__head"),
            figures: self.texts(".formula-card .figure, .trend-card, .stage-card"),
            history: self.texts(".entry"),
            summaries: ["progress", "velocity"]
                .map(|chart| self.summary(chart))
                .to_vec(),
            pictures: ["progress", "velocity"].map(|chart| self.picture(chart)),
        }
    }

    /// Chooses the unit of time on the formula card.
    #[track_caller]
    pub fn chooses_unit(&self, id: &str) {
        self.set(".formula-card select", id);
    }
}
