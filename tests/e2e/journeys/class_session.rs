//! A trainer begins a session, collects, reveals, and exports it.

use thirtyfour::Key;
use trust_velocity::domain::{
    EntryId, Language, Name,
    classroom::{Accepted, HandedIn, RevealCodeError, Round, Submission},
};
use trust_velocity::exchange::link::{
    Assigned, Assignment, LinkError, find_submissions, write_signed_submission, write_submission,
};
use trust_velocity::i18n::Text;

use crate::browser::Engine;
use crate::camera::{Camera, camera_video, mirrored_picture_files, picture_files, video_file};
use crate::pages::{
    App, begun_session, handed_in, handed_in_of_other_case, handed_in_with_a_later_task,
    handed_in_with_an_action, own_exercise, route_in,
};
use crate::stage::Stage;

fn stage() -> Stage {
    let stage = Stage::new().at("2026-11-22T09:00:00");
    stage.with_downloads_kept()
}

fn opens(engine: Engine) -> App {
    App::open(engine, Language::Zh, stage())
}

/// A session with three names on its list, whose page is open.
fn begun(engine: Engine) -> (App, EntryId) {
    let session = begun_session(&["李雷", "韩梅", "王芳"]);
    let stage = stage().with_stored(&[session.entry()]);
    let app = App::open(engine, Language::Zh, stage);
    let id = session.0.id;
    app.goes_to_session(id, "join");
    app.sees("#join-code .qr__code");
    (app, id)
}

/// The words of the log for a submission of the first round.
fn accepted(accepted: &Accepted, name: Option<&Name>, count: usize) -> String {
    Text(Language::Zh).accepted_in(accepted, name, Round::First, count)
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

pub fn begins_a_session(engine: Engine) {
    let app = opens(engine);
    app.opens_session_form();
    app.fill("#minutes", "0");
    app.fill("#expected", "many");
    // On a projector, the code would be read by the class.
    assert!(!app.has("#reveal-code"));
    app.click("#show-code");
    app.fill("#reveal-code", "揭晓");
    app.saves();
    app.finds_fault("minutes", &app.text.count_error(&600));
    app.finds_fault("expected", &app.text.count_error(&600));
    let words = app.text.reveal_code_error(RevealCodeError::Character('揭'));
    app.finds_fault("reveal-code", &words);
    app.fill("#reveal-code", "K7PM2");
    app.saves();
    let words = app.text.reveal_code_error(RevealCodeError::Length(5));
    app.finds_fault("reveal-code", &words);
    // An error comes back into sight.
    app.click("#show-code");
    app.sees_no("#reveal-code");
    app.saves();
    app.finds_fault("reveal-code", &words);
    app.fill("#minutes", "2");
    app.fill("#expected", "40");
    app.fill("#reveal-code", "k7-pm 2x");
    app.click("#naming-anonymous");
    app.sees_no("#roster");
    let id = app.begins_session();
    app.counts_submissions("0 / 40");
    app.click("#code-large");
    app.opens_dialog(app.text.join_code_title());
    let share = "const code = document.querySelector('dialog[open] .qr__code');
        return code.getBoundingClientRect().height / innerHeight";
    let share = app.script_once_settled(share).as_f64().expect("a share");
    assert!((0.7..1.0).contains(&share), "{share} of the screen");
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.shows("#no-names", app.text.anonymous_note());
    let link = route_in(&app.value("#join-message"));
    assert!(link.starts_with("#/join/"), "{link}");
    let assignment = Assignment::find(&link).expect("an assignment");
    assert_eq!(assignment.session, id);
    assert!(assignment.is_anonymous);
    assert_eq!(assignment.language, Language::Zh);
    let known = "one-over-t".parse().expect("an exercise's id");
    assert_eq!(assignment.assigned, Assigned::Known(known));
    app.has_no_problems();
}

pub fn begins_a_session_of_an_own_exercise(engine: Engine) {
    let (case, entry) = own_exercise();
    let app = App::open(engine, Language::En, Stage::new().with_stored(&[entry]));
    app.go("#/class/exercises/00000000000000aa/session");
    app.sees("#naming-named");
    assert!(!app.has("#language-zh"));
    let id = app.begins_session();
    // It is more than one code holds.
    let address = app.script("return location.href.split('#')[0]");
    let address = address.as_str().expect("an address");
    app.reads(".session__steps", &app.text.step_scan_within(&address));
    app.sees("#join-code .qr__count");
    let link = route_in(&app.value("#join-message"));
    let assignment = Assignment::find(&link).expect("an assignment");
    assert_eq!(assignment.assigned, Assigned::Own(Box::new(case)));
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&handed_in(id, 7, 1, None));
    app.shows(
        "#last-collected",
        &app.text.accepted_in(&Accepted::New, None, Round::First, 1),
    );
    app.has_no_problems();
}

