//! Joining a session without opening its link: by a pasted text, the camera, or a file.

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{FileField, FormFailure, FormState, PasteField, QrReader, focus_first_error},
        state::use_text,
    },
    exchange::link::{Assignment, LinkError},
    platform::files,
    route::Route,
};

/// The box to join a session, as a section of the class page.
#[component]
pub fn JoinBox() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="card join-box" id="join-box">
            <h2 class="section__title">{text.join_a_class()}</h2>
            <PasteForm/>
        </section>
    }
}

/// A box for the link, and below it the camera and files. A valid link opens its page.
#[component]
pub fn PasteForm() -> impl IntoView {
    let text = use_text();
    let state = FormState::new();
    let pasted = RwSignal::new(String::new());
    let fail = move |words: String| {
        state.clear();
        state.fail(words);
        focus_first_error();
    };
    let take = move |found: &str| {
        if let Err(error) = join(found) {
            fail(text.join_error(&error));
        }
    };
    let read = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let pasted = pasted.get_untracked();
        if pasted.trim().is_empty() {
            return fail(text.join_nothing_pasted().to_owned());
        }
        take(&pasted);
    };
    let scanned = UnsyncCallback::new(move |found: String| take(&found));
    let chosen = move |file: web_sys::File| {
        spawn_local(async move {
            let read = files::bytes_of(&file).await.ok();
            match read.and_then(|bytes| files::decoded(&bytes, "utf-8")) {
                Some(found) => take(&found),
                None => fail(text.join_file_unreadable().to_owned()),
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=read>
            <p class="quiet">{text.join_box_hint()}</p>
            <FormFailure state/>
            <PasteField id="join-text" label=text.join_field() value=pasted rows=2/>
            <p>
                <button class="button button--primary" type="submit" id="join">
                    {text.join_button()}
                </button>
            </p>
        </form>
        <details class="fold" id="join-other-ways">
            <summary>{text.join_other_ways()}</summary>
            <div class="join-box__ways">
                <QrReader on_text=scanned/>
                <FileField id="join-file" label=text.join_file() accept=".txt,text/plain" chosen/>
            </div>
        </details>
    }
}

/// Opens the page of the session in a text.
fn join(found: &str) -> Result<(), LinkError> {
    let payload = Assignment::find(found)?.write()?;
    // Setting the hash of the own page never fails.
    let _ = window()
        .location()
        .set_hash(&format!("{}/{payload}", Route::Join));
    Ok(())
}
