//! The toast: a notice of what was done, with the way back; and that there is a new version.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::super::components::{Icon, Shape};
use crate::{
    app::state::{ToastAction, use_store, use_text},
    platform::offline::{self, Offer},
    route::Route,
};

/// How long a notice stands. The change can be undone after it, too, by Ctrl+Z.
const LENGTH: Duration = Duration::from_secs(10);

/// The last notice, until it was long enough there, the next comes, or it is closed. It stays as long as
/// the pointer or the focus is on it: nobody is hurried.
#[component]
pub fn Toast(route: RwSignal<Route>) -> impl IntoView {
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
                    {toast.action.map(|action| view! {
                        <button class="toast__action" type="button" on:click=move |_| match action {
                            ToastAction::Undo => store.undo(),
                            ToastAction::Redo => store.redo(),
                        }>
                            {match action {
                                ToastAction::Undo => text.undo(),
                                ToastAction::Redo => text.redo(),
                            }}
                        </button>
                    })}
                    {close_button(move || store.toasts().dismiss())}
                </div>
            }
        })
    };
    // It lies over the page: what stands in the page stays where somebody is about to tap it.
    let has_update = offline::offered(Offer::Update);
    let update = move || {
        (has_update.get() && !route.get().is_form()).then(|| {
            view! {
                <div class="toast" id="update">
                    <span class="toast__words">{text.update_ready()}</span>
                    <button class="toast__action" type="button" on:click=|_| Offer::Update.accept()>
                        {text.take_update()}
                    </button>
                    {close_button(move || has_update.set(false))}
                </div>
            }
        })
    };
    view! { <div class="toast-region" role="status" aria-live="polite">{update}{content}</div> }
}

fn close_button(close: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button class="toast__close" type="button" aria-label=use_text().close() on:click=move |_| close()>
            <Icon shape=Shape::Close/>
        </button>
    }
}
