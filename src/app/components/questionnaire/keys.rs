//! The keys: 1–7 and 0 answer, the arrows move.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::filling::Filling;
use crate::domain::{ItemResponse, LikertScore};

/// Handles a key, only while an item is focused, so that none is pressed by mistake.
pub fn on_key(filling: Filling, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let is_single = filling.is_single();
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    // Our own selectors are well-formed.
    let within = |selector: &str| target.closest(selector).ok().flatten();
    if within("textarea, select, input:not([type=radio]), dialog").is_some() {
        return;
    }
    let (at, count) = filling
        .sheet
        .with_untracked(|sheet| (sheet.at(), sheet.form().len()));
    let item = if is_single {
        (at < count).then_some(at)
    } else {
        within(".item").and_then(|item| {
            item.id()
                .strip_prefix("item-")?
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
        })
    };
    let key = event.key();
    let reply = match key.as_str() {
        "0" | "-" => Some(ItemResponse::CannotSay),
        digit => digit
            .parse()
            .ok()
            .and_then(LikertScore::new)
            .map(ItemResponse::Agreed),
    };
    if let (Some(item), Some(reply)) = (item, reply) {
        event.prevent_default();
        if event.repeat() || untrack(|| filling.is_unread(item)) {
            return;
        }
        filling.reply(item, reply);
        if !is_single {
            filling.focus(item + 1);
        } else if untrack(|| filling.advances()) {
            filling.go(item + 1);
        }
        return;
    }
    if !is_single {
        return;
    }
    let can_go_on = item.is_some_and(|item| untrack(|| filling.has_response(item)));
    match key.as_str() {
        "ArrowLeft" => {
            event.prevent_default();
            if 0 < at {
                filling.go(at - 1);
            }
        }
        "ArrowRight" => {
            event.prevent_default();
            if can_go_on {
                filling.go(at + 1);
            }
        }
        "Enter" if can_go_on && within("button, a").is_none() => {
            event.prevent_default();
            filling.go(at + 1);
        }
        _ => {}
    }
}
