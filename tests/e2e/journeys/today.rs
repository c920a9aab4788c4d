//! Today, the first page: whom to turn to, and why.

use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE, SMALL_PHONE};
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const NOW: &str = "2026-06-01T09:00:00";

/// A client who needs nothing on that day.
fn calm(id: u64, name: &str) -> StoredClient {
    StoredClient::new(id, name, "2026-05-01")
        .rated("2026-05-20", [5.0; 4])
        .visited("2026-05-30", 10)
}

/// A client whose contact is overdue.
fn late(id: u64, name: &str) -> StoredClient {
    StoredClient::new(id, name, "2026-05-01")
        .rated("2026-05-20", [5.0; 4])
        .visited("2026-05-24", 10)
}

/// Clients with every reason between them, and two with none.
fn clients() -> Vec<StoredClient> {
    let falling = StoredClient::new(1, "Falls", "2026-03-01")
        .rated("2026-04-01", [8.0; 4])
        .rated("2026-05-01", [6.5; 4])
        .rated("2026-05-31", [5.0; 4])
        .visited("2026-05-30", 10);
    let long = StoredClient::new(3, "Long", "2026-01-01")
        .in_stage("2026-02-01", "long_term")
        .rated("2026-02-01", [7.0, 7.0, 7.0, 3.5])
        .visited("2026-05-30", 10);
    let promised = calm(4, "Promised")
        .promised("2026-05-01", "2026-05-29", "Quotation")
        .promised("2026-05-01", "2026-06-03", "Samples");
    vec![
        falling,
        late(2, "Late"),
        long,
        promised,
        calm(5, "Breached").breached("2026-05-31"),
        calm(6, "Calm"),
        StoredClient::new(7, "Over", "2025-01-01").in_stage("2025-02-01", "ended"),
    ]
}

fn stage(clients: &[StoredClient]) -> Stage {
    let entries: Vec<_> = clients.iter().map(StoredClient::entry).collect();
    Stage::new().at(NOW).with_stored(&entries)
}

pub fn lists_whom_to_turn_to(engine: Engine) {
    let clients = clients();
    let app = App::open_today(engine, Language::En, stage(&clients));
    let text = app.text;
    app.has_waiting(&["Breached", "Long", "Promised", "Falls", "Late"]);
    assert_eq!(
        app.reasons(),
        [
            "breach",
            "feedback focus rating",
            "promise",
            "trend",
            "contact"
        ]
    );
    for (row, count) in [(1, 5), (2, 5), (3, 4), (4, 3), (5, 2)] {
        let facts = format!(".today__rows > :nth-child({row}) > p");
        app.reads(&facts, &text.follow_up_points(count));
    }
    let meaning = app.attribute(".today__rows > :nth-child(1) > p a", "href");
    assert!(meaning.ends_with("#/learn/points"), "{meaning}");
    app.reads("#today-count", &text.clients_to_follow_up(5));
    app.reads(".today__others", &text.others_need_nothing(2));
    app.reads("[data-reason=promise]", "Quotation");
    app.shows("[data-reason=feedback] a", text.reason_no_feedback());
    app.reads("#due", "Promised Promise “Samples”");
    app.has_no_problems();

    // Each reason leads to where it is mended.
    app.click("[data-reason=promise] a");
    app.sees("form");
    assert!(app.route().contains("/promise/"), "{}", app.route());
    app.script("history.back()");
    app.click("[data-reason=rating] a");
    app.arrives_at(&format!("{}/rating", clients[2].route()));
    app.sees("form");
    app.script("history.back()");
    app.click("[data-reason=trend] a");
    app.shows(".client h1", "Falls");
    app.has_no_problems();
}

pub fn logs_a_contact_in_three_taps(engine: Engine) {
    let stage = stage(&[late(2, "Late"), calm(6, "Calm")]);
    let app = App::open_today(engine, Language::En, stage);
    app.resize(PHONE);
    app.goes_to_today();
    app.has_waiting(&["Late"]);
    let taps = [".today__row .button--primary", "form [type=submit]"];
    assert!(taps.len() <= 3);
    for tap in taps {
        app.click(tap);
    }
    app.shows(".client h1", "Late");
    app.sees(".entry");
    app.goes_to_today();
    app.shows(".today__calm", app.text.nobody_waits());
    app.has_waiting(&[]);
    app.reads(".today__others", &app.text.others_need_nothing(2));
    app.has_no_problems();
}

