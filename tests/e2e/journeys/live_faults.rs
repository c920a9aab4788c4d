//! A live session when something fails: the broker, a line, a browser, a tab; or somebody is hostile.

use std::array;

use serde_json::json;
use trust_velocity::domain::{EntryId, Language};
use trust_velocity::exchange::link::Assignment;
use trust_velocity::live::Topic;

use super::kills::Profile;
use super::live::{begun, begun_with, hands_in, is_received, joins, opens, opens_key, reveals};
use crate::broker::{Broker, Cluster};
use crate::browser::Engine;
use crate::line::Line;
use crate::mqtt_client::MqttClient;
use crate::pages::App;
use crate::stage::Stage;

const PASSPHRASE: &str = "correct horse 电池";

fn opens_by(engine: Engine, line: &Line) -> App {
    App::open(engine, Language::Zh, Stage::new().with_broker_by(line))
}

/// Lets the browser tell that it is back in a network: the page need not wait for its next try.
fn comes_online(app: &App) {
    app.script("window.dispatchEvent(new Event('online'))");
}

#[track_caller]
fn keeps_trying(phone: &App) {
    phone.shows("#live-status", phone.text.live_keeps_trying());
}

/// The topics of a class that its link tells to anybody.
fn topics(link: &str) -> (String, String) {
    let assignment = Assignment::find(link).expect("an assignment");
    let channel = assignment.live.expect("a live session");
    (
        Topic::In(channel).to_string(),
        Topic::State(channel).to_string(),
    )
}

fn goes_to_join(trainer: &App, id: EntryId) {
    trainer.goes_to_session(id, "join");
    trainer.shows("#live-link", trainer.text.live_connected());
}

/// One hands in while the broker is away, another one afterwards: its store tells where the class is.
pub fn goes_on_when_the_broker_restarts(engine: Engine) {
    let mut broker = Broker::start();
    let [trainer, one, other] = array::from_fn(|_| opens(engine, &broker));
    begun_with(&trainer, [&one, &other]);
    trainer.reads("#live-counts", &trainer.text.live_here(2));
    trainer.set("#live-pace", "2");
    other.reads("#step-count", "2 /");
    trainer.set("#live-pace", "0");
    one.sees("#to-check");
    broker.ends();
    trainer.until("the trainer is told", || {
        trainer.text("#live-link") != trainer.text.live_connected()
    });
    hands_in(&one);
    keeps_trying(&one);
    broker.starts_again();
    for app in [&trainer, &one, &other] {
        comes_online(app);
    }
    trainer.shows("#live-link", trainer.text.live_connected());
    is_received(&one);
    hands_in(&other);
    is_received(&other);
    trainer.counts_submissions("2");
    reveals(&trainer);
    opens_key(&one);
    opens_key(&other);
    for app in [&trainer, &one, &other] {
        app.has_no_problems();
    }
}

/// Phones hand in while the trainer's browser is gone: it takes what the broker kept, and they hear of it.
pub fn goes_on_when_the_trainers_browser_is_killed(engine: Engine) {
    let broker = Broker::start();
    let profile = Profile::new(engine);
    let stage = Stage::new().with_broker(&broker);
    let trainer = profile.opens(engine, Language::Zh, stage.clone());
    let [one, other] = array::from_fn(|_| opens(engine, &broker));
    let id = begun_with(&trainer, [&one, &other]);
    hands_in(&one);
    is_received(&one);
    trainer.counts_submissions("1");
    let port = trainer.killed(&profile.0);
    hands_in(&other);
    other.shows("#live-status", other.text.live_sending());

    let trainer = profile.opens(engine, Language::Zh, stage.on_port(port));
    goes_to_join(&trainer, id);
    is_received(&other);
    trainer.counts_submissions("2");
    reveals(&trainer);
    opens_key(&one);
    opens_key(&other);
    for app in [&trainer, &one, &other] {
        app.has_no_problems();
    }
}

