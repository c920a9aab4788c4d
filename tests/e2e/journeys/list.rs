//! A long list of clients: few of its rows stand in the page, and all are within reach.

use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, Order, Stored};
use crate::stage::Stage;

fn clients(count: u64) -> Stage {
    let clients: Vec<_> = (1..=count)
        .map(|number| Stored::new(number, &format!("Client {number:03}"), "2026-01-05").entry())
        .collect();
    Stage::new().with_stored(&clients)
}

fn row(place: usize) -> String {
    format!(".client-list__rows > [aria-posinset='{place}'] a")
}

pub fn keeps_few_rows_in_the_page(engine: Engine) {
    let app = App::open(engine, Language::En, clients(500));
    app.sorts_by(Order::Name);
    for size in [DESKTOP, PHONE] {
        app.resize(size);
        app.shows(&format!("{} .client-row__name", row(1)), "Client 001");
        app.has_few_rows_of(500);
        app.scrolls_to_the_end();
        app.shows(&format!("{} .client-row__name", row(500)), "Client 500");
        app.has_few_rows_of(500);
        app.searches("client 25");
        app.has_few_rows_of(10);
        app.scrolls_to_the_end();
        app.shows(&format!("{} .client-row__name", row(10)), "Client 259");
        app.searches("");
    }

    // Each Tab goes to the next row, far beyond those that were there at first.
    app.tab_to(&row(1));
    for place in 2..=40 {
        app.press(Key::Tab + "");
        app.focuses(&row(place));
    }
    app.has_few_rows_of(500);
    // The row with the focus stays, wherever one looks.
    app.scrolls_to_the_end();
    app.sees(&row(500));
    app.has_few_rows_of(500);
    app.focuses(&row(40));

    app.script("dispatchEvent(new Event('beforeprint'))");
    app.until("all rows stand in print", || {
        app.count(".client-row") == 500
    });
    app.script("dispatchEvent(new Event('afterprint'))");
    app.has_few_rows_of(500);
    if engine == Engine::Chromium {
        assert_eq!(app.rows_printed(), 500);
        app.has_few_rows_of(500);
    }
    app.has_no_problems();
}

pub fn comes_back_to_the_same_place(engine: Engine) {
    let app = App::open(engine, Language::En, clients(300));
    app.resize(PHONE);
    app.sorts_by(Order::Name);
    // The first scan adds the rows.
    let all = app.text.clients_found(300);
    app.until("all rows are there", || app.text("body").contains(&all));
    app.script("scrollTo(0, 12000)");
    app.sees(&row(140));
    app.script(&format!(
        "document.querySelector(\"{}\").scrollIntoView({{ block: 'center' }})",
        row(140)
    ));
    app.settle();
    let place = app.scrolled();
    assert!(9000.0 < place, "{place}");
    app.click(&row(140));
    app.shows(".client h1", "Client 140");
    app.until("the page begins at its top", || app.scrolled() < 1.0);

    let hidden = app.contents(".client-row__name");
    let client = app.route();
    app.go(&format!("{client}/edit"));
    app.fill("#name", "Client 140 b");
    app.saves_to_client();
    app.shows(".client h1", "Client 140 b");
    assert_eq!(app.contents(".client-row__name"), hidden, "nobody sees it");

    app.click(".client__back");
    app.until("the place is the same", || {
        (app.scrolled() - place).abs() < 1.0
    });
    app.focuses(&row(140));
    app.shows(&format!("{} .client-row__name", row(140)), "Client 140 b");

    app.press(Key::Enter + "");
    app.shows(".client h1", "Client 140 b");
    app.script("history.back()");
    app.until("the place is the same", || {
        (app.scrolled() - place).abs() < 1.0
    });
    app.focuses(&row(140));
    app.has_few_rows_of(300);
    app.has_no_problems();
}

pub fn sorts_names_by_pinyin(engine: Engine) {
    let names = ["张伟", "李娜", "王芳", "陈静"];
    let entries: Vec<_> = (1..)
        .zip(names)
        .map(|(id, name)| Stored::new(id, name, "2026-01-05").entry())
        .collect();
    let app = App::open(engine, Language::Zh, Stage::new().with_stored(&entries));
    app.sorts_by(Order::Name);
    app.lists(&["陈静", "李娜", "王芳", "张伟"]);
    app.has_no_problems();
}
