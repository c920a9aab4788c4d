//! The main job: a client rated over time, with the figures computed by hand.

use trust_velocity::domain::{Channel, Language, Stage as Phase, Unit};

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

/// Days in a month: a twelfth of the Gregorian mean year.
const MONTH: f64 = 365.2425 / 12.0;
/// The assumed error of a total: 0.8 for each score, four of them independent.
const SIGMA: f64 = 0.8 * 2.0;

/// A press or a drag is a tap, typing is none.
pub fn shows_a_velocity_after_eight_taps(engine: Engine) {
    let app = App::open(engine, Language::Zh, Stage::new().at("2026-04-20T09:00:00"));
    app.resize(PHONE);
    let mut taps = 0;
    let mut tap = |css: &str| {
        app.click(css);
        taps += 1;
    };
    let ends_above = |upper: &str, lower: &str| {
        let script = "const [upper, lower] = [...arguments].map((css) =>
               document.querySelector(css).getBoundingClientRect());
             return upper.bottom <= lower.top + 1";
        app.script_with(script, serde_json::json!([upper, lower])) == true
    };
    tap(".welcome .button--primary");
    app.fill("#name", "陈工");
    assert!(
        ends_above("#save-and-rate", ".navigation"),
        "in reach above the tabs"
    );
    tap("#first-contact-month");
    tap("#save-and-rate");
    app.shows("h1", app.text.rate());
    // The notice of what was saved stands above the form's own bar.
    app.sees(".toast");
    app.until("the notice covers no button", || {
        ends_above(".toast", ".form__bar")
    });
    for dimension in ["expertise", "conduct", "relationship", "benefit"] {
        // A press in the middle of the track.
        tap(&format!("#range-{dimension}"));
    }
    tap("form button[type=submit]");
    // 20 points in 30 days.
    app.shows("#formula-value", &format!("{:.1}", 20.0 / 30.0 * MONTH));
    assert_eq!(taps, 8);
    app.has_no_problems();
}

/// The work of every day: a rating, and a contact with its channel and the next one.
pub fn counts_the_taps_of_every_day(engine: Engine) {
    let rated = |id, name| StoredClient::new(id, name, "2026-01-10").rated("2026-03-01", [4.5; 4]);
    let (ada, bea) = (rated(7, "Ada"), rated(8, "Bea"));
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry(), bea.entry()]);
    let app = App::open(engine, Language::Zh, stage);
    app.resize(PHONE);
    let sliders = ["expertise", "conduct", "relationship", "benefit"]
        .map(|dimension| format!("#range-{dimension}"));
    let save = "form [type=submit]".to_owned();
    let taps = |taps: Vec<String>, most: usize| {
        assert!(taps.len() <= most, "{taps:?}");
        for tap in taps {
            app.click(&tap);
        }
        app.sees(".client h1");
        app.sees_no("form");
    };
    let of_rating = || {
        let rate = std::iter::once("#rate".to_owned());
        let rest = sliders.iter().cloned().chain([save.clone()]);
        rate.chain(rest).collect::<Vec<_>>()
    };
    app.go(&ada.route());
    taps(of_rating(), 6);
    assert_eq!(app.texts(".fraction__score"), ["5.0"; 4]);
    app.goes_to_clients();
    let row = std::iter::once(".client-list__rows > :nth-child(2) a".to_owned());
    taps(row.chain(of_rating()).collect(), 7);
    app.shows("h1", "Bea");
    assert_eq!(app.texts(".fraction__score"), ["5.0"; 4]);
    let contact = ["#log-contact", "#channel-call", "#next-contact-week", &save];
    taps(contact.map(str::to_owned).to_vec(), 4);
    app.reads(".history", app.text.channel(Channel::Call));
    app.has_no_problems();
}

