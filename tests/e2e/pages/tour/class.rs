//! The pages of a class: a trainee's, a session's, and those of exercises.

use serde_json::json;
use trust_velocity::route::SessionPart;

use crate::pages::{App, handed_in, route_in, stored_session_in};

pub(super) fn visit_trainee(app: &App, look: &mut dyn FnMut(&str)) {
    app.go("#/class/exercises/one-over-t/practice");
    app.sees("#begin");
    look("practice");
    app.begins_work();
    app.until("the scores' meanings are there", || {
        app.texts(".score-slider__meaning")
            .iter()
            .all(|meaning| !meaning.is_empty())
    });
    app.rates_point([Some("4.5"), Some("6"), None, Some("5")]);
    app.judges_point("initial", 2);
    look("practice-point");
    app.goes_on();
    app.click("#earlier summary");
    app.fill("#score-expertise", "11");
    app.goes_on();
    app.finds_fault("expertise", app.text.score_error_range());
    look("practice-point-errors");
    app.fill("#score-expertise", "7");
    app.click("#to-check");
    app.sees("#hand-in");
    look("practice-check");
    app.press_button(&app.text.task_number(&1));
    app.sees("#ratings-close");
    look("practice-closing");
    app.goes_on();
    app.fill("#velocity", "0.63");
    look("practice-velocity");
    app.click("#previous-step");
    app.sees("#ratings-closed");
    look("practice-point-closed");
    for _ in 0..4 {
        app.goes_on();
        app.settle();
    }
    app.click("#client-1");
    look("practice-faster");
    app.hands_in();
    look("practice-result");

    app.go("#/class");
    app.click("#join-other-ways summary");
    look("class");
    app.go("#/join/hello");
    app.sees("#not-opened");
    look("join-not-opened");
    let payload = app.assigns(7, "one-over-t", "K7PM2X");
    app.go(&format!("#/join/{payload}"));
    app.click("#begin");
    app.shows("#nickname-error", app.text.nickname_empty());
    look("join");
    app.joins(&payload, Some("Li"));
    app.rates_point([Some("4.5"), Some("6"), None, Some("5")]);
    app.hands_in();
    app.reveals("K7PM2Y");
    app.shows("#reveal-code-error", app.text.typed_code_wrong());
    look("handed-in");
    app.click("#someone-else");
    app.opens_dialog(app.text.someone_else());
    look("handed-in-dialog");
    app.press(thirtyfour::Key::Escape + "");
    app.has_no_dialog();
    app.reveals("K7PM2X");
    app.sees("#result");
    look("revealed");
}

pub(super) fn visit_session(app: &App, look: &mut dyn FnMut(&str)) {
    app.opens_session_form();
    look("session-new");
    app.fill("#minutes", "soon");
    app.click("#show-code");
    app.fill("#reveal-code", "?");
    app.saves();
    app.finds_fault("minutes", &app.text.count_error(&600));
    look("session-new-errors");
    app.fill("#minutes", "15");
    app.fill("#reveal-code", "K7PM2X");
    app.fill("#roster", "李雷、Ada Byron、王芳、韩梅");
    let id = app.begins_session();
    look("session-join");
    app.goes_to_session(id, "collect");
    let [first, second] = [(7, "李雷"), (8, "Ada Byron")]
        .map(|(trainee, name)| handed_in(id, trainee, 1, Some(name)));
    app.pastes_submissions(&format!("{first} {second} {second} {}", &first[..30]));
    app.counts_submissions("2 / 4");
    app.sees(".collect__entry");
    look("session-collect");
    app.goes_to_session(id, "join");
    app.unfolds("#keep");
    app.unfolds("#join-link");
    look("session-join-open");
    app.click("#reveal");
    app.opens_dialog(app.text.reveal());
    look("session-reveal");
    app.click("#confirm-reveal");
    app.click("#show-code");
    app.sees("#reveal-code");
    app.click(".toast__close");
    look("session-revealed");
    app.go("#/class");
    app.sees("#sessions");
    look("class");
}

pub(super) fn visit_board(app: &App, look: &mut dyn FnMut(&str)) {
    let session = stored_session_in(app.text.language(), 38, 1).expecting(40);
    let few = stored_session_in(app.text.language(), 2, 2).anonymous();
    app.go(&session.route(SessionPart::Board));
    app.sees("#not-here");
    look("board-missing");
    app.hears_of(&session.clone().hidden(), 1);
    app.sees("#not-revealed");
    look("board-not-revealed");
    app.hears_of(&session, 2);
    app.hears_of(&few, 1);
    for (step, name) in [(1, "overview"), (2, "point"), (6, "task"), (8, "end")] {
        app.set("#step", &(step - 1).to_string());
        app.is_at_screen(step);
        for fold in ["#reasons summary", "#working summary"] {
            if app.has(fold) {
                app.click(fold);
            }
        }
        if app.has("#show-code") {
            app.click("#show-code");
        }
        look(&format!("board-{name}"));
    }
    app.goes_to_board(&few);
    app.shows("h1", app.text.small_group_hidden());
    app.set("#step", "1");
    look("board-small-group");
    app.goes_to_report(&session);
    look("report");
    for session in [&session, &few] {
        app.script_with(
            "localStorage.removeItem(arguments[0])",
            json!([session.key()]),
        );
    }
    app.script("window.dispatchEvent(new Event('focus'))");
}

pub(super) fn visit_class_author(app: &App, look: &mut dyn FnMut(&str)) {
    app.opens_exercise("one-over-t");
    look("exercise");
    app.previews_exercise();
    look("exercise-preview");
    app.begins_exercise();
    look("exercise-new");
    app.click("#save-edited");
    app.focuses("#faults");
    look("exercise-new-errors");
    app.writes_exercise("断网");
    app.click("#add-faster");
    app.sees("#add-client-5");
    app.set("#task-4-of", "own");
    app.sees("#task-4-day-before");
    look("exercise-edit");
    app.click("#remove-5");
    app.sees("#put-back");
    app.set("#task-4-of", "1");
    look("exercise-edit-removed");
    app.saves_exercise("断网");
    app.click("#hand-on > summary");
    app.click("#exercise-qr summary");
    app.sees("#exercise-qr .qr__code");
    look("exercise-own");
    let message = app.value("#exercise-message");
    app.go("#/class");
    app.sees("#built-in-exercises");
    look("class");
    app.goes_to_take();
    look("exercise-take");
    app.click("#read-exercise");
    app.fails(app.text.nothing_pasted());
    look("exercise-import-error");
    app.go(&route_in(&message));
    app.reads("#received-exercise", app.text.exercise_here_already());
    look("exercise-taken");
    app.go("#/class/guide");
    app.sees("#guide .contents");
    look("guide");
    app.go("#/class/guide/exercises");
    app.sees("#trainers-sheets a");
    look("guide-exercises");
    app.go("#/class/exercises/one-over-t/trainer");
    app.sees("#sheet-notes li");
    look("trainers-sheet");
    app.go("#/class/exercises/one-over-t/paper");
    app.sees("#sheet .sheet__tasks");
    look("paper-sheet");
}