/// A phone whose line is cut hands in, and is received once the line is mended.
pub fn takes_the_answers_of_a_phone_that_was_offline(engine: Engine) {
    let broker = Broker::start();
    let wire = Line::to(&broker);
    let [trainer, other] = array::from_fn(|_| opens(engine, &broker));
    let offline = opens_by(engine, &wire);
    begun_with(&trainer, [&offline, &other]);
    wire.cut();
    offline.until("the phone is told", || {
        offline.text("#live-note") != offline.text.live_phone_connected()
    });
    hands_in(&offline);
    keeps_trying(&offline);
    // The code is beside it.
    offline.sees("#submission-qr .qr__code");
    offline.reload();
    keeps_trying(&offline);
    hands_in(&other);
    is_received(&other);
    trainer.counts_submissions("1");
    wire.mend();
    comes_online(&offline);
    is_received(&offline);
    trainer.counts_submissions("2");
    for app in [&trainer, &offline, &other] {
        app.has_no_problems();
    }
}

/// Phones whose line is cut during the reveal open the key when they are back, over a reload too.
pub fn opens_the_key_on_phones_that_slept(engine: Engine) {
    let broker = Broker::start();
    let lines = [Line::to(&broker), Line::to(&broker)];
    let trainer = opens(engine, &broker);
    let phones = lines.each_ref().map(|line| opens_by(engine, line));
    begun_with(&trainer, &phones);
    for phone in &phones {
        hands_in(phone);
        is_received(phone);
    }
    lines.iter().for_each(Line::cut);
    reveals(&trainer);
    for phone in &phones {
        // It stays received.
        is_received(phone);
    }
    phones[1].reload();
    is_received(&phones[1]);
    lines.iter().for_each(Line::mend);
    for phone in &phones {
        comes_online(phone);
        opens_key(phone);
        phone.has_no_problems();
    }
    trainer.has_no_problems();
}

/// The trainer's line is cut: phones keep trying, and what the trainer did meanwhile comes afterwards.
pub fn goes_on_when_the_trainer_was_offline(engine: Engine) {
    let broker = Broker::start();
    let wire = Line::to(&broker);
    let trainer = opens_by(engine, &wire);
    let [one, other] = array::from_fn(|_| opens(engine, &broker));
    begun_with(&trainer, [&one, &other]);
    wire.cut();
    trainer.until("the trainer is told", || {
        trainer.text("#live-link") != trainer.text.live_connected()
    });
    hands_in(&one);
    one.shows("#live-status", one.text.live_sending());
    trainer.set("#live-pace", "3");
    wire.mend();
    comes_online(&trainer);
    trainer.shows("#live-link", trainer.text.live_connected());
    is_received(&one);
    trainer.counts_submissions("1");
    other.reads("#step-count", "3 /");
    for app in [&trainer, &one, &other] {
        app.has_no_problems();
    }
}

/// The answers of a phone come by itself and as pasted text: they count once, whichever comes first.
pub fn counts_what_comes_both_ways_once(engine: Engine) {
    let broker = Broker::start();
    let wire = Line::to(&broker);
    let trainer = opens(engine, &broker);
    let phone = opens_by(engine, &wire);
    let id = begun_with(&trainer, [&phone]);
    wire.cut();
    hands_in(&phone);
    keeps_trying(&phone);
    let message = phone.value("#submission-message");
    trainer.goes_to_session(id, "collect");
    trainer.pastes_submissions(&message);
    trainer.counts_submissions("1");
    wire.mend();
    comes_online(&phone);
    is_received(&phone);
    trainer.pastes_submissions(&message);
    trainer.counts_submissions("1");
    goes_to_join(&trainer, id);
    trainer.counts_submissions("1");
    trainer.reads("#live-counts", &trainer.text.live_handed_in(1));
    assert_eq!(trainer.count("#handed li"), 1);
    for app in [&trainer, &phone] {
        app.has_no_problems();
    }
}

