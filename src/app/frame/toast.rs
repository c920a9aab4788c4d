//! What was done, with the way back.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::super::components::{Icon, Shape};
use crate::app::state::{use_store, use_text};

/// How long a notice stands. What it tells can be undone after it, too, by Ctrl+Z.
const LENGTH: Duration = Duration::from_secs(10);

/// The last notice, until it was long enough there, the next comes, or it is closed. It stays as long as
/// the pointer or the focus is on it: nobody is hurried.
#[component]
pub fn Toast() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let hold = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    let let_go = move || {
        hold();
        // Without a timer it stays.
        timer.set_value(set_timeout_with_handle(move || store.toasts().dismiss(), LENGTH).ok());
    };
    Effect::new(move || match store.toasts().shown() {
        Some(_) => let_go(),
        None => hold(),
    });
    on_cleanup(hold);
    let content = move || {
        store.toasts().shown().map(|toast| {
            view! {
                <div
                    class="toast"
                    on:mouseenter=move |_| hold()
                    on:mouseleave=move |_| let_go()
                    on:focusin=move |_| hold()
                    on:focusout=move |_| let_go()
                >
                    <span class="toast__words">{toast.words}</span>
                    {toast.undo.then(|| view! {
                        <button class="toast__undo" type="button" on:click=move |_| store.undo()>
                            {text.undo()}
                        </button>
                    })}
                    <button
                        class="toast__close"
                        type="button"
                        aria-label=text.close()
                        on:click=move |_| store.toasts().dismiss()
                    >
                        <Icon shape=Shape::Close/>
                    </button>
                </div>
            }
        })
    };
    view! { <div class="toast-region" role="status" aria-live="polite">{content}</div> }
}
