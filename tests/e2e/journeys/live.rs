//! A live session: a trainer and phones over a broker.

use std::array;

use thirtyfour::Key;
use trust_velocity::domain::{EntryId, Language, classroom::Round};
use trust_velocity::exchange::link::Assignment;

use crate::broker::Broker;
use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, route_in};
use crate::stage::Stage;

/// Of the trainees, in the order in which they join.
const NAMES: [&str; 6] = ["李雷", "韩梅", "王芳", "张伟", "刘静", "陈敏"];

#[track_caller]
pub(super) fn opens(engine: Engine, broker: &Broker) -> App {
    App::open(engine, Language::Zh, Stage::new().with_broker(broker))
}

/// How often a page has asked for something live: the site's file, or the file of the drivers.
fn asked_live(app: &App) -> u64 {
    let script = "return performance.getEntriesByType('resource')
        .filter(({ name }) => /[/](live[.]json|live-[^/]*[.]wasm|live)$/.test(name)).length";
    app.script(script).as_u64().expect("a count")
}

/// Begins a live session; returns its id and the route of its link.
#[track_caller]
pub(super) fn begun(trainer: &App) -> (EntryId, String) {
    trainer.opens_session_form();
    trainer.click("#way-live");
    let id = trainer.begins_session();
    trainer.shows("#live-link", trainer.text.live_connected());
    let link = route_in(&trainer.value("#join-message"));
    let assignment = Assignment::find(&link).expect("an assignment");
    assert!(assignment.live.is_some(), "{link}");
    (id, link)
}

#[track_caller]
pub(super) fn joins(phone: &App, link: &str, name: &str) {
    phone.resize(PHONE);
    phone.go(link);
    phone.reads("#live-note", phone.text.live_phone_connected());
    phone.fill("#nickname", name);
    phone.begins_work();
}

/// Begins a live session, which these phones join, the first one as 李雷; returns its id.
#[track_caller]
pub(super) fn begun_with<'a>(trainer: &App, phones: impl IntoIterator<Item = &'a App>) -> EntryId {
    let (id, link) = begun(trainer);
    for (phone, name) in phones.into_iter().zip(NAMES) {
        joins(phone, &link, name);
    }
    id
}

#[track_caller]
pub(super) fn hands_in(phone: &App) {
    phone.click("#to-check");
    phone.click("#hand-in");
}

#[track_caller]
pub(super) fn is_received(phone: &App) {
    phone.shows("#live-status", phone.text.live_received());
}

#[track_caller]
pub(super) fn reveals(trainer: &App) {
    trainer.click("#reveal");
    trainer.click("#confirm-reveal");
    trainer.reads("#revealed-note", trainer.text.live_revealed());
}

#[track_caller]
pub(super) fn opens_key(phone: &App) {
    phone.shows("h1", phone.text.your_result());
}

/// Two phones hand in by themselves, one of them over a reload, and the key opens on both at once.
pub fn takes_answers_and_reveals_live(engine: Engine) {
    let broker = Broker::start();
    let [trainer, one, other] = array::from_fn(|_| opens(engine, &broker));
    let zh = trainer.text;
    let id = begun_with(&trainer, [&one, &other]);
    trainer.reads("#live-counts", &zh.live_here(2));
    trainer.unfolds("#live-names");
    trainer.reads("#live-names", "李雷");
    trainer.reads("#live-steps", &zh.live_at_step(&zh.live_point(&1), &2));

    // All go where the trainer leads.
    trainer.set("#live-pace", "2");
    one.reads("#step-count", "2 /");
    other.reads("#step-count", "2 /");
    // Back, and not beyond; by Enter either.
    one.reads("#led", zh.live_led());
    assert!(!one.has("#next-step, #to-check"));
    one.script("document.querySelector('form.work__form').requestSubmit()");
    one.reads("#step-count", "2 /");
    one.click("#previous-step");
    one.reads("#step-count", "1 /");
    one.click("#next-step");
    one.reads("#led", zh.live_led());
    trainer.set("#live-pace", "0");
    one.sees("#next-step");
    other.sees("#next-step");

    hands_in(&one);
    is_received(&one);
    trainer.counts_submissions("1");
    one.reload();
    is_received(&one);

    // The trainer's browser takes what came in while its page was away.
    trainer.goes_to_session(id, "collect");
    hands_in(&other);
    is_received(&other);
    trainer.counts_submissions("2");
    trainer.goes_to_session(id, "join");
    trainer.reload();
    trainer.shows("#live-link", zh.live_connected());
    trainer.counts_submissions("2");

    reveals(&trainer);
    opens_key(&one);
    opens_key(&other);

    trainer.click("#live-end");
    trainer.click("#confirm-live-end");
    trainer.shows("#live-link", zh.live_ended());
    for app in [&trainer, &one, &other] {
        assert_eq!(app.violations(), Vec::<String>::new());
        app.has_no_problems();
    }
}

