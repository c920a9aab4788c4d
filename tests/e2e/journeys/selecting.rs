//! Several clients are selected in the list, and changed at once.

use thirtyfour::Key;
use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, Order, StoredClient};
use crate::stage::Stage;

/// So many clients, Client 1 first, sorted by name; the last one was met in April.
fn open(engine: Engine, language: Language, count: u64) -> App {
    let clients: Vec<_> = (1..=count)
        .map(|number| {
            let met = if number == count {
                "2026-04-10"
            } else {
                "2026-01-05"
            };
            StoredClient::new(number, &format!("Client {number:03}"), met).entry()
        })
        .collect();
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&clients);
    let app = App::open(engine, language, stage);
    app.resize(PHONE);
    app.goes_to_clients();
    app.sorts_by(Order::Name);
    app
}

pub fn tags_three_by_keyboard(engine: Engine) {
    let app = open(engine, Language::En, 60);
    // In Firefox, the keys of the driver press no button and tick no box, not even of a page without scripts.
    let press = |css: &str, key: Key| {
        app.tab_to(css);
        match engine {
            Engine::Firefox => app.click(css),
            _ => app.press(key + ""),
        }
    };
    press("#select-clients", Key::Enter);
    app.counts_selected(0);
    press(&App::select_box(1), Key::Space);
    app.counts_selected(1);
    for _ in 0..2 {
        app.press(Key::Tab + "");
    }
    app.focuses(&App::select_box(3));
    app.ticks_with_shift(3);
    app.counts_selected(3);
    assert_eq!(app.count(".client-list__check:checked"), 3);
    app.has_no_problems();

    app.click("#tag-selected");
    app.focuses("dialog[open] [type=radio]:checked");
    app.fill("#selected-tags", "Fair");
    app.press(Key::Enter + "");
    app.tells(&app.text.clients_tagged(3));
    app.until("three rows have the tag", || {
        app.texts(".client-row__tags")
            .iter()
            .filter(|tags| *tags == "Fair")
            .count()
            == 3
    });
    app.shows("#edit-outcome", &app.text.clients_changed(3));
    app.press_undo();
    app.tells(app.text.undone());
    app.shows("#edit-outcome", "");
    app.until("no row has the tag", || {
        app.texts(".client-row__tags").iter().all(String::is_empty)
    });
    // Escape ends it, and no row has a box any more.
    app.press(Key::Escape + "");
    app.sees_no(".client-list__check");
    app.focuses("#select-clients");
    app.has_no_problems();
}

pub fn moves_many_with_one_date(engine: Engine) {
    let app = open(engine, Language::Zh, 60);
    app.click("#select-clients");
    app.click("#select-all");
    app.counts_selected(60);
    app.has_few_rows_of(60);
    app.click("#stage-selected");
    app.click("#selected-stage-deepening");
    app.set("#selected-date", "2026-03-01");
    app.click("#stage-form [type=submit]");
    app.tells(&app.text.clients_moved(59));
    // The last client was met later: that is told by name.
    let done = app.text.clients_changed(59);
    app.reads("#edit-failed", &app.text.some_not_changed(&done, &1));
    app.reads("#edit-failed", "Client 060");
    app.filters_by_stage("deepening");
    app.has_few_rows_of(59);
    // Who is not listed is still selected, and the bar says so.
    app.reads("#selection-count", &app.text.selected_unlisted(1));
    app.has_no_problems();
}

pub fn deletes_the_selected_with_one_undo(engine: Engine) {
    let app = open(engine, Language::En, 60);
    app.click("#select-clients");
    app.click("#delete-selected");
    app.reads("#edit-failed", app.text.select_somebody());
    app.searches("Client 01");
    app.has_few_rows_of(10);
    app.click("#select-all");
    app.counts_selected(10);
    app.click("#export-selected");
    app.sees("#selected-save");
    app.has_no_problems();
    app.press(Key::Escape + "");
    app.sees_no("#selected-save");
    app.counts_selected(10);
    app.click("#delete-selected");
    app.tells(&app.text.clients_binned(10));
    app.shows(
        "[role=search] + .client-list__found [role=status]",
        app.text.nothing_found(),
    );
    app.counts_selected(0);
    app.press_undo();
    app.tells(app.text.undone());
    app.has_few_rows_of(10);
    // Who is back is selected again.
    app.counts_selected(10);
    app.click("#snooze-selected");
    app.set("#selected-until", "2026-05-01");
    app.click("#snooze-form [type=submit]");
    app.tells("Snoozed until");
    app.has_no_problems();
}