pub fn keeps_the_time(engine: Engine) {
    // The other journeys' clock is reset at every reload.
    let app = App::open(engine, Language::Zh, Stage::new());
    app.opens_session_form();
    app.begins_session();
    app.shows("#time-left", "15:00");
    app.click("#timer-longer");
    app.shows("#time-left", "16:00");
    app.click("#timer-toggle");
    app.shows("#timer-toggle", app.text.timer_pause());
    app.until("it runs", || app.text("#time-left").starts_with("15:5"));
    app.reload();
    app.shows("#timer-toggle", app.text.timer_pause());
    app.click("#timer-toggle");
    app.shows("#timer-toggle", app.text.timer_start());
    let left = app.text("#time-left");
    assert!(left.as_str() < "16:00", "{left}");
    app.reload();
    app.shows("#time-left", &left);
    app.click("#timer-reset");
    app.opens_dialog(app.text.timer_reset());
    app.until("the exercise's minutes are there", || {
        !app.value("#reset-minutes").is_empty()
    });
    app.fill("#reset-minutes", "3");
    app.click("#confirm-timer");
    app.has_no_dialog();
    app.shows("#time-left", "3:00");
    // It ran out while the page was closed.
    app.click("#timer-toggle");
    app.shows("#timer-toggle", app.text.timer_pause());
    let key = format!("trust-velocity/session/{}", app.session_id());
    let stored = app.stored(&key).expect("a session");
    let (before, rest) = stored.split_once("\"until\":").expect("it runs");
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    app.stores(&key, &format!("{before}\"until\":1000{rest}"));
    app.reload();
    app.shows("#time-over", app.text.time_is_over());
    app.click("#timer-longer");
    app.until("a minute is left", || {
        ["1:00", "0:5"]
            .iter()
            .any(|part| app.text("#time-left").starts_with(part))
    });
    app.sees_no("#time-over:not(:empty)");
    app.has_no_problems();
}

