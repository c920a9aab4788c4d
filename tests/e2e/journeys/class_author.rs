//! Exercises are looked through, written, and handed from one trainer to another.

use thirtyfour::Key;
use trust_velocity::domain::{Dimension, Language, Unit};
use trust_velocity::exchange::{ClassFile, FileError, link};

use crate::browser::Engine;
use crate::camera::picture_files;
use crate::pages::{App, route_in};
use crate::stage::Stage;

fn opens(engine: Engine, language: Language) -> App {
    App::open(engine, language, Stage::new().at("2026-04-20T09:00:00"))
}

/// Trainees come with a phone, and trainers with what is on the projector.
pub fn begins_with_what_the_screen_is_for(engine: Engine) {
    for (size, joins_first) in [((1280, 800), false), ((390, 844), true)] {
        let app = opens(engine, Language::Zh);
        app.resize(size);
        app.go("#/class");
        app.sees("#join-box");
        let order = "const [join, begin] = ['#join-box', '#begin-first']
                .map((css) => document.querySelector(css).getBoundingClientRect().top);
            return join < begin";
        assert_eq!(app.script(order), joins_first, "{size:?}");
        // The one thumb reaches the buttons to begin and to go on.
        if joins_first {
            app.go("#/myself");
            app.sees("#start");
            let width = "return document.querySelector('#start').getBoundingClientRect().width";
            let width = app.script_once_settled(width).as_f64().expect("a width");
            assert!(300.0 < width, "{width}");
        }
        app.has_no_problems();
    }
}

pub fn looks_through_the_exercises(engine: Engine) {
    let app = opens(engine, Language::Zh);
    app.go("#/class");
    app.sees("#built-in-exercises");
    assert_eq!(app.count("#built-in-exercises > li"), 17);
    // The one for a first class is the first.
    let first = "#built-in-exercises > li:first-child";
    app.reads(first, app.text.exercise_first());
    let first = app.attribute(&format!("{first} a"), "href");
    assert_eq!(
        app.attribute("#begin-first", "href"),
        format!("{first}/session")
    );
    assert!(!app.has("#own-exercises"));
    app.fill("#drill-number", "seven");
    app.click("#open-drill");
    app.shows("#drill-number-error", app.text.drill_number_error());
    app.focuses("#drill-number");
    app.fill("#drill-number", "7");
    app.click("#open-drill");
    app.arrives_at("#/class/exercises/drill-7");
    app.reads("h1", "7");
    app.previews_exercise();
    app.reads("#preview-content", &app.text.exercise_task(&5));
    app.go("#/class");
    app.click("#any-drill");
    app.until("some drill is open", || {
        app.route().starts_with("#/class/exercises/drill-")
    });
    app.go("#/class");
    app.click("#exercise-one-over-t");
    app.arrives_at("#/class/exercises/one-over-t");
    assert!(!app.has("#edit-exercise") && !app.has("#preview-content"));
    app.previews_exercise();
    app.reads("#preview-content", app.text.best_action());
    app.opens_exercise("drill-7");
    app.go("#/class/exercises/not-there");
    app.reads("#not-here", app.text.exercise_missing());
    app.has_no_problems();
}

pub fn copies_edits_and_exports_an_exercise(engine: Engine) {
    let app = opens(engine, Language::Zh);
    app.opens_exercise("one-over-t");
    app.copies_exercise();
    assert!(app.value("#title").ends_with(app.text.copy_mark()));
    // Nothing was changed, so nothing is lost.
    app.fill("#title", "数变小了");
    app.fill("#point-1-score-conduct", "3.5");
    app.saves_exercise("数变小了");
    app.previews_exercise();
    app.reads("#preview-content", "3.5");
    let file = app.exercise_file();
    app.go("#/class");
    app.reads("#own-exercises", "数变小了");
    app.click("#own-exercises a");
    app.click("#delete-exercise");
    app.tells(&app.text.deleted_what(&"数变小了"));
    app.arrives_at("#/class");
    app.sees_no("#own-exercises");
    app.undoes();
    app.reads("#own-exercises", "数变小了");
    app.has_no_problems();
    drop(app);

    let other = opens(engine, Language::En);
    other.goes_to_take();
    other.gives_file("exercise-file", "exercise.json", &file);
    other.adds_exercise("数变小了");
    assert_eq!(other.exercise_file(), file);
    // Its text does if no file can be saved; and nothing is imported twice.
    other.goes_to_take();
    other.set("#exercise-pasted", &file);
    other.click("#read-exercise");
    other.reads("#received-exercise", other.text.exercise_here_already());
    other.click("#open-exercise");
    other.shows("h1", "数变小了");
    other.has_no_problems();
}

