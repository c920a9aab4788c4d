//! One item: its statement, the seven labels, and the choice of "cannot say".

use leptos::{ev, prelude::*};

use super::filling::Filling;
use crate::{
    app::state::use_text,
    content::Items,
    domain::{ItemResponse, LikertScore, ResponseSheet},
};

/// An item as a group of radio buttons, named by its statement.
#[component]
pub fn Item(filling: Filling, items: Items, item: usize) -> impl IntoView {
    let text = use_text();
    let language = text.language();
    let is_single = filling.is_single();
    let number = item + 1;
    let group = format!("reply-{number}");
    let reply = Memo::new(move |_| {
        filling.sheet.with(|sheet| {
            sheet
                .replies()
                .get(item)
                .copied()
                .unwrap_or(ItemResponse::Open)
        })
    });
    if is_single {
        filling.shows(item);
    }
    // The arrow keys of a radio group choose at once, which is not an answer yet.
    let by_arrow = StoredValue::new(false);
    let keydown = move |event: ev::KeyboardEvent| {
        by_arrow.set_value(matches!(event.key().as_str(), "ArrowUp" | "ArrowDown"));
    };
    let radio = {
        let group = group.clone();
        move |value: ItemResponse, mark: String, label: String, class: &'static str| {
            let id = format!("{group}-{mark}");
            let click = move |event: ev::MouseEvent| {
                if untrack(|| filling.is_unread(item)) {
                    // The choice stays as it was.
                    return event.prevent_default();
                }
                if reply.get_untracked() != value {
                    filling.reply(item, value);
                }
                if !by_arrow.get_value() {
                    filling.goes_on_from(item);
                }
            };
            let change = move |_| {
                if reply.get_untracked() != value {
                    filling.reply(item, value);
                }
            };
            let number = matches!(value, ItemResponse::Agreed(_))
                .then(|| view! { <span class="reply__number">{mark.clone()}</span> });
            view! {
                <div class=format!("reply {class}")>
                    <input
                        class="reply__input"
                        type="radio"
                        id=id.clone()
                        name=group.clone()
                        value=mark
                        prop:checked=move || reply.get() == value
                        on:change=change
                        on:click=click
                    />
                    <label class="reply__label" for=id>
                        <span class="reply__words">{label}</span>
                        {number}
                    </label>
                </div>
            }
        }
    };
    let agreement = |agreement: LikertScore| {
        let number = agreement.number();
        let label = items.label(number, language).unwrap_or_default().to_owned();
        radio(
            ItemResponse::Agreed(agreement),
            number.to_string(),
            label,
            "",
        )
    };
    // The thumb reaches the bottom first; a row reads from left to right, as a scale does.
    let agreements: Vec<_> = if is_single {
        LikertScore::all().rev().map(agreement).collect()
    } else {
        LikertScore::all().map(agreement).collect()
    };
    let cannot_say = items.cannot_say(language);
    let cannot_say = if is_single {
        text.skip_item(&cannot_say)
    } else {
        cannot_say.to_owned()
    };
    let count = filling.sheet.with_untracked(ResponseSheet::form).len();
    let statement = items
        .statement(item, filling.perspective, language)
        .unwrap_or_default()
        .to_owned();
    let lead = filling.lead(&items, language);
    let lead_class = if is_single {
        "item__lead"
    } else {
        "visually-hidden"
    };
    let is_missing = move || filling.points_out.get() && reply.get() == ItemResponse::Open;
    view! {
        <fieldset
            class="item"
            id=format!("item-{number}")
            tabindex="-1"
            aria-describedby=move || is_missing().then(|| format!("missing-{number}"))
            data-missing=move || is_missing().then_some("true")
            data-unread=move || filling.is_unread(item).then_some("true")
            on:keydown=keydown
            on:keyup=move |_| by_arrow.set_value(false)
            on:pointerdown=move |_| by_arrow.set_value(false)
        >
            <legend class="item__legend">
                <span class="visually-hidden">{text.item_of(&number, &count)}" "</span>
                <span class=lead_class>{lead}" "</span>
                <span class="item__statement">
                    {(!is_single).then(|| view! { <span class="item__number" aria-hidden="true">{format!("{number}. ")}</span> })}
                    {statement}
                </span>
            </legend>
            {move || is_missing().then(|| view! {
                <p class="field__error" id=format!("missing-{number}")>{text.item_missing()}</p>
            })}
            <div class="replies">
                {agreements}
                {radio(ItemResponse::CannotSay, "0".to_owned(), cannot_say, "reply--none")}
            </div>
        </fieldset>
    }
}
