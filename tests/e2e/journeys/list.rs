//! A long list of clients: few of its rows stand in the page, and all are within reach.

use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, Order, StoredClient};
use crate::stage::Stage;

fn clients(count: u64) -> Stage {
    let clients: Vec<_> = (1..=count)
        .map(|number| {
            StoredClient::new(number, &format!("Client {number:03}"), "2026-01-05").entry()
        })
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
        // On the desktop a client's page was opened beside the list.
        app.goes_to_clients();
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
    app.goes_to_clients();
    app.sorts_by(Order::Name);
    // The first scan adds the rows.
    app.reads(".client-list__head", "300");
    app.script("scrollTo(0, 13500)");
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
        .map(|(id, name)| StoredClient::new(id, name, "2026-01-05").entry())
        .collect();
    let app = App::open(engine, Language::Zh, Stage::new().with_stored(&entries));
    app.sorts_by(Order::Name);
    app.lists(&["陈静", "李娜", "王芳", "张伟"]);
    app.has_no_problems();
}

pub fn tells_whom_to_contact(engine: Engine) {
    let calm = StoredClient::new(1, "Ada", "2026-01-01")
        .rated("2026-04-01", [6.0, 6.0, 6.0, 6.0])
        .visited("2026-04-13", 10);
    let late = StoredClient::new(2, "Bea", "2026-01-01").visited("2026-04-04", 10);
    let never = StoredClient::new(3, "Chen", "2026-04-12");
    let entries = [calm.entry(), late.entry(), never.entry()];
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&entries);
    let app = App::open(engine, Language::En, stage);
    app.resize(PHONE);
    app.goes_to_clients();

    // Seven days is the most at first: Ada is due today, and not overdue.
    app.lists(&["Bea", "Chen", "Ada"]);
    assert_eq!(
        app.texts(".client-row__contact"),
        [
            "9 days overdue · Contact 16 days ago",
            "1 day overdue · No contact logged yet",
            "Contact 7 days ago",
        ]
    );
    app.shows(&format!("{} .client-row__total", row(3)), "24.0");
    app.sorts_by(Order::Overdue);
    app.lists(&["Bea", "Chen", "Ada"]);
    app.sees_no("#tag-filter");

    app.set("#need-filter", "contact");
    app.lists(&["Bea", "Chen"]);
    app.reads(".client-list__found", &app.text.clients_found(2));
    app.filters_by_stage("long_term");
    app.lists(&[]);
    app.reads(".client-list__found", app.text.nothing_found());
    app.click("#clear-filters");
    app.lists(&["Bea", "Chen", "Ada"]);
    app.focuses("#stage-filter");
    assert_eq!(app.value("#need-filter"), "");
    app.set("#need-filter", "rating");
    app.lists(&["Bea", "Chen"]);
    app.has_no_problems();
}

/// An ellipsis beside empty space, and a date that is cut, were once there.
pub fn cuts_no_name_beside_empty_space(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new());
    app.loads_examples();
    for size in [DESKTOP, PHONE] {
        app.resize(size);
        for css in [".client-row__person", ".entry__title > .quiet"] {
            if css.starts_with(".client") {
                app.goes_to_clients();
            } else {
                app.opens_row(1);
            }
            app.sees(css);
            let cut = app.script(&format!(
                "return [...document.querySelectorAll('{css}')].filter((it) => {{
                   const [own, around] = [it, it.parentElement].map((it) => it.getBoundingClientRect());
                   return it.clientWidth + 1 < it.scrollWidth || around.right + 1 < own.right;
                 }}).map((it) => it.textContent)"
            ));
            assert_eq!(cut, serde_json::json!([]), "{size:?}");
        }
    }
    app.has_no_problems();
}

pub fn opens_the_first_client_on_a_desktop(engine: Engine) {
    let bea = StoredClient::new(2, "Bea", "2026-01-01");
    let entries = [
        StoredClient::new(1, "Ada", "2026-01-05").entry(),
        bea.entry(),
    ];
    let app = App::open(engine, Language::En, Stage::new().with_stored(&entries));
    let entries = "return history.length";
    let before = app.script(entries);
    app.arrives_at(&bea.route());
    app.shows(".client h1", "Bea");
    app.sees(".client-row[aria-current]");
    assert_eq!(app.script(entries), before);
    assert_eq!(
        app.script("return document.activeElement.tagName").as_str(),
        Some("BODY")
    );
    app.goes_to_clients();
    app.arrives_at("#/clients");
    app.has_no_problems();
}
