//! Assessing oneself, and rating a client by the items.

use serde_json::json;
use thirtyfour::Key;
use trust_velocity::domain::{Dimension, Form, ItemsVersion, Language, Occasion};

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn phone(engine: Engine, language: Language) -> App {
    let app = App::open(engine, language, Stage::new().at("2026-09-20T09:00:00"));
    app.resize(PHONE);
    app
}

pub fn resumes_at_the_same_item(engine: Engine) {
    let app = phone(engine, Language::Zh);
    app.goes_to_myself();
    app.reads("#start-title", app.text.start_title());
    app.reads("#about-items", "没有常模");
    app.begins("full", "ordinary");
    app.is_at_item(1, 16);
    app.taps_from(1, "66576645");
    app.is_at_item(9, 16);
    app.keeps_replies("#/myself/new/full/ordinary", "66576645........ 8");

    app.reload();
    app.is_at_item(9, 16);
    app.reads(".questionnaire__resumed", app.text.resumed_here());
    app.click("#previous-item");
    app.is_at_item(8, 16);
    app.sees("#reply-8-5:checked");
    // Another answer is no further item.
    app.taps(8, '4');
    app.is_at_item(9, 16);
    app.click("#later");

    app.reads(".myself__begun", &app.text.replied_of(&8, &16));
    app.click(".myself__begun .button--primary");
    app.is_at_item(9, 16);
    app.taps_from(9, "67566630");
    app.focuses("#check-title");
    let counts = [app.text.answered_count(15), app.text.cannot_say_count(1)];
    app.shows("#check-counts", &counts.join(app.text.list_comma()));
    app.click(".questionnaire__skipped");
    app.is_at_item(16, 16);
    app.taps(16, '2');
    app.shows("#check-counts", &app.text.answered_count(16));
    app.saves_answers();
    app.reads("#change", app.text.first_of_form());
    app.reads("#weakest", app.text.dimension(Dimension::Relationship));
    app.goes_to_myself();
    app.lists_assessments(1);
    app.sees_no(".myself__begun");
    app.has_no_problems();
}

pub fn says_that_all_is_answered_and_not_saved(engine: Engine) {
    let app = phone(engine, Language::Zh);
    app.begins("short", "ordinary");
    app.taps_from(1, "5566");
    app.focuses("#check-title");
    app.keeps_replies("#/myself/new/short/ordinary", "5566");
    app.goes_to_myself();
    app.reads(".myself__begun", app.text.answered_title());
    app.shows(".myself__begun .button--primary", app.text.check_and_save());
    app.click(".myself__begun .button--primary");
    app.shows("#check-counts", &app.text.answered_count(4));
    app.saves_answers();
    app.goes_to_myself();
    app.sees_no(".myself__begun");
    app.has_no_problems();
}

pub fn takes_one_reply_from_a_double_tap(engine: Engine) {
    let app = phone(engine, Language::En);
    app.begins("short", "ordinary");
    app.is_at_item(1, 4);
    // The second tap, and a key, come as soon as there is something to take them.
    app.script(
        "new MutationObserver((_, observer) => {
           const next = document.querySelector('#reply-2-5');
           if (!next) return;
           observer.disconnect();
           next.click();
           const press = { key: '5', bubbles: true, cancelable: true };
           next.dispatchEvent(new KeyboardEvent('keydown', press));
           window.isTapped = true;
         }).observe(document.body, { childList: true, subtree: true })",
    );
    app.taps(1, '5');
    app.is_at_item(2, 4);
    assert_eq!(app.script("return window.isTapped"), true);
    assert!(!app.has("#item-2 :checked"));
    app.taps(2, '6');
    app.is_at_item(3, 4);
    app.keeps_replies("#/myself/new/short/ordinary", "56..");
    app.has_no_problems();
}

