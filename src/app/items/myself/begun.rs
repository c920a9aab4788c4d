//! Questionnaires that were begun and not saved, each with a link to continue.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::state::{use_store, use_text},
    domain::{Form, Occasion, ResponseSheet},
    route::Route,
};

/// The begun questionnaires.
#[component]
pub fn Begun() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let begun = RwSignal::new(Vec::new());
    spawn_local(async move {
        for form in Form::ALL {
            for occasion in Occasion::ALL {
                let route = Route::Questionnaire(form, occasion);
                // An unreadable draft gets no link; the form itself reports the error when it
                // saves.
                let Ok(Some(draft)) = store.draft(&route.to_string()).await else {
                    continue;
                };
                let Ok(sheet) = draft.parse::<ResponseSheet>() else {
                    continue;
                };
                if 0 < sheet.count() {
                    let row = (form, occasion, sheet.version(), sheet.count());
                    // The page may be gone by now.
                    begun.try_update(|begun| begun.push(row));
                }
            }
        }
    });
    let discard = move |form, occasion| {
        store.drop_draft(Route::Questionnaire(form, occasion).to_string());
        begun.update(|begun| begun.retain(|(f, o, ..)| (*f, *o) != (form, occasion)));
    };
    move || {
        let rows = begun
            .get()
            .into_iter()
            .map(|(form, occasion, version, replied)| {
                let which = format!(
                    "{} · {}",
                    text.by_items(version, form),
                    text.occasion(occasion)
                );
                let route = Route::Questionnaire(form, occasion).to_string();
                let (title, go_on) = if replied < form.len() {
                    (text.begun_title(), text.go_on())
                } else {
                    (text.answered_title(), text.check_and_save())
                };
                view! {
                    <section class="card myself__begun" aria-label=title>
                        <p>
                            <strong>{title}</strong><br/>
                            <span class="quiet">
                                {format!("{which} · {}", text.replied_of(&replied, &form.len()))}
                            </span>
                        </p>
                        <p class="myself__buttons">
                            <a class="button button--primary" href=route>{go_on}</a>
                            <button
                                class="button button--quiet"
                                type="button"
                                aria-label=text.discard_begun_which(&which)
                                on:click=move |_| discard(form, occasion)
                            >
                                {text.discard()}
                            </button>
                        </p>
                    </section>
                }
            });
        rows.collect_view()
    }
}
