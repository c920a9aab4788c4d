//! Every page and state of the app, one after another: to be judged, or pictured.

mod class;

use serde_json::json;
use trust_velocity::route::{Route, TourStep};

use self::class::{visit_board, visit_class_author, visit_session, visit_trainee};
use super::{App, StoredClient, route_in, without_entry};

/// Visits every page, from an empty storage on; `look` is called on each with its name.
pub fn tour(app: &App, look: &mut dyn FnMut(&str)) {
    app.goes_to_today();
    app.sees(".welcome");
    look("today-empty");
    app.goes_to_clients();
    look("clients-empty");
    app.loads_examples();
    look("clients-loaded");
    app.click(".toast__close");
    look("clients");
    app.searches("no such client");
    app.reads(".client-list__found", app.text.nothing_found());
    look("clients-none-found");
    app.searches("");
    visit_portfolio(app, look);
    visit_tour(app, look);
    app.goes_to_today();
    app.sees("#today-count");
    look("today");
    app.goes_to_clients();
    visit_client(app, look);
    visit_forms(app, look);
    visit_myself(app, look);
    visit_ask(app, look);
    visit_trainee(app, look);
    visit_session(app, look);
    visit_board(app, look);
    visit_class_author(app, look);
    visit_more(app, look);
}

fn visit_portfolio(app: &App, look: &mut dyn FnMut(&str)) {
    app.opens_level_and_trend();
    app.opens_table("portfolio");
    look("level-and-trend");
    app.goes_to_stage_board();
    look("stage-board");
    app.click(".stage-board__card button");
    app.sees("#move-form");
    look("stage-board-move");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.goes_to_stages_over_time();
    app.opens_table("stages");
    look("stages-over-time");
    app.goes_to_accounts();
    app.sees("#accounts");
    look("accounts");
    app.click("#accounts a");
    app.sees("#people select");
    look("account");
    app.click("#people button");
    app.sees("#move-person");
    look("account-move");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.click("#join-account");
    app.click("#join-choices button");
    app.sees("#join-form");
    look("account-join");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.goes_to_clients();
}

/// The steps of the tour of the examples.
fn visit_tour(app: &App, look: &mut dyn FnMut(&str)) {
    for step in TourStep::ALL {
        app.go(&Route::Tour(step).to_string());
        app.is_at_tour_step(step);
        look(&format!("tour-{}", step.id()));
    }
}

fn visit_client(app: &App, look: &mut dyn FnMut(&str)) {
    app.opens_row(1);
    look("client");
    app.unfolds_cards();
    app.opens_table("progress");
    app.opens_table("velocity");
    look("client-tables");
    app.reload();
    app.click(".formula-card .figure--block");
    app.opens_dialog(app.text.formula_velocity());
    look("client-figure");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.opens_menu();
    look("client-menu");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.click("#progress-picture");
    app.opens_dialog(app.text.picture_title());
    look("client-picture");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
}

fn visit_forms(app: &App, look: &mut dyn FnMut(&str)) {
    let client = app.client_route();
    app.opens_form("rating");
    app.until("the scores' meanings are there", || {
        app.texts(".score-slider__meaning")
            .iter()
            .all(|meaning| !meaning.is_empty())
    });
    look("rating");
    app.opens_occasion();
    app.chooses("rater", "client");
    app.fill("#person", "");
    app.set("#date", "1999-01-01");
    app.fill("#score-expertise", "11");
    app.fill("#score-conduct", "7.25");
    app.fill("#score-relationship", "");
    app.click("#unknown-benefit");
    app.saves();
    app.finds_fault("expertise", app.text.score_error_range());
    look("rating-errors");

    app.go(&format!("{client}/contact"));
    app.sees("#minutes");
    look("contact");
    app.set("#date", "1999-01-01");
    app.fill("#minutes", "long");
    app.saves();
    app.finds_fault("minutes", app.text.minutes_error());
    look("contact-errors");

    app.go(&format!("{client}/breach"));
    app.sees("#what");
    look("breach");
    app.set("#date", "");
    app.saves();
    app.finds_fault("date", app.text.date_error_malformed());
    look("breach-errors");

    app.go(&format!("{client}/feedback"));
    app.sees("#what");
    look("feedback");
    app.chooses("comment", "praise");
    app.saves();
    app.finds_fault("what", app.text.feedback_error_what());
    look("feedback-errors");

    app.go(&format!("{client}/stage"));
    app.sees("#stage-ended");
    look("stage");
    app.set("#date", "");
    app.saves();
    app.finds_fault("date", app.text.date_error_malformed());
    look("stage-errors");

    app.go(&format!("{client}/edit"));
    app.sees("#organisation");
    look("client-edit");
    app.go("#/clients/new");
    app.shows("h1", app.text.add_client());
    look("client-new");
    app.saves();
    app.finds_fault("name", app.text.name_error_empty());
    look("client-new-errors");
}

fn visit_myself(app: &App, look: &mut dyn FnMut(&str)) {
    app.goes_to_myself();
    look("myself-empty");
    app.begins("full", "before");
    look("items");
    app.taps_from(1, "5564666064466");
    look("items-half");
    app.taps_from(14, "666");
    app.sees("#save-answers");
    look("items-check");
    app.saves_answers();
    look("result");
    app.assesses("full", "after", "6674776164567667");
    app.go("#/myself/new/full/then");
    app.taps_from(1, "4443445244455334");
    app.saves_answers();
    app.click(".toast__close");
    app.begins("short", "ordinary");
    app.taps(1, '5');
    app.keeps_replies("#/myself/new/short/ordinary", "5...");
    app.goes_to_myself();
    app.sees(".myself__begun");
    look("myself");
    app.goes_to_clients();
    app.opens_row(1);
    app.go(&format!("{}/rating/items", app.client_route()));
    app.sees(".item");
    look("items-client");
}

