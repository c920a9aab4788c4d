//! All clients beside the list: the chart by keys and pointer, and moves on the board.

use thirtyfour::Key;
use trust_velocity::domain::{Language, Stage::Deepening};

use crate::browser::Engine;
use crate::page::DESKTOP;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

/// Ada rises and is ready to deepen, Ben falls, and Cyd was never rated.
fn open(engine: Engine, language: Language) -> App {
    let ada = StoredClient::new(7, "Ada", "2026-01-01")
        .rated("2026-02-01", [4.0, 4.0, 2.0, 1.0])
        .rated("2026-03-01", [5.5, 5.0, 3.0, 2.0])
        .rated("2026-04-01", [7.0, 6.5, 4.0, 3.0]);
    let ben = StoredClient::new(8, "Ben", "2026-01-01")
        .rated("2026-02-01", [8.0, 8.0, 8.0, 8.0])
        .rated("2026-03-01", [7.0, 7.0, 7.0, 6.0])
        .rated("2026-04-01", [6.0, 6.0, 6.5, 5.0])
        .in_stage("2026-02-10", "deepening");
    let cyd = StoredClient::new(9, "Cyd", "2026-03-20");
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&[
        ada.entry(),
        ben.entry(),
        cyd.entry(),
    ]);
    let app = App::open(engine, language, stage);
    app.resize(DESKTOP);
    app.goes_to_clients();
    app
}

pub fn opens_a_client_from_the_chart(engine: Engine) {
    let app = open(engine, Language::En);
    app.opens_level_and_trend();
    let (chart, readout) = ("#portfolio-chart", "#portfolio-readout");
    app.shows(readout, app.text.portfolio_chart_hint());
    app.reads("#never-ranked", app.text.never_ranked());
    let still = app.picture("portfolio");
    app.tab_to(chart);
    // By level from the left, by trend from below.
    app.press(Key::Home + "");
    app.reads(readout, "Ada");
    app.reads(readout, &app.text.total_points(&"20.5"));
    assert_ne!(app.picture("portfolio"), still, "the dot is marked");
    app.press(Key::Right + "");
    app.reads(readout, "Ben");
    app.press(Key::Up + "");
    app.reads(readout, "Ada");
    app.press(Key::Down + "");
    app.reads(readout, "Ben");
    app.press(Key::Enter + "");
    app.arrives_at("#/clients/0000000000000008");
    app.shows(".client h1", "Ben");

    app.opens_level_and_trend();
    app.opens_table("portfolio");
    app.until("the highest level heads the table", || {
        app.texts("#portfolio tbody th") == ["Ben", "Ada"]
    });
    app.reads(
        "#portfolio-summary",
        &app.text.portfolio_summary(&2, &1, &1, &0),
    );
    // Who is not drawn is told, with the way to the page.
    app.shows("#not-drawn summary", &app.text.not_drawn_insufficient(1));
    app.click("#not-drawn summary");
    app.click("#not-drawn a");
    app.shows(".client h1", "Cyd");
    app.has_no_problems();
}

/// Four clients rise by more the later they come in the list, and before it was the other way round.
pub fn compares_the_order_under_other_windows(engine: Engine) {
    let clients = (0..4_u8).map(|nth| {
        let name = format!("Client {nth}");
        let client = StoredClient::new(u64::from(nth) + 1, &name, "2025-06-05");
        let (now, before) = (f64::from(nth), 2.0 * f64::from(3 - nth));
        client
            .rated("2025-10-20", [1.0; 4])
            .rated("2025-11-20", [1.0 + before / 2.0; 4])
            .rated("2025-12-20", [1.0 + before; 4])
            .rated("2026-03-01", [3.0; 4])
            .rated("2026-03-20", [3.0 + now / 2.0; 4])
            .rated("2026-04-10", [3.0 + now; 4])
            .entry()
    });
    let entries: Vec<_> = clients.collect();
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&entries);
    let app = App::open(engine, Language::En, stage);
    app.go("#/clients/chart");
    app.reads("#windows", &app.text.windows_intro(&"90 days"));
    assert_eq!(app.count("#windows li"), 0, "nobody has asked yet");
    app.click("#compare-windows");
    app.focuses("#windows-title");
    app.reads("#windows", app.text.windows_meaning());
    let rows = app.texts("#windows li");
    assert_eq!(rows.len(), 4, "{rows:?}");
    for (row, days) in rows.iter().zip(["30", "60", "180", "365"]) {
        assert!(row.starts_with(days), "{row}");
    }
    // Thirty days have one rating, so the trend is that of the last three, as now.
    for row in &rows[..2] {
        assert!(row.contains("2 of the first 2 stay"), "{row}");
    }
    assert_eq!(app.violations(), [""; 0]);
    // Who leaves meanwhile is not held up.
    app.go("#/clients/board");
    app.go("#/clients/chart");
    app.click("#compare-windows");
    app.goes_to_stage_board();
    app.has_no_problems();
}

