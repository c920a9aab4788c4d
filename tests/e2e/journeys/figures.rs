//! The explanations of the figures, and the charts.

use serde_json::json;
use thirtyfour::Key;
use trust_velocity::domain::{Dimension, Language, Unit};

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn client() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01")
        .rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
        .rated("2026-03-02", [4.0, 5.0, 3.0, 2.0])
        .rated("2026-04-11", [6.0, 6.0, 5.0, 3.0])
}

fn open(engine: Engine, language: Language) -> App {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client().entry()]);
    let app = App::open(engine, language, stage);
    app.go(&client().route());
    app
}

/// A rating of the day of the breach may be older than it: the gates are reached, and nothing is
/// suggested before a later day.
pub fn suggests_no_stage_after_a_breach_of_the_day(engine: Engine) {
    let breached = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-03-01", [7.0; 4])
        .rated("2026-04-01", [7.0; 4])
        .breached("2026-04-01");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[breached.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&breached.route());
    let kind = app.text.dimension(Dimension::Conduct);
    let words = app.text.gate_met_but_breach(&"Apr 1, 2026", &kind);
    app.reads(".stage-card", &words);
    app.reads(".trend-card__recovery", app.text.rated_on_the_day());
    app.rates("2026-04-02", ["7", "7", "7", "7"]);
    app.reads(".stage-card", app.text.gate_met_initial());
    app.has_no_problems();
}

/// How much of what a breach took has come back is said in the chart's words and at each rating.
pub fn tells_what_has_come_back_in_the_chart(engine: Engine) {
    let breached = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-03-01", [5.0; 4])
        .rated("2026-03-15", [5.0, 3.0, 5.0, 5.0])
        .rated("2026-04-01", [5.0, 4.0, 5.0, 5.0])
        .breached("2026-03-10");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[breached.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&breached.route());
    app.sees("#progress-chart");
    app.tab_to("#progress-chart");
    app.press(Key::Home + "");
    app.reads("#progress-readout", "Mar 1, 2026");
    app.press(Key::End + "");
    app.reads("#progress-readout", &app.text.regained_share(&"50%"));
    app.opens_table("progress");
    app.until("each rating has its share", || {
        app.texts("#progress tbody td:last-child") == ["50%", "0%", "—"]
    });
    let kind = app.text.dimension(Dimension::Conduct);
    let words = app
        .text
        .regain_partial(&kind, &"5.0", &"3.0", &"4.0", &"50%");
    let words = app.text.chart_recovery_summary(&"Mar 10, 2026", &words);
    app.reads("#progress-summary", &words);
    app.has_no_problems();
}

