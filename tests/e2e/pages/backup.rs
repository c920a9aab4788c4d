//! Backup and restore.

use std::collections::BTreeMap;

use serde_json::json;
use trust_velocity::{
    documents::decode_client,
    domain::{Client, ClientId},
    exchange::backup::Backup,
};

use super::{App, StoredClient};

impl App {
    /// Makes a backup, encrypted if there is a passphrase; returns its text.
    #[track_caller]
    pub fn makes_backup(&self, passphrase: Option<&str>) -> String {
        self.goes_to_data_part("backup", self.text.backup());
        if let Some(passphrase) = passphrase {
            self.fill("#passphrase", passphrase);
            self.fill("#passphrase-again", passphrase);
        }
        self.click("#make-backup");
        self.shows("#backup-made", self.text.backup_made());
        self.focuses("#backup-made");
        self.value("#backup-text")
    }

    /// Opens the page to restore, and chooses a file.
    #[track_caller]
    pub fn restores_from(&self, content: &str) {
        self.goes_to_data_part("restore", self.text.restore());
        self.gives_file("backup-file", "trust-velocity.json", content);
    }

    /// Gives a file to a field, as its own dialog does.
    #[track_caller]
    pub fn gives_file(&self, field: &str, name: &str, content: &str) {
        self.sees(&format!("#{field}"));
        let script = "const [field, name, content] = arguments;
            const input = document.getElementById(field);
            const given = new DataTransfer();
            given.items.add(new File([content], name));
            input.files = given.files;
            input.dispatchEvent(new Event('change', { bubbles: true }))";
        self.script_with(script, json!([field, name, content]));
    }

    /// Waits for the preview, with so many that are new, that differ, and that are the same.
    #[track_caller]
    pub fn previews_restore(&self, new: usize, differing: usize, equal: usize) {
        let summary = self.text.restore_summary(&new, &differing, &equal);
        self.shows("#restore-summary", &summary);
        self.focuses("#restore-next");
    }

    /// Waits until few rows of so many new clients stand in the preview, each knowing how many there are.
    #[track_caller]
    pub fn has_few_restore_rows_of(&self, count: usize) {
        self.until(&format!("few rows of {count} are in the page"), || {
            let rows = self.count(".restore__rows--new > li");
            let told = format!(".restore__rows--new > [aria-setsize='{count}']");
            0 < rows && self.count(".restore__rows > li") <= 40 && self.count(&told) == rows
        });
    }

    /// Carries out the restore by the button with this label; ends on the list.
    #[track_caller]
    pub fn restores(&self, what: &str) {
        self.shows("#restore", &self.text.restore_do(&what));
        self.click("#restore");
        self.arrives_at("#/clients");
        self.tells(&self.text.restore_done(&""));
    }

    /// Loses everything, as a browser does whose data are cleared.
    #[track_caller]
    pub fn loses_everything(&self) {
        // The key `staged` keeps the stage from storing its records again.
        self.script_async(
            "const done = arguments[0];
             const opening = indexedDB.open('trust-velocity');
             opening.onsuccess = () => {
               const database = opening.result;
               const names = [...database.objectStoreNames];
               const emptying = database.transaction(names, 'readwrite');
               for (const name of names) emptying.objectStore(name).clear();
               emptying.oncomplete = () => {
                 database.close();
                 for (const key of Object.keys(localStorage))
                   if (key !== 'staged') localStorage.removeItem(key);
                 done(true);
               };
             };",
        );
        self.go("#/clients");
        self.reload();
        self.sees(".welcome");
    }

    /// Everything that is stored, to the letter, but for the summaries: a cache that the page makes
    /// while nobody waits for it.
    #[track_caller]
    pub fn storage(&self) -> BTreeMap<String, String> {
        let stored = self.script("return { ...localStorage }");
        let stored: BTreeMap<String, String> =
            serde_json::from_value(stored).expect("texts by keys");
        let is_record = |key: &String| {
            !key.starts_with("trust-velocity/summaries/") && key != "trust-velocity/journal"
        };
        let records = stored.into_iter().filter(|(key, _)| is_record(key));
        records.collect()
    }

    /// The clients that are stored.
    #[track_caller]
    pub fn stored_clients(&self) -> BTreeMap<ClientId, Client> {
        let documents = self.storage().into_iter();
        let clients = documents.filter(|(key, _)| key.starts_with("trust-velocity/client/"));
        clients
            .map(|(_, document)| decode_client(&document).expect("a document").1)
            .map(|client| (client.id(), client))
            .collect()
    }
}

/// The text of a backup of these clients.
pub fn backup_of(clients: &[StoredClient]) -> String {
    let clients = clients.iter().map(StoredClient::client).collect();
    let made = "2026-04-20".parse().expect("a date");
    let backup = Backup::new(made, None, None, clients);
    backup.write().expect("a text")
}

/// A backup of the same and more, but for one entry of the first client.
pub fn without_entry(content: &str, more: &[StoredClient]) -> String {
    let backup = Backup::read(content).expect("a backup");
    let clients = backup.clients().iter();
    let mut clients: Vec<_> = clients.map(|client| Client::clone(client)).collect();
    let entry = clients[0].ratings()[0].id;
    assert!(clients[0].remove(entry));
    clients.extend(more.iter().map(StoredClient::client));
    let changed = Backup::new(backup.made(), backup.settings().copied(), None, clients);
    changed.write().expect("a text")
}
