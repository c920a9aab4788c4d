//! Browsers that are killed, and storage that something else empties: what was called saved is there.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process;

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, Stored};
use crate::stage::Stage;

/// How often a browser is killed; `KILLS` names another number.
const KILLS: u64 = 5;

/// A folder for what a browser keeps, which goes with this value.
struct Profile(PathBuf);

impl Profile {
    fn new(engine: Engine) -> Self {
        let name = format!("trust-velocity-{engine}-{}", process::id());
        let folder = env::temp_dir().join(name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir(&folder).expect("a folder for a profile");
        Self(folder)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// Chromium holds what localStorage is given in memory for up to a minute.
pub fn keeps_what_was_called_saved(engine: Engine) {
    if engine == Engine::WebKit {
        // Its small browser keeps nothing for another start.
        return;
    }
    let kills = env::var("KILLS").map_or(KILLS, |kills| kills.parse().expect("a number"));
    let profile = Profile::new(engine);
    let stage = Stage::new()
        .in_full_chromium()
        .with_profile(profile.0.clone());
    let mut app = App::open(engine, Language::En, stage.clone());
    app.adds_client("Ada", "2026-01-01");
    for kill in 1..=kills {
        // Several saves between two kills, the last of them just now.
        for save in 0..kill % 3 {
            app.logs_contact("2026-01-10", &save.to_string());
        }
        app.logs_contact("2026-01-20", &kill.to_string());
        app.tells("Saved");
        let port = app.killed(&profile.0);
        let saved = (1..=kill).map(|kill| kill % 3 + 1).sum::<u64>();
        app = App::open(engine, Language::En, stage.clone().on_port(port));
        app.lists(&["Ada"]);
        app.until("each save is there", || contacts(&app) == saved);
        app.opens_row(1);
        app.has_no_problems();
    }
}

/// How many contacts are stored of the one client.
fn contacts(app: &App) -> u64 {
    let contacts = app.script(
        "const keys = Object.keys(localStorage);
         const key = keys.find((key) => key.startsWith('trust-velocity/client/'));
         return JSON.parse(localStorage.getItem(key)).client.contacts.length",
    );
    contacts.as_u64().expect("a number")
}

/// Another app of the origin empties its storage, or the browser does.
pub fn puts_back_what_was_removed(engine: Engine) {
    let ada = Stored::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0]);
    let app = App::open(
        engine,
        Language::En,
        Stage::new().with_stored(&[ada.entry()]),
    );
    app.lists(&["Ada"]);
    app.adds_client("Bea", "2026-04-01");
    app.goes_to_clients();
    let (key, text) = ada.entry();
    app.until("what was there before has a copy", || app.has_copy(&key));
    app.empties_storage_elsewhere();
    app.tells("back from their copies");
    app.lists(&["Ada", "Bea"]);
    assert_eq!(app.stored(&key), Some(text));
    app.has_no_problems();
}
