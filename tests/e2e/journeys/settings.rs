//! Settings: at once, and remembered.

use trust_velocity::domain::{Language, Unit};

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn rated_client() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01")
        .rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
        .rated("2026-03-02", [4.0, 5.0, 3.0, 1.0])
        .rated("2026-04-11", [6.0, 6.0, 5.0, 3.0])
}

fn stage() -> Stage {
    Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[rated_client().entry()])
}

pub fn remembers_language_and_theme(engine: Engine) {
    let mut app = App::open(engine, Language::En, stage());
    app.goes_to_settings();
    app.shows("h1", "Settings");
    app.chooses_language(Language::Zh);
    app.shows("h1", "设置");
    app.chooses_theme("dark");
    let dark = app.script("return getComputedStyle(document.documentElement).backgroundColor");

    app.go(&rated_client().route());
    app.reads(".fraction__denominator", "100 天");
    app.reads(".formula-card", "2026年4月11日");
    app.reload();
    app.is_in(Language::Zh);
    app.sees("html[data-theme=dark]");
    app.reads(".fraction__denominator", "100 天");
    assert_eq!(
        app.script("return getComputedStyle(document.documentElement).backgroundColor"),
        dark
    );

    app.goes_to_settings();
    app.chooses_theme("light");
    app.chooses_language(Language::En);
    assert_ne!(
        app.script("return getComputedStyle(document.documentElement).backgroundColor"),
        dark
    );
    app.go(&rated_client().route());
    app.reads(".formula-card", "Apr 11, 2026");
    app.goes_to_settings();
    app.chooses("theme", "system");
    app.sees("html:not([data-theme])");
    app.chooses("language", "browser");
    app.is_in(Language::En);
    app.has_no_problems();
}

pub fn tells_velocities_in_each_unit(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.go(&rated_client().route());
    for (unit, days) in [
        (Unit::Day, 1.0),
        (Unit::Week, 7.0),
        (Unit::Month, 365.2425 / 12.0),
        (Unit::Year, 365.2425),
    ] {
        app.chooses_unit(unit.id());
        app.shows("#formula-value", &format!("{:.1}", 20.0 / 100.0 * days));
        app.shows("#net-value", &format!("{:+.1}", 7.0 / 40.0 * days));
        app.shows(".fraction__unit", app.text.points_per(unit));
        let head = app.text.formula_line();
        app.opens_table("velocity");
        app.reads(
            "#velocity thead",
            &format!("{head} ({})", app.text.points_per(unit)),
        );
    }
    app.reload();
    app.shows("#formula-value", &format!("{:.1}", 20.0 / 100.0 * 365.2425));
    app.goes_to_settings();
    app.sees("#unit-year:checked");
    app.has_no_problems();
}

pub fn changes_what_the_figures_assume(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.go(&rated_client().route());
    app.reads("#verdict", "Rising");
    app.goes_to_settings();
    app.fill("#score-sd", "9");
    app.saves_assumptions();
    app.fails(app.text.sem_error());
    assert_eq!(app.value("#score-sd"), "9");
    app.fill("#score-sd", "4");
    app.fill("#threshold-expertise", "6,5");
    app.saves_assumptions();
    app.tells(app.text.saved());
    app.go(&rated_client().route());
    app.reads("#verdict", "Within error");
    app.reload();
    app.reads("#verdict", "Within error");
    app.goes_to_settings();
    assert_eq!(app.value("#score-sd"), "4");
    app.press_button(app.text.restore_defaults());
    app.tells(app.text.defaults_restored());
    assert_eq!(app.value("#score-sd"), "0.8");
    app.go(&rated_client().route());
    app.reads("#verdict", "Rising");
    app.has_no_problems();
}

/// The file is Markdown, and shown as headings and lists.
pub fn tells_what_changed(engine: Engine) {
    let app = App::open(engine, Language::Zh, stage());
    app.go("#/more");
    app.click("#changes summary");
    app.sees("#changes .prose > ul > li");
    app.sees("#changes .prose > h2");
    let words = app.text("#changes .prose");
    assert!(!words.contains("##") && !words.contains("**") && !words.contains('`'));
    if engine == Engine::Chromium {
        assert_eq!(app.violations(), [""; 0]);
    }
    app.has_no_problems();
}

/// Undone assumptions once left every row on "Updating".
pub fn makes_rows_anew_after_an_undo(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.goes_to_settings();
    app.fill("#score-sd", "4");
    app.saves_assumptions();
    app.tells(app.text.saved());
    app.press_button(app.text.undo());
    app.tells(app.text.undone());
    app.goes_to_clients();
    app.lists(&["Ada"]);
    app.until("the row is made anew", || {
        !app.has(".client-row .badge") && app.text(".client-row .verdict").contains("Rising")
    });
    app.has_no_problems();
}
