//! A confirmation before an important step.

use leptos::prelude::*;

use super::Dialog;
use crate::app::state::use_text;

/// Asks in a dialog, and acts if the person confirms.
#[component]
pub fn Confirm(
    /// The id of the button that acts.
    #[prop(optional)]
    id: Option<&'static str>,
    open: RwSignal<bool>,
    /// The name of the action: the button, and the title if there is no other.
    label: &'static str,
    #[prop(optional)] title: Option<&'static str>,
    #[prop(into)] question: Signal<String>,
    /// Whether something is deleted.
    #[prop(optional)]
    deletes: bool,
    #[prop(into)] act: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let class = if deletes {
        "button button--danger"
    } else {
        "button button--primary"
    };
    let act = move |_| {
        open.set(false);
        act.run(());
    };
    view! {
        <Dialog open title=title.unwrap_or(label).to_owned()>
            <p>{question}</p>
            <p class="actions">
                <button class=class type="button" id=id on:click=act>{label}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {text.cancel()}
                </button>
            </p>
        </Dialog>
    }
}
