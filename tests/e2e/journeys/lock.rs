//! The lock.

use serde_json::Value;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const PASSPHRASE: &str = "correct horse 电池";

fn ada() -> StoredClient {
    StoredClient::new(7, "Ada Byron", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
}

fn open(engine: Engine) -> App {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada().entry()]);
    App::open(engine, Language::En, stage)
}

/// The key under which a reader of the disk finds the journal.
const JOURNAL: &str = "IndexedDB";

/// Everything stored that is not open to all: under which keys a reader finds this, and whether in the
/// journal.
fn found_in_storage(app: &App, words: &str) -> Vec<String> {
    let keys = app.script_with(
        "return Object.keys(localStorage).filter(
           (key) => localStorage.getItem(key).includes(arguments[0]))",
        serde_json::json!([words]),
    );
    let mut found: Vec<String> = serde_json::from_value(keys).expect("a list of keys");
    if app.has_in_journal(words) {
        found.push(JOURNAL.to_owned());
    }
    found
}

pub fn locks_with_a_passphrase(engine: Engine) {
    let app = open(engine);
    app.until("the journal has a copy to seal", || {
        app.has_copy(&ada().key())
    });
    let found = found_in_storage(&app, "Ada");
    for place in [&ada().key(), JOURNAL] {
        let is_found = found.iter().any(|found| found == place);
        assert!(is_found, "the search finds what is in the clear: {found:?}");
    }
    app.go(&ada().route());
    let whole = app.client_view();
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.puts_lock(PASSPHRASE);
    assert_eq!(found_in_storage(&app, "Ada"), [""; 0]);
    assert_eq!(found_in_storage(&app, "score_sd"), [""; 0]);

    // New records are encrypted too, and so is a draft.
    app.adds_client("Bea Stone", "2026-04-01");
    app.opens_form("contact");
    app.fill("#note", "over lunch");
    app.until("a draft is kept", || {
        app.script("return Object.keys(localStorage).some((key) => key.includes('draft'))")
            == Value::Bool(true)
    });
    assert_eq!(found_in_storage(&app, "Bea"), [""; 0]);
    assert_eq!(found_in_storage(&app, "lunch"), [""; 0]);

    app.reload();
    app.shows("h1", app.text.locked_title());
    app.focuses("#passphrase");
    app.sees("html[lang=en][data-theme=dark]");
    assert!(!app.text("body").contains("Bea"));
    app.has_no_problems();
    app.unlocks("incorrect horse");
    app.fails(app.text.passphrase_wrong());
    app.focuses("#passphrase");
    let is_selected = app.script(
        "const { selectionStart, selectionEnd, value } = document.querySelector('#passphrase');
         return selectionStart === 0 && selectionEnd === value.length",
    );
    assert_eq!(is_selected, Value::Bool(true), "the next key replaces it");
    app.unlocks(PASSPHRASE);
    app.reads(".form__draft", app.text.draft_restored());
    app.go(&ada().route());
    app.sees(".client h1");
    app.goes_to_settings();
    app.chooses("theme", "system");
    app.sees("html:not([data-theme])");
    app.go(&ada().route());
    assert_eq!(app.client_view(), whole);

    // The lock stands before the list, whose file waits until it is shown.
    app.go("#/clients");
    app.sees(".client-row");
    app.reload();
    app.shows("h1", app.text.locked_title());
    let early = app.script("return Object.keys(window.early)");
    assert_eq!(early, serde_json::json!([]), "nothing is asked for early");
    app.unlocks(PASSPHRASE);
    app.sees(".client-row");
    app.has_no_problems();
}