pub fn says_what_an_exercise_lacks(engine: Engine) {
    let app = opens(engine, Language::En);
    app.begins_exercise();
    app.click("#save-edited");
    app.focuses("#faults");
    app.click(".faults__link");
    app.focuses("#title");
    app.shows("#title-error", app.text.title_error_empty());
    app.shows("#minutes-error", app.text.exercise_minutes_error());
    app.shows("#point-1-date-error", app.text.date_error_malformed());
    app.shows("#point-1-score-benefit-error", app.text.score_missing());
    app.shows("#point-1-best-error", app.text.best_error());
    assert_eq!(app.attribute("#title", "aria-invalid"), "true");
    app.fill("#title", "Two visits");
    app.shows("#title-error", "");
    // A fault within a part that is folded away unfolds it.
    app.click("#point-1 > summary");
    app.sees("#point-1:not([open])");
    app.fill("#minutes", "8");
    app.fill("#first-day", "0");
    app.click("#save-edited");
    app.focuses("#faults");
    app.click(".faults__link");
    app.sees("#point-1[open]");
    app.focuses("#point-1-date");
    // A removed part is restored as it was.
    app.fill("#point-1-facts", "She asks.");
    app.click("#remove-1");
    app.sees_no("#point-1");
    app.click("#put-back");
    app.sees("#point-1");
    assert_eq!(app.value("#point-1-facts"), "She asks.");
    app.until("what was put back is kept", || {
        let mut kept = app.storage().into_values();
        kept.any(|text| text.contains("She asks.") && text.contains("actions"))
    });
    app.reload();
    app.sees("#restored");
    assert_eq!(app.value("#title"), "Two visits");
    assert_eq!(app.value("#point-1-facts"), "She asks.");
    app.press_button(app.text.discard_draft());
    app.until("the form is as it began", || app.value("#title").is_empty());
    app.has_no_problems();
}

pub fn hands_an_exercise_on_by_link(engine: Engine) {
    let app = opens(engine, Language::Zh);
    app.writes_exercise("断网");
    let week = app.text.velocity_question(36, Unit::Week);
    assert_eq!(app.value("#task-4-ask"), week);
    app.reads("#task-4-answer", "3.79");
    // It follows its numbers until it is changed.
    app.click("#task-4-unit-day");
    let day = app.text.velocity_question(36, Unit::Day);
    app.until("the question follows the unit", || {
        app.value("#task-4-ask") == day
    });
    app.click("#task-4-unit-week");
    // Of one time point nothing has changed; its gate can be read.
    app.click("#add-reading");
    app.focuses("#task-5-ask");
    app.click("#save-edited");
    app.focuses("#faults");
    app.shows("#task-5-reads-error", &app.text.read_error_points(1));
    app.set("#task-5-reading", "gate_initial");
    app.shows("#task-5-reads-error", "");
    app.reads("#task-5-answer", app.text.dimension(Dimension::Conduct));
    app.saves_exercise("断网");
    app.click("#hand-on > summary");
    let message = app.value("#exercise-message");
    assert!(route_in(&message).is_ascii());
    let keys = app.storage().into_keys();
    assert!(!keys.into_iter().any(|key| key.contains("draft")));
    app.has_no_problems();
    drop(app);

    let other = opens(engine, Language::Zh);
    other.go(&format!("{}?from=singlemessage", route_in(&message)));
    other.adds_exercise("断网");
    other.previews_exercise();
    other.reads("#preview-content", "3.79");
    other.reads("#preview-content", "5.5 / 6");
    other.has_no_problems();
}

pub fn hands_a_long_exercise_on_by_codes(engine: Engine) {
    let app = opens(engine, Language::Zh);
    app.opens_exercise("one-over-t");
    app.copies_exercise();
    let title = app.value("#title");
    app.click("#save-edited");
    app.sees("#hand-on");
    app.click("#hand-on > summary");
    app.reads("#no-link", "2000");
    assert!(!app.has("#exercise-message"));
    app.click("#show-codes");
    app.sees("#hand-on .qr__code");
    let file = app.exercise_file();
    app.has_no_problems();
    drop(app);

    let Ok(ClassFile::Exercise(exercise)) = ClassFile::read(&file) else {
        panic!("an exercise's file: {file}");
    };
    let payload = link::write_exercise(&exercise).expect("it fits into codes");
    let other = opens(engine, Language::Zh);
    other.goes_to_take();
    other.reads_pictures(&picture_files(&payload));
    other.adds_exercise(&title);
    other.has_no_problems();
}

