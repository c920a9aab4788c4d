//! The storage, as another program or another tab has it.

use serde_json::json;

use super::Page;

impl Page {
    /// The text in localStorage under this key.
    #[track_caller]
    pub fn stored(&self, key: &str) -> Option<String> {
        let text = self.script_with("return localStorage.getItem(arguments[0])", json!([key]));
        text.as_str().map(str::to_owned)
    }

    /// Puts a text under a key of localStorage as another tab does: this page is told of the key.
    #[track_caller]
    pub fn stores_elsewhere(&self, key: &str, text: &str) {
        self.stores(key, text);
        let script = "window.dispatchEvent(new StorageEvent('storage', { key: arguments[0] }))";
        self.script_with(script, json!([key]));
    }

    /// Moves the page's clock on.
    #[track_caller]
    pub fn passes_hours(&self, hours: u32) {
        self.script_with(
            "const [hours] = arguments;
             const Before = window.Date;
             window.Date = class extends Before {
               constructor(...parts) {
                 if (parts.length) super(...parts); else super(Before.now() + hours * 3_600_000);
               }
               static now() { return Before.now() + hours * 3_600_000; }
             }",
            json!([hours]),
        );
    }

    /// Empties localStorage as another tab does: this page is told so.
    #[track_caller]
    pub fn empties_storage_elsewhere(&self) {
        self.script("localStorage.clear(); window.dispatchEvent(new StorageEvent('storage'))");
    }

    /// Removes a key of localStorage as another app of the origin does: this page is told of the key.
    #[track_caller]
    pub fn removes_elsewhere(&self, key: &str) {
        self.script_with(
            "localStorage.removeItem(arguments[0]);
             window.dispatchEvent(new StorageEvent('storage', { key: arguments[0] }))",
            json!([key]),
        );
    }

    /// Whether the journal has a copy of what is under a key.
    #[track_caller]
    pub fn has_copy(&self, key: &str) -> bool {
        let key = json!(key);
        let script = format!(
            "const done = arguments[0];
             const opening = indexedDB.open('trust-velocity');
             opening.onupgradeneeded = () => opening.transaction.abort();
             opening.onerror = () => done(false);
             opening.onsuccess = () => {{
               const database = opening.result;
               const asking = database.transaction('copies').objectStore('copies').count({key});
               asking.onsuccess = () => {{ database.close(); done(asking.result === 1); }};
             }};"
        );
        self.script_async(&script) == true
    }

    /// Whether a reader finds these words in anything that the journal keeps.
    #[track_caller]
    pub fn has_in_journal(&self, words: &str) -> bool {
        let words = json!(words);
        let script = format!(
            "const done = arguments[0];
             const opening = indexedDB.open('trust-velocity');
             opening.onupgradeneeded = () => opening.transaction.abort();
             opening.onerror = () => done(false);
             opening.onsuccess = async () => {{
               const database = opening.result;
               const names = [...database.objectStoreNames];
               const reading = database.transaction(names);
               const all = names.map((name) => new Promise((resolve) => {{
                 const asking = reading.objectStore(name).getAll();
                 asking.onsuccess = () => resolve(asking.result);
               }}));
               const kept = JSON.stringify(await Promise.all(all));
               database.close();
               done(kept.includes({words}));
             }};"
        );
        self.script_async(&script) == true
    }

    /// Puts a text under a key of localStorage.
    #[track_caller]
    pub fn stores(&self, key: &str, text: &str) {
        let script = "localStorage.setItem(arguments[0], arguments[1])";
        self.script_with(script, json!([key, text]));
    }
}
