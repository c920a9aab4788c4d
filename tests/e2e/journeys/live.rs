//! A live session: a trainer and phones over a broker.

use trust_velocity::domain::{EntryId, Language};
use trust_velocity::exchange::link::Assignment;

use crate::broker::Broker;
use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, route_in};
use crate::stage::Stage;

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

#[track_caller]
pub(super) fn hands_in(phone: &App) {
    phone.click("#to-check");
    phone.click("#hand-in");
}

/// Two phones hand in by themselves, one of them over a reload, and the key opens on both at once.
pub fn takes_answers_and_reveals_live(engine: Engine) {
    let broker = Broker::start();
    let trainer = opens(engine, &broker);
    let (id, link) = begun(&trainer);
    let zh = trainer.text;
    let (one, other) = (opens(engine, &broker), opens(engine, &broker));
    joins(&one, &link, "李雷");
    joins(&other, &link, "韩梅");
    trainer.reads("#live-counts", &zh.live_here(2));
    trainer.unfolds("#live-names");
    trainer.reads("#live-names", "李雷");
    trainer.reads("#live-steps", &zh.live_at_step(&zh.live_point(&1), &2));

    // All go where the trainer leads.
    trainer.set("#live-pace", "2");
    one.reads("#step-count", "2 /");
    other.reads("#step-count", "2 /");

    hands_in(&one);
    one.shows("#live-status", zh.live_received());
    trainer.counts_submissions("1");
    one.reload();
    one.shows("#live-status", zh.live_received());

    // The trainer's browser takes what came in while its page was away.
    trainer.goes_to_session(id, "collect");
    hands_in(&other);
    other.shows("#live-status", zh.live_received());
    trainer.counts_submissions("2");
    trainer.goes_to_session(id, "join");
    trainer.reload();
    trainer.shows("#live-link", zh.live_connected());
    trainer.counts_submissions("2");

    trainer.click("#reveal");
    trainer.click("#confirm-reveal");
    one.shows("h1", zh.your_result());
    other.shows("h1", zh.your_result());

    trainer.click("#live-end");
    trainer.click("#confirm-live-end");
    trainer.shows("#live-link", zh.live_ended());
    for app in [&trainer, &one, &other] {
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
