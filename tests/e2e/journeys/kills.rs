//! Browsers that are killed, and storage that something else empties: what was called saved is there.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use trust_velocity::domain::Language;

use crate::broker::Broker;
use crate::browser::Engine;
use crate::pages::{App, StoredClient, backup_of, handed_in};
use crate::stage::Stage;

/// How often a browser is killed; `KILLS` names another number.
const KILLS: u64 = 5;

fn kills() -> u64 {
    env::var("KILLS").map_or(KILLS, |kills| kills.parse().expect("a number"))
}

/// A folder for what a browser keeps, which goes with this value.
pub(super) struct Profile(pub(super) PathBuf);

impl Profile {
    pub(super) fn new(engine: Engine) -> Self {
        // A browser is killed by the name of its folder.
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let name = format!("trust-velocity-{engine}-{}-{number}.", process::id());
        let folder = env::temp_dir().join(name);
        fs::remove_dir_all(&folder).ok();
        fs::create_dir(&folder).expect("a folder for a profile");
        Self(folder)
    }

    /// Opens the app in a browser that asks for this language, and keeps what it stores here.
    #[track_caller]
    pub(super) fn opens(&self, engine: Engine, language: Language, stage: Stage) -> App {
        let stage = stage.in_full_chromium().with_profile(self.0.clone());
        App::open(engine, language, stage)
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// Chromium holds what localStorage is given in memory for up to a minute.
pub fn keeps_what_was_called_saved(engine: Engine) {
    let profile = Profile::new(engine);
    let mut app = profile.opens(engine, Language::En, Stage::new());
    app.adds_client("Ada", "2026-01-01");
    for kill in 1..=kills() {
        // Several saves between two kills, the last of them just now.
        for save in 0..kill % 3 {
            app.logs_contact("2026-01-10", &save.to_string());
        }
        app.logs_contact("2026-01-20", &kill.to_string());
        app.tells("Saved");
        let port = app.killed(&profile.0);
        let saved = (1..=kill).map(|kill| kill % 3 + 1).sum::<u64>();
        app = profile.opens(engine, Language::En, Stage::new().on_port(port));
        app.lists(&["Ada"]);
        app.until("each save is there", || contacts(&app) == saved);
        app.opens_row(1);
        app.has_no_problems();
    }
}

/// Restores, and a lock that is put on and taken off, each killed at some moment of it: what was there
/// before is there after, and all of it either open or sealed.
pub fn keeps_all_when_killed_in_a_long_step(engine: Engine) {
    let profile = Profile::new(engine);
    let mut app = profile.opens(engine, Language::En, Stage::new());
    let mut sure = 0;
    for kill in 0..=kills() {
        let was_locked = app.stored(LOCK).is_some();
        let locks = !was_locked && kill % 3 == 1;
        let told = if was_locked {
            app.goes_to_data_part("lock", app.text.lock());
            app.fill("#passphrase", PASSPHRASE);
            app.click("#remove-lock");
            app.text.lock_removed().to_owned()
        } else if locks {
            app.goes_to_data_part("lock", app.text.lock());
            app.fill("#new-passphrase", PASSPHRASE);
            app.fill("#same-passphrase", PASSPHRASE);
            app.click("#put-lock");
            app.text.lock_put().to_owned()
        } else {
            let new: Vec<_> = (0..CLIENTS).map(|client| numbered(kill, client)).collect();
            app.restores_from(&backup_of(&new));
            app.focuses("#restore-next");
            app.click("#restore");
            app.text.restore_done(&"")
        };
        let is_told = || {
            let words = app.texts(".toast__words");
            words.iter().any(|words| words.contains(&told))
        };
        // The first step, and those that end before their moment, are killed once it is told.
        let moment = if kill == 0 { 10_000 } else { kill * 37 % 120 };
        let is_told = (0..moment).any(|_| is_told());
        if is_told {
            sure = clients(&app);
        }
        let port = app.killed(&profile.0);
        app = profile.opens(engine, Language::En, Stage::new().on_port(port));
        // The page shows what the storage has, and loads itself anew if the journal knows of a lock.
        app.until("the records are open, or their lock is shown", || {
            let is_open = "return performance.getEntriesByName('records-open').length";
            app.has("#unlock") || app.script(is_open) != 0 && app.stored(LOCK).is_none()
        });
        // A lock that was taken off may be asked for once more: what is behind it is brought back then.
        let is_off = is_told && was_locked;
        if is_told && !was_locked {
            assert_eq!(app.has("#unlock"), locks, "step {kill}");
        }
        if app.has("#unlock") {
            app.unlocks(PASSPHRASE);
            app.sees(".client-row");
            if is_off {
                app.until("the lock is off", || app.stored(LOCK).is_none());
                app.reload();
                app.sees(".client-row");
            } else {
                // A removal of the lock that was cut short goes on to its end.
                app.until("nothing is in the clear, or the lock is off", || {
                    was_locked && app.stored(LOCK).is_none()
                        || keys_with(&app, NAME) == 0 && !app.has_in_journal(NAME)
                });
            }
        }
        app.until("all that was there is there", || sure <= clients(&app));
        sure = clients(&app);
        app.searches(&format!("{NAME} 0-{}", CLIENTS - 1));
        app.until("a client is read", || {
            app.texts(".client-row__name").len() == 1
        });
        app.opens_row(1);
        app.sees(".client h1");
        app.has_no_problems();
    }
}

/// A chat of three that is collected, and killed at some moment of it.
pub fn keeps_what_was_collected(engine: Engine) {
    let profile = Profile::new(engine);
    let mut app = profile.opens(engine, Language::En, Stage::new());
    app.opens_session_form();
    let session = app.begins_session();
    let mut sure = 0;
    for kill in 0..kills() {
        app.goes_to_session(session, "collect");
        let chat = (0..3).map(|trainee| {
            let id = 1 + 3 * kill + trainee;
            handed_in(session, id, 1, Some(&format!("Trainee {id}")))
        });
        app.pastes_submissions(&chat.collect::<Vec<_>>().join("\n"));
        let last = format!("Trainee {}", 3 * kill + 3);
        let moment = kill * 23 % 60;
        if (0..moment).any(|_| app.text("#last-collected").contains(&last)) {
            sure += 3;
        }
        let port = app.killed(&profile.0);
        app = profile.opens(engine, Language::En, Stage::new().on_port(port));
        app.goes_to_session(session, "collect");
        app.until("what was collected is there", || sure <= collected(&app));
        sure = collected(&app);
        app.has_no_problems();
    }
}

/// A trainer's browser that is killed just after its live session has begun is the host of it again.
pub fn keeps_the_keys_of_a_live_class(engine: Engine) {
    let broker = Broker::start();
    let profile = Profile::new(engine);
    let stage = || Stage::new().with_broker(&broker);
    let mut app = profile.opens(engine, Language::En, stage());
    for _ in 0..kills() {
        app.opens_session_form();
        app.click("#way-live");
        let session = app.begins_session();
        let port = app.killed(&profile.0);
        app = profile.opens(engine, Language::En, stage().on_port(port));
        app.goes_to_session(session, "join");
        app.shows("#live-link", app.text.live_connected());
        app.has_no_problems();
    }
}

/// A manager's browser that is killed just after its team has become live has the same invitation again.
pub fn keeps_the_keys_of_a_live_team(engine: Engine) {
    let broker = Broker::start();
    let profile = Profile::new(engine);
    let stage = || Stage::new().with_broker(&broker);
    let mut app = profile.opens(engine, Language::En, stage());
    for _ in 0..kills() {
        app.begins_team("Sales", false);
        let page = app.route();
        let invitation = app.makes_team_live();
        let port = app.killed(&profile.0);
        app = profile.opens(engine, Language::En, stage().on_port(port));
        app.go(&page);
        app.shows("#team-live-link", app.text.team_live_connected());
        app.click("#invite > summary");
        app.until("the invitation is there", || {
            app.value("#invitation-message").contains(&invitation)
        });
        app.has_no_problems();
    }
}

/// How many submissions the open session has.
fn collected(app: &App) -> u64 {
    let count = app.text("#count .session__number");
    let digits = count.chars().take_while(char::is_ascii_digit);
    digits.collect::<String>().parse().expect("a number")
}

const LOCK: &str = "trust-velocity/lock";
const PASSPHRASE: &str = "correct horse 电池";
const NAME: &str = "Numbered";

/// How many clients are restored in one step.
const CLIENTS: u64 = 60;

fn numbered(step: u64, client: u64) -> StoredClient {
    let name = format!("{NAME} {step}-{client}");
    StoredClient::new(1 + step * CLIENTS + client, &name, "2026-01-01")
        .rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
}

/// How many clients are stored, open or sealed.
fn clients(app: &App) -> u64 {
    let keys = app.script(
        "return Object.keys(localStorage)
           .filter((key) => key.startsWith('trust-velocity/client/')).length",
    );
    keys.as_u64().expect("a number")
}

/// Under how many keys of localStorage a reader finds these words.
fn keys_with(app: &App, words: &str) -> u64 {
    let keys = app.script_with(
        "return Object.keys(localStorage)
           .filter((key) => localStorage.getItem(key).includes(arguments[0])).length",
        json!([words]),
    );
    keys.as_u64().expect("a number")
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

/// Another app of the origin, or the browser, removes records one by one: each is offered from its copy.
pub fn offers_what_was_removed_one_by_one(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0]);
    let (key, text) = ada.entry();
    let stage = Stage::new().with_stored(&[(key.clone(), text.clone())]);
    let app = App::open(engine, Language::En, stage);
    app.lists(&["Ada"]);
    app.adds_client("Bea", "2026-04-01");
    app.goes_to_clients();
    app.until("what was there before has a copy", || app.has_copy(&key));

    app.removes_elsewhere(&key);
    app.lists(&["Bea"]);
    app.warns(&app.text.removed_records(1));
    app.click(".banners a");
    app.arrives_at("#/data");
    app.reads("#removed", "Ada");
    app.click("#put-removed-back");
    app.tells(&app.text.removed_put_back(1));
    app.sees_no("#removed");
    assert_eq!(app.stored(&key).as_ref(), Some(&text));
    app.goes_to_clients();
    app.lists(&["Ada", "Bea"]);

    // While no page was open, too; and what the person does not want does not return.
    app.script_with("localStorage.removeItem(arguments[0])", json!([key]));
    app.reload();
    app.lists(&["Bea"]);
    app.warns(&app.text.removed_records(1));
    app.goes_to_data();
    app.click("#give-removed-up");
    app.opens_dialog(app.text.delete_copies_title());
    app.press_button(app.text.cancel());
    app.has_no_dialog();
    app.click("#give-removed-up");
    app.click("dialog[open] .button--danger");
    app.tells(app.text.removed_given_up());
    app.sees_no("#removed");
    assert!(!app.has_copy(&key));

    // A client that the app itself deletes is not offered.
    app.goes_to_clients();
    app.opens_row(1);
    app.deletes_client();
    app.goes_to_data_part("bin", app.text.bin());
    app.click("#empty-bin");
    app.click("dialog[open] .button--danger");
    app.tells(app.text.bin_emptied());
    app.reload();
    app.shows(".empty", app.text.bin_empty());
    app.goes_to_data();
    app.sees("#space");
    app.settle();
    app.sees_no("#removed");
    assert_eq!(app.stored(&key), None);
    app.has_no_problems();
}

/// Another app of the origin empties its storage, or the browser does.
pub fn puts_back_what_was_removed(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0]);
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