pub fn moves_a_client_on_the_board(engine: Engine) {
    let app = open(engine, Language::En);
    app.goes_to_stage_board();
    app.has_in_column("initial", &["Ada", "Cyd"]);
    app.has_in_column("deepening", &["Ben"]);
    let (ada, cyd) = ("#card-0000000000000007", "#card-0000000000000009");

    // The word for no rating is that of the list.
    app.reads(cyd, app.text.no_ratings());

    // By the button: both gates are reached by a recent rating.
    app.click(&format!("{ada} button"));
    app.opens_dialog(&app.text.move_title(&"Ada"));
    app.focuses("dialog[open] :is(.dialog__title, input)");
    app.sees("#stage-deepening:checked");
    app.reads("#move-evidence", app.text.evidence_enough());
    app.chooses("stage", "long_term");
    app.reads("#move-evidence", app.text.evidence_thin());
    app.reads("#move-evidence", &app.text.feedback_missing(&180));
    app.chooses("stage", "deepening");
    app.set("dialog #date", "2025-12-31");
    app.saves();
    app.sees("dialog #date[aria-invalid=true]");
    app.set("dialog #date", "2026-04-10");
    app.saves();
    app.has_no_dialog();
    app.has_in_column("deepening", &["Ben", "Ada"]);
    app.has_in_column("initial", &["Cyd"]);
    app.focuses(&format!("{ada} button"));
    app.undoes();
    app.has_in_column("initial", &["Ada", "Cyd"]);
    app.has_in_column("deepening", &["Ben"]);

    // By keys: thin evidence keeps nobody from it.
    app.tab_to(&format!("{cyd} button"));
    app.shifts_card_to_the_right(&format!("{cyd} button"));
    app.opens_dialog(&app.text.move_title(&"Cyd"));
    app.reads("#move-evidence", app.text.evidence_thin());
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.focuses(&format!("{cyd} button"));

    // With a mouse.
    app.drags_card(cyd, "ended");
    app.opens_dialog(&app.text.move_title(&"Cyd"));
    app.sees("#stage-ended:checked");
    app.reads("#move-evidence", app.text.evidence_none());
    app.saves();
    app.has_no_dialog();
    app.has_in_column("ended", &["Cyd"]);
    app.reload();
    app.has_in_column("ended", &["Cyd"]);
    app.has_no_problems();
}