pub fn says_why_no_exercise_is_taken(engine: Engine) {
    let app = opens(engine, Language::En);
    let text = app.text;
    app.go("#/class/take/hello");
    app.fails(text.import_foreign());
    app.goes_to_take();
    app.click("#read-exercise");
    app.fails(text.nothing_pasted());
    let foreign = text.import_file_error(&FileError::Foreign);
    for (pasted, words) in [
        ("just some words", text.import_foreign()),
        ("AQYxxxxxxxxxxxxxxxxx", text.import_damaged()),
        ("{\"a\": 1}", &foreign),
    ] {
        app.set("#exercise-pasted", pasted);
        app.click("#read-exercise");
        app.fails(words);
    }
    app.gives_file("exercise-file", "holiday.json", "{\"format\": 1");
    app.sees(".form__failure");
    app.has_no_problems();
}

pub fn reads_the_trainers_guide(engine: Engine) {
    for language in Language::ALL {
        let app = opens(engine, language);
        app.go("#/class");
        app.click("#to-guide");
        app.shows("h1", app.text.trainers_guide());
        app.sees("#guide .contents");
        // The contents hold all pages for the printer, unseen.
        let entries = app.count("#guide .contents a");
        assert!(15 < entries && entries == app.count(".guide__paper .prose"));
        let unseen = "return getComputedStyle(document.querySelector('.guide__paper')).display";
        assert_eq!(app.script(unseen), "none");
        app.click("#guide .contents li:nth-child(3) a");
        app.arrives_at("#/class/guide/exercises");
        app.focuses("h1");
        app.sees("#trainers-sheets a");
        assert_eq!(app.count("#trainers-sheets a"), 17);
        app.press(Key::Right + "");
        app.arrives_at("#/class/guide/plan");
        app.click("#previous-page");
        app.arrives_at("#/class/guide/exercises");
        app.click("#trainers-sheets li:first-child a");
        app.sees("#sheet-notes li");
        // An old link to a page that there is no more.
        app.go("#/class/guide/no-such-page");
        app.sees("#guide .contents");
        app.has_no_problems();
    }
}

/// The slugs of the built-in exercises, as their list has them.
fn built_in(app: &App) -> Vec<String> {
    app.go("#/class/guide/exercises");
    app.sees("#trainers-sheets a");
    let hashes = app
        .script("return [...document.querySelectorAll('#trainers-sheets a')].map((it) => it.hash)");
    let hashes: Vec<String> = serde_json::from_value(hashes).expect("a list of hashes");
    let slugs = hashes.iter().filter_map(|hash| hash.split('/').nth(3));
    slugs.map(str::to_owned).collect()
}

pub fn prints_exercises_on_paper(engine: Engine) {
    let app = opens(engine, Language::Zh);
    app.opens_exercise("late-seal-repaired");
    app.click("#trainers-sheet");
    app.sees("#sheet-notes li");
    assert_eq!(app.count("#sheet-notes li"), 6);
    assert_eq!(app.count("#sheet-key tbody tr"), 4);
    app.sees("#print");
    app.opens_exercise("late-seal-repaired");
    app.click("#paper-sheet");
    app.sees(".sheet__tasks");
    assert_eq!(app.count(".sheet__point .sheet__score"), 4 * 4);
    assert_eq!(app.count(".sheet__point .sheet__box"), 4 * (4 + 3));
    // The key stays behind: not even its words for a blank or a reason are made.
    app.sees_no("#sheet-key");
    let words = app.texts("#sheet").concat();
    assert!(!words.contains("落到 2–4 一档"), "{words}");

    // A number drill has tasks alone.
    app.go("#/class/exercises/drill-7/paper");
    app.sees(".sheet__space");
    app.sees_no(".sheet__score");
    if engine == Engine::Chromium {
        for language in Language::ALL {
            let app = opens(engine, language);
            for slug in built_in(&app) {
                app.go(&format!("#/class/exercises/{slug}/trainer"));
                app.sees("#sheet-notes li");
                assert_eq!(app.prints_by_styles().sheets(), 1, "{language:?} {slug}");
            }
        }
    }
    app.has_no_problems();
}
