//! Forms: each error is shown at its field, and no input is lost.

use serde_json::json;
use trust_velocity::domain::{Language, RecordKind};

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn client() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-10").visited("2026-02-01", 30)
}

fn open(engine: Engine, language: Language) -> App {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client().entry()]);
    App::open(engine, language, stage)
}

pub fn has_fields_that_a_phone_does_not_enlarge(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.loads_examples();
    app.resize(PHONE);
    for route in [
        "#/clients",
        "#/clients/new",
        "#/data/import",
        "#/data/restore",
        "#/class",
        "#/class/exercises/new",
        "#/settings",
        "#/answers",
        "#/join",
        "#/class/take",
    ] {
        app.go(route);
        let small = "return [...document.querySelectorAll(
               'input:not([type=checkbox], [type=radio], [type=range], [type=file]), select, textarea')]
             .filter((field) => parseFloat(getComputedStyle(field).fontSize) < 16)
             .map(({ id, className }) => id || className)";
        app.until(&format!("{route} has its fields"), || {
            app.has("input, select, textarea")
        });
        app.until(&format!("{route} has no small field"), || {
            app.script(small) == json!([])
        });
    }
    app.has_no_problems();
}

pub fn says_what_is_wrong_at_the_field(engine: Engine) {
    let app = open(engine, Language::En);
    app.go(&client().route());
    app.click("#rate");
    app.set("#date", "2026-01-09");
    app.scores(["10.1", "7.25", "many", ""]);
    app.fill("#note", "kept");
    app.saves();
    app.finds_fault("expertise", app.text.score_error_range());
    app.finds_fault("conduct", app.text.score_error_precise());
    app.finds_fault("relationship", app.text.score_error_range());
    app.finds_fault("benefit", app.text.score_error_empty());
    app.finds_fault("date", &app.text.date_error_before(&"2026-01-10"));
    app.focuses("#date");
    assert_eq!(app.value("#score-conduct"), "7.25");
    assert_eq!(app.value("#note"), "kept");

    app.scores(["-0.1", "10", "0", "7.5"]);
    app.set("#date", "2026-04-21");
    app.saves();
    app.finds_fault("expertise", app.text.score_error_range());
    app.finds_fault("date", &app.text.date_error_after(&"2026-04-20"));
    app.shows("#error-conduct", "");
    app.fill("#score-expertise", "0.5");
    app.set("#date", "2026-04-20");
    app.saves_to_client();
    assert_eq!(app.texts(".fraction__score"), ["0.5", "10.0", "0.0", "7.5"]);

    app.click("#rate");
    for dimension in ["expertise", "conduct", "relationship", "benefit"] {
        app.click(&format!("#unknown-{dimension}"));
    }
    app.saves();
    app.fails(app.text.nothing_rated());

    app.go(&client().route());
    app.click("#log-contact");
    app.fill("#minutes", "1441");
    app.set("#date", "");
    app.saves();
    app.finds_fault("minutes", app.text.minutes_error());
    app.finds_fault("date", app.text.date_error_malformed());
    assert_eq!(app.value("#minutes"), "1441");

    app.go("#/clients/new");
    app.fill("#name", "  ");
    app.fill("#title", "Head of purchasing");
    app.saves();
    app.finds_fault("name", app.text.name_error_empty());
    app.focuses("#name");
    app.finds_fault("first-contact", app.text.first_contact_error());
    app.click("#first-contact-date");
    app.set("#name", &"龙".repeat(201));
    app.set("#date", "2026-04-21");
    app.saves();
    app.finds_fault("name", &app.text.too_long(&201, &200));
    assert_eq!(app.value("#title"), "Head of purchasing");
    app.set("#name", &"龙".repeat(200));
    app.saves();
    app.finds_fault("date", &app.text.date_error_after(&"2026-04-20"));
    app.set("#date", "2026-04-20");
    app.saves_to_client();
    app.has_no_problems();
}

