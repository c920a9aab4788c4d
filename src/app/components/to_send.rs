//! A message that the person sends: copied, shared, or shown as a QR code.

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::QrCode;
use crate::{
    app::state::{use_store, use_text},
    exchange::link::MOST_CHARS,
    platform,
    platform::files,
};

/// A message with a link in it, and every means to send it.
#[component]
pub fn ToSend(
    /// The prefix of the ids of its elements.
    id: &'static str,
    /// The message, with the link or the code in it.
    message: String,
    /// The link alone, if there is one.
    #[prop(optional, into)]
    link: Option<String>,
    /// The content of the link, if it can be pasted without the link.
    #[prop(optional, into)]
    code: Option<String>,
    /// The name of a file with the message, if it can be saved as one.
    #[prop(optional, into)]
    file_name: Option<String>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let node = NodeRef::<html::Textarea>::new();
    let select_all = move || {
        if let Some(area) = node.get_untracked() {
            area.select();
        }
    };
    let copy = move |content: String| {
        spawn_local(async move {
            if platform::copy_text(&content).await.is_ok() {
                store.show_toast(text.copied());
                return;
            }
            if let Some(area) = node.try_get_untracked().flatten() {
                area.set_value(&content);
                // A field in the page accepts the focus.
                let _ = area.focus();
                area.select();
            }
            store.show_toast(text.copy_from_the_box());
        });
    };
    let button = move |name: &'static str, label: &'static str, content: String| {
        view! {
            <button
                class="button"
                type="button"
                id=format!("{id}-{name}")
                on:click=move |_| copy(content.clone())
            >
                {label}
            </button>
        }
    };
    let share = files::can_share_text().then(|| {
        let message = message.clone();
        let share = move |_| {
            let message = message.clone();
            spawn_local(async move {
                if let Err(reason) = files::share_text(&message).await {
                    store.show_toast(&text.share_failed(&reason));
                }
            });
        };
        view! {
            <button class="button" type="button" id=format!("{id}-share") on:click=share>
                {text.share_message()}
            </button>
        }
    });
    let is_long = link
        .as_ref()
        .is_some_and(|link| MOST_CHARS < link.chars().count());
    let save = file_name.map(|name| {
        let message = message.clone();
        let save = move |_| {
            if let Err(reason) = files::save_text(&message, "text/plain;charset=utf-8", &name) {
                store.show_toast(&text.file_not_saved(&reason));
            }
        };
        let hint = platform::is_wechat()
            .then(|| view! { <p class="quiet">{text.wechat_saves_no_files()}</p> });
        let button = view! {
            <button class="button" type="button" id=format!("{id}-save") on:click=save>
                {text.save_as_file()}
            </button>
        };
        (button, hint)
    });
    let (save, save_hint) = save.unzip();
    let is_useless = link.is_some() && platform::is_file();
    let qr_code = link.clone().map(|link| {
        view! {
            <details class="fold" id=format!("{id}-qr")>
                <summary>{text.qr_code()}</summary>
                <QrCode shown=link/>
            </details>
        }
    });
    let copy_all = {
        let message = message.clone();
        move |_| copy(message.clone())
    };
    view! {
        <div class="to-send">
            <textarea
                class="field__input"
                node_ref=node
                id=format!("{id}-message")
                readonly
                rows="6"
                aria-label=text.link_message()
                prop:value=message
                on:focus=move |_| select_all()
            ></textarea>
            {is_useless.then(|| view! { <p class="form__failure">{text.link_of_file()}</p> })}
            {is_long.then(|| view! { <p class="form__failure">{text.link_is_long()}</p> })}
            <p class="actions">
                <button
                    class="button button--primary"
                    type="button"
                    id=format!("{id}-copy")
                    on:click=copy_all
                >
                    {text.copy_message()}
                </button>
                {share}
                {link.map(|link| button("copy-link", text.copy_link(), link))}
                {code.map(|code| button("copy-code", text.copy_code(), code))}
                {save}
            </p>
            {save_hint.flatten()}
            {qr_code}
        </div>
    }
}
