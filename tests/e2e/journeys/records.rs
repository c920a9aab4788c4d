//! Records are deleted, restored, searched and loaded.

use trust_velocity::domain::{
    Channel, Contact, EntryId, Feedback, FeedbackContent, Language, LikertScore, Measurement, Note,
    PerDimension, Promise, PromiseOutcome, Rater, Rating, Recommendation, Record, Satisfaction,
    Score,
};

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, Order, StoredClient};
use crate::stage::Stage;

const BEA: &str = "Bea Ångström";

fn ada() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-10")
        .visited("2026-04-01", 30)
        .rated("2026-01-30", [6.0, 6.0, 5.0, 5.0])
        .rated("2026-03-01", [5.0, 5.0, 4.0, 4.0])
        .rated("2026-03-31", [4.0, 4.0, 3.0, 3.0])
}

pub fn grows_a_long_history(engine: Engine) {
    let long = (1..=28).fold(StoredClient::new(7, "Ada", "2026-01-10"), |client, day| {
        client.rated(&format!("2026-02-{day:02}"), [4.0, 4.0, 3.0, 3.0])
    });
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[long.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&long.route());
    app.sees(".entry");
    assert_eq!(
        app.count(".entry"),
        6,
        "the rest waits until it is asked for"
    );
    app.press_button(&app.text.show_all(29));
    app.focuses(".entry:nth-child(7) summary");
    app.until("every entry is there", || {
        app.script("document.querySelector('.history > .button')?.scrollIntoView(); return true");
        app.count(".entry") == 29
    });
    assert!(!app.has(".history > .button"));
    let dates: Vec<_> = app.history().into_iter().rev().skip(1).collect();
    assert!(
        dates[0].ends_with("Feb 1") && dates[27].ends_with("Feb 28"),
        "{dates:?}"
    );
    app.has_no_problems();
}

/// A client with a year of records, answers of their own among them, is three screens of a phone high;
/// English words take a little more.
pub fn shows_a_year_in_three_screens(engine: Engine) {
    for (language, most) in [
        (Language::Zh, 3 * PHONE.1),
        (Language::En, 13 * PHONE.1 / 4),
    ] {
        let app = App::open(engine, language, Stage::new());
        app.resize(PHONE);
        app.goes_to_clients();
        app.loads_examples();
        app.opens_row(1);
        app.sees(".entry");
        let height = app.script("return document.documentElement.scrollHeight");
        let is_short = height
            .as_u64()
            .is_some_and(|height| height <= u64::from(most));
        assert!(is_short, "{language:?}: {height} px, {most} px at most");
        app.opens_menu();
        let is_below = app.script(
            "const [button, menu] = ['#more-actions', 'dialog[open]'].map((css) =>
               document.querySelector(css).getBoundingClientRect());
             return button.bottom <= menu.top && menu.bottom <= innerHeight",
        );
        assert_eq!(
            is_below, true,
            "{language:?}: the menu leaves its button in sight"
        );
        app.has_no_problems();
    }
}

/// A year of long-term cooperation: each month two contacts and a rating that cites the second, each second
/// month a promise, of which the last is open, each quarter feedback and the client's own rating.
fn a_year() -> StoredClient {
    let dates = (0..12).map(|month| {
        let (year, month) = (2025 + (month + 4) / 12, (month + 4) % 12 + 1);
        move |day: u32| format!("{year}-{month:02}-{day:02}")
    });
    let mut client = StoredClient::new(7, "Ada", "2025-05-02")
        .in_stage("2025-08-01", "deepening")
        .in_stage("2025-12-01", "long_term");
    let mut records = Vec::new();
    for (month, date) in (0_u32..).zip(dates) {
        let id = |at: u32| EntryId::new(u64::from(1_000 + 10 * month + at));
        let day = |day: u32| date(day).parse().expect("a date");
        let contact = |at, on| {
            Record::Contact(Contact {
                id: id(at),
                date: day(on),
                channel: Channel::Visit,
                minutes: 45,
                served: PerDimension([true, false, true, false]),
                note: Note::new("What they said about the new line").expect("a note"),
                next: None,
            })
        };
        let score = Score::new(4.0 + 0.3 * f64::from(month)).ok();
        records.extend([contact(0, 3), contact(1, 10)]);
        records.push(Record::Rating(Rating {
            id: id(2),
            date: day(12),
            rater: Rater::Seller,
            measurement: Measurement::Sliders(PerDimension([score; 4])),
            is_blind: false,
            note: Note::new("Told us their plan before the others").expect("a note"),
            evidence: vec![id(1)],
        }));
        if month % 2 == 1 {
            let experienced = LikertScore::new(6).expect("1-7");
            let on = day(15);
            records.push(Record::Promise(Promise {
                id: id(3),
                date: day(10),
                due: day(17),
                expected: LikertScore::new(5).expect("1-7"),
                what: Note::new("Send the sums for the second site").expect("a note"),
                outcome: (month < 11).then_some(PromiseOutcome::Kept { on, experienced }),
            }));
        }
        if month % 3 == 2 {
            let content = FeedbackContent::new(Satisfaction::new(4), Recommendation::new(8), None);
            records.push(Record::Feedback(Feedback {
                id: id(4),
                date: day(13),
                channel: Channel::Call,
                content: content.expect("something said"),
            }));
            client = client.answered(&date(14), "Ada", [6.0, 6.0, 5.0, 5.0]);
        }
    }
    client.with_records(records)
}