/// A required choice has no default, and is asked for at its place.
pub fn asks_for_what_is_missing_at_the_field(engine: Engine) {
    let app = open(engine, Language::En);
    app.go("#/clients/new");
    app.fill("#name", "Grace");
    app.saves();
    app.finds_fault("first-contact", app.text.first_contact_error());
    app.focuses("#first-contact-today");
    app.click("#first-contact-week");
    app.saves_to_client();
    app.reads(".client__head", "Apr 13, 2026");

    app.go(&client().route());
    app.opens_form("breach");
    assert_eq!(app.count("form input:checked"), 0);
    app.saves();
    app.finds_fault("dimension", app.text.breach_dimension_error());
    app.finds_fault("severity", app.text.severity_error());
    app.finds_fault("what", app.text.what_error());
    app.focuses("#dimension-expertise");
    app.chooses("dimension", "benefit");
    app.chooses("severity", "grave");
    app.fill("#what", "The quote left out freight");
    app.saves_to_client();

    app.opens_form("promise");
    app.saves();
    app.finds_fault("what", app.text.promise_error_what());
    app.finds_fault("due", app.text.date_error_malformed());
    app.finds_fault("expected", app.text.promise_error_expected());
    app.focuses("#what");
    app.reads("#expected", app.text.promise_least());
    app.reads("#expected", app.text.promise_greatest());
    app.reads("label[for=date]", app.text.promise_made_label());
    app.fill("#what", "A quote by Friday");
    app.set("#due", "2026-04-24");
    app.chooses("expected", "7");
    // Nothing has become of it yet.
    let is_hidden =
        app.script("return document.querySelector('#outcome-kept').offsetParent === null");
    assert_eq!(is_hidden.as_bool(), Some(true));
    app.saves_to_client();
    app.click("#promises li a");
    app.sees("form");
    // The part that it is opened for comes first.
    app.sees("#outcome-kept");
    app.chooses("outcome", "kept");
    app.saves();
    app.finds_fault("experienced", app.text.promise_error_experienced());
    app.chooses("experienced", "5");
    app.saves_to_client();
    app.has_no_problems();
}

/// A finger on the thumb of an open slider, which stands in the middle, moves nothing and answers.
pub fn answers_where_a_slider_is_tapped(engine: Engine) {
    let app = open(engine, Language::Zh);
    app.go(&client().route());
    app.opens_form("rating");
    let touches = |dimension: &str, share: f64, last: &str| {
        app.script_with(
            "const [css, share, last] = arguments;
             const slider = document.querySelector(css);
             const { left, top, width } = slider.getBoundingClientRect();
             for (const type of ['pointerdown', last]) {
               slider.dispatchEvent(new PointerEvent(type, {
                 pointerType: 'touch', bubbles: true,
                 clientX: left + 14 + share * (width - 28), clientY: top + 22,
               }));
             }",
            json!([format!("#range-{dimension}"), share, last]),
        );
    };
    touches("expertise", 0.5, "pointerup");
    app.sees("[data-dimension=expertise][data-answer=typed]");
    assert_eq!(app.value("#score-expertise"), "5.0");
    touches("conduct", 1.0, "pointerup");
    app.until("the place counts", || app.value("#score-conduct") == "10.0");
    let draft = format!(
        "trust-velocity/draft/{}/rating",
        client().route().trim_start_matches("#/")
    );
    app.until("it is kept", || {
        app.stored(&draft).is_some_and(|text| text.contains("10.0"))
    });
    // A finger that scrolls the page rates nothing.
    touches("benefit", 0.5, "pointercancel");
    app.sees("[data-dimension=benefit][data-answer=open]");
    // A second tap is the slider's own matter.
    touches("expertise", 0.9, "pointerup");
    assert_eq!(app.value("#score-expertise"), "5.0");
    app.set("#range-relationship", "5.1");
    app.until("the keys count", || {
        app.value("#score-relationship") == "5.1"
    });
    app.has_no_problems();
}

pub fn moves_the_first_contact(engine: Engine) {
    let app = open(engine, Language::Zh);
    app.go(&client().route());
    app.opens_form("edit");
    app.fill("#title", "采购总监");
    app.set("#date", "2026-02-02");
    app.saves();
    let kind = app.text.record_kind(RecordKind::Contact);
    let fault = app.text.date_error_in_the_way(&kind, &"2026-02-01");
    app.finds_fault("date", &fault);
    assert_eq!(app.value("#title"), "采购总监");

    app.set("#date", "2026-02-01");
    app.saves_to_client();
    app.reads(".client__head", "首次接触 2026年2月1日");
    app.reads(".client__head", "采购总监");
    let entered = format!("{} 2月1日", app.text.entered_stage(&"初次接触"));
    assert!(app.history().contains(&entered), "{:?}", app.history());
    app.reload();
    assert!(app.history().contains(&entered), "{:?}", app.history());
    app.has_no_problems();
}

