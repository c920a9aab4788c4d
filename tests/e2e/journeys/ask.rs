//! A client is asked, answers in a browser of their own, and the answer comes back.

use std::collections::BTreeMap;

use trust_velocity::domain::{EntryId, Form, ItemsVersion, Language, Name};
use trust_velocity::exchange::{
    link::{Response, SealedResponse},
    sealed::{Ciphertext, SealedTo},
};
use trust_velocity::i18n::Text;

use crate::browser::Engine;
use crate::camera::{Camera, camera_video, picture_files, video_file};
use crate::pages::{App, StoredClient, route_in};
use crate::stage::Stage;

/// A parameter that chat apps append to a link.
const APPENDED: &str = "?from=singlemessage&isappinstalled=0";

fn chen() -> StoredClient {
    StoredClient::new(7, "陈工", "2026-01-01").rated("2026-04-10", [8.0, 7.0, 6.0, 5.0])
}

fn stage() -> Stage {
    Stage::new().at("2026-04-20T09:00:00")
}

fn opens(engine: Engine, language: Language) -> App {
    let app = App::open(engine, language, stage().with_stored(&[chen().entry()]));
    app.go(&chen().route());
    app
}

/// A client who was asked and has answered: the records of the one who asked, and the answer.
fn answered(engine: Engine) -> (BTreeMap<String, String>, String) {
    let app = opens(engine, Language::Zh);
    app.opens_ask_form();
    let link = app.makes_link("韩工 🙂");
    let client = guest(engine);
    client.begins_answer(&link);
    let answer = client.finishes_answer("7640");
    (app.storage(), answer)
}

/// A stage with records that were made elsewhere.
fn stage_with(records: BTreeMap<String, String>) -> Stage {
    let entries: Vec<_> = records.into_iter().collect();
    stage().with_stored(&entries)
}

pub fn reads_an_answer_from_pictures(engine: Engine) {
    let (records, answer) = answered(engine);
    let app = App::open(engine, Language::Zh, stage_with(records));
    app.go("#/answers");
    // No code is in the first one; a long text comes as several, in any order.
    app.reads_pictures(&[b"no picture".to_vec()]);
    app.reads(".reader", app.text.picture_unreadable());
    let mut pictures = picture_files(&answer);
    pictures.reverse();
    app.reads_pictures(&pictures);
    app.reads("#answer-preview", "陈工");
    app.takes_answer();
    app.click("#to-client");
    app.sees(".gap-card tbody");
    app.has_no_problems();
}

pub fn reads_an_answer_by_the_camera(engine: Engine) {
    let (records, answer) = answered(engine);
    let video = video_file("reads-an-answer");
    camera_video(&video, &[&answer]);
    let stage = stage_with(records).with_camera(Camera::Shows(video));
    let app = App::open(engine, Language::Zh, stage);
    app.go("#/answers");
    app.press_button(app.text.scan_with_camera());
    app.reads("#answer-preview", "陈工");
    app.takes_answer();
    app.click("#to-client");
    app.sees(".gap-card tbody");
    app.has_no_problems();
}

pub fn says_why_the_camera_is_off(engine: Engine) {
    for (stage, words) in [
        (
            stage().with_camera(Camera::Refused),
            Text::camera_refused as fn(Text) -> _,
        ),
        (stage(), Text::camera_missing),
    ] {
        let app = App::open(engine, Language::En, stage.in_full_chromium());
        app.go("#/answers");
        app.press_button(app.text.scan_with_camera());
        app.reads(".reader [role=alert]", words(app.text));
        app.has_no_problems();
    }
}

/// The browser of the one who is asked: nothing is stored there, and it speaks another language.
fn guest(engine: Engine) -> App {
    App::open(engine, Language::En, stage())
}

