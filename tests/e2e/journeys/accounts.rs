//! The people of an account: their levels, the weakest link, moves and joins, and what an import says.

use thirtyfour::Key;
use trust_velocity::domain::{BuyingRole, Language};

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const MORNING: &str = "2026-04-20T09:00:00";

/// Ada, Ben and Cyd of Acme, the last one never rated; Dan of Acme Ltd; Eve of nowhere.
fn people() -> [StoredClient; 5] {
    [
        StoredClient::new(7, "Ada", "2026-01-01")
            .at_organisation("Acme")
            .rated("2026-03-01", [8.0, 8.0, 7.0, 6.0]),
        StoredClient::new(8, "Ben", "2026-01-01")
            .at_organisation("ACME")
            .rated("2026-04-01", [7.0, 7.0, 2.0, 6.0]),
        StoredClient::new(9, "Cyd", "2026-03-20").at_organisation("Acme"),
        StoredClient::new(10, "Dan", "2026-03-20").at_organisation("Acme Ltd"),
        StoredClient::new(11, "Eve", "2026-03-20"),
    ]
}

fn open(engine: Engine, language: Language) -> App {
    let entries = people().map(|person| person.entry());
    let stage = Stage::new().at(MORNING).with_stored(&entries);
    let app = App::open(engine, language, stage);
    app.resize(DESKTOP);
    app
}

/// The cells of a dimension: mean, spread, whose is lowest, how many.
fn level(app: &App, dimension: &str) -> Vec<String> {
    app.texts(&format!("#account-levels [data-dimension={dimension}] td"))
}

pub fn shows_the_weakest_link_beside_the_mean(engine: Engine) {
    let app = open(engine, Language::En);
    let [ada, ..] = people();
    app.go(&ada.route());
    app.click("#account a");
    app.arrives_at("#/clients/0000000000000007/account");
    app.has_people("Acme", &["Ada", "Ben", "Cyd"]);
    app.reads("#account-facts", &app.text.account_people(3));
    app.reads("#weakest-link", "Ben");
    app.reads("#weakest-link", "2.0");
    app.sees_no("#as-weak");
    assert_eq!(
        level(&app, "relationship"),
        ["4.5", "2.0–7.0", "Ben", "2"],
        "the mean, and what it hides"
    );
    app.reads("#not-rated-yet", &app.text.not_rated_yet(&"Cyd"));
    app.until("nobody's role is known", || {
        app.count("#missing-roles li") == 4
    });

    // A role is saved where it is chosen; the others are still missing.
    let row = "[data-person='0000000000000007'] select";
    app.set(row, "decision_maker");
    let role = app.text.buying_role_name(BuyingRole::DecisionMaker);
    app.tells(&app.text.role_set(&"Ada", &role));
    app.sees_no("#missing-roles [data-role=decision_maker]");
    assert_eq!(app.count("#missing-roles li"), 3);
    let stored = app.stored(&ada.key()).unwrap_or_default();
    assert!(stored.contains("\"needs\":[\"role\"]"), "{stored}");
    app.press_undo();
    app.sees("#missing-roles [data-role=decision_maker]");

    // The form has it too, and the client's page tells it.
    app.go(&ada.route());
    app.opens_form("edit");
    app.click("#relationship summary");
    app.chooses("role", "buyer");
    app.saves_to_client();
    app.reads("#account", app.text.buying_role_name(BuyingRole::Buyer));

    // All accounts, those with most people first.
    app.goes_to_accounts();
    app.until("both accounts are listed", || {
        app.texts("#accounts tbody th") == ["Acme", "Acme Ltd"]
    });
    app.reads("#accounts", "Ben");
    app.resize(PHONE);
    app.until("all accounts fit", || fits(&app, "#accounts"));
    app.click("#accounts a");
    app.has_people("Acme", &["Ada", "Ben", "Cyd"]);
    assert_eq!(app.overflow(), None);
    app.until("the account fits", || {
        fits(&app, "#account-levels") && fits(&app, "#people")
    });
    app.has_no_problems();
}

/// Whether a table fits into its frame, so that nobody scrolls it sideways.
fn fits(app: &App, table: &str) -> bool {
    let script = format!(
        "const frame = document.querySelector('{table}')?.parentElement;
         return !!frame && frame.scrollWidth <= frame.clientWidth"
    );
    app.script(&script).as_bool() == Some(true)
}

