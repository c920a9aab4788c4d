//! What was done, with the way back.

use leptos::prelude::*;

use super::super::components::{Icon, Shape};
use crate::app::state::{use_store, use_text};

/// The last notice; it stays until the next, or until it is closed: nobody is hurried to undo.
#[component]
pub fn Toast() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let content = move || {
        store.toasts().shown().map(|toast| {
            view! {
                <div class="toast">
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