pub fn asks_a_client_and_takes_the_answer(engine: Engine) {
    let app = opens(engine, Language::Zh);
    let zh = app.text;
    app.click("#ask-client");
    assert_eq!(app.value("#person"), "陈工");
    assert!(app.has("#form-short:checked") && app.has("#encrypt:checked"));
    let link = app.makes_link("韩工");
    assert!(link.is_ascii());
    app.shows("h1", &zh.asked_client(&Name::new("陈工").expect("a name")));
    app.shows("#request-state", zh.request_waits());
    let request = app.route();

    // In the client's browser: the request's language, no places, no records.
    let mut client = guest(engine);
    client.text = zh;
    client.go(&format!("{link}{APPENDED}"));
    // Who is asked about, and how long it takes.
    client.reads("#invited-by", "韩工和您打交道时是怎么做的、有多经常");
    client.reads("#invited-questions", zh.invited_time(Form::Short));
    client.sees(".guest[lang=zh-Hans]");
    client.reads("#invited-privacy", zh.invited_sealed());
    assert!(!client.has(".navigation") && !client.has(".banner"));
    assert!(!client.text("body").contains("陈工"));
    client.click("#begin");
    client.click("#reply-1-7");
    client.until("the reply is kept", || {
        client.storage().keys().any(|key| key.contains("draft"))
    });
    client.reload();
    client.shows("#begin", zh.go_on());
    client.click("#begin");
    client.sees("#reply-1-7:checked");
    let answer = client.finishes_answer("7640");
    assert!(route_in(&answer).starts_with("#/answers/"), "{answer}");
    client.reads("#send-back", "韩工");
    client.shows("#answer-privacy", zh.answer_sealed());
    // It can be corrected, and is there after a reload.
    client.click("#correct");
    client.sees("#check-title");
    client.click("#reply-4-1");
    client.click("#save-answers");
    client.sees("#answer-message");
    client.reload();
    client.sees("#answer-message");
    let answer = client.value("#answer-message");
    let keys = client.storage().into_keys();
    let records: Vec<_> = keys.filter(|key| key.contains("/client/")).collect();
    assert_eq!(records, [""; 0]);
    client.has_no_problems();
    drop(client);

    app.pastes_answer(&format!("陈工：\n{answer}{APPENDED}\n——来自微信"));
    app.reads("#answer-preview", "陈工");
    app.reads("#answer-scores", "10");
    app.focuses("#answer-title");
    app.click("#answer-preview summary");
    app.reads(".answer-list__item:nth-child(1)", "每次");
    assert!(!app.has("#came-clear") && !app.has("#date-moved"));
    app.takes_answer();
    app.tells(&zh.answer_accepted_what(&"陈工"));

    app.click("#to-client");
    app.reads(
        ".entry[data-kind=rating]",
        &zh.rater_client_named(&Name::new("陈工").expect("a name")),
    );
    app.reads(
        ".entry[data-kind=rating]",
        zh.by_items(ItemsVersion::CURRENT, Form::Short),
    );
    app.sees("#gap-instruments");
    let rows = app.texts(".gap-card tbody tr");
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[0].contains("8.0") && rows[0].contains("10.0") && rows[0].contains("2.0"));
    app.reads("#gap-acts", zh.gap_other_acts());
    app.sees("#both-sides-chart");
    // The answer is a series of its own in the progress chart.
    let series = app.texts("#progress option");
    assert!(
        series
            .iter()
            .any(|name| name.contains(zh.by_items(ItemsVersion::CURRENT, Form::Short))),
        "{series:?}"
    );
    app.go(&request);
    app.reads("#request-state", &zh.request_accepted_on(&"2026年4月20日"));
    app.has_no_problems();
}

pub fn carries_long_names_and_emoji(engine: Engine) {
    let own: String = "韩😀é".chars().cycle().take(200).collect();
    let person = "李👩‍🚀".repeat(20);
    let app = opens(engine, Language::En);
    app.opens_ask_form();
    app.fill("#person", &person);
    app.chooses("form", "full");
    app.chooses("language", "zh");
    app.click("#encrypt");
    let link = app.makes_link(&own);
    app.reads("#link-privacy", app.text.link_privacy_clear());
    let message = app.value("#link-message");
    assert!(
        message.contains(&own) && link.len() < 2_000,
        "{}",
        link.len()
    );
    app.click("#link-qr summary");
    app.sees("#link-qr .qr__code");

    // A day ahead of the one who asked.
    let late = Stage::new().at("2026-04-21T00:30:00");
    let client = App::open(engine, Language::En, late);
    client.begins_answer(&link);
    let answer = client.finishes_answer("7654321765432100");
    assert!(answer.len() < 2_000);
    client.shows("#answer-privacy", Text(Language::Zh).answer_clear());
    client.has_no_problems();
    drop(client);

    app.go(&format!("{}{APPENDED}", route_in(&answer)));
    app.reads("#answer-preview", &person);
    app.sees("#date-moved");
    app.takes_answer();
    app.click("#to-client");
    app.reads(".gap-card__who", &person);
    app.reload();
    app.reads(".gap-card__who", &person);
    // The name is remembered for the next time.
    app.opens_ask_form();
    assert_eq!(app.value("#own-name"), own);
    app.has_no_problems();
}

