//! The content of a page before the program is there.

use serde_json::json;
use trust_velocity::domain::{Dimension, Language};
use trust_velocity::i18n::Text;

use crate::browser::Engine;
use crate::page::Page;
use crate::pages::StoredClient;
use crate::stage::Stage;

/// As this app prints them, and of an older version.
const SETTINGS: [&str; 2] = [
    include_str!("../../fixtures/settings-v3.json"),
    include_str!("../../fixtures/settings-v2.json"),
];
const WELCOME: &str = ".first-visit .welcome";

fn stage() -> Stage {
    Stage::new().in_language("en-GB")
}

/// The texts of the page as it is painted first.
fn painted(page: &Page) -> Vec<String> {
    let visible = "return [...document.querySelectorAll('#loading, .first-visit')]
        .filter((part) => part.offsetParent).map((part) => part.innerText)";
    serde_json::from_value(page.script(visible)).expect("a list of texts")
}

#[track_caller]
fn has_no_welcome(page: &Page) {
    let texts = painted(page);
    assert!(
        texts.len() == 1 && texts[0].contains("Opening"),
        "{texts:?}"
    );
    page.starts();
    assert!(!page.has(WELCOME));
}

pub fn welcomes_before_the_program_is_there(engine: Engine) {
    for (tag, language) in [
        ("en-GB", Language::En),
        ("zh-CN", Language::Zh),
        ("de", Language::En),
    ] {
        let text = Text(language);
        let page = Page::open_held(engine, Stage::new().in_language(tag), "");
        let texts = painted(&page);
        assert_eq!(texts.len(), 1, "{texts:?}");
        // The same words as the program's own.
        for words in [
            text.today(),
            text.formula_equals().trim(),
            text.dimension_short(Dimension::Benefit),
            text.formula_denominator(),
            text.welcome(),
            text.add_client(),
            text.load_examples(),
            text.rate_myself(),
            text.tour_examples(),
            text.what_figures_mean(),
            text.privacy_hint(),
        ] {
            assert!(texts[0].contains(words), "{words}: {texts:?}");
        }
        page.starts();
        page.reads(".welcome", text.welcome());
        assert_eq!(page.count(".welcome"), 1);
        page.has_no_problems();
    }
}

pub fn welcomes_in_the_stored_language(engine: Engine) {
    for settings in SETTINGS {
        let settings = (
            "trust-velocity/settings".to_owned(),
            settings.trim().to_owned(),
        );
        let page = Page::open_held(engine, stage().with_stored(&[settings]), "#/today");
        let welcome = Text(Language::Zh).welcome();
        let texts = painted(&page);
        assert!(texts.len() == 1 && texts[0].contains(welcome), "{texts:?}");
        page.marks_theme(Some("dark"));
        page.starts();
        page.marks_theme(Some("dark"));
        page.reads(".welcome", welcome);
        page.has_no_problems();
    }
}

pub fn does_what_was_tapped_before(engine: Engine) {
    let page = Page::open_held(engine, stage(), "");
    page.press_button(Text(Language::En).load_examples());
    // It says that it was heard.
    assert_eq!(painted(&page).len(), 2);
    page.starts();
    page.sees("#today-count");
    page.has_no_problems();

    let page = Page::open_held(engine, stage(), "");
    page.click(".first-visit .button--primary:lang(en)");
    page.starts();
    page.sees("#name");
    // As after any link: the heading has the focus.
    page.focuses("main h1");
    page.has_no_problems();
}

pub fn welcomes_nobody_who_has_records(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-01").entry();
    let page = Page::open_held(engine, stage().with_stored(&[ada]), "");
    has_no_welcome(&page);
    page.sees(".today__row");
}

pub fn welcomes_nobody_behind_a_lock(engine: Engine) {
    let lock = (
        "trust-velocity/lock".to_owned(),
        json!({ "v": 9 }).to_string(),
    );
    let page = Page::open_held(engine, stage().with_stored(&[lock]), "");
    has_no_welcome(&page);
}

pub fn welcomes_nobody_who_follows_a_link(engine: Engine) {
    for route in ["#/invitation/x", "#/class/take/x", "#/join/x"] {
        let page = Page::open_held(engine, stage(), route);
        has_no_welcome(&page);
    }
}
