//! Two tabs on the same records.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn ada() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01")
        .rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
        .visited("2026-02-10", 30)
}

fn bea() -> StoredClient {
    StoredClient::new(8, "Bea", "2026-01-01")
}

fn stage() -> Stage {
    Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada().entry(), bea().entry()])
}

fn entries(app: &App) -> usize {
    app.count(".entry")
}

pub fn keeps_what_two_tabs_add(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.go(&ada().route());
    app.click("#log-contact");
    app.sees("#minutes");

    app.opens_tab(&ada().route());
    app.rates("2026-03-01", ["4", "4", "4", "4"]);
    app.opens_tab(&bea().route());
    app.logs_contact("2026-03-02", "20");

    // The first tab's form was opened before all that.
    app.goes_to_tab(0);
    app.fill("#minutes", "45");
    app.set("#date", "2026-03-03");
    app.saves_to_client();
    app.until("both additions are there", || entries(&app) == 5);
    // A page that is only open shows what another tab adds, without a reload.
    app.goes_to_tab(1);
    app.until("both additions are there", || entries(&app) == 5);
    app.reload();
    app.until("both additions are still there", || entries(&app) == 5);
    app.go(&bea().route());
    app.until("the other client's is there", || entries(&app) == 2);
    app.has_no_problems();
}

/// logseq#8940: of two versions in conflict, one was dropped without a word.
pub fn shows_both_versions_of_an_entry(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.go(&ada().route());
    app.edits_entry(1);
    app.fill("#minutes", "40");

    app.opens_tab(&ada().route());
    app.edits_entry(1);
    app.fill("#minutes", "50");
    app.saves_to_client();

    app.goes_to_tab(0);
    app.saves();
    app.reads(".form__failure", "50 min");
    app.focuses(".form__failure");
    assert_eq!(app.value("#minutes"), "40");
    let stored = app.stored(&ada().key()).unwrap_or_default();
    assert!(
        stored.contains(",50,") && !stored.contains(",40,"),
        "{stored}"
    );
    app.saves_to_client();
    app.reads(".entry", "40 min");
    app.reload();
    app.reads(".entry", "40 min");
    app.has_no_problems();
}

/// excalidraw#10770: a tab that had slept wrote its old state over the new.
pub fn overwrites_nothing_from_a_stale_tab(engine: Engine) {
    let app = App::open(engine, Language::En, stage().deaf_to_other_tabs());
    app.go(&ada().route());
    app.script("window.isDeaf = true");

    app.opens_tab(&ada().route());
    app.rates("2026-03-01", ["4", "4", "4", "4"]);
    app.adds_client("Cleo", "2026-04-01");

    app.goes_to_tab(0);
    assert_eq!(entries(&app), 3, "it has heard of nothing");
    app.logs_contact("2026-03-03", "45");
    app.until("both additions are there", || entries(&app) == 5);
    app.goes_to_clients();
    // A tab that wakes looks at all records; a browser under test never sleeps.
    app.script("window.isDeaf = false");
    app.script("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
    app.until("the other's client is there", || {
        app.count(".client-list__rows > li") == 3
    });
    app.reload();
    app.until("the other's client is there", || {
        app.count(".client-list__rows > li") == 3
    });
    app.has_no_problems();
}

pub fn writes_from_one_tab_without_locks(engine: Engine) {
    let app = App::open(engine, Language::En, stage().without_locks());
    app.go(&ada().route());
    app.logs_contact("2026-03-01", "10");
    app.opens_tab(&ada().route());
    app.logs_contact("2026-03-02", "20");

    app.goes_to_tab(0);
    app.warns(app.text.other_tab_writes());
    app.click("#log-contact");
    app.fill("#minutes", "30");
    app.saves();
    app.fails(app.text.save_error_other_tab());
    app.click("#write-here");
    app.sees_no("#write-here");
    app.saves_to_client();
    app.until("all are there", || entries(&app) == 6);

    app.goes_to_tab(1);
    app.warns(app.text.other_tab_writes());
    app.until("all are there", || entries(&app) == 6);
    app.has_no_problems();
}