pub fn answers_by_the_keyboard(engine: Engine) {
    let app = phone(engine, Language::En);
    app.begins("short", "ordinary");
    app.is_at_item(1, 4);
    app.press("7");
    app.is_at_item(2, 4);
    app.press("0");
    app.is_at_item(3, 4);
    app.press(Key::Left + "");
    app.is_at_item(2, 4);
    app.sees("#reply-2-0:checked");
    app.press(Key::Right + "");
    app.is_at_item(3, 4);
    // An item without a reply is not gone past.
    app.press(Key::Right + "");
    // Within an item the arrow keys move the choice: only Enter advances.
    app.tab_to("#item-3 input");
    app.press(" ");
    app.is_at_item(4, 4);
    app.tab_to("#item-4 input");
    app.press(Key::Down + "");
    app.sees("#reply-4-6:checked");
    app.press(Key::Down + "");
    app.sees("#reply-4-5:checked");
    app.shows("#item-count", "4 / 4");
    app.press(Key::Enter + "");
    app.focuses("#check-title");
    app.shows("#check-counts", "3 answered, 1 “Can't say”");
    app.tab_to("#save-answers");
    app.press(Key::Enter + "");
    // Conduct has no score, so there is no total.
    app.reads("#unscored", "Conduct trust");
    app.sees_no("#total");
    app.reads("#weakest", "Benefit trust");
    app.has_no_problems();
}

pub fn waits_at_an_item_where_that_is_wanted(engine: Engine) {
    let app = phone(engine, Language::En);
    app.begins("short", "ordinary");
    app.is_at_item(1, 4);
    app.sees_no("#next-item");
    app.click("#advances");
    app.tells(app.text.setting_changed());
    app.sees("#next-item:disabled");
    app.taps(1, '5');
    app.click("#next-item:enabled");
    app.is_at_item(2, 4);
    app.press("3");
    app.sees("#reply-2-3:checked");
    app.click("#next-item:enabled");
    app.is_at_item(3, 4);
    app.reload();
    app.is_at_item(3, 4);
    app.sees("#advances:not(:checked)");
    app.click("#start-over");
    app.is_at_item(1, 4);
    app.sees_no(".questionnaire__resumed");
    app.sees_no(".item :checked");
}

pub fn answers_in_a_list(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.begins("full", "ordinary");
    app.taps_from(1, "666");
    // From item to item by the keys alone.
    app.tab_to("#item-4 input");
    app.press("6");
    app.focuses("#item-5");
    app.press("6");
    app.focuses("#item-6");
    app.taps_from(7, "6666666666");
    app.reads("#check-counts", &app.text.open_count(1));
    app.reads("#straight-line", app.text.straight_line());
    app.click("#save-answers");
    app.focuses("#item-6");
    app.shows("#missing-6", app.text.item_missing());
    app.press("0");
    app.sees_no("#missing-6");
    app.saves_answers();
    app.reads(".result", app.text.all_equal());
    app.has_no_problems();
}

pub fn follows_oneself_over_time(engine: Engine) {
    let earlier = json!({ "v": 3, "rev": 1, "myself": { "name": null, "assessments": [
        ["0000000000000003", "2026-06-01", "ordinary", "7777"],
        ["0000000000000001", "2026-07-01", "ordinary", "2:4444"],
        ["0000000000000002", "2026-08-15", "ordinary", "2:4554"],
    ] } });
    let stored = ("trust-velocity/myself".to_owned(), earlier.to_string());
    let stage = Stage::new()
        .at("2026-09-20T09:00:00")
        .with_stored(&[stored]);
    let app = App::open(engine, Language::En, stage);
    app.goes_to_myself();
    app.reads("#trend-items4-2", app.text.verdict_insufficient());
    // The answers to the old version are no part of it.
    app.reads("#new-series", app.text.new_series());
    app.sees("#trend-items4-1");
    app.assesses("short", "ordinary", "5656");
    // 30.0 after 23.3, with the error of a short form: 1.96 · √2 · 3.2 = 8.9.
    app.shows("#total", &format!("30.0 {}", app.text.of_forty()));
    app.reads("#change", &app.text.higher_than_last(&"6.7"));
    app.reads("#change", &app.text.change_within_error(&"8.9"));
    app.goes_to_myself();
    app.reads("#trend-items4-2", ": more than error");
    app.reads("#trend-items4-2 .verdict", "Rising");
    app.click("#trend-items4-2 .figure");
    app.opens_dialog(app.text.recent_trend());
    app.reads("dialog[open]", app.text.short_form_error());
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.click("#assessments .entry:nth-child(2) a");
    app.reads("#change", &app.text.higher_than_last(&"3.3"));
    app.reads("#change", &app.text.change_within_error(&"8.9"));
    let action = app.text(".next__one:first-child .next__action");
    app.click(".next__one:first-child button");
    app.until("there is another action", || {
        app.text(".next__one:first-child .next__action") != action
    });
}

