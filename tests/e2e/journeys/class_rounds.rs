//! A class votes, talks and votes again: the second round on a phone, at the trainer's and on the board.

use serde_json::json;
use thirtyfour::Key;
use trust_velocity::{
    domain::{
        Dimension, Language, Name, Score,
        classroom::{Accepted, Board, BothRounds, Round, Submission},
    },
    exchange::link::{Assignment, write_submission},
};

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{
    App, StoredSession, begun_session, class_exercise, handed_in, handed_in_again, route_in,
    stored_session, stored_session_in,
};
use crate::stage::Stage;

/// Three time points, then tasks that tell scores of the key.
const SLUG: &str = "heat-pump-information-gap";
const CODE: &str = "K7PM2X";

fn stage() -> Stage {
    Stage::new().at("2026-11-22T09:00:00")
}

fn written(submission: &Submission) -> String {
    write_submission(submission).expect("a text")
}

pub fn revises_answers_in_a_second_round(engine: Engine) {
    let app = App::open(engine, Language::Zh, stage());
    let zh = app.text;
    app.resize(PHONE);
    let first_code = app.assigns(7, SLUG, CODE);
    let second_code = Assignment::second_round(&first_code).expect("a payload");
    app.joins(&first_code, Some("李雷"));
    app.rates_point([Some("4"), Some("5"), None, Some("6")]);
    app.judges_point("deepening", 1);
    app.hands_in();
    let first = app.handed();
    assert_eq!((first.round, first.edition), (Round::First, 1));

    // The second round begins from the first answers; a name is not asked for again.
    app.go(&format!("#/join/{second_code}"));
    app.reads("#second-round", zh.second_round_from_first());
    app.reads("#same-name", "李雷");
    assert!(!app.has("#nickname"));
    app.has_no_problems();
    app.begins_work();
    assert_eq!(app.value("#score-conduct"), "5.0");
    app.rates_point([Some("7"), Some("5"), None, Some("6")]);
    app.hands_in();
    app.reads("#second-round", zh.handed_in_second());
    let second = app.handed();
    assert_eq!((second.round, second.edition), (Round::Second, 1));
    assert_eq!((second.id, &second.name), (first.id, &first.name));
    let scores = second.attempt.points()[0].scores;
    assert_eq!(scores[Dimension::Expertise].map(Score::value), Some(7.0));
    assert_eq!(scores[Dimension::Conduct].map(Score::value), Some(5.0));
    assert_eq!(scores[Dimension::Relationship], None);

    // Neither code loses what the other has, over a reload too.
    app.go(&format!("#/join/{first_code}"));
    app.until("the first answers are there", || {
        app.value("#submission-message").contains(&written(&first))
    });
    assert!(!app.has("#second-round"));
    app.go(&format!("#/join/{second_code}"));
    app.sees("#second-round");
    app.reload();
    assert_eq!(app.handed(), second);
    app.unfolds("#first-code");
    let message = app.value("#first-submission-message");
    assert!(message.contains(&written(&first)), "{message}");
    app.click("#change-answers");
    app.press_button(&app.texts("#open button")[0]);
    app.rates_point([Some("6"), Some("5"), None, Some("6")]);
    app.hands_in();
    let edited = app.handed();
    assert_eq!((edited.round, edited.edition), (Round::Second, 2));
    app.reveals(CODE);
    app.sees("#result");
    app.has_no_problems();
}

pub fn begins_the_second_round_on_another_phone(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    let first_code = app.assigns(7, SLUG, CODE);
    let second_code = Assignment::second_round(&first_code).expect("a payload");
    app.go(&format!("#/join/{second_code}"));
    app.reads("#second-round", app.text.second_round_from_nothing());
    app.fill("#nickname", "Li");
    app.begins_work();
    app.hands_in();
    let handed = app.handed();
    assert_eq!((handed.round, handed.edition), (Round::Second, 1));
    assert!(!app.has("#first-code"));
    app.has_no_problems();
}

pub fn begins_a_second_round(engine: Engine) {
    let session = begun_session(&["李雷", "韩梅", "王芳"]);
    let id = session.0.id;
    let app = App::open(
        engine,
        Language::Zh,
        stage().with_stored(&[session.entry()]),
    );
    let text = app.text;
    app.goes_to_session(id, "collect");
    let handed = [(7, "李雷"), (8, "韩梅")].map(|(at, who)| handed_in(id, at, 1, Some(who)));
    app.pastes_submissions(&handed.join("\n"));
    app.counts_submissions("2 / 3");
    app.goes_to_session(id, "join");
    app.sees("#join-code .qr__code");
    let first = route_in(&app.value("#join-message"));
    assert!(!app.has("#second-round-note"));
    app.click("#vote-again");
    let question = text.vote_again_question(&text.handed_in_of(&2, &3));
    app.reads("dialog[open]", &question);
    app.click("#confirm-vote-again");
    app.tells(text.second_round_begun());
    app.counts_submissions("0 / 3");
    app.reads("#second-round-note", &text.first_round_count(&2));
    app.until("the second code is there", || {
        route_in(&app.value("#join-message")) != first
    });
    let second = route_in(&app.value("#join-message"));
    let opened = Assignment::find(&second).expect("an assignment");
    let begun = Assignment::find(&first).expect("an assignment");
    assert_eq!((opened.session, opened.round), (id, Round::Second));
    assert_eq!(
        (opened.assigned, opened.sealed),
        (begun.assigned, begun.sealed)
    );
    assert_eq!(app.texts("#missing li"), ["李雷", "韩梅", "王芳"]);
    app.has_no_problems();

    // Undone, it is the first round again.
    app.undoes();
    app.sees("#vote-again");
    app.counts_submissions("2 / 3");
    app.click("#vote-again");
    app.click("#confirm-vote-again");
    app.sees("#second-round-note");

    // Both rounds come in.
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&handed_in_again(id, 7, "李雷"));
    app.counts_submissions("1 / 3");
    let lei = Name::new("李雷").expect("a name");
    let accepted = text.accepted_in(&Accepted::New, Some(&lei), Round::Second, 1);
    app.shows("#last-collected", &accepted);
    app.pastes_submissions(&handed_in(id, 9, 1, Some("王芳")));
    let fang = Name::new("王芳").expect("a name");
    let accepted = text.accepted_in(&Accepted::New, Some(&fang), Round::First, 3);
    app.shows("#last-collected", &accepted);
    app.reload();
    app.goes_to_session(id, "join");
    app.reads("#second-round-note", &text.first_round_count(&3));
    app.counts_submissions("1 / 3");
    app.click("#reveal");
    app.click("#confirm-reveal");
    app.sees("#show-code");
    assert!(!app.has("#vote-again"));
    app.has_no_problems();
}