/// The heights hold with a year of promises, feedback, evidence and the client's own answers too.
pub fn shows_a_full_year_in_three_screens(engine: Engine) {
    let client = a_year();
    for (language, most) in [
        (Language::Zh, 3 * PHONE.1),
        (Language::En, 13 * PHONE.1 / 4),
    ] {
        let stage = Stage::new()
            .at("2026-04-20T09:00:00")
            .with_stored(&[client.entry()]);
        let app = App::open(engine, language, stage);
        app.resize(PHONE);
        app.go(&client.route());
        app.sees(".entry");
        let height = app.script_once_settled("return document.documentElement.scrollHeight");
        let is_short = height
            .as_u64()
            .is_some_and(|height| height <= u64::from(most));
        assert!(is_short, "{language:?}: {height} px, {most} px at most");
        app.has_no_problems();
    }
}

pub fn takes_deletions_back(engine: Engine) {
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&[
        ada().entry(),
        StoredClient::new(8, "Bea", "2026-03-01").entry(),
    ]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada().route());
    let whole = app.client_view();

    app.deletes_entry(2);
    app.until("the entry is gone", || app.count(".entry") == 4);
    app.reads(".formula-card", "Mar 1, 2026");
    app.reload();
    assert_eq!(app.history().len(), 4);
    app.reads(".formula-card", "Mar 1, 2026");

    app.deletes_entry(1);
    app.until("the contact is gone", || app.count(".entry") == 3);
    let without = app.client_view();
    app.undoes();
    app.until("the contact is back", || app.count(".entry") == 4);
    assert_ne!(app.client_view(), without);
    app.reload();
    assert_eq!(app.history().len(), 4);

    app.rates("2026-03-31", ["4", "4", "3", "3"]);
    assert_eq!(app.client_view(), whole, "the same records tell the same");

    app.deletes_client();
    app.lists(&["Bea"]);
    let binned = app.stored(&ada().key()).unwrap_or_default();
    assert!(binned.contains("\"binned\":\"2026-04-20\""), "{binned}");
    app.undoes();
    app.lists(&["Bea", "Ada"]);
    app.reload();
    app.go(&ada().route());
    assert_eq!(app.client_view(), whole);

    app.deletes_client();
    app.reload();
    app.lists(&["Bea"]);
    app.go(&ada().route());
    app.shows("h1", app.text.not_found());
    app.has_no_problems();
}

pub fn edits_an_entry(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada().entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada().route());
    app.edits_entry(2);
    assert_eq!(app.value("#date"), "2026-03-31");
    assert_eq!(app.value("#score-relationship"), "3.0");
    app.fill("#score-relationship", "9");
    app.set("#date", "2026-04-02");
    app.saves_to_client();
    assert_eq!(app.texts(".fraction__score"), ["4.0", "4.0", "9.0", "3.0"]);
    app.reads(".formula-card", "Apr 2, 2026");
    assert_eq!(app.history().len(), 5, "it is the same entry");

    app.edits_entry(2);
    assert_eq!(app.value("#minutes"), "30");
    app.chooses("channel", "call");
    app.fill("#minutes", "45");
    app.saves_to_client();
    app.reload();
    assert_eq!(app.history()[1], "Call Apr 1");
    app.reads(".entry:nth-child(2)", "45");
    app.has_no_problems();
}

pub fn finds_clients_in_the_list(engine: Engine) {
    let rising = StoredClient::new(8, BEA, "2026-01-01")
        .in_stage("2026-02-01", "deepening")
        .rated("2026-03-01", [1.0, 1.0, 1.0, 1.0])
        .rated("2026-03-20", [2.0, 2.0, 2.0, 2.0])
        .rated("2026-04-10", [3.0, 3.0, 3.0, 3.0])
        .visited("2026-03-01", 10);
    let unknown = StoredClient::new(9, "Chen", "2026-04-01");
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&[
        unknown.entry(),
        rising.entry(),
        ada().entry(),
    ]);
    let app = App::open(engine, Language::En, stage);

    // Of one without a contact, the days count from the first contact.
    app.lists(&[BEA, "Ada", "Chen"]);
    app.sorts_by(Order::Name);
    app.lists(&["Ada", BEA, "Chen"]);
    app.sorts_by(Order::Trust);
    app.lists(&["Ada", BEA, "Chen"]);
    app.sorts_by(Order::Trend);
    app.lists(&[BEA, "Ada", "Chen"]);
    app.sorts_by(Order::LastContact);
    app.lists(&[BEA, "Ada", "Chen"]);

    app.searches("ÅNG");
    app.lists(&[BEA]);
    app.searches("nobody");
    app.lists(&[]);
    app.reads(".client-list__found", app.text.nothing_found());
    app.searches("");
    app.filters_by_stage("deepening");
    app.lists(&[BEA]);
    app.filters_by_stage("ended");
    app.lists(&[]);
    app.filters_by_stage("initial");
    app.lists(&["Ada", "Chen"]);
    app.searches("ada");
    app.lists(&["Ada"]);
    app.opens_row(1);
    app.shows(".client h1", "Ada");
    app.has_no_problems();
}

