//! The page that imports clients and exports ratings.

use serde_json::json;

use super::App;

/// A file that the app has handed out.
#[derive(Debug)]
pub struct SavedFile {
    /// Its name.
    pub name: String,
    /// Its bytes, as UTF-8.
    pub text: String,
}

impl App {
    /// Goes to the page.
    #[track_caller]
    pub fn goes_to_import(&self) {
        self.goes_to_data_part("import", self.text.import());
    }

    /// Chooses a file: the drivers do it differently, so the page gets the event that a dialog
    /// would send.
    #[track_caller]
    pub fn chooses_file(&self, name: &str, bytes: &[u8]) {
        self.sees("#file");
        self.script_with(
            "const [name, bytes] = arguments;
             const choice = new DataTransfer();
             choice.items.add(new File([new Uint8Array(bytes)], name));
             const input = document.getElementById('file');
             input.files = choice.files;
             input.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([name, bytes]),
        );
    }

    /// Chooses a file that is too large to be carried to the page: it is put together there from texts, each
    /// so many times.
    #[track_caller]
    pub fn chooses_file_of(&self, name: &str, parts: &[(&str, u32)]) {
        self.sees("#file");
        self.script_with(
            "const [name, parts] = arguments;
             const choice = new DataTransfer();
             choice.items.add(new File(parts.map(([text, times]) => text.repeat(times)), name));
             const input = document.getElementById('file');
             input.files = choice.files;
             input.dispatchEvent(new Event('change', { bubbles: true }))",
            json!([name, parts]),
        );
    }

    /// Reads a text that was pasted.
    #[track_caller]
    pub fn pastes(&self, text: &str) {
        if !self.has("#paste[open]") {
            self.click("#paste summary");
        }
        self.set("#pasted", text);
        self.click("#read-pasted");
    }

    /// Waits for the preview and these words on how many rows of each kind there are.
    #[track_caller]
    pub fn previews(&self, counts: &[String]) {
        self.shows("#import-count", &counts.join(self.text.sentence_space()));
    }

    /// Waits for the sentence that says why a file is refused.
    #[track_caller]
    pub fn cannot_import(&self, words: &str) {
        self.shows("#import-failure", words);
        self.focuses("#import-failure");
        assert!(!self.has("#preview-title"));
    }

    /// The fields of the columns, by their stable names; empty for a column that is not imported.
    #[track_caller]
    pub fn columns(&self) -> Vec<String> {
        let held = self.script(
            "return [...document.querySelectorAll('.columns select')].map(({ value }) => value)",
        );
        serde_json::from_value(held).expect("a list of names")
    }

    /// The contents of all such elements to the letter: Firefox leaves direction marks out of
    /// visible text.
    #[track_caller]
    pub fn contents(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(
            ({ textContent }) => textContent)";
        serde_json::from_value(self.script_with(script, json!([css]))).expect("a list of texts")
    }

    /// Adds the clients of the preview; ends on the list.
    #[track_caller]
    pub fn adds_clients(&self, count: usize) {
        self.press_button(&self.text.add_clients(count));
        self.tells(&self.text.clients_added(count));
        self.arrives_at("#/clients");
    }

    /// Keeps what the app hands out as a file from the disk, to be read by [`Self::saved_file`].
    #[track_caller]
    pub fn catches_files(&self) {
        self.script(
            "HTMLAnchorElement.prototype.click = function () {
               window.savedFile = { name: this.download, blob: window.lastBlob };
             };
             const create = URL.createObjectURL;
             URL.createObjectURL = (blob) => { window.lastBlob = blob; return create(blob); }",
        );
    }

    /// The last file that was handed out.
    #[track_caller]
    pub fn saved_file(&self) -> SavedFile {
        self.until("a file is handed out", || {
            self.script("return !!window.savedFile") == true
        });
        let file = self.script_async(
            "const done = arguments[arguments.length - 1];
             const { name, blob } = window.savedFile;
             blob.arrayBuffer().then((buffer) => done([name, [...new Uint8Array(buffer)]]))",
        );
        let (name, bytes): (String, Vec<u8>) = serde_json::from_value(file).expect("a file");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        SavedFile { name, text }
    }
}