/// Floods, forged signatures, repeated, garbled and large messages, and states of somebody else: all are
/// left out and told, and an honest phone is received.
pub fn leaves_out_what_is_hostile(engine: Engine) {
    const GARBLED: usize = 300;
    let broker = Broker::start();
    let trainer = opens(engine, &broker);
    let (_, link) = begun(&trainer);
    let (inbox, state) = topics(&link);
    let mut hostile = MqttClient::subscribed(&broker, "hostile", &inbox);
    let one = opens(engine, &broker);
    joins(&one, &link, "李雷");
    let captured = hostile.hears();
    hands_in(&one);
    is_received(&one);

    // The same once more; one bit of it; its size, and more than its size.
    hostile.publishes(&inbox, &captured, false);
    let mut changed = captured.clone();
    changed[100] ^= 1;
    hostile.publishes(&inbox, &changed, false);
    hostile.publishes(&inbox, &vec![1; 9_000], false);
    for number in 0..GARBLED {
        let byte = u8::try_from(number % 256).expect("a byte");
        hostile.publishes(&inbox, &vec![byte; captured.len()], false);
    }
    let left_out = GARBLED + 3;
    trainer.shows("#live-left-out", &trainer.text.live_left_out(left_out));

    // Signed by another key than it names: never received.
    let forging = Stage::new().with_broker(&broker).with_signatures_forged();
    let forger = App::open(engine, Language::Zh, forging);
    joins(&forger, &link, "赵高");
    hands_in(&forger);
    trainer.until("the forged ones are counted", || {
        let words = trainer.text("#live-left-out");
        (2..9).any(|more| words == trainer.text.live_left_out(left_out + more))
    });
    forger.shows("#live-status", forger.text.live_sending());

    // Larger than a page reads: the trainer's connection is not lost by it.
    trainer.script(
        "const link = document.querySelector('#live-link');
         window.links = [link.innerText];
         new MutationObserver(() => links.push(link.innerText))
           .observe(link, { childList: true, characterData: true, subtree: true })",
    );
    hostile.publishes_any(&inbox, &vec![7; 40_000]);
    // Somebody else's state, and none: the trainer's is put back.
    for foreign in [&b"garbled"[..], &[]] {
        hostile.publishes(&state, foreign, true);
    }
    let other = opens(engine, &broker);
    joins(&other, &link, "韩梅");
    hands_in(&other);
    is_received(&other);
    trainer.counts_submissions("2");
    trainer.unfolds("#live-names");
    trainer.reads("#live-names", "李雷");
    assert!(!trainer.text("#live-names").contains("赵高"));
    let links = trainer.script("return links");
    assert_eq!(links, json!([trainer.text.live_connected()]));
    reveals(&trainer);
    opens_key(&one);
    opens_key(&other);
    for app in [&trainer, &one, &other] {
        app.has_no_problems();
    }
}

/// Two tabs of a trainer show one session: one collects, the other says so, and goes on when that is closed.
pub fn says_which_tab_is_live(engine: Engine) {
    let broker = Broker::start();
    let [trainer, one, other] = array::from_fn(|_| opens(engine, &broker));
    let id = begun_with(&trainer, [&one, &other]);
    trainer.opens_tab(&format!("#/class/sessions/{id}/join"));
    trainer.shows("#live-link", trainer.text.live_elsewhere());
    hands_in(&one);
    is_received(&one);
    trainer.counts_submissions("1");
    // Steps and the end are the other tab's.
    trainer.sees_no("#live-pace");
    trainer.sees_no("#live-end");
    // The reveal is the session's: the tab that is live tells the phones.
    reveals(&trainer);
    opens_key(&one);
    trainer.has_no_problems();
    trainer.goes_to_tab(0);
    trainer.shows("#live-link", trainer.text.live_connected());
    trainer.counts_submissions("1");
    trainer.set("#live-pace", "2");
    other.reads("#step-count", "2 /");
    trainer.script("location.href = 'about:blank'");
    trainer.goes_to_tab(1);
    trainer.shows("#live-link", trainer.text.live_connected());
    trainer.until("it knows the step", || trainer.value("#live-pace") == "2");
    trainer.set("#live-pace", "0");
    hands_in(&other);
    opens_key(&other);
    trainer.counts_submissions("2");
    for app in [&trainer, &one, &other] {
        app.has_no_problems();
    }
}

