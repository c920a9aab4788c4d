//! The board for the projector, and the report.

use serde_json::json;
use thirtyfour::Key;
use trust_velocity::{
    domain::{Dimension, Language, Name, classroom::Session},
    exchange::read_contacts,
};

use crate::browser::Engine;
use crate::pages::{App, StoredSession, class_exercise, stored_session, stored_session_in};
use crate::stage::Stage;

fn open(engine: Engine, sessions: &[&StoredSession]) -> App {
    let entries: Vec<_> = sessions.iter().map(|it| it.entry()).collect();
    let stage = Stage::new().at("2026-11-22T09:00:00").with_stored(&entries);
    let app = App::open(engine, Language::Zh, stage);
    app.catches_files();
    app
}

fn names(session: &Session) -> Vec<&str> {
    let names = session
        .submissions()
        .iter()
        .filter_map(|it| it.name.as_ref());
    names.map(Name::as_str).collect()
}

pub fn shows_nothing_before_the_reveal(engine: Engine) {
    let shown = stored_session(12, 1).expecting(14);
    let hidden = shown.clone().hidden();
    let app = open(engine, &[&hidden]);
    let exercise = class_exercise(Language::Zh);
    for is_board in [true, false] {
        if is_board {
            app.goes_to_board(&hidden);
        } else {
            app.goes_to_report(&hidden);
        }
        app.shows("h1", app.text.not_revealed());
        app.reads("#handed-in", &app.text.handed_in(12));
        app.reads("#handed-in", &app.text.of_expected(&14));
        assert_eq!(
            app.attribute("#to-reveal", "href"),
            hidden.route(trust_velocity::route::SessionPart::Join)
        );
        let document = app.whole_document();
        for point in &exercise.key().points {
            for (_, why) in point.why.iter() {
                assert!(!document.contains(why.as_str()), "{}", why.as_str());
            }
        }
        for point in &exercise.case().points {
            for action in &point.actions {
                assert!(!document.contains(action.as_str()), "{}", action.as_str());
            }
        }
        for name in names(&hidden.0) {
            assert!(!document.contains(name), "{name}");
        }
        assert!(!app.has("canvas, table, .vote"));
        assert!(!document.contains(&hidden.0.reveal_code.to_string()));
    }
    app.goes_to_board(&hidden);
    app.hears_of(&shown, 2);
    app.sees("#alpha");
    app.has_no_problems();
}

pub fn steps_through_the_board(engine: Engine) {
    let session = stored_session(12, 1).expecting(14);
    let app = open(engine, &[&session]);
    app.goes_to_board(&session);
    let exercise = class_exercise(Language::Zh);
    let (points, tasks) = (exercise.case().points.len(), exercise.case().tasks.len());
    let last = points + tasks + 2;
    assert_eq!(app.count_steps(), last);
    app.is_at_screen(1);
    app.reads("#handed-in", "12");
    app.press(Key::Right + "");
    app.is_at_screen(2);
    app.sees("#distribution-chart");
    app.reads("#stage-votes", app.text.key_mark());
    app.reads("#action-votes", app.text.best_mark());
    app.press(Key::PageDown + "");
    app.is_at_screen(3);
    app.press(Key::PageUp + "");
    app.press(Key::Left + "");
    app.press(Key::Left + "");
    app.is_at_screen(1);
    app.press(Key::End + "");
    app.is_at_screen(last);
    // The room sees the code when the trainer says so, each time anew.
    let code = session.0.reveal_code.to_string();
    assert!(!app.whole_document().contains(&code));
    app.click("#show-code");
    app.shows("#reveal-code", &code);
    app.press(Key::Left + "");
    app.is_at_screen(last - 1);
    app.press(Key::End + "");
    app.sees("#show-code");
    assert!(!app.whole_document().contains(&code));
    app.click("#show-code");
    app.shows("#reveal-code", &code);
    app.press(Key::Left + "");
    app.is_at_screen(last - 1);
    app.sees("#task-votes");
    app.press(Key::Home + "");
    app.is_at_screen(1);
    app.click("#next-step");
    app.is_at_screen(2);
    app.set("#step", &points.to_string());
    app.is_at_screen(points + 1);
    app.focuses("#board h1");
    app.click("#previous-step");
    app.is_at_screen(points);

    // In the chart the arrows read it out.
    app.press(Key::Home + "");
    app.press(Key::Right + "");
    app.tab_to("#distribution-chart");
    app.press(Key::Right + "");
    app.reads(
        "#distribution-readout",
        app.text.dimension(Dimension::Expertise),
    );
    app.is_at_screen(2);

    // A submission that arrives meanwhile is counted on the current screen.
    app.hears_of(&stored_session(13, 1).expecting(14), 2);
    app.reads("#handed-in", "13");
    app.is_at_screen(2);
    app.press(Key::PageUp + "");
    app.click("#worth-discussing button");
    app.sees("#distribution-chart");
    app.focuses("#board h1");
    app.has_no_problems();
}

