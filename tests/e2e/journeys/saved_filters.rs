//! A filter of the list is saved under a name, applied by a tap, renamed, and deleted.

use thirtyfour::Key;
use trust_velocity::domain::{FilterName, Language};

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, Order, StoredClient};
use crate::stage::Stage;

/// The button of the only saved filter above the list.
const CHIP: &str = ".saved-filters button";
/// Its buttons in the dialog.
const RENAME: &str = ".saved-filters__actions button:first-child";
const DELETE: &str = ".saved-filters__actions button:last-child";
const MYSELF: &str = "trust-velocity/myself";

fn open(engine: Engine, language: Language) -> App {
    let clients = [
        StoredClient::new(1, "Bea", "2026-01-01").in_stage("2026-01-02", "deepening"),
        StoredClient::new(2, "Ada", "2026-02-01").in_stage("2026-02-02", "deepening"),
        StoredClient::new(3, "Chen", "2026-01-03"),
    ];
    let clients: Vec<_> = clients.iter().map(StoredClient::entry).collect();
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&clients);
    let app = App::open(engine, language, stage);
    app.resize(PHONE);
    app.goes_to_clients();
    app.lists(&["Bea", "Chen", "Ada"]);
    app
}

fn opens_filters(app: &App) {
    app.click("#saved-filters");
    app.opens_dialog(app.text.saved_filters());
}

/// Saves what is chosen under this name.
fn saves(app: &App, name: &str) {
    opens_filters(app);
    app.fill("#filter-name", name);
    app.press(Key::Enter + "");
    app.has_no_dialog();
    app.tells(&app.text.saved_what(&name));
}

pub fn applies_a_saved_filter_by_a_tap(engine: Engine) {
    let app = open(engine, Language::En);
    // With all clients there is nothing to save.
    opens_filters(&app);
    app.focuses("dialog[open] .dialog__title");
    app.reads("dialog[open]", app.text.filter_nothing_chosen());
    app.reads("dialog[open]", app.text.no_saved_filters());
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.focuses("#saved-filters");

    app.filters_by_stage("deepening");
    app.sorts_by(Order::Name);
    app.searches("a");
    saves(&app, "Deep ones");
    app.shows(CHIP, "Deep ones");
    assert_eq!(app.attribute(CHIP, "aria-pressed"), "true");
    assert_eq!(app.violations(), [""; 0]);
    assert_eq!(app.overflow(), None);

    // A second press clears it, a third applies it, and so does the first one after a reload.
    app.click(CHIP);
    app.lists(&["Bea", "Chen", "Ada"]);
    assert_eq!(app.attribute(CHIP, "aria-pressed"), "false");
    let applies = || {
        app.click(CHIP);
        app.lists(&["Ada", "Bea"]);
        let chosen = ["#search", "#stage-filter", "#sort"].map(|css| app.value(css));
        assert_eq!(chosen, ["a", "deepening", "name"]);
    };
    applies();
    app.reload();
    app.shows(CHIP, "Deep ones");
    app.lists(&["Bea", "Chen", "Ada"]);
    applies();

    // Another tab follows.
    app.opens_tab("#/clients");
    app.shows(CHIP, "Deep ones");
    app.has_no_problems();
}

pub fn renames_and_deletes_a_saved_filter(engine: Engine) {
    let app = open(engine, Language::Zh);
    app.filters_by_stage("deepening");
    opens_filters(&app);
    app.click("#filter-form [type=submit]");
    app.shows("#filter-name-error", app.text.filter_name_empty());
    app.focuses("#filter-name");
    app.fill("#filter-name", &"长".repeat(FilterName::MAX_CHARS + 1));
    app.press(Key::Enter + "");
    let words = app.text.too_long(&41, &FilterName::MAX_CHARS);
    app.shows("#filter-name-error", &words);
    assert_eq!(app.violations(), [""; 0]);
    app.press(Key::Escape + "");
    app.has_no_dialog();
    saves(&app, "深化");

    app.filters_by_stage("initial");
    opens_filters(&app);
    app.fill("#filter-name", "深化");
    app.press(Key::Enter + "");
    app.shows("#filter-name-error", app.text.filter_name_taken());

    app.click(RENAME);
    app.focuses("#filter-name");
    app.fill("#filter-name", "重点");
    app.press(Key::Enter + "");
    app.has_no_dialog();
    app.shows(CHIP, "重点");
    app.undoes();
    app.shows(CHIP, "深化");

    opens_filters(&app);
    app.click(DELETE);
    app.has_no_dialog();
    app.sees_no(CHIP);
    app.focuses("#saved-filters");
    assert!(
        app.stored(MYSELF)
            .is_some_and(|text| !text.contains("深化")),
        "it is gone"
    );
    app.undoes();
    app.shows(CHIP, "深化");
    app.resize(DESKTOP);
    app.goes_to_clients();
    app.shows(CHIP, "深化");
    assert_eq!(app.violations(), [""; 0]);
    app.has_no_problems();
}