pub fn rates_a_client_over_time(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().at("2026-04-20T09:00:00"));
    let unit = app.text.points_per(Unit::Month);

    app.adds_client("Ada Byron", "2026-01-10");
    app.shows("h1", "Ada Byron");
    app.reads(".formula-card", app.text.no_complete_rating());
    let unrated = app.picture("progress");
    assert_eq!(app.summary("progress"), app.text.chart_empty());

    // Days since the first contact: 20, 40, 70 and 90.
    app.rates("2026-01-30", ["3", "4", "2", "1.5"]);
    app.shows("#formula-value", &format!("{:.1}", 10.5 / 20.0 * MONTH));
    app.reads("#verdict", app.text.verdict_insufficient());
    app.rates("2026-02-19", ["4", "4.5", "2.5", "2"]);
    app.rates("2026-03-21", ["5", "5.5", "3.5", "3"]);
    app.rates("2026-04-10", ["6", "6.5", "4", "3.5"]);

    let total = 6.0 + 6.5 + 4.0 + 3.5;
    app.shows("#formula-value", &format!("{:.1}", total / 90.0 * MONTH));
    app.reads(".fraction__denominator", "90 days");
    app.reads(".fraction__unit", unit);
    assert_eq!(app.texts(".fraction__score"), ["6.0", "6.5", "4.0", "3.5"]);

    let net = (total - (5.0 + 5.5 + 3.5 + 3.0)) / 20.0 * MONTH;
    app.shows("#net-value", &format!("{net:+.1}"));

    // Least squares over all four, none of which is 90 days old: the mean day is 55.
    let products: f64 = [(-35.0, 10.5), (-15.0, 13.0), (15.0, 17.0), (35.0, total)]
        .map(|(day, total)| day * total)
        .iter()
        .sum();
    let squares = 2.0 * (35.0_f64.powi(2) + 15.0_f64.powi(2));
    let slope = products / squares;
    let half_band = 1.96 * SIGMA / squares.sqrt();
    app.shows("#trend-value", &format!("{:+.1}", slope * MONTH));
    assert!(0.0 < slope - half_band, "the numbers rise beyond error");
    app.reads("#verdict", "Rising");
    let words = app.text.verdict_beyond_error(&"70 days", &"10.5", &"20.0");
    app.reads("#verdict", &words);
    // 3 points are less than 1.96 · √2 · 1.6.
    app.reads("#verdict", &app.text.last_step_within_error(&"+3.0"));
    let (low, high) = ((slope - half_band) * MONTH, (slope + half_band) * MONTH);
    let band = app
        .text
        .band_words(&format!("{low:+.1}"), &format!("{high:+.1}"), &unit);
    assert_eq!(app.attribute(".band", "aria-label"), band);

    // Contact up to the last rating counts; what came later does not.
    app.logs_contact("2026-03-01", "45");
    app.logs_contact("2026-04-10", "90");
    app.logs_contact("2026-04-20", "600");
    app.shows(
        ".formula-card__hours .figure__value",
        &format!("{:.1}", total / (135.0 / 60.0)),
    );

    let one_band = app.picture("progress");
    assert_ne!(one_band, unrated, "the ratings are drawn");
    app.changes_stage("2026-03-01", Phase::Deepening.id());
    let summary = app.summary("progress");
    for (stage, since) in [
        (Phase::Initial, "Jan 10, 2026"),
        (Phase::Deepening, "Mar 1, 2026"),
    ] {
        let sentence = app
            .text
            .chart_stage_summary(&app.text.stage_name(stage), &since);
        assert!(summary.contains(&sentence), "“{sentence}” in “{summary}”");
    }
    assert_ne!(app.picture("progress"), one_band, "the band is drawn");

    // Relationship gets to 4.0 of its gate of 6, the other two are there.
    app.reads(".track [aria-current=step]", &app.text.gates_passed(&2, &3));

    let before = app.client_view();
    app.reload();
    app.shows("#formula-value", &format!("{:.1}", total / 90.0 * MONTH));
    assert_eq!(app.client_view(), before);
    app.has_no_problems();
}

pub fn follows_a_client_in_chinese(engine: Engine) {
    let client = StoredClient::new(7, "陈工", "2026-01-10")
        .visited("2026-01-10", 30)
        .rated("2026-01-30", [6.0, 6.0, 5.0, 5.0])
        .rated("2026-03-01", [5.0, 5.0, 4.0, 4.0]);
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client.entry()]);
    let app = App::open(engine, Language::Zh, stage);
    app.lists(&["陈工"]);
    app.opens_row(1);
    app.rates("2026-04-20", ["3.5", "4", "3", "3"]);

    let total = 3.5 + 4.0 + 3.0 + 3.0;
    app.shows("#formula-value", &format!("{:.1}", total / 100.0 * MONTH));
    app.reads(".fraction__denominator", "100 天");
    app.reads(".fraction__unit", "分/月");
    app.shows(
        "#net-value",
        &format!("{:+.1}", (total - 18.0) / 50.0 * MONTH),
    );
    app.reads("#verdict", "下降");
    app.reads(".as-of, .formula-card", "2026年4月20日");
    app.shows(".formula-card__hours .figure__value", "27.0");
    assert_eq!(
        app.history().first().map(String::as_str),
        Some("我的判断 4月20日")
    );
    app.has_no_problems();
}