pub fn takes_any_name_as_text(engine: Engine) {
    let app = open(engine, Language::En);
    let names = [
        "陈工 👩🏽‍🔧",
        "שרה כהן ⟵ عميل",
        "<script>problems.push('ran')</script>",
        "<b>Bold</b> & \"quoted\" &amp;",
    ];
    for name in names {
        app.adds_client(name, "2026-04-01");
        app.shows("h1", name);
    }
    app.reload();
    app.goes_to_clients();
    app.until("every name is listed as it was typed", || {
        let listed = app.texts(".client-row__name");
        names
            .iter()
            .all(|name| listed.iter().any(|row| row == name))
    });
    assert_eq!(app.count(".client-row b, .client-row script"), 0);
    app.searches("👩🏽‍🔧");
    app.lists(&[names[0]]);
    app.has_no_problems();
}

/// open-webui#16608: Enter that ended a composition sent the form.
pub fn leaves_enter_to_a_composition(engine: Engine) {
    let app = open(engine, Language::Zh);
    app.go("#/clients/new");
    app.click("#first-contact-today");
    app.fill("#name", "chen");
    let is_prevented = |event: serde_json::Value| {
        app.script_with(
            "const [init] = arguments;
             const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
             if (init.keyCode && event.keyCode !== init.keyCode)
               Object.defineProperty(event, 'keyCode', { value: init.keyCode });
             document.querySelector('#name').dispatchEvent(event);
             return event.defaultPrevented",
            json!([event]),
        ) == true
    };
    assert!(is_prevented(json!({ "key": "Enter", "isComposing": true })));
    assert!(is_prevented(json!({ "key": "Enter", "keyCode": 229 })));
    assert!(!is_prevented(json!({ "key": "Enter", "keyCode": 13 })));
    assert!(!is_prevented(json!({ "key": "a", "isComposing": true })));
    app.sees("form");
    app.press(thirtyfour::Key::Enter + "");
    app.shows(".client h1", "chen");
    app.has_no_problems();
}

/// At 00:30 in Shanghai it is still yesterday in UTC: the local day counts.
pub fn starts_on_the_local_day(engine: Engine) {
    // Half past midnight in Shanghai is still the day before in London.
    let stage = Stage::new()
        .in_time_zone("Asia/Shanghai")
        .at("2026-06-30T16:30:00Z")
        .with_stored(&[client().entry()]);
    let app = App::open(engine, Language::Zh, stage);
    assert_eq!(
        app.script(
            "const now = new window.Date();
             return [now.getTimezoneOffset(), now.toISOString().slice(0, 13)]"
        ),
        json!([-480, "2026-06-30T16"])
    );
    app.click("#new-client");
    // Nothing is chosen, and a date is asked for once something is.
    app.sees("#name");
    assert_eq!(app.value("#date"), "");
    app.click("#first-contact-month");
    app.sees("#date");
    assert_eq!(app.value("#date"), "2026-06-01");
    app.click("#first-contact-today");
    app.until("today is chosen", || app.value("#date") == "2026-07-01");
    assert_eq!(app.attribute("#date", "max"), "2026-07-01");
    app.go(&client().route());
    app.click("#rate");
    app.opens_occasion();
    assert_eq!(app.value("#date"), "2026-07-01");
    app.scores(["4", "4", "4", "4"]);
    app.saves_to_client();
    app.reads(".formula-card", "2026年7月1日");
    app.has_no_problems();
}

/// On a phone all four sliders stand above what the formula makes of them, and the button.
pub fn rates_in_one_screen(engine: Engine) {
    for language in [Language::Zh, Language::En] {
        let app = open(engine, language);
        app.resize(PHONE);
        app.go(&client().route());
        app.opens_form("rating");
        app.until("the scores' meanings are there", || {
            let meanings = app.texts(".score-slider__meaning");
            meanings.len() == 4 && meanings.iter().all(|meaning| !meaning.is_empty())
        });
        let hidden = app.script(
            "const bar = document.querySelector('.form__bar').getBoundingClientRect();
             return [...document.querySelectorAll('.score-slider__range')]
               .map((slider) => slider.getBoundingClientRect())
               .filter(({ top, bottom }) => top < 0 || bar.top < bottom).length",
        );
        assert_eq!(hidden, json!(0), "{language:?}");
        app.has_no_problems();
    }
}

