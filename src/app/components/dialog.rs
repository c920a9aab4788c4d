//! A modal dialog: the browser's own, which keeps and returns the focus.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Icon, Shape};
use crate::app::state::use_text;

/// Whether a dialog is open over the page.
pub fn has_dialog() -> bool {
    // A selector of our own is well-formed.
    let dialog = document().query_selector("dialog[open]");
    dialog.is_ok_and(|dialog| dialog.is_some())
}

/// The focus is on the first field, of a choice on what is chosen; without a field on the title, and never
/// on the button that closes.
fn focus_first(dialog: &web_sys::HtmlDialogElement) {
    // Selectors of our own are well-formed.
    let find = |selector: &str| dialog.query_selector(selector).ok().flatten();
    let first = find("input, select, textarea").or_else(|| find(".dialog__title"));
    let first = first.map(|first| match find("[type=radio]:checked") {
        Some(chosen) if first.matches("[type=radio]").unwrap_or_default() => chosen,
        _ => first,
    });
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Else the browser's choice stays.
        let _ = first.focus();
    }
}

/// A modal dialog with a title, open while `open` is true; its content is made when it opens.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let text = use_text();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            // It throws only if the dialog is open already, or not in the page.
            let _ = dialog.show_modal();
            focus_first(&dialog);
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="dialog"
            node_ref=node
            aria-label=title
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // A click outside the sheet hits the dialog itself.
                if event.target() == event.current_target() {
                    open.set(false);
                }
            }
        >
            {move || open.get().then(|| view! {
                <div class="dialog__sheet">
                    <header class="dialog__head">
                        <h2 class="dialog__title" tabindex="-1">{title}</h2>
                        <button
                            class="button button--quiet button--icon"
                            type="button"
                            aria-label=text.close()
                            on:click=move |_| open.set(false)
                        >
                            <Icon shape=Shape::Close/>
                        </button>
                    </header>
                    {children()}
                </div>
            })}
        </dialog>
    }
}
