//! Settings, help, what can be learned, and data.

use trust_velocity::domain::Language;
use trust_velocity::i18n::Text;
use trust_velocity::route::TourStep;

use super::App;

impl App {
    /// Goes to the settings.
    #[track_caller]
    pub fn goes_to_settings(&self) {
        self.go("#/settings");
        self.sees("#assumptions-title");
    }

    /// Chooses the language in the settings, and reads on in it.
    #[track_caller]
    pub fn chooses_language(&mut self, language: Language) {
        self.chooses("language", language.id());
        self.is_in(language);
        self.text = Text(language);
    }

    /// Chooses the theme in the settings.
    #[track_caller]
    pub fn chooses_theme(&self, id: &str) {
        self.chooses("theme", id);
        self.sees(&format!("html[data-theme='{id}']"));
    }

    /// Goes to the help, or one of its sections.
    #[track_caller]
    pub fn goes_to_help(&self, section: &str) {
        self.go(&format!("#/help{section}"));
        self.sees(".prose");
    }

    /// Goes to one of the pages that teach.
    #[track_caller]
    pub fn goes_to_learn(&self, name: &str) {
        self.go(&format!("#/learn/{name}"));
        self.sees("#learn .prose");
    }

    /// Waits until the tour is at a step: its panel has the focus, and what it tells of is outlined and
    /// in sight below it.
    #[track_caller]
    pub fn is_at_tour_step(&self, step: TourStep) {
        let (title, part) = match step {
            TourStep::List => (self.text.tour_list(), ".client-list__rows"),
            TourStep::Formula => (self.text.tour_formula(), ".formula-card"),
            TourStep::Verdict => (self.text.tour_verdict(), ".trend-card"),
            TourStep::Records => (self.text.tour_records(), ".client__actions"),
        };
        self.reads("#tour-title", title);
        let place = self.text.tour_place(&step.number(), &TourStep::ALL.len());
        self.reads("#tour-title", &place);
        self.sees(part);
        self.focuses("#tour-title");
        let is_shown = "const [panel, part] = ['#tour', arguments[0]].map((css) => document.querySelector(css));
            const [above, below] = [panel, part].map((it) => it.getBoundingClientRect());
            const beside = below.right <= above.left;
            return getComputedStyle(part).outlineStyle === 'solid'
              && below.height > 0 && below.top < innerHeight
              && (beside || above.bottom <= below.top + 1)";
        self.until("the part is outlined and in sight", || {
            self.script_with(is_shown, serde_json::json!([part])) == true
        });
    }

    /// Goes to the data page.
    #[track_caller]
    pub fn goes_to_data(&self) {
        self.go("#/data");
        self.shows("h1", self.text.data());
    }

    /// Saves the assumptions in the settings.
    #[track_caller]
    pub fn saves_assumptions(&self) {
        self.click("#save-assumptions");
        self.settle();
    }

    /// Goes to one of the things that can be done with all records.
    #[track_caller]
    pub fn goes_to_data_part(&self, id: &str, title: &str) {
        self.go(&format!("#/data/{id}"));
        self.shows("h1", title);
    }

    /// Puts a lock on that closes by itself after five minutes.
    #[track_caller]
    pub fn puts_lock(&self, passphrase: &str) {
        self.goes_to_data_part("lock", self.text.lock());
        self.fill("#new-passphrase", passphrase);
        self.fill("#same-passphrase", passphrase);
        self.click("#put-lock");
        self.tells(self.text.lock_put());
        self.sees("#lock-now");
    }

    /// Types the passphrase on the lock screen.
    #[track_caller]
    pub fn unlocks(&self, passphrase: &str) {
        self.fill("#passphrase", passphrase);
        self.click("#unlock");
    }

    /// Asks for an unreadable record, the first being 1, to be discarded.
    #[track_caller]
    pub fn asks_to_discard(&self, number: usize) {
        self.click(&format!(
            ".unreadable:nth-of-type({number}) > .actions .button--danger"
        ));
        self.opens_dialog(self.text.discard_title());
    }
}