pub fn collects_what_is_pasted(engine: Engine) {
    let app = opens(engine);
    app.opens_session_form();
    app.fill("#roster", "李雷、韩梅，王芳");
    let id = app.begins_session();
    let text = app.text;
    let [lei, mei] = ["李雷", "韩梅"].map(name);
    let link = app.value("#join-message");
    app.goes_to_session(id, "collect");
    app.counts_submissions("0 / 3");
    let from_li = handed_in(id, 7, 2, Some("李雷"));
    let from_han = handed_in(id, 8, 1, Some("韩梅"));
    let from_outside = handed_in(EntryId::new(5), 9, 1, Some("外人"));
    app.pastes_submissions(&format!(
        "李雷：{from_li}\n韩梅 09:30\n{from_han}。\n收到{from_han}\n{from_outside}\n{}\n{}",
        &from_li[..40],
        handed_in_of_other_case(id, 10),
    ));
    app.shows("#last-collected", &text.collect_counts(&2, &1, &3));
    app.counts_submissions("2 / 3");
    app.shows("#collect-counts", &text.collect_counts(&2, &1, &3));
    let damaged = text.submission_problem(&from_li[..16], &LinkError::Damaged);
    let entries = [
        text.other_case(None),
        accepted(&Accepted::OtherSession, Some(&name("外人")), 2),
        accepted(&Accepted::Repeated, Some(&mei), 2),
        accepted(&Accepted::New, Some(&mei), 2),
        accepted(&Accepted::New, Some(&lei), 1),
        damaged,
    ];
    assert_eq!(app.texts(".collect__entry"), entries);
    assert_eq!(app.value("#pasted"), "");

    // Without a signature, the trainer decides.
    app.pastes_submissions(&handed_in(id, 8, 2, Some("韩 梅")));
    app.shows(
        "#last-collected",
        &accepted(&Accepted::Unsigned, Some(&name("韩 梅")), 2),
    );
    app.lets_it_count();
    app.shows(
        "#last-collected",
        &accepted(&Accepted::Replaced, Some(&name("韩 梅")), 2),
    );
    // Who writes another's number into their text takes nobody's place.
    app.pastes_submissions(&handed_in(id, 8, u32::MAX, Some("马乐")));
    app.shows(
        "#last-collected",
        &accepted(&Accepted::WrongEdition(u32::MAX), Some(&name("马乐")), 2),
    );
    app.pastes_submissions(&handed_in(id, 8, 3, Some("马乐")));
    app.shows(
        "#last-collected",
        &accepted(
            &Accepted::Beside(Some(name("韩 梅"))),
            Some(&name("马乐")),
            3,
        ),
    );
    app.pastes_submissions(&handed_in(id, 7, 1, Some("李雷")));
    app.shows(
        "#last-collected",
        &accepted(&Accepted::Older, Some(&lei), 2),
    );
    app.pastes_submissions("大家好！");
    app.shows(
        "#last-collected",
        &text.submission_error(&LinkError::Foreign),
    );
    app.pastes_submissions(&link);
    app.reads(
        "#last-collected",
        &text.submission_error(&LinkError::OtherKind),
    );
    app.counts_submissions("3 / 3");
    app.gives_file(
        "collect-files",
        "wang.txt",
        &handed_in_with_a_later_task(id, 11, "王 芳"),
    );
    let words = accepted(&Accepted::New, Some(&name("王 芳")), 4);
    app.shows(
        "#last-collected",
        &text.with_tasks_beyond(words, &Accepted::New, 1),
    );

    app.goes_to_session(id, "join");
    app.counts_submissions("4 / 3");
    // Spaces in a name do not count.
    app.reads("#handed", "马乐");
    assert_eq!(app.texts("#missing li"), [""; 0]);
    assert_eq!(app.texts("#handed li"), ["李雷", "韩 梅", "马乐", "王 芳"]);
    app.reload();
    app.counts_submissions("4 / 3");
    app.go("#/class");
    app.reads("#sessions", &text.handed_in_of(&4, &3));
    app.has_no_problems();
}

pub fn takes_a_change_from_the_same_phone_alone(engine: Engine) {
    let app = opens(engine);
    app.opens_session_form();
    let id = app.begins_session();
    let text = app.text;
    let payload = Assignment::find(&app.value("#join-message")).expect("a class link");
    let payload = payload.write().expect("a payload");
    // The trainee's phone, played by the same browser.
    app.joins(&payload, Some("李雷"));
    app.hands_in();
    let (sent, first) = (app.value("#submission-message"), app.handed());
    app.click("#change-answers");
    app.click("#open button");
    app.rates_point([Some("2.5"), Some("5"), None, Some("4.5")]);
    app.hands_in();
    let changed = app.value("#submission-message");
    let found = find_submissions(&changed).submissions;
    let [HandedIn::Signed(signed)] = &found[..] else {
        panic!("not signed: {changed}");
    };
    let claimed = signed.claimed.clone();
    assert_eq!((claimed.id, claimed.edition), (first.id, 2));
    assert_eq!(signed.key.id(), first.id);

    app.goes_to_session(id, "collect");
    app.pastes_submissions(&sent);
    app.shows(
        "#last-collected",
        &accepted(&Accepted::New, Some(&name("李雷")), 1),
    );
    // Somebody who has read both texts writes another edition, without a signature and with the one that is
    // there.
    let forged = Submission {
        edition: 3,
        ..claimed
    };
    app.pastes_submissions(&write_submission(&forged).expect("a text"));
    app.shows(
        "#last-collected",
        &accepted(&Accepted::Unsigned, Some(&name("李雷")), 1),
    );
    let forged = write_signed_submission(&forged, &signed.key, &signed.signature);
    app.pastes_submissions(&forged.expect("a text"));
    let who = text.who(Some(&name("李雷")));
    app.shows("#last-collected", &text.accepted_forged(&who));
    app.pastes_submissions(&changed);
    app.shows(
        "#last-collected",
        &accepted(&Accepted::Replaced, Some(&name("李雷")), 1),
    );
    app.shows("#collect-counts", &text.collect_counts(&2, &0, &2));
    app.counts_submissions("1");
    app.has_no_problems();
}