pub fn explains_its_figures(engine: Engine) {
    let app = open(engine, Language::En);
    let formula = ".formula-card .figure--block";
    app.click(formula);
    app.opens_dialog(app.text.formula_velocity());
    let sum = app
        .text
        .step_scores(&"Apr 11, 2026", &"6.0 + 6.0 + 5.0 + 3.0", &"20.0");
    app.reads("dialog[open] .steps", &sum);
    app.reads("dialog[open] .steps", "20.0 ÷ 100 = 0.2000");
    // 0.2 points a day are 6.09 a month; the parts are its shares.
    app.reads(
        "dialog[open] .steps",
        "Expertise 1.83 + Conduct 1.83 + Relationship 1.52 + Benefit 0.91 = 6.09",
    );
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.focuses(formula);

    // 6 points in 40 days; the index is 6 / (√2 × 1.6) = 2.65.
    app.click(".trend-card__figure:nth-child(2) .figure");
    app.opens_dialog(app.text.net_change());
    app.reads("dialog[open] .steps", "+6.0 ÷ 40 days = +0.1500");
    app.reads("dialog[open] .steps", "= +2.65");
    app.reads("dialog[open] .steps", app.text.step_beyond_error());
    app.click("dialog[open] .dialog__head button");
    app.has_no_dialog();
    app.focuses(".trend-card__figure:nth-child(2) .figure");

    // Days 30, 60 and 100 with totals 7, 14 and 20.
    let mean = 190.0 / 3.0;
    let points = [(30.0, 7.0), (60.0, 14.0), (100.0, 20.0)];
    let squares: f64 = points
        .iter()
        .map(|(day, _)| (day - mean) * (day - mean))
        .sum();
    let slope = points
        .iter()
        .map(|(day, total)| (day - mean) * total)
        .sum::<f64>()
        / squares;
    app.click(".trend-card__figure:nth-child(1) .figure");
    app.opens_dialog(app.text.recent_trend());
    app.reads("dialog[open] .steps", &format!("{slope:+.4}"));
    let to_glossary = app.attribute("dialog[open] .explained__links li:nth-child(2) a", "href");
    assert!(
        to_glossary.ends_with("#/learn/recent-trend"),
        "{to_glossary}"
    );
    let to_learn = app.attribute("dialog[open] .explained__links li:last-child a", "href");
    assert!(to_learn.ends_with("#/learn/not-linear"), "{to_learn}");
    app.click("dialog[open] .explained__links li:first-child a");
    app.arrives_at("#/help/trend");
    app.focuses("#trend > h2");
    app.has_no_dialog();
    app.sees("#trend");
    app.has_no_problems();

    // The link of a figure leads to its own line of the glossary.
    app.script("history.back()");
    app.click(".trend-card__figure:nth-child(1) .figure");
    app.opens_dialog(app.text.recent_trend());
    app.click("dialog[open] .explained__links li:nth-child(2) a");
    app.arrives_at("#/learn/recent-trend");
    app.focuses("#recent-trend");
    app.reads("#recent-trend", app.text.recent_trend());
    app.has_no_problems();
}

pub fn shows_the_trap_on_the_own_client(engine: Engine) {
    let app = open(engine, Language::Zh);
    app.goes_to_help("/trap");
    app.sees(".trap select option");
    assert_eq!(app.texts(".trap select option"), ["Ada"]);
    let velocity = |days: f64| format!("{:.1} 分/月", 20.0 / days * 365.2425 / 12.0);
    app.reads(
        ".trap__figures",
        &format!("20.0 ÷ 100 天 = {}", velocity(100.0)),
    );
    app.set("#trap-days", "200");
    app.reads(
        ".trap__figures",
        &format!("20.0 ÷ 300 天 = {}", velocity(300.0)),
    );
    app.reads(
        ".trap__figures",
        &format!("20.0 ÷ 100 天 = {}", velocity(100.0)),
    );
    app.has_no_problems();
}

pub fn reads_the_client_of_the_trap(engine: Engine) {
    let app = open(engine, Language::En);
    app.goes_to_help("/trap");
    // No page of a client was opened since.
    app.reload();
    app.reads(".trap__figures", "20.0 ÷ 100 days");
    app.has_no_problems();
}

pub fn reads_out_a_chart(engine: Engine) {
    let app = open(engine, Language::En);
    let (chart, readout) = ("#progress-chart", "#progress-readout");
    app.shows(readout, app.text.chart_hint());
    let still = app.picture("progress");
    app.tab_to(chart);
    app.press(Key::Home + "");
    app.reads(readout, "Jan 31, 2026");
    app.reads(readout, &app.text.total_points(&"7.0"));
    assert_ne!(app.picture("progress"), still, "the point is marked");
    app.press(Key::Right + "");
    app.reads(readout, "Mar 2, 2026");
    app.press(Key::End + "");
    app.reads(readout, "Apr 11, 2026");
    app.press(Key::Right + "");
    app.press(Key::Left + "");
    app.reads(readout, "Mar 2, 2026");
    app.press(Key::Escape + "");
    app.shows(readout, app.text.chart_hint());
    assert_eq!(app.picture("progress"), still);

    app.point_at(chart, 0.98);
    app.reads(readout, "Apr 11, 2026");
    app.point_at(chart, 0.1);
    app.reads(readout, "Jan 31, 2026");
    app.point_at("#velocity-chart", 0.98);
    app.reads("#velocity-readout", "Apr 11, 2026");
    app.reads(
        "#velocity-readout",
        &format!(
            "{} 6.1 {}",
            app.text.formula_line(),
            app.text.points_per(Unit::Month)
        ),
    );
    app.shows(readout, app.text.chart_hint());

    // A finger is lifted after each tap, and what it showed stays.
    app.script(
        "const chart = document.querySelector('#progress-chart');
         const { left, top, width } = chart.getBoundingClientRect();
         const [clientX, clientY] = [left + 0.98 * width, top + 50];
         for (const type of ['pointerdown', 'pointerup', 'pointerleave']) {
           const tap = { pointerType: 'touch', clientX, clientY, bubbles: true };
           chart.dispatchEvent(new PointerEvent(type, tap));
         }",
    );
    app.reads(readout, "Apr 11, 2026");

    // The table is made when it is opened, and as long as it is open.
    assert!(!app.has("#progress table"));
    app.opens_table("progress");
    app.until("all ratings are there", || {
        app.texts("#progress tbody th") == ["2026-04-11", "2026-03-02", "2026-01-31"]
    });
    app.click("#progress summary");
    app.until("the table is gone", || !app.has("#progress table"));
    app.has_no_problems();
}