/// A class votes, talks and votes again by the trainer's buttons alone; the time and closed answers are told
/// on phones.
pub fn votes_again_live(engine: Engine) {
    let broker = Broker::start();
    let [trainer, one, other] = array::from_fn(|_| opens(engine, &broker));
    let zh = trainer.text;
    let id = begun_with(&trainer, [&one, &other]);

    // The time is shown once it runs, and stands when the trainer stops it.
    assert!(!one.has("#live-time"));
    trainer.click("#timer-toggle");
    one.sees("#live-time");
    trainer.click("#timer-toggle");
    one.reads("#live-time", zh.timer_pause());

    // Answers that are handed in while they are closed wait on the phone.
    one.rates_point([Some("4"), Some("5"), None, Some("6")]);
    other.rates_point([Some("8"), Some("5"), None, Some("6")]);
    trainer.click("#live-close");
    trainer.reads("#live-closed", zh.live_is_closed());
    one.reads("#live-closed", zh.live_phone_closed());
    hands_in(&one);
    one.shows("#live-status", zh.live_handed_closed());
    one.sees("#submission-qr");
    trainer.counts_submissions("0");
    one.has_no_problems();
    trainer.click("#live-close");
    is_received(&one);
    hands_in(&other);
    is_received(&other);
    trainer.counts_submissions("2");

    // All phones go to the second round, with their first answers filled in.
    trainer.click("#vote-again");
    trainer.reads(
        "dialog[open]",
        &zh.live_vote_again_question(&zh.handed_in_count(&2)),
    );
    trainer.click("#confirm-vote-again");
    trainer.counts_submissions("0");
    for phone in [&one, &other] {
        phone.reads("#talk-first", zh.second_round_note());
        phone.reads("#second-round", zh.second_round_from_first());
        phone.has_no_problems();
    }
    // Over a reload too, before the trainer is heard of.
    one.reload();
    one.reads("#second-round", zh.second_round_from_first());
    one.begins_work();
    assert_eq!(one.value("#score-expertise"), "4.0");
    one.rates_point([Some("6"), Some("5"), None, Some("6")]);
    hands_in(&one);
    // The receipt of the first round does not count for it: this one is the second's.
    is_received(&one);
    one.reads("#second-round", zh.handed_in_second());
    trainer.counts_submissions("1");
    trainer.reads("#live-counts", &zh.live_handed_in(1));
    one.reload();
    is_received(&one);
    other.begins_work();
    hands_in(&other);
    is_received(&other);
    trainer.counts_submissions("2");

    // Whoever comes to the second code is live too.
    let again = route_in(&trainer.value("#join-message"));
    let second = Assignment::find(&again).expect("an assignment");
    assert_eq!(second.round, Round::Second);
    assert!(second.live.is_some(), "{again}");

    reveals(&trainer);
    opens_key(&one);
    opens_key(&other);
    trainer.go(&format!("#/class/sessions/{id}/board"));
    trainer.is_at_screen(1);
    trainer.press(Key::Right + "");
    trainer.is_at_screen(2);
    trainer.reads("#rounds-of", &zh.rounds_of(&2, &2, &2));
    for app in [&trainer, &one, &other] {
        assert_eq!(app.violations(), Vec::<String>::new());
        app.has_no_problems();
    }
}