pub fn loads_and_removes_the_examples(engine: Engine) {
    let app = App::open(
        engine,
        Language::Zh,
        Stage::new().with_stored(&[ada().entry()]),
    );
    app.lists(&["Ada"]);
    app.go("#/more");
    app.loads_examples();
    // It leads to them: to the list, with the first one's page beside it.
    app.sees(".client-row[aria-current]");
    app.sorts_by(Order::Trust);
    app.lists(&["示例机械厂 · 陈工", "示例连锁店 · 李总", "Ada"]);
    assert_eq!(app.texts(".client-row .badge"), ["示例", "示例"]);
    app.opens_row(1);
    app.reads(".trend-card__recovery", "职业信任");
    app.reload();
    app.goes_to_clients();
    app.removes_examples();
    app.lists(&["Ada"]);
    app.undoes();
    app.until("the examples are back", || app.count(".client-row") == 3);
    app.reload();
    app.until("they are still there", || app.count(".client-row") == 3);
    app.removes_examples();
    app.reload();
    app.lists(&["Ada"]);
    app.has_no_problems();
}

pub fn keeps_deleted_clients_in_the_bin(engine: Engine) {
    let deleted = "2026-04-20T09:00:00";
    let stage = Stage::new().at(deleted).with_stored(&[ada().entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada().route());
    let whole = app.client_view();
    app.deletes_client();
    app.reload();
    app.goes_to_data_part("bin", app.text.bin());
    app.reads(".bin__row", "Ada");
    app.reads(".bin__row", &app.text.days_left(30));
    app.press_button(app.text.put_back());
    app.shows(".empty", app.text.bin_empty());
    app.go(&ada().route());
    assert_eq!(app.client_view(), whole);

    app.deletes_client();
    app.goes_to_data_part("bin", app.text.bin());
    app.click("#empty-bin");
    app.opens_dialog(app.text.empty_bin_title());
    app.click("dialog[open] .button--danger");
    app.shows(".empty", app.text.bin_empty());
    assert_eq!(app.stored(&ada().key()), None);
    app.undoes();
    app.reads(".bin__row", "Ada");

    // It expires: at the next start the clock is a month later.
    let binned = app.stored(&ada().key()).unwrap_or_default();
    let on = |day: &str| {
        binned.replace(
            "\"binned\":\"2026-04-20\"",
            &format!("\"binned\":\"{day}\""),
        )
    };
    for (day, is_kept) in [("2026-03-22", true), ("2026-03-21", false)] {
        app.stores(&ada().key(), &on(day));
        app.reload();
        app.until(&format!("deleted on {day}, it is kept: {is_kept}"), || {
            app.stored(&ada().key()).is_some() == is_kept
        });
    }
    app.has_no_problems();
}

pub fn undoes_by_the_keyboard(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada().entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada().route());
    let count = app.history().len();
    app.logs_contact("2026-04-19", "15");
    app.until("the contact is there", || app.history().len() == count + 1);
    app.press_undo();
    app.until("the contact is gone", || app.history().len() == count);
    // Redone by its button and by the keys, until there is nothing left.
    app.tells(app.text.undone());
    app.redoes();
    app.until("the contact is back", || app.history().len() == count + 1);
    app.press_undo();
    app.until("the contact is gone", || app.history().len() == count);
    app.press_with_control("y");
    app.until("the contact is back", || app.history().len() == count + 1);
    app.press_with_control("y");
    app.tells(app.text.nothing_to_redo());
    app.press_undo();
    app.until("the contact is gone", || app.history().len() == count);
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.press_undo();
    app.sees("html:not([data-theme])");
    app.until("the choice shows it", || {
        app.script("return document.getElementById('theme-system').checked") == true
    });
    // Within a text the key belongs to the text.
    app.chooses_theme("dark");
    app.click("#score-sd");
    app.press_undo();
    app.settle();
    app.sees("html[data-theme=dark]");
    app.has_no_problems();
}
