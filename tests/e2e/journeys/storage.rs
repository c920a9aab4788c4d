//! Storage that is damaged, blocked or full.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn good_client() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
}

fn entry(key: &str, text: &str) -> (String, String) {
    (key.to_owned(), text.to_owned())
}

/// super-productivity#7345: what could not be read was “repaired” away.
pub fn keeps_what_it_cannot_read(engine: Engine) {
    let broken = entry(
        "trust-velocity/client/00000000000000aa",
        "{\"v\":1, 陈工 😀",
    );
    let newer = entry(
        "trust-velocity/client/00000000000000bb",
        "{\"v\": 9,\n  \"client\": \"of another day\"}",
    );
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&[
        broken.clone(),
        good_client().entry(),
        newer.clone(),
    ]);
    let app = App::open(engine, Language::En, stage);
    app.lists(&["Ada"]);
    app.warns(&app.text.unreadable_records(2));

    // The rest of the app works, and writes beside them.
    app.opens_row(1);
    app.rates("2026-04-20", ["4", "4", "4", "4"]);
    app.adds_client("Bea", "2026-04-01");
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.reload();
    app.goes_to_clients();
    app.sorts_by(crate::pages::Order::Name);
    app.lists(&["Ada", "Bea"]);
    app.warns(&app.text.unreadable_records(2));

    app.click(".banners a");
    app.arrives_at("#/data");
    for (at, (key, text)) in [&broken, &newer].into_iter().enumerate() {
        let card = format!(".unreadable:nth-of-type({})", at + 1);
        app.shows(&format!("{card} h3"), key);
        assert_eq!(&app.value(&format!("{card} textarea")), text);
        assert_eq!(app.stored(key).as_ref(), Some(text));
    }
    app.reads(".unreadable:nth-of-type(1)", "It is not a complete record");
    app.reads(".unreadable:nth-of-type(2)", &app.text.decode_too_new(&9));

    app.asks_to_discard(1);
    app.press_button(app.text.cancel());
    app.has_no_dialog();
    assert_eq!(app.stored(&broken.0), Some(broken.1));
    app.asks_to_discard(1);
    app.click("dialog[open] .button--danger");
    app.until("one is gone", || app.count(".unreadable") == 1);
    assert_eq!(app.stored(&broken.0), None);
    assert_eq!(app.stored(&newer.0), Some(newer.1));
    app.warns(&app.text.unreadable_records(1));
    app.reload();
    app.warns(&app.text.unreadable_records(1));
    app.has_no_problems();
}

pub fn keeps_settings_it_cannot_read(engine: Engine) {
    let newer = entry("trust-velocity/settings", "{\"v\":9,\"settings\":{}}");
    let stage = Stage::new().with_stored(&[good_client().entry(), newer.clone()]);
    let app = App::open(engine, Language::En, stage);
    app.lists(&["Ada"]);
    app.warns(&app.text.unreadable_records(1));
    app.goes_to_settings();
    app.chooses("theme", "dark");
    app.tells(app.text.save_error_occupied());
    app.sees("html:not([data-theme])");
    assert_eq!(app.stored(&newer.0), Some(newer.1));

    app.goes_to_data();
    app.asks_to_discard(1);
    app.click("dialog[open] .button--danger");
    app.sees_no(".unreadable");
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.reload();
    app.sees("html[data-theme=dark]");
    app.has_no_problems();
}

/// SVGcode#86: storage that throws left the page blank.
pub fn runs_without_storage(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_storage_blocked();
    let app = App::open(engine, Language::Zh, stage);
    app.warns(app.text.memory_only());
    app.adds_client("陈工", "2026-01-10");
    app.rates("2026-04-20", ["4", "4", "4", "4"]);
    app.reads(".fraction__denominator", "100 天");
    let client = app.client_route();
    for route in [
        "#/clients",
        "#/clients/new",
        &client,
        &format!("{client}/rating"),
        &format!("{client}/contact"),
        &format!("{client}/edit"),
        "#/more",
        "#/settings",
        "#/help",
        "#/data",
        "#/nowhere",
    ] {
        app.go(route);
        app.sees("h1");
        app.warns(app.text.memory_only());
    }
    app.goes_to_data();
    app.reads("main", app.text.kept_in_memory());
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.has_no_problems();
    app.reload();
    app.goes_to_clients();
    app.sees(".welcome");
}

