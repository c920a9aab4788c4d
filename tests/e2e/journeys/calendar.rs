//! Days of clients go into calendar files.

use serde_json::json;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn client() -> StoredClient {
    StoredClient::new(7, "Ada Lovelace", "2026-01-10")
}

/// The text of the calendar file that was saved after so many others.
#[track_caller]
fn saved(app: &App, earlier: u64) -> String {
    app.click("#save-calendar");
    app.shows("#calendar-outcome", app.text.calendar_saved());
    app.until("the file is there", || {
        app.script("return saved.length") == json!(earlier + 1)
    });
    let file = app.script("return saved.at(-1)");
    assert_eq!(file["name"], "trust-velocity-2026-04-20.ics");
    file["text"].as_str().unwrap_or_default().to_owned()
}

/// The value of a line of the file's only event.
#[track_caller]
fn value<'a>(file: &'a str, key: &str) -> &'a str {
    let mut values = file.lines().filter_map(|line| line.strip_prefix(key));
    let value = values
        .next()
        .unwrap_or_else(|| panic!("no {key} in {file}"));
    assert_eq!(values.next(), None, "one event");
    value
}

pub fn puts_promises_into_the_calendar(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client().entry()])
        .with_downloads_kept();
    let app = App::open(engine, Language::En, stage);
    app.goes_to_data();
    app.shows("#calendar .empty", app.text.calendar_nothing());
    assert!(!app.has("#save-calendar"));

    app.go(&client().route());
    app.opens_form("promise");
    app.fill("#what", "Offer for Ada, in writing");
    app.set("#due", "2026-04-30");
    app.chooses("expected", "6");
    app.saves_to_client();
    app.click("#promises li button");
    app.opens_dialog(app.text.add_to_calendar());
    let first = saved(&app, 0);
    assert_eq!(value(&first, "SUMMARY:"), "Promise due: A. L.");
    assert_eq!(value(&first, "DTSTART;VALUE=DATE:"), "20260430");
    assert!(!first.contains("Ada"), "{first}");
    app.click("#calendar-names");
    let named = saved(&app, 1);
    let words = "Promise due: Ada Lovelace\\, Offer for Ada\\, in writing";
    assert_eq!(value(&named, "SUMMARY:"), words);
    assert_eq!(value(&named, "UID:"), value(&first, "UID:"));
    assert_eq!(value(&named, "SEQUENCE:"), value(&first, "SEQUENCE:"));
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();

    app.edits_entry(1);
    app.set("#due", "2026-05-10");
    app.saves_to_client();
    app.goes_to_data();
    app.reads("#calendar", &app.text.calendar_coming(1));
    let moved = saved(&app, 2);
    let sequence = |file| value(file, "SEQUENCE:").parse::<u64>().expect("a number");
    assert_eq!(value(&moved, "UID:"), value(&first, "UID:"));
    assert_eq!(value(&moved, "DTSTART;VALUE=DATE:"), "20260510");
    assert!(sequence(&first) < sequence(&moved), "{first}{moved}");

    app.go(&client().route());
    app.edits_entry(1);
    app.chooses("outcome", "withdrawn");
    app.saves_to_client();
    app.goes_to_data();
    app.reads("#calendar", &app.text.calendar_cancelled(1));
    let withdrawn = saved(&app, 3);
    assert_eq!(value(&withdrawn, "STATUS:"), "CANCELLED");
    assert_eq!(value(&withdrawn, "UID:"), value(&first, "UID:"));
    assert!(sequence(&moved) < sequence(&withdrawn));
    app.has_no_problems();
}

pub fn puts_the_next_contact_into_the_calendar(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client().entry()])
        .with_downloads_kept();
    let app = App::open(engine, Language::Zh, stage);
    app.go(&client().route());
    app.click("#log-contact");
    app.chooses("next-contact", "date");
    app.set("#next", "2026-04-27");
    app.saves_to_client();
    app.click("#calendar-next");
    app.opens_dialog(app.text.add_to_calendar());
    let file = saved(&app, 0);
    assert_eq!(value(&file, "SUMMARY:"), "联系客户：A. L.");
    assert_eq!(value(&file, "DTSTART;VALUE=DATE:"), "20260427");
    assert_eq!(value(&file, "DTEND;VALUE=DATE:"), "20260428");
    app.has_no_problems();
}
