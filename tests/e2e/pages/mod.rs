//! The actions of a person on each page, in the page's own words. Only here are element ids known.

mod ask;
mod backup;
mod class_author;
mod class_board;
mod class_session;
mod class_trainee;
mod client;
mod clients;
mod forms;
mod import;
mod more;
mod myself;
mod offline;
mod portfolio;
mod scorm;
mod stored_client;
mod stored_session;
mod team;
mod today;
mod tour;

use std::ops::Deref;
use std::path::Path;

use trust_velocity::domain::Language;
use trust_velocity::i18n::Text;

use crate::browser::Engine;
use crate::page::Page;
use crate::stage::Stage;

pub use ask::route_in;
pub use backup::{backup_of, without_entry};
pub use class_session::{
    begun_session, handed_in, handed_in_again, handed_in_of_other_case,
    handed_in_with_a_later_task, handed_in_with_an_action, own_exercise,
};
pub use class_trainee::exercise;
pub use clients::Order;
pub use offline::other_build;
pub use stored_client::StoredClient;
pub use stored_session::{StoredSession, class_exercise, stored_session, stored_session_in};
pub use tour::tour;

/// The open app, in a language.
pub struct App {
    page: Page,
    /// The texts of its language.
    pub text: Text,
}

impl App {
    /// Opens the list of clients in a browser that asks for this language.
    #[track_caller]
    pub fn open(engine: Engine, language: Language, stage: Stage) -> Self {
        Self::open_at(engine, language, stage, "#/clients")
    }

    /// Opens the app's first page, Today, in a browser that asks for this language.
    #[track_caller]
    pub fn open_today(engine: Engine, language: Language, stage: Stage) -> Self {
        Self::open_at(engine, language, stage, "")
    }

    #[track_caller]
    fn open_at(engine: Engine, language: Language, stage: Stage, route: &str) -> Self {
        let page = Page::open(engine, stage.in_language(language.tag()), route);
        let app = Self {
            page,
            text: Text(language),
        };
        app.is_in(language);
        app
    }

    /// Opens the app as one file, in English.
    #[track_caller]
    pub fn of_file(engine: Engine, file: &Path) -> Self {
        let app = Self {
            page: Page::of_file(engine, file),
            text: Text(Language::En),
        };
        app.is_in(Language::En);
        app
    }

    /// Kills the browser; returns the port of the site.
    pub fn killed(self, profile: &Path) -> u16 {
        self.page.killed(profile)
    }

    /// Waits until the page is in this language.
    #[track_caller]
    pub fn is_in(&self, language: Language) {
        self.sees(&format!("html[lang='{}']", language.tag()));
    }

    /// Waits for a sentence about what was done.
    #[track_caller]
    pub fn tells(&self, words: &str) {
        self.reads(".toast__words", words);
    }

    /// Takes the last change back.
    #[track_caller]
    pub fn undoes(&self) {
        self.click(".toast:not(#update) .toast__action");
        self.tells(self.text.undone());
    }

    /// Makes again what was taken back last.
    #[track_caller]
    pub fn redoes(&self) {
        let action = ".toast:not(#update) .toast__action";
        self.shows(action, self.text.redo());
        self.click(action);
        self.tells(self.text.redone());
    }

    /// Waits for a banner with these words.
    #[track_caller]
    pub fn warns(&self, words: &str) {
        self.reads(".banners", words);
    }

    /// Waits for the open dialog of this title.
    #[track_caller]
    pub fn opens_dialog(&self, title: &str) {
        self.shows("dialog[open] .dialog__title", title);
    }

    /// Waits until no dialog is open.
    #[track_caller]
    pub fn has_no_dialog(&self) {
        self.sees_no("dialog[open]");
    }
}

impl Deref for App {
    type Target = Page;

    fn deref(&self) -> &Page {
        &self.page
    }
}
