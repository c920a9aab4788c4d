//! Planned actions: from advice into Today, and the steps of a repair.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const NOW: &str = "2026-04-20T09:00:00";

fn open(engine: Engine, client: &StoredClient) -> App {
    let stage = Stage::new().at(NOW).with_stored(&[client.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&client.route());
    app.unfolds_cards();
    app
}

pub fn plans_an_action_from_advice(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-04-10", [6.0, 3.0, 5.0, 5.0])
        .visited("2026-04-18", 30);
    let app = open(engine, &ada);
    let text = app.text;
    app.reads("#actions", text.action_none_open());
    app.reads("#advice h3", "3.0");
    app.sees("#advice .next__action");
    let what = app.text(".next__action");

    // An action without a due date is not planned.
    app.set("#plan-conduct", "");
    app.press_button(text.advice_plan());
    app.reads("#advice [role=alert]", text.date_error_malformed());
    app.set("#plan-conduct", "2026-04-24");
    app.press_button(text.advice_plan());
    app.reads("#actions li", &what);
    app.focuses("#advice-title");
    assert_ne!(app.text(".next__action"), what, "it is not offered again");
    let stored = app.stored(&ada.key()).unwrap_or_default();
    assert!(stored.contains("\"needs\":[\"actions\"]"), "{stored}");
    assert!(stored.contains("{\"advice\":"), "{stored}");

    // Today lists it, and leads to its form.
    app.goes_to_today();
    app.reads("#due", "Ada");
    app.click("#due a");
    app.sees("form");
    assert!(app.route().contains("/action/"), "{}", app.route());
    assert_eq!(app.value("#what"), what);
    app.set("#review", "2026-05-20");
    app.saves_to_client();

    app.unfolds_cards();
    app.click("#actions [data-action=done]");
    app.reads("#actions li", text.action_review());
    app.undoes();
    app.sees("#actions [data-action=done]");
    app.click("#actions [data-action=done]");
    app.reads("#actions li", text.action_review());
    assert!(app.history()[0].contains(text.action_done()));

    // The review needs a reason.
    app.click("#actions li a");
    app.sees("form");
    app.chooses("result", "changed");
    app.saves();
    app.finds_fault("why", text.action_error_why());
    app.fill("#why", "Another person decides now");
    app.saves_to_client();
    app.unfolds_cards();
    app.reads("#actions", text.action_none_open());
    app.goes_to_today();
    assert!(!app.has("#due"));
    app.has_no_problems();
}

pub fn repairs_trust_step_by_step(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-04-01", [6.0; 4])
        .visited("2026-04-18", 30)
        .breached("2026-04-05")
        .rated("2026-04-10", [4.5; 4]);
    let app = open(engine, &ada);
    let text = app.text;
    app.reads("#repair-progress", &text.repair_progress(&0, &5));
    app.set("#repair-acknowledge", "2026-04-20");
    app.press_button(text.repair_step_plan());
    app.sees("#repair [data-action=done]");
    app.focuses("#repair-title");
    // It stands in the plan of the repair alone until it is done.
    app.reads("#actions", text.action_none_open());
    assert!(!app.has(".entry[data-kind=action]"));
    app.goes_to_today();
    app.reads("#due", text.repair_acknowledge());
    app.go(&ada.route());
    app.unfolds_cards();
    app.click("#repair [data-action=done]");
    app.reads("#repair-progress", &text.repair_progress(&1, &5));
    app.sees(".entry[data-kind=action]");

    // Today lists all that is due within a week, and not the next step alone.
    app.set("#repair-compensate", "2026-04-24");
    app.click("#repair-all");
    app.until("every step is planned", || {
        app.count("#repair [data-action=done]") == 4
    });
    app.goes_to_today();
    app.reads("#due", text.repair_explain());
    app.reads("#due", text.repair_compensate());
    assert_eq!(app.count("#due li"), 2);
    app.go(&ada.route());
    app.unfolds_cards();

    // The breach's record tells the steps too.
    app.click(".entry[data-kind=breach] summary");
    app.reads(".entry[data-kind=breach]", text.repair_acknowledge());
    app.reads(".entry[data-kind=breach]", text.repair_compensate());

    // Once trust is back, the plan is over.
    app.rates("2026-04-20", ["6", "6", "6", "6"]);
    app.unfolds_cards();
    app.sees("#actions");
    assert!(!app.has("#repair"));
    app.has_no_problems();
}

pub fn records_the_breach_of_a_broken_promise(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-04-01", [6.0; 4])
        .promised("2026-04-01", "2026-04-10", "Samples");
    let app = open(engine, &ada);
    let text = app.text;
    app.click("#promises li a");
    app.sees("form");
    app.chooses("outcome", "broken");
    app.set("#on", "2026-04-12");
    app.saves_to_client();

    // The form of the breach offers the promise, its words and its day, and only once.
    app.opens_form("breach");
    app.reads("#from-promise", &text.breach_of_promise(&"Samples"));
    app.click("#from-promise");
    assert_eq!(app.value("#what"), "Samples");
    assert_eq!(app.value("#date"), "2026-04-12");
    app.chooses("dimension", "conduct");
    app.chooses("severity", "minor");
    app.saves_to_client();
    app.sees("#repair");
    app.reads("#repair", "Samples");
    app.opens_form("breach");
    assert!(!app.has("#from-promise"));
    app.has_no_problems();
}