/// A projector follows a class by a link of its own: numbers, the step and the key, and it is no phone.
pub fn shows_the_class_on_a_second_screen(engine: Engine) {
    let broker = Broker::start();
    let trainer = opens(engine, &broker);
    let (_, link) = begun(&trainer);
    let zh = trainer.text;
    trainer.unfolds("#screen-link-part");
    let shown = route_in(&trainer.value("#second-screen-message"));
    // It knows what a phone knows.
    assert_eq!(
        shown.trim_start_matches("#/class/screen/"),
        link.trim_start_matches("#/join/")
    );

    let screen = opens(engine, &broker);
    screen.resize(DESKTOP);
    screen.go(&shown);
    screen.shows("#screen-link", zh.live_screen_connected());
    screen.reads("#screen-counts", &zh.live_here(0));
    screen.sees("#screen-code .qr__code");
    // It is no phone.
    assert!(trainer.text("#live-counts").contains(&zh.live_here(0)));

    let phone = opens(engine, &broker);
    joins(&phone, &link, "李雷");
    screen.reads("#screen-counts", &zh.live_here(1));
    trainer.set("#live-pace", "2");
    screen.sees("#screen-step");
    trainer.set("#live-pace", "0");
    hands_in(&phone);
    is_received(&phone);
    screen.reads("#screen-counts", &zh.live_handed_in(1));
    assert!(!screen.text("main").contains("李雷"));
    assert!(trainer.text("#live-counts").contains(&zh.live_here(1)));
    for size in [(1920, 1080), DESKTOP] {
        screen.resize(size);
        for theme in ["light", "dark"] {
            screen.marks_theme(Some(theme));
            assert_eq!(screen.violations(), Vec::<String>::new());
        }
        assert_eq!(screen.overflow(), None);
    }

    assert!(!screen.has("#screen-key"));
    reveals(&trainer);
    screen.reads("#screen-key", zh.key_row());
    screen.shows("#screen-board", zh.live_screen_board());
    // One that is opened later sees the same.
    screen.reload();
    screen.sees("#screen-key");
    screen.has_no_problems();

    trainer.click("#live-end");
    trainer.click("#confirm-live-end");
    screen.shows("#screen-link", zh.live_screen_ended());
    for app in [&trainer, &screen, &phone] {
        assert_eq!(app.violations(), Vec::<String>::new());
        app.has_no_problems();
    }
}

/// A session that is not live asks for nothing of the kind, on either side.
pub fn asks_nothing_of_a_session_that_is_not_live(engine: Engine) {
    let trainer = App::open(engine, Language::Zh, Stage::new());
    trainer.opens_session_form();
    // The site has no broker, so there is no choice.
    assert!(!trainer.has("#way-live"));
    let id = trainer.begins_session();
    let link = route_in(&trainer.value("#join-message"));
    trainer.reload();
    trainer.sees("#join-code .qr__code");
    for part in ["collect", "board", "report", "join"] {
        trainer.go(&format!("#/class/sessions/{id}/{part}"));
        trainer.sees(".session-nav__part[aria-current]");
    }
    assert_eq!(asked_live(&trainer), 0);
    let phone = App::open(engine, Language::Zh, Stage::new());
    phone.joins(link.trim_start_matches("#/join/"), Some("李雷"));
    phone.hands_in();
    assert_eq!(asked_live(&phone), 0);
    phone.has_no_problems();
}

/// A class goes on on another device, from a file and six words: the phone that had its receipt from the first
/// device hands in there again, and the first one stops, over a reload too.
pub fn goes_on_on_another_device(engine: Engine) {
    let broker = Broker::start();
    let stage = Stage::new().with_broker(&broker).with_downloads_kept();
    let first = App::open(engine, Language::Zh, stage);
    let [second, one, other] = array::from_fn(|_| opens(engine, &broker));
    let zh = first.text;
    let id = begun_with(&first, [&one, &other]);
    first.unfolds("#live-move");
    first.click("#live-move-make");
    first.sees("#live-move-words");
    let words = first.text("#live-move-words");
    first.until("the file is saved", || {
        first.script("return saved.length") == 1
    });
    let saved = first.script("return saved[0].text");
    let file = saved.as_str().expect("a file").to_owned();
    assert!(!file.contains(&id.to_string()), "{file}");
    // It comes after the file was made.
    hands_in(&one);
    is_received(&one);
    first.set("#live-pace", "2");
    other.reads("#step-count", "2 /");

    second.go("#/class");
    second.unfolds("#import-session");
    second.gives_file("session-file", "a.json", &file);
    second.fill("#handover-words", "zoo");
    second.click("#open-handover");
    second.reads("#handover", zh.handover_wrong());
    second.fill("#handover-words", &words.replace(' ', ""));
    second.click("#open-handover");
    second.reads("#live-note", zh.live_connected());
    second.goes_to_session(id, "join");
    assert_eq!(second.value("#live-pace"), "2");
    first.shows("#live-link", zh.live_taken_over());
    second.counts_submissions("1");
    is_received(&one);

    second.set("#live-pace", "0");
    other.sees("#next-step");
    hands_in(&other);
    is_received(&other);
    second.counts_submissions("2");
    first.reload();
    first.shows("#live-link", zh.live_without_keys());
    first.counts_submissions("1");
    reveals(&second);
    opens_key(&one);
    opens_key(&other);
    for app in [&first, &second, &one, &other] {
        assert_eq!(app.violations(), Vec::<String>::new());
        app.has_no_problems();
    }
}
