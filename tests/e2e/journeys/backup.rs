//! Backups that come back, and files that must not.

use serde_json::json;
use trust_velocity::domain::{Client, Language};

use crate::browser::Engine;
use crate::pages::{App, StoredClient, backup_of};
use crate::stage::Stage;

fn ada() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
}

fn bea() -> StoredClient {
    StoredClient::new(8, "Bea", "2026-02-01")
        .rated("2026-02-10", [5.0, 4.0, 3.0, 6.5])
        .visited("2026-02-20", 45)
        .rated("2026-03-20", [6.0, 4.5, 4.0, 7.0])
        .in_stage("2026-03-25", "deepening")
}

fn stage(clients: &[StoredClient]) -> Stage {
    let entries: Vec<_> = clients.iter().map(StoredClient::entry).collect();
    Stage::new()
        .at("2026-04-20T09:00:00")
        .with_stored(&entries)
        .with_downloads_kept()
}

/// Makes a backup, loses everything, and gets it back.
#[track_caller]
fn comes_back(engine: Engine, language: Language, passphrase: Option<&str>) {
    let app = App::open(engine, language, stage(&[ada(), bea()]));
    app.goes_to_settings();
    app.chooses_theme("dark");
    app.go(&ada().route());
    app.deletes_client();
    app.go(&bea().route());
    app.sees(".client h1");
    let whole = app.client_view();
    let clients = app.stored_clients();

    let content = app.makes_backup(passphrase);
    app.reads("#backup-counts", &app.text.backup_counts(&2, &1, &7, &0));
    assert_eq!(content.contains("Bea"), passphrase.is_none());
    app.click("#save-backup");
    app.shows("#backup-outcome", app.text.backup_handed_over());
    app.until("the file is there", || {
        app.script("return saved.length") == 1
    });
    let saved = app.script("return saved[0]");
    let sealed = if passphrase.is_some() { "-sealed" } else { "" };
    let name = format!("trust-velocity-2026-04-20{sealed}.json");
    assert_eq!(saved, json!({ "name": name, "text": content }));
    app.gives_file("check-saved", &name, &content);
    app.shows("#backup-outcome", app.text.saved_file_equal());
    app.goes_to_data();
    // It is noted after that is told.
    let day = match language {
        Language::Zh => "2026年4月20日",
        Language::En => "Apr 20, 2026",
    };
    app.reads(".page #last-backup", &app.text.last_backup(&day, &0));

    app.loses_everything();
    app.restores_from(&content);
    if let Some(passphrase) = passphrase {
        app.focuses("#restore-next");
        app.fill("#passphrase", "another passphrase");
        app.click("#open-backup");
        app.finds_fault("passphrase", app.text.passphrase_wrong());
        app.focuses("#passphrase");
        assert!(app.stored_clients().is_empty());
        app.fill("#passphrase", passphrase);
        app.click("#open-backup");
    }
    app.previews_restore(2, 0, 0);
    app.set("#all-new", "skip");
    let settings = app.text.restore_settings();
    app.shows("#restore", &app.text.restore_do(&settings));
    app.set("#all-new", "add");
    let all = [
        app.text.restore_adds(2),
        app.text.restore_settings().to_owned(),
    ];
    app.restores(&all.join(app.text.list_comma()));
    app.sees("html[data-theme=dark]");
    app.lists(&["Bea"]);
    assert_eq!(app.stored_clients(), clients);
    app.go(&bea().route());
    app.sees(".client h1");
    assert_eq!(app.client_view(), whole);
    app.reload();
    assert_eq!(app.client_view(), whole);

    // Once more changes nothing.
    let storage = app.storage();
    app.restores_from(&content);
    if let Some(passphrase) = passphrase {
        app.fill("#passphrase", passphrase);
        app.click("#open-backup");
    }
    app.previews_restore(0, 0, 2);
    app.shows("#restore-nothing", app.text.restore_nothing());
    assert!(!app.has("#restore"));
    assert_eq!(app.storage(), storage);
    app.has_no_problems();
}

pub fn restores_a_backup(engine: Engine) {
    comes_back(engine, Language::En, None);
}

pub fn restores_a_sealed_backup(engine: Engine) {
    comes_back(engine, Language::Zh, Some("信任 velocity 口令"));
}

