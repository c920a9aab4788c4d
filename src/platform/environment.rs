//! Preferences of the browser and the system: the language, the theme, media queries.

use crate::domain::{Language, Theme};

/// The preferred language: Chinese if any variant of it precedes English.
pub fn language() -> Language {
    let wanted = web_sys::window().map(|window| window.navigator().languages());
    wanted
        .into_iter()
        .flat_map(|list| list.iter().collect::<Vec<_>>())
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Language::from_id(tag.get(..2)?.to_ascii_lowercase().as_str()))
        .unwrap_or(Language::En)
}

/// Whether the page is open within WeChat, which saves no files and installs nothing.
pub fn is_wechat() -> bool {
    let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("MicroMessenger"))
}

/// Converts to lower case and composes, so that a search finds both Unicode forms of a name.
pub fn searchable(text: &str) -> String {
    let text = js_sys::JsString::from(text).to_lower_case();
    text.normalize("NFC").into()
}

/// Converts to Unicode NFC, in which the same name is the same characters.
pub fn composed(text: &str) -> String {
    // Most texts are composed already: these characters take part in no composition.
    let is_composed = |c| matches!(c, ..'\u{300}' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(is_composed) {
        return text.to_owned();
    }
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// The theme that the system prefers.
pub fn system_theme() -> Theme {
    let dark = matches_media("(prefers-color-scheme: dark)");
    if dark { Theme::Dark } else { Theme::Light }
}

/// Whether one of our own media queries matches.
pub fn matches_media(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Whether the person prefers reduced motion.
pub fn wants_less_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}