pub fn gives_a_chart_as_a_picture(engine: Engine) {
    let app = open(engine, Language::Zh);
    for chart in ["progress", "velocity"] {
        app.click(&format!("#{chart}-picture"));
        app.opens_dialog(app.text.picture_title());
        app.sees("dialog[open] img[src^='blob:']");
        app.until("the picture is loaded", || {
            app.script("return document.querySelector('dialog[open] img').naturalWidth") == 1200
        });
        let address = app.attribute("dialog[open] img", "src");
        assert_eq!(app.attribute("dialog[open] a[download]", "href"), address);
        assert_eq!(
            app.attribute("dialog[open] a[download]", "download"),
            format!("trust-velocity-{chart}.png")
        );
        app.press(Key::Escape + "");
        app.has_no_dialog();
    }
    app.has_no_problems();
}

pub fn repaints_charts_in_the_dark(engine: Engine) {
    let app = open(engine, Language::En);
    let light = ["progress", "velocity"].map(|chart| app.picture(chart));
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.go(&client().route());
    app.sees("#velocity-chart");
    let dark = ["progress", "velocity"].map(|chart| app.picture(chart));
    assert!(light[0] != dark[0] && light[1] != dark[1]);

    app.goes_to_settings();
    app.chooses("theme", "system");
    app.sees("html:not([data-theme])");
    app.go(&client().route());
    app.sees("#velocity-chart");
    app.until("the charts are light", || {
        app.picture("progress") == light[0]
    });
    if engine == Engine::Chromium {
        // The system's evening, with the page open.
        app.asks_for_theme("dark");
        app.until("the charts are dark", || app.picture("progress") == dark[0]);
    }
    app.has_no_problems();
}

/// Zooming, or moving the window to another screen, changes the pixel ratio and no size.
pub fn repaints_charts_for_other_pixels(engine: Engine) {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client().entry()])
        .with_ratio_to_set();
    let app = App::open(engine, Language::En, stage);
    // No driver zooms, and Chromium tells the queries nothing of the screen that it is told to have.
    let sets_ratio = |ratio: u32| app.script_with("window.setRatio(arguments[0])", json!([ratio]));
    sets_ratio(1);
    app.go(&client().route());
    app.sees("#velocity-chart");
    let is_painted = |ratio: u32| {
        app.until(&format!("{ratio} device pixels to each"), || {
            let sizes = "const [ratio] = arguments;
                return ['progress', 'velocity'].every((chart) => {
                  const it = document.getElementById(`${chart}-chart`);
                  return Math.abs(it.width - it.clientWidth * ratio) <= ratio;
                })";
            app.script_with(sizes, json!([ratio])) == true
        });
        ["progress", "velocity"].map(|chart| app.picture(chart))
    };
    let coarse = is_painted(1);
    sets_ratio(2);
    let fine = is_painted(2);
    assert!(coarse[0] != fine[0] && coarse[1] != fine[1]);
    // Each ratio takes a query of its own: the next change is heard too.
    sets_ratio(1);
    assert_eq!(is_painted(1), coarse);
    app.has_no_problems();
}