pub fn says_why_a_file_is_no_backup(engine: Engine) {
    let app = App::open(engine, Language::En, stage(&[ada()]));
    app.lists(&["Ada"]);
    let good = backup_of(&[ada(), bea()]);
    let text = app.text;
    let storage = app.storage();
    app.goes_to_data_part("restore", text.restore());
    for (content, words) in [
        (good[..good.len() - 20].to_owned(), text.file_truncated()),
        (good.replacen("Bea", "Bee", 1), text.file_altered()),
        ("{\"name\":\"Bea\"}".to_owned(), text.file_foreign()),
        ("BEGIN:VCARD".to_owned(), text.file_foreign()),
        (
            good.replacen("\"v\":4", "\"v\":5", 1),
            &text.file_too_new(&5),
        ),
        (String::new(), text.file_empty()),
    ] {
        app.gives_file("backup-file", "file.json", &content);
        app.fails(&text.nothing_changed(&words));
        app.focuses(".form__failure");
        assert!(!app.has("#restore"));
    }
    // Pasting does the same; and an empty backup deletes nothing.
    app.set("#backup-pasted", &good.replacen("Bea", "Bee", 1));
    app.click("#read-pasted");
    app.fails(&text.nothing_changed(&text.file_altered()));
    app.set("#backup-pasted", &format!("```\n{}\n```", backup_of(&[])));
    app.click("#read-pasted");
    app.previews_restore(0, 0, 0);
    app.reads(".restore", text.restore_empty());
    assert!(!app.has("#restore"));
    assert_eq!(app.storage(), storage);

    app.click("#other-file");
    app.focuses("#backup-file");
    app.gives_file("backup-file", "file.json", &good);
    app.previews_restore(1, 0, 1);
    assert_eq!(app.storage(), storage);
    app.restores(&text.restore_adds(1));
    app.has_no_problems();
}

pub fn restores_what_was_chosen(engine: Engine) {
    // Both have a third entry of one id, and only the file has a fourth.
    let here = ada().rated("2026-03-01", [4.0, 4.0, 4.0, 4.0]);
    let in_file = ada()
        .rated("2026-03-02", [5.0, 5.0, 5.0, 5.0])
        .rated("2026-04-02", [6.0, 6.0, 6.0, 6.0]);
    let app = App::open(engine, Language::En, stage(&[here.clone(), bea()]));
    app.lists(&["Ada", "Bea"]);
    let cleo = StoredClient::new(9, "Cleo", "2026-03-03");
    let file = backup_of(&[in_file.clone(), bea(), cleo.clone()]);
    let before = app.stored_clients();
    let id = here.client().id();
    let choice = format!("#choice-{id}");
    let dates = |client: &Client| -> Vec<_> {
        client
            .ratings()
            .iter()
            .map(|rating| rating.date.to_string())
            .collect()
    };

    app.restores_from(&file);
    app.previews_restore(1, 1, 1);
    app.reads(".restore", &app.text.differs_changed(1));
    app.reads(".restore", &app.text.differs_only_in_file(1));
    let add_and = |what: String| [app.text.restore_adds(1), what].join(app.text.list_comma());
    app.restores(&add_and(app.text.restore_fills(1)));
    let filled = app.stored_clients();
    assert_eq!(
        dates(&filled[&id]),
        ["2026-01-31", "2026-03-01", "2026-04-02"]
    );
    assert_eq!(filled[&cleo.client().id()], cleo.client());
    app.undoes();
    app.lists(&["Ada", "Bea"]);
    assert_eq!(app.stored_clients(), before);

    app.restores_from(&file);
    app.previews_restore(1, 1, 1);
    app.set(&choice, "replace");
    app.reads(".restore", app.text.choice_replace_means());
    app.restores(&add_and(app.text.restore_replaces(1)));
    assert_eq!(app.stored_clients()[&id], in_file.client());
    app.undoes();
    app.lists(&["Ada", "Bea"]);
    assert_eq!(app.stored_clients(), before);

    app.restores_from(&file);
    app.previews_restore(1, 1, 1);
    app.set(&choice, "keep-both");
    app.restores(&app.text.restore_adds(2));
    let both = app.stored_clients();
    assert_eq!(both.len(), 4);
    assert_eq!(both[&id], before[&id]);
    let names: Vec<_> = both
        .values()
        .map(|client| client.profile.name.as_str())
        .collect();
    assert!(names.contains(&"Ada (copy)"), "{names:?}");

    // The same again: there is nothing left to do.
    let storage = app.storage();
    app.restores_from(&file);
    app.previews_restore(0, 1, 2);
    app.set(&choice, "keep-both");
    app.shows("#restore-nothing", app.text.restore_nothing());
    app.set(&choice, "skip");
    app.shows("#restore-nothing", app.text.restore_nothing());
    assert_eq!(app.storage(), storage);
    app.has_no_problems();
}