pub fn shows_a_point_whole_on_a_small_projector(engine: Engine) {
    for language in [Language::Zh, Language::En] {
        let session = stored_session_in(language, 12, 1);
        let stage = Stage::new().at("2026-11-22T09:00:00");
        let app = App::open(engine, language, stage.with_stored(&[session.entry()]));
        app.resize((1024, 768));
        app.goes_to_board(&session);
        // The points to discuss come before the figures, and the app's places are out of the way.
        app.sees("#worth-discussing");
        let top = |css: &str| {
            let top = "return document.querySelector(arguments[0]).getBoundingClientRect().top";
            let top = app.script_with(top, json!([css]));
            top.as_f64().expect("a place on the screen")
        };
        assert!(top("#worth-discussing") < top("#mean-errors"));
        assert!(top("#mean-errors") <= top("#agreement"));
        let places = "return document.querySelector('.navigation').getClientRects().length";
        assert_eq!(app.script(places), 0);
        for at in 0..class_exercise(language).case().points.len() {
            app.press(Key::Right + "");
            app.is_at_screen(at + 2);
            app.sees("#action-votes .vote");
            let outside = "const parts = ['#facts', '#distribution-chart', '#stage-votes .vote:last-child',
                    '#action-votes .vote:last-child'].map((css) => [css, document.querySelector(css)
                        .getBoundingClientRect()]);
                return parts.filter(([, it]) => it.top < 0 || innerHeight < it.bottom || it.height < 20)
                    .map(([css, it]) => `${css}: ${it.top} to ${it.bottom}`)";
            let outside = app.script_once_settled(outside);
            assert_eq!(outside, json!([]), "point {} in {language:?}", at + 1);
        }
        app.has_no_problems();
    }
}

/// A class of one has no mean, no spread, no agreement and no shares.
pub fn speaks_of_one_person(engine: Engine) {
    let one = stored_session(1, 1);
    let app = open(engine, &[&one]);
    app.goes_to_board(&one);
    app.shows("h1", app.text.one_handed_in());
    app.reads("#mean-errors", app.text.errors_of_one_hint());
    assert!(!app.has("#agreement, #straight-lines"));
    let text = app.text("#board");
    assert!(
        !text.contains("全班") && !text.contains("平均误差"),
        "{text}"
    );
    app.press(Key::Right + "");
    app.is_at_screen(2);
    app.sees("#action-votes .vote");
    let votes = app.texts("#board .vote__count");
    assert!(votes.iter().all(|count| !count.contains('%')), "{votes:?}");
    let heading = app.text("h1");
    assert!(!heading.contains("平均"), "{heading}");
    app.opens_table("distribution");
    let summary = app.text("#distribution-summary");
    assert!(!summary.contains("平均"), "{summary}");
    app.has_no_problems();
}

pub fn hides_small_groups_of_an_anonymous_class(engine: Engine) {
    let few = stored_session(2, 3).anonymous();
    let app = open(engine, &[&few]);
    app.goes_to_board(&few);
    let hidden = app.text.small_group_hidden();
    app.shows("h1", hidden);
    assert!(!app.has("#alpha, #mean-errors, #worth-discussing, #straight-lines"));
    app.press(Key::Right + "");
    app.is_at_screen(2);
    app.shows("h1", hidden);
    app.reads("#stage-votes", hidden);
    app.reads("#action-votes", hidden);
    app.opens_table("distribution");
    app.reads("#distribution-summary", app.text.distribution_hidden());
    app.press(Key::End + "");
    app.press(Key::PageUp + "");
    app.shows("h1", hidden);
    app.reads("#task-votes", hidden);
    assert!(!app.has("#board .vote"));

    app.goes_to_report(&few);
    app.reads("#report-trainees", app.text.no_trainees_shown());
    for button in ["#points-save", "#trainees-save"] {
        let file = app.saves_file(button);
        assert_eq!(file.text.lines().count(), 1, "{}", file.text);
    }
    app.has_no_problems();
}

pub fn takes_the_figures_home(engine: Engine) {
    let named = stored_session(9, 1);
    let anonymous = stored_session(9, 2).anonymous();
    let app = open(engine, &[&named, &anonymous]);
    let points = class_exercise(Language::Zh).case().points.len();

    app.goes_to_report(&named);
    app.reads("#report-head", named.0.title.as_str());
    app.reads("#report", app.text.report_has_names());
    let rows = "#report-trainees tbody tr";
    assert_eq!(app.count(rows), 9);
    assert_eq!(app.texts(&format!("{rows} th")), names(&named.0));
    assert_eq!(app.count("#report-points tbody tr"), 4 * points);
    app.reads("#definitions", app.text.defined_alpha());
    let file = app.saves_file("#points-save");
    assert_eq!(file.name, "trust-velocity-class-2026-11-22-points.csv");
    assert_eq!(rows_of(&file.text), 9 * points);
    let file = app.saves_file("#trainees-save");
    assert_eq!(rows_of(&file.text), 9);
    assert!(names(&named.0).iter().all(|name| file.text.contains(name)));
    let file = app.saves_file("#figures-save");
    assert_eq!(file.name, "trust-velocity-class-2026-11-22-figures.txt");
    assert!(file.text.contains(app.text.defined_spearman()));

    app.goes_to_report(&anonymous);
    let numbers = (1..=9).map(|nth| app.text.trainee_nth(&nth));
    assert_eq!(
        app.texts(&format!("{rows} th")),
        numbers.collect::<Vec<_>>()
    );
    let file = app.saves_file("#trainees-save");
    assert_eq!(rows_of(&file.text), 9);
    for submission in anonymous.0.submissions() {
        assert!(!file.text.contains(&submission.id.to_string()));
    }
    app.has_no_problems();
}

/// The rows of a table beneath its heading.
fn rows_of(csv: &str) -> usize {
    assert!(csv.starts_with('\u{feff}'), "no byte order mark");
    let table = read_contacts(csv).expect("a table");
    // Of most files the column names are known, else they are the first row.
    table.rows().len() - usize::from(table.header_line().is_none())
}
