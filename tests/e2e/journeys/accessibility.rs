//! For everybody: axe on every page, the narrowest phone, the keyboard alone.

use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE, SMALL_PHONE};
use crate::pages::{App, StoredClient, tour};
use crate::stage::Stage;

pub fn judges_every_page_in_chinese(engine: Engine) {
    judges_every_page(engine, Language::Zh, true);
}

pub fn judges_every_page_in_english(engine: Engine) {
    // For axe the languages differ only in their words.
    judges_every_page(engine, Language::En, engine == Engine::Chromium);
}

/// Visits all pages in the narrowest window; each page fits, and axe finds nothing in it at desktop
/// size.
fn judges_every_page(engine: Engine, language: Language, asks_axe: bool) {
    let app = App::open(engine, language, Stage::new());
    app.resize(SMALL_PHONE);
    let mut found = Vec::new();
    tour(&app, &mut |name| {
        let wide = app.overflow();
        found.extend(wide.map(|words| format!("{name} scrolls sideways: {words}")));
        if asks_axe {
            app.resize(DESKTOP);
            for theme in ["light", "dark"] {
                // Sets the attribute as the setting does; the tour goes on in the same page.
                app.marks_theme(Some(theme));
                let violations = app.violations();
                found.extend(
                    violations
                        .iter()
                        .map(|words| format!("{name}, {theme}: {words}")),
                );
            }
            app.marks_theme(None);
            app.resize(SMALL_PHONE);
        }
        app.has_no_problems();
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Main pages on a phone, with texts twice as large: nothing is wider than the window, or cut off.
pub fn fits_with_texts_twice_as_large(engine: Engine) {
    let client = StoredClient::new(7, "Ada Byron", "2026-01-10")
        .visited("2026-04-01", 30)
        .rated("2026-01-30", [6.0, 6.0, 5.0, 5.0])
        .rated("2026-03-01", [5.0, 5.0, 4.0, 4.0])
        .rated("2026-03-31", [4.0, 4.0, 3.0, 3.0]);
    let route = client.route();
    let forms = ["rating", "contact", "promise"].map(|form| format!("{route}/{form}"));
    let pages = [
        "#/today",
        "#/clients",
        &route,
        "#/clients/new",
        "#/more",
        "#/team",
        "#/settings",
        "#/data",
    ];
    let pages: Vec<_> = pages
        .into_iter()
        .chain(forms.iter().map(String::as_str))
        .collect();
    for language in Language::ALL {
        let stage = Stage::new()
            .at("2026-04-20T09:00:00")
            .with_stored(&[client.entry()]);
        let app = App::open(engine, language, stage);
        app.resize(PHONE);
        let mut found = Vec::new();
        for page in &pages {
            app.go(page);
            app.sees("h1");
            app.enlarges_text(200);
            found.extend(
                app.overflow()
                    .map(|words| format!("{page} scrolls sideways: {words}")),
            );
            if *page == "#/clients" {
                // A row has its height there: what does not fit is on the client's page.
                continue;
            }
            found.extend(
                app.cut_texts()
                    .iter()
                    .map(|words| format!("{page} cuts {words}")),
            );
            app.has_no_problems();
        }
        assert!(found.is_empty(), "{language:?}: {}", found.join("\n"));
    }
}

pub fn needs_no_mouse(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().at("2026-04-20T09:00:00"));
    // A button that goes once it was pressed leaves the focus in the page, before all else there.
    app.goes_to_today();
    app.tab_to("#examples");
    app.press(Key::Enter + "");
    app.sees(".today__row");
    app.focuses("main h1");
    app.press_undo();
    app.sees("#examples");
    app.goes_to_clients();
    app.tab_to("#new-client");
    app.press(Key::Enter + "");
    app.sees("form");
    app.focuses("h1");
    app.tab_to("#name");
    app.press("Ada Byron");
    app.tab_to("#first-contact-today");
    app.press(" ");
    app.press(Key::Enter + "");
    app.shows(".client h1", "Ada Byron");
    app.focuses("h1");

    app.tab_to("#rate");
    app.press(Key::Enter + "");
    app.sees("form");
    app.tab_to("#score-expertise");
    app.press("7.5");
    app.tab_to("#range-conduct");
    app.press(Key::Right + "");
    app.until("the slider moved by a tenth", || {
        app.value("#score-conduct") == "5.1"
    });
    app.tab_to("#unknown-relationship");
    app.press(" ");
    app.sees("[data-dimension=relationship][data-answer=unknown]");
    app.tab_to("#score-benefit");
    app.press("2");
    app.press(Key::Enter + "");
    app.sees(".client h1");
    app.focuses("h1");
    app.tab_to("#more-actions");
    app.press(Key::Enter + "");
    app.opens_dialog(app.text.more_actions());
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.focuses("#more-actions");

    app.tab_to(".entry:nth-child(1) summary");
    app.press(Key::Enter + "");
    app.reads(
        ".entry__detail",
        "Expertise 7.5 · Conduct 5.1 · Relationship — · Benefit 2.0",
    );

    app.tab_to("#log-contact");
    app.press(Key::Enter + "");
    app.sees("form");
    app.focuses("h1");
    app.tab_to("#minutes");
    app.press("20");
    app.press(Key::Enter + "");
    app.sees(".client h1");
    app.focuses("h1");
    app.until("the contact is there", || app.history().len() == 3);
    app.press_undo();
    app.tells(app.text.undone());
    app.until("the contact is gone", || app.history().len() == 2);
    app.has_no_problems();
}

pub fn opens_a_table_by_the_keyboard(engine: Engine) {
    let client = StoredClient::new(7, "Ada Byron", "2026-01-10").rated("2026-03-31", [4.0; 4]);
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&client.route());
    app.tab_to("#progress summary");
    app.press(Key::Enter + "");
    app.sees("#progress tbody th");
    app.has_no_problems();
}
