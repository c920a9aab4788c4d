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

/// Converts to lower case, by the rules of Unicode.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
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
