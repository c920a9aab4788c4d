//! Without a network, over a new build, and in browsers that do less.

use std::fs;

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::pages::{App, StoredClient, other_build};
use crate::stage::{self, Stage};

fn ada() -> StoredClient {
    StoredClient::new(7, "Ada", "2026-01-01").rated("2026-01-31", [2.0, 3.0, 1.0, 1.0])
}

fn stage() -> Stage {
    Stage::new().with_stored(&[ada().entry()])
}

fn entries(app: &App) -> usize {
    app.count(".entry")
}

pub fn starts_without_a_network(engine: Engine) {
    let app = App::open(engine, Language::En, stage().in_folder("/some/folder/"));
    app.lists(&["Ada"]);
    app.is_kept();
    app.loses_the_network();
    // From here on, the scripts of the stage are lost too, and with them its language. WebDriver's
    // own reload bypasses the worker in Firefox.
    app.script("window.isOld = true; location.reload()");
    app.is_loaded_again();
    app.lists(&["Ada"]);
    app.opens_row(1);
    app.logs_contact("2026-03-01", "15");
    app.until("the new entry is there", || entries(&app) == 3);
    app.goes_to_help("");
    app.sees(".prose h2");
    // Chat apps append to addresses.
    app.script("window.isOld = true; location.search = '?from=singlemessage'");
    app.is_loaded_again();
    app.sees(".prose h2");
}

pub fn offers_a_new_build(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.lists(&["Ada"]);
    app.is_kept();
    app.deploys(&other_build("second"));
    app.opens_tab("#/clients/new");
    app.sees("#name");
    app.hears_of_a_new_build();
    assert!(!app.has("#update"), "nobody is spoken to in a form");
    assert!(!app.has("html[data-mark]"), "the old build runs on");
    app.goes_to_clients();
    app.reads("#update", app.text.update_ready());
    assert!(app.violations().is_empty(), "axe: {:?}", app.violations());
    app.press_button(app.text.take_update());
    app.runs_build("second");
    app.lists(&["Ada"]);
    app.opens_row(1);
    app.logs_contact("2026-03-01", "15");
    app.goes_to_help("");
    app.reads("main", "second");
    app.has_no_problems();

    // The other tab runs on, and finds the pages of its own build, which the host has no more.
    app.goes_to_tab(0);
    assert!(!app.has("html[data-mark]"), "only one tab was asked");
    app.opens_row(1);
    app.until("it shows what the new build saved", || entries(&app) == 3);
    app.logs_contact("2026-03-02", "20");
    app.has_no_problems();
    app.goes_to_clients();
    app.press_button(app.text.take_update());
    app.runs_build("second");
    app.opens_row(1);
    app.until("all is there", || entries(&app) == 4);

    // A third build drops the pages of the first.
    app.deploys(&other_build("third"));
    app.hears_of_a_new_build();
    app.goes_to_clients();
    app.press_button(app.text.take_update());
    app.runs_build("third");
    app.until("two builds are kept", || app.kept_builds() == 2);
    app.has_no_problems();
}

pub fn starts_broken_files_over(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    app.is_kept();
    app.breaks_kept_file(
        "content/help.en.md",
        "## Broken {#broken}\n\nBroken indeed.",
    );
    app.goes_to_help("");
    app.reads(".prose", "Broken indeed.");
    app.goes_to_data();
    app.reads("#offline-state", app.text.offline_ready());

    app.loses_the_network();
    app.resets_offline_files();
    app.tells("Nothing was reset");
    assert_eq!(app.kept_builds(), 1);
    // A host that lacks a file gives nothing to go on with.
    let broken = other_build("broken");
    fs::remove_file(broken.join("content/help.en.md")).expect("a file of the build");
    app.deploys(&broken);
    app.resets_offline_files();
    app.is_loaded_again();
    app.reads("#not-reset", app.text.offline_kept());
    app.until("only the kept build is there", || app.kept_builds() == 1);
    app.goes_to_help("");
    app.reads(".prose", "Broken indeed.");
    app.go("#/clients");

    app.deploys(&stage::dist());
    app.resets_offline_files();
    app.is_loaded_again();
    app.until("the address asks for nothing more", || {
        app.script("return location.search") == ""
    });
    app.goes_to_help("");
    app.sees(".prose#formula");
    app.is_kept();
    app.goes_to_clients();
    app.lists(&["Ada"]);
    app.has_no_problems();

    // The same if the app itself no longer starts.
    app.breaks_kept_file("trust-velocity.js", "throw new Error('broken')");
    app.script("window.isOld = true; location.reload()");
    app.click("#loading a");
    app.is_loaded_again();
    app.goes_to_clients();
    app.lists(&["Ada"]);
    app.has_no_problems();
}

pub fn installs_where_the_browser_offers_it(engine: Engine) {
    let app = App::open(engine, Language::En, Stage::new().in_full_chromium());
    app.goes_to_data();
    if engine == Engine::Chromium {
        // It looks at the manifest and its icons by itself.
        app.sees("#install");
    } else {
        app.reads("#offline", app.text.install_ios());
    }
    app.script(
        "const event = new Event('beforeinstallprompt', { cancelable: true });
         event.prompt = () => { window.isAsked = true };
         dispatchEvent(event);
         window.isSilent = event.defaultPrevented",
    );
    app.press_button(app.text.install());
    assert_eq!(
        app.script("return [isSilent, isAsked]"),
        serde_json::json!([true, true])
    );
    app.script("dispatchEvent(new Event('appinstalled'))");
    app.sees_no("#install");
    app.reads("#offline", app.text.install_ios());
    app.has_no_problems();
}

pub fn says_what_wechat_cannot_do(engine: Engine) {
    let app = App::open(engine, Language::Zh, stage().in_wechat());
    app.goes_to_data();
    app.reads("#offline", app.text.wechat_installs_nothing());
    app.goes_to_data_part("backup", app.text.backup());
    app.makes_backup(None);
    app.reads("#backup-card", app.text.wechat_saves_no_files());
    app.goes_to_import();
    app.reads("main", app.text.wechat_saves_no_files());
    app.go(&ada().route());
    app.click("#progress-picture");
    app.reads("dialog[open]", app.text.wechat_picture_hint());
    assert!(!app.has("dialog[open] a[download]"), "it would do nothing");
    app.has_no_problems();
}