pub fn logs_a_contact_of_anybody_in_three_taps(engine: Engine) {
    let stage = stage(&[late(2, "Late"), calm(6, "Calm")]);
    let app = App::open_today(engine, Language::En, stage);
    app.resize(PHONE);
    app.goes_to_today();
    app.click("#quick-log");
    app.opens_dialog(app.text.log_contact());
    app.focuses("#client-search");
    app.press("cal");
    app.until("only one is found", || {
        app.texts("[role=option]") == ["Calm"]
    });
    if engine == Engine::Chromium {
        assert_eq!(app.violations(), [""; 0]);
    }
    app.click("[role=option]");
    app.arrives_at(&format!("{}/contact", calm(6, "Calm").route()));
    app.has_no_dialog();
    // Each choice of the next contact names its day, which follows this contact's.
    let week = "label[for='next-contact-week']";
    app.reads(week, "Mon, Jun 8");
    app.set("#date", "2026-05-31");
    app.reads(week, "Sun, Jun 7");
    app.click("form [type=submit]");
    app.shows(".client h1", "Calm");
    app.has_no_problems();
}

pub fn finds_a_client_from_any_page(engine: Engine) {
    let stage = stage(&[late(1, "Ada"), late(2, "Bea"), calm(3, "Chen")]);
    let app = App::open_today(engine, Language::En, stage);
    app.go("#/more");
    app.press_with_control("k");
    app.opens_dialog(app.text.find_client());
    app.focuses("#client-search");
    // The longest without contact first; the arrows go around.
    app.until("all are found", || app.count("[role=option]") == 3);
    app.shows("[role=option][aria-selected=true]", "Ada");
    app.press(Key::Up + "");
    app.shows("[role=option][aria-selected=true]", "Chen");
    app.press(Key::Down + "");
    app.press(Key::Down + "");
    app.shows("[role=option][aria-selected=true]", "Bea");
    let active = app.attribute("#client-search", "aria-activedescendant");
    app.sees(&format!("#{active}[aria-selected=true]"));
    app.press(Key::Enter + "");
    app.shows(".client h1", "Bea");
    app.has_no_dialog();

    // Not over another dialog, which may hold what was typed.
    app.opens_menu();
    app.press_with_control("k");
    app.settle();
    assert!(!app.has("#client-search"));
    app.opens_dialog(app.text.more_actions());
    app.press(Key::Escape + "");
    app.has_no_dialog();

    app.press_with_control("k");
    app.focuses("#client-search");
    app.press("nobody");
    app.reads("dialog[open] [role=status]", app.text.nothing_found());
    app.press(Key::Enter + "");
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.shows(".client h1", "Bea");
    app.has_no_problems();
}

pub fn snoozes_a_client_and_takes_it_back(engine: Engine) {
    let stage = stage(&[late(1, "Ada"), late(2, "Bea")]);
    let app = App::open_today(engine, Language::En, stage);
    app.has_waiting(&["Ada", "Bea"]);
    app.snoozes(1, 1);
    app.has_waiting(&["Bea"]);
    app.reads("#snoozed", &app.text.clients_snoozed(1));
    app.focuses("main h1");
    app.undoes();
    app.has_waiting(&["Ada", "Bea"]);
    app.sees_no("#snoozed");

    // Until a week from now, which is named; it is kept.
    app.click(".today__rows > :nth-child(2) .today__snooze summary");
    let week = ".today__rows > :nth-child(2) .today__days > :nth-child(2)";
    app.sees(week);
    assert!(
        app.contents(week)[0].ends_with("Mon, Jun 8"),
        "{:?}",
        app.contents(week)
    );
    app.click(week);
    app.has_waiting(&["Ada"]);
    app.reload();
    app.has_waiting(&["Ada"]);
    app.click("#snoozed summary");
    app.reads("#snoozed", "Bea");
    app.click("#snoozed button");
    app.has_waiting(&["Ada", "Bea"]);

    // Until a day of one's own.
    let snooze = ".today__rows > :nth-child(1) .today__snooze";
    app.click(&format!("{snooze} summary"));
    app.sees(&format!("{snooze} input"));
    app.set(&format!("{snooze} input"), "2026-06-30");
    app.click(&format!("{snooze} .today__days > :last-child"));
    app.has_waiting(&["Bea"]);
    app.has_no_problems();
}

