//! Kinds of relationship other than that with a client, and who recommended whom.

use trust_velocity::domain::{Language, RelationshipKind};

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

pub fn rates_a_team_member_in_words_of_its_own(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10")
        .rated("2026-03-01", [6.0, 6.0, 5.0, 5.0])
        .in_stage("2026-03-02", "long_term");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.goes_to_clients();
    app.sees_no("#kind-filter");
    app.click("#new-client");
    app.fill("#name", "Mei");
    app.click("#first-contact-date");
    app.set("#date", "2026-01-10");
    app.click("#relationship summary");
    app.chooses("kind", "team_member");
    app.sees_no("#kind-changes");
    app.saves_to_client();
    let client = app.client_route();
    app.reads(
        ".client__who",
        app.text.relationship_kind(RelationshipKind::TeamMember),
    );

    // The words under the sliders are those of a team member, and there are no items.
    app.opens_form("rating");
    app.reads("#sliders-only", app.text.sliders_only());
    app.sees_no("#by-items");
    app.fill("#score-conduct", "7.5");
    app.reads(
        "#meaning-conduct",
        "Tells me first of a mistake of their own",
    );
    app.scores(["5", "7.5", "6", "3"]);
    app.saves_to_client();

    // Advice for the weakest in the focus of the stage, and for the weakest of all.
    app.unfolds_cards();
    app.reads(
        "#advice [data-dimension=expertise]",
        "ask which task is stuck most",
    );
    app.reads("#advice [data-dimension=benefit]", "Is that right?");
    app.click("#advice [data-dimension=expertise] button");
    app.reads("#advice [data-dimension=expertise]", "mark two places");
    app.reads("#feedback-title", app.text.their_feedback());
    app.sees_no("#gap-title");
    app.opens_menu();
    app.reads("dialog[open]", app.text.record_their_feedback());
    app.reads("dialog[open]", app.text.delete_record());
    let menu = app.text("dialog[open]");
    assert!(!menu.contains(app.text.ask()), "{menu}");
    app.go(&format!("{client}/request"));
    app.reads("#clients-only", app.text.sliders_only());

    // Now that there are two kinds, the list can tell them apart.
    app.goes_to_clients();
    app.set("#kind-filter", "team_member");
    app.lists(&["Mei"]);
    app.set("#kind-filter", "client");
    app.lists(&["Ada"]);
    app.set("#kind-filter", "");

    // Ada's ratings were given by the words for clients.
    app.go(&ada.route());
    app.sees("#gap-title, .card--folded");
    app.opens_form("edit");
    app.click("#relationship summary");
    app.chooses("kind", "supplier");
    app.reads("#kind-changes", app.text.kind_changes_anchors());
    app.saves_to_client();
    app.reload();
    app.reads(
        ".client__who",
        app.text.relationship_kind(RelationshipKind::Supplier),
    );
    let stored = app.stored(&ada.key()).unwrap_or_default();
    assert!(stored.contains("\"needs\":[\"kind\"]"), "{stored}");

    // No items ask for their feedback, so Today leads to the form of what they said.
    app.goes_to_today();
    let feedback = app.attribute("[data-reason=feedback] a", "href");
    assert!(feedback.ends_with("/feedback"), "{feedback}");
    app.has_no_problems();
}

pub fn follows_who_recommended_whom(engine: Engine) {
    let ada = StoredClient::new(7, "Ada", "2026-01-10");
    let bea = StoredClient::new(8, "Bea", "2026-02-10");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[ada.entry(), bea.entry()]);
    let app = App::open(engine, Language::En, stage);
    app.go(&bea.route());
    app.sees_no("#recommended-by");
    app.opens_form("edit");
    app.click("#relationship summary");
    app.shows("#recommender", app.text.recommended_by_nobody());
    app.click("#choose-recommender");
    app.opens_dialog(app.text.choose_recommender());
    app.fill("#recommender-search", "bea");
    app.sees_no("#recommenders");
    app.fill("#recommender-search", "ada");
    app.click("#recommenders button");
    app.has_no_dialog();
    app.shows("#recommender", "Ada");

    // The choice is kept like what is typed.
    let id = ada.route().trim_start_matches("#/clients/").to_owned();
    let draft = bea.route().trim_start_matches("#/").to_owned();
    let draft = format!("trust-velocity/draft/{draft}/edit");
    app.until("it is kept", || {
        app.stored(&draft).is_some_and(|draft| draft.contains(&id))
    });
    app.reload();
    app.reads(".form__draft", app.text.draft_restored());
    app.until("the choice is back", || app.value("#recommended-by") == id);
    app.saves_to_client();
    let stored = app.stored(&bea.key()).unwrap_or_default();
    assert!(
        stored.contains("\"needs\":[\"recommended_by\"]"),
        "{stored}"
    );

    // From one to the other and back.
    app.reads("#recommended-by", "Ada");
    app.click("#recommended-by a");
    app.arrives_at(&ada.route());
    app.reads("#recommended-others", "Bea");
    app.click("#recommended-others a");
    app.arrives_at(&bea.route());

    // Whoever is deleted is told of in words, and nothing is forgotten.
    app.go(&ada.route());
    app.deletes_client();
    app.go(&bea.route());
    app.reads("#recommended-by", &app.text.recommender_in_bin(&"Ada"));
    app.sees_no("#recommended-by a");
    app.goes_to_data_part("bin", app.text.bin());
    app.click("#empty-bin");
    app.opens_dialog(app.text.empty_bin_title());
    app.click("dialog[open] .button--danger");
    app.shows(".empty", app.text.bin_empty());
    app.go(&bea.route());
    app.reads("#recommended-by", app.text.recommender_gone());
    app.opens_form("edit");
    app.click("#relationship summary");
    app.shows("#recommender", app.text.recommender_gone());
    app.click("#clear-recommender");
    app.shows("#recommender", app.text.recommended_by_nobody());
    app.saves_to_client();
    app.sees_no("#recommended-by");
    app.has_no_problems();
}
