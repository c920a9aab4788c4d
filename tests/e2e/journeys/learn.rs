//! The pages that teach: walked through by keys and links, and tried out.

use thirtyfour::Key;
use trust_velocity::content::parse_prose;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::DESKTOP;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const LEARN: &str = include_str!("../../../assets/content/learn.en.md");

pub fn walks_through_what_can_be_learned(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    let sections = parse_prose(LEARN);
    let title = |at: usize| sections[at].title.as_str();
    app.go("#/more");
    app.click("main a[href='#/learn']");
    app.sees("#learn .contents");
    app.shows("h1", app.text.learn());
    assert_eq!(app.count("#learn .contents a"), sections.len());

    app.click("#learn .contents li:first-child a");
    app.arrives_at(&format!("#/learn/{}", sections[0].id));
    app.shows("h1", title(0));
    app.sees_no("#previous-page");
    app.click("#next-page");
    app.shows("h1", title(1));
    app.focuses("h1");
    app.press(Key::Right + "");
    app.arrives_at(&format!("#/learn/{}", sections[2].id));
    app.shows("h1", title(2));
    app.focuses("h1");
    app.press(Key::Left + "");
    app.shows("h1", title(1));
    app.focuses("h1");
    // In a slider the keys are its own.
    app.tab_to("#learn-expertise");
    app.press(Key::Right + "");
    app.until("the slider moved by a tenth", || {
        app.value("#learn-expertise") == "6.9"
    });
    app.shows("h1", title(1));

    app.reload();
    app.shows("h1", title(1));
    app.click("#learn p:first-child a");
    app.sees("#learn .contents");
    app.goes_to_learn("sources");
    app.sees_no("#next-page");
    app.click("#learn a[href='#/help/sources']");
    app.sees("#sources.prose");
    app.click("#stages.prose a[href='#/learn/stages']");
    app.arrives_at("#/learn/stages");
    // An old link to a page that there is no more.
    app.go("#/learn/no-such-page");
    app.sees("#learn .contents");
    app.has_no_problems();
}

pub fn tries_the_formula_and_its_trap(engine: Engine) {
    let client =
        StoredClient::new(7, "Ada", "2026-01-01").rated("2026-04-11", [6.0, 6.0, 5.0, 3.0]);
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.goes_to_learn("formula");
    let month = 365.2425 / 12.0;
    let is_shown = |points: f64, days: f64| {
        let velocity = format!("{:.1}", points / days * month);
        app.shows("#live-formula #formula-value", &velocity);
    };
    is_shown(21.0, 100.0);
    app.resize(DESKTOP);
    let apart = app.script(
        "const [sign, value] = ['equals', 'value'].map((part) =>
           document.querySelector('#live-formula .fraction__' + part).getBoundingClientRect());
         return value.left - sign.right",
    );
    let is_beside = apart.as_f64().is_some_and(|apart| apart < 24.0);
    assert!(is_beside, "the result is {apart} px from its sign");
    app.set("#learn-relationship", "6.5");
    is_shown(23.0, 100.0);
    app.set("#learn-days", "200");
    is_shown(23.0, 200.0);
    app.reads(
        ".learn__part[data-dimension=relationship]",
        &format!("{:.2}", 6.5 / 200.0 * month),
    );
    app.reads(".learn__parts", &format!("= {:.2}", 23.0 / 200.0 * month));
    app.set("#learn-unit", "day");
    app.shows("#live-formula #formula-value", "0.1");

    // Read without having been opened: the page of the trap reads it.
    app.reload();
    app.goes_to_learn("trap");
    let later = format!("{:.1}", 21.0 / 400.0 * month);
    app.set("#learn-trap-days", "400");
    app.shows("#moving-time #formula-value", &later);
    app.sees(".trap select option");
    assert_eq!(app.texts(".trap select option"), ["Ada"]);
    app.set("#trap-days", "100");
    app.reads(".trap__figures", "20.0 ÷ 100 days");
    app.reads(".trap__figures", "20.0 ÷ 200 days");
    app.has_no_problems();
}