pub fn changes_the_lock_and_takes_it_off(engine: Engine) {
    let app = open(engine);
    app.puts_lock(PASSPHRASE);
    app.fill("#passphrase", PASSPHRASE);
    app.fill("#new-passphrase", "another one");
    app.fill("#same-passphrase", "another two");
    app.click("#change-lock");
    app.shows("#same-passphrase-error", app.text.passphrase_differs());
    app.fill("#same-passphrase", "another one");
    app.click("#change-lock");
    app.tells(app.text.lock_changed());
    app.click("#lock-now");
    app.unlocks(PASSPHRASE);
    app.fails(app.text.passphrase_wrong());
    app.unlocks("another one");
    app.shows("h1", app.text.lock());

    app.fill("#passphrase", "not this one");
    app.click("#remove-lock");
    app.fails(app.text.passphrase_wrong());
    app.fill("#passphrase", "another one");
    app.click("#remove-lock");
    app.tells(app.text.lock_removed());
    assert_eq!(
        found_in_storage(&app, "Ada"),
        [ada().key().as_str(), JOURNAL]
    );
    assert_eq!(app.stored("trust-velocity/lock"), None);
    app.reload();
    app.go(&ada().route());
    app.shows("h1", "Ada Byron");
    app.has_no_problems();
}

/// A locked tab beside one that shows everything locks nothing.
pub fn locks_every_tab_at_once(engine: Engine) {
    let app = open(engine);
    app.puts_lock(PASSPHRASE);
    app.opens_tab(&ada().route());
    app.unlocks(PASSPHRASE);
    app.opens_form("contact");
    app.fill("#note", "over lunch");
    app.goes_to_tab(0);
    app.click("#lock-now");
    app.shows("h1", app.text.locked_title());
    app.goes_to_tab(1);
    app.shows("h1", app.text.locked_title());
    assert!(!app.text("body").contains("Ada"));
    assert_eq!(found_in_storage(&app, "lunch"), [""; 0]);
    app.unlocks(PASSPHRASE);
    app.reads(".form__draft", app.text.draft_restored());
    app.until("the note is back", || app.value("#note") == "over lunch");
    app.has_no_problems();
}

pub fn locks_itself_when_nobody_is_there(engine: Engine) {
    let app = open(engine);
    app.puts_lock(PASSPHRASE);
    app.go(&ada().route());
    app.shows("h1", "Ada Byron");
    let pass = |minutes: u32| {
        app.script_with(
            "const real = window.Date.now; const [minutes] = arguments;
             window.Date.now = () => real() + minutes * 60000;
             window.dispatchEvent(new Event('focus'));",
            serde_json::json!([minutes]),
        );
    };
    pass(4);
    app.settle();
    app.shows("h1", "Ada Byron");
    app.script("document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))");
    pass(4);
    app.settle();
    app.shows("h1", "Ada Byron");
    pass(2);
    app.shows("h1", app.text.locked_title());
    assert!(!app.text("body").contains("Ada"));
    app.unlocks(PASSPHRASE);
    app.shows("h1", "Ada Byron");
    app.has_no_problems();
}

pub fn locks_in_every_tab(engine: Engine) {
    let app = open(engine);
    app.go(&ada().route());
    app.shows("h1", "Ada Byron");
    app.opens_tab("#/data/lock");
    app.puts_lock(PASSPHRASE);
    app.goes_to_tab(0);
    app.shows("h1", app.text.locked_title());
    app.unlocks(PASSPHRASE);
    app.shows("h1", "Ada Byron");
    app.logs_contact("2026-04-19", "15");
    app.until("the contact is there", || app.count(".entry") == 3);
    assert_eq!(found_in_storage(&app, "Ada"), [""; 0]);
    app.has_no_problems();
}

pub fn gives_up_a_lock_that_does_not_fit(engine: Engine) {
    let most = 5 * 1024 * 1024;
    // Just room for what is there: all keys and texts, and the mark of the stage.
    let (key, text) = ada().entry();
    let used = key.len() + text.len() + "another-app".len() + "staged1".len();
    let other = ("another-app".to_owned(), "x".repeat(most - used - 20));
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada().entry(), other]);
    let app = App::open(engine, Language::En, stage);
    let before = app.stored(&ada().key());
    app.goes_to_data_part("lock", app.text.lock());
    app.fill("#new-passphrase", PASSPHRASE);
    app.fill("#same-passphrase", PASSPHRASE);
    app.click("#put-lock");
    app.fails(app.text.no_room_to_lock());
    assert_eq!(app.stored(&ada().key()), before);
    assert_eq!(app.stored("trust-velocity/lock"), None);
    app.has_no_problems();
}
