//! The client's feedback on one's work, and the evidence of a rating.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

fn client() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-10")
        .in_stage("2026-02-01", "long_term")
        .rated("2026-03-01", [6.0, 6.0, 6.0, 7.5])
}

fn open(engine: Engine) -> App {
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[client().entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&client().route());
    app
}

pub fn keeps_what_the_client_said(engine: Engine) {
    let app = open(engine);
    app.reads(".stage-card", app.text.no_feedback());
    app.opens_menu();
    app.press_button(app.text.record_feedback());
    app.sees("#what");

    // Nothing is said yet; then words of which nobody knows whether they complain.
    app.saves();
    app.fails(app.text.feedback_error_nothing());
    app.fill("#what", "Your quotes take too long");
    app.saves();
    app.finds_fault("what", app.text.feedback_error_kind());

    // The typed text is there after a reload.
    app.chooses("channel", "email");
    app.chooses("satisfaction", "2");
    app.chooses("recommendation", "10");
    app.chooses("comment", "complaint");
    app.set("#date", "2026-04-15");
    let draft = format!(
        "trust-velocity/draft/{}/feedback",
        client().route().trim_start_matches("#/")
    );
    app.until("it is kept", || {
        app.stored(&draft)
            .is_some_and(|draft| draft.contains("2026-04-15") && draft.contains("complaint"))
    });
    app.reload();
    app.reads(".form__draft", app.text.draft_restored());
    app.until("the words are back", || {
        app.value("#what") == "Your quotes take too long"
    });
    app.saves_to_client();

    // In the history, beside the gate, and in the client's view.
    assert_eq!(app.history()[0], "Feedback Apr 15");
    app.reads(".stage-card", "5 days");
    app.unfolds_cards();
    app.reads("#feedback-age", &app.text.feedback_latest(&"5 days ago"));
    app.reads("#feedback li", "Email · satisfaction 2 of 5");
    app.reads("#feedback li", "likelihood to recommend 10 of 10");
    app.reads("#feedback li", "complaint: Your quotes take too long");
    let stored = app.stored(&client().key()).unwrap_or_default();
    assert!(stored.contains("\"needs\":[\"feedback\"]"), "{stored}");

    app.edits_entry(1);
    assert_eq!(app.value("#what"), "Your quotes take too long");
    app.chooses("comment", "praise");
    app.fill("#what", "Right on time");
    app.saves_to_client();
    app.reload();
    app.unfolds_cards();
    app.reads("#feedback li", "praise: Right on time");

    app.deletes_entry(1);
    app.reads("#feedback", app.text.feedback_none());
    app.undoes();
    app.reads("#feedback li", "praise: Right on time");
    app.has_no_problems();
}

pub fn asks_once_what_a_rise_rests_on(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-03-01", [4.0, 4.0, 4.0, 4.0])
        .visited("2026-02-01", 30)
        .visited("2026-04-01", 60);
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada.route());
    app.unfolds_cards();
    app.shows("#evidence-share", &app.text.evidence_share(&0, &1, &"0%"));

    // Under 2 points nothing is asked; from 2 on once, and the next press saves.
    app.click("#rate");
    app.scores(["6.0", "5.9", "4", "4"]);
    app.saves();
    app.shows(".form__asks", &app.text.rises_ask(&"Expertise trust +2.0"));
    app.focuses(".form__asks");
    assert_eq!(app.count(".form__asks"), 1);
    // Only what came since the rating before can be cited.
    app.until("one contact is offered", || {
        app.count("#evidence input") == 1
    });
    app.saves_to_client();
    assert_eq!(app.history()[0], "My estimate Apr 20");

    // One that cites a contact is not asked.
    app.edits_entry(1);
    app.fill("#score-expertise", "7");
    app.click("#evidence > summary");
    app.click("#evidence input");
    app.reads("#evidence > summary", &app.text.evidence_cited(1));
    app.saves_to_client();
    app.reload();
    app.unfolds_cards();
    app.shows("#evidence-share", &app.text.evidence_share(&1, &2, &"50%"));
    app.opens_entry(1);
    app.reads(
        ".entry:nth-child(1) .entry__body",
        "Rests on: Visit · Apr 1, 2026",
    );
    let stored = app.stored(&ada.key()).unwrap_or_default();
    assert!(stored.contains("\"needs\":[\"evidence\"]"), "{stored}");

    // Without the contact the rating rests on nothing, until that is back.
    app.deletes_entry(2);
    app.shows("#evidence-share", &app.text.evidence_share(&0, &2, &"0%"));
    app.undoes();
    app.shows("#evidence-share", &app.text.evidence_share(&1, &2, &"50%"));
    app.has_no_problems();
}

/// Every answer beside the rating near it, none of them blended.
pub fn shows_both_sides_over_time(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-02-01", [6.0, 6.0, 5.0, 5.0])
        .answered("2026-02-05", "Ada", [5.0, 6.5, 5.0, 4.0])
        .rated("2026-04-01", [7.0, 6.0, 5.0, 5.0])
        .answered("2026-04-11", "Ada", [6.5, 6.0, 5.0, 5.0]);
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&ada.route());
    app.unfolds_cards();
    app.shows(".gap-card__pairs > summary", &app.text.gap_over_time(2));
    app.click(".gap-card__pairs > summary");
    app.sees(".gap-card__pairs[open]");
    let rows = app.texts(".gap-card__pairs tbody:nth-of-type(1) tr");
    assert_eq!(rows.len(), 3, "{rows:?}");
    for (row, parts) in [
        (1, ["7.0", "Apr 1, 2026", "6.5", "Apr 11, 2026", "+0.5"]),
        (2, ["6.0", "Feb 1, 2026", "5.0", "Feb 5, 2026", "+1.0"]),
    ] {
        assert!(
            parts.iter().all(|part| rows[row].contains(part)),
            "{rows:?}"
        );
    }
    app.has_no_problems();
}