pub fn comes_back_on_the_day_a_snooze_ends(engine: Engine) {
    for (until, waiting) in [("2026-06-02", &[][..]), ("2026-06-01", &["Ada"])] {
        let stage = stage(&[late(1, "Ada").snoozed(until)]);
        let app = App::open_today(engine, Language::En, stage);
        app.reads(
            "#today-count",
            &app.text.clients_to_follow_up(waiting.len()),
        );
        app.has_waiting(waiting);
        app.has_no_problems();
    }
}

/// A page that stays in front over midnight: what is overdue from then on is so at once, here and at the
/// client.
pub fn takes_the_new_day_over_midnight(engine: Engine) {
    let ada = StoredClient::new(1, "Ada", "2026-05-01")
        .rated("2026-05-20", [5.0; 4])
        .visited("2026-05-30", 10)
        .promised("2026-05-01", "2026-06-01", "Samples")
        .promised("2026-05-01", "2026-06-02", "Quotation");
    let stage = Stage::new()
        .at("2026-06-01T23:30:00")
        .with_stored(&[ada.entry()]);
    let app = App::open_today(engine, Language::En, stage);
    let text = app.text;
    app.reads("#today-count", "Jun 1, 2026");
    app.reads("#today-count", &text.clients_to_follow_up(0));
    app.passes_hours(1);
    app.reads("#today-count", "Jun 2, 2026");
    app.reads("#today-count", &text.clients_to_follow_up(1));
    app.has_waiting(&["Ada"]);
    assert_eq!(app.reasons(), ["promise"]);

    app.go(&ada.route());
    app.reads("#promises", &text.promise_overdue(&"Jun 1, 2026"));
    app.reads("#promises", &text.promise_due(&"Jun 2, 2026"));
    app.reads(".client__head .badge--stage", "32 days");
    app.passes_hours(24);
    app.reads("#promises", &text.promise_overdue(&"Jun 2, 2026"));
    app.reads(".client__head .badge--stage", "33 days");
    app.has_no_problems();
}

pub fn begins_empty_with_the_ways_in(engine: Engine) {
    let app = App::open_today(engine, Language::Zh, Stage::new());
    app.shows("main h1", app.text.today());
    app.reads(".welcome", app.text.welcome());
    app.sees_no("#today-count");
    app.click("#examples");
    app.tells(app.text.examples_loaded());
    app.sees("#today-count");
    app.sees_no(".welcome");
    // One of them has something due, so the page shows what it is for.
    app.has_waiting(&["示例连锁店 · 李总"]);
    assert_eq!(app.reasons(), ["promise"]);
    app.has_no_problems();
}

pub fn shows_many_a_few_at_a_time(engine: Engine) {
    let many: Vec<_> = (1..=50)
        .map(|id| late(id, &format!("Client {id:02}")))
        .collect();
    let app = App::open_today(engine, Language::En, stage(&many));
    app.reads("#today-count", &app.text.clients_to_follow_up(50));
    for count in [20, 40] {
        app.until("a part of the rows is there", || {
            app.count(".today__row") == count
        });
        // Paper gets all rows, once each and in their order.
        for (event, printed) in [("beforeprint", 50), ("afterprint", count)] {
            app.script(&format!("dispatchEvent(new Event('{event}'))"));
            app.until("so many rows stand", || app.count(".today__row") == printed);
            let names: Vec<_> = (1..=printed).map(|id| format!("Client {id:02}")).collect();
            assert_eq!(app.texts(".today__name"), names, "{event}");
        }
        app.click("#more-rows");
    }
    app.until("all rows are there", || app.count(".today__row") == 50);
    app.sees_no("#more-rows");
    app.has_no_problems();
}