/// A result with its chart, and nothing that can be pressed.
pub fn prints_a_result_on_a_sheet(engine: Engine) {
    let app = phone(engine, Language::Zh);
    app.goes_to_myself();
    app.assesses("short", "ordinary", "6543");
    app.sees("#next [data-dimension]");
    assert_eq!(app.prints().sheets(), 1);
    app.lays_out_for_paper();
    app.sees("#profile-chart");
    app.sees("#total");
    assert_eq!(app.can_be_pressed_on_paper(), [""; 0]);
    app.has_no_problems();
}

pub fn sees_a_course_from_three_sides(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.assesses("short", "before", "4444");
    app.goes_to_myself();
    app.reads("#course-reason", app.text.course_waits());
    app.click("#start-after");
    app.sees(".item");
    app.taps_from(1, "6666");
    app.saves_answers();
    // The result leads with before and after, although both are of one day.
    app.reads("#course-differences li:nth-child(1)", "+13.3");
    assert!(!app.has("#change"));
    app.click("#start-then");
    app.reads(".questionnaire", app.text.then_question());
    app.reads(".questionnaire", app.text.looking_back_lead());
    app.taps_from(1, "3443");
    app.saves_answers();
    app.reads("#course-differences li:nth-child(2)", "+16.7");

    app.goes_to_myself();
    app.reads("#course-totals [data-occasion=before]", "20.0");
    app.reads("#course-totals [data-occasion=after]", "33.3");
    app.reads("#course-totals [data-occasion=then]", "16.7");
    app.reads("#course-differences li:nth-child(1)", "+13.3");
    app.reads("#course-differences li:nth-child(2)", "+16.7");
    app.reads("#course-reason", app.text.why_differences_differ());
    app.sees("#course-profile-chart");
    // A look back is in the history, and in no trend.
    let kinds = [
        Occasion::RetrospectivePretest,
        Occasion::Posttest,
        Occasion::Pretest,
    ];
    let listed = app.assessments();
    for (listed, occasion) in listed.iter().zip(kinds) {
        assert!(listed.contains(app.text.occasion(occasion)), "{listed}");
    }
    assert_eq!(listed.len(), 3);
}

pub fn names_ties_and_asks_a_client(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.adds_client("Han", "2026-01-05");
    let client = app.route();
    app.assesses("short", "ordinary", "6366");
    app.reads("#strongest", app.text.tied_strongest());
    for dimension in [
        Dimension::Expertise,
        Dimension::Relationship,
        Dimension::Benefit,
    ] {
        app.reads("#strongest", app.text.dimension(dimension));
    }
    app.reads("#weakest", app.text.weakest());
    app.reads("#weakest", app.text.dimension(Dimension::Conduct));
    // Of three, one is the second weakest by the order alone.
    app.sees("#tied-next");
    app.click("#ask-client");
    app.opens_dialog(app.text.ask_which_client());
    app.fill("#ask-search", "nobody");
    app.sees_no("#ask-whom");
    app.fill("#ask-search", "han");
    app.click("#ask-whom a");
    app.arrives_at(&format!("{client}/request"));
    app.has_no_problems();
}