pub fn counts_an_answer_once(engine: Engine) {
    let app = opens(engine, Language::En);
    let ratings = |app: &App| app.count(".entry[data-kind=rating]");
    app.opens_ask_form();
    let link = app.makes_link("Han");
    let client = guest(engine);
    client.begins_answer(&link);
    let first = client.finishes_answer("7777");
    client.click("#correct");
    client.click("#reply-2-1");
    client.click("#save-answers");
    client.until("it is another answer", || {
        client.has("#answer-message") && client.value("#answer-message") != first
    });
    let second = client.value("#answer-message");
    drop(client);

    app.pastes_answer(&first);
    app.takes_answer();
    app.pastes_answer(&first);
    app.shows(
        "#answer-state",
        &app.text.already_accepted_on(&"Apr 20, 2026"),
    );
    assert!(!app.has("#accept"));
    app.click("#to-client");
    app.until("it counts once", || ratings(&app) == 2);

    app.pastes_answer(&second);
    app.shows("#answer-differs", app.text.answer_differs());
    let rows = app.texts("#both-answers tbody tr");
    assert!(
        rows[1].contains("10.0") && rows[1].contains("0.0"),
        "{rows:?}"
    );
    app.click("#keep");
    app.sees(".client h1");
    app.until("nothing was added", || ratings(&app) == 2);
    app.pastes_answer(&second);
    app.click("#replace");
    app.sees("#answer-state");
    app.click("#to-client");
    app.until("it still counts once", || ratings(&app) == 2);
    app.reads(".gap-card tbody tr:nth-child(2)", "0.0");

    // Its rating deleted, the request is open again.
    app.deletes_entry(1);
    app.pastes_answer(&second);
    app.sees("#accept");
    app.go(&chen().route());
    app.deletes_client();
    app.pastes_answer(&second);
    app.reads("#answer-binned", "陈工");
    app.click("#restore-client");
    app.takes_answer();
    app.click("#to-client");
    app.until("it counts again", || ratings(&app) == 2);
    app.has_no_problems();
}

pub fn says_why_nothing_can_be_taken(engine: Engine) {
    let app = opens(engine, Language::En);
    let text = app.text;
    app.opens_ask_form();
    let link = app.makes_link("");
    let request = app.route();
    // A browser that cannot encrypt says so, and the answer arrives all the same.
    let client = App::open(engine, Language::En, stage().without_cryptography());
    client.go(&link);
    client.reads("#invited-privacy", text.answer_not_sealed());
    client.click("#begin");
    let answer = client.finishes_answer("6543");
    client.shows("#answer-privacy", text.answer_not_sealed());
    client.go("#/clients");
    client.loads_examples();
    client.opens_row(1);
    client.opens_ask_form();
    client.sees("#encrypt-off");
    client.pastes_answer(&answer);
    client.reads("#answer-unmatched", text.answer_unmatched());
    assert_eq!(
        route_in(&client.value("#answer-message")),
        route_in(&answer)
    );
    drop(client);

    let code = answer.rsplit('/').next().expect("a code");
    for (pasted, words) in [
        ("hello", text.answer_foreign()),
        (&code[..code.len() - 3], text.answer_damaged()),
        (&link, text.answer_other_kind()),
        ("", text.nothing_pasted()),
    ] {
        app.pastes_answer(pasted);
        app.fails(words);
        app.focuses(".form__failure");
    }
    // Whole, and yet no answer to what was asked.
    let request_id = request.rsplit('/').next().expect("an id");
    let id: EntryId = request_id.parse().expect("an id");
    let written = |answers: &str| {
        let response = Response {
            request: id,
            date: "2026-04-20".parse().expect("a date"),
            answers: answers.parse().expect("answers"),
        };
        response.write().expect("a text")
    };
    let forged = SealedResponse {
        request: id,
        sealed: SealedTo {
            sender: vec![4; 65],
            text: Ciphertext::new([0; 12], vec![0; 40]),
        },
    };
    for (code, words) in [
        (written("4444444444444444"), text.answer_other_form()),
        (written("2:----"), text.answer_empty()),
        (forged.write().expect("a text"), text.answer_wrong_key()),
    ] {
        app.pastes_answer(&code);
        app.shows("#answer-title", words);
        assert!(!app.has("#accept"));
    }

    app.go(&format!("#/answers/{}", &code[..code.len() - 3]));
    app.fails(text.answer_damaged());
    app.set("#answer-text", code);
    app.click("#read-answer");
    app.sees("#came-clear");
    app.sees("#accept");

    app.go(&request);
    app.click("#delete-request");
    app.sees(".client h1");
    app.pastes_answer(code);
    app.reads("#answer-unmatched", text.answer_unmatched_title());
    app.has_no_problems();
}

