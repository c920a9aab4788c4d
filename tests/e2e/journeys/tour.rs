//! The tour of the two example clients.

use thirtyfour::Key;
use trust_velocity::domain::Language;
use trust_velocity::route::TourStep;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::App;
use crate::stage::Stage;

pub fn shows_the_examples_by_the_keyboard(engine: Engine) {
    for (language, size) in [(Language::Zh, PHONE), (Language::En, DESKTOP)] {
        let app = App::open(engine, language, Stage::new());
        app.resize(size);
        assert!(!app.has("#tour"));
        app.tab_to(".welcome a[href='#/tour/1']");
        app.press(Key::Enter + "");
        app.tells(app.text.examples_loaded());
        app.is_at_tour_step(TourStep::List);
        app.reads("#tour-words", app.text.tour_list_words());
        app.reads("#tour-words", app.text.remove_examples());
        assert_eq!(app.count(".client-row"), 2);
        assert!(!app.has("#tour-previous"));
        assert_eq!(app.violations(), Vec::<String>::new());
        for step in &TourStep::ALL[1..] {
            app.tab_to("#tour-next");
            app.press(Key::Enter + "");
            app.is_at_tour_step(*step);
            assert_eq!(app.overflow(), None);
            assert_eq!(app.violations(), Vec::<String>::new());
        }
        app.sees_no("#tour-next");
        app.reload();
        app.is_at_tour_step(TourStep::Records);
        app.tab_to("#tour-previous");
        app.press(Key::Enter + "");
        app.is_at_tour_step(TourStep::Verdict);
        app.tab_to("#tour-end");
        app.press(Key::Enter + "");
        app.sees_no("#tour");
        app.focuses(".client h1");
        // It removes nothing.
        app.goes_to_clients();
        assert_eq!(app.count(".client-row"), 2);
        app.has_no_problems();
    }
}

pub fn ends_where_it_is_left(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.go("#/learn");
    app.click("#tour-offer a");
    app.is_at_tour_step(TourStep::List);
    app.press(Key::Escape + "");
    app.sees_no("#tour");
    app.arrives_at("#/clients");

    // The part that the panel explains can be used; a dialog takes Escape first.
    app.go("#/tour/2");
    app.is_at_tour_step(TourStep::Formula);
    app.click(".formula-card .figure--block");
    app.opens_dialog(app.text.formula_velocity());
    app.press(Key::Escape + "");
    app.has_no_dialog();
    app.sees("#tour");
    app.press(Key::Escape + "");
    app.sees_no("#tour");
    app.sees(".client h1");
    assert!(app.route().starts_with("#/clients/"));

    app.go("#/tour/4");
    app.is_at_tour_step(TourStep::Records);
    app.click("#rate");
    app.sees("#score-expertise");
    app.sees_no("#tour");

    // Without examples, and after they were taken away in the middle of it.
    app.go("#/tour/3");
    app.is_at_tour_step(TourStep::Verdict);
    app.goes_to_clients();
    app.removes_examples();
    app.go("#/tour/3");
    app.tells(app.text.examples_loaded());
    app.is_at_tour_step(TourStep::Verdict);
    app.undoes();
    app.shows("#tour-words p", app.text.tour_not_loaded());
    app.click("#tour-load");
    app.is_at_tour_step(TourStep::Verdict);
    app.has_no_problems();
}