pub fn takes_a_deleted_assessment_back(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.assesses("short", "ordinary", "5656");
    let route = app.route();
    app.click("#delete-assessment");
    app.tells(&app.text.deleted_what(&""));
    app.arrives_at("#/myself");
    app.lists_assessments(0);
    app.undoes();
    app.lists_assessments(1);
    app.click("#assessments .entry__actions button");
    app.lists_assessments(0);
    app.go(&route);
    app.shows("h1", app.text.not_found());
    app.undoes();
    app.shows("h1", app.text.profile_title());
}

pub fn rates_a_client_by_items(engine: Engine) {
    let app = phone(engine, Language::Zh);
    app.loads_examples();
    app.opens_row(1);
    let client = app.client_route();
    app.click("#rate");
    app.click("#by-items");
    app.is_at_item(1, 16);
    // Lead and statement make one sentence.
    let named = app.text("#item-1 legend");
    assert!(named.contains("打交道时…… 给建议之前"), "{named}");
    // One of the four items on benefit is too little for a score.
    app.taps_from(1, "0000000000050000");
    app.click("#save-answers");
    app.fails(app.text.nothing_scored());
    app.click("#previous-item");
    app.is_at_item(16, 16);
    app.taps(16, '5');
    app.focuses("#check-title");
    app.fill("#note", "按上周的会议");
    app.click("#save-answers");
    app.arrives_at(&client);
    app.reads(
        ".entry:first-child",
        app.text.by_items(ItemsVersion::CURRENT, Form::Full),
    );
    app.reads(".entry:first-child", "按上周的会议");
    app.go(&format!("{client}/rating/items"));
    app.is_at_item(1, 16);
    app.sees_no(".questionnaire__resumed");
}

/// The form of the items cites contacts, and asks once what a rise rests on, as that of the sliders does.
pub fn asks_what_a_rise_by_items_rests_on(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10").visited("2026-04-01", 60);
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.resize(PHONE);
    let items = format!("{}/rating/items", ada.route());
    let answers = |answers: &str| {
        app.go(&items);
        app.is_at_item(1, 16);
        app.taps_from(1, answers);
        app.focuses("#check-title");
    };
    answers("4444444444444444");
    app.click("#save-answers");
    app.arrives_at(&ada.route());

    // Two steps of the answers are 3.3 points.
    answers("6444644464446444");
    app.click("#save-answers");
    app.shows(".form__asks", &app.text.rises_ask(&"Expertise trust +3.3"));
    app.focuses(".form__asks");
    app.sees_no("#evidence");
    app.click("#save-answers");
    app.arrives_at(&ada.route());

    // One that cites a contact of the day is not asked.
    app.logs_contact("2026-04-20", "10");
    answers("6644664466446644");
    app.reads("#evidence > summary", &app.text.evidence_cited(0));
    app.click("#evidence > summary");
    app.click("#evidence input");
    app.reads("#evidence > summary", &app.text.evidence_cited(1));
    assert_eq!(app.violations(), [""; 0]);
    app.click("#save-answers");
    app.arrives_at(&ada.route());
    let stored = app.stored(&ada.key()).unwrap_or_default();
    assert!(stored.contains("\"needs\":[\"evidence\"]"), "{stored}");
    app.has_no_problems();
}

pub fn is_accessible_item_by_item(engine: Engine) {
    let app = phone(engine, Language::En);
    let judge = |name: &str| {
        for theme in ["light", "dark"] {
            app.marks_theme(Some(theme));
            let violations = app.violations();
            assert!(violations.is_empty(), "{name}, {theme}: {violations:?}");
        }
        app.marks_theme(None);
    };
    app.begins("full", "before");
    app.is_at_item(1, 16);
    judge("the first item");
    app.taps(1, '6');
    app.is_at_item(2, 16);
    app.keeps_replies("#/myself/new/full/before", "6...");
    app.reload();
    app.is_at_item(2, 16);
    judge("resumed");
    app.taps_from(2, "660666666666666");
    app.focuses("#check-title");
    judge("the check");
}