pub fn brings_former_answers_back(engine: Engine) {
    let (app, id) = begun(engine);
    let text = app.text;
    let who = text.who(Some(&name("李雷")));
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&handed_in(id, 7, 1, Some("李雷")));
    app.counts_submissions("1 / 3");
    app.goes_to_session(id, "join");
    assert!(!app.has("#former"));

    app.goes_to_session(id, "collect");
    let changed = handed_in_with_an_action(id, 7, 2, Some("李雷"));
    app.pastes_submissions(&changed);
    app.lets_it_count();
    app.shows(
        "#last-collected",
        &accepted(&Accepted::Replaced, Some(&name("李雷")), 1),
    );
    app.goes_to_session(id, "join");
    app.reads("#former summary", &text.former_title(1));
    app.unfolds("#former");
    app.reads("#former li p", &text.former_now(&who, &2));
    app.click("#former li button");
    app.tells(&text.answers_brought_back(&who, &1));
    app.reads("#former li p", &text.former_now(&who, &1));
    app.undoes();
    app.reads("#former li p", &text.former_now(&who, &2));
    app.click("#former li button");
    app.reads("#former li p", &text.former_now(&who, &1));

    // The chat pasted once more does not undo it.
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&changed);
    app.sees(".collect__entry[data-outcome=duplicate]");
    app.reload();
    app.goes_to_session(id, "join");
    app.counts_submissions("1 / 3");
    app.unfolds("#former");
    app.reads("#former li p", &text.former_now(&who, &1));
    app.has_no_problems();
}

pub fn collects_a_whole_class_at_once(engine: Engine) {
    let (app, id) = begun(engine);
    app.goes_to_session(id, "collect");
    let codes = (1..=300).map(|trainee| handed_in(id, trainee, 1, Some(&format!("学员{trainee}"))));
    let chat: Vec<_> = codes.map(|code| format!("答：{code}")).collect();
    app.pastes_submissions(&chat.join("\n"));
    app.counts_submissions("300 / 3");
    app.shows("#last-collected", &app.text.collect_counts(&300, &0, &0));
    assert_eq!(app.count(".collect__entry"), 300);
    app.has_no_problems();
}

pub fn collects_from_pictures(engine: Engine) {
    let (app, id) = begun(engine);
    app.goes_to_session(id, "collect");
    let codes = [(7, "李雷"), (8, "韩梅")].map(|(at, who)| handed_in(id, at, 1, Some(who)));
    let mut pictures = picture_files(&codes[0]);
    // A photograph of a dark page, by a front camera.
    pictures.extend(mirrored_picture_files(&codes[1]));
    app.reads_pictures(&pictures);
    app.counts_submissions("2 / 3");
    app.has_no_problems();
}

pub fn collects_by_the_camera(engine: Engine) {
    let (app, id) = begun(engine);
    let codes = [(7, "李雷"), (8, "韩梅")].map(|(at, who)| handed_in(id, at, 1, Some(who)));
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&codes[0]);
    app.counts_submissions("1 / 3");
    let records: Vec<_> = app.storage().into_iter().collect();
    drop(app);
    let video = video_file("collects-by-the-camera");
    camera_video(&video, &[&codes[0], &codes[1], "https://example.com/"]);
    let stage = Stage::new().with_stored(&records);
    let app = App::open(
        engine,
        Language::Zh,
        stage.with_camera(Camera::Shows(video)),
    );
    app.goes_to_session(id, "collect");
    app.press_button(app.text.scan_with_camera());
    app.counts_submissions("2 / 3");
    // The camera goes on to the next code, whatever the outcome.
    app.sees(".collect__entry[data-outcome=duplicate]");
    app.sees(".collect__entry[data-outcome=refused]");
    app.counts_submissions("2 / 3");
    app.press_button(app.text.turn_camera_off());
    app.has_no_problems();
}