/// A client deleted after the backup comes back with it.
pub fn takes_a_client_out_of_the_bin(engine: Engine) {
    let app = App::open(engine, Language::En, stage(&[ada(), bea()]));
    let content = app.makes_backup(None);
    app.go(&ada().route());
    let whole = app.client_view();
    app.deletes_client();
    app.lists(&["Bea"]);
    app.restores_from(&content);
    app.previews_restore(0, 1, 1);
    app.reads(".restore", app.text.restore_in_bin_title());
    app.reads(".restore", app.text.differs_in_bin_only());
    app.reads(".restore", app.text.choice_take_out_means());
    let choice = format!("#choice-{}", ada().client().id());
    assert_eq!(app.value(&choice), "take-out");
    app.set(&choice, "skip");
    app.shows("#restore-nothing", app.text.restore_nothing());
    app.set(&choice, "take-out");
    app.restores(&app.text.restore_takes_out(1));
    app.until("she is back", || app.count(".client-row") == 2);
    app.go(&ada().route());
    assert_eq!(app.client_view(), whole);
    app.press_undo();
    app.tells(app.text.undone());
    app.goes_to_clients();
    app.lists(&["Bea"]);
    app.has_no_problems();
}

pub fn restores_settings_with_one_undo(engine: Engine) {
    let app = App::open(engine, Language::En, stage(&[ada(), bea()]));
    app.goes_to_settings();
    app.chooses_theme("dark");
    let content = app.makes_backup(None);
    app.goes_to_settings();
    app.chooses_theme("light");
    app.go(&ada().route());
    app.rates("2026-04-20", ["4", "4", "4", "4"]);
    let before = app.stored_clients();

    app.restores_from(&content);
    app.previews_restore(0, 1, 1);
    app.shows("#restore-nothing", app.text.restore_nothing());
    app.set(&format!("#choice-{}", ada().client().id()), "replace");
    app.click("#restore-settings");
    let settings = app.text.restore_settings().to_owned();
    app.restores(&[app.text.restore_replaces(1), settings].join(app.text.list_comma()));
    app.sees("html[data-theme=dark]");
    assert_ne!(app.stored_clients(), before);
    app.undoes();
    app.sees("html[data-theme=light]");
    assert_eq!(app.stored_clients(), before);
    app.has_no_problems();
}

pub fn previews_thousands_of_clients(engine: Engine) {
    let app = App::open(engine, Language::En, stage(&[ada()]));
    app.lists(&["Ada"]);
    let many: Vec<_> = (100..3_100)
        .map(|id| StoredClient::new(id, &format!("Client {id}"), "2026-01-05"))
        .collect();
    let newer = ada().rated("2026-03-02", [5.0, 5.0, 5.0, 5.0]);
    let mut in_file = vec![newer];
    in_file.extend(many);
    app.restores_from(&backup_of(&in_file));
    app.previews_restore(3_000, 1, 0);
    assert!(!app.has("#cancel-reading"));
    app.has_few_restore_rows_of(3_000);
    let all = [app.text.restore_adds(3_000), app.text.restore_fills(1)];
    let label = app.text.restore_do(&all.join(app.text.list_comma()));
    app.shows("#restore", &label);

    // Wherever one scrolls, few rows are there, and the button is in sight.
    for part in [0.3, 0.7, 1.0] {
        app.script(&format!(
            "document.scrollingElement.scrollTop = {part} * document.scrollingElement.scrollHeight"
        ));
        app.has_few_restore_rows_of(3_000);
        app.until("the button is in sight", || {
            app.script(
                "const { top, bottom } = document.getElementById('restore').getBoundingClientRect();
                 return 0 <= top && bottom <= innerHeight",
            ) == true
        });
    }
    app.sees(".restore__rows--differs .select");
    app.script("scrollTo(0, 0)");
    app.set("#all-new", "skip");
    let fills = app.text.restore_fills(1);
    app.shows("#restore", &app.text.restore_do(&fills));
    assert_eq!(app.value(".restore__rows--new .select"), "skip");
    app.set("#all-new", "add");
    app.restores(&all.join(app.text.list_comma()));
    assert_eq!(app.stored_clients().len(), 3_001);
    app.goes_to_data();
    // It counts as backed up.
    app.reads(".page #last-backup", "Apr 20, 2026");
    app.has_no_problems();
}

