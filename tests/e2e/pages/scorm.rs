//! The SCORM package, and the learning platform around it.

use serde_json::json;
use trust_velocity::domain::Language;
use trust_velocity::i18n::Text;

use super::App;
use crate::browser::Engine;
use crate::page::Page;
use crate::stage::Stage;

impl App {
    /// Opens the package in the frame of a learning platform, in a browser that asks for this language.
    #[track_caller]
    pub fn on_platform(engine: Engine, language: Language) -> Self {
        let stage = Stage::on_platform().in_language(language.tag());
        let app = Self {
            page: Page::open_framed(engine, stage),
            text: Text(language),
        };
        app.is_in(language);
        app
    }

    /// Waits until the platform has this value.
    #[track_caller]
    pub fn platform_has(&self, element: &str, value: &str) {
        self.until(&format!("{element} is {value}"), || {
            let script = "return parent.kept[arguments[0]] ?? null";
            self.script_with(script, json!([element])) == value
        });
    }

    /// Waits until the platform keeps this part of what is to outlive the visit.
    #[track_caller]
    pub fn platform_keeps(&self, part: &str) {
        self.until(&format!("{part} is kept"), || {
            let script = "return parent.kept['cmi.suspend_data']?.includes(arguments[0]) === true";
            self.script_with(script, json!([part])) == true
        });
    }

    /// The names of all values that the platform was told, in their order.
    #[track_caller]
    pub fn told_platform(&self) -> Vec<String> {
        serde_json::from_value(self.script("return parent.set")).expect("a list of names")
    }
}
