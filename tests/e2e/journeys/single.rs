//! The app as one file, opened from the disk.

use serde_json::json;

use crate::browser::Engine;
use crate::pages::{App, StoredClient, backup_of};
use crate::stage;

fn ada() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
}

pub fn runs_as_one_file(engine: Engine) {
    let app = App::of_file(engine, &stage::dist().join("trust-velocity.html"));
    // A backup of the site.
    app.restores_from(&backup_of(&[ada()]));
    app.previews_restore(1, 0, 0);
    app.click("#restore");
    app.arrives_at("#/clients");
    app.lists(&["Ada"]);
    app.go(&ada().route());
    app.sees("canvas");
    app.logs_contact("2026-03-01", "15");
    app.goes_to_data();
    app.reads("#single-file", app.text.single_file_lacks());

    // The saved data are there again, and all texts come out of the file.
    app.script("window.isOld = true; location.reload()");
    app.is_loaded_again();
    app.goes_to_clients();
    app.lists(&["Ada"]);
    app.go(&ada().route());
    app.until("the contact is there", || app.count(".entry") == 3);
    app.goes_to_help("");
    app.sees(".prose h2");
    app.go("#/class");
    app.sees("#built-in-exercises > li");
    let asked = "return performance.getEntriesByType('resource')
        .map(({ name }) => name).filter((name) => !/^(blob|data):/.test(name))";
    assert_eq!(app.script(asked), json!([]), "the file asks for nothing");
}