pub fn moves_a_person_and_takes_it_back(engine: Engine) {
    let app = open(engine, Language::Zh);
    let [ada, .., eve] = people();
    app.go(&format!("{}/account", ada.route()));
    app.has_people("Acme", &["Ada", "Ben", "Cyd"]);
    let ben = "[data-person='0000000000000008'] button";
    app.click(ben);
    app.opens_dialog(&app.text.move_person_of(&"Ben"));
    app.focuses("#move-to");
    // A new account, then one that is here, in its own spelling.
    app.fill("#move-to", "华东精工");
    app.reads("#move-tells", &app.text.opens_account(&"华东精工"));
    app.fill("#move-to", "acme LTD");
    app.reads("#move-tells", &app.text.joins_people(&"Acme Ltd", &1));
    app.press(Key::Enter + "");
    app.has_no_dialog();
    app.tells(&app.text.person_moved(&"Ben", &"Acme Ltd"));
    app.has_people("Acme", &["Ada", "Cyd"]);
    app.focuses("h1");
    app.press_undo();
    app.has_people("Acme", &["Ada", "Ben", "Cyd"]);

    // Escape moves nobody, and the focus is back.
    app.click(ben);
    app.opens_dialog(&app.text.move_person_of(&"Ben"));
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.focuses(ben);

    // Who has no organisation is told so, and can be given one of those here.
    app.go(&format!("{}/account", eve.route()));
    app.shows("#no-account", &app.text.no_account(&"Eve"));
    app.click("#choose-account");
    app.click("#account-choices button");
    assert_eq!(app.value("#move-to"), "Acme");
    app.saves();
    app.has_people("Acme", &["Ada", "Ben", "Cyd", "Eve"]);
    app.has_no_problems();
}

pub fn joins_two_accounts_with_one_undo(engine: Engine) {
    let app = open(engine, Language::En);
    let [ada, .., eve] = people();
    app.go(&format!("{}/account", ada.route()));
    app.has_people("Acme", &["Ada", "Ben", "Cyd"]);
    // One of a similar name is offered.
    app.reads("#similar-accounts", "Acme Ltd");
    app.click("#similar-accounts button");
    app.sees("#join-form");
    assert_eq!(app.count("#joined-people li"), 4);
    // Ben's spelling is another one, so it changes too.
    app.reads(
        "#join-tells",
        &app.text.join_tells(2, &app.text.account_people(4)),
    );
    app.fill("#joint-name", " ");
    app.saves();
    app.reads("#joint-name-error", app.text.join_needs_name());
    app.fill("#joint-name", "Acme Group");
    app.saves();
    app.tells(&app.text.people_joined(4, &"Acme Group"));
    app.has_people("Acme Group", &["Ada", "Ben", "Cyd", "Dan"]);
    app.sees_no("#similar-accounts");
    app.press_undo();
    app.tells(app.text.undone());
    app.has_people("Acme", &["Ada", "Ben", "Cyd"]);

    // A client without an organisation is found by the search.
    app.click("#join-account");
    app.opens_dialog(app.text.join_accounts());
    app.fill("#join-search", "eve");
    app.click("#join-choices button");
    assert_eq!(app.value("#joint-name"), "Acme");
    app.saves();
    app.has_people("Acme", &["Ada", "Ben", "Cyd", "Eve"]);
    app.go(&eve.route());
    app.reads("#account", "Acme");
    app.has_no_problems();
}

pub fn imports_people_of_one_account(engine: Engine) {
    let app = open(engine, Language::En);
    let text = app.text;
    app.goes_to_import();
    app.pastes("name,organisation\nFay,Acme\nGus,acme\nHal,ACME Co.\nIda,Zeta");
    app.previews(&[text.can_be_added(4)]);
    app.reads("#imported-accounts", &text.imported_account(5, &"Acme", &3));
    // Of the spellings here, the most frequent one is taken.
    assert_eq!(app.count("#respellings input"), 2);
    app.reads("#respellings", &text.respell(&"ACME Co.", &"Acme"));
    app.click("#respellings li:first-child input");
    app.reads("#imported-accounts", &text.imported_account(6, &"Acme", &3));
    app.focuses("#respellings li:first-child input");
    app.adds_clients(4);
    app.go("#/clients/0000000000000007/account");
    app.reads("#account-facts", &text.account_people(6));
    app.has_no_problems();
}