/// The figures of both rounds of a stored session.
fn rounds_of(session: &StoredSession) -> BothRounds {
    let board = Board::new(class_exercise(session.0.language), &session.0);
    board.both_rounds().expect("two rounds").clone()
}

pub fn shows_how_far_a_class_moved(engine: Engine) {
    for language in [Language::Zh, Language::En] {
        let class = stored_session_in(language, 12, 1).voted_again();
        let app = App::open(engine, language, stage().with_stored(&[class.entry()]));
        let text = app.text;
        app.resize((1024, 768));
        app.catches_files();
        app.goes_to_board(&class);
        let exercise = class_exercise(language);
        let (points, tasks) = (exercise.case().points.len(), exercise.case().tasks.len());
        assert_eq!(app.count_steps(), 2 * points + tasks + 3);
        let rounds = rounds_of(&class);
        app.press(Key::Right + "");
        app.is_at_screen(2);
        app.shows("h1", &text.spreads(rounds.spreads()));
        app.reads("#rounds-of", &text.rounds_of(&12, &12, &12));
        let error = rounds.error.expect("a key");
        let [first, second] = [error.first, error.second].map(|error| format!("{error:.2}"));
        app.reads("#towards-key", &text.error_moved(&first, &second));
        app.shows("#not-learning", text.convergence_is_not_learning());
        let fits = |what: &str| {
            let outside = "return [...document.querySelectorAll(arguments[0])]
                .map((it) => it.getBoundingClientRect())
                .filter((it) => it.top < 0 || innerHeight < it.bottom || it.height < 10).length";
            app.until(&format!("{what} is on the screen"), || {
                app.script_with(outside, json!([what])) == json!(0)
            });
        };
        fits("#rounds-of, #towards-each-other, #towards-key, #not-learning");
        app.has_no_problems();
        app.press(Key::Right + "");
        app.press(Key::Right + "");
        app.is_at_screen(4);
        app.shows("h1", &text.point_two_rounds(&1));
        assert_eq!(app.count("#point-rounds tbody tr"), 4);
        let cell = rounds.points[0][Dimension::Expertise].expect("a class with names");
        assert_eq!(app.texts("#point-rounds tbody td")[0], cell.n.to_string());
        assert_eq!(app.count("#point-rounds .rounds-track__mean"), 8);
        fits("#point-rounds .rounds-track, #point-rounds .table");
        app.has_no_problems();

        app.goes_to_report(&class);
        app.reads("#report-rounds", text.convergence_is_not_learning());
        assert_eq!(app.count("#report-rounds tbody tr"), 4 * points);
        let file = app.saves_file("#rounds-save");
        assert_eq!(file.name, "trust-velocity-class-2026-11-22-rounds.csv");
        assert_eq!(file.text.lines().count(), 1 + 4 * points);
        app.has_no_problems();
    }
}

pub fn hides_two_rounds_of_a_small_anonymous_class(engine: Engine) {
    let once = stored_session(4, 2);
    let few = stored_session(2, 3).voted_again().anonymous();
    let records = [once.entry(), few.entry()];
    let app = App::open(engine, Language::Zh, stage().with_stored(&records));
    // A class that voted once has none of it.
    app.catches_files();
    app.goes_to_report(&once);
    app.sees("#points-save");
    assert!(!app.has("#report-rounds, #rounds-save"));

    app.goes_to_board(&few);
    app.press(Key::Right + "");
    app.is_at_screen(2);
    let hidden = app.text.small_group_hidden();
    app.shows("h1", hidden);
    app.reads("#towards-key", hidden);
    app.press(Key::Right + "");
    app.press(Key::Right + "");
    app.is_at_screen(4);
    app.reads("#point-rounds", app.text.distribution_hidden());
    assert!(!app.has(".rounds-track__mean"));
    app.goes_to_report(&few);
    app.reads("#report-rounds", hidden);
    let file = app.saves_file("#rounds-save");
    let digits = |line: &str| line.rsplit(',').take(8).all(str::is_empty);
    assert!(file.text.lines().skip(1).all(digits), "{}", file.text);
    app.has_no_problems();
}
