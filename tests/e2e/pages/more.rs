//! Settings, help, what can be learned, and data.

use trust_velocity::domain::Language;
use trust_velocity::i18n::Text;

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
