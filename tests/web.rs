//! Tests that need a browser: storage, Intl, the clock, random numbers, cryptography.
//!
//! `./dev test web` runs it in Chromium.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)]

#[path = "web/card.rs"]
mod card;
#[path = "web/chart.rs"]
mod chart;
#[path = "web/crypto.rs"]
mod crypto;
#[path = "web/live.rs"]
mod live;
#[path = "web/qr/mod.rs"]
mod qr;
#[path = "web/signed.rs"]
mod signed;

use js_sys::{Function, Reflect};
use trust_velocity::{
    domain::{CivilDate, Language, Score},
    exchange::Encoding,
    i18n::{Text, format::DateStyle},
    platform,
    platform::{LocalBackend, files},
    storage::{Backend as _, BackendError},
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ZH: Text = Text(Language::Zh);
const EN: Text = Text(Language::En);

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

#[wasm_bindgen_test]
fn a_panic_goes_no_further_than_its_piece_of_code() {
    let mut done = 0;
    for at in 0..3 {
        assert!(platform::contained(&mut || done += 1));
        let nothing: Vec<usize> = Vec::new();
        assert!(!platform::contained(&mut || done = nothing[at]));
    }
    assert_eq!(done, 3);
}

/// `Storage.prototype`'s method, replaced for as long as this lives.
struct Replaced {
    name: &'static str,
    original: JsValue,
}

impl Replaced {
    /// The method now throws a `DOMException` of this name.
    fn throwing(name: &'static str, error: &str) -> Self {
        let prototype = storage_prototype();
        let original = Reflect::get(&prototype, &name.into()).unwrap();
        let body = format!("throw new DOMException('in a test', '{error}')");
        let stub = Function::new_no_args(&body);
        Reflect::set(&prototype, &name.into(), &stub).unwrap();
        Self { name, original }
    }
}

impl Drop for Replaced {
    fn drop(&mut self) {
        Reflect::set(&storage_prototype(), &self.name.into(), &self.original).unwrap();
    }
}

fn storage_prototype() -> JsValue {
    let class = Reflect::get(&js_sys::global(), &"Storage".into()).unwrap();
    Reflect::get(&class, &"prototype".into()).unwrap()
}

#[wasm_bindgen_test]
fn local_storage_keeps_texts_under_keys() {
    let backend = LocalBackend::open().unwrap();
    let (key, other) = ("web-test/a", "web-test/b");
    assert_eq!(backend.get(key).unwrap(), None);
    backend.set(key, "陈工 😀").unwrap();
    backend.set(key, "second").unwrap();
    backend.set(other, "").unwrap();
    assert_eq!(backend.get(key).unwrap().as_deref(), Some("second"));
    assert_eq!(backend.get(other).unwrap().as_deref(), Some(""));
    let ours = |backend: &LocalBackend| {
        let mut keys = backend.keys().unwrap();
        keys.retain(|key| key.starts_with("web-test/"));
        keys.sort();
        keys
    };
    assert_eq!(ours(&backend), [key, other]);
    backend.remove(key).unwrap();
    backend.remove(key).unwrap();
    assert_eq!(ours(&backend), [other]);
    backend.remove(other).unwrap();
    let probes = backend.keys().unwrap();
    assert!(
        probes.iter().all(|key| !key.contains("probe")),
        "{probes:?}"
    );
}

#[wasm_bindgen_test]
fn a_full_storage_can_be_read_but_not_written() {
    let backend = LocalBackend::open().unwrap();
    backend.set("web-test/kept", "kept").unwrap();
    {
        let _full = Replaced::throwing("setItem", "QuotaExceededError");
        let opened = LocalBackend::open().unwrap();
        assert_eq!(opened.set("web-test/kept", "new"), Err(BackendError::Full));
        assert_eq!(
            opened.get("web-test/kept").unwrap().as_deref(),
            Some("kept")
        );
    }
    backend.remove("web-test/kept").unwrap();
}

#[wasm_bindgen_test]
fn a_blocked_storage_is_an_error_in_the_browsers_words() {
    let blocked = Replaced::throwing("setItem", "SecurityError");
    let error = LocalBackend::open().unwrap_err();
    drop(blocked);
    let BackendError::Unavailable(words) = error else {
        unreachable!("{error:?}")
    };
    assert!(words.contains("SecurityError"), "{words}");
    assert!(words.contains("in a test"), "{words}");

    let backend = LocalBackend::open().unwrap();
    let _blocked = Replaced::throwing("getItem", "SecurityError");
    assert!(matches!(
        backend.get("web-test/any"),
        Err(BackendError::Unavailable(_))
    ));
}

#[wasm_bindgen_test]
fn numbers_are_told_by_intl() {
    for text in [ZH, EN] {
        assert_eq!(text.number(1234.5, 1), "1,234.5");
        assert_eq!(text.number(2.0, 2), "2.00");
        assert_eq!(text.number(-0.25, 1), "-0.3");
        assert_eq!(text.signed(0.25, 2), "+0.25");
        assert_eq!(text.signed(-1.5, 1), "-1.5");
        assert_eq!(text.signed(0.0, 1), "0.0");
        assert_eq!(text.signed(0.01, 1), "0.0");
        assert_eq!(text.percent(0.916), "92%");
        assert_eq!(text.number_or_dash(None, 1), "—");
        assert_eq!(text.score(Score::new(7.0).ok()), "7.0");
        assert_eq!(text.score(None), "—");
    }
}

#[wasm_bindgen_test]
fn lengths_of_time_follow_the_languages_plural() {
    assert_eq!(
        [0, 1, 2].map(|days| EN.days(days)),
        ["0 days", "1 day", "2 days"]
    );
    assert_eq!(
        [0, 1, 1200].map(|days| ZH.days(days)),
        ["0 天", "1 天", "1,200 天"]
    );
    assert_eq!(
        (EN.minutes(1), ZH.minutes(45)),
        ("1 minute".into(), "45 分钟".into())
    );
    assert_eq!(
        (EN.hours(1.0), EN.hours(2.25)),
        ("1 hour".into(), "2.3 hours".into())
    );
    assert_eq!(ZH.hours(2.5), "2.5 小时");
    assert_eq!(EN.clients_kept(1), "1 client.");
    assert_eq!(EN.clients_kept(2), "2 clients.");
}

#[wasm_bindgen_test]
fn dates_are_told_by_intl() {
    let date = day("2026-03-01");
    assert_eq!(ZH.full_date(date), "2026年3月1日");
    assert_eq!(EN.full_date(date), "Mar 1, 2026");
    assert_eq!(ZH.date_as(date, DateStyle::Day), "3月1日");
    assert_eq!(EN.date_as(date, DateStyle::Day), "Mar 1");
    assert_eq!(ZH.date_as(date, DateStyle::Month), "3月");
    assert_eq!(EN.date_as(date, DateStyle::Month), "Mar");
    assert_eq!(ZH.date_as(date, DateStyle::Year), "2026年");
    assert_eq!(EN.date_as(date, DateStyle::Year), "2026");
    // No clock change or time zone makes it another day.
    for date in [
        "1900-01-01",
        "2024-02-29",
        "2026-03-29",
        "2026-10-25",
        "2199-12-31",
    ] {
        let year = &date[..4];
        let shown = EN.full_date(day(date));
        let number = date[8..].trim_start_matches('0');
        assert!(
            shown.contains(&format!(" {number}, {year}")),
            "{date}: {shown}"
        );
    }
}

#[wasm_bindgen_test]
fn names_are_ranked_by_the_language() {
    let english = ["Zoe", "ada", "Bea", "Ångström", "Ada", "Bea"];
    assert_eq!(EN.ranks(english.into_iter()), [4, 0, 3, 2, 1, 3]);
    // By pinyin: chén, lǐ, wáng, zhāng.
    let chinese = ["张伟", "李娜", "王芳", "陈静", "李娜"];
    assert_eq!(ZH.ranks(chinese.into_iter()), [3, 1, 2, 0, 1]);
    assert!(EN.ranks([].into_iter()).is_empty());
}

#[wasm_bindgen_test]
fn today_is_the_pages_local_day() {
    let page_day = || {
        let script = "const now = new Date();
            const two = (number) => String(number).padStart(2, '0');
            return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`";
        let text = Function::new_no_args(script).call0(&JsValue::NULL).unwrap();
        text.as_string().unwrap()
    };
    // Midnight may pass between the two.
    let before = page_day();
    let today = platform::today().to_string();
    assert!([before, page_day()].contains(&today), "{today}");
}

#[wasm_bindgen_test]
fn a_moment_is_on_the_pages_local_day() {
    #[allow(clippy::cast_possible_truncation, reason = "seconds are whole")]
    let day_now = || platform::day_of((platform::now_millis() / 1000.0) as i64);
    // Midnight may pass between the two.
    let before = day_now();
    let today = Some(platform::today());
    assert!([before, day_now()].contains(&today), "{today:?}");
    assert_eq!(platform::day_of(i64::MAX), None);
}

#[wasm_bindgen_test]
fn both_unicode_forms_are_composed() {
    assert_eq!(platform::composed("Jo\u{308}rg"), "Jörg");
    assert_eq!(platform::composed("\u{1112}\u{1161}\u{11ab}"), "한");
    assert_eq!(platform::composed("陈工 Jörg"), "陈工 Jörg");
    assert_eq!(
        platform::searchable("JO\u{308}RG"),
        platform::searchable("jörg")
    );
}

#[wasm_bindgen_test]
fn the_browser_knows_every_encoding() {
    for encoding in Encoding::ALL {
        let decoded = files::decoded(b"", encoding.label());
        assert_eq!(decoded.as_deref(), Some(""), "{}", encoding.label());
    }
    let decode = |bytes: &[u8], encoding: Encoding| files::decoded(bytes, encoding.label());
    assert_eq!(
        decode(b"\xB3\xC2\xB9\xA4", Encoding::Gb18030).unwrap(),
        "陈工"
    );
    assert_eq!(
        decode(b"J\xFCrgen", Encoding::Windows1252).unwrap(),
        "Jürgen"
    );
    assert_eq!(decode(b"x\xE5", Encoding::Utf8).unwrap(), "x\u{fffd}");
    let guess = Encoding::guess(b"Name\nJ\xFCrgen M\xFCller\n", decode).unwrap();
    assert_eq!(guess.encoding, Encoding::Windows1252);
    assert!(guess.is_certain);
}

#[wasm_bindgen_test]
fn random_numbers_differ() {
    let mut numbers: Vec<_> = (0..1000).map(|_| platform::random_number()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 1000);
    // Every one of the 64 bits is drawn.
    assert_eq!(
        numbers.iter().fold(0, |seen, number| seen | number),
        u64::MAX
    );
    assert_eq!(
        numbers.iter().fold(u64::MAX, |seen, number| seen & number),
        0
    );
}
