//! A whole lesson: one trainer and six trainees, each with a storage of their own; and a class of three
//! hundred.

use trust_velocity::{
    domain::{EntryId, Language, Score},
    exchange::{link::write_submission, read_contacts},
    route::SessionPart,
};

use crate::browser::Engine;
use crate::camera::{Camera, camera_video, picture_files, video_file};
use crate::pages::{App, exercise, route_in, stored_session};
use crate::stage::Stage;

const EXERCISE: &str = "one-over-t";

/// The trainees, and how far above the key each rates the first dimension of each time point.
const TRAINEES: [(&str, f64); 6] = [
    ("李雷", 0.0),
    ("韩梅", 0.5),
    ("王芳", 1.0),
    ("Ada 🙂", -1.0),
    ("<b>周</b>", 1.5),
    ("吴洋", 2.0),
];

fn stage() -> Stage {
    Stage::new().at("2026-11-22T09:00:00")
}

pub fn teaches_a_class_of_six(engine: Engine) {
    let trainer = App::open(engine, Language::Zh, stage());
    trainer.opens_session_form();
    let names = TRAINEES.map(|(name, _)| name);
    trainer.set("#roster", &format!("{}\n缺席者", names.join("\n")));
    trainer.click("#show-code");
    let code = trainer.value("#reveal-code");
    let id = trainer.begins_session();
    let link = route_in(&trainer.value("#join-message"));
    let payload = link.trim_start_matches("#/join/");
    let records: Vec<_> = trainer.storage().into_iter().collect();
    trainer.has_no_problems();
    drop(trainer);

    let mut handed = Vec::new();
    let mut last = None;
    for (name, above) in TRAINEES {
        // A trainee who is done leaves before the next one arrives.
        drop(last.take());
        let (phone, code) = works(engine, payload, name, above);
        handed.push(code);
        last = Some(phone);
    }
    let last = last.expect("six trainees");

    let trainer = collects(engine, id, &records, &handed);
    trainer.goes_to_session(id, "join");
    trainer.counts_submissions("6 / 7");
    assert_eq!(trainer.texts("#missing li"), ["缺席者"]);
    // Nothing of the answers is anywhere before the reveal.
    trainer.go(&format!("#/class/sessions/{id}/board"));
    trainer.sees("#not-revealed");
    trainer.goes_to_session(id, "join");
    trainer.click("#reveal");
    trainer.click("#confirm-reveal");
    trainer.click("#show-code");
    trainer.shows(".shown-code__code", &code);

    let wrong = if code.starts_with('2') { "3" } else { "2" };
    last.reveals(&format!("{wrong}{}", &code[1..]));
    last.shows("#reveal-code-error", last.text.typed_code_wrong());
    assert!(!last.has("#result"));
    last.reveals(&code.to_lowercase());
    last.sees("#result");
    last.has_no_problems();
    drop(last);

    trainer.go(&format!("#/class/sessions/{id}/board"));
    trainer.sees("#alpha");
    trainer.reads("#handed-in", "6");
    trainer.set("#step", "1");
    trainer.is_at_screen(2);
    trainer.opens_table("distribution");
    // Mean of the key's 3.0 and what each rated above it.
    let key = exercise(EXERCISE, Language::Zh).key().points[0].scores.0[0];
    let mean = key.expect("a score").value() + 4.0 / 6.0;
    trainer.reads("#distribution table", &format!("{mean:.1}"));
    trainer.catches_files();
    trainer.go(&format!("#/class/sessions/{id}/report"));
    trainer.sees("#report h1");
    let mut rows = trainer.texts("#report-trainees tbody th");
    rows.sort();
    // The camera scans them in this order.
    let mut expected = names;
    expected.sort_unstable();
    assert_eq!(rows, expected);
    let file = trainer.saves_file("#trainees-save");
    let table = read_contacts(&file.text).expect("a table");
    // The first row has the column names.
    assert_eq!(table.rows().len(), 1 + TRAINEES.len());
    trainer.has_no_problems();
}

/// A trainee with empty storage: opens the link, answers and submits. Returns the text that leaves
/// the phone.
fn works(engine: Engine, payload: &str, name: &str, above: f64) -> (App, String) {
    let app = App::open(engine, Language::Zh, stage());
    app.joins(payload, Some(name));
    let exercise = exercise(EXERCISE, Language::Zh);
    // The points, the word that ratings close, the tasks, and the check.
    let steps = exercise.key().points.len() + 1 + exercise.key().tasks.len() + 1;
    for (at, key) in exercise.key().points.iter().enumerate() {
        app.is_at_step(at + 1, steps);
        let scores = key.scores.0.map(|score| score.map(Score::value));
        let first = scores[0].map(|score| (score + above).clamp(0.0, 10.0).to_string());
        let [_, c, r, b] = scores.map(|score| score.map(|score| score.to_string()));
        app.rates_point([&first, &c, &r, &b].map(Option::as_deref));
        app.judges_point(key.stage.id(), key.best + 1);
        app.goes_on();
    }
    app.hands_in();
    let submission = app.handed();
    assert_eq!(
        submission.attempt.points().len(),
        exercise.key().points.len()
    );
    app.has_no_problems();
    (app, write_submission(&submission).expect("a text"))
}

/// The trainer's browser, after the class was collected: by the camera if there is one, else from
/// pictures and pasted codes.
fn collects(engine: Engine, id: EntryId, records: &[(String, String)], handed: &[String]) -> App {
    let stage = stage().with_stored(records);
    let stage = if engine == Engine::Chromium {
        let video = video_file("teaches-a-class-of-six");
        let codes: Vec<_> = handed.iter().map(String::as_str).collect();
        camera_video(&video, &codes);
        stage.with_camera(Camera::Shows(video))
    } else {
        stage
    };
    let app = App::open(engine, Language::Zh, stage);
    app.goes_to_session(id, "collect");
    app.counts_submissions("0 / 7");
    if engine == Engine::Chromium {
        app.press_button(app.text.scan_with_camera());
    } else {
        let (pictures, pasted) = handed.split_at(3);
        let pictures: Vec<_> = pictures
            .iter()
            .flat_map(|code| picture_files(code))
            .collect();
        app.reads_pictures(&pictures);
        app.counts_submissions("3 / 7");
        app.pastes_submissions(&pasted.join("\n"));
    }
    app.counts_submissions("6 / 7");
    app.has_no_problems();
    app
}

pub fn shows_a_class_of_three_hundred(engine: Engine) {
    let class = stored_session(300, 5);
    let codes = class.0.submissions().iter();
    let codes: Vec<_> = codes
        .map(|submission| write_submission(submission).expect("a text"))
        .collect();
    let mut empty = class.clone().hidden();
    empty.0 = empty.0.without_submissions();
    let app = App::open(engine, Language::Zh, stage().with_stored(&[empty.entry()]));
    let id = class.0.id;
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&codes.join("\n"));
    app.counts_submissions("300");
    app.goes_to_session(id, "join");
    app.click("#reveal");
    app.click("#confirm-reveal");
    app.sees("#show-code");
    app.goes_to_board(&class);
    app.sees("#alpha");
    app.reads("#handed-in", "300");
    let steps = app.count_steps();
    for step in 1..steps {
        app.click("#next-step");
        app.is_at_screen(step + 1);
    }
    app.catches_files();
    app.go(&class.route(SessionPart::Report));
    app.sees("#report h1");
    let file = app.saves_file("#points-save");
    let rows = read_contacts(&file.text).expect("a table").rows().len();
    let points = class.0.submissions()[0].attempt.points().len();
    assert_eq!(rows, 300 * points);
    app.has_no_problems();
}