pub fn says_before_a_restore_that_there_is_no_room(engine: Engine) {
    let most = 5 * 1024 * 1024;
    let other = ("another-app".to_owned(), "x".repeat(most - 1_500));
    let entries = [ada().entry(), other];
    let stage = Stage::new().at("2026-04-20T09:00:00").with_stored(&entries);
    let app = App::open(engine, Language::En, stage);
    app.lists(&["Ada"]);
    let clients = app.stored_clients();
    let more = (100..110).map(|id| StoredClient::new(id, &format!("Client {id}"), "2026-01-05"));
    app.restores_from(&backup_of(&more.collect::<Vec<_>>()));
    app.previews_restore(10, 0, 0);
    app.sees("#restore-no-room");
    app.set("#all-new", "skip");
    app.sees_no("#restore-no-room");
    app.set("#all-new", "add");
    app.sees("#restore-no-room");
    app.click("#restore");
    app.fails(app.text.save_error_full());
    assert_eq!(app.stored_clients(), clients, "nothing has changed");
    app.script("localStorage.removeItem('another-app')");
    app.restores(&app.text.restore_adds(10));
    assert_eq!(app.stored_clients().len(), 11);
    app.has_no_problems();
}

/// actual#5794: a failed export looked like one that worked.
pub fn makes_no_backup_that_it_cannot_read_back(engine: Engine) {
    let stage = stage(&[ada()]).with_files_damaged();
    let app = App::open(engine, Language::En, stage);
    app.lists(&["Ada"]);
    let storage = app.storage();
    app.goes_to_data_part("backup", app.text.backup());
    app.click("#make-backup");
    app.fails(&app.text.backup_failed(&app.text.backup_not_equal()));
    app.focuses(".form__failure");
    assert!(!app.has("#backup-card"));
    assert_eq!(app.storage(), storage, "no backup is remembered");

    app.script("window.filesAreSound = true");
    app.click("#make-backup");
    app.focuses("#backup-made");
    assert!(!app.has(".form__failure"));
    assert_eq!(app.storage(), storage, "it is not out of the browser yet");
    app.click("#save-backup");
    app.shows("#backup-outcome", app.text.backup_handed_over());
    app.until("it is remembered", || app.storage() != storage);
    app.has_no_problems();
}

pub fn checks_the_file_where_it_was_saved(engine: Engine) {
    let stage = stage(&[ada()]).with_picker_and_share();
    let app = App::open(engine, Language::Zh, stage);
    app.lists(&["Ada"]);
    let storage = app.storage();
    let content = app.makes_backup(None);
    app.script("window.diskIsFull = true");
    app.click("#save-backup");
    app.shows(
        "#backup-card .form__failure",
        app.text.backup_saved_unequal(),
    );
    assert_eq!(app.storage(), storage);
    app.script("window.isCancelled = true");
    app.click("#share-backup");
    app.settle();
    assert_eq!(app.storage(), storage);

    app.script("window.diskIsFull = false");
    app.click("#save-backup");
    app.shows("#backup-outcome", app.text.backup_saved_and_read());
    assert_eq!(app.script("return picked.text"), json!(content));
    app.until("it is remembered", || app.storage() != storage);
    app.script("window.isCancelled = false");
    app.click("#share-backup");
    app.shows("#backup-outcome", app.text.backup_shared());
    let sent = json!({ "name": "trust-velocity-2026-04-20.json.txt", "text": content });
    assert_eq!(app.script("return sent"), sent);

    // A later change by another tab is not in it.
    let (key, document) = ada().visited("2026-04-01", 20).entry();
    app.stores_elsewhere(&key, &document);
    app.reads("#backup-counts", &app.text.backup_counts(&1, &0, &3, &0));
    app.click("#save-backup");
    app.shows("#backup-card .form__failure", app.text.backup_outdated());
    app.has_no_problems();
}