/// Its rows are made of summaries: no client is read for them, however many there are.
pub fn reads_none_of_three_thousand(engine: Engine) {
    let many: Vec<_> = (1..=3_000)
        .map(|id| late(id, &format!("Client {id:04}")))
        .collect();
    let app = App::open_today(engine, Language::En, stage(&many).with_reads_counted());
    let all = app.text.clients_to_follow_up(3_000);
    app.reads("#today-count", &all);
    app.has_stored_summaries();
    app.reload();
    app.reads("#today-count", &all);
    app.until("a part of the rows is there", || {
        app.count(".today__row") == 20
    });
    assert!(
        app.count("main li:not(li li)") <= 30,
        "the page stays short"
    );
    assert_eq!(app.script("return clientsReadBeforeRows"), 0);
    app.has_no_problems();
}

/// To a client and back on a phone, and to the list on a desktop.
pub fn keeps_its_place_and_leads_to_the_list(engine: Engine) {
    let many: Vec<_> = (1..=20)
        .map(|id| late(id, &format!("Client {id:02}")))
        .collect();
    let app = App::open_today(engine, Language::En, stage(&many));
    app.resize(PHONE);
    app.goes_to_today();
    let link = format!(".today__name a[href='{}']", many[14].route());
    app.click(&link);
    app.shows(".client h1", "Client 15");
    app.script("history.back()");
    app.focuses(&link);
    app.until("the place is the same", || 500.0 < app.scrolled());

    app.resize(DESKTOP);
    app.goes_to_today();
    app.click(".navigation__item[href='#/clients']");
    app.sees(".client-row[aria-current]");
    app.sees(".client h1");
    app.has_no_problems();
}

pub fn snoozes_and_logs_by_the_keyboard(engine: Engine) {
    let stage = stage(&[late(1, "Ada"), late(2, "Bea")]);
    let app = App::open_today(engine, Language::En, stage);
    app.has_waiting(&["Ada", "Bea"]);
    app.tab_to(".today__snooze summary");
    app.press(Key::Enter + "");
    app.sees(".today__snooze[open]");
    app.press(Key::Escape + "");
    app.sees_no(".today__snooze[open]");
    app.focuses(".today__snooze summary");
    app.press(Key::Enter + "");
    app.sees(".today__days");
    app.tab_to(".today__days > :nth-child(2)");
    app.press(Key::Enter + "");
    app.has_waiting(&["Bea"]);
    app.press_undo();
    app.has_waiting(&["Ada", "Bea"]);
    app.tab_to(".today__actions .button--primary");
    app.press(Key::Enter + "");
    app.sees("form");
    app.focuses("h1");
    app.has_no_problems();
}

/// The states that the tour of all pages does not show.
pub fn is_accessible_in_every_state(engine: Engine) {
    let mut clients = clients();
    clients.push(late(8, "Away").snoozed("2026-06-09"));
    for language in Language::ALL {
        let app = App::open_today(engine, language, stage(&clients));
        app.sees("#due");
        app.click(".today__snooze summary");
        app.sees(".today__days");
        app.click("#snoozed summary");
        for theme in ["light", "dark"] {
            app.marks_theme(Some(theme));
            assert_eq!(app.violations(), [""; 0]);
        }
        app.resize(SMALL_PHONE);
        app.reload();
        app.sees("#due");
        app.click(".today__snooze summary");
        app.sees(".today__days");
        assert_eq!(app.overflow(), None);
        app.has_no_problems();
    }
}

/// The shortcuts of the installed app lead to these addresses.
pub fn asks_for_the_client_of_a_shortcut(engine: Engine) {
    let app = App::open_today(
        engine,
        Language::En,
        stage(&[calm(1, "Ada"), calm(2, "Ben")]),
    );
    for (shortcut, kind) in [("#/today/contact", "contact"), ("#/today/rating", "rating")] {
        app.go(shortcut);
        app.sees("#client-search");
        app.arrives_at("#/today");
        app.fill("#client-search", "Ben");
        app.until("one client is found", || app.count(".search__option") == 1);
        app.press(Key::Enter + "");
        app.arrives_at(&format!("#/clients/0000000000000002/{kind}"));
        app.has_no_problems();
    }
}