/// Ada goes on and back, Ben goes on and ends, Cyd stays: the counts of each month's end, and the medians
/// with the stays that go on.
pub fn shows_stages_over_time(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-05")
        .in_stage("2026-02-04", "deepening")
        .in_stage("2026-03-01", "initial");
    let ben = StoredClient::new(8, "Ben", "2026-01-10")
        .in_stage("2026-01-20", "deepening")
        .in_stage("2026-04-01", "ended");
    let cyd = StoredClient::new(9, "Cyd", "2026-03-20");
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&[
        ada.entry(),
        ben.entry(),
        cyd.entry(),
    ]);
    let app = App::open(engine, Language::En, stage);
    app.resize(DESKTOP);
    app.goes_to_stages_over_time();
    let readout = "#stages-readout";
    app.shows(readout, app.text.stages_chart_hint());
    let still = app.picture("stages");
    app.tab_to("#stages-chart");
    app.press(Key::Home + "");
    app.reads(readout, "Jan 31, 2026");
    app.reads(readout, "Deepening 1");
    assert_ne!(app.picture("stages"), still, "the bars are marked");
    app.press(Key::End + "");
    app.reads(readout, "Apr 20, 2026");
    app.opens_table("stages");
    app.until("each month's end has its counts", || {
        app.texts("#stages tbody tr:first-child > *") == ["2026-04-20", "2", "0", "0", "1"]
            && app.texts("#stages tbody tr:last-child > *") == ["2026-01-31", "1", "1", "0", "0"]
    });
    // 10 and 30 days are over; 31 and 50 go on.
    app.has_durations(1, ["30 days", "4", "2", "0", "0", "2"]);
    // 25 days went back, 71 ended.
    app.has_durations(2, ["25 days", "2", "0", "1", "1", "0"]);
    app.has_durations(3, ["—", "0", "0", "0", "0", "0"]);
    app.reads(
        "#time-in-stage",
        &app.text.few_stays(2, &app.text.stage_name(Deepening)),
    );
    app.has_no_problems();
}

pub fn draws_no_stages_of_a_few_weeks(engine: Engine) {
    let cyd = StoredClient::new(9, "Cyd", "2026-03-20");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[cyd.entry()]);
    let app = App::open(engine, Language::Zh, stage);
    app.go("#/clients/stages");
    app.shows("#stages-too-short", app.text.stages_too_short());
    app.has_no_problems();
}

/// Each view of all clients on one sheet, with its day; charts are light on paper, whatever the theme.
pub fn prints_each_view_on_a_sheet(engine: Engine) {
    let app = open(engine, Language::En);
    app.goes_to_stages_over_time();
    let light = app.picture("stages");
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.goes_to_stages_over_time();
    app.until("the chart is dark", || app.picture("stages") != light);
    app.script("dispatchEvent(new Event('beforeprint'))");
    app.until("the chart is light on paper", || {
        app.picture("stages") == light
    });
    app.script("dispatchEvent(new Event('afterprint'))");
    app.until("the chart is dark again", || app.picture("stages") != light);
    if engine == Engine::Chromium {
        assert_eq!(app.prints().sheets(), 1, "stages over time");
        app.go("#/clients/chart");
        app.sees("#portfolio-chart");
        assert_eq!(app.prints().sheets(), 1, "level and trend");
        app.goes_to_stage_board();
        assert_eq!(app.prints().sheets(), 1, "the board");
        app.lays_out_for_paper();
        app.shows(".portfolio__date", "Apr 20, 2026");
        assert_eq!(app.can_be_pressed_on_paper(), [""; 0]);
    }
    app.has_no_problems();
}

/// Eight clients with and without a trend, and the order by other weights, still take one sheet.
pub fn prints_eight_clients_on_a_sheet(engine: Engine) {
    let clients = (0..8_u8).map(|nth| {
        let name = format!("Client {nth}");
        let client = StoredClient::new(u64::from(nth) + 1, &name, "2026-01-05");
        let score = f64::from(nth) + 1.0;
        let client = client.rated("2026-02-01", [score; 4]);
        match nth {
            0 => client.in_stage("2026-03-01", "ended"),
            1 => client,
            _ => client
                .rated("2026-03-10", [score + 0.5; 4])
                .rated("2026-04-10", [score + 1.0; 4]),
        }
        .entry()
    });
    let entries: Vec<_> = clients.collect();
    for language in [Language::Zh, Language::En] {
        let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&entries);
        let app = App::open(engine, language, stage);
        app.resize(DESKTOP);
        app.go("#/clients/chart");
        app.sees("#weights");
        app.sees("#not-drawn");
        assert_eq!(app.prints().sheets(), 1, "{language:?}");
        app.has_no_problems();
    }
}

pub fn shows_no_portfolio_without_clients(engine: Engine) {
    let app = App::open(engine, Language::Zh, Stage::new());
    for view in ["chart", "board", "stages", "accounts"] {
        app.go(&format!("#/clients/{view}"));
        app.reads(".portfolio", app.text.portfolio_empty());
        app.click(".portfolio .button--primary");
        app.arrives_at("#/clients/new");
    }
    app.has_no_problems();
}
