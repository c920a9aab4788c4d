//! One's own rating error comes from rating again without the last scores.

use trust_velocity::{
    documents::encode_client,
    domain::{CivilDate, Client, EntryId, Language, Record},
};

use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

/// A client with nine blind re-ratings, each a point of expertise off, and a rating three days ago.
fn client() -> Client {
    let day = |text: &str| text.parse::<CivilDate>().expect("a date");
    let later = |days| day("2026-01-05").plus_days(days).expect("a date");
    let rated = |client: StoredClient, date: CivilDate| client.rated(&date.to_string(), [5.0; 4]);
    let ada = StoredClient::new(7, "Ada", "2026-01-01");
    let stored = (0..9).fold(ada, |client, n| rated(client, later(n * 10)));
    let other = StoredClient::new(8, "Bea", "2026-01-01").rated("2026-01-01", [6.0, 5.0, 5.0, 5.0]);
    let other = other.client();
    let mut client = rated(stored.clone(), day("2026-04-17")).client();
    for (rating, id) in stored.client().ratings().iter().zip(100..) {
        let mut blind = other.ratings()[0].clone();
        blind.id = EntryId::new(id);
        blind.date = rating.date.plus_days(2).expect("a date");
        blind.is_blind = true;
        client.put(Record::Rating(blind)).expect("a rating");
    }
    client
}

pub fn estimates_ones_own_error(engine: Engine) {
    let client = client();
    let key = StoredClient::new(7, "Ada", "2026-01-01").key();
    let document = encode_client(1, &client).expect("a document");
    let stage = Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&[(key, document)]);
    let app = App::open(engine, Language::En, stage);
    app.goes_to_settings();
    app.shows("#own-error", &app.text.own_error_few(&9, &10));
    app.shows("#bias .empty", app.text.bias_empty());

    let route = StoredClient::new(7, "Ada", "2026-01-01").route();
    app.go(&route);
    app.click("#rate");
    app.reads("#blind-offer", "Apr 17, 2026");
    let last = app.text.last_time(&"5.0");
    let meanings = || app.texts(".score-slider__meaning").join(" ");
    assert!(!meanings().contains(&last), "{}", meanings());
    app.click("#show-last");
    app.sees_no("#blind-offer");
    app.until("the last scores are there", || meanings().contains(&last));

    app.go(&route);
    app.click("#rate");
    app.click("#blind");
    app.scores(["6", "5", "5", "5"]);
    app.saves_to_client();
    // Not twice in a row.
    app.click("#rate");
    app.until("the last scores are there", || meanings().contains(&last));
    assert!(!app.has("#blind-offer"));

    app.goes_to_settings();
    let words = app.text.own_error(&10, &"0.35", &"0.29", &"0.45");
    app.reads("#own-error", &words);
    assert_eq!(app.value("#score-sd"), "0.8", "never silently");
    app.click("#use-own-error");
    app.tells(app.text.saved());
    assert_eq!(app.value("#score-sd"), "0.35");
    app.reload();
    app.goes_to_settings();
    assert_eq!(app.value("#score-sd"), "0.35");
    app.has_no_problems();
}