/// “Saved” promises what the browser tells of its transactions, and no more.
pub fn promises_what_the_browser_tells(engine: Engine) {
    let stage = || Stage::new().at("2026-04-20T09:00:00");
    let saves = |stage: Stage| {
        let app = App::open(engine, Language::En, stage);
        app.adds_client("Ada", "2026-01-10");
        app
    };
    let app = saves(stage().with_durability_ignored());
    app.goes_to_data();
    app.shows("#durability", app.text.handed_to_system());
    app.has_no_problems();

    let app = saves(stage().without_database());
    let words = app.text.saved_what(&"Ada");
    app.tells(&app.text.saved_not_on_disk(&words));
    app.goes_to_data();
    app.shows("#durability", app.text.not_on_disk());
    app.has_no_problems();
}

pub fn survives_storage_that_is_taken_away(engine: Engine) {
    let client = good_client();
    let (key, before) = client.entry();
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[(key.clone(), before.clone())])
        .with_storage_to_take();
    let app = App::open(engine, Language::En, stage);
    app.go(&client.route());
    app.click("#rate");
    app.set("#date", "2026-04-11");
    app.scores(["7.5", "8", "6.5", "9"]);
    app.script("window.storageIsTaken = true");
    app.saves();
    app.sees(".form__asks");
    app.saves();
    let reason = "SecurityError: The operation is insecure.";
    app.fails(&app.text.save_error_unavailable(&reason));
    app.focuses(".form__failure");
    assert_eq!(app.value("#score-expertise"), "7.5");
    assert_eq!(app.value("#date"), "2026-04-11");

    // The page keeps showing its records, and saves once the storage is back.
    app.script("window.storageIsTaken = false");
    assert_eq!(app.stored(&key), Some(before));
    app.saves_to_client();
    assert_eq!(app.history().len(), 3);
    app.has_no_problems();
}

/// excalidraw#8395: a write that failed for want of room was reported as done.
pub fn says_when_storage_is_full(engine: Engine) {
    let client = good_client();
    let (key, before) = client.entry();
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[(key.clone(), before.clone())])
        .with_storage_full();
    let app = App::open(engine, Language::En, stage);
    app.go(&client.route());
    app.click("#rate");
    app.set("#date", "2026-04-11");
    app.scores(["7.5", "8", "6.5", "9"]);
    app.fill("#note", "They asked us first.");
    app.saves();
    app.fails(app.text.save_error_full());
    app.focuses(".form__failure");
    assert_eq!(app.value("#score-expertise"), "7.5");
    assert_eq!(app.value("#score-benefit"), "9");
    assert_eq!(app.value("#date"), "2026-04-11");
    assert_eq!(app.value("#note"), "They asked us first.");
    assert_eq!(app.stored(&key), Some(before.clone()));

    // A setting that cannot be stored does not take effect either.
    app.go("#/settings");
    app.sees("#assumptions-title");
    app.chooses("theme", "dark");
    app.tells(app.text.save_error_full());
    app.sees("html:not([data-theme])");

    // Neither is a new client; once there is room, the typed input is saved.
    app.go("#/clients/new");
    app.fill("#name", "Bea");
    app.click("#first-contact-today");
    app.saves();
    app.fails(app.text.save_error_full());
    app.script("window.storageIsFull = false");
    app.saves_to_client();
    app.shows("h1", "Bea");
    assert_eq!(app.stored(&key), Some(before));
    app.go(&client.route());
    assert_eq!(app.history().len(), 2);
    app.has_no_problems();
}

pub fn warns_before_storage_is_full(engine: Engine) {
    // Anything in the origin's storage uses its space.
    let most = 5 * 1024 * 1024;
    let other = entry("another-app", &"x".repeat(most * 85 / 100));
    let stage = Stage::new().with_stored(&[other, good_client().entry()]);
    let app = App::open(engine, Language::En, stage);
    app.warns(&app.text.nearly_full(&"85%"));
    app.goes_to_data();
    app.reads("#space", "85%");
    app.reads("main", app.text.nearly_full_what_to_do());
    app.script("localStorage.removeItem('another-app')");
    app.reload();
    app.reads("#space", "0%");
    app.has_no_problems();
}

/// A clock that was set back puts records into the future: they stay, and new ones can be added.
pub fn survives_a_clock_that_was_set_back(engine: Engine) {
    let client = good_client();
    let stage = Stage::new()
        .at("2026-01-15T09:00:00")
        .with_stored(&[client.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&client.route());
    app.until("every entry is there", || app.history().len() == 2);
    app.logs_contact("2026-01-15", "15");
    app.until("the new one too", || app.history().len() == 3);
    app.reload();
    app.until("all are there", || app.history().len() == 3);
    let stored = app.stored(&client.key()).unwrap_or_default();
    assert!(stored.contains("2026-01-31"), "{stored}");
    app.deletes_client();
    app.goes_to_data_part("bin", app.text.bin());
    app.press_button(app.text.put_back());
    app.shows(".empty", app.text.bin_empty());
    app.has_no_problems();
}
