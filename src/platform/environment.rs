//! What the browser and the system ask for: the language, the theme, media queries.

use crate::domain::{Language, Theme};

/// The language that the browser asks for: Chinese where any kind of it comes before English.
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

/// A text in lower case, by the rules of Unicode.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// The theme that the system asks for.
pub fn system_theme() -> Theme {
    let dark = matches_media("(prefers-color-scheme: dark)");
    if dark { Theme::Dark } else { Theme::Light }
}

/// Whether a media query of our own holds now.
pub fn matches_media(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Whether the person asked the system for less motion.
pub fn wants_less_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}