pub fn reveals_and_takes_it_back(engine: Engine) {
    let (app, id) = begun(engine);
    let text = app.text;
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&handed_in(id, 7, 1, Some("李雷")));
    app.counts_submissions("1 / 3");
    app.goes_to_session(id, "join");
    app.click("#reveal");
    app.reads("dialog[open]", &text.reveal_question(1, Some(3)));
    app.click("#confirm-reveal");
    app.tells(text.revealed_now());
    app.sees("#show-code");
    app.undoes();
    app.sees("#reveal");
    app.click("#reveal");
    app.click("#confirm-reveal");
    app.sees("#show-code");
    // The code is a step of its own.
    assert!(!app.has("#reveal-code"));
    app.click("#show-code");
    app.focuses("#reveal-code");
    assert_eq!(app.text(".shown-code__code").len(), 6);
    app.click("#show-code");
    app.sees_no("#reveal-code");

    app.goes_to_session(id, "collect");
    app.shows("#is-revealed", text.collect_after_reveal());
    app.goes_to_session(id, "join");
    app.unfolds("#keep");
    app.click("#reset-session");
    app.reads("dialog[open]", &text.reset_question(1));
    app.click("#confirm-reset");
    app.tells(&text.submissions_deleted(1));
    app.counts_submissions("0 / 3");
    app.sees("#reveal");
    // One that comes before it is undone stays.
    app.goes_to_session(id, "collect");
    app.pastes_submissions(&handed_in(id, 8, 1, Some("韩梅")));
    app.counts_submissions("1 / 3");
    app.goes_to_session(id, "join");
    app.press_undo();
    app.tells(app.text.undone());
    app.counts_submissions("2 / 3");
    app.sees("#show-code");

    app.unfolds("#keep");
    app.click("#delete-session");
    app.reads("dialog[open]", &text.delete_session_question(2));
    app.click("#confirm-delete");
    app.arrives_at("#/class");
    app.reads(".empty", text.no_sessions());
    app.undoes();
    app.reads("#sessions", &text.handed_in_of(&2, &3));

    // One that cannot be read is listed, and kept.
    let key = format!("trust-velocity/session/{id}");
    let damaged = app.stored(&key).expect("a session");
    let damaged = damaged.replace("\"timer\"", "\"tinner\"");
    app.stores(&key, &damaged);
    app.reload();
    app.sees(&format!("#unread-{id}"));
    app.go(&format!("#/class/sessions/{id}/join"));
    app.sees("#not-here");
    assert_eq!(app.stored(&key), Some(damaged));
    app.has_no_problems();
}

pub fn brings_two_collections_together(engine: Engine) {
    let (one, id) = begun(engine);
    let text = one.text;
    let exported = |app: &App, count: u64| {
        app.goes_to_session(id, "join");
        app.unfolds("#keep");
        app.click("#save-session");
        app.until("the file is saved", || {
            app.script("return saved.length") == count
        });
        let saved = app.script("return saved.at(-1)");
        let name = saved["name"].as_str().unwrap_or_default().to_owned();
        assert!(name.starts_with("信任速度-课堂-"), "{name}");
        assert!(name.ends_with("-2026-11-22.json"), "{name}");
        saved["text"].as_str().unwrap_or_default().to_owned()
    };
    let file = exported(&one, 1);

    let other = opens(engine);
    other.go("#/class");
    other.unfolds("#import-session");
    other.gives_file("session-file", "a.json", &file[..file.len() - 9]);
    other.reads("[role=alert]", text.session_file_truncated());
    other.gives_file("session-file", "a.json", &file);
    other.reads("#sessions", &text.handed_in_of(&0, &3));
    other.goes_to_session(id, "collect");
    other.pastes_submissions(&handed_in(id, 7, 1, Some("李雷")));
    other.counts_submissions("1 / 3");
    other.pastes_submissions(&handed_in(id, 8, 1, Some("韩梅")));
    other.counts_submissions("2 / 3");
    let theirs = exported(&other, 1);
    other.has_no_problems();
    drop(other);

    one.goes_to_session(id, "collect");
    one.pastes_submissions(&handed_in(id, 7, 1, Some("李雷")));
    one.counts_submissions("1 / 3");
    one.goes_to_session(id, "join");
    one.unfolds("#keep");
    one.gives_file("session-file", "b.json", &theirs);
    one.counts_submissions("2 / 3");
    one.reads(".toast__words", "1");
    one.undoes();
    one.counts_submissions("1 / 3");
    // The page that collects imports it as well.
    one.goes_to_session(id, "collect");
    one.gives_file("collect-files", "b.json", &theirs);
    one.counts_submissions("2 / 3");

    // Another session is not mixed in unasked.
    one.opens_session_form();
    let second = one.begins_session();
    assert_ne!(second, id);
    one.unfolds("#keep");
    one.gives_file("session-file", "b.json", &theirs);
    one.sees("#other-session");
    one.counts_submissions("0");
    one.click("#import-other");
    one.sees_no("#other-session");
    one.has_no_problems();
}
