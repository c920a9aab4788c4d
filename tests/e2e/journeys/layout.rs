//! The layout of a page: the parts that scroll and those that stay in sight, and the effect of large text.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const NOW: &str = "2026-06-01T09:00:00";

/// A client with figures, promises and a long history.
fn ada() -> StoredClient {
    StoredClient::new(1, "Ada Byron", "2026-01-01")
        .in_stage("2026-02-01", "deepening")
        .rated("2026-03-01", [5.0; 4])
        .rated("2026-04-01", [6.0; 4])
        .rated("2026-05-20", [6.5; 4])
        .visited("2026-05-30", 10)
        .promised("2026-05-01", "2026-06-03", "Samples")
}

fn open(engine: Engine, language: Language, client: &StoredClient) -> App {
    let stage = Stage::new().at(NOW).with_stored(&[client.entry()]);
    App::open(engine, language, stage)
}

/// Beside the list each column scrolls by itself, and the page as a whole does not.
pub fn scrolls_columns_and_not_the_page(engine: Engine) {
    let app = open(engine, Language::En, &ada());
    app.resize(DESKTOP);
    app.go(&ada().route());
    app.sees("#velocity");
    app.settle();
    let beyond = app.script(
        "const { scrollHeight, clientHeight } = document.documentElement;
         return scrollHeight - clientHeight",
    );
    assert_eq!(
        beyond.as_f64(),
        Some(0.0),
        "the page is longer than the window"
    );
    let column = app.script(
        "const column = document.querySelector('.split__detail');
         return column.scrollHeight - column.clientHeight",
    );
    assert!(
        column.as_f64().is_some_and(|longer| 500.0 < longer),
        "{column:?}"
    );
    app.has_no_problems();
}

/// The bar with the button that saves stands at the bottom, with nothing below it but the places.
pub fn keeps_the_save_bar_at_the_bottom(engine: Engine) {
    let app = open(engine, Language::Zh, &ada());
    for (size, below) in [
        (DESKTOP, "innerHeight"),
        (
            PHONE,
            "document.querySelector('.navigation').getBoundingClientRect().top",
        ),
    ] {
        app.resize(size);
        app.go(&ada().route());
        app.opens_form("rating");
        app.scores(["7", "7", "7", "7"]);
        app.sees(".form__bar .form__preview");
        app.script("document.querySelector('.form__title').scrollIntoView()");
        let gap = app.script_once_settled(&format!(
            "return {below} - document.querySelector('.form__bar').getBoundingClientRect().bottom"
        ));
        let is_at_bottom = gap.as_f64().is_some_and(|gap| gap.abs() < 2.0);
        assert!(is_at_bottom, "{size:?}: {gap:?} px below the bar");
        let lines = app.script_once_settled(
            "const range = new Range();
             range.selectNodeContents(document.querySelector('.form__bar .button'));
             return range.getClientRects().length",
        );
        assert_eq!(
            lines.as_u64(),
            Some(1),
            "{size:?}: the button's word is broken"
        );
    }
    app.has_no_problems();
}

/// With text of twice the size, a name has its line, and no choice stands a character a line.
pub fn keeps_words_whole_in_large_text(engine: Engine) {
    let app = open(engine, Language::Zh, &ada());
    app.resize(PHONE);
    app.go(&ada().route());
    app.script("document.documentElement.style.fontSize = '200%'");
    let narrow = "return [...document.querySelectorAll(arguments[0])].filter((it) => {
        const size = parseFloat(getComputedStyle(it).fontSize);
        const range = new Range();
        range.selectNodeContents(it);
        const { width, height } = range.getBoundingClientRect();
        return 2.5 * size < height && width < 2.5 * size;
      }).map((it) => it.textContent.trim())";
    for (kind, names) in [
        ("rating", ".score-slider__name"),
        ("contact", ".choice__label"),
    ] {
        app.opens_form(kind);
        app.sees(names);
        app.settle();
        let found = app.script_with(narrow, serde_json::json!([names]));
        assert_eq!(found, serde_json::json!([]), "{kind}");
        assert_eq!(app.overflow(), None, "{kind}");
    }
    app.has_no_problems();
}

/// A reason of Today, and the form of a breach, lead to the plan that repairs it.
pub fn leads_to_the_repair(engine: Engine) {
    let app = open(engine, Language::En, &ada());
    let text = app.text;
    app.resize(PHONE);
    app.go(&ada().route());
    assert!(!app.has("#repair"));
    app.opens_form("breach");
    app.chooses("dimension", "conduct");
    app.chooses("severity", "serious");
    app.fill("#what", "Two weeks late");
    app.saves_to_client();
    has_repair_in_sight(&app);

    app.goes_to_today();
    app.shows(".today__row .button--primary", text.repair_plan());
    for link in ["[data-reason=breach] a", ".today__row .button--primary"] {
        app.goes_to_today();
        app.click(link);
        app.shows(".client h1", "Ada Byron");
        has_repair_in_sight(&app);
    }

    // All its steps at once, and all of them taken back at once.
    app.click("#repair-all");
    app.until("every step is planned", || {
        app.count("#repair [data-action=done]") == 5
    });
    app.sees_no("#repair-all");
    app.undoes();
    app.sees("#repair-all");
    assert_eq!(app.count("#repair [data-action=done]"), 0);
    app.has_no_problems();
}

/// The first page begins with what the weightiest reason asks for.
pub fn offers_what_the_first_reason_asks_for(engine: Engine) {
    let unrated = StoredClient::new(2, "Unrated", "2026-05-30").visited("2026-05-30", 10);
    let promised = StoredClient::new(3, "Promised", "2026-05-01")
        .rated("2026-05-20", [5.0; 4])
        .visited("2026-05-30", 10)
        .promised("2026-05-01", "2026-05-29", "Quotation");
    let stage = Stage::new()
        .at(NOW)
        .with_stored(&[unrated.entry(), promised.entry()]);
    let app = App::open_today(engine, Language::En, stage);
    let text = app.text;
    app.resize(PHONE);
    app.goes_to_today();
    app.has_waiting(&["Promised", "Unrated"]);
    assert_eq!(
        app.texts(".today__row .button--primary"),
        [text.promise_settle(), text.rate()]
    );
    app.click(".today__row:nth-child(2) .button--primary");
    app.arrives_at(&format!("{}/rating", unrated.route()));
    app.goes_to_today();

    // The outcome is the first that the form asks for.
    app.click(".today__row .button--primary");
    app.sees("form #outcome-kept");
    let top = app.script_once_settled(
        "return document.querySelector('#outcome-kept').getBoundingClientRect().bottom / innerHeight",
    );
    assert!(top.as_f64().is_some_and(|top| top < 0.5), "{top:?}");
    app.has_no_problems();
}

#[track_caller]
fn has_repair_in_sight(app: &App) {
    app.shows("#repair-title", app.text.repair_plan());
    app.until("the repair is in sight", || {
        let top = app.script(
            "return document.querySelector('#repair-title').getBoundingClientRect().bottom / innerHeight",
        );
        top.as_f64().is_some_and(|top| 0.0 < top && top < 0.8)
    });
}