fn visit_ask(app: &App, look: &mut dyn FnMut(&str)) {
    app.goes_to_clients();
    app.opens_row(1);
    let client = app.client_route();
    app.opens_ask_form();
    look("ask");
    app.fill("#person", "");
    app.saves();
    app.finds_fault("person", app.text.name_error_empty());
    look("ask-errors");
    app.fill("#person", "陈工");
    let link = app.makes_link("Han Mei");
    app.click("#link-qr summary");
    app.sees("#link-qr .qr__code");
    look("request");
    app.go("#/invitation/hello");
    app.sees("#not-opened");
    look("invitation-damaged");
    app.go(&link);
    app.sees("#begin");
    look("invitation");
    app.click("#begin");
    let answer = app.finishes_answer("7640");
    look("invitation-answered");
    app.go("#/answers");
    app.sees("#answer-text");
    look("answers");
    app.go(&route_in(&answer));
    app.click("#answer-preview summary");
    look("answer");
    app.takes_answer();
    look("answer-taken");
    app.go(&client);
    app.unfolds_cards();
    app.sees(".gap-card tbody");
    look("client-gap");
    app.click(".toast__close");
}

fn visit_import(app: &App, look: &mut dyn FnMut(&str)) {
    app.goes_to_import();
    look("import-empty");
    app.chooses_file("clients.csv", b"PK\x03\x04");
    app.cannot_import(app.text.workbook_damaged());
    look("import-error");
    let names = ["陈工", "王总", "Ada Byron", "Bea", "Cy", "Di"];
    let rows =
        names.map(|name| format!("{name},Northern Motors 华北电机,key、north,2026-03-01,1\n"));
    app.pastes(&format!(
        "姓名,Company,Tags,First contact,Phone\n{}Eve,,,someday soon,5\n,,key,2026-03-01,6\n",
        rows.concat()
    ));
    app.previews(&[app.text.can_be_added(6), app.text.cannot_be_imported(2)]);
    look("import-preview");
    app.pastes("客户,日期,专业信任,阶段\n陈工,2026-03-01,7,深化关系\n王总,2026-03-05,11,\n");
    app.sees("#history-clients");
    look("import-ratings");
}

fn visit_backup(app: &App, look: &mut dyn FnMut(&str)) {
    app.goes_to_data_part("backup", app.text.backup());
    look("backup");
    app.fill("#passphrase", "short");
    app.click("#make-backup");
    app.finds_fault("passphrase", &app.text.passphrase_short(5, &8));
    look("backup-errors");
    app.set("#passphrase", "");
    let content = app.makes_backup(None);
    app.click("#backup-card summary");
    look("backup-done");

    app.goes_to_data_part("restore", app.text.restore());
    look("restore-empty");
    app.gives_file("backup-file", "holiday.json", "{\"a\":1}");
    app.fails(&app.text.nothing_changed(&app.text.file_foreign()));
    look("restore-error");
    let new = StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0]);
    app.gives_file("backup-file", "b.json", &without_entry(&content, &[new]));
    app.reads("#restore-summary", &app.text.restore_summary(&1, &1, &1));
    app.click("#restore-equal summary");
    look("restore-preview");
    app.click("#other-file");
    let sealed = include_str!("../../../fixtures/sealed-v1.json");
    app.gives_file("backup-file", "s.json", sealed);
    app.shows("h2", app.text.sealed_title());
    look("restore-passphrase");
    app.fill("#passphrase", "not this one");
    app.click("#open-backup");
    app.finds_fault("passphrase", app.text.passphrase_wrong());
    look("restore-passphrase-wrong");
}

fn visit_more(app: &App, look: &mut dyn FnMut(&str)) {
    app.go("#/more");
    app.shows("h1", app.text.more());
    look("more");
    app.goes_to_settings();
    look("settings");
    app.fill("#score-sd", "?");
    app.fill("#threshold-benefit", "70");
    app.saves_assumptions();
    app.finds_fault("score-sd", app.text.number_error());
    look("settings-errors");
    app.goes_to_help("");
    look("help");
    app.go("#/learn");
    app.sees("#learn .contents");
    look("learn");
    for name in ["formula", "trap", "four-kinds", "glossary"] {
        app.goes_to_learn(name);
        look(&format!("learn-{name}"));
    }
    app.goes_to_data();
    look("data");
    visit_backup(app, look);
    app.goes_to_data_part("bin", app.text.bin());
    look("bin-empty");
    visit_import(app, look);
    app.go("#/nowhere");
    app.shows("h1", app.text.not_found());
    look("not-found");
    app.script_with(
        "localStorage.setItem(arguments[0], arguments[1])",
        json!([
            "trust-velocity/client/00000000000000aa",
            "{\"v\":1,\"rev\":3,\"client\":{\"id\":\"0000"
        ]),
    );
    app.go("#/data");
    app.reload();
    app.sees(".unreadable");
    look("data-unreadable");
    app.asks_to_discard(1);
    look("data-discard");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.goes_to_clients();
    app.opens_row(1);
    app.deletes_client();
    app.goes_to_data_part("bin", app.text.bin());
    app.sees("#empty-bin");
    look("bin");
    app.click("#empty-bin");
    app.opens_dialog(app.text.empty_bin_title());
    look("bin-dialog");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.goes_to_data_part("lock", app.text.lock());
    app.click("#put-lock");
    app.shows("#new-passphrase-error", &app.text.passphrase_short(0, &8));
    look("lock-errors");
    app.puts_lock("correct horse");
    look("lock");
    app.click("#lock-now");
    app.unlocks("incorrect horse");
    app.fails(app.text.passphrase_wrong());
    look("locked");
}
