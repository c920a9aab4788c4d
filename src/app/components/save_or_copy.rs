//! Exports a table as a file, or as text to copy, since browsers within apps save no files.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::state::{use_store, use_text},
    platform,
    platform::files,
};

/// The buttons; if the browser refuses to copy, a field shows the text to be copied by hand.
#[component]
pub fn SaveOrCopy(
    /// The prefix of the ids of its elements.
    id: &'static str,
    /// The label of the button that saves.
    save: &'static str,
    /// The file's name.
    file_name: String,
    /// The text, with a byte order mark.
    content: impl Fn() -> String + Clone + 'static,
    #[prop(default = "text/csv;charset=utf-8")] media_type: &'static str,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let by_hand = RwSignal::new(None::<String>);
    let save_file = {
        let content = content.clone();
        move |_| {
            if let Err(reason) = files::save_text(&content(), media_type, &file_name) {
                store.show_toast(&text.file_not_saved(&reason));
            }
        }
    };
    let copy = move |_| {
        let content = content();
        spawn_local(async move {
            // The byte order mark is for files only.
            let content = content.trim_start_matches('\u{feff}');
            if platform::copy_text(content).await.is_ok() {
                store.show_toast(text.copied());
            } else {
                by_hand.try_set(Some(content.to_owned()));
                store.show_toast(text.copy_by_hand());
            }
        });
    };
    let field = move || {
        let content = by_hand.get()?;
        let field = format!("{id}-text");
        Some(view! {
            <div class="field">
                <label class="field__label" for=field.clone()>{text.as_text()}</label>
                <textarea class="field__input" id=field readonly rows="5" prop:value=content></textarea>
            </div>
        })
    };
    let hint = platform::is_wechat().then(|| view! { <p>{text.wechat_saves_no_files()}</p> });
    view! {
        {hint}
        {field}
        <p class="actions">
            <button class="button" type="button" id=format!("{id}-save") on:click=save_file>
                {save}
            </button>
            <button class="button button--quiet" type="button" id=format!("{id}-copy") on:click=copy>
                {text.copy_as_text()}
            </button>
        </p>
    }
}