/// A page that stays in front over midnight offered yesterday, and refused today.
pub fn takes_the_new_day_over_midnight(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T23:30:00")
        .with_stored(&[client().entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&client().route());
    app.opens_form("contact");
    assert_eq!(app.value("#date"), "2026-04-20");
    app.fill("#minutes", "25");
    app.passes_hours(1);
    app.until("the new day is offered", || {
        app.value("#date") == "2026-04-21"
    });
    assert_eq!(app.attribute("#date", "max"), "2026-04-21");
    app.saves_to_client();
    app.reads(".entry", "Apr 21");

    // A day that was chosen stays.
    app.opens_form("contact");
    app.set("#date", "2026-04-19");
    app.passes_hours(24);
    app.until("the new day may be chosen", || {
        app.attribute("#date", "max") == "2026-04-22"
    });
    assert_eq!(app.value("#date"), "2026-04-19");
    app.has_no_problems();
}

pub fn keeps_what_was_typed_over_a_reload(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-01");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada.route());
    app.opens_form("rating");
    app.opens_occasion();
    app.chooses("rater", "client");
    app.fill("#person", "Zoë");
    app.fill("#score-expertise", "7.5");
    app.click("#unknown-benefit");
    app.fill("#note", "陈工说：“先看样品”");
    let draft = format!(
        "trust-velocity/draft/{}/rating",
        ada.route().trim_start_matches("#/")
    );
    app.until("it is kept", || {
        app.stored(&draft)
            .is_some_and(|draft| draft.contains("先看样品"))
    });
    app.reload();
    app.reads(".form__draft", app.text.draft_restored());
    app.until("the note is back", || {
        app.value("#note") == "陈工说：“先看样品”"
    });
    app.until("the person is back", || app.value("#person") == "Zoë");
    assert_eq!(app.value("#score-expertise"), "7.5");
    app.sees("[data-dimension=benefit][data-answer=unknown]");
    app.sees("[data-dimension=conduct][data-answer=open]");

    // Discarding restores the form's initial state.
    app.press_button(app.text.discard_draft());
    app.until("the note is empty", || app.value("#note").is_empty());
    assert_eq!(app.value("#date"), "2026-04-20");
    assert_eq!(app.value("#score-expertise"), "");
    app.sees("[data-dimension=benefit][data-answer=open]");
    app.sees_no(".form__draft");

    // Once saved, or left on purpose, nothing is kept.
    app.fill("#note", "again");
    app.until("it is kept", || {
        app.stored(&draft)
            .is_some_and(|draft| draft.contains("again"))
    });
    app.click(".form__cancel");
    app.until("it is gone", || app.stored(&draft).is_none());
    app.rates("2026-03-01", ["4", "4", "4", "4"]);
    app.until("nothing is kept", || app.stored(&draft).is_none());
    app.has_no_problems();
}

/// The letters typed a moment before the form is left are kept as well.
pub fn keeps_the_last_letters(engine: Engine) {
    let app = open(engine, Language::En);
    app.go(&client().route());
    app.opens_form("contact");
    let draft = format!(
        "trust-velocity/draft/{}/contact",
        client().route().trim_start_matches("#/")
    );
    let holds = |words: &str| app.stored(&draft).is_some_and(|text| text.contains(words));
    app.fill("#note", "first");
    app.until("it is kept", || holds("first"));

    // The page is hidden for good: there is no time for another task.
    let kept = app.script_async(&format!(
        "const done = arguments[arguments.length - 1];
         const note = document.querySelector('#note');
         note.value = 'first and last';
         note.dispatchEvent(new Event('input', {{ bubbles: true }}));
         dispatchEvent(new Event('pagehide'));
         (async () => {{
           for (let turn = 0; turn < 200; turn += 1) await null;
           done(localStorage.getItem('{draft}'));
         }})()"
    ));
    let kept = kept.as_str().unwrap_or_default();
    assert!(kept.contains("first and last"), "{kept}");

    app.script(
        "const note = document.querySelector('#note');
         note.value = 'and another';
         note.dispatchEvent(new Event('input', { bubbles: true }));
         location.hash = '#/clients'",
    );
    app.arrives_at("#/clients");
    app.until("it is kept", || holds("and another"));
    app.go(&client().route());
    app.opens_form("contact");
    app.reads(".form__draft", app.text.draft_restored());
    app.until("the note is back", || app.value("#note") == "and another");
    app.has_no_problems();
}