/// The trainer locks the records in the middle of a class: phones keep trying until they are unlocked.
pub fn waits_while_the_trainer_is_locked(engine: Engine) {
    let broker = Broker::start();
    let trainer = opens(engine, &broker);
    trainer.puts_lock(PASSPHRASE);
    let phone = opens(engine, &broker);
    let id = begun_with(&trainer, [&phone]);
    trainer.reads("#live-counts", &trainer.text.live_here(1));
    trainer.goes_to_data_part("lock", trainer.text.lock());
    trainer.click("#lock-now");
    trainer.shows("h1", trainer.text.locked_title());
    hands_in(&phone);
    phone.shows("#live-status", phone.text.live_sending());
    assert_eq!(trainer.count("#live"), 0);
    trainer.unlocks(PASSPHRASE);
    trainer.shows("h1", trainer.text.lock());
    goes_to_join(&trainer, id);
    is_received(&phone);
    trainer.counts_submissions("1");
    reveals(&trainer);
    opens_key(&phone);
    for app in [&trainer, &phone] {
        app.has_no_problems();
    }
}

/// Six phones work through a class: the broker restarts in the middle, one is offline, one comes late.
pub fn teaches_six_phones_live(engine: Engine) {
    let mut broker = Broker::start();
    let wire = Line::to(&broker);
    let trainer = opens(engine, &broker);
    let phones: [App; 6] = array::from_fn(|at| match at {
        0 => opens_by(engine, &wire),
        _ => opens(engine, &broker),
    });
    begun_with(&trainer, &phones);
    trainer.reads("#live-counts", &trainer.text.live_here(phones.len()));
    trainer.set("#live-pace", "2");
    for phone in &phones {
        phone.reads("#step-count", "2 /");
    }
    trainer.set("#live-pace", "0");
    for phone in &phones {
        phone.sees("#to-check");
    }
    hands_in(&phones[1]);
    hands_in(&phones[2]);
    is_received(&phones[1]);
    is_received(&phones[2]);
    wire.cut();
    broker.ends();
    hands_in(&phones[0]);
    hands_in(&phones[3]);
    keeps_trying(&phones[3]);
    broker.starts_again();
    for app in phones.iter().chain([&trainer]) {
        comes_online(app);
    }
    is_received(&phones[3]);
    hands_in(&phones[4]);
    is_received(&phones[4]);
    trainer.counts_submissions("4");
    wire.mend();
    comes_online(&phones[0]);
    is_received(&phones[0]);
    reveals(&trainer);
    // Who hands in after the reveal opens the key then.
    phones[5].sees("#live-revealed");
    hands_in(&phones[5]);
    for phone in &phones {
        opens_key(phone);
        phone.has_no_problems();
    }
    trainer.counts_submissions("6");
    trainer.reads("#live-counts", &trainer.text.live_handed_in(6));
    trainer.has_no_problems();
}

/// One of three nodes is killed in the middle, the one that keeps the messages for the others.
pub fn goes_on_when_one_of_three_nodes_is_killed(engine: Engine) {
    let mut cluster = Cluster::start();
    let [trainer, one, other] =
        array::from_fn(|_| App::open(engine, Language::Zh, Stage::new().with_cluster(&cluster)));
    begun_with(&trainer, [&one, &other]);
    hands_in(&one);
    is_received(&one);
    trainer.set("#live-pace", "2");
    other.reads("#step-count", "2 /");
    trainer.set("#live-pace", "0");
    other.sees("#to-check");
    cluster.loses_leader();
    hands_in(&other);
    trainer.shows("#live-link", trainer.text.live_connected());
    is_received(&other);
    trainer.counts_submissions("2");
    reveals(&trainer);
    opens_key(&one);
    opens_key(&other);
    for app in [&trainer, &one, &other] {
        app.has_no_problems();
    }
}
