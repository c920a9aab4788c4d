//! The board of a session, and its report.

use trust_velocity::route::SessionPart;

use super::{App, import::SavedFile, stored_session::StoredSession};

impl App {
    /// Goes to a session's board, revealed or not.
    #[track_caller]
    pub fn goes_to_board(&self, session: &StoredSession) {
        self.go(&session.route(SessionPart::Board));
        self.sees("#board h1, #not-revealed");
    }

    /// Goes to a session's report, revealed or not.
    #[track_caller]
    pub fn goes_to_report(&self, session: &StoredSession) {
        self.go(&session.route(SessionPart::Report));
        self.sees("#report h1, #not-revealed");
    }

    /// Waits until the board shows this screen, from 1.
    #[track_caller]
    pub fn is_at_screen(&self, step: usize) {
        self.until(&format!("the board is at screen {step}"), || {
            self.value("#step") == (step - 1).to_string()
        });
    }

    /// How many screens the board has.
    #[track_caller]
    pub fn count_steps(&self) -> usize {
        self.count("#step option")
    }

    /// Stores a session as another tab does, and lets this tab refresh.
    #[track_caller]
    pub fn hears_of(&self, session: &StoredSession, revision: u32) {
        let (key, text) = session.entry_at(revision);
        self.stores_elsewhere(&key, &text);
    }

    /// Everything that is in the document, seen or unseen.
    #[track_caller]
    pub fn whole_document(&self) -> String {
        let html = self.script("return document.documentElement.outerHTML");
        html.as_str().unwrap_or_default().to_owned()
    }

    /// The file that a button saves, once [`Self::catches_files`] has been asked for.
    #[track_caller]
    pub fn saves_file(&self, button: &str) -> SavedFile {
        self.script("window.savedFile = undefined");
        self.click(button);
        self.saved_file()
    }
}