pub fn takes_links_that_were_changed_on_their_way(engine: Engine) {
    let app = opens(engine, Language::En);
    app.opens_ask_form();
    let link = app.makes_link("Han");
    let client = guest(engine);
    client.go(&route_in(&link).replace('/', "%2F"));
    client.reads("#invited-by", "Han");
    assert!(!client.has(".navigation") && !client.has(".client-row"));
    client.click("#begin");
    client.sees(".item");
    let answer = client.finishes_answer("4567");
    client.has_no_problems();
    drop(client);

    let encoded = answer
        .replace(':', "%3A")
        .replace('/', "%2F")
        .replace('#', "%23");
    let rewritten =
        format!("https://nam02.safelinks.protection.outlook.com/?url={encoded}&data=05%7C02");
    app.pastes_answer(&rewritten);
    app.sees("#accept");
    let broken: String = answer
        .chars()
        .enumerate()
        .flat_map(|(at, char)| {
            let quoted = if at % 70 == 69 { "\n> " } else { "" };
            [String::from(char), quoted.to_owned()]
        })
        .collect();
    app.pastes_answer(&format!("> {broken}\n> 谢谢"));
    app.takes_answer();
    app.has_no_problems();
}

pub fn says_why_a_request_does_not_open(engine: Engine) {
    let app = opens(engine, Language::En);
    let text = app.text;
    app.opens_ask_form();
    let link = app.makes_link("Han");
    let client = guest(engine);
    let cut = &link[..link.len() - 4];
    for (route, words) in [
        (cut, text.invitation_damaged()),
        ("#/invitation", text.invitation_foreign()),
        ("#/invitation/hello", text.invitation_foreign()),
    ] {
        client.go(route);
        client.reads("#not-opened", words);
        client.reads("#not-opened", text.ask_again());
        assert!(!client.has(".navigation") && !client.has(".client-row"));
    }
    client.begins_answer(&link);
    let answer = route_in(&client.finishes_answer("4444"));
    let code = answer.rsplit('/').next().expect("a code");
    client.go(&format!("#/invitation/{code}"));
    client.reads("#not-opened", text.invitation_other_kind());
    client.has_no_problems();
}

pub fn takes_an_answer_behind_the_lock(engine: Engine) {
    const PASSPHRASE: &str = "correct horse";
    let app = opens(engine, Language::En);
    app.opens_ask_form();
    let link = app.makes_link("Han");
    app.puts_lock(PASSPHRASE);
    let client = guest(engine);
    client.begins_answer(&link);
    let answer = client.finishes_answer("4567");
    drop(client);

    app.go("#/clients");
    app.reload();
    app.sees("#unlock");
    app.go(&route_in(&answer));
    app.sees("#unlock");
    app.unlocks(PASSPHRASE);
    app.sees("#accept");
    app.takes_answer();
    app.click("#to-client");
    app.sees(".gap-card tbody");
    app.has_no_problems();
}
