//! Settings of the system: colours of one's own, paper, less motion.

use serde_json::json;
use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, StoredClient, stored_session};
use crate::stage::Stage;

fn client() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01")
        .rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
        .rated("2026-03-02", [4.0, 5.0, 3.0, 2.0])
        .rated("2026-04-11", [6.0, 6.0, 5.0, 3.0])
}

fn open(engine: Engine, more: &[(String, String)]) -> App {
    let entries: Vec<_> = [client().entry()]
        .into_iter()
        .chain(more.to_vec())
        .collect();
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&entries);
    App::open(engine, Language::En, stage)
}

/// Asserts that each of these differs from a blank in at least this share of its pixels.
#[track_caller]
fn draws(app: &App, all: &[(&str, f64)]) {
    for (css, least) in all {
        let shares = app.shares_drawn(css);
        assert!(!shares.is_empty(), "{css} is shown");
        let is_drawn = shares.iter().all(|share| least <= share);
        assert!(
            is_drawn,
            "{css}: {shares:?} of the pixels are drawn, {least} at least"
        );
    }
}

/// Bars, tracks and charts are backgrounds, which forced colours take away unless they are kept.
pub fn keeps_its_drawings_in_forced_colours(engine: Engine) {
    let class = stored_session(5, 1);
    let app = open(engine, &[class.entry()]);
    app.forces_colours();
    app.sees(".client-row .score-bar");
    assert_eq!(
        app.script("return matchMedia('(forced-colors: active)').matches"),
        json!(true)
    );
    draws(&app, &[(".client-row .score-bar", 0.9)]);
    app.go(&client().route());
    app.sees("#velocity-chart");
    draws(
        &app,
        &[
            (".track__fill", 0.9),
            (".band__line", 0.5),
            (".band__range", 0.5),
            (".band__zero", 0.5),
            (".band__slope", 0.5),
            (".chart__canvas", 0.01),
        ],
    );
    app.opens_form("rating");
    draws(&app, &[(".score-slider__range", 0.05)]);
    app.goes_to_help("/trap");
    draws(&app, &[("#trap-days", 0.05)]);
    app.goes_to_board(&class);
    let bars = [".error-bar__part", ".vote__share"];
    let mut left = bars.to_vec();
    for step in 1..=app.count_steps() {
        app.is_at_screen(step);
        left.retain(|css| !app.has(css));
        for css in bars.into_iter().filter(|css| app.has(css)) {
            draws(&app, &[(css, 0.8)]);
        }
        app.click("#next-step");
    }
    assert_eq!(left, [""; 0], "the board has these bars");
    app.has_no_problems();
}

pub fn prints_what_is_read(engine: Engine) {
    let app = open(engine, &[]);
    app.go(&client().route());
    app.click(".formula-card .figure--block");
    app.opens_dialog(app.text.formula_velocity());
    app.lays_out_for_paper();
    let shown = app.script(
        "return ['.client h1', 'dialog[open] .steps'].map((css) =>
           getComputedStyle(document.querySelector(css)).visibility)",
    );
    assert_eq!(
        shown,
        json!(["hidden", "visible"]),
        "the dialog is printed alone"
    );
    app.press(Key::Escape + "");
    app.has_no_dialog();
    assert_eq!(app.can_be_pressed_on_paper(), [""; 0]);
    draws(
        &app,
        &[
            (".chart__canvas", 0.01),
            (".track__fill", 0.9),
            (".band__slope", 0.5),
        ],
    );
    app.has_no_problems();
}

/// The page of an example client with a year of records.
fn year(engine: Engine, language: Language, size: (u32, u32)) -> App {
    let app = App::open(engine, language, Stage::new());
    app.resize(size);
    app.goes_to_clients();
    app.loads_examples();
    app.opens_row(1);
    app.sees(".entry");
    app.has_all_cards_at_hand();
    app
}

/// All cards are on paper, a phone's folded ones too, and no chart in them is blank: without a chart, the
/// file is shorter.
pub fn prints_a_year_on_two_sheets(engine: Engine) {
    /// A chart takes some 3 kB as lines, and more as pixels.
    const OF_A_CHART: usize = 1500;
    for language in Language::ALL {
        for size in [DESKTOP, PHONE] {
            let app = year(engine, language, size);
            let paper = app.prints();
            let sheets = paper.sheets();
            assert!(
                (1..=2).contains(&sheets),
                "{language:?} {size:?}: {sheets} sheets"
            );
            app.lays_out_for_paper();
            assert_eq!(app.can_be_pressed_on_paper(), [""; 0]);
            app.has_no_problems();
            if language == Language::En {
                continue;
            }
            for chart in ["progress", "both-sides", "velocity"] {
                let app = year(engine, language, size);
                app.script(&format!(
                    "const blank = new CSSStyleSheet();
                     blank.replaceSync('#{chart}-chart {{ visibility: hidden !important }}');
                     document.adoptedStyleSheets = [blank]"
                ));
                let without = app.prints().length();
                assert!(
                    without + OF_A_CHART < paper.length(),
                    "{chart} {size:?}: {without} bytes without it, {} with it",
                    paper.length()
                );
            }
        }
    }
}

pub fn moves_nothing_where_that_is_asked_for(engine: Engine) {
    let app = open(engine, &[]);
    app.asks_for_less_motion();
    let client = client().route();
    let rating = format!("{client}/rating");
    for route in [
        "#/today",
        "#/clients",
        &client,
        &rating,
        "#/myself/new/short/ordinary",
        "#/settings",
    ] {
        app.go(route);
        app.settle();
        let moving = app.script(
            "const moves = (style) => [style.transitionDuration, style.animationDuration]
               .some((times) => times.split(',').some((time) => 0 < parseFloat(time)));
             return [...document.querySelectorAll('*')].flatMap((it) => [undefined, '::before', '::after']
               .filter((part) => moves(getComputedStyle(it, part)))
               .map((part) => `${it.tagName}.${it.getAttribute('class')}${part ?? ''}`))",
        );
        assert_eq!(moving, json!([]), "{route}");
    }
    app.has_no_problems();
}
