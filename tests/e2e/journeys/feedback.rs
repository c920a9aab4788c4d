//! What the client said of one's work, and what a rating rests on.

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, Stored};
use crate::stage::Stage;

fn client() -> Stored {
    Stored::new(7, "Ada", "2026-01-10")
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

    // What was typed is there after a reload.
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
    assert_eq!(app.history()[0], "Client feedback Apr 15");
    app.reads(".stage-card", "5 days");
    app.unfolds_cards();
    app.reads("#feedback-age", &app.text.feedback_latest(&"5 days"));
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
